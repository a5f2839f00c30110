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

#define RECORD_BYTES 65536 /* at most, line ends and quotes included */
#define RECORD_CELLS 1000  /* at most; the cell behind the last possible one is always empty */

enum record_result {
    RECORD_HERE, /* at the place; end and lines say how far it goes */
    RECORD_BAD,  /* no record: why says what is wrong; end and lines span its first line */
    RECORD_LOST, /* nothing more can be read: why says what is wrong */
    RECORD_END
};

struct record {
    size_t cells;
    size_t end;     /* bytes behind the place */
    uint64_t lines; /* that it spans */
    const char *why;
    struct slice raw; /* its bytes without the last line end */
    struct slice cell[RECORD_CELLS + 1];
    struct parser *parser;
};

/* Fixed: no CSV, every line is one field. Freed by record_free. */
struct record *record_new(char delimiter, bool fixed);
void record_free(struct record *r);

/* Reads the record at the place of l and leaves the place. Its cells are borrowed until the next
 * call, raw until the next lines_peek. */
enum record_result record_read(struct record *r, struct lines *l);

#endif
