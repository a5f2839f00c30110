#include "rhythm.h"

#define PAST_CALENDAR "the first due date is past the year 2199"

/* The day of a month (months since year 0). Returns false past the calendar. */
static bool
month_day(int months, int day, enum month_end how, date *out)
{
    int year = (int)((unsigned)months / 12), month = (int)((unsigned)months % 12) + 1, last = 28;
    date d;

    if (year < 1900 || year > 2199)
        return false;
    if (day > last)
        last = date_days_in_month(year, month);
    d = date_make((struct civil){ year, month, day <= last ? day : last });
    if (day > last && how == MONTH_END_ROLL)
        d++;
    if (d > DATE_MAX)
        return false;
    *out = d;
    return true;
}

static bool
half_day(const struct rhythm *r, int half, date *out)
{
    return month_day(half / 2, r->day[half % 2], r->month_end, out);
}

/* Semimonthly days are 15 apart, but the 15th and the 31st go with each other. */
static void
anchor_on(struct rhythm *r, date d, enum frequency f)
{
    struct civil c = date_civil(d);

    r->at = 2 * (c.year * 12 + c.month - 1);
    r->day[0] = r->day[1] = c.day;
    if (f != FREQUENCY_SEMIMONTHLY)
        return;
    if (c.day <= 15) {
        r->day[1] = c.day == 15 ? 31 : c.day + 15;
    } else {
        r->day[0] = c.day == 31 ? 15 : c.day - 15;
        r->at++;
    }
}

/* Looks for first at a whole number of months (half months) after the start. A rolled day lies
 * in the month after its own, so the month before is tried too. */
static bool
whole_first(struct rhythm *r, date first, enum frequency f)
{
    struct civil c = date_civil(first);
    int near = 2 * (c.year * 12 + c.month - 1);
    date d;

    for (int at = near - 2; at <= near + 1; at += f == FREQUENCY_SEMIMONTHLY ? 1 : 2) {
        if (at > r->at && half_day(r, at, &d) && d == first) {
            r->whole = at - r->at;
            r->at = at;
            return true;
        }
    }
    return false;
}

const char *
rhythm_begin(struct rhythm *r, const struct terms *t)
{
    static const int steps[] = { 2, 0, 0, 1, 4, 6 }, days[] = { 0, 7, 14, 0, 0, 0 };
    enum frequency f = t->frequency;

    *r = (struct rhythm){ .day_count = t->day_count, .month_end = t->month_end, .start = t->start };
    r->step = steps[f];
    r->days = days[f];
    if (t->first != DATE_NONE && t->first < t->start)
        return "the first due date is before the start";
    if (r->days > 0) {
        r->first = t->first != DATE_NONE ? t->first : t->start + r->days;
        return r->first > DATE_MAX ? PAST_CALENDAR : NULL;
    }
    anchor_on(r, t->start, f);
    if (t->first == DATE_NONE) {
        r->at += r->step;
        r->whole = r->step;
    } else if (!whole_first(r, t->first, f)) {
        anchor_on(r, t->first, f);
    }
    return half_day(r, r->at, &r->first) ? NULL : PAST_CALENDAR;
}

bool
rhythm_span(const struct rhythm *r, int k, date previous, struct span *out)
{
    int halves = k == 0 ? r->whole : r->step;

    if (r->days > 0) {
        int64_t end = (int64_t)r->first + (int64_t)k * r->days;
        if (end > DATE_MAX)
            return false;
        out->end = (date)end;
    } else if (!half_day(r, r->at + k * r->step, &out->end)) {
        return false;
    }
    if (r->day_count == DAYS_30_360 && halves > 0)
        out->parts = 15 * halves;
    else
        out->parts = daycount_parts(r->day_count, previous, out->end);
    return true;
}
