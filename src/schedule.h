/*
 * Instalment schedules: terms in, a record for each payment out. Pure: no clock, no memory kept.
 *
 * Instalments fall on the anchor day of their month (31 Jan, 28 Feb, 31 Mar) and are then moved
 * to a business day where a list of holidays is given. Interest runs from anchor day to anchor
 * day, so a moved date changes no amount. It is rounded to the cent each period; the last
 * payment takes the residue, so that payments sum to principal, interest and fees and the last
 * balance is 0.00.
 */
#ifndef TILL_SCHEDULE_H
#define TILL_SCHEDULE_H

#include "annuity.h"
#include "date.h"
#include "daycount.h"
#include "holidays.h"
#include "money.h"

#include <stdbool.h>
#include <stddef.h>

#define SCHEDULE_MAX  ANNUITY_MAX        /* payments, the down payment apart */
#define SCHEDULE_ROOM (SCHEDULE_MAX + 1) /* records of the longest schedule */

enum method {
    METHOD_LEVEL,  /* payments alike */
    METHOD_EQUAL,  /* principal parts alike */
    METHOD_ADDON,  /* interest on the whole sum for the whole term, spread evenly */
    METHOD_BULLET, /* interest each period, principal with the last payment */
};

enum frequency {
    FREQUENCY_MONTHLY,
    FREQUENCY_WEEKLY,
    FREQUENCY_BIWEEKLY,
    FREQUENCY_SEMIMONTHLY, /* day 1..14 and the day 15 later; the 15th and the last day */
    FREQUENCY_BIMONTHLY,
    FREQUENCY_QUARTERLY,
};

/* All zeros but for principal, payments, start and first = DATE_NONE are the default terms. */
struct terms {
    money principal;  /* with what the down payment will pay */
    int payments;     /* or 0: follows from payment */
    money payment;    /* fee included, or 0: follows from payments; level and add-on only */
    struct rate rate; /* percent a year; units 0: none */
    enum method method;
    enum frequency frequency;
    enum day_count day_count;
    enum month_end month_end;
    enum rounding rounding; /* of interest and every other quotient */
    date start;
    date first;                      /* or DATE_NONE: one period after start */
    money down;                      /* down payment */
    struct rate down_percent;        /* where its scale is above 0: percent of the principal, down unread */
    money fee;                       /* on each instalment, on top of principal and interest */
    const struct holidays *holidays; /* or NULL: dates stay where they fall */
};

struct instalment {
    int seq;  /* 0: the down payment */
    date due; /* moved to a business day where asked */
    money payment, principal, interest, fee, balance;
};

/* Read the names that options and records use. Return NULL, or what is wrong. */
const char *schedule_method(const char *s, size_t n, enum method *out);
const char *schedule_frequency(const char *s, size_t n, enum frequency *out);

/* Writes the schedule to out[0..*n); SCHEDULE_ROOM records always suffice. Returns NULL, or what
 * is wrong with the terms as a phrase of its own ("the principal is not above zero"). */
const char *schedule_make(const struct terms *t, struct instalment *out, size_t room, size_t *n);

#endif
