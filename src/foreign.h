/*
 * Foreign: amounts, dates and times as other programs write them.
 *
 * Each is read by rules that a column map names; what the rules do not allow is refused, so that
 * 1,23.00 is never taken for 123.00 nor 3/4/26 for a day of April where March was meant.
 */
#ifndef TILL_FOREIGN_H
#define TILL_FOREIGN_H

#include "date.h"
#include "memory.h"
#include "money.h"

/* What an amount may have beside -?[0-9]+(.[0-9]{1,2})?, or'ed; the words of a form are theirs. */
enum amount_rule {
    AMOUNT_CURRENCY = 1,       /* $12.00, 12.00 EUR */
    AMOUNT_THOUSANDS = 2,      /* 1,234.50 */
    AMOUNT_BRACKETS = 4,       /* (12.00) is minus */
    AMOUNT_TRAILING_MINUS = 8, /* 12.00- */
    AMOUNT_PLUS = 16,          /* +12.00 */
    AMOUNT_CR_MINUS = 32,      /* 12.00 CR is minus, 12.00 DR is not */
    AMOUNT_DECIMAL_COMMA = 64, /* 12,00; the point groups */
    AMOUNT_ZEROS = 128,        /* 12.5000 */
    AMOUNT_CENTS = 256,        /* 1250 is 12.50 */
    AMOUNT_NEGATE = 512        /* the sign is turned */
};

/* The rule that a word names, or 0. */
unsigned foreign_rule(struct slice word);

/* Whether the rules go together. Returns NULL, or what is wrong. */
const char *foreign_rules_check(unsigned rules);

/* Reads an amount by the rules. Returns NULL, or what is wrong. */
const char *foreign_amount(struct slice s, unsigned rules, money *out);

/* How dates and times are written: %Y %y %m %b %B %d %H %I %M %S %p and what stands between. */
struct pattern {
    const char *text;
    const char *misfit; /* the phrase for a value that is not written so */
};

#define TIME_TEXT 9 /* HH:MM:SS and NUL */

/* Whether a pattern tells a whole date, or time. Returns NULL, or what is wrong. */
const char *foreign_date_pattern(const char *text);
const char *foreign_time_pattern(const char *text);

/* Reads a value by a pattern that is good. Returns NULL, or what is wrong. */
const char *foreign_date(struct slice s, const struct pattern *p, date *out);
const char *foreign_time(struct slice s, const struct pattern *p, char out[TIME_TEXT]);

#endif
