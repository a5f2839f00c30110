#include "date.h"

#include <string.h>

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

/* Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms" (2022),
 * here and in date_civil: a month of 30.6 days is 979/32 one way, 2141/65536 the other, so that quotients
 * and what they leave are multiplications. Days count from 0000-03-01. */
date
date_make(struct civil c)
{
    bool next = c.month <= 2; /* January and February end the year before */
    uint32_t year = (uint32_t)c.year - next, century = year / 100;
    uint32_t month = (uint32_t)c.month + (next ? 12 : 0);
    uint32_t of_year = (979 * month - 2919) / 32 + (uint32_t)c.day - 1;

    return (date)(1461 * year / 4 - century + century / 4 + of_year) - 719468;
}

struct civil
date_civil(date d)
{
    uint32_t quarters = 4 * (uint32_t)(d + 719468) + 3, century = quarters / 146097;
    uint32_t of_century = quarters % 146097 / 4 * 4 + 3;
    uint64_t years = UINT64_C(2939745) * of_century;
    uint32_t of_year = (uint32_t)(years % 4294967296) / 2939745 / 4;
    uint32_t month = 2141 * of_year + 197913; /* in the upper half, 3 to 14; the day in the lower */
    int next = of_year >= 306;                /* January and February */
    struct civil c;

    c.day = (int)(month % 65536 / 2141) + 1;
    c.month = (int)(month / 65536) - 12 * next;
    c.year = (int)(100 * century + (uint32_t)(years / 4294967296)) + next;
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

static bool
begins_with_dots(const char *s, size_t n)
{
    return n >= 2 && s[0] == '.' && s[1] == '.';
}

const char *
range_parse(const char *s, size_t n, struct range *out)
{
    struct range r = { DATE_MIN, DATE_MAX };
    const char *why = NULL;
    size_t dots = 0;

    while (dots < n && !begins_with_dots(s + dots, n - dots))
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

/* v is 0 to 99. */
static char *
put_two(char *p, unsigned v)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";

    memcpy(p, pairs + v * 2, 2);
    return p + 2;
}

static char *
put_year(char *p, int year)
{
    unsigned y = (unsigned)year;

    return put_two(put_two(p, y / 100), y % 100);
}

size_t
date_format(char *buf, date d)
{
    struct civil c = date_civil(d);
    char *p = put_year(buf, c.year);

    *p++ = '-';
    p = put_two(p, (unsigned)c.month);
    *p++ = '-';
    p = put_two(p, (unsigned)c.day);
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
    char *p = put_year(buf, year);

    *p++ = '-';
    *p++ = 'W';
    p = put_two(p, (unsigned)(thursday - new_year) / 7 + 1);
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
    q = put_year(q, year);
    if (p == PERIOD_QUARTER) {
        *q++ = '-';
        *q++ = 'Q';
        *q++ = (char)('1' + month / 3);
    }
    *q = '\0';
    return (size_t)(q - buf);
}
