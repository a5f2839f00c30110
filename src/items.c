#include "items.h"

#include <stdlib.h>
#include <string.h>

/* Credit without an item, and refunds and returns without one (above zero). */
struct loose {
    uint32_t account, group, next;
    date date;
    money amount;
};

/* What an account has: the heads of its lists. */
struct account {
    uint32_t items, loose;
    bool known;
};

struct items {
    struct intern texts;
    struct item *item;
    uint32_t items;
    size_t items_cap;
    struct loose *loose;
    uint32_t looses;
    size_t loose_cap;
    struct account *account; /* by number of its text */
    size_t accounts;
    uint32_t *table; /* items that have names: place + 1, open addressed */
    size_t slots;
    size_t named;
};

struct items *
items_new(void)
{
    return mem_alloc(sizeof(struct items));
}

void
items_free(struct items *t)
{
    intern_free(&t->texts);
    free(t->item);
    free(t->loose);
    free(t->account);
    free(t->table);
    free(t);
}

struct slice
items_text(const struct items *t, uint32_t number)
{
    return number == ITEM_NONE ? (struct slice){ "", 0 } : t->texts.text[number];
}

uint32_t
items_number(struct items *t, struct slice text)
{
    return intern_add(&t->texts, text);
}

uint32_t
items_texts(const struct items *t)
{
    return t->texts.n;
}

uint32_t *
items_sorted(const struct items *t)
{
    return intern_sorted(&t->texts);
}

struct item *
items_at(struct items *t, uint32_t index)
{
    return index == ITEM_NONE ? NULL : &t->item[index];
}

struct item *
items_of(struct items *t, uint32_t account)
{
    return account < t->accounts && t->account[account].known ? items_at(t, t->account[account].items) : NULL;
}

date
item_due(const struct item *i)
{
    return i->due == DATE_NONE ? i->first : i->due;
}

static uint64_t
hash_key(uint32_t account, uint32_t item, uint32_t code)
{
    return hash_word(hash_word((uint64_t)account << 32 | item) ^ code);
}

static size_t
find_slot(const struct items *t, uint32_t account, uint32_t item, uint32_t code)
{
    size_t i = hash_key(account, item, code) & (t->slots - 1);

    for (; t->table[i]; i = (i + 1) & (t->slots - 1)) {
        const struct item *at = &t->item[t->table[i] - 1];
        if (at->account == account && at->item == item && at->code == code)
            break;
    }
    return i;
}

static void
grow_table(struct items *t)
{
    t->slots = t->slots ? t->slots * 2 : 1024;
    free(t->table);
    t->table = mem_alloc(t->slots * sizeof *t->table);
    for (uint32_t i = 0; i < t->items; i++)
        if (t->item[i].item != ITEM_NONE)
            t->table[find_slot(t, t->item[i].account, t->item[i].item, t->item[i].code)] = i + 1;
}

static struct account *
account_of(struct items *t, uint32_t number)
{
    if (number >= t->accounts) {
        size_t n = t->accounts ? t->accounts : 256;
        while (n <= number)
            n *= 2;
        t->account = mem_grow(t->account, n, sizeof *t->account);
        memset(t->account + t->accounts, 0, (n - t->accounts) * sizeof *t->account);
        t->accounts = n;
    }
    if (!t->account[number].known)
        t->account[number] = (struct account){ ITEM_NONE, ITEM_NONE, true };
    return &t->account[number];
}

static struct item *
new_item(struct items *t, uint32_t account, uint32_t item, uint32_t code)
{
    struct account *a = account_of(t, account);
    struct item *i;

    t->item = mem_room(t->item, t->items, &t->items_cap, sizeof *t->item);
    i = &t->item[t->items];
    *i = (struct item){ .account = account, .item = item, .code = code, .next = a->items };
    i->due = i->first = DATE_NONE;
    i->place = UINT64_MAX;
    a->items = t->items++;
    return i;
}

/* The item with that name and code, made where it is not there yet. */
static struct item *
named_item(struct items *t, uint32_t account, struct slice name, uint32_t code)
{
    uint32_t item = intern_add(&t->texts, name);
    size_t slot;

    if (t->named * 2 >= t->slots)
        grow_table(t);
    slot = find_slot(t, account, item, code);
    if (!t->table[slot]) {
        new_item(t, account, item, code);
        t->table[slot] = t->items;
        t->named++;
    }
    return &t->item[t->table[slot] - 1];
}

/* The item's group is that of its first due charge, or of its first entry as long as it has none;
 * among equals the first in byte order, so that the order of entries does not decide. */
static void
choose_group(const struct items *t, struct item *i, const struct entry *e, date due, uint32_t group)
{
    bool charge = entry_is_charge(e->kind), has = i->due != DATE_NONE;
    date at = charge ? due : e->date, best = has ? i->due : i->first;

    if (charge != has && best != DATE_NONE) {
        if (charge)
            i->group = group;
        return;
    }
    if (best == DATE_NONE || at < best ||
        (at == best && slice_compare(t->texts.text[group], t->texts.text[i->group]) < 0))
        i->group = group;
}

static bool
add_to(const struct items *t, struct item *i, const struct entry *e, uint32_t group, uint64_t place)
{
    date due = e->due == DATE_NONE ? e->date : e->due;

    choose_group(t, i, e, due, group);
    if (entry_is_charge(e->kind) && (i->due == DATE_NONE || due < i->due))
        i->due = due;
    if (i->first == DATE_NONE || e->date < i->first)
        i->first = e->date;
    i->charged |= e->kind == KIND_CHARGE;
    i->penalised |= e->kind == KIND_PENALTY || e->kind == KIND_INTEREST;
    if (place < i->place)
        i->place = place;
    return money_add(i->open, e->amount, &i->open);
}

/* Loose credit of an account that has the same date and group is one, so that a long ledger of
 * payments on account takes no more room than its days. */
static bool
add_loose(struct items *t, uint32_t account, uint32_t group, const struct entry *e)
{
    struct account *a = account_of(t, account);
    struct loose *l;

    if (a->loose != ITEM_NONE) {
        l = &t->loose[a->loose];
        if (l->date == e->date && l->group == group && (l->amount < 0) == (e->amount < 0))
            return money_add(l->amount, e->amount, &l->amount);
    }
    t->loose = mem_room(t->loose, t->looses, &t->loose_cap, sizeof *t->loose);
    t->loose[t->looses] = (struct loose){ account, group, a->loose, e->date, e->amount };
    a->loose = t->looses++;
    return true;
}

bool
items_add(struct items *t, const struct entry *e, struct slice group, uint64_t place)
{
    uint32_t account = intern_add(&t->texts, e->account);
    uint32_t code = intern_add(&t->texts, e->code);
    uint32_t by = intern_add(&t->texts, group);

    if (e->item.n > 0)
        return add_to(t, named_item(t, account, e->item, code), e, by, place);
    if (e->amount == 0)
        return true;
    if (e->amount < 0 || e->kind == KIND_REFUND || e->kind == KIND_RETURN)
        return add_loose(t, account, by, e);
    return add_to(t, new_item(t, account, ITEM_NONE, code), e, by, place);
}

/* The bench on which one account is settled; used again for the next. */
struct bench {
    struct items *items;
    struct open_item *open; /* above zero: due; below zero: loose credit, due its date */
    size_t n, cap;
};

static void
put_on(struct bench *b, struct open_item o)
{
    b->open = mem_room(b->open, b->n, &b->cap, sizeof *b->open);
    b->open[b->n++] = o;
}

static const struct items *sorting; /* qsort has no context argument in POSIX.1-2008 */

static int
by_text_of(uint32_t a, uint32_t b)
{
    return a == b ? 0 : slice_compare(items_text(sorting, a), items_text(sorting, b));
}

/* By due date, then by texts and amount: an order that does not depend on that of the entries. */
static int
by_due(const void *pa, const void *pb)
{
    const struct open_item *a = pa, *b = pb;
    int c = (a->due > b->due) - (a->due < b->due);

    if (!c)
        c = by_text_of(a->item, b->item);
    if (!c)
        c = by_text_of(a->code, b->code);
    if (!c)
        c = by_text_of(a->group, b->group);
    return c ? c : (a->open > b->open) - (a->open < b->open);
}

static int
by_item(const void *pa, const void *pb)
{
    const struct open_item *a = pa, *b = pb;

    if (a->item != b->item)
        return a->item < b->item ? -1 : 1;
    return by_due(pa, pb);
}

static void
sort(struct bench *b, int (*order)(const void *, const void *))
{
    sorting = b->items;
    if (b->n > 1)
        qsort(b->open, b->n, sizeof *b->open, order);
}

/* Credits of open[from..to) settle its debits, both in their order, where takes says so. */
static void
settle_run(struct open_item *open, size_t from, size_t to)
{
    size_t debit = from;

    for (size_t credit = from; credit < to; credit++) {
        while (open[credit].open < 0 && debit < to) {
            money part;
            if (open[debit].open <= 0) {
                debit++;
                continue;
            }
            part = open[debit].open < -open[credit].open ? open[debit].open : -open[credit].open;
            open[debit].open -= part;
            open[credit].open += part;
        }
    }
}

/* What an item was over-credited settles the other codes of the same item. */
static void
settle_within_items(struct bench *b)
{
    sort(b, by_item);
    for (size_t from = 0, to; from < b->n; from = to) {
        for (to = from + 1; to < b->n && b->open[to].item == b->open[from].item; to++)
            ;
        if (b->open[from].item != ITEM_NONE && to - from > 1)
            settle_run(b->open, from, to);
    }
}

static struct open_item
as_open(const struct loose *l)
{
    return (struct open_item){ l->account, ITEM_NONE, ITEM_NONE, l->group, l->date, l->amount };
}

/* Refunds and returns without an item take back the oldest loose credit; the bench is left with
 * what they could not take back, as due, and the credit that remains. */
static void
take_back(struct bench *b, const struct account *a)
{
    struct bench aside = { .items = b->items };
    size_t kept = 0;

    for (uint32_t l = a->loose; l != ITEM_NONE; l = b->items->loose[l].next)
        put_on(&aside, as_open(&b->items->loose[l]));
    for (size_t i = 0; i < b->n; i++) {
        if (b->open[i].open < 0)
            put_on(&aside, b->open[i]);
        else if (b->open[i].open > 0)
            b->open[kept++] = b->open[i];
    }
    b->n = kept;
    sort(&aside, by_due);
    settle_run(aside.open, 0, aside.n);
    for (size_t i = 0; i < aside.n; i++)
        if (aside.open[i].open != 0)
            put_on(b, aside.open[i]);
    free(aside.open);
}

static void
settle_account(struct bench *b, uint32_t number, enum credits how)
{
    const struct account *a = &b->items->account[number];

    b->n = 0;
    for (uint32_t i = a->items; i != ITEM_NONE; i = b->items->item[i].next) {
        const struct item *at = &b->items->item[i];
        if (at->open != 0)
            put_on(b, (struct open_item){ number, at->item, at->code, at->group, item_due(at), at->open });
    }
    settle_within_items(b);
    take_back(b, a);
    sort(b, by_due);
    if (how == CREDITS_OLDEST)
        settle_run(b->open, 0, b->n);
}

void
items_settle(struct items *t, enum credits how, void (*visit)(void *, const struct open_item *), void *to)
{
    struct bench b = { .items = t };
    uint32_t *order = intern_sorted(&t->texts);

    for (uint32_t i = 0; i < t->texts.n; i++) {
        if (order[i] >= t->accounts || !t->account[order[i]].known)
            continue;
        settle_account(&b, order[i], how);
        for (size_t k = 0; k < b.n; k++)
            if (b.open[k].open > 0)
                visit(to, &b.open[k]);
        for (size_t k = 0; k < b.n; k++)
            if (b.open[k].open < 0) {
                b.open[k].due = DATE_NONE;
                visit(to, &b.open[k]);
            }
    }
    free(b.open);
    free(order);
}
