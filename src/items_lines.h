/*
 * The records of items: accounts, and what has the lines that their entries are summed up in.
 *
 * An item has its first line before its name and further codes' lines behind it, as long as nothing else was
 * put behind the item; later codes have a struct more each. The first WIDE_FROM lines are looked through;
 * those behind are found by a hash of their own. All stand in one store in the order in which they came, so a
 * line's number tells which of two was there first.
 */
#ifndef TILL_ITEMS_LINES_H
#define TILL_ITEMS_LINES_H

#include "items_line.h"
#include "items_words.h"

#include <stddef.h>

#define WIDE_FROM 8

struct item {
    struct line line;
    uint32_t account;
    uint32_t next;  /* struct more, or ITEM_NONE */
    uint32_t check; /* the lower half of its hash: with the upper one and the name it is the account, too */
    uint16_t n;
    uint8_t lines; /* how many are here: the first, and those behind the name */
    char name[];
};

struct more {
    struct line line;
    uint32_t item, next;
};

struct single {
    struct line line;
    uint32_t account;
    date first; /* the entry's own, whenever it is due */
};

struct account {
    uint32_t loose;           /* its last line of that kind, or ITEM_NONE */
    uint32_t listed, listing; /* where its part of the list ends, and how many stand there */
    uint16_t n;
    char name[];
};

static inline size_t
account_bytes(size_t n)
{
    return offsetof(struct account, name) + name_room(n);
}

/* What an item's record takes but for the lines behind its name, and these. */
static inline size_t
item_bytes_before(const struct item *i)
{
    return (offsetof(struct item, name) + name_room(i->n) + 7) / 8 * 8;
}

static inline struct line *
item_lines(struct item *i)
{
    return (struct line *)(void *)((char *)i + item_bytes_before(i));
}

static inline size_t
item_bytes(const struct item *i)
{
    return item_bytes_before(i) + (i->lines - 1u) * sizeof(struct line);
}

#endif
