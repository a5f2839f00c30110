/*
 * Money: whole cents in 64 bits.
 *
 * An amount of a record is -?[0-9]+(\.[0-9]{1,2})?, at most 999,999,999,999.99 either way
 * (MONEY_MAX cents). Sums may pass that bound on the way, so every sum is kept in 64 bits
 * with checked additions and is held to the bound again where it is written: the order of
 * the addends then never decides whether a total is good. Nothing here rounds unless it is
 * told how, and nothing here is a floating point number.
 */
#ifndef TILL_MONEY_H
#define TILL_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t money; /* cents */

#define MONEY_MAX  INT64_C(99999999999999) /* 999,999,999,999.99 */
#define MONEY_TEXT 32                      /* room for any 64-bit amount as text, with separators and NUL */

enum rounding { ROUND_HALF_UP, ROUND_HALF_EVEN }; /* half-up: halves go away from zero */

/* A decimal rate, exactly: units / scale, scale a power of ten up to 10^9. */
struct rate {
    int64_t units;
    int64_t scale;
};

/* Reads the amount in s[0..n) into *out. Returns NULL, or what is wrong ("is not an amount"). */
const char *money_parse(const char *s, size_t n, money *out);

/* *sum = a + b. Returns false, *sum untouched, where 64 bits can't hold it. */
bool money_add(money a, money b, money *sum);

/* Whether m may stand in a record: at most MONEY_MAX either way. */
bool money_fits(money m);

/* *out = m * num / den, rounded; den above zero. Returns false where the result passes 64 bits. */
bool money_muldiv(money m, int64_t num, int64_t den, enum rounding how, money *out);

/* num / den of 128-bit integers, rounded; den above zero. Returns false where it passes 64 bits. */
bool money_divide(__int128 num, __int128 den, enum rounding how, money *out);

/* Writes m as a record has it (-1234.50) to buf[MONEY_TEXT], NUL-terminated; returns its length. */
size_t money_format(char *buf, money m);

/* Writes a whole number likewise: -1234. */
size_t count_format(char *buf, int64_t n);

/* An amount for people: -1,234.50. */
size_t money_format_grouped(char *buf, money m);

/* Reads a decimal number such as 7.25 (at most 9 decimals, 9 digits before them, never below
 * zero) into *out. Returns NULL, or what is wrong. */
const char *rate_parse(const char *s, size_t n, struct rate *out);

#endif
