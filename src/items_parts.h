/*
 * The inside of struct items, for the files that gather (items.c, items_wait.c), look (items_look.c) and
 * settle (settle.c), and for these alone.
 */
#ifndef TILL_ITEMS_PARTS_H
#define TILL_ITEMS_PARTS_H

#include "intern.h"
#include "items_lines.h"
#include "items_open.h"
#include "store.h"

#define RECENT 16

struct items {
    struct store lines, large, accounts;
    struct slots by_name, by_code, by_account;
    struct intern texts; /* codes and groups */
    struct recent {
        uint64_t word;
        uint32_t above; /* its number and 1; 0: none */
    } recent[RECENT];   /* of those */
    struct waiting *waiting;
    uint32_t waits;           /* how many */
    uint32_t last;            /* the item of the last entry, or ITEM_NONE; */
    struct item *last_item;   /* its record, */
    struct line *last_behind; /* and the lines behind its name */
    bool expecting;
    uint32_t listed;
    uint32_t *list;         /* account by account what is open: items, own and loose lines */
    struct open_item *open; /* what items_open lent */
    size_t open_cap;
};

/* An entry, as far as it matters here. */
struct addition {
    uint64_t item;                /* its word */
    uint64_t by_account, by_name; /* the account's key (items_words.h); the hash of that and the item */
    money amount;
    date date, due;
    uint32_t code, group;
    uint32_t likely; /* number of its item, or ITEM_NONE: not known */
    enum entry_kind kind;
    bool again;                           /* its item is that of the entry before */
    struct slice account_text, item_text; /* where a word is marked */
};

/* Of two accounts' keys and one item's word never the same. */
static inline uint64_t
name_hash(uint64_t account_key, uint64_t item)
{
    return account_key ^ hash_word(item);
}

/* Takes n entries in; false where a sum passes 64 bits. */
bool items_enter(struct items *t, const struct addition *a, size_t n);

/* Begins a line of the entry's code and group; adds an amount to one; takes an entry in. False where the sum
 * passes 64 bits. */
void line_start(struct items *t, struct line *l, enum line_bits kind, const struct addition *a);
bool line_add(struct items *t, struct line *l, money amount);
bool line_enter(struct items *t, struct line *l, const struct addition *a);

/* Room for those that wait. */
struct waiting *items_waiting_new(void);

/* An item's lines one after the other: the number of that behind its line at, or ITEM_NONE. */
uint32_t items_line_after(const struct items *t, uint32_t item, uint32_t at);

/* The line of a code behind those that are looked through, or ITEM_NONE and where in by_code it belongs. */
uint32_t items_find_wide(const struct items *t, uint32_t item, uint32_t code, size_t *at);

#endif
