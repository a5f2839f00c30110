#include "plans_parts.h"

#include <stdlib.h>

struct plans *
plans_new(void)
{
    struct plans *p = mem_alloc(sizeof *p);

    p->items = items_new();
    return p;
}

void
plans_free(struct plans *p)
{
    for (uint32_t i = 0; i < p->names.n; i++)
        free(p->plan[i].instalment);
    free(p->plan);
    free(p->holder);
    free(p->bill);
    free(p->paid_on);
    free(p->receipt);
    free(p->open);
    intern_free(&p->names);
    intern_free(&p->accounts);
    intern_free(&p->keys);
    intern_free(&p->refs);
    buffer_free(&p->text);
    items_free(p->items);
    arena_free(&p->arena);
    free(p);
}

static uint32_t
holder_of(struct plans *p, struct slice account)
{
    uint32_t known = p->accounts.n, number = intern_add(&p->accounts, account);

    if (number == known) {
        p->holder = mem_room(p->holder, number, &p->holder_cap, sizeof *p->holder);
        p->holder[number] = (struct holder){ .plan = PLANS_NONE, .receipt = NOBODY };
    }
    return number;
}

size_t
plans_add(struct plans *p, struct slice name, struct slice account, struct slice item, date start)
{
    uint32_t known = p->names.n, number = intern_add(&p->names, name);
    struct holder *holder;

    if (number != known)
        return PLANS_NONE;
    p->plan = mem_room(p->plan, number, &p->plan_cap, sizeof *p->plan);
    p->plan[number] = (struct plan){ .item = arena_copy(&p->arena, item), .start = start, .bill = NOBODY };
    p->plan[number].holder = holder_of(p, account);
    holder = &p->holder[p->plan[number].holder];
    p->plan[number].next = holder->plan;
    holder->plan = number;
    return number;
}

void
plans_start(struct plans *p, size_t plan, date start)
{
    p->plan[plan].start = start;
}

void
plans_instalment(struct plans *p, size_t plan, date due, money payment)
{
    struct plan *at = &p->plan[plan];

    at->instalment = mem_room(at->instalment, at->count, &at->cap, sizeof *at->instalment);
    at->instalment[at->count++] = (struct dated){ due, payment };
}

size_t
plans_count(const struct plans *p)
{
    return p->names.n;
}

size_t
plans_find(const struct plans *p, struct slice name)
{
    uint32_t number = intern_find(&p->names, name);

    return number == UINT32_MAX ? PLANS_NONE : number;
}

struct slice
plans_name(const struct plans *p, size_t plan)
{
    return p->names.text[plan];
}

struct slice
plans_account(const struct plans *p, size_t plan)
{
    return p->accounts.text[p->plan[plan].holder];
}

date
plans_started(const struct plans *p, size_t plan)
{
    return p->plan[plan].start;
}

/* Account and item as one text; no text of a record has a newline. */
struct slice
plans_key(struct plans *p, struct slice account, struct slice text)
{
    p->text.n = 0;
    buffer_add(&p->text, account.p, account.n);
    buffer_add(&p->text, "\n", 1);
    buffer_add(&p->text, text.p, text.n);
    return (struct slice){ p->text.p, p->text.n };
}

uint32_t
plans_bill(struct plans *p, struct slice account, struct slice item)
{
    uint32_t known = p->keys.n, number;

    if (item.n == 0)
        return NOBODY;
    number = intern_add(&p->keys, plans_key(p, account, item));
    if (number == known) {
        p->bill = mem_room(p->bill, number, &p->bill_cap, sizeof *p->bill);
        p->bill[number] = (struct bill){ .first = DATE_MAX + 1 };
    }
    return number;
}

static uint32_t
ref_of(struct plans *p, const struct entry *e)
{
    uint32_t known = p->refs.n, number;

    if (e->ref.n == 0)
        return NOBODY;
    number = intern_add(&p->refs, plans_key(p, e->account, e->ref));
    if (number == known) {
        p->paid_on = mem_room(p->paid_on, number, &p->paid_cap, sizeof *p->paid_on);
        p->paid_on[number] = DATE_NONE;
    }
    if (e->kind == KIND_PAYMENT && (p->paid_on[number] == DATE_NONE || e->date < p->paid_on[number]))
        p->paid_on[number] = e->date;
    return number;
}

bool
plans_entry(struct plans *p, const struct entry *e)
{
    uint32_t holder = intern_find(&p->accounts, e->account), bill;

    if (holder == UINT32_MAX)
        return true;
    bill = plans_bill(p, e->account, e->item);
    if (bill != NOBODY && e->date < p->bill[bill].first)
        p->bill[bill].first = e->date;
    if (bill != NOBODY && e->amount > 0 && e->kind != KIND_RETURN && e->kind != KIND_REFUND)
        p->bill[bill].charged = true;
    if (e->kind == KIND_PAYMENT || e->kind == KIND_RETURN) {
        struct receipt r = { p->holder[holder].receipt, bill, ref_of(p, e), e->date, -e->amount };
        p->receipt = mem_room(p->receipt, p->receipts, &p->receipt_cap, sizeof *p->receipt);
        p->receipt[p->receipts] = r;
        p->holder[holder].receipt = p->receipts++;
    }
    return items_add(p->items, e, NULL);
}
