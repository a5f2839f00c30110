/*
 * Record: the fields of one record, read by libcsv (strict) from the lines of a file.
 *
 * Lines are given to libcsv one by one, so that the place of a record is known and a quote that is
 * never closed can't swallow what follows: after a fault reading goes on behind the record's first
 * line. This is the only file that knows libcsv.
 */
#ifndef TILL_RECORD_H
#define TILL_RECORD_H

#include "lines.h"
#include "memory.h"

#include <stdint.h>

#define RECORD_BYTES LINE_BYTES /* at most, line ends and quotes included */
#define RECORD_CELLS 1000       /* at most */

enum record_result {
    RECORD_HERE, /* at the place; bytes and lines say how far it goes */
    RECORD_BAD,  /* no record: why says what is wrong; bytes and lines span its first line */
    RECORD_LOST, /* nothing more can be read: why says what is wrong */
    RECORD_END
};

struct record {
    size_t cells;
    size_t bytes;   /* behind the place */
    uint64_t lines; /* that it spans */
    const char *why;
    bool unread;      /* it is lost because the file can't be read, whatever stands there */
    struct slice raw; /* its bytes without the last line end */
    const char *text; /* the fields, each ended by the byte at end[0], end[1] ...; end[-1] is -1 */
    const uint32_t *end;
    struct parser *parser;
};

/* Field i, below cells. */
static inline struct slice
record_cell(const struct record *r, size_t i)
{
    uint32_t from = r->end[(ptrdiff_t)i - 1] + 1;

    return (struct slice){ r->text + from, r->end[i] - from };
}

/* Fixed: no CSV, every line is one field. Freed by record_free. */
struct record *record_new(char delimiter, bool fixed);
void record_free(struct record *r);

/* Reads the record at the place of l and leaves the place. Its cells are borrowed until the next
 * call, raw until the next lines_peek. */
enum record_result record_read(struct record *r, struct lines *l);

#endif
