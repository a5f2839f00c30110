/*
 * Day counts: how much of a year lies between two dates.
 *
 * An interval is counted in parts, and a year has a fixed number of them (daycount_year), so
 * that a part of a year is always an exact fraction:
 *
 *   30/360         360 parts, a day each; the US (SIA) rule for the ends of months
 *   actual/365     365 parts, a day each
 *   actual/360     360 parts, a day each
 *   actual/actual  365 x 366 parts; a day of a leap year is 365 of them, any other day 366
 *
 * An interval leaves out its first day and counts its last.
 */
#ifndef TILL_DAYCOUNT_H
#define TILL_DAYCOUNT_H

#include "date.h"

#include <stddef.h>
#include <stdint.h>

enum day_count { DAYS_30_360, DAYS_ACTUAL_365, DAYS_ACTUAL_360, DAYS_ACTUAL_ACTUAL };

/* Reads "30/360", "actual/365", "actual/360" or "actual/actual". Returns NULL, or what is wrong. */
const char *daycount_parse(const char *s, size_t n, enum day_count *out);

/* The parts of a year. */
int64_t daycount_year(enum day_count how);

/* The parts from one date to a later one. */
int64_t daycount_parts(enum day_count how, date from, date to);

/* Days from one date to another by the 30/360 US rule. */
int daycount_30_360(date from, date to);

#endif
