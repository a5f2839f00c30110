/*
 * Entries wait a while before they are taken in, so that memory has come when it is their turn.
 *
 * They wait by batches: of the last one the slots of their items have been asked for, of the one before it
 * the items' records that those name, of the one before that their accounts'. A batch is asked for in one go,
 * for the processor looks up the pages of several at once.
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
 * account by itself. (The loops stand here since GCC takes a function that only prefetches for one without
 * effect, and leaves it out.) */
static void
advance(struct items *t)
{
    uint32_t now = t->came, waiting = now - t->gone;

    for (uint32_t i = now - BATCH; i != now; i++) {
        const struct addition *a = nth_waiting(t, i);
        if (!same_as_before(t, i))
            __builtin_prefetch(a->item != 0 ? slots_first(&t->by_name, a->by_name)
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
        uint32_t account;
        if (same_as_before(t, i))
            continue;
        account = a->likely != SLOTS_NONE ? item_at(t, a->likely)->account
                                          : first_number(&t->by_account, a->by_account);
        if (account != SLOTS_NONE)
            __builtin_prefetch(account_at(t, account));
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
number_of(struct items *t, uint64_t word, struct slice text)
{
    struct recent *r = &t->recent[word * UINT64_C(0x9e3779b97f4a7c15) >> 60];
    char name[WORD_BYTES];

    if (r->above > 0 && r->word == word &&
        (!word_is_marked(word) || slice_equal(t->texts.text[r->above - 1], text)))
        return r->above - 1;
    if (!word_is_marked(word)) {
        load_back(name, word);
        text = (struct slice){ name, word_length(word) };
    }
    *r = (struct recent){ word, intern_add(&t->texts, text) + 1 };
    return r->above - 1;
}

bool
items_add(struct items *t, const struct entry *e, const struct slice *group)
{
    return items_add_words(
        t, e, &(struct item_words){ items_key(word_of(e->account)), word_of(e->item), word_of(e->code) },
        group);
}

/* Has the texts of an entry wait with it. False: they are too long. */
static bool
keep_texts(struct waiting *w, struct slice account, struct slice item)
{
    if (account.n + item.n > WAIT_TEXT)
        return false;
    memcpy(w->text, account.p, account.n);
    if (item.n > 0)
        memcpy(w->text + account.n, item.p, item.n);
    w->a.account_text = (struct slice){ w->text, account.n };
    w->a.item_text = (struct slice){ w->text + account.n, item.n };
    return true;
}

bool
items_add_words(struct items *t, const struct entry *e, const struct item_words *words,
                const struct slice *group)
{
    struct waiting *w = &t->waiting[t->came % WAIT_FOR];
    struct addition *a = &w->a;

    if (words->item == 0 && e->amount == 0)
        return true;
    a->account = items_key_word(words->account);
    a->item = words->item;
    a->by_account = words->account;
    a->by_name = name_hash(words->account, words->item);
    a->amount = e->amount;
    a->date = e->date;
    a->due = e->due;
    a->likely = SLOTS_NONE;
    a->code = number_of(t, words->code, e->code);
    a->group = group ? number_of(t, word_of(*group), *group) : ITEM_NONE;
    a->kind = e->kind;
    t->came++;
    if (word_is_marked(a->account) || word_is_marked(a->item)) {
        a->account_text = e->account;
        a->item_text = e->item;
        if (!keep_texts(w, e->account, e->item))
            return items_flush(t);
    }
    if (t->came % BATCH == 0)
        advance(t);
    return !t->passed;
}

/* The hashes of an account and its item. */
static void
hashes_of(struct slice account, struct slice item, uint64_t *by_account, uint64_t *by_name)
{
    *by_account = items_key(word_of(account));
    *by_name = name_hash(*by_account, word_of(item));
}

void
items_fetch_slots(const struct items *t, struct slice account, struct slice item)
{
    uint64_t by_account, by_name;

    hashes_of(account, item, &by_account, &by_name);
    __builtin_prefetch(slots_first(&t->by_account, by_account));
    if (item.n > 0)
        __builtin_prefetch(slots_first(&t->by_name, by_name));
}

void
items_fetch_records(const struct items *t, struct slice account, struct slice item)
{
    uint64_t by_account, by_name;
    uint32_t number;

    hashes_of(account, item, &by_account, &by_name);
    if ((number = first_number(&t->by_account, by_account)) != SLOTS_NONE)
        __builtin_prefetch(account_at(t, number));
    if (item.n > 0 && (number = first_number(&t->by_name, by_name)) != SLOTS_NONE) {
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

void
items_fetch_loose(const struct items *t, uint32_t account)
{
    if (account != ITEM_NONE && account_at(t, account)->loose != ITEM_NONE)
        __builtin_prefetch(line_at(t, account_at(t, account)->loose));
}
