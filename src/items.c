#include "items.h"

#include "items_parts.h"

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

static uint32_t
new_line(struct items *t, size_t bytes, enum line_flags kind, uint32_t next, const struct addition *a)
{
    uint32_t number = store_add(&t->lines, bytes);

    *line_at(t, number) = (struct line){ .code = a->code,
                                         .group = a->group,
                                         .next = next,
                                         .when = (uint32_t)(a->date - DATE_MIN) << LINE_DATE | kind };
    return number;
}

static uint32_t
find_head(const struct items *t, uint32_t account, struct slice name, uint64_t hash, size_t *at)
{
    uint32_t number;

    *at = slots_home(&t->by_name, hash);
    while ((number = slots_look(&t->by_name, hash, at)) != SLOTS_NONE) {
        const struct head *h = store_at(&t->lines, number);
        if (h->account == account && h->n == name.n && hash_alike(h->name, name.p, name.n))
            break;
        *at = slots_after(&t->by_name, *at);
    }
    return number;
}

/* The head of the item, made with the entry's code as its first where it isn't there yet. */
static uint32_t
head_of(struct items *t, uint32_t account, const struct addition *a)
{
    struct head *h;
    uint32_t number;
    size_t at;

    slots_room(&t->by_name);
    number = find_head(t, account, a->item, a->by_name, &at);
    if (number != SLOTS_NONE)
        return number;
    assert(a->item.n <= UINT16_MAX);
    number = new_line(t, offsetof(struct head, name) + a->item.n, LINE_HEAD, ITEM_NONE, a);
    h = store_at(&t->lines, number);
    h->account = account;
    h->n = (uint16_t)a->item.n;
    memcpy(h->name, a->item.p, a->item.n);
    slots_put(&t->by_name, a->by_name, at, number);
    return number;
}

/* The line of the entry's code of an item with many of them, put behind the last that is looked through. */
static struct line *
wide_line(struct items *t, uint32_t head, struct line *last, const struct addition *a)
{
    struct wide *w;
    uint32_t number;
    size_t at;

    slots_room(&t->by_code);
    number = items_find_wide(t, head, a->code, &at);
    if (number != SLOTS_NONE)
        return line_at(t, number);
    number = new_line(t, sizeof *w, LINE_WIDE, last->next, a);
    w = store_at(&t->lines, number);
    w->head = head;
    last->next = number;
    slots_put(&t->by_code, wide_hash(head, a->code), at, number);
    return &w->line;
}

static struct line *
named_line(struct items *t, uint32_t account, const struct addition *a)
{
    uint32_t head = head_of(t, account, a);
    struct line *l = line_at(t, head);

    for (int i = 1; l->code != a->code; i++) {
        if (i == WIDE_FROM)
            return wide_line(t, head, l, a);
        if (l->next == ITEM_NONE)
            l->next = new_line(t, sizeof *l, LINE_MORE, ITEM_NONE, a);
        l = line_at(t, l->next);
    }
    return l;
}

/* Whether an entry of that date decides the line's group: it is that of the first due charge, or of the
 * first entry as long as there is no charge; among equals the first in byte order, so that the order of
 * entries does not decide. */
static bool
chooses_group(const struct items *t, const struct line *l, bool charge, date at, uint32_t group)
{
    bool has = l->when & LINE_DUE;
    struct slice mine, theirs;

    if (charge != has)
        return charge;
    if (group == l->group || at != line_date(l))
        return at < line_date(l);
    mine = t->texts.text[group];
    theirs = t->texts.text[l->group];
    return slice_compare(mine, theirs) < 0;
}

static bool
add_to(const struct items *t, struct line *l, const struct addition *a)
{
    bool charge = entry_is_charge(a->kind), has = l->when & LINE_DUE;
    date at = charge && a->due != DATE_NONE ? a->due : a->date;

    if (chooses_group(t, l, charge, at, a->group))
        l->group = a->group;
    if (charge > has || (charge == has && at < line_date(l)))
        l->when = (uint32_t)(at - DATE_MIN) << LINE_DATE | (l->when & ((1u << LINE_DATE) - 1));
    if (charge)
        l->when |= LINE_DUE | (a->kind == KIND_CHARGE ? LINE_CHARGED : LINE_PENALISED);
    return money_add(l->open, a->amount, &l->open);
}

/* Loose credit of an account that has the same date and group is one, so that a long ledger of
 * payments on account takes no more room than its days. */
static bool
add_loose(struct items *t, uint32_t number, const struct addition *a)
{
    struct account *account = account_at(t, number);
    struct line *l;

    if (account->loose != ITEM_NONE) {
        l = line_at(t, account->loose);
        if (line_date(l) == a->date && l->group == a->group && (l->open < 0) == (a->amount < 0))
            return money_add(l->open, a->amount, &l->open);
    }
    account->loose = new_line(t, sizeof *l, LINE_LOOSE, number, a);
    line_at(t, account->loose)->open = a->amount;
    line_at(t, account->loose)->code = ITEM_NONE;
    return true;
}

bool
items_enter(struct items *t, const struct addition *a)
{
    uint32_t account = account_of(t, a->account, a->by_account, !t->expecting);
    struct own *own;

    if (account == SLOTS_NONE)
        return true;
    if (a->item.n > 0)
        return add_to(t, named_line(t, account, a), a);
    if (a->amount < 0 || a->kind == KIND_REFUND || a->kind == KIND_RETURN)
        return add_loose(t, account, a);
    own = store_at(&t->lines, new_line(t, sizeof *own, LINE_OWN, account, a));
    own->first = a->date;
    return add_to(t, &own->line, a);
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
    uint64_t hash = hash_pair(hash_bytes((struct slice){ a->name, a->n }), hash_bytes(name));
    size_t at;

    return t->by_name.n > 0 ? find_head(t, account, name, hash, &at) : ITEM_NONE;
}

bool
items_pay(struct items *t, uint32_t index, const struct entry *payment)
{
    struct line *l = line_at(t, index);
    struct addition a = {
        .amount = payment->amount, .date = payment->date, .group = l->group, .kind = payment->kind
    };

    return add_to(t, l, &a);
}
