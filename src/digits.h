/*
 * Digits: amounts and dates of records, eight digits at a time.
 *
 * The rules are those of money.h and date.h. What is common is read here; for anything else these ask
 * the functions there, so the two never differ. They have no branch that the digits decide.
 */
#ifndef TILL_DIGITS_H
#define TILL_DIGITS_H

#include "values.h"

#define DIGITS_NONE VALUES_NONE /* what is no amount, or no date */

/* The cents, or the day, of p[0..n). */
int64_t digits_amount(const char *p, size_t n);
int64_t digits_date(const char *p, size_t n);

/* The same of many: rules of values.h. A due date may be empty. */
bool digits_amounts(const struct values *v);
bool digits_dates(const struct values *v);
bool digits_due_dates(const struct values *v);

#endif
