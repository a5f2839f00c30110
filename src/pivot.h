/*
 * Pivot: sums by group and by the values of one more field, so that they can be laid out with a
 * record a group and a column a value.
 */
#ifndef TILL_PIVOT_H
#define TILL_PIVOT_H

#include "group.h"
#include "money.h"

/* A cell is a group and one of the values that came with it; it has a sum, and so has each value. */
struct pivot {
    size_t fields; /* of a group */
    struct groups *cells, *values;
    size_t cells_n, values_n; /* once sorted */
};

struct pivot pivot_new(size_t fields);
void pivot_free(struct pivot *p);

/* Adds m for the group of key[0..fields) and the value key[fields]. Returns false where a sum passes
 * 64 bits. */
bool pivot_add(struct pivot *p, const struct slice *key, money m);

/* After the last addition: groups and values are now in byte order. */
void pivot_sort(struct pivot *p);

/* The sums of the group whose first cell is the i-th, by value; 0 where it has none. Returns the
 * first cell of the next group: the number of cells after the last. */
size_t pivot_record(const struct pivot *p, size_t i, money *sum);

/* The sums of all groups, by value. */
void pivot_totals(const struct pivot *p, money *sum);

#endif
