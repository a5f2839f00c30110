/*
 * Tally: the count, sum, least, greatest and mean of amounts.
 */
#ifndef TILL_TALLY_H
#define TILL_TALLY_H

#include "money.h"

/* Zero-initialise. Least and greatest say nothing while the count is 0. */
struct tally {
    int64_t count;
    money sum, min, max;
};

/* Takes an amount, or all amounts of another tally, in. False where the sum passes 64 bits. */
bool tally_add(struct tally *t, money m);
bool tally_join(struct tally *t, const struct tally *other);

/* The sum over the count, to the cent, half-up (halves away from zero); 0 of nothing. */
money tally_mean(const struct tally *t);

#endif
