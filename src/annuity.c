#include "annuity.h"

#include <assert.h>

typedef unsigned __int128 wide;

#define FRACTION_BITS 72

/* A whole number from zero up, its lowest 64 bits first. A balance grows by less than 63 bits a
 * period and begins below 2^48. */
#define LIMBS (ANNUITY_MAX * 63 / 64 + 4)

struct whole {
    size_t size;
    uint64_t limb[LIMBS];
};

static void
multiply(struct whole *w, uint64_t by)
{
    uint64_t carry = 0;

    for (size_t i = 0; i < w->size; i++) {
        wide product = (wide)w->limb[i] * by + carry;
        w->limb[i] = (uint64_t)product;
        carry = (uint64_t)(product >> 64);
    }
    if (carry > 0) {
        assert(w->size < LIMBS);
        w->limb[w->size++] = carry;
    }
}

/* a -= b * by. Returns false, a spoilt, where that would be below zero. */
static bool
subtract(struct whole *a, const struct whole *b, uint64_t by)
{
    uint64_t carry = 0, borrow = 0;

    for (size_t i = 0; i < a->size || i < b->size; i++) {
        wide product = (wide)(i < b->size ? b->limb[i] : 0) * by + carry;
        uint64_t low = (uint64_t)product, rest;
        uint64_t from = i < a->size ? a->limb[i] : 0;
        bool below = __builtin_sub_overflow(from, low, &rest);
        bool again = __builtin_sub_overflow(rest, borrow, &rest);
        carry = (uint64_t)(product >> 64);
        borrow = below || again;
        if (i < a->size)
            a->limb[i] = rest;
        else if (rest > 0)
            return false;
    }
    while (a->size > 0 && a->limb[a->size - 1] == 0)
        a->size--;
    return carry == 0 && borrow == 0;
}

/*
 * Above, at or below zero as the true payment is above, at or below half + 1/2 cents: the sign
 * of what is owed after the last of n such payments. Twice the balance, times unit^k, is a
 * whole number after k periods. A balance once below zero stays there.
 */
static int
against_half(money principal, const int64_t *growth, size_t n, int64_t unit, money half)
{
    struct whole balance = { 1, { (uint64_t)principal * 2 } };
    struct whole scale = { 1, { 1 } };

    for (size_t k = 0; k < n; k++) {
        multiply(&balance, (uint64_t)unit + (uint64_t)growth[k]);
        multiply(&scale, (uint64_t)unit);
        if (!subtract(&balance, &scale, 2 * (uint64_t)half + 1))
            return -1;
    }
    return balance.size > 0;
}

/*
 * The discount factor of period k is computed as floor(previous * unit / (unit + growth)) in
 * units of 2^-72. Each floor loses less than one unit, and what was lost before only shrinks,
 * so the k-th factor is low by less than k units and the sum by less than n(n + 1)/2.
 */
bool
annuity_payment(money principal, const int64_t *growth, size_t n, int64_t unit, enum rounding how,
                money *payment)
{
    wide factor = (wide)1 << FRACTION_BITS, sum = 0;
    __int128 scaled = (__int128)principal << FRACTION_BITS;
    money low, high;

    assert(principal > 0 && principal <= MONEY_MAX && n >= 1 && n <= ANNUITY_MAX);
    assert(unit > 0 && unit < ANNUITY_UNIT_MAX);
    for (size_t k = 0; k < n; k++) {
        assert(growth[k] >= 0 && growth[k] < ANNUITY_GROWTH_MAX);
        factor *= (uint64_t)unit;
        factor /= (uint64_t)(unit + growth[k]);
        sum += factor;
    }
    if (sum == 0 || !money_divide(scaled, (__int128)sum, ROUND_HALF_UP, &high) || !money_fits(high))
        return false;
    if (!money_divide(scaled, (__int128)(sum + n * (n + 1) / 2), ROUND_HALF_UP, &low))
        return false;
    while (low < high) {
        money middle = low + (high - low) / 2; /* the payment is above middle + 1/2, or it is not */
        int sign = against_half(principal, growth, n, unit, middle);
        if (sign == 0) {
            low = how == ROUND_HALF_EVEN && middle % 2 == 0 ? middle : middle + 1;
            break;
        }
        if (sign > 0)
            low = middle + 1;
        else
            high = middle;
    }
    *payment = low;
    return true;
}
