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

/* Names. */

static size_t
length_of(uint64_t word, struct slice text)
{
    return word_is_marked(word) ? text.n : word_length(word);
}

static void
put_name(char *name, uint64_t word, struct slice text)
{
    if (word_is_marked(word))
        memcpy(name, text.p, text.n);
    else
        load_back(name, word);
}

/* Accounts. */

static uint32_t
find_account(const struct items *t, uint64_t word, struct slice name, uint64_t hash, size_t *at)
{
    uint32_t number;

    *at = slots_home(&t->by_account, hash);
    while ((number = slots_look(&t->by_account, hash, at)) != SLOTS_NONE) {
        const struct account *a = account_at(t, number);
        if (name_is(a->name, a->n, word, name))
            break;
        *at = slots_after(&t->by_account, *at);
    }
    return number;
}

static uint32_t
account_of(struct items *t, const struct addition *of, bool expected)
{
    uint64_t word = items_key_word(of->by_account);
    struct account *a;
    uint32_t number;
    size_t at, n;

    slots_room(&t->by_account);
    number = find_account(t, word, of->account_text, of->by_account, &at);
    if (number != SLOTS_NONE || !expected)
        return number;
    n = length_of(word, of->account_text);
    assert(n <= UINT16_MAX);
    number = store_add(&t->accounts, account_bytes(n));
    a = account_at(t, number);
    a->loose = ITEM_NONE;
    a->n = (uint16_t)n;
    put_name(a->name, word, of->account_text);
    slots_put(&t->by_account, of->by_account, at, number);
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
    account_of(t, &(struct addition){ .by_account = items_key(word_of(account)), .account_text = account },
               true);
}

/* Lines. */

static uint32_t
new_line(struct items *t, size_t bytes, enum line_bits kind, const struct addition *a)
{
    uint32_t number = store_add(&t->lines, bytes);

    line_start(t, line_at(t, number), kind, a);
    return number;
}

/* Whether an item to which a slot of the hash leads is the entry's. Words that are alike are, but for marked
 * ones; so its account is only looked at for its text, or where the item has no room to tell. */
static bool
is_item(const struct items *t, uint32_t number, const struct addition *a)
{
    const struct item *i = item_at(t, number);
    const struct account *account;
    bool marked = word_is_marked(a->item);
    uint64_t word = items_key_word(a->by_account);

    if (load_eight(i->name) != a->item || (!i->chained && i->check != (uint32_t)a->by_name))
        return false;
    if (marked && (i->n != a->item_text.n || !hash_alike(i->text, a->item_text.p, i->n)))
        return false;
    if (!marked && !word_is_marked(word) && !i->chained)
        return true;
    account = account_at(t, i->account);
    return name_is(account->name, account->n, word, a->account_text);
}

static uint32_t
find_item(const struct items *t, const struct addition *a, size_t *at)
{
    uint32_t number;

    *at = slots_home(&t->by_name, a->by_name);
    while ((number = slots_look(&t->by_name, a->by_name, at)) != SLOTS_NONE && !is_item(t, number, a))
        *at = slots_after(&t->by_name, *at);
    return number;
}

static uint32_t
new_item(struct items *t, uint32_t account, const struct addition *a)
{
    bool is_long = word_is_marked(a->item);
    uint32_t number;
    struct item *i;

    mem_must(account < ITEM_ACCOUNTS, "more accounts than a number of theirs holds");
    number = new_line(t, item_bytes_for(is_long, a->item_text.n), LINE_ITEM, a);
    i = item_at(t, number);
    i->account = account & (ITEM_ACCOUNTS - 1);
    i->check = (uint32_t)a->by_name;
    load_back(i->name, a->item);
    if (is_long) {
        assert(a->item_text.n <= UINT16_MAX);
        i->n = (uint16_t)a->item_text.n;
        memcpy(i->text, a->item_text.p, i->n);
    }
    return number;
}

/* The item, made with the entry's code as its first where it isn't there yet; SLOTS_NONE: its account is not
 * expected. */
static uint32_t
item_of(struct items *t, const struct addition *a)
{
    uint32_t number = a->likely, account;
    size_t at;

    if (number != SLOTS_NONE && is_item(t, number, a))
        return number;
    slots_room(&t->by_name);
    number = find_item(t, a, &at);
    if (number != SLOTS_NONE)
        return number;
    if ((account = account_of(t, a, !t->expecting)) == SLOTS_NONE)
        return SLOTS_NONE;
    number = new_item(t, account, a);
    slots_put(&t->by_name, a->by_name, at, number);
    return number;
}

/* One more line of an item, behind a struct more of it, or before them. */
static uint32_t
add_more(struct items *t, uint32_t item, uint32_t before, const struct addition *a)
{
    uint32_t number = new_line(t, sizeof(struct more), LINE_MORE, a);
    struct item *i = item_at(t, item);
    struct more *m = more_at(t, number);

    m->item = item;
    if (before != ITEM_NONE) {
        m->next = more_at(t, before)->next;
        more_at(t, before)->next = number;
    } else {
        m->next = item_next(i);
        i->chained = true;
        i->check = number;
    }
    return number;
}

/* The line of the entry's code of an item with many of them. */
static struct line *
wide_line(struct items *t, uint32_t item, uint32_t before, const struct addition *a)
{
    uint32_t number;
    size_t at;

    slots_room(&t->by_code);
    number = items_find_wide(t, item, a->code, &at);
    if (number == SLOTS_NONE) {
        number = add_more(t, item, before, a);
        slots_put(&t->by_code, wide_hash(item, a->code), at, number);
    }
    return line_at(t, number);
}

/* A line of an item that stands apart from it. */
static struct line *
far_line(struct items *t, uint32_t item, const struct addition *a)
{
    struct item *i = item_at(t, item);
    uint32_t before = ITEM_NONE, next = item_next(i);

    for (int n = i->behind + 1; n < WIDE_FROM; n++) {
        if (next == ITEM_NONE)
            return line_at(t, add_more(t, item, before, a));
        if (line_code(t, line_at(t, next)) == a->code)
            return line_at(t, next);
        before = next;
        next = more_at(t, next)->next;
    }
    return wide_line(t, item, before, a);
}

/* The line of the entry's code of the last item. */
static inline struct line *
named_line(struct items *t, const struct addition *a)
{
    struct item *i = t->last_item;
    struct line *behind = t->last_behind, *end = behind + i->behind;

    if (line_code(t, &i->line) == a->code)
        return &i->line;
    for (; behind < end; behind++)
        if (line_code(t, behind) == a->code)
            return behind;
    if (i->behind + 1 == WIDE_FROM || !store_extend(&t->lines, t->last, item_bytes(i), sizeof *behind))
        return far_line(t, t->last, a);
    i->behind++;
    line_start(t, behind, LINE_MORE, a);
    return behind;
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
            return line_add(t, l, a->amount);
    }
    account->loose = single_line(t, number, LINE_LOOSE, &bare);
    return line_add(t, line_at(t, account->loose), a->amount);
}

static inline bool
enter_named(struct items *t, const struct addition *a)
{
    if (!a->again && (t->last = item_of(t, a)) != SLOTS_NONE) {
        t->last_item = item_at(t, t->last);
        t->last_behind = item_lines(t->last_item);
    }
    return t->last == SLOTS_NONE || line_enter(t, named_line(t, a), a);
}

static bool
enter_bare(struct items *t, const struct addition *a)
{
    uint32_t account = account_of(t, a, !t->expecting);

    if (account == SLOTS_NONE)
        return true;
    if (a->amount < 0 || a->kind == KIND_REFUND || a->kind == KIND_RETURN)
        return add_loose(t, account, a);
    return line_enter(t, line_at(t, single_line(t, account, LINE_OWN, a)), a);
}

bool
items_enter(struct items *t, const struct addition *a, size_t n)
{
    bool good = true;

    for (const struct addition *end = a + n; a < end; a++)
        good &= a->item != 0 ? enter_named(t, a) : enter_bare(t, a);
    return good;
}

/* What is there already. */

uint32_t
items_account_number(const struct items *t, struct slice account)
{
    uint64_t word = word_of(account);
    size_t at;

    return t->by_account.n > 0 ? find_account(t, word, account, items_key(word), &at) : ITEM_NONE;
}

uint32_t
items_item_number(const struct items *t, uint32_t account, struct slice name)
{
    const struct account *a = account_at(t, account);
    struct slice of = { a->name, a->n };
    uint64_t key = items_key(word_of(of)), item = word_of(name);
    struct addition look = { item, key, name_hash(key, item), .account_text = of, .item_text = name };
    size_t at;

    return t->by_name.n > 0 ? find_item(t, &look, &at) : ITEM_NONE;
}

bool
items_pay(struct items *t, uint32_t index, const struct entry *payment)
{
    struct line *l = line_at(t, index);
    struct addition a = {
        .amount = payment->amount, .date = payment->date, .group = line_group(t, l), .kind = payment->kind
    };

    return line_enter(t, l, &a);
}
