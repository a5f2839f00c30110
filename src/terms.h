/*
 * Terms: the terms of a schedule as a record has them, by name of the column:
 *
 *   principal,payments,payment,rate,method,frequency,start,first,day_count,down,fee,month_end,rounding
 *
 * An empty field leaves the default that was there before.
 */
#ifndef TILL_TERMS_H
#define TILL_TERMS_H

#include "memory.h"
#include "schedule.h"

enum terms_column {
    TERMS_PRINCIPAL,
    TERMS_PAYMENTS,
    TERMS_PAYMENT,
    TERMS_RATE,
    TERMS_METHOD,
    TERMS_FREQUENCY,
    TERMS_START,
    TERMS_FIRST,
    TERMS_DAY_COUNT,
    TERMS_DOWN,
    TERMS_FEE,
    TERMS_MONTH_END,
    TERMS_ROUNDING,
    TERMS_COLUMNS
};

/* The columns' names; those that may be missing come with a '?' before them. */
extern const char *const terms_want[TERMS_COLUMNS];
const char *terms_column_name(enum terms_column c);

/* Reads the fields over the defaults in *t; a count of payments takes the place of a payment and
 * the other way round. Returns NULL, or what is wrong and in *column with which field. Whether
 * the terms make a schedule is for schedule_make to say. */
const char *terms_parse(const struct slice field[TERMS_COLUMNS], struct terms *t, enum terms_column *column);

/* Reads a down payment: an amount, or a part of the principal such as 25%. Returns NULL, or what
 * is wrong. */
const char *terms_down(struct slice s, struct terms *t);

#endif
