#include "items.h"

#include "items_at.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>

struct items *
items_new(void)
{
    struct items *t = mem_alloc(sizeof *t);

    t->waiting = items_waiting_new();
    return t;
}

void
items_free(struct items *t)
{
    store_free(&t->lines);
    store_free(&t->large);
    store_free(&t->accounts);
    slots_free(&t->by_name);
    slots_free(&t->by_code);
    slots_free(&t->by_account);
    intern_free(&t->texts);
    free(t->waiting);
    free(t->list);
    free(t->open);
    free(t);
}

/* Accounts. */

static uint32_t
find_account(const struct items *t, struct slice name, uint64_t hash, size_t *at)
{
    uint32_t number;

    *at = slots_home(&t->by_account, hash);
    while ((number = slots_look(&t->by_account, hash, at)) != SLOTS_NONE) {
        const struct account *a = account_at(t, number);
        if (a->n == name.n && hash_alike(a->name, name.p, name.n))
            break;
        *at = slots_after(&t->by_account, *at);
    }
    return number;
}

static uint32_t
account_of(struct items *t, struct slice name, uint64_t hash, bool expected)
{
    struct account *a;
    uint32_t number;
    size_t at;

    slots_room(&t->by_account);
    number = find_account(t, name, hash, &at);
    if (number != SLOTS_NONE || !expected)
        return number;
    assert(name.n <= UINT16_MAX);
    number = store_add(&t->accounts, offsetof(struct account, name) + name.n);
    a = account_at(t, number);
    a->loose = ITEM_NONE;
    a->n = (uint16_t)name.n;
    memcpy(a->name, name.p, name.n);
    slots_put(&t->by_account, hash, at, number);
    return number;
}

void
items_expect_none(struct items *t)
{
    t->expecting = true;
}

void
items_expect(struct items *t, struct slice account)
{
    t->expecting = true;
    account_of(t, account, hash_bytes(account), true);
}

/* Lines. */

/* The line's large part, made where it has none yet. */
static struct large *
make_large(struct items *t, struct line *l)
{
    uint32_t number;
    struct large *large = line_large(t, l);

    if (large)
        return large;
    number = store_add(&t->large, sizeof *large);
    large = store_at(&t->large, number);
    *large = (struct large){ l->open, line_code(t, l), ITEM_NONE };
    l->large = number;
    l->bits |= LINE_CODE_MASK;
    return large;
}

static bool
add_amount(struct items *t, struct line *l, money amount)
{
    struct large *large = line_large(t, l);
    money sum;

    if (!money_add(large ? large->open : l->open, amount, &sum))
        return false;
    if (!large && sum == (int32_t)sum)
        l->open = (int32_t)sum;
    else
        make_large(t, l)->open = sum;
    return true;
}

static void
start_line(struct items *t, struct line *l, enum line_bits kind, const struct addition *a)
{
    bool small = a->code < LINE_NO_CODE;

    *l = (struct line){ .bits = (uint32_t)(a->date - DATE_MIN) << LINE_DATE | kind |
                                (small ? a->code : LINE_NO_CODE) << LINE_CODE };
    if (!small && a->code != ITEM_NONE)
        make_large(t, l)->code = a->code;
    if (a->group != ITEM_NONE)
        make_large(t, l)->group = a->group;
}

static uint32_t
new_line(struct items *t, size_t bytes, enum line_bits kind, const struct addition *a)
{
    uint32_t number = store_add(&t->lines, bytes);

    start_line(t, line_at(t, number), kind, a);
    return number;
}

static bool
is_item(const struct items *t, uint32_t number, struct slice account, struct slice name)
{
    const struct item *i = item_at(t, number);
    const struct account *a = account_at(t, i->account);

    return i->n == name.n && hash_alike(i->name, name.p, name.n) && a->n == account.n &&
           hash_alike(a->name, account.p, account.n);
}

static uint32_t
find_item(const struct items *t, struct slice account, struct slice name, uint64_t hash, size_t *at)
{
    uint32_t number;

    *at = slots_home(&t->by_name, hash);
    while ((number = slots_look(&t->by_name, hash, at)) != SLOTS_NONE && !is_item(t, number, account, name))
        *at = slots_after(&t->by_name, *at);
    return number;
}

static uint32_t
new_item(struct items *t, uint32_t account, const struct addition *a)
{
    uint32_t number = new_line(t, offsetof(struct item, name) + a->item.n, LINE_ITEM, a);
    struct item *i = item_at(t, number);

    assert(a->item.n <= UINT16_MAX);
    i->account = account;
    i->next = ITEM_NONE;
    i->lines = 1;
    i->n = (uint16_t)a->item.n;
    memcpy(i->name, a->item.p, a->item.n);
    return number;
}

/* The item, made with the entry's code as its first where it isn't there yet; SLOTS_NONE: its account is not
 * expected. */
static uint32_t
item_of(struct items *t, const struct addition *a)
{
    uint32_t number = a->by_name == t->last_name ? t->last : a->likely, account;
    size_t at;

    if (number != SLOTS_NONE && is_item(t, number, a->account, a->item))
        return number;
    slots_room(&t->by_name);
    number = find_item(t, a->account, a->item, a->by_name, &at);
    if (number != SLOTS_NONE)
        return number;
    if ((account = account_of(t, a->account, a->by_account, !t->expecting)) == SLOTS_NONE)
        return SLOTS_NONE;
    number = new_item(t, account, a);
    slots_put(&t->by_name, a->by_name, at, number);
    return number;
}

/* One more line of an item where its chain ends, or behind those that are looked through. */
static struct line *
add_more(struct items *t, uint32_t item, uint32_t *next, const struct addition *a)
{
    uint32_t number = new_line(t, sizeof(struct more), LINE_MORE, a);

    more_at(t, number)->item = item;
    more_at(t, number)->next = *next;
    *next = number;
    return line_at(t, number);
}

/* The line of the entry's code of an item with many of them. */
static struct line *
wide_line(struct items *t, uint32_t item, uint32_t *next, const struct addition *a)
{
    uint32_t number;
    size_t at;

    slots_room(&t->by_code);
    number = items_find_wide(t, item, a->code, &at);
    if (number != SLOTS_NONE)
        return line_at(t, number);
    add_more(t, item, next, a);
    slots_put(&t->by_code, wide_hash(item, a->code), at, *next);
    return line_at(t, *next);
}

/* A line of an item that stands apart from it. */
static struct line *
far_line(struct items *t, uint32_t item, const struct addition *a)
{
    struct item *i = item_at(t, item);
    uint32_t *next = &i->next;

    for (int n = i->lines; n < WIDE_FROM; n++) {
        if (*next == ITEM_NONE)
            return add_more(t, item, next, a);
        if (line_code(t, line_at(t, *next)) == a->code)
            return line_at(t, *next);
        next = &more_at(t, *next)->next;
    }
    return wide_line(t, item, next, a);
}

static struct line *
named_line(struct items *t, uint32_t number, const struct addition *a)
{
    struct item *i = item_at(t, number);
    struct line *behind = item_lines(i);

    if (line_code(t, &i->line) == a->code)
        return &i->line;
    for (int n = 1; n < i->lines; n++, behind++)
        if (line_code(t, behind) == a->code)
            return behind;
    if (i->lines == WIDE_FROM || !store_extend(&t->lines, number, item_bytes(i), sizeof *behind))
        return far_line(t, number, a);
    i->lines++;
    start_line(t, behind, LINE_MORE, a);
    return behind;
}

/* Whether an entry of that date decides the line's group: it is that of the first due charge, or of the
 * first entry as long as there is no charge; among equals the first in byte order, so that the order of
 * entries does not decide. */
static bool
chooses_group(const struct items *t, const struct line *l, bool charge, date at, uint32_t group)
{
    bool has = l->bits & LINE_DUE;
    struct slice mine, theirs;

    if (charge != has)
        return charge;
    if (at != line_date(l))
        return at < line_date(l);
    mine = t->texts.text[group];
    theirs = t->texts.text[line_group(t, l)];
    return slice_compare(mine, theirs) < 0;
}

static bool
add_to(struct items *t, struct line *l, const struct addition *a)
{
    bool charge = entry_is_charge(a->kind), has = l->bits & LINE_DUE;
    date at = charge && a->due != DATE_NONE ? a->due : a->date;

    if (a->group != line_group(t, l) && chooses_group(t, l, charge, at, a->group))
        make_large(t, l)->group = a->group;
    if (charge > has || (charge == has && at < line_date(l)))
        l->bits = (uint32_t)(at - DATE_MIN) << LINE_DATE | (l->bits & ((1u << LINE_DATE) - 1));
    if (charge)
        l->bits |= LINE_DUE | (a->kind == KIND_CHARGE ? LINE_CHARGED : LINE_PENALISED);
    return add_amount(t, l, a->amount);
}

/* A line of no item. */
static uint32_t
single_line(struct items *t, uint32_t account, enum line_bits kind, const struct addition *a)
{
    uint32_t number = new_line(t, sizeof(struct single), kind, a);
    struct single *s = store_at(&t->lines, number);

    s->account = account;
    s->first = a->date;
    return number;
}

/* Loose credit of an account that has the same date and group is one, so that a long ledger of
 * payments on account takes no more room than its days. */
static bool
add_loose(struct items *t, uint32_t number, const struct addition *a)
{
    struct account *account = account_at(t, number);
    struct addition bare = *a;

    bare.code = ITEM_NONE;
    if (account->loose != ITEM_NONE) {
        struct line *l = line_at(t, account->loose);
        if (line_date(l) == a->date && line_group(t, l) == a->group &&
            (line_open(t, l) < 0) == (a->amount < 0))
            return add_amount(t, l, a->amount);
    }
    account->loose = single_line(t, number, LINE_LOOSE, &bare);
    return add_amount(t, line_at(t, account->loose), a->amount);
}

static bool
enter_named(struct items *t, const struct addition *a)
{
    uint32_t item = item_of(t, a);

    t->last_name = a->by_name;
    t->last = item;
    return item == SLOTS_NONE || add_to(t, named_line(t, item, a), a);
}

bool
items_enter(struct items *t, const struct addition *a)
{
    uint32_t account;

    if (a->item.n > 0)
        return enter_named(t, a);
    account = account_of(t, a->account, a->by_account, !t->expecting);
    if (account == SLOTS_NONE)
        return true;
    if (a->amount < 0 || a->kind == KIND_REFUND || a->kind == KIND_RETURN)
        return add_loose(t, account, a);
    return add_to(t, line_at(t, single_line(t, account, LINE_OWN, a)), a);
}

/* What is there already. */

uint32_t
items_account_number(const struct items *t, struct slice account)
{
    size_t at;

    return t->by_account.n > 0 ? find_account(t, account, hash_bytes(account), &at) : ITEM_NONE;
}

uint32_t
items_item_number(const struct items *t, uint32_t account, struct slice name)
{
    const struct account *a = account_at(t, account);
    struct slice of = { a->name, a->n };
    size_t at;

    return t->by_name.n > 0 ? find_item(t, of, name, hash_pair(hash_bytes(of), hash_bytes(name)), &at)
                            : ITEM_NONE;
}

bool
items_pay(struct items *t, uint32_t index, const struct entry *payment)
{
    struct line *l = line_at(t, index);
    struct addition a = {

        .amount = payment->amount, .date = payment->date, .group = line_group(t, l), .kind = payment->kind
    };

    return add_to(t, l, &a);
}
