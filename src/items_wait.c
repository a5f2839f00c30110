/*
 * Entries wait until there are many, so that memory has come when it is their turn: the slots of their items
 * are asked for as they come; then the records that these name, then the accounts of new ones.
 */
#include "items.h"
#include "items_at.h"

#define WAIT_FOR  128
#define BEHIND    31 /* the last byte of the line behind a short name */
#define WAIT_TEXT 48 /* an entry with longer texts doesn't wait */

struct waiting {
    struct addition entry[WAIT_FOR];
    uint8_t head[WAIT_FOR]; /* those that are not of the item of the one before */
    uint32_t heads;
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
    struct addition *entry = t->waiting->entry;
    const uint8_t *first = t->waiting->head, *end = first + t->waiting->heads;
    const struct slots names = t->by_name, accounts = t->by_account;

    for (const uint8_t *head = first; head < end; head++) {
        struct addition *a = &entry[*head];
        a->likely = a->item != 0 ? first_number(&names, a->by_name) : SLOTS_NONE;
        if (a->likely != SLOTS_NONE) {
            __builtin_prefetch(item_at(t, a->likely), 1);
            __builtin_prefetch((const char *)item_at(t, a->likely) + BEHIND, 1);
        } else if (a->item != 0) {
            __builtin_prefetch(slots_first(&accounts, a->by_account));
        }
    }
    for (const uint8_t *head = first; head < end; head++) {
        const struct addition *a = &entry[*head];
        uint32_t account = a->likely == SLOTS_NONE ? first_number(&accounts, a->by_account) : SLOTS_NONE;
        if (account != SLOTS_NONE)
            __builtin_prefetch(account_at(t, account));
    }
}

bool
items_flush(struct items *t)
{
    bool good;

    if (t->waits > 1)
        fetch(t);
    good = items_enter(t, t->waiting->entry, t->waits);
    t->waits = t->waiting->heads = 0;
    return good;
}

static inline struct recent *
recent_of(struct items *t, uint64_t word)
{
    return &t->recent[word * UINT64_C(0x9e3779b97f4a7c15) >> 60];
}

/* The number of a code or group. */
static __attribute__((noinline)) uint32_t
number_of(struct items *t, uint64_t word, struct slice text)
{
    char name[WORD_BYTES];
    uint32_t number;

    if (!word_is_marked(word)) {
        load_back(name, word);
        text = (struct slice){ name, word_length(word) };
    }
    number = intern_add(&t->texts, text);
    if (!word_is_marked(word))
        *recent_of(t, word) = (struct recent){ word, number + 1 };
    return number;
}

/* The same, of one that came just now most often. */
static inline uint32_t
number_soon(struct items *t, uint64_t word, struct slice text)
{
    const struct recent *r = recent_of(t, word);

    return r->word == word && r->above > 0 ? r->above - 1 : number_of(t, word, text);
}

/* Has the texts of an entry wait with it. False: they are too long. */
static bool
keep_texts(struct addition *a, char *text, struct slice account, struct slice item)
{
    a->account_text = account;
    a->item_text = item;
    if (account.n + item.n > WAIT_TEXT)
        return false;
    memcpy(text, account.p, account.n);
    if (item.n > 0)
        memcpy(text + account.n, item.p, item.n);
    a->account_text = (struct slice){ text, account.n };
    a->item_text = (struct slice){ text + account.n, item.n };
    return true;
}

/* The account and item of the entry that waits before the next one; else, or where they are marked, those
 * that none has. */
static struct item_words
words_before(const struct items *t)
{
    struct item_words words = { 0 };

    if (t->waits > 0) {
        const struct addition *a = &t->waiting->entry[t->waits - 1];
        words = item_words_of(a->by_account, a->item, 0);
    }
    return words.marked ? (struct item_words){ 0 } : words;
}

/* Whether an entry of these words is of the item of the one before. */
static inline bool
is_again(const struct item_words *before, uint64_t account, uint64_t item)
{
    return item != 0 && item == before->item && account == before->account;
}

/* Notes the words of an entry that is not. */
static inline void
put_head(struct items *t, struct addition *a, uint64_t account, uint64_t item)
{
    a->by_name = name_hash(account, item);
    a->likely = SLOTS_NONE;
    t->waiting->head[t->waiting->heads++] = (uint8_t)t->waits;
    __builtin_prefetch(item != 0 ? slots_first(&t->by_name, a->by_name)
                                 : slots_first(&t->by_account, account));
}

static bool
add_words(struct items *t, const struct entry *e, const struct item_words *words, const struct slice *group)
{
    struct addition *a = &t->waiting->entry[t->waits];
    struct item_words before = words_before(t);
    bool waits = true;

    if (words->item == 0 && e->amount == 0)
        return true;
    a->item = words->item;
    a->by_account = words->account;
    a->amount = e->amount;
    a->date = e->date;
    a->due = e->due;
    a->code = number_soon(t, words->code, words->marked ? e->code : (struct slice){ 0 });
    a->group = group ? number_soon(t, word_of(*group), *group) : ITEM_NONE;
    a->kind = e->kind;
    a->again = is_again(&before, words->account, words->item);
    if (!a->again)
        put_head(t, a, words->account, words->item);
    if (words->marked)
        waits = keep_texts(a, t->waiting->text[t->waits], e->account, e->item);
    return (++t->waits < WAIT_FOR && waits) || items_flush(t);
}

bool
items_add(struct items *t, const struct entry *e, const struct slice *group)
{
    struct item_words words =
        item_words_of(items_key(word_of(e->account)), word_of(e->item), word_of(e->code));

    return add_words(t, e, &words, group);
}

/* The i-th entry of a run, whose words do not do. */
static void
add_with_texts(struct items *t, struct item_run *run, size_t i)
{
    const int64_t *v = run->value + run->nth[i] * run->every;
    struct item_words words =
        item_words_of((uint64_t)v[NUMBER_ACCOUNT], (uint64_t)v[NUMBER_ITEM], (uint64_t)v[NUMBER_CODE]);
    struct entry e = { 0 };

    run->texts(run->with, i, &e);
    e.date = (date)v[NUMBER_DATE];
    e.kind = (enum entry_kind)v[NUMBER_KIND];
    e.amount = v[NUMBER_AMOUNT];
    e.due = (date)v[NUMBER_DUE];
    run->good &= add_words(t, &e, &words, NULL);
}

/* All entries of a long ledger come by here: what is of the item of the entry before is as well known as that
 * one. */
void
items_add_run(struct items *t, struct item_run *run)
{
    const struct item_run own = *run;
    struct item_words before = words_before(t);

    for (size_t i = 0; i < own.n; i++) {
        const int64_t *v = own.value + own.nth[i] * own.every;
        uint64_t account = (uint64_t)v[NUMBER_ACCOUNT], item = (uint64_t)v[NUMBER_ITEM];
        uint64_t code = (uint64_t)v[NUMBER_CODE];
        bool again = is_again(&before, account, item);
        struct addition *a = &t->waiting->entry[t->waits];
        if (v[NUMBER_DATE] > own.until)
            continue;
        run->sum += v[NUMBER_AMOUNT];
        if (word_is_marked(code) || (!again && item_words_of(account, item, code).marked)) {
            add_with_texts(t, run, i);
            before = words_before(t);
            continue;
        }
        if (item == 0 && v[NUMBER_AMOUNT] == 0)
            continue;
        a->item = item;
        a->by_account = account;
        a->amount = v[NUMBER_AMOUNT];
        a->date = (date)v[NUMBER_DATE];
        a->due = (date)v[NUMBER_DUE];
        a->code = number_soon(t, code, (struct slice){ 0 });
        a->group = ITEM_NONE;
        a->kind = (enum entry_kind)v[NUMBER_KIND];
        a->again = again;
        if (!again) {
            put_head(t, a, account, item);
            before.account = account;
            before.item = item;
        }
        if (++t->waits == WAIT_FOR) {
            run->good &= items_flush(t);
            before.item = 0;
        }
    }
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
