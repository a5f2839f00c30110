/*
 * Digits: amounts and dates of records, eight digits at a time.
 *
 * The rules are those of money.h and date.h. What is common is read here; for anything else these ask
 * the functions there, so the two never differ. They have no branch that the digits decide.
 */
#ifndef TILL_DIGITS_H
#define TILL_DIGITS_H

#include <stddef.h>
#include <stdint.h>

#define DIGITS_NONE INT64_MIN /* what is no amount, or no date */

/* The cents, or the day, of p[0..n). */
int64_t digits_amount(const char *p, size_t n);
int64_t digits_date(const char *p, size_t n);

#endif
