/*
 * The annual percentage rate of a single advance by the actuarial method of Regulation Z,
 * 12 CFR part 1026, Appendix J. Paragraphs in comments are the appendix's own.
 */
#ifndef TILL_APR_H
#define TILL_APR_H

#include "date.h"
#include "money.h"

#include <stddef.h>
#include <stdint.h>

#define APR_PAYMENTS_MAX 1200    /* after the start */
#define APR_MAX          9999999 /* 99,999.99 percent */

struct apr_payment {
    date due;
    money amount;
};

/* The unit-period of (b)(4): so many days, half months or months. Where it is the term of a
 * single payment, (b)(5)(vi) and (vii), its size is that of the term. */
struct apr_unit {
    enum { APR_DAYS, APR_HALF_MONTH, APR_MONTHS } kind;
    int size;
};

/*
 * *hundredths = the rate in hundredths of a percent a year, half up, of the advance on start
 * that is repaid by p[0..n), in order of date. What is paid on the start itself is taken off
 * the advance. Returns NULL, or what is wrong as a phrase ("the payments do not repay the
 * amount"). unit, if not NULL, receives the unit-period.
 */
const char *apr_find(money advance, date start, const struct apr_payment *p, size_t n, int64_t *hundredths,
                     struct apr_unit *unit);

#endif
