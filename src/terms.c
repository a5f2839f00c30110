#include "terms.h"

const char *const terms_want[TERMS_COLUMNS] = { "principal",  "?payments",  "?payment", "?rate",
                                                "?method",    "?frequency", "?start",   "?first",
                                                "?day_count", "?down",      "?fee",     "?month_end",
                                                "?rounding" };

const char *
terms_column_name(enum terms_column c)
{
    return terms_want[c] + (terms_want[c][0] == '?');
}

/* Up to what a schedule has; more digits than its bound are not read. */
static const char *
parse_count(struct slice s, int *out)
{
    int v = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return "is not a whole number";
        if (v <= SCHEDULE_MAX)
            v = v * 10 + (s.p[i] - '0');
    }
    if (v < 1 || v > SCHEDULE_MAX)
        return "is not from 1 to 1,200";
    *out = v;
    return NULL;
}

static const char *
parse_amount(struct slice s, money *out)
{
    const char *why = money_parse(s.p, s.n, out);

    return why ? why : *out < 0 ? "is below zero" : NULL;
}

static const char *
parse_positive(struct slice s, money *out)
{
    const char *why = money_parse(s.p, s.n, out);

    return why ? why : *out <= 0 ? "is not above zero" : NULL;
}

static const char *
parse_month_end(struct slice s, enum month_end *out)
{
    if (!slice_is(s, "clamp") && !slice_is(s, "roll"))
        return "is not clamp or roll";
    *out = slice_is(s, "roll") ? MONTH_END_ROLL : MONTH_END_CLAMP;
    return NULL;
}

static const char *
parse_rounding(struct slice s, enum rounding *out)
{
    if (!slice_is(s, "half-up") && !slice_is(s, "half-even"))
        return "is not half-up or half-even";
    *out = slice_is(s, "half-even") ? ROUND_HALF_EVEN : ROUND_HALF_UP;
    return NULL;
}

const char *
terms_down(struct slice s, struct terms *t)
{
    const char *why;

    if (s.n == 0 || s.p[s.n - 1] != '%') {
        t->down_percent = (struct rate){ 0 };
        return parse_amount(s, &t->down);
    }
    why = rate_parse(s.p, s.n - 1, &t->down_percent);
    if (why)
        return "is not a percentage";
    return t->down_percent.units / 100 >= t->down_percent.scale ? "is not below 100%" : NULL;
}

static const char *
parse_field(enum terms_column column, struct slice s, struct terms *t)
{
    switch (column) {
    case TERMS_PRINCIPAL:
        return parse_positive(s, &t->principal);
    case TERMS_PAYMENTS:
        return parse_count(s, &t->payments);
    case TERMS_PAYMENT:
        return parse_positive(s, &t->payment);
    case TERMS_RATE:
        return rate_parse(s.p, s.n, &t->rate);
    case TERMS_METHOD:
        return schedule_method(s.p, s.n, &t->method);
    case TERMS_FREQUENCY:
        return schedule_frequency(s.p, s.n, &t->frequency);
    case TERMS_START:
        return date_parse(s.p, s.n, &t->start);
    case TERMS_FIRST:
        return date_parse(s.p, s.n, &t->first);
    case TERMS_DAY_COUNT:
        return daycount_parse(s.p, s.n, &t->day_count);
    case TERMS_DOWN:
        return terms_down(s, t);
    case TERMS_FEE:
        return parse_amount(s, &t->fee);
    case TERMS_MONTH_END:
        return parse_month_end(s, &t->month_end);
    default:
        return parse_rounding(s, &t->rounding);
    }
}

const char *
terms_parse(const struct slice field[TERMS_COLUMNS], struct terms *t, enum terms_column *column)
{
    const char *why;

    if (field[TERMS_PAYMENTS].n > 0 || field[TERMS_PAYMENT].n > 0) {
        t->payments = 0;
        t->payment = 0;
    }
    for (int c = 0; c < TERMS_COLUMNS; c++) {
        *column = (enum terms_column)c;
        if (field[c].n == 0 && c != TERMS_PRINCIPAL)
            continue;
        if ((why = parse_field(*column, field[c], t)))
            return why;
    }
    return NULL;
}
