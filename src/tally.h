/*
 * Tally: the count, sum, least, greatest and mean of amounts.
 */
#ifndef TILL_TALLY_H
#define TILL_TALLY_H

#include "wide.h"

/* Zero-initialise. Least and greatest say nothing while the count is 0. */
struct tally {
    int64_t count;
    struct wide sum;
    money min, max;
};

static inline void
tally_add(struct tally *t, money m)
{
    money min = t->count == 0 ? m : t->min, max = t->count == 0 ? m : t->max;

    t->min = m < min ? m : min;
    t->max = m > max ? m : max;
    t->count++;
    wide_add(&t->sum, m);
}

/* Takes all amounts of another tally in. */
void tally_join(struct tally *t, const struct tally *other);

/* A sum over its count, to the cent, half-up (halves away from zero); 0 of nothing. */
money tally_mean(money sum, int64_t count);

#endif
