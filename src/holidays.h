/*
 * Business days: every day but Saturdays, Sundays and the holidays of a list. What falls on
 * another day is moved to the next business day; the day it fell on first is the caller's to
 * keep, for nothing is ever computed from a moved date.
 */
#ifndef TILL_HOLIDAYS_H
#define TILL_HOLIDAYS_H

#include "date.h"

#include <stdbool.h>
#include <stddef.h>

struct holidays {
    const date *days; /* ascending; borrowed from the caller */
    size_t count;
};

/* Puts days in the order that the functions below need. */
void holidays_sort(date *days, size_t count);

bool holidays_open(const struct holidays *h, date d);

/* The first business day on or after d. Returns false, *out untouched, past the year 2199. */
bool holidays_next(const struct holidays *h, date d, date *out);

#endif
