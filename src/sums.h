/*
 * Sums: results of parts, added by their keys to what the whole would give.
 *
 * The columns of a result are those of its key and amounts. Amounts are added, and so is a column
 * "count" of whole numbers. Beside "count" and "sum", as till-report prints them, "min" and "max" are
 * the least and the greatest, and "mean" is worked out anew. Whatever is not printed as an
 * amount is (two decimals) is refused: a register's number is not to be taken for one.
 */
#ifndef TILL_SUMS_H
#define TILL_SUMS_H

#include "memory.h"
#include "money.h"

#include <stdint.h>

enum sum_rule { SUM_KEY, SUM_AMOUNT, SUM_COUNT, SUM_LEAST, SUM_MOST, SUM_MEAN };

struct sums;

struct sum_column {
    const char *name;
    bool key; /* whether it is of the key */
    int slot; /* the caller's */
};

/* For records of these columns; plain: all but the key are amounts, whatever their names. Owned by
 * the caller. */
struct sums *sums_new(const struct sum_column *column, size_t n, bool plain);
void sums_free(struct sums *s);
enum sum_rule sums_rule(const struct sums *s, size_t column);

/* Adds a record of input number input (from 1). Returns NULL, or what is wrong, and in *column with
 * which cell. */
const char *sums_add(struct sums *s, const struct slice *cell, size_t input, size_t *column);

/* A column of a group: not there where a least, greatest or mean is one of nothing. */
struct sum {
    struct slice text; /* of the key */
    int64_t value;
    bool there;
};

/* Brings the groups into byte order of their keys; returns how many there are. */
size_t sums_sort(struct sums *s);
struct sum sums_at(const struct sums *s, size_t group, size_t column);
bool sums_are_zero(const struct sums *s, size_t group);

/* Adds all groups up into one more, which sums_at knows as the number sums_sort returned. False
 * where a sum passes 64 bits. */
bool sums_total(struct sums *s);

#endif
