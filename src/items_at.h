/*
 * Where the records of items are, by their numbers, and what a line has, wherever it has it.
 */
#ifndef TILL_ITEMS_AT_H
#define TILL_ITEMS_AT_H

#include "items_item.h"
#include "items_parts.h"

static inline struct line *
line_at(const struct items *t, uint32_t number)
{
    return store_at(&t->lines, number);
}

static inline struct item *
item_at(const struct items *t, uint32_t number)
{
    return store_at(&t->lines, number);
}

static inline struct more *
more_at(const struct items *t, uint32_t number)
{
    return store_at(&t->lines, number);
}

static inline struct account *
account_at(const struct items *t, uint32_t number)
{
    return store_at(&t->accounts, number);
}

static inline uint32_t
line_small_code(const struct line *l)
{
    return (l->bits & LINE_CODE_MASK) >> LINE_CODE;
}

static inline struct large *
line_large(const struct items *t, const struct line *l)
{
    return line_small_code(l) == LINE_LARGE ? store_at(&t->large, l->large) : NULL;
}

static inline money
line_open(const struct items *t, const struct line *l)
{
    return line_small_code(l) == LINE_LARGE ? line_large(t, l)->open : l->open;
}

static inline uint32_t
line_code(const struct items *t, const struct line *l)
{
    uint32_t small = line_small_code(l);

    return small < LINE_NO_CODE ? small : small == LINE_LARGE ? line_large(t, l)->code : ITEM_NONE;
}

static inline uint32_t
line_group(const struct items *t, const struct line *l)
{
    return line_small_code(l) == LINE_LARGE ? line_large(t, l)->group : ITEM_NONE;
}

static inline uint64_t
wide_hash(uint32_t item, uint32_t code)
{
    return hash_word((uint64_t)item << 32 | code);
}

#endif
