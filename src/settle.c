/*
 * Settling: what remains open of an account's items once its credits have been set against them, by
 * the rule that items.h states.
 */
#include "items.h"
#include "items_parts.h"

#include <stdlib.h>

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
    return (struct open_item){ l->account, ITEM_NONE, ITEM_NONE, l->group, ITEM_NONE, l->date, l->amount };
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

/* Lays the account's items on the bench. */
static void
lay_out(struct bench *b, uint32_t number, bool named_only)
{
    b->n = 0;
    for (uint32_t i = b->items->account[number].items; i != ITEM_NONE; i = b->items->item[i].next) {
        const struct item *at = &b->items->item[i];
        if (at->open != 0 && (at->item != ITEM_NONE || !named_only))
            put_on(b, (struct open_item){ number, at->item, at->code, at->group, i, item_due(at), at->open });
    }
}

static void
settle_account(struct bench *b, uint32_t number, enum credits how)
{
    lay_out(b, number, false);
    settle_within_items(b);
    take_back(b, &b->items->account[number]);
    sort(b, by_due);
    if (how == CREDITS_OLDEST)
        settle_run(b->open, 0, b->n);
}

size_t
items_open(struct items *t, uint32_t account, const struct open_item **open)
{
    struct bench b = { .items = t, .open = t->open, .cap = t->open_cap };
    size_t kept = 0;

    if (account < t->accounts && t->account[account].known) {
        lay_out(&b, account, true);
        settle_within_items(&b);
        for (size_t i = 0; i < b.n; i++)
            if (b.open[i].open > 0)
                b.open[kept++] = b.open[i];
        b.n = kept;
        sort(&b, by_due);
    }
    t->open = b.open;
    t->open_cap = b.cap;
    *open = b.open;
    return kept;
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
