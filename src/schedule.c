/*
 * The methods are separate small loops over the same periods; each decides a payment's parts,
 * and book() alone takes them off the balance. Where rounding up lets a schedule run dry before
 * its last record, the records after it are 0.00: their number was agreed.
 */
#include "schedule.h"

#include "rhythm.h"

#include <string.h>

#define RATE_MAX  1000 /* percent a year: keeps products within 128 bits */
#define TOO_LARGE "the schedule passes 999,999,999,999.99"

struct work {
    const struct terms *terms;
    struct rhythm rhythm;
    int64_t units, unit; /* the rate of a period of P parts is units * P / unit */
    struct span spans[SCHEDULE_MAX];
    money balance;
    struct instalment *out;
    size_t n, room;
};

static bool
find_name(const char *s, size_t n, const char *const *names, int count, int *out)
{
    for (int i = 0; i < count; i++) {
        if (n == strlen(names[i]) && memcmp(s, names[i], n) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

const char *
schedule_method(const char *s, size_t n, enum method *out)
{
    static const char *const names[] = { "level", "equal", "addon", "bullet" };
    int found;

    if (!find_name(s, n, names, 4, &found))
        return "is not level, equal, addon or bullet";
    *out = (enum method)found;
    return NULL;
}

const char *
schedule_frequency(const char *s, size_t n, enum frequency *out)
{
    static const char *const names[] = { "monthly",     "weekly",    "biweekly",
                                         "semimonthly", "bimonthly", "quarterly" };
    int found;

    if (!find_name(s, n, names, 6, &found))
        return "is not monthly, weekly, biweekly, semimonthly, bimonthly or quarterly";
    *out = (enum frequency)found;
    return NULL;
}

static const char *
check(const struct terms *t)
{
    if (t->principal <= 0)
        return "the principal is not above zero";
    if (!money_fits(t->principal))
        return "the principal is beyond 999,999,999,999.99";
    if (t->payments < 0 || t->payment < 0 || (t->payments == 0 && t->payment == 0))
        return "neither a count of payments nor a payment is given";
    if (t->payments > 0 && t->payment > 0)
        return "both a count of payments and a payment are given";
    if (t->payments > SCHEDULE_MAX)
        return "there are more than 1,200 payments";
    if (t->payment > 0 && (t->method == METHOD_EQUAL || t->method == METHOD_BULLET))
        return "this method needs a count of payments";
    if (t->rate.units < 0 || t->rate.units > t->rate.scale * RATE_MAX)
        return "the rate is not from 0 to 1,000 percent";
    if (t->fee < 0 || !money_fits(t->fee))
        return "the fee is below zero, or too large";
    if (t->payment > 0 && (t->payment <= t->fee || !money_fits(t->payment)))
        return "the payment is not above the fee, or too large";
    return NULL;
}

static int64_t
greatest_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* percent / 100 / parts of a year, in lowest terms: small numbers divide fast. */
static void
set_rate(struct work *w)
{
    const struct terms *t = w->terms;
    int64_t unit = (t->rate.units > 0 ? t->rate.scale : 1) * 100 * daycount_year(t->day_count);
    int64_t divisor = greatest_divisor(unit, t->rate.units);

    w->units = t->rate.units / divisor;
    w->unit = unit / divisor;
}

/* Sets out period k. Returns NULL, or what is wrong. */
static const char *
set_span(struct work *w, int k)
{
    date previous = k == 0 ? w->terms->start : w->spans[k - 1].end;

    if (!rhythm_span(&w->rhythm, k, previous, &w->spans[k]))
        return "the schedule runs past the year 2199";
    if (w->units > 0 && w->spans[k].parts >= ANNUITY_GROWTH_MAX / w->units)
        return "the rate over one period is too large";
    return NULL;
}

/* Interest of a period on a balance; most products fit 64 bits, where dividing is quick. */
static bool
interest(const struct work *w, int k, money balance, money *out)
{
    int64_t growth = w->units * w->spans[k].parts, product;

    if (!__builtin_mul_overflow(balance, growth, &product)) {
        int64_t whole = product / w->unit, rest = product % w->unit;
        bool half = rest == w->unit - rest;
        bool up = rest > w->unit - rest || (half && (w->terms->rounding == ROUND_HALF_UP || whole % 2 != 0));
        *out = whole + up;
        return true;
    }
    return money_muldiv(balance, growth, w->unit, w->terms->rounding, out);
}

/* Adds the record of period k, with its parts. Returns NULL, or what is wrong. */
static const char *
book(struct work *w, int k, money principal, money interest_part)
{
    struct instalment *i = &w->out[w->n];

    if (w->n == w->room)
        return "there is no room for the schedule";
    i->seq = k + 1;
    i->due = w->spans[k].end;
    if (w->terms->holidays && !holidays_next(w->terms->holidays, i->due, &i->due))
        return "the schedule runs past the year 2199";
    w->balance -= principal;
    i->principal = principal;
    i->interest = interest_part;
    i->fee = w->terms->fee;
    i->payment = principal + interest_part + i->fee; /* of amounts that fit: no overflow */
    i->balance = w->balance;
    w->n++;
    return money_fits(interest_part) && money_fits(i->payment) && money_fits(w->balance) ? NULL : TOO_LARGE;
}

static const char *
down_payment(struct work *w)
{
    const struct terms *t = w->terms;
    const struct rate *percent = &t->down_percent;
    money down = t->down;

    if (percent->scale > 0 &&
        (percent->units < 0 || percent->units / 100 >= percent->scale ||
         !money_muldiv(t->principal, percent->units, percent->scale * 100, t->rounding, &down)))
        return "the down payment is not from 0 to below 100 percent";
    if (down < 0 || down >= t->principal)
        return "the down payment is not from zero to below the principal";
    w->balance = t->principal - down;
    if (down == 0)
        return NULL;
    if (w->room == 0)
        return "there is no room for the schedule";
    w->out[w->n++] =
        (struct instalment){ .due = t->start, .payment = down, .principal = down, .balance = w->balance };
    return NULL;
}

static money
least(money a, money b)
{
    return a < b ? a : b;
}

/* What is left of a level payment after interest goes to principal; below zero it adds to it. */
static const char *
level(struct work *w, int count)
{
    int64_t growth[SCHEDULE_MAX];
    money payment, part;
    const char *why = NULL;

    for (int k = 0; k < count; k++)
        growth[k] = w->units * w->spans[k].parts;
    if (w->units == 0) {
        if (!money_divide(w->balance, count, w->terms->rounding, &payment))
            return TOO_LARGE;
    } else if (!annuity_payment(w->balance, growth, (size_t)count, w->unit, w->terms->rounding, &payment)) {
        return TOO_LARGE;
    }
    for (int k = 0; k < count && !why; k++) {
        if (!interest(w, k, w->balance, &part))
            return TOO_LARGE;
        why = book(w, k, k == count - 1 ? w->balance : least(payment - part, w->balance), part);
    }
    return why;
}

/* A given payment: as many as it takes, the last one what is left. */
static const char *
level_by_payment(struct work *w)
{
    money payment = w->terms->payment - w->terms->fee, borrowed = w->balance, part;
    const char *why = NULL;

    for (int k = 0; k < SCHEDULE_MAX && !why; k++) {
        why = set_span(w, k);
        if (why)
            break;
        if (!interest(w, k, w->balance, &part))
            return TOO_LARGE;
        if (part <= payment && w->balance <= payment - part)
            return book(w, k, w->balance, part);
        why = book(w, k, payment - part, part);
    }
    if (w->balance >= borrowed)
        return "the payment never pays the interest";
    return why ? why : "the payment needs more than 1,200 instalments";
}

static const char *
equal(struct work *w, int count)
{
    money share, part;
    const char *why = NULL;

    if (!money_divide(w->balance, count, w->terms->rounding, &share))
        return TOO_LARGE;
    for (int k = 0; k < count && !why; k++) {
        if (!interest(w, k, w->balance, &part))
            return TOO_LARGE;
        why = book(w, k, k == count - 1 ? w->balance : least(share, w->balance), part);
    }
    return why;
}

static const char *
bullet(struct work *w, int count)
{
    money part;
    const char *why = NULL;

    for (int k = 0; k < count && !why; k++) {
        if (!interest(w, k, w->balance, &part))
            return TOO_LARGE;
        why = book(w, k, k == count - 1 ? w->balance : 0, part);
    }
    return why;
}

/* Interest of the first count periods, on what was borrowed, computed once. */
static bool
addon_interest(const struct work *w, int count, money *out)
{
    __int128 parts = 0;

    for (int k = 0; k < count; k++)
        parts += w->spans[k].parts;
    if (parts * w->units >= ANNUITY_GROWTH_MAX)
        return false;
    return money_muldiv(w->balance, (int64_t)(parts * w->units), w->unit, w->terms->rounding, out) &&
           money_fits(*out);
}

/* Payment and interest are each their total / count, rounded; principal is the difference. */
static const char *
addon(struct work *w, int count)
{
    money total, payment = w->terms->payment - w->terms->fee, share;
    const char *why = NULL;

    if (!addon_interest(w, count, &total) ||
        !money_divide((__int128)total, count, w->terms->rounding, &share))
        return TOO_LARGE;
    if (w->terms->payment == 0 &&
        !money_divide((__int128)w->balance + total, count, w->terms->rounding, &payment))
        return TOO_LARGE;
    for (int k = 0; k < count && !why; k++) {
        bool last = k == count - 1;
        money part = last ? total : least(share, total);
        total -= part;
        why = book(w, k, last ? w->balance : least(payment - part, w->balance), part);
    }
    return why;
}

/* The fewest payments that cover principal and the interest of as many periods. */
static const char *
addon_by_payment(struct work *w)
{
    money payment = w->terms->payment - w->terms->fee, total;
    const char *why = NULL;

    for (int count = 1; count <= SCHEDULE_MAX; count++) {
        why = set_span(w, count - 1);
        if (why)
            return why;
        if (!addon_interest(w, count, &total))
            break;
        if (w->balance + total <= (__int128)payment * count)
            return addon(w, count);
    }
    return "the payment does not pay principal and interest in 1,200 instalments";
}

const char *
schedule_make(const struct terms *t, struct instalment *out, size_t room, size_t *n)
{
    static const char *(*const methods[])(struct work *, int) = { level, equal, addon, bullet };
    struct work w;
    const char *why = check(t);

    w.terms = t;
    w.out = out;
    w.n = 0;
    w.room = room;
    if (!why)
        why = rhythm_begin(&w.rhythm, t);
    if (!why)
        why = down_payment(&w);
    if (why)
        return why;
    set_rate(&w);
    for (int k = 0; k < t->payments && !why; k++)
        why = set_span(&w, k);
    if (!why && t->payments > 0)
        why = methods[t->method](&w, t->payments);
    else if (!why)
        why = t->method == METHOD_LEVEL ? level_by_payment(&w) : addon_by_payment(&w);
    if (!why)
        *n = w.n;
    return why;
}
