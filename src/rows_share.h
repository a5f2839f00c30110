/*
 * Rows that are shared out: plain records are taken by parts, on several threads, in place of being handed
 * out.
 *
 * A part takes one record after the other: of those that are cut, all that belong to it, in the order of
 * the input. Only records that have all their values, and whose values are good, go by; the caller looks at
 * the others as they are handed out, and gives what is right of them to the parts. So a fault is still told
 * by one thread, in the order of the input.
 */
#ifndef TILL_ROWS_SHARE_H
#define TILL_ROWS_SHARE_H

#include "rows.h"
#include "share.h"

struct rows_share {
    void (*take)(void *part, const struct row *row); /* the row has no file, line or raw bytes */
    void *const *part;
    unsigned parts; /* 1 to SHARE_PARTS */
    bool cut;       /* a record belongs to one of them, by its value cut_by, a hash; else to any */
    int cut_by;
    bool (*good)(const int64_t *value); /* or NULL: they are */
};

/* Before the first record is read, of a form that is neither foreign nor bare. The share stays the caller's.
 * Once rows_next has said ROWS_END, all is taken; once rows_skip_file has left a file, all that was passed of
 * it. */
void rows_share(struct rows *r, const struct rows_share *how);

/* Gives the row that was handed out last, its values put right. */
void rows_give(struct rows *r, const struct row *row);

/* How many records went by in the last call of rows_next. */
size_t rows_shared(const struct rows *r);

#endif
