/*
 * Record: the fields of one record, read from the lines of a file.
 *
 * Lines are given to libcsv (cells.h) one by one, so that the place of a record is known and a quote that is
 * never closed can't swallow what follows: after a fault reading goes on behind the record's first line.
 */
#ifndef TILL_RECORD_H
#define TILL_RECORD_H

#include "cells.h"
#include "lines.h"

enum record_result {
    RECORD_HERE, /* at the place; bytes and lines say how far it goes */
    RECORD_BAD,  /* no record: why says what is wrong; bytes and lines span its first line */
    RECORD_LOST, /* nothing more can be read: why says what is wrong */
    RECORD_END
};

struct record {
    size_t bytes;   /* behind the place */
    uint64_t lines; /* that it spans */
    const char *why;
    bool unread;      /* it is lost because the file can't be read, whatever stands there */
    struct slice raw; /* its bytes without the last line end */
    bool fixed;       /* no CSV: every line is one field */
    struct cells *cells;
};

/* Freed by record_free. */
struct record *record_new(char delimiter, bool fixed);
void record_free(struct record *r);

/* Reads the record at the place of l and leaves the place. Its cells are borrowed until the next
 * call, raw until the next lines_peek. */
enum record_result record_read(struct record *r, struct lines *l);

#endif
