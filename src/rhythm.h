/*
 * The rhythm of a schedule: on which anchor days instalments fall, and how much of a year each
 * period is.
 *
 * Days are counted from the anchor, never from the day before: 31 Jan, 28 Feb, 31 Mar. The
 * anchor is the day of the start where the first due date lies whole periods from it, else the
 * day of the first due date. A month that lacks the day gives its last day or, rolled, the
 * first of the next month. With 30/360 whole months count 30 days and half months 15, whatever
 * their ends; an odd first period, and weeks, follow the US rule.
 */
#ifndef TILL_RHYTHM_H
#define TILL_RHYTHM_H

#include "date.h"
#include "schedule.h"

#include <stdbool.h>
#include <stdint.h>

struct rhythm {
    enum day_count day_count;
    enum month_end month_end;
    date start;
    date first; /* of weeks */
    int days;   /* from one to the next where it counts in weeks, else 0 and: */
    int step;   /* half months from one to the next */
    int at;     /* half months, since year 0, of the first */
    int day[2]; /* of the month, for even and odd half months */
    int whole;  /* half months from the start to the first; 0: an odd first period */
};

struct span {
    date end;      /* the anchor day that ends it */
    int64_t parts; /* of a year, as daycount.h counts them */
};

/* Takes frequency, dates, day count and month end of the terms. Returns NULL, or what is wrong. */
const char *rhythm_begin(struct rhythm *r, const struct terms *t);

/* Period k, from 0, which begins on previous: the end of period k - 1, or the start. Returns
 * false past the year 2199. */
bool rhythm_span(const struct rhythm *r, int k, date previous, struct span *out);

#endif
