/*
 * What items.c gathers and settle.c settles: the inside of struct items, for these two alone.
 */
#ifndef TILL_ITEMS_PARTS_H
#define TILL_ITEMS_PARTS_H

#include "items.h"

/* Credit without an item, and refunds and returns without one (above zero). */
struct loose {
    uint32_t account, group, next;
    date date;
    money amount;
};

/* What an account has: the heads of its lists. */
struct account {
    uint32_t items, loose;
    bool known;
};

struct items {
    struct intern texts;
    struct item *item;
    uint32_t items;
    size_t items_cap;
    struct loose *loose;
    uint32_t looses;
    size_t loose_cap;
    struct account *account; /* by number of its text */
    size_t accounts;
    uint32_t *table; /* items that have names: place + 1, open addressed */
    size_t slots, named;
    struct open_item *open; /* what items_open lent */
    size_t open_cap;
};

#endif
