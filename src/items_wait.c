/*
 * Entries wait a while before they are taken in, so that memory has come when it is their turn.
 *
 * They wait by batches: of the last one the slots of their hashes have been asked for, of the one before it
 * the records that those name. A batch is asked for in one go, for the processor looks up the pages of
 * several at once.
 */
#include "items.h"
#include "items_at.h"

#define BATCH     8u
#define WAIT_FOR  (8 * BATCH)
#define WAIT_TEXT 48 /* an entry with longer texts doesn't wait */

struct waiting {
    struct addition a;
    char text[WAIT_TEXT];
};

struct waiting *
items_waiting_new(void)
{
    return mem_alloc(WAIT_FOR * sizeof(struct waiting));
}

static struct addition *
nth_waiting(const struct items *t, uint32_t i)
{
    return &t->waiting[i % WAIT_FOR].a;
}

/* The number in the first slot that may be the hash's, or SLOTS_NONE. */
static uint32_t
first_number(const struct slots *s, uint64_t hash)
{
    size_t at = slots_home(s, hash);

    return s->size > 0 ? slots_look(s, hash, &at) : SLOTS_NONE;
}

static void
enter_to(struct items *t, uint32_t to)
{
    for (; t->gone != to; t->gone++)
        if (!items_enter(t, nth_waiting(t, t->gone)))
            t->passed = true;
}

/* Whether the entry before it in the queue asks for the same. */
static bool
same_as_before(const struct items *t, uint32_t i)
{
    return nth_waiting(t, i)->by_name == nth_waiting(t, i - 1)->by_name;
}

/* A batch is full: each batch takes its step. An entry without an item, or with a new one, looks for its
 * account. (The loops stand here since GCC takes a function that only prefetches for one without effect, and
 * leaves it out.) */
static void
advance(struct items *t)
{
    uint32_t now = t->came, waiting = now - t->gone;

    for (uint32_t i = now - BATCH; i != now; i++) {
        const struct addition *a = nth_waiting(t, i);
        if (!same_as_before(t, i))
            __builtin_prefetch(a->item.n > 0 ? slots_first(&t->by_name, a->by_name)
                                             : slots_first(&t->by_account, a->by_account));
    }
    for (uint32_t i = now - 2 * BATCH; waiting >= 2 * BATCH && i != now - BATCH; i++) {
        struct addition *a = nth_waiting(t, i);
        if (same_as_before(t, i))
            continue;
        if ((a->likely = first_number(&t->by_name, a->by_name)) == SLOTS_NONE) {
            __builtin_prefetch(slots_first(&t->by_account, a->by_account));
            continue;
        }
        __builtin_prefetch(item_at(t, a->likely));
        __builtin_prefetch((const char *)(item_at(t, a->likely) + 1) + 15);
    }
    for (uint32_t i = now - 3 * BATCH; waiting >= 3 * BATCH && i != now - 2 * BATCH; i++) {
        const struct addition *a = nth_waiting(t, i);
        if (a->likely != SLOTS_NONE)
            __builtin_prefetch(account_at(t, item_at(t, a->likely)->account));
    }
    if (waiting >= 4 * BATCH)
        enter_to(t, now - 3 * BATCH);
}

bool
items_flush(struct items *t)
{
    bool passed;

    enter_to(t, t->came);
    passed = t->passed;
    t->passed = false;
    t->came = t->gone = 0;
    return !passed;
}

/* The number of a code or group: most often one of those that came just now. */
static uint32_t
number_of(struct items *t, struct slice text)
{
    uint64_t word = text.n <= 8 ? load_bytes(text.p, text.n) : 0;
    struct recent *r = &t->recent[(word + text.n) * UINT64_C(0x9e3779b97f4a7c15) >> 60];

    if (text.n > 8)
        return intern_add(&t->texts, text);
    if (r->word != word || r->above != text.n + 1)
        *r = (struct recent){ word, (uint32_t)text.n + 1, intern_add(&t->texts, text) };
    return r->number;
}

/* Short texts without a call. */
static void
copy_text(char *to, struct slice s)
{
    if (s.n > 16) {
        memcpy(to, s.p, s.n);
    } else if (s.n >= 8) {
        memcpy(to, s.p, 8);
        memcpy(to + s.n - 8, s.p + s.n - 8, 8);
    } else if (s.n >= 4) {
        memcpy(to, s.p, 4);
        memcpy(to + s.n - 4, s.p + s.n - 4, 4);
    } else {
        for (size_t i = 0; i < s.n; i++)
            to[i] = s.p[i];
    }
}

static void
copy_texts(struct waiting *w)
{
    struct addition *a = &w->a;

    copy_text(w->text, a->account);
    copy_text(w->text + a->account.n, a->item);
    a->account.p = w->text;
    a->item.p = w->text + a->account.n;
}

bool
items_add(struct items *t, const struct entry *e, const struct slice *group)
{
    return items_add_hashed(t, e, group, hash_bytes(e->account), hash_bytes(e->item));
}

bool
items_add_hashed(struct items *t, const struct entry *e, const struct slice *group, uint64_t account,
                 uint64_t item)
{
    struct waiting *w = &t->waiting[t->came % WAIT_FOR];

    if (e->item.n == 0 && e->amount == 0)
        return true;
    w->a = (struct addition){ .by_account = account,
                              .by_name = hash_pair(account, item),
                              .account = e->account,
                              .item = e->item,
                              .amount = e->amount,
                              .date = e->date,
                              .due = e->due,
                              .likely = SLOTS_NONE,
                              .code = number_of(t, e->code),
                              .group = group ? number_of(t, *group) : ITEM_NONE,
                              .kind = e->kind };
    t->came++;
    if (e->account.n + e->item.n > WAIT_TEXT)
        return items_flush(t);
    copy_texts(w);
    if (t->came % BATCH == 0)
        advance(t);
    return !t->passed;
}

void
items_fetch_slots(const struct items *t, struct slice account, struct slice item)
{
    uint64_t hash = hash_bytes(account);

    __builtin_prefetch(slots_first(&t->by_account, hash));
    if (item.n > 0)
        __builtin_prefetch(slots_first(&t->by_name, hash_pair(hash, hash_bytes(item))));
}

void
items_fetch_records(const struct items *t, struct slice account, struct slice item)
{
    uint64_t hash = hash_bytes(account);
    uint32_t number = first_number(&t->by_account, hash);

    if (number != SLOTS_NONE)
        __builtin_prefetch(account_at(t, number));
    if (item.n > 0 && (number = first_number(&t->by_name, hash_pair(hash, hash_bytes(item)))) != SLOTS_NONE) {
        __builtin_prefetch(line_at(t, number));
        __builtin_prefetch(line_at(t, number) + 1);
    }
}

void
items_fetch(const struct items *t, uint32_t index)
{
    __builtin_prefetch(line_at(t, index));
    __builtin_prefetch(line_at(t, index) + 1);
}
