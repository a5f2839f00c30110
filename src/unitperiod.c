#include "unitperiod.h"

#include <stdbool.h>
#include <stdlib.h>

#define YEAR_DAYS 365

static bool
is_last_day(struct civil c)
{
    return c.day == date_days_in_month(c.year, c.month);
}

static int
months_of(struct civil c)
{
    return c.year * 12 + c.month - 1;
}

/*
 * The whole months from a to b, or 0, by (b)(3)(iv): the same day of the month, the last days of
 * both, or the last day of one that lacks the day.
 */
static int
whole_months(date a, date b)
{
    struct civil x = date_civil(a), y = date_civil(b);
    bool match = x.day == y.day || (is_last_day(y) && (x.day > y.day || is_last_day(x)));

    return match ? months_of(y) - months_of(x) : 0;
}

/* Whether b comes half a month after a: 15 days on by day of the month, or, where one of them
 * is the end of a month, as near as that month allows (15 and 31, 14 and 28 February). */
static bool
half_month(date a, date b)
{
    struct civil x = date_civil(a), y = date_civil(b);
    int months = months_of(y) - months_of(x);
    int apart = months == 0 ? y.day - x.day : x.day - y.day;
    bool ends = months == 0 ? is_last_day(y) : is_last_day(x);

    if (months < 0 || months > 1)
        return false;
    return apart == 15 || (ends && apart >= 13 && apart <= 16);
}

/* How often each kind of period occurs; one may be several kinds (28 days, a month). */
struct tally {
    int days[YEAR_DAYS + 1];
    int half;
    int months[12 + 1];
};

static void
tally(struct tally *t, date start, const date *due, size_t n)
{
    *t = (struct tally){ 0 };
    for (size_t i = 0; i < n; i++) {
        date from = i == 0 ? start : due[i - 1];
        int days = due[i] - from, months = whole_months(from, due[i]);
        if (days <= YEAR_DAYS)
            t->days[days]++;
        if (half_month(from, due[i]))
            t->half++;
        if (months >= 1 && months <= 12)
            t->months[months]++;
    }
}

static bool
is_standard(int days)
{
    return days == 1 || days % 7 == 0;
}

/* (b)(4)(i)(A): the most frequent common period, the smaller of equals. A standard interval of
 * (b)(3)(iii) goes before mere days that it may happen to have. */
static bool
most_frequent(const struct tally *t, struct apr_unit *out)
{
    int best = 1;

    for (int days = 1; days <= YEAR_DAYS; days++) {
        if (is_standard(days) && t->days[days] > best) {
            best = t->days[days];
            *out = (struct apr_unit){ APR_DAYS, days };
        }
        if (days == 15 && t->half > best) {
            best = t->half;
            *out = (struct apr_unit){ APR_HALF_MONTH, 1 };
        }
        if (days % 30 == 0 && t->months[days / 30] > best) {
            best = t->months[days / 30];
            *out = (struct apr_unit){ APR_MONTHS, days / 30 };
        }
    }
    for (int days = 1; days <= YEAR_DAYS; days++) {
        if (t->days[days] > best) {
            best = t->days[days];
            *out = (struct apr_unit){ APR_DAYS, days };
        }
    }
    return best > 1;
}

/*
 * (b)(4)(i)(B): where no period is common, the average of all, total / n days, rounded to the
 * nearest standard interval, the lower of equals. A month is 30 days and a year 365, as in
 * (b)(5); months go before weeks of the same length.
 */
static struct apr_unit
average(int64_t total, int64_t n)
{
    struct apr_unit best = { APR_DAYS, 1 };
    int64_t off = llabs(total - n);

    for (int days = 7; days <= YEAR_DAYS; days++) {
        int64_t here = llabs(total - n * days);
        struct apr_unit u = { APR_DAYS, days };
        if (days == 15)
            u = (struct apr_unit){ APR_HALF_MONTH, 1 };
        else if (days == YEAR_DAYS)
            u = (struct apr_unit){ APR_MONTHS, 12 };
        else if (days % 30 == 0 && days < 360)
            u = (struct apr_unit){ APR_MONTHS, days / 30 };
        else if (!is_standard(days))
            continue;
        if (here < off) {
            off = here;
            best = u;
        }
    }
    return best;
}

/* (b)(4)(ii): the unit-period of a single payment is the term, but not above a year. */
static struct apr_unit
single(date start, date due)
{
    int months = whole_months(start, due);
    date year;

    if (months >= 1 && months <= 12)
        return (struct apr_unit){ APR_MONTHS, months };
    if (!date_add_months(start, 12, MONTH_END_CLAMP, &year) || due < year)
        return (struct apr_unit){ APR_DAYS, due - start };
    return (struct apr_unit){ APR_MONTHS, 12 };
}

struct apr_unit
unitperiod_find(date start, const date *due, size_t n)
{
    struct apr_unit u = { APR_DAYS, 1 };
    struct tally t;

    if (n == 1)
        return single(start, due[0]);
    tally(&t, start, due, n);
    if (!most_frequent(&t, &u))
        u = average((int64_t)due[n - 1] - start, (int64_t)n);
    return u;
}

/* (b)(5)(ii) to (vii). Days that are no weeks are counted by the year of 365, as a term is. */
void
unitperiod_per_year(struct apr_unit u, int64_t *num, int64_t *den)
{
    *den = u.kind == APR_HALF_MONTH ? 1 : u.size;
    if (u.kind == APR_HALF_MONTH)
        *num = 24;
    else if (u.kind == APR_MONTHS)
        *num = 12;
    else
        *num = u.size % 7 == 0 ? 52 * 7 : YEAR_DAYS;
}

int
unitperiod_anchor(const date *due, size_t n)
{
    int day = 1;

    for (size_t i = 0; i < n; i++) {
        struct civil c = date_civil(due[i]);
        if (c.day > day)
            day = c.day;
    }
    return day;
}

/* The day that lies months before c. */
static date
back(struct civil c, int day, int months)
{
    int at = months_of(c) - months;
    struct civil to = { at / 12, at % 12 + 1, day };
    int last = date_days_in_month(to.year, to.month);

    if (to.day > last)
        to.day = last;
    return date_make(to);
}

struct unit_count
unitperiod_count(struct apr_unit u, date start, date due, int anchor)
{
    struct civil c = date_civil(due), s = date_civil(start);
    int day = is_last_day(c) && c.day < anchor ? anchor : c.day;
    int months = months_of(c) - months_of(s);
    int days, of;

    if (u.kind == APR_DAYS) /* (b)(5)(iv) */
        return (struct unit_count){ (due - start) / u.size, (due - start) % u.size, u.size };
    if (back(c, day, months) < start)
        months--;
    days = back(c, day, months) - start;
    if (u.kind == APR_MONTHS && u.size == 12) { /* (b)(5)(v) */
        if (days == 0)
            return (struct unit_count){ months / 12, months % 12, 12 };
        return (struct unit_count){ months / 12, back(c, day, months - months % 12) - start, YEAR_DAYS };
    }
    days += 30 * months; /* (b)(5)(ii) and (iii) */
    of = u.kind == APR_HALF_MONTH ? 15 : 30 * u.size;
    return (struct unit_count){ days / of, days % of, of };
}

struct unit_count
unitperiod_count_single(struct apr_unit u, date start, date due)
{
    int months = whole_months(start, due);

    if (u.kind == APR_DAYS || u.size < 12)
        return (struct unit_count){ 1, 0, 1 };
    if (months > 0)
        return (struct unit_count){ months / 12, months % 12, 12 };
    return unitperiod_count(u, start, due, 1);
}
