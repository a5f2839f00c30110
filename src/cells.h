/*
 * Cells: the fields of a record, as libcsv (strict) finds them in its bytes. This is the only file that
 * knows libcsv.
 */
#ifndef TILL_CELLS_H
#define TILL_CELLS_H

#include "scan.h"

#define RECORD_BYTES LINE_BYTES /* at most, line ends and quotes included */
#define RECORD_CELLS 1000       /* at most */

struct cells {
    size_t n;
    bool whole;       /* the record's end has been seen */
    const char *text; /* the fields, each ended by the byte at end[0], end[1] ...; end[-1] is -1 */
    const uint32_t *end;
    struct parser *parser;
};

/* Freed by cells_free. */
struct cells *cells_new(char delimiter);
void cells_free(struct cells *c);

/* Begins a record; what was found of the one before is gone. */
void cells_begin(struct cells *c);

/* Goes on with these bytes, all of a record at most RECORD_BYTES. Returns NULL, or what is wrong. */
const char *cells_feed(struct cells *c, struct slice bytes);

/* Makes one field of the bytes as they stand, which are borrowed. */
void cells_whole(struct cells *c, struct slice bytes);

/* The input has ended: false where it does within a quote. */
bool cells_end(struct cells *c);

/* Field i, below n. */
static inline struct slice
cells_at(const struct cells *c, size_t i)
{
    uint32_t from = c->end[(ptrdiff_t)i - 1] + 1;

    return (struct slice){ c->text + from, c->end[i] - from };
}

#endif
