#include "apply.h"

#include <stdlib.h>
#include <string.h>

#define MOST_KEYS 8

/* What the payments of an awaited receipt number had settled, less what was given back already. */
struct settled {
    uint32_t account, item, code;
    uint32_t next; /* of the same ref, in the order of the ledger */
    money amount;  /* above zero: may still be given back */
};

struct awaited {
    uint32_t first, last; /* of settled */
    bool is;
};

struct apply {
    struct items *items;
    enum apply_key key[MOST_KEYS];
    size_t keys;
    struct intern codes;     /* in the order of policy */
    struct intern accounts;  /* of the receipts */
    struct intern refs;      /* of the returns, and then of payments by them */
    struct awaited *awaited; /* by number of the ref */
    size_t awaited_cap;
    struct settled *settled;
    size_t settled_n, settled_cap;
    struct open_item *queue; /* what a receipt may pay, in its order */
    size_t queue_cap;
};

static const char *const key_names[APPLY_KEYS] = { "oldest", "newest", "penalty", "current", "code" };
static const char *const status_names[STATUSES] = { "sale", "void", "refund", "return" };

struct apply *
apply_new(void)
{
    struct apply *a = mem_alloc(sizeof *a);

    a->items = items_new();
    a->key[0] = KEY_OLDEST;
    a->keys = 1;
    return a;
}

void
apply_free(struct apply *a)
{
    items_free(a->items);
    intern_free(&a->codes);
    intern_free(&a->accounts);
    intern_free(&a->refs);
    free(a->awaited);
    free(a->settled);
    free(a->queue);
    free(a);
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
    bool by_code = false;

    if (keys > MOST_KEYS)
        return "has more than 8 keys";
    for (size_t i = 0; i < keys; i++) {
        int k = 0;
        while (k < APPLY_KEYS && strcmp(key[i], key_names[k]) != 0)
            k++;
        if (k == APPLY_KEYS)
            return "has a key that is not oldest, newest, penalty, current or code";
        by_code |= k == KEY_CODE;
        a->key[i] = (enum apply_key)k;
    }
    a->keys = keys ? keys : a->keys;
    for (size_t i = 0; i < codes; i++)
        intern_add(&a->codes, slice_of(code[i]));
    if (by_code && codes == 0)
        return "has the key code, but no codes say its order";
    return NULL;
}

static struct awaited *
awaited_of(struct apply *a, uint32_t ref)
{
    while (ref >= a->awaited_cap) {
        size_t n = a->awaited_cap;
        a->awaited = mem_room(a->awaited, n, &a->awaited_cap, sizeof *a->awaited);
        memset(a->awaited + n, 0, (a->awaited_cap - n) * sizeof *a->awaited);
    }
    if (!a->awaited[ref].is)
        a->awaited[ref] = (struct awaited){ ITEM_NONE, ITEM_NONE, true };
    return &a->awaited[ref];
}

void
apply_expect(struct apply *a, const struct receipt *r)
{
    intern_add(&a->accounts, r->account);
    if (r->status == STATUS_RETURN)
        awaited_of(a, intern_add(&a->refs, r->ref));
}

/* Where the settlements of a receipt number hold that of one account, item and code, or ITEM_NONE. */
static uint32_t
find_settled(const struct apply *a, const struct awaited *w, const struct settled *s)
{
    uint32_t i = w->first;

    while (i != ITEM_NONE && (a->settled[i].account != s->account || a->settled[i].item != s->item ||
                              a->settled[i].code != s->code))
        i = a->settled[i].next;
    return i;
}

/* Adds what a payment settled, or takes away what a return gave back, where its receipt number is
 * awaited: one sum an item and code, so that neither the order of the two nor a payment in several
 * parts lets anything come back twice. False where the sum passes 64 bits. */
static bool
note_settled(struct apply *a, const struct entry *e)
{
    uint32_t ref = intern_find(&a->refs, e->ref), at;
    struct settled s = { 0, 0, 0, ITEM_NONE, 0 };
    struct awaited *w;

    if (ref == UINT32_MAX || (e->kind != KIND_PAYMENT && e->kind != KIND_RETURN))
        return true;
    w = awaited_of(a, ref);
    s.account = items_number(a->items, e->account);
    s.item = items_number(a->items, e->item);
    s.code = items_number(a->items, e->code);
    at = find_settled(a, w, &s);
    if (at == ITEM_NONE) {
        at = (uint32_t)a->settled_n;
        a->settled = mem_room(a->settled, a->settled_n, &a->settled_cap, sizeof *a->settled);
        a->settled[a->settled_n++] = s;
        if (w->first == ITEM_NONE)
            w->first = at;
        else
            a->settled[w->last].next = at;
        w->last = at;
    }
    return money_add(a->settled[at].amount, -e->amount, &a->settled[at].amount);
}

bool
apply_ledger(struct apply *a, const struct entry *e, uint64_t place)
{
    if (!note_settled(a, e))
        return false;
    if (intern_find(&a->accounts, e->account) == UINT32_MAX)
        return true;
    return items_add(a->items, e, slice_of(""), place);
}

/* An entry that was made counts for the receipts that follow. It has the last place. */
static const char *
make(struct apply *a, const struct entry *e, apply_entry *made, void *to)
{
    if (!note_settled(a, e) || !items_add(a->items, e, slice_of(""), UINT64_MAX - 1))
        return "makes a sum beyond what 64 bits hold";
    made(to, e);
    return NULL;
}

static struct entry
entry_of(const struct receipt *r, enum entry_kind kind, money amount)
{
    return (struct entry){ .date = r->date,
                           .account = r->account,
                           .kind = kind,
                           .ref = r->ref,
                           .amount = amount,
                           .due = DATE_NONE,
                           .tender = r->tender,
                           .till = r->till,
                           .clerk = r->clerk,
                           .memo = r->memo };
}

/* The order in which a receipt pays; qsort has no context argument in POSIX.1-2008. */
static struct {
    struct apply *a;
    const struct receipt *r;
    uint32_t item, code; /* that it names, or ITEM_NONE */
} paying;

static int
compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int64_t
rank(enum apply_key key, const struct open_item *o)
{
    const struct item *i = items_at(paying.a->items, o->index);

    switch (key) {
    case KEY_OLDEST:
        return o->due;
    case KEY_NEWEST:
        return -(int64_t)o->due;
    case KEY_PENALTY:
        return !(i->penalised && !i->charged);
    case KEY_CURRENT:
        return o->due < paying.r->date;
    default:
        return intern_find(&paying.a->codes, items_text(paying.a->items, o->code));
    }
}

/* What the receipt names comes first: 0 its item and code, 1 its item, 2 all else. */
static int
named(const struct open_item *o)
{
    if (o->item != paying.item)
        return 2;
    return o->code != paying.code;
}

static int
by_policy(const void *pa, const void *pb)
{
    const struct open_item *x = pa, *y = pb;
    struct items *items = paying.a->items;
    int c = named(x) - named(y);

    for (size_t k = 0; k < paying.a->keys && !c; k++)
        c = compare_numbers(rank(paying.a->key[k], x), rank(paying.a->key[k], y));
    if (!c) {
        uint64_t p = items_at(items, x->index)->place, q = items_at(items, y->index)->place;
        c = (p > q) - (p < q);
    }
    return c ? c : compare_numbers(x->index, y->index);
}

/* The account's open items in the order in which the receipt pays them. */
static size_t
queue_up(struct apply *a, const struct receipt *r)
{
    const struct open_item *open;
    size_t n = items_open(a->items, items_number(a->items, r->account), &open);

    while (a->queue_cap < n)
        a->queue = mem_room(a->queue, a->queue_cap, &a->queue_cap, sizeof *a->queue);
    if (n > 0)
        memcpy(a->queue, open, n * sizeof *open);
    paying.a = a;
    paying.r = r;
    paying.item = r->item.n ? items_number(a->items, r->item) : ITEM_NONE;
    paying.code = items_number(a->items, r->code);
    if (n > 1)
        qsort(a->queue, n, sizeof *a->queue, by_policy);
    return n;
}

static const char *
apply_sale(struct apply *a, const struct receipt *r, apply_entry *made, void *to)
{
    size_t n = queue_up(a, r);
    money rest = r->amount;
    const char *why = NULL;

    for (size_t i = 0; i < n && rest > 0 && !why; i++) {
        money part = rest < a->queue[i].open ? rest : a->queue[i].open;
        struct entry e = entry_of(r, KIND_PAYMENT, -part);
        e.item = items_text(a->items, a->queue[i].item);
        e.code = items_text(a->items, a->queue[i].code);
        why = make(a, &e, made, to);
        rest -= part;
    }
    if (rest > 0 && !why) {
        struct entry e = entry_of(r, KIND_PAYMENT, -rest);
        if (r->item.n == 0)
            e.code = r->code;
        why = make(a, &e, made, to);
    }
    return why;
}

static const char *
apply_refund(struct apply *a, const struct receipt *r, apply_entry *made, void *to)
{
    struct entry e = entry_of(r, KIND_REFUND, r->amount);

    e.item = r->item;
    e.code = r->code;
    return make(a, &e, made, to);
}

/* Whether the return concerns what was settled: a payment may have been for several accounts, and a
 * return that names one gives back that one's part. */
static bool
concerns(const struct apply *a, const struct receipt *r, const struct settled *s)
{
    return s->amount > 0 && (r->account.n == 0 || slice_equal(items_text(a->items, s->account), r->account));
}

/* A bounced payment: nothing of it stays, so the amount must be all that it had settled. */
static const char *
check_return(const struct apply *a, const struct receipt *r, uint32_t first, const char **column)
{
    money sum = 0;
    bool any = false;

    *column = "ref";
    for (uint32_t i = first; i != ITEM_NONE; i = a->settled[i].next) {
        any = any || a->settled[i].amount == 0 || concerns(a, r, &a->settled[i]);
        if (concerns(a, r, &a->settled[i]) && !money_add(sum, a->settled[i].amount, &sum))
            return "makes a sum beyond what 64 bits hold";
    }
    if (!any)
        return "is no payment's receipt number in the ledger";
    if (sum == 0)
        return "is a payment that was returned already";
    *column = "amount";
    return sum == r->amount ? NULL : "is not what that payment had settled";
}

static const char *
apply_return(struct apply *a, const struct receipt *r, apply_entry *made, void *to, const char **column)
{
    uint32_t ref = intern_find(&a->refs, r->ref);
    uint32_t first = ref == UINT32_MAX ? ITEM_NONE : a->awaited[ref].first;
    const char *why = check_return(a, r, first, column);

    for (uint32_t i = first; i != ITEM_NONE && !why; i = a->settled[i].next) {
        struct settled s = a->settled[i];
        struct entry e = entry_of(r, KIND_RETURN, s.amount);
        if (!concerns(a, r, &s))
            continue;
        e.account = items_text(a->items, s.account);
        e.item = items_text(a->items, s.item);
        e.code = items_text(a->items, s.code);
        why = make(a, &e, made, to);
    }
    return why;
}

const char *
apply_receipt(struct apply *a, const struct receipt *r, apply_entry *made, void *to, const char **column)
{
    *column = "amount";
    switch (r->status) {
    case STATUS_SALE:
        return apply_sale(a, r, made, to);
    case STATUS_REFUND:
        return apply_refund(a, r, made, to);
    case STATUS_RETURN:
        return apply_return(a, r, made, to, column);
    default:
        return NULL;
    }
}
