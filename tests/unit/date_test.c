/* Dates: every day from 1900 to 2199 against the C library's calendar, and every string near a date. */
#include "../../src/date.h"

#include "tap.h"

#include <string.h>
#include <time.h>

/* The C library's idea of a day: seconds since 1970, taken apart in UTC. */
static struct tm
library(date d)
{
    time_t seconds = (time_t)d * 86400;
    struct tm t;

    gmtime_r(&seconds, &t);
    return t;
}

static bool
names(date d, enum period p, const char *format, const struct tm *t)
{
    char ours[DATE_TEXT], theirs[32];
    size_t n = date_period(ours, d, p, 1);

    strftime(theirs, sizeof theirs, format, t);
    return n == strlen(ours) && strcmp(ours, theirs) == 0;
}

static bool
day_is_right(date d)
{
    struct tm t = library(d);
    struct civil c = date_civil(d);
    char text[DATE_TEXT], quarter[32];
    date back;

    snprintf(quarter, sizeof quarter, "%%Y-Q%d", t.tm_mon / 3 + 1);
    return c.year == t.tm_year + 1900 && c.month == t.tm_mon + 1 && c.day == t.tm_mday && date_make(c) == d &&
           date_valid(c.year, c.month, c.day) && date_weekday(d) == (t.tm_wday + 6) % 7 &&
           date_format(text, d) == 10 && !date_parse(text, 10, &back) && back == d &&
           names(d, PERIOD_DAY, "%Y-%m-%d", &t) && names(d, PERIOD_WEEK, "%G-W%V", &t) &&
           names(d, PERIOD_MONTH, "%Y-%m", &t) && names(d, PERIOD_QUARTER, quarter, &t) &&
           names(d, PERIOD_YEAR, "%Y", &t);
}

static void
test_days(void)
{
    size_t wrong = 0, n = 0;

    for (date d = DATE_MIN; d <= DATE_MAX; d++, n++)
        wrong += !day_is_right(d);
    ok(wrong == 0 && n == 109573, "every day has the C library's name, weekday and periods");
}

/* A day that is none is one that the C library moves to another. */
static bool
is_real(int y, int m, int d)
{
    static const int days[] = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = y % 400 == 0 || (y % 4 == 0 && y % 100 != 0);

    return y >= 1900 && y <= 2199 && m >= 1 && m <= 12 && d >= 1 && d <= days[m] + (m == 2 && leap);
}

static void
test_no_days(void)
{
    size_t wrong = 0, real = 0;

    for (int y = 1890; y <= 2210; y++)
        for (int m = 0; m <= 13; m++)
            for (int d = 0; d <= 32; d++) {
                char text[32];
                date got = 12345;
                size_t n = (size_t)snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, d);
                bool good = date_parse(text, n, &got) == NULL;
                real += good;
                wrong += good != is_real(y, m, d) || (!good && got != 12345);
            }
    ok(wrong == 0 && real == 109573, "what is read as a date is a day of the calendar, and nothing else");
}

static bool
refuses(const char *s, const char *why)
{
    date d = 12345;
    const char *got = date_parse(s, strlen(s), &d);

    return got && strcmp(got, why) == 0 && d == 12345;
}

/* One character of a date put in place of another: it stays a date only where both are digits. */
static void
test_characters(void)
{
    size_t wrong = 0;

    for (size_t at = 0; at < 10; at++)
        for (int c = 1; c < 256; c++) {
            char s[] = "2011-11-11";
            date d;
            bool digit = c >= '0' && c <= '9', good;
            s[at] = (char)c;
            good = date_parse(s, 10, &d) == NULL;
            if (good && !(at == 4 || at == 7 ? c == '-' : digit))
                wrong++;
        }
    ok(wrong == 0, "a date is digits and two hyphens");
    ok(refuses("", "is empty where a date belongs") && refuses("2024-6-30", "is not a date (YYYY-MM-DD)") &&
           refuses("2024-06-30 ", "is not a date (YYYY-MM-DD)") &&
           refuses("+024-06-30", "is not a date (YYYY-MM-DD)") &&
           refuses("1899-12-31", "is outside the years 1900 to 2199") &&
           refuses("2025-02-29", "is no day of the calendar"),
       "each fault has its phrase");
}

static date
day(const char *s)
{
    date d = 0;

    date_parse(s, strlen(s), &d);
    return d;
}

static bool
moves(const char *from, int months, enum month_end how, const char *to)
{
    date d;

    return date_add_months(day(from), months, how, &d) && d == day(to);
}

static void
test_months(void)
{
    date d = 12345;
    size_t wrong = 0;

    ok(moves("2025-01-31", 1, MONTH_END_CLAMP, "2025-02-28") &&
           moves("2025-01-31", 2, MONTH_END_CLAMP, "2025-03-31") &&
           moves("2024-01-31", 1, MONTH_END_CLAMP, "2024-02-29") &&
           moves("2025-03-31", -1, MONTH_END_CLAMP, "2025-02-28") &&
           moves("2025-01-15", -13, MONTH_END_CLAMP, "2023-12-15"),
       "months are added and taken away, the month's end clamped");
    ok(moves("2025-01-31", 1, MONTH_END_ROLL, "2025-03-01") &&
           moves("2025-01-31", 2, MONTH_END_ROLL, "2025-03-31") &&
           moves("2025-01-28", 1, MONTH_END_ROLL, "2025-02-28") &&
           moves("2025-10-31", 1, MONTH_END_ROLL, "2025-12-01"),
       "... or rolled into the next");
    for (date from = day("2023-01-01"); from <= day("2025-12-31"); from++)
        for (int months = -30; months <= 30; months++) {
            struct civil a = date_civil(from), b;
            date to;
            if (!date_add_months(from, months, MONTH_END_CLAMP, &to))
                wrong++;
            b = date_civil(to);
            wrong += (b.year * 12 + b.month) - (a.year * 12 + a.month) != months ||
                     (b.day != a.day && (b.day > a.day || is_real(b.year, b.month, b.day + 1)));
        }
    ok(wrong == 0, "a clamped day keeps its number, or is its month's last");
    ok(!date_add_months(day("2199-12-31"), 1, MONTH_END_CLAMP, &d) &&
           !date_add_months(day("1900-01-01"), -1, MONTH_END_CLAMP, &d) &&
           !date_add_months(day("2000-01-01"), 1 << 30, MONTH_END_CLAMP, &d) && d == 12345,
       "what leaves the years 1900 to 2199 is refused");
}

static bool
spans(const char *s, const char *from, const char *to)
{
    struct range r = { 1, 1 };

    return !range_parse(s, strlen(s), &r) && r.from == day(from) && r.to == day(to);
}

static bool
no_range(const char *s)
{
    struct range r = { 1, 2 };

    return range_parse(s, strlen(s), &r) && r.from == 1 && r.to == 2;
}

static void
test_ranges(void)
{
    struct range june = { day("2024-06-01"), day("2024-06-30") };

    ok(spans("2024-06-01..2024-06-30", "2024-06-01", "2024-06-30") &&
           spans("2024-06-01", "2024-06-01", "2024-06-01") &&
           spans("2024-06-01..", "2024-06-01", "2199-12-31") &&
           spans("..2024-06-01", "1900-01-01", "2024-06-01") && spans("..", "1900-01-01", "2199-12-31"),
       "ranges, one day, and ends left open");
    ok(no_range("") && no_range("2024-06-02..2024-06-01") && no_range("2024-06-01.2024-06-02") &&
           no_range("2024-06-01...2024-06-02") && no_range("2024-06-01..2024-06-31"),
       "what is no range");
    ok(range_has(june, june.from) && range_has(june, june.to) && !range_has(june, june.from - 1) &&
           !range_has(june, june.to + 1),
       "both ends of a range count");
}

static bool
fiscal(const char *d, enum period p, int first, const char *want)
{
    char text[DATE_TEXT];

    date_period(text, day(d), p, first);
    return strcmp(text, want) == 0;
}

static void
test_fiscal(void)
{
    ok(fiscal("2024-09-30", PERIOD_YEAR, 10, "FY2024") && fiscal("2024-10-01", PERIOD_YEAR, 10, "FY2025") &&
           fiscal("2025-09-30", PERIOD_QUARTER, 10, "FY2025-Q4") &&
           fiscal("2024-10-01", PERIOD_QUARTER, 10, "FY2025-Q1") &&
           fiscal("2024-06-30", PERIOD_QUARTER, 7, "FY2024-Q4") &&
           fiscal("2024-07-01", PERIOD_YEAR, 7, "FY2025"),
       "fiscal years are named after the year they end in");
    ok(fiscal("2024-10-01", PERIOD_MONTH, 10, "2024-10") && fiscal("2199-12-31", PERIOD_YEAR, 2, "FY2200"),
       "... months keep their names");
}

int
main(void)
{
    test_days();
    test_no_days();
    test_characters();
    ok(!date_valid(1899, 12, 31) && !date_valid(2200, 1, 1) && !date_valid(2025, 0, 1) &&
           !date_valid(2025, 2, 29),
       "no days");
    test_months();
    test_ranges();
    test_fiscal();
    return tap_end();
}
