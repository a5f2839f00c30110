/*
 * Dates: days of the proleptic Gregorian calendar as a count from 1970-01-01 (day 0, a
 * Thursday), for the years 1900 to 2199. The conversions are those of Neri and Schneider
 * (2022): a year is taken to begin on 1 March, so that the leap day is its last, and
 * 400 years repeat (146,097 days).
 */
#ifndef TILL_DATE_H
#define TILL_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t date; /* days since 1970-01-01 */

#define DATE_MIN  (-25567) /* 1900-01-01 */
#define DATE_MAX  84005    /* 2199-12-31 */
#define DATE_NONE INT32_MIN
#define DATE_TEXT 16 /* room for YYYY-MM-DD and for any period's name, with NUL */

struct civil {
    int year, month, day; /* 1900..2199, 1..12, 1..31 */
};

/* Both ends count; an open end is DATE_MIN or DATE_MAX. */
struct range {
    date from, to;
};

enum month_end { MONTH_END_CLAMP, MONTH_END_ROLL }; /* 31 Jan + 1 month: 28 Feb, or 1 Mar */
enum period { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR };

/* Reads YYYY-MM-DD in s[0..n). Returns NULL, or what is wrong ("is not a date"). */
const char *date_parse(const char *s, size_t n, date *out);

/* Reads FROM..TO, one day, or a range with an end left open. Returns NULL, or what is wrong. */
const char *range_parse(const char *s, size_t n, struct range *out);

static inline bool
range_has(struct range r, date d)
{
    return d >= r.from && d <= r.to;
}

/* Whether year, month, day is a real day of the years 1900 to 2199. */
bool date_valid(int year, int month, int day);

date date_make(struct civil c); /* c must be valid */
struct civil date_civil(date d);
int date_days_in_month(int year, int month);
bool date_is_leap(int year);

/* 0 is Monday, 6 is Sunday. */
int date_weekday(date d);

/* d moved by months (either way), its day of the month kept where the month has it. Returns
 * false, *out untouched, where the result leaves the years 1900 to 2199. */
bool date_add_months(date d, int months, enum month_end how, date *out);

/* Writes YYYY-MM-DD to buf[DATE_TEXT], NUL-terminated; returns its length. */
size_t date_format(char *buf, date d);

/* Writes the name of the period that holds d: 2024-06-30, 2024-W26 (ISO 8601), 2024-06,
 * 2024-Q2, 2024. With a fiscal year that begins in month first (2 to 12) quarters and years
 * are named after the year it ends in: FY2025-Q1, FY2025. Returns the length. */
size_t date_period(char *buf, date d, enum period p, int first);

#endif
