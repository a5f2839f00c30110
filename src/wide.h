/*
 * Wide: a sum of amounts that no number of them can fill, so that their order never decides whether it holds.
 */
#ifndef TILL_WIDE_H
#define TILL_WIDE_H

#include "money.h"

/* high * 2^64 + low. Zero-initialise. */
struct wide {
    uint64_t low;
    int64_t high;
};

static inline void
wide_add(struct wide *w, money m)
{
    w->high += __builtin_add_overflow(w->low, (uint64_t)m, &w->low) - (m < 0);
}

static inline void
wide_join(struct wide *w, const struct wide *other)
{
    w->high += other->high + __builtin_add_overflow(w->low, other->low, &w->low);
}

static inline void
wide_less(struct wide *w, const struct wide *other)
{
    w->high -= other->high + __builtin_sub_overflow(w->low, other->low, &w->low);
}

/* *m = the sum. False where 64 bits can't hold it. */
static inline bool
wide_money(const struct wide *w, money *m)
{
    *m = (money)w->low;
    return w->high == (*m < 0 ? -1 : 0);
}

#endif
