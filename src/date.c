#include "date.h"

#include <stdio.h>

bool
date_is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int
date_days_in_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return month == 2 && date_is_leap(year) ? 29 : days[month - 1];
}

bool
date_valid(int year, int month, int day)
{
    return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 &&
           day <= date_days_in_month(year, month);
}

date
date_make(struct civil c)
{
    int year = c.month <= 2 ? c.year - 1 : c.year;
    int era = year / 400, of_era = year % 400;
    int month = (c.month + 9) % 12; /* March is 0 */
    int of_year = (153 * month + 2) / 5 + c.day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct civil
date_civil(date d)
{
    int days = d + 719468; /* since 0000-03-01 */
    int era = days / 146097, of_era = days % 146097;
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int month = (5 * of_year + 2) / 153;
    struct civil c;

    c.day = of_year - (153 * month + 2) / 5 + 1;
    c.month = month < 10 ? month + 3 : month - 9;
    c.year = year + era * 400 + (c.month <= 2);
    return c;
}

int
date_weekday(date d)
{
    return (int)(((int64_t)d - DATE_MIN) % 7); /* 1900-01-01 was a Monday */
}

/* The value of n digits, or -1. */
static int
digits(const char *s, int n)
{
    int v = 0;

    for (int i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return -1;
        v = v * 10 + (s[i] - '0');
    }
    return v;
}

const char *
date_parse(const char *s, size_t n, date *out)
{
    struct civil c;

    if (n == 0)
        return "is empty where a date belongs";
    if (n != 10 || s[4] != '-' || s[7] != '-')
        return "is not a date (YYYY-MM-DD)";
    c.year = digits(s, 4);
    c.month = digits(s + 5, 2);
    c.day = digits(s + 8, 2);
    if (c.year < 0 || c.month < 0 || c.day < 0)
        return "is not a date (YYYY-MM-DD)";
    if (c.year < 1900 || c.year > 2199)
        return "is outside the years 1900 to 2199";
    if (!date_valid(c.year, c.month, c.day))
        return "is no day of the calendar";
    *out = date_make(c);
    return NULL;
}

const char *
range_parse(const char *s, size_t n, struct range *out)
{
    struct range r = { DATE_MIN, DATE_MAX };
    const char *why = NULL;
    size_t dots = 0;

    while (dots < n && !(n - dots >= 2 && s[dots] == '.' && s[dots + 1] == '.'))
        dots++;
    if (dots == n) {
        why = date_parse(s, n, &r.from);
        r.to = r.from;
    } else {
        if (dots > 0)
            why = date_parse(s, dots, &r.from);
        if (!why && dots + 2 < n)
            why = date_parse(s + dots + 2, n - dots - 2, &r.to);
    }
    if (why)
        return why;
    if (r.from > r.to)
        return "ends before it begins";
    *out = r;
    return NULL;
}

bool
range_has(struct range r, date d)
{
    return d >= r.from && d <= r.to;
}

bool
date_add_months(date d, int months, enum month_end how, date *out)
{
    struct civil c = date_civil(d);
    int64_t at = (int64_t)c.year * 12 + c.month - 1 + months;
    int last, over = 0;

    if (at < 1900 * 12 || at >= 2200 * 12)
        return false;
    c.year = (int)(at / 12);
    c.month = (int)(at % 12) + 1;
    last = date_days_in_month(c.year, c.month);
    if (c.day > last) {
        over = how == MONTH_END_ROLL ? 1 : 0;
        c.day = last;
    }
    *out = date_make(c) + over; /* no day past 2199: December has them all, so none rolls over */
    return true;
}

/* The last width digits of v. */
static char *
put(char *p, int v, int width)
{
    for (int i = width - 1; i >= 0; i--) {
        p[i] = (char)('0' + v % 10);
        v /= 10;
    }
    return p + width;
}

size_t
date_format(char *buf, date d)
{
    struct civil c = date_civil(d);
    char *p = put(buf, c.year, 4);

    *p++ = '-';
    p = put(p, c.month, 2);
    *p++ = '-';
    p = put(p, c.day, 2);
    *p = '\0';
    return 10;
}

/* ISO 8601: a week belongs to the year that holds its Thursday. */
static size_t
week_name(char *buf, date d)
{
    date thursday = d - date_weekday(d) + 3;
    int year = date_civil(thursday).year;
    date new_year = date_make((struct civil){ year, 1, 1 });
    char *p = put(buf, year, 4);

    *p++ = '-';
    *p++ = 'W';
    p = put(p, (thursday - new_year) / 7 + 1, 2);
    *p = '\0';
    return (size_t)(p - buf);
}

size_t
date_period(char *buf, date d, enum period p, int first)
{
    struct civil c = date_civil(d);
    bool fiscal = first > 1;
    int month = (c.month - first + 12) % 12; /* of the fiscal year, from 0 */
    int year = fiscal && c.month >= first ? c.year + 1 : c.year;
    char *q = buf;

    if (p == PERIOD_DAY)
        return date_format(buf, d);
    if (p == PERIOD_WEEK)
        return week_name(buf, d);
    if (p == PERIOD_MONTH) {
        date_format(buf, d);
        buf[7] = '\0';
        return 7;
    }
    if (fiscal) {
        *q++ = 'F';
        *q++ = 'Y';
    }
    q = put(q, year, 4);
    if (p == PERIOD_QUARTER) {
        *q++ = '-';
        *q++ = 'Q';
        *q++ = (char)('1' + month / 3);
    }
    *q = '\0';
    return (size_t)(q - buf);
}
