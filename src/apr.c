/*
 * The general equation of (b)(8), for one advance: the advance is the sum of each payment over
 * (1 + f i)(1 + i)^t, where i is the rate of a unit-period, t the full unit-periods to the
 * payment and f the fraction left over. The sum falls as the rate rises, so the rate to two
 * decimals is found by asking, at the half-hundredths, on which side of the advance it lies.
 */
#include "apr.h"

#include "unitperiod.h"

#include <stdbool.h>

typedef unsigned __int128 wide;

#define FRACTION_BITS 78

struct flow {
    money amount;
    struct unit_count at;
};

struct deal {
    money advance;
    int64_t num, den; /* unit-periods a year */
    size_t n;
    struct flow flow[APR_PAYMENTS_MAX];
};

/*
 * Whether the rate is certainly below h + 1/2 hundredths of a percent. The unit-period's rate
 * there is p / q. Each discount factor, in units of 2^-78, is a floor of a floor and low by less
 * than one unit a step, so the sum is low by less than `low`. Where the advance falls within
 * that margin the rate is taken to be the half itself, which goes up: it is that, or nearer to
 * it than any cent could show.
 */
static bool
is_below(const struct deal *d, int64_t h)
{
    wide p = (wide)((2 * h + 1) * d->den), q = (wide)(20000 * d->num);
    wide factor = (wide)1 << FRACTION_BITS, sum = 0, low = 0;
    int full = 0;

    for (size_t k = 0; k < d->n; k++) {
        const struct flow *f = &d->flow[k];
        wide present;
        if (f->at.full < full) {
            factor = (wide)1 << FRACTION_BITS;
            full = 0;
        }
        for (; full < f->at.full; full++)
            factor = factor * q / (q + p);
        present = factor;
        if (f->at.rest > 0) {
            wide whole = q * (unsigned)f->at.of;
            present = present * whole / (whole + p * (unsigned)f->at.rest);
        }
        sum += present * (uint64_t)f->amount;
        low += (wide)f->amount * (unsigned)(full + 1);
    }
    return ((wide)d->advance << FRACTION_BITS) >= sum + low;
}

/* Takes the payments after the start, doubles of a day as they are, and their distinct days. */
static const char *
gather(struct deal *d, date start, const struct apr_payment *p, size_t n, date *due, size_t *days)
{
    money total = 0;

    for (size_t k = 0; k < n; k++) {
        if (p[k].amount < 0)
            return "a payment is below zero";
        if (p[k].due < start)
            return "a payment falls due before the start";
        if (k > 0 && p[k].due < p[k - 1].due)
            return "the payments are not in order of date";
        if (p[k].amount == 0)
            continue;
        if (!money_fits(p[k].amount) || !money_fits(total + p[k].amount))
            return "the payments are beyond 999,999,999,999.99";
        total += p[k].amount;
        if (p[k].due == start) {
            d->advance -= p[k].amount;
            total -= p[k].amount;
            continue;
        }
        if (d->n == APR_PAYMENTS_MAX)
            return "there are more than 1,200 payments";
        d->flow[d->n++].amount = p[k].amount;
        if (*days == 0 || due[*days - 1] != p[k].due)
            due[(*days)++] = p[k].due;
    }
    if (d->advance <= 0)
        return "nothing is owed after the start";
    return total < d->advance ? "the payments do not repay the amount" : NULL;
}

/* Gives each payment its place in time. */
static void
place(struct deal *d, struct apr_unit unit, date start, const struct apr_payment *p, size_t n, int anchor,
      bool single)
{
    size_t at = 0;

    for (size_t k = 0; k < n; k++) {
        if (p[k].amount == 0 || p[k].due == start)
            continue;
        d->flow[at++].at = single ? unitperiod_count_single(unit, start, p[k].due)
                                  : unitperiod_count(unit, start, p[k].due, anchor);
    }
}

const char *
apr_find(money advance, date start, const struct apr_payment *p, size_t n, int64_t *hundredths,
         struct apr_unit *unit)
{
    struct deal d = { .advance = advance };
    date due[APR_PAYMENTS_MAX];
    size_t days = 0;
    int64_t low = 0, high = APR_MAX + 1;
    struct apr_unit u;
    const char *why;

    if (advance <= 0 || !money_fits(advance))
        return "the amount is not above zero, or too large";
    why = gather(&d, start, p, n, due, &days);
    if (why)
        return why;
    u = unitperiod_find(start, due, days);
    unitperiod_per_year(u, &d.num, &d.den);
    place(&d, u, start, p, n, unitperiod_anchor(due, days), days == 1);
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (is_below(&d, middle))
            high = middle;
        else
            low = middle + 1;
    }
    if (low > APR_MAX)
        return "the rate is above 99,999.99 percent";
    if (unit)
        *unit = u;
    *hundredths = low;
    return NULL;
}
