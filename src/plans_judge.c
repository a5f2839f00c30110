/*
 * No payment counts for two plans, and a bill that a plan pays breaks none but by the plan's own
 * instalments: so which plan pays what is found out first, for all of them.
 */
#include "plans_parts.h"

#include <stdlib.h>

static int
by_day(const void *a, const void *b)
{
    const struct dated *x = a, *y = b;

    return (x->day > y->day) - (x->day < y->day);
}

/* The item that a plan pays; see plans.h. */
static void
find_bill(struct plans *p, size_t i)
{
    struct plan *plan = &p->plan[i];
    struct slice account = plans_account(p, i);

    if (plan->item.n > 0)
        plan->bill = plans_bill(p, account, plan->item);
    else
        plan->bill = intern_find(&p->keys, plans_key(p, account, plans_name(p, i)));
    if (plan->bill != NOBODY)
        p->bill[plan->bill].planned = true;
    if (plan->count > 1)
        qsort(plan->instalment, plan->count, sizeof *plan->instalment, by_day);
}

/* No payment counts for two plans: the earlier of two that pay the same must be over when the
 * later begins, and what is paid from then on is the later one's. */
static void
find_end(struct plans *p, size_t i)
{
    struct plan *plan = &p->plan[i];

    plan->end = DATE_MAX + 1;
    for (size_t k = p->holder[plan->holder].plan; k != PLANS_NONE; k = p->plan[k].next) {
        const struct plan *other = &p->plan[k];
        if (k == i || other->bill != plan->bill || other->start < plan->start)
            continue;
        if (other->start <= plan->instalment[plan->count - 1].day)
            plan->shared = true;
        if (other->start < plan->end)
            plan->end = other->start;
    }
}

static void
add_open(void *to, const struct open_item *o)
{
    struct plans *p = to;
    struct slice account = items_account(p->items, o);
    struct holder *holder = &p->holder[intern_find(&p->accounts, account)];
    struct open_bill bill = { plans_bill(p, account, items_name(p->items, o)), 0, o->due, o->open };

    if (o->due == DATE_NONE)
        return;
    bill.first = bill.bill != NOBODY ? p->bill[bill.bill].first : items_first(p->items, o);
    p->open = mem_room(p->open, p->opens, &p->open_cap, sizeof *p->open);
    if (holder->to == 0)
        holder->from = p->opens;
    p->open[p->opens++] = bill;
    holder->to = p->opens;
}

bool
plans_settle(struct plans *p)
{
    for (uint32_t i = 0; i < p->names.n; i++)
        find_bill(p, i);
    for (uint32_t i = 0; i < p->names.n; i++)
        find_end(p, i);
    return items_settle(p->items, CREDITS_OLDEST, add_open, p);
}

/* Whether the plan pays a bill that was first named on a day. */
static bool
pays(const struct plans *p, const struct plan *plan, uint32_t bill, date first)
{
    if (plan->bill != NOBODY)
        return bill == plan->bill;
    return first <= plan->start && (bill == NOBODY || !p->bill[bill].planned);
}

/* A return counts where its payment did, so it is as old as that. */
static bool
is_its_receipt(const struct plans *p, const struct plan *plan, const struct receipt *r)
{
    date day = r->day;

    if (r->amount < 0 && r->ref != NOBODY && p->paid_on[r->ref] != DATE_NONE)
        day = p->paid_on[r->ref];
    if (day < plan->start || day >= plan->end)
        return false;
    if (plan->bill == NOBODY && (r->bill == NOBODY || !p->bill[r->bill].charged))
        return true;
    return r->bill != NOBODY && pays(p, plan, r->bill, p->bill[r->bill].first);
}

static bool
is_current(const struct plans *p, const struct plan *plan, const struct open_bill *b)
{
    if (b->due < plan->start || (b->bill != NOBODY && p->bill[b->bill].planned))
        return false;
    return !pays(p, plan, b->bill, b->first);
}

static size_t
gather_receipts(const struct plans *p, const struct plan *plan, struct dated **out)
{
    size_t n = 0, cap = 0;

    *out = NULL;
    for (uint32_t i = p->holder[plan->holder].receipt; i != NOBODY; i = p->receipt[i].next) {
        const struct receipt *r = &p->receipt[i];
        if (!is_its_receipt(p, plan, r))
            continue;
        *out = mem_room(*out, n, &cap, sizeof **out);
        (*out)[n++] = (struct dated){ r->day, r->amount };
    }
    return n;
}

/* The open bills of the account; those that are not current ask for nothing. */
static size_t
gather_bills(const struct plans *p, const struct plan *plan, struct dated **out)
{
    const struct holder *holder = &p->holder[plan->holder];
    size_t n = holder->to - holder->from;

    *out = mem_alloc((n + 1) * sizeof **out);
    for (size_t i = 0; i < n; i++) {
        const struct open_bill *b = &p->open[holder->from + i];
        (*out)[i] = (struct dated){ b->due, is_current(p, plan, b) ? b->amount : 0 };
    }
    return n;
}

/* Which instalments the payments leave unpaid, whatever their grace. */
static const char *
find_unpaid(const struct plan *plan, date day, struct verdict *out)
{
    money asked = 0;

    for (size_t i = 0; i < plan->count; i++) {
        if (!money_add(asked, plan->instalment[i].amount, &asked))
            return "asks for more than 64 bits hold";
        if (out->unpaid == DATE_NONE && plan->instalment[i].day <= day && asked > out->state.paid)
            out->unpaid = plan->instalment[i].day;
    }
    out->done = asked <= out->state.paid;
    return NULL;
}

static void
name_bill(const struct plans *p, const struct open_bill *b, struct verdict *out)
{
    out->bill_due = b->due;
    if (b->bill != NOBODY) {
        struct slice text = p->keys.text[b->bill];
        struct slice account;
        slice_cut(&text, '\n', &account);
        out->bill = text;
    }
}

const char *
plans_judge(struct plans *p, size_t i, date day, int grace, struct verdict *out)
{
    const struct plan *plan = &p->plan[i];
    struct dated *receipts, *bills;
    size_t received, open;
    const char *why;

    *out = (struct verdict){ .unpaid = DATE_NONE, .bill_due = DATE_NONE, .bill = { "", 0 } };
    if (plan->shared)
        return "pays the same as another plan at the same time; an item must tell them apart";
    received = gather_receipts(p, plan, &receipts);
    open = gather_bills(p, plan, &bills);
    why = keeping_check(plan->instalment, plan->count, receipts, received, NULL, 0, day, grace, &out->state);
    if (!why)
        why = find_unpaid(plan, day, out);
    if (!why && !out->done)
        why = keeping_check(plan->instalment, plan->count, receipts, received, bills, open, day, grace,
                            &out->state);
    if (!why && !out->done && out->state.bill < open)
        name_bill(p, &p->open[p->holder[plan->holder].from + out->state.bill], out);
    out->late = out->state.unpaid < plan->count;
    free(receipts);
    free(bills);
    return why;
}
