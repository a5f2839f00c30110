/*
 * Row: one record as it is handed out, borrowed from where it was read until the next one is.
 */
#ifndef TILL_ROW_H
#define TILL_ROW_H

#include "memory.h"
#include "values.h"

#include <stdint.h>

#define ROWS_NO_VALUE VALUES_NONE

struct row {
    const char *text; /* of the record's fields: each ends at end[0], end[1] ... */
    const uint32_t *end;
    const uint32_t *slot; /* the field of each column of the stream */
    size_t cells;
    int64_t *value;           /* what rows_value asked for */
    size_t values;            /* how many these are */
    const struct slice *cell; /* of a foreign form: the fields in their order */
    const char *file;
    uint64_t line;
    struct slice raw; /* the record's bytes */
    bool strict;      /* the form's */
    /* Of a run (rows_share.h), in which record i is line nth[i] of a block: that has its first end at
     * ends[lines[nth[i]]], its values from base[nth[i] * values] on. */
    const uint32_t *ends, *lines, *nth;
    int64_t *base;
};

/* The record's field i, below cells. */
static inline struct slice
row_cell(const struct row *row, size_t i)
{
    uint32_t from = row->end[(ptrdiff_t)i - 1] + 1;

    return (struct slice){ row->text + from, row->end[i] - from };
}

/* A column's field; empty where the file or the record lacks it. */
static inline struct slice
row_get(const struct row *row, int slot)
{
    size_t at = row->slot[slot];

    return at < row->cells ? row_cell(row, at) : (struct slice){ "", 0 };
}

#endif
