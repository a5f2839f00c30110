/*
 * Rows that are shared out: plain records are taken by parts, on several threads, in place of being handed
 * out.
 *
 * A part takes runs of records: of those that are cut, all that belong to it, in the order of the input; of
 * others any, in no order. Only records that have all their values, and whose values are good, go by; the
 * caller looks at the others as they are handed out, and gives what is right of them to the parts. So a fault
 * is still told by one thread, in the order of the input.
 */
#ifndef TILL_ROWS_SHARE_H
#define TILL_ROWS_SHARE_H

#include "rows.h"
#include "share.h"

#define ROWS_RUN 128 /* so many that what a record needs has come when it is looked at */

struct rows_share {
    /* Takes n records, 1 to ROWS_RUN; they have no file, line or raw bytes. */
    void (*take)(void *part, const struct row *first, size_t n);
    void *const *part;
    unsigned parts; /* 1 to SHARE_PARTS */
    bool cut;       /* a record belongs to one of them, by its value cut_by, a hash; else to any */
    int cut_by;
    good_rule *good; /* or NULL: they are */
};

/* The values of record i of a run. */
static inline int64_t *
row_value(const struct row *first, size_t i)
{
    return first->base + first->nth[i] * first->values;
}

/* Makes record i of a run of its first. */
static inline void
row_move(struct row *first, size_t i)
{
    first->end = first->ends + first->lines[first->nth[i]];
    first->value = row_value(first, i);
}

/* Gives the records of a run to one, which is made part of this loop. */
static inline __attribute__((always_inline)) void
rows_each(void *part, const struct row *first, size_t n, void (*one)(void *part, const struct row *row))
{
    struct row row = *first;

    for (size_t i = 0; i < n; i++) {
        row_move(&row, i);
        one(part, &row);
    }
}

/* Before the first record is read, of a form that is neither foreign nor bare. The share stays the caller's.
 * Once rows_next has said ROWS_END, all is taken; once rows_skip_file has left a file, all that was passed of
 * it. */
void rows_share(struct rows *r, const struct rows_share *how);

/* Gives the row that was handed out last, its values put right. */
void rows_give(struct rows *r, const struct row *row);

/* How many records went by in the last call of rows_next. */
size_t rows_shared(const struct rows *r);

#endif
