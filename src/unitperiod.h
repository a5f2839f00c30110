/*
 * Unit-periods: Regulation Z, Appendix J, (b)(3) to (b)(5): which interval of time a transaction
 * is counted in, and how many of them lie between its beginning and a payment.
 */
#ifndef TILL_UNITPERIOD_H
#define TILL_UNITPERIOD_H

#include "apr.h"
#include "date.h"

#include <stddef.h>
#include <stdint.h>

/* full unit-periods and rest / of more */
struct unit_count {
    int full, rest, of;
};

/* The unit-period of payments after start; due is ascending without doubles, n above zero. */
struct apr_unit unitperiod_find(date start, const date *due, size_t n);

/* Unit-periods in a year, (b)(5): a fraction. */
void unitperiod_per_year(struct apr_unit u, int64_t *num, int64_t *den);

/* The day of the month that a series of payments keeps, (b)(3)(iv): its last days of short
 * months stand for it. */
int unitperiod_anchor(const date *due, size_t n);

/* Unit-periods from start to a payment of a series with this anchor, (b)(5). */
struct unit_count unitperiod_count(struct apr_unit u, date start, date due, int anchor);

/* The same for the single payment of a transaction, (b)(5)(v) to (vii). */
struct unit_count unitperiod_count_single(struct apr_unit u, date start, date due);

#endif
