/*
 * An item's record: how large it is, where its lines are.
 */
#ifndef TILL_ITEMS_ITEM_H
#define TILL_ITEMS_ITEM_H

#include "items.h"
#include "items_lines.h"

#include <stdbool.h>

static inline bool
item_is_long(const struct item *i)
{
    return word_is_marked(load_eight(i->name));
}

/* What an item's record takes but for the lines behind its name, and these. */
static inline size_t
item_bytes_for(bool is_long, size_t n)
{
    return is_long ? (offsetof(struct item, text) + n + 7) / 8 * 8 : offsetof(struct item, n);
}

static inline size_t
item_bytes_before(const struct item *i)
{
    return item_is_long(i) ? item_bytes_for(true, i->n) : item_bytes_for(false, 0);
}

static inline struct line *
item_lines(struct item *i)
{
    return (struct line *)(void *)((char *)i + item_bytes_before(i));
}

static inline size_t
item_bytes(const struct item *i)
{
    return item_bytes_before(i) + i->behind * sizeof(struct line);
}

/* The first struct more of an item, or ITEM_NONE. */
static inline uint32_t
item_next(const struct item *i)
{
    return i->chained ? i->check : ITEM_NONE;
}

#endif
