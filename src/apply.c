#include "apply.h"

#include "apply_owed.h"
#include "apply_settled.h"
#include "items_words.h"
#include "share.h"
#include "threads.h"

#include <stdlib.h>
#include <string.h>

/* Some of the accounts. */
struct book {
    struct items *items;
    struct owed owed;
    bool passed; /* a sum has passed 64 bits */
};

struct apply {
    struct settlements settled;
    struct policy policy;
    unsigned books;
    struct book book[];
};

/* What a receipt is applied with. */
struct applying {
    struct apply *a;
    struct book *book; /* that has the receipt's account */
    const struct receipt *r;
    apply_entry *made;
    void *to;
    uint32_t account; /* in the book; or ITEM_NONE */
    money rest;
};

static const char *const status_names[STATUSES] = { "sale", "void", "refund", "return" };
static const struct slice none = { "", 0 };
static const char beyond[] = "makes a sum beyond what 64 bits hold";

struct apply *
apply_new(unsigned books)
{
    struct apply *a = mem_alloc(sizeof *a + books * sizeof *a->book);

    a->books = books;
    a->policy.key[0] = KEY_OLDEST;
    a->policy.keys = 1;
    for (struct book *b = a->book; b < a->book + books; b++) {
        b->items = items_new();
        items_expect_none(b->items);
        b->owed.queues.policy = &a->policy;
        b->owed.queues.items = b->owed.items = b->items;
    }
    return a;
}

void
apply_free(struct apply *a)
{
    for (struct book *b = a->book; b < a->book + a->books; b++) {
        items_free(b->items);
        owed_free(&b->owed);
    }
    settled_free(&a->settled);
    intern_free(&a->policy.codes);
    free(a);
}

unsigned
apply_book(const struct apply *a, struct slice account)
{
    return share_part(items_key(word_of(account)), a->books);
}

enum receipt_status
receipt_status(struct slice name)
{
    int s = 0;

    while (s < STATUSES && !slice_is(name, status_names[s]))
        s++;
    return (enum receipt_status)s;
}

const char *
apply_order(struct apply *a, const char *const *key, size_t keys, const char *const *code, size_t codes)
{
    return policy_set(&a->policy, key, keys, code, codes);
}

void
apply_expect(struct apply *a, unsigned book, const struct slice *account, size_t n)
{
    struct items *items = a->book[book].items;

    for (size_t i = 0; i < n; i++)
        items_fetch_slots(items, account[i], none);
    for (size_t i = 0; i < n; i++)
        items_fetch_records(items, account[i], none);
    for (size_t i = 0; i < n; i++)
        items_expect(items, account[i]);
}

void
apply_await(struct apply *a, struct slice ref)
{
    settled_await(&a->settled, ref);
}

bool
apply_awaits(const struct apply *a, uint64_t ref)
{
    return settled_awaits(&a->settled, ref);
}

bool
apply_is_alone(const struct apply *a, const struct receipt *r)
{
    return r->status == STATUS_RETURN || settled_awaits(&a->settled, hash_bytes(r->ref));
}

bool
apply_note(struct apply *a, const struct entry *e)
{
    return settled_note(&a->settled, e);
}

void
apply_ledger(struct apply *a, unsigned book, struct item_run *run)
{
    struct book *b = &a->book[book];

    items_add_run(b->items, run);
    if (!run->good)
        b->passed = true; /* nothing is written where all is well: the next book is another thread's */
}

/* The ends of books are as much work as the ledger's last part, and have nothing to do with each other. */
static void
end_book(void *with, unsigned i)
{
    struct book *b = &((struct apply *)with)->book[i];

    b->passed |= !owed_make(&b->owed);
}

bool
apply_ledger_end(struct apply *a)
{
    bool passed = false;

    threads_run(a->books, end_book, a);
    for (unsigned i = 0; i < a->books; i++)
        passed |= a->book[i].passed;
    return !passed;
}

static struct entry
entry_of(const struct receipt *r, enum entry_kind kind, money amount)
{
    return (struct entry){ r->date, r->account, kind,      r->ref,  none,     none,
                           amount,  DATE_NONE,  r->tender, r->till, r->clerk, r->memo };
}

/* An entry that was made counts for the receipts that follow; own: it is of the receipt's account. */
static const char *
make(struct applying *p, const struct entry *e, bool own)
{
    struct apply *a = p->a;
    struct book *b = own ? p->book : &a->book[apply_book(a, e->account)];
    uint32_t account = own ? p->account : items_account_number(b->items, e->account);
    bool queued = account != ITEM_NONE && e->item.n > 0, good;

    if (!settled_note(&a->settled, e))
        return beyond;
    if (queued)
        owed_leave(&b->owed, account, items_item_number(b->items, account, e->item));
    good = items_add(b->items, e, NULL);
    good = items_flush(b->items) && good;
    if (queued)
        owed_return(&b->owed, account, items_item_number(b->items, account, e->item));
    if (good)
        p->made(p->to, e);
    return good ? NULL : beyond;
}

/* Pays what is open as far as the receipt goes. Only an item without a charge can be due on another day
 * for it. */
static const char *
pay(struct applying *p, struct open_item o)
{
    struct book *b = p->book;
    money part = p->rest < o.open ? p->rest : o.open;
    struct entry e = entry_of(p->r, KIND_PAYMENT, -part);
    bool moves = items_moves(b->items, o.index, e.date);

    e.item = items_name(b->items, &o);
    e.code = items_code(b->items, &o);
    if (!settled_note(&p->a->settled, &e))
        return beyond;
    if (moves)
        owed_leave(&b->owed, p->account, o.item);
    if (!items_pay(b->items, o.index, &e))
        return beyond;
    if (moves)
        owed_return(&b->owed, p->account, o.item);
    else
        owed_less(&b->owed, &o, part);
    p->made(p->to, &e);
    p->rest -= part;
    return NULL;
}

/* Pays the codes of an item that has a few. */
static const char *
pay_codes(struct applying *p, uint32_t item)
{
    const struct open_item *open;
    const struct queued *first;
    size_t n = items_codes(p->book->items, item, &open);
    uint32_t root = QUEUE_EMPTY;
    const char *why = NULL;

    for (size_t i = 0; i < n; i++)
        queue_put(&p->book->owed.queues, &root, &open[i]);
    while ((first = queue_first(&p->book->owed.queues, root, p->r->date))) {
        struct open_item o = queued_open(first, p->account);
        queue_take(&p->book->owed.queues, &root, &o);
        if (p->rest > 0 && !why)
            why = pay(p, o);
    }
    return why;
}

/* Pays a queue in its order. */
static const char *
pay_queue(struct applying *p, const uint32_t *root)
{
    const struct queued *first;
    const char *why = NULL;

    while (p->rest > 0 && !why && (first = queue_first(&p->book->owed.queues, *root, p->r->date)))
        why = pay(p, queued_open(first, p->account));
    return why;
}

/* Pays the item that the receipt names: the code that it names, then the others. */
static const char *
pay_named(struct applying *p)
{
    struct items *items = p->book->items;
    uint32_t item = items_item_number(items, p->account, p->r->item);
    const struct queued *queued = NULL;
    const char *why = NULL;
    struct open_item o;

    if (item == ITEM_NONE)
        return NULL;
    if (items_of_code(items, item, p->r->code, &o))
        queued = queue_find(&p->book->owed.queues, *owed_by(&p->book->owed, p->account), &o);
    if (queued)
        why = pay(p, queued_open(queued, p->account));
    if (p->rest == 0 || why)
        return why;
    if (items_is_wide(items, item))
        return pay_queue(p, owed_for(&p->book->owed, item, true));
    return pay_codes(p, item);
}

static const char *
apply_sale(struct applying *p)
{
    const struct receipt *r = p->r;
    const char *why = NULL;

    if (p->account != ITEM_NONE) {
        uint32_t *root = owed_by(&p->book->owed, p->account);
        if (r->item.n > 0)
            why = pay_named(p);
        if (!why)
            why = pay_queue(p, root);
    }
    if (p->rest > 0 && !why) {
        struct entry e = entry_of(r, KIND_PAYMENT, -p->rest);
        if (r->item.n == 0)
            e.code = r->code;
        why = make(p, &e, true);
    }
    return why;
}

static const char *
apply_refund(struct applying *p)
{
    struct entry e = entry_of(p->r, KIND_REFUND, p->r->amount);

    e.item = p->r->item;
    e.code = p->r->code;
    return make(p, &e, true);
}

/* Whether the return concerns what was settled: a payment may have been for several accounts, and a
 * return that names one gives back that one's part. */
static bool
concerns(const struct applying *p, const struct settled *s)
{
    struct slice account = p->r->account;

    return s->amount > 0 && (account.n == 0 || slice_equal(p->a->settled.texts.text[s->account], account));
}

/* A bounced payment: nothing of it stays, so the amount must be all that it had settled. */
static const char *
check_return(const struct applying *p, uint32_t first, const char **column)
{
    const struct settled *s;
    money sum = 0;
    bool any = false;

    *column = "ref";
    for (uint32_t i = first; i != SETTLED_NONE; i = s->next) {
        s = &p->a->settled.settled[i];
        any = any || s->amount == 0 || concerns(p, s);
        if (concerns(p, s) && !money_add(sum, s->amount, &sum))
            return beyond;
    }
    if (!any)
        return "is no payment's receipt number in the ledger";
    if (sum == 0)
        return "is a payment that was returned already";
    *column = "amount";
    return sum == p->r->amount ? NULL : "is not what that payment had settled";
}

static const char *
apply_return(struct applying *p, const char **column)
{
    uint32_t first = settled_first(&p->a->settled, p->r->ref);
    const char *why = check_return(p, first, column);

    for (uint32_t i = first; i != SETTLED_NONE && !why; i = p->a->settled.settled[i].next) {
        struct settled s = p->a->settled.settled[i];
        struct entry e = entry_of(p->r, KIND_RETURN, s.amount);
        if (!concerns(p, &s))
            continue;
        e.account = p->a->settled.texts.text[s.account];
        e.item = p->a->settled.texts.text[s.item];
        e.code = p->a->settled.texts.text[s.code];
        why = make(p, &e, false);
    }
    return why;
}

void
apply_fetch(const struct apply *a, unsigned book, const struct receipt *const *r, size_t n, uint32_t *account)
{
    const struct book *b = &a->book[book];

    for (size_t i = 0; i < n; i++)
        items_fetch_slots(b->items, r[i]->account, r[i]->item);
    for (size_t i = 0; i < n; i++)
        items_fetch_records(b->items, r[i]->account, r[i]->item);
    for (size_t i = 0; i < n; i++) {
        account[i] = items_account_number(b->items, r[i]->account);
        owed_fetch(&b->owed, account[i]);
        items_fetch_loose(b->items, account[i]);
    }
    for (size_t i = 0; i < n; i++)
        owed_fetch_first(&b->owed, account[i], r[i]->date);
}

const char *
apply_receipt(struct apply *a, unsigned book, uint32_t account, const struct receipt *r, apply_entry *made,
              void *to, const char **column)
{
    struct applying p = { a, &a->book[book], r, made, to, account, r->amount };

    *column = "amount";
    switch (r->status) {
    case STATUS_SALE:
        return apply_sale(&p);
    case STATUS_REFUND:
        return apply_refund(&p);
    case STATUS_RETURN:
        return apply_return(&p, column);
    default:
        return NULL;
    }
}
