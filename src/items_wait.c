/*
 * Entries wait until there are many, so that memory has come when it is their turn: the slots of all their
 * items are asked for, then the records that these name, then the accounts of new ones.
 */
#include "items.h"
#include "items_at.h"

#define WAIT_FOR  128
#define BEHIND    31 /* the last byte of the line behind a short name */
#define WAIT_TEXT 48 /* an entry with longer texts doesn't wait */

struct waiting {
    struct addition entry[WAIT_FOR];
    char text[WAIT_FOR][WAIT_TEXT];
};

struct waiting *
items_waiting_new(void)
{
    return mem_alloc(sizeof(struct waiting));
}

/* The number in the first slot that may be the hash's, or SLOTS_NONE. */
static uint32_t
first_number(const struct slots *s, uint64_t hash)
{
    size_t at = slots_home(s, hash);

    return s->size > 0 ? slots_look(s, hash, &at) : SLOTS_NONE;
}

/* An entry without an item, or with a new one, looks for its account by itself. (The loops stand here since
 * GCC takes a function that only prefetches for one without effect, and leaves it out.) */
static void
fetch(struct items *t)
{
    struct addition *first = t->waiting->entry, *end = first + t->waits;
    const struct slots names = t->by_name, accounts = t->by_account;

    for (struct addition *a = first; a < end; a++)
        if (!a->again)
            __builtin_prefetch(a->item != 0 ? slots_first(&names, a->by_name)
                                            : slots_first(&accounts, a->by_account));
    for (struct addition *a = first; a < end; a++) {
        if (a->again || a->item == 0)
            continue;
        if ((a->likely = first_number(&names, a->by_name)) == SLOTS_NONE) {
            __builtin_prefetch(slots_first(&accounts, a->by_account));
            continue;
        }
        __builtin_prefetch(item_at(t, a->likely), 1);
        __builtin_prefetch((const char *)item_at(t, a->likely) + BEHIND, 1);
    }
    for (struct addition *a = first; a < end; a++) {
        uint32_t account;
        if (a->again || a->likely != SLOTS_NONE)
            continue;
        if ((account = first_number(&accounts, a->by_account)) != SLOTS_NONE)
            __builtin_prefetch(account_at(t, account));
    }
}

bool
items_flush(struct items *t)
{
    bool good = true;

    if (t->waits > 1)
        fetch(t);
    for (uint32_t i = 0; i < t->waits; i++)
        good &= items_enter(t, &t->waiting->entry[i]);
    t->waits = 0;
    return good;
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
keep_texts(struct addition *a, char *text, struct slice account, struct slice item)
{
    if (account.n + item.n > WAIT_TEXT)
        return false;
    memcpy(text, account.p, account.n);
    if (item.n > 0)
        memcpy(text + account.n, item.p, item.n);
    a->account_text = (struct slice){ text, account.n };
    a->item_text = (struct slice){ text + account.n, item.n };
    return true;
}

/* Whether the entry is, by its words alone, of the item of the one that waits before it. */
static bool
is_again(const struct items *t, const struct addition *a)
{
    return t->waits > 0 && a[-1].by_name == a->by_name && a[-1].item == a->item && a->item != 0;
}

bool
items_add_words(struct items *t, const struct entry *e, const struct item_words *words,
                const struct slice *group)
{
    struct addition *a = &t->waiting->entry[t->waits];

    if (words->item == 0 && e->amount == 0)
        return true;
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
    a->again = is_again(t, a);
    if (word_is_marked(items_key_word(a->by_account)) || word_is_marked(a->item)) {
        a->again = false;
        a->account_text = e->account;
        a->item_text = e->item;
        if (!keep_texts(a, t->waiting->text[t->waits], e->account, e->item)) {
            t->waits++;
            return items_flush(t);
        }
    }
    return ++t->waits < WAIT_FOR || items_flush(t);
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
