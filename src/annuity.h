/*
 * The level payment: principal / sum over periods of the product of 1/(1 + r), to the cent.
 *
 * A period's rate is growth[k] / unit, an exact fraction. The sum is taken in fixed point
 * between a lower and an upper bound; where both round to the same cent, that is the answer.
 * Where they do not (a payment within the bounds of half a cent, above all an exact half),
 * whole numbers of any length decide, so that the cent is right always and not almost always.
 */
#ifndef TILL_ANNUITY_H
#define TILL_ANNUITY_H

#include "money.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ANNUITY_MAX 1200 /* periods: a hundred years of months */

/* Both bounds keep the fixed point within 128 bits. */
#define ANNUITY_UNIT_MAX   ((int64_t)1 << 54)
#define ANNUITY_GROWTH_MAX ((int64_t)1 << 62)

/* *payment = what n payments, one at the end of each period, must be to repay the principal
 * (above zero, at most MONEY_MAX); n from 1 to ANNUITY_MAX, growth never below zero and unit
 * above. Returns false where the payment is beyond MONEY_MAX. */
bool annuity_payment(money principal, const int64_t *growth, size_t n, int64_t unit, enum rounding how,
                     money *payment);

#endif
