/*
 * Settling: what remains open of an account's items once its credits have been set against them, by
 * the rule that items.h states.
 */
#include "items.h"
#include "items_at.h"
#include "rank.h"

#include <stddef.h>
#include <stdlib.h>

#define FEW   8  /* sorted by insertion */
#define AHEAD 16 /* so far ahead memory is asked for */

/* What is open: above zero: due; below zero: credit, due its date. */
struct pile {
    struct open_item *open;
    size_t n, cap;
};

/* The bench on which one account is settled; used again for the next. */
struct bench {
    const struct items *items;
    struct pile due, loose, spare;
};

static void
put_on(struct pile *p, const struct open_item *o)
{
    p->open = mem_room(p->open, p->n, &p->cap, sizeof *p->open);
    p->open[p->n++] = *o;
}

static void
bench_free(struct bench *b)
{
    free(b->due.open);
    free(b->loose.open);
    free(b->spare.open);
}

/* By due date, then by texts and amount: an order that does not depend on that of the entries. */
static int
by_due(const struct items *t, const struct open_item *a, const struct open_item *b)
{
    int c = (a->due > b->due) - (a->due < b->due);

    if (!c && a->item != b->item)
        c = slice_compare(items_name(t, a), items_name(t, b));
    if (!c && a->code != b->code)
        c = slice_compare(items_code(t, a), items_code(t, b));
    if (!c && a->group != b->group)
        c = slice_compare(items_group(t, a), items_group(t, b));
    return c ? c : (a->open > b->open) - (a->open < b->open);
}

static void
insert_sort(const struct items *t, struct open_item *a, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct open_item o = a[i];
        size_t k = i;
        for (; k > 0 && by_due(t, &o, &a[k - 1]) < 0; k--)
            a[k] = a[k - 1];
        a[k] = o;
    }
}

/* Sorts by merging; spare has room for n / 2. (qsort has no context argument in POSIX.1-2008.) */
static void
merge_sort(const struct items *t, struct open_item *a, size_t n, struct open_item *spare)
{
    size_t half = n / 2, left = 0, right = half;

    if (n <= FEW) {
        insert_sort(t, a, n);
        return;
    }
    merge_sort(t, a, half, spare);
    merge_sort(t, a + half, n - half, spare);
    if (by_due(t, &a[half - 1], &a[half]) <= 0)
        return;
    memcpy(spare, a, half * sizeof *a);
    for (size_t to = 0; left < half; to++)
        a[to] = right < n && by_due(t, &a[right], &spare[left]) < 0 ? a[right++] : spare[left++];
}

static void
sort(struct bench *b, struct open_item *open, size_t n)
{
    while (b->spare.cap < n / 2)
        b->spare.open = mem_room(b->spare.open, b->spare.cap, &b->spare.cap, sizeof *open);
    merge_sort(b->items, open, n, b->spare.open);
}

/* Credits of open[0..n) settle its debits, both in their order. */
static void
settle_run(struct open_item *open, size_t n)
{
    size_t debit = 0;

    for (size_t credit = 0; credit < n; credit++) {
        while (open[credit].open < 0 && debit < n) {
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

static bool
both_signs(const struct open_item *open, size_t n)
{
    bool above = false, below = false;

    for (size_t i = 0; i < n; i++) {
        above |= open[i].open > 0;
        below |= open[i].open < 0;
    }
    return above && below;
}

/* Lays a line on the bench: of loose credit, or due. */
static void
lay_line(struct bench *b, uint32_t account, uint32_t item, uint32_t number)
{
    const struct items *t = b->items;
    const struct line *l = line_at(t, number);
    bool loose = (l->bits & LINE_KIND) == LINE_LOOSE;
    struct open_item o = { account, line_code(t, l), line_group(t, l), item,
                           number,  line_date(l),    line_open(t, l) };

    if (loose)
        o.index = ITEM_NONE;
    if (o.open != 0)
        put_on(loose ? &b->loose : &b->due, &o);
}

/* Lays an item on the bench; what it was over-credited settles its other codes. */
static void
lay_item(struct bench *b, uint32_t account, uint32_t item)
{
    size_t from = b->due.n;

    for (uint32_t at = item; at != ITEM_NONE; at = items_line_after(b->items, item, at))
        lay_line(b, account, item, at);
    if (b->due.n - from > 1 && both_signs(b->due.open + from, b->due.n - from)) {
        sort(b, b->due.open + from, b->due.n - from);
        settle_run(b->due.open + from, b->due.n - from);
    }
}

/* Takes what is left of over-credited items off the pile of what is due. */
static void
keep_due(struct bench *b, bool as_loose)
{
    size_t kept = 0;

    for (size_t i = 0; i < b->due.n; i++) {
        if (b->due.open[i].open > 0)
            b->due.open[kept++] = b->due.open[i];
        else if (b->due.open[i].open < 0 && as_loose)
            put_on(&b->loose, &b->due.open[i]);
    }
    b->due.n = kept;
}

/* Refunds and returns without an item take back the oldest loose credit; what they could not take back is
 * due, beside the credit that remains. */
static void
take_back(struct bench *b)
{
    if (both_signs(b->loose.open, b->loose.n)) {
        sort(b, b->loose.open, b->loose.n);
        settle_run(b->loose.open, b->loose.n);
    }
    for (size_t i = 0; i < b->loose.n; i++)
        if (b->loose.open[i].open != 0)
            put_on(&b->due, &b->loose.open[i]);
}

static void
settle_account(struct bench *b, uint32_t number, enum credits how)
{
    const struct account *a = account_at(b->items, number);

    b->due.n = b->loose.n = 0;
    for (uint32_t i = a->listed - a->listing; i < a->listed; i++) {
        uint32_t at = b->items->list[i];
        if ((line_at(b->items, at)->bits & LINE_KIND) == LINE_ITEM)
            lay_item(b, number, at);
        else
            lay_line(b, number, ITEM_NONE, at);
    }
    keep_due(b, true);
    take_back(b);
    sort(b, b->due.open, b->due.n);
    if (how == CREDITS_OLDEST && both_signs(b->due.open, b->due.n))
        settle_run(b->due.open, b->due.n);
}

/* The list. */

static size_t
record_bytes(const struct line *l)
{
    switch (l->bits & LINE_KIND) {
    case LINE_ITEM:
        return item_bytes((const struct item *)(const void *)l);
    case LINE_MORE:
        return sizeof(struct more);
    default:
        return sizeof(struct single);
    }
}

static bool
item_is_open(const struct items *t, struct item *i)
{
    const struct line *behind = item_lines(i), *end = behind + i->behind;

    if (line_open(t, &i->line) != 0)
        return true;
    for (; behind < end; behind++)
        if (line_open(t, behind) != 0)
            return true;
    for (uint32_t at = item_next(i); at != ITEM_NONE; at = more_at(t, at)->next)
        if (line_open(t, line_at(t, at)) != 0)
            return true;
    return false;
}

/* The account of an item or of a line of no item where it has something open, or ITEM_NONE. */
static uint32_t
account_with_open(const struct items *t, uint32_t number)
{
    const struct line *l = line_at(t, number);

    switch (l->bits & LINE_KIND) {
    case LINE_ITEM:
        return item_is_open(t, item_at(t, number)) ? item_at(t, number)->account : ITEM_NONE;
    case LINE_MORE:
        return ITEM_NONE;
    default:
        return line_open(t, l) != 0 ? ((const struct single *)(const void *)l)->account : ITEM_NONE;
    }
}

/* The accounts; freed by the caller. */
static uint32_t *
all_accounts(struct items *t, size_t *n)
{
    uint32_t *all, i;

    all = mem_alloc((t->by_account.n + 1) * sizeof *all);
    i = store_first(&t->accounts);
    for (*n = 0; i != STORE_NONE; (*n)++) {
        all[*n] = i;
        i = store_after(&t->accounts, i, account_bytes(account_at(t, i)->n));
    }
    return all;
}

static uint64_t
part_of_account(const void *with, uint32_t number, size_t depth, bool *more)
{
    const struct account *a = account_at(with, number);

    return rank_of((struct slice){ a->name, a->n }, depth, more);
}

/* Lists what is open in the order of the accounts: finds it, counts it, puts it down. */
static void
list_open(struct items *t, const uint32_t *order, size_t n)
{
    uint32_t *found = NULL, account;
    size_t founds = 0, cap = 0;

    t->listed = 0;
    for (size_t i = 0; i < n; i++)
        account_at(t, order[i])->listing = 0;
    for (uint32_t i = store_first(&t->lines); i != STORE_NONE;
         i = store_after(&t->lines, i, record_bytes(line_at(t, i)))) {
        if ((account = account_with_open(t, i)) == ITEM_NONE)
            continue;
        account_at(t, account)->listing++;
        found = mem_room(found, founds, &cap, sizeof *found);
        found[founds++] = i;
    }
    for (size_t i = 0; i < n; i++) {
        account_at(t, order[i])->listed = t->listed;
        t->listed += account_at(t, order[i])->listing;
    }
    t->list = mem_grow(t->list, founds + 1, sizeof *t->list);
    for (size_t i = 0; i < founds; i++) {
        account = account_with_open(t, found[i]);
        t->list[account_at(t, account)->listed++] = found[i];
    }
    free(found);
}

bool
items_list(struct items *t)
{
    uint32_t *order;
    size_t n;

    if (!items_flush(t))
        return false;
    order = all_accounts(t, &n);
    list_open(t, order, n);
    free(order);
    return true;
}

bool
items_settle(struct items *t, enum credits how, void (*visit)(void *, const struct open_item *), void *to)
{
    size_t n;
    uint32_t *order, fetched = 0;
    struct bench b = { .items = t };

    if (!items_flush(t))
        return false;
    order = all_accounts(t, &n);
    rank_numbers(order, n, part_of_account, t);
    list_open(t, order, n);
    for (size_t i = 0; i < n; i++) {
        const struct account *a = account_at(t, order[i]);
        for (; fetched < a->listed + AHEAD && fetched < t->listed; fetched++)
            __builtin_prefetch(line_at(t, t->list[fetched]));
        if (a->listing == 0)
            continue;
        settle_account(&b, order[i], how);
        for (size_t k = 0; k < b.due.n; k++)
            if (b.due.open[k].open > 0)
                visit(to, &b.due.open[k]);
        for (size_t k = 0; k < b.due.n; k++)
            if (b.due.open[k].open < 0) {
                b.due.open[k].due = DATE_NONE;
                visit(to, &b.due.open[k]);
            }
    }
    bench_free(&b);
    free(order);
    return true;
}

/* Lends what the bench has due. */
static size_t
lend(struct items *t, struct bench *b, const struct open_item **open)
{
    size_t n;

    keep_due(b, false);
    sort(b, b->due.open, b->due.n);
    n = b->due.n;
    t->open = b->due.open;
    t->open_cap = b->due.cap;
    *open = t->open;
    b->due.open = NULL;
    bench_free(b);
    return n;
}

size_t
items_open(struct items *t, uint32_t account, const struct open_item **open)
{
    const struct account *a = account_at(t, account);
    struct bench b = { .items = t, .due = { t->open, 0, t->open_cap } };

    for (uint32_t i = a->listed - a->listing; i < a->listed; i++) {
        if (i + AHEAD < t->listed)
            __builtin_prefetch(line_at(t, t->list[i + AHEAD]));
        if ((line_at(t, t->list[i])->bits & LINE_KIND) == LINE_ITEM)
            lay_item(&b, account, t->list[i]);
    }
    return lend(t, &b, open);
}

size_t
items_codes(struct items *t, uint32_t item, const struct open_item **open)
{
    struct bench b = { .items = t, .due = { t->open, 0, t->open_cap } };

    lay_item(&b, item_at(t, item)->account, item);
    return lend(t, &b, open);
}
