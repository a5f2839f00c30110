#include "daycount.h"

#include <stdbool.h>
#include <string.h>

static const char *const names[] = { "30/360", "actual/365", "actual/360", "actual/actual" };

const char *
daycount_parse(const char *s, size_t n, enum day_count *out)
{
    for (int i = 0; i < 4; i++) {
        if (n == strlen(names[i]) && memcmp(s, names[i], n) == 0) {
            *out = (enum day_count)i;
            return NULL;
        }
    }
    return "is not 30/360, actual/365, actual/360 or actual/actual";
}

int64_t
daycount_year(enum day_count how)
{
    static const int64_t parts[] = { 360, 365, 360, INT64_C(365) * 366 };

    return parts[how];
}

static bool
ends_february(struct civil c)
{
    return c.month == 2 && c.day == date_days_in_month(c.year, 2);
}

/*
 * SIA, Standard Securities Calculation Methods: the steps in their order. The end of February
 * counts as a 30th where an interval begins on it, and where it both begins and ends on one.
 */
int
daycount_30_360(date from, date to)
{
    struct civil a = date_civil(from), b = date_civil(to);

    if (ends_february(a) && ends_february(b))
        b.day = 30;
    if (ends_february(a))
        a.day = 30;
    if (b.day == 31 && a.day >= 30)
        b.day = 30;
    if (a.day == 31)
        a.day = 30;
    return 360 * (b.year - a.year) + 30 * (b.month - a.month) + b.day - a.day;
}

/* ISDA 2006 4.16(b), by the year in which each day falls; the first day is the one left out. */
static int64_t
actual_actual(date from, date to)
{
    int64_t parts = 0;

    while (from < to) {
        int year = date_civil(from + 1).year;
        date year_end = date_make((struct civil){ year, 12, 31 });
        date until = to < year_end ? to : year_end;
        parts += (int64_t)(until - from) * (date_is_leap(year) ? 365 : 366);
        from = until;
    }
    return parts;
}

int64_t
daycount_parts(enum day_count how, date from, date to)
{
    if (how == DAYS_30_360)
        return daycount_30_360(from, to);
    if (how == DAYS_ACTUAL_ACTUAL)
        return actual_actual(from, to);
    return (int64_t)to - from;
}
