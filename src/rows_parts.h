/*
 * The parts of rows: for rows.c, the stream, and rows_source.c, one file of it.
 */
#ifndef TILL_ROWS_PARTS_H
#define TILL_ROWS_PARTS_H

#include "columns.h"
#include "lines.h"
#include "record.h"
#include "rows_share.h"

/* One file. Only a pipe stays open from the reading of its header to the reading of its records;
 * a regular file is opened again, so a stream of any number of files needs one at a time. */
struct source {
    const char *path;
    struct lines *lines;
    uint64_t line; /* of the record at the place, from 1 */
    struct header header;
    uint32_t *slot;  /* the cell of each column of the stream, once its records are read */
    uint32_t *field; /* and of each value */
    struct block_shape shape;
    long mark;  /* the cell of the mark column, or -1 */
    bool ended; /* nothing more can be read of it */
};

/* The numbers that are asked for. */
struct wanted {
    values_rule **rule;
    int *slot;
    int64_t *value; /* of a record that is in no lane */
    size_t n, cap;
};

struct rows {
    struct rows_form form;
    struct columns columns;
    struct source *source;
    size_t sources, cap, now;
    struct wanted wanted;
    bool begun;
    struct lane *lane; /* the plain lines at the place, or NULL */
    struct record *record;
    struct slice cell[RECORD_CELLS]; /* of a foreign record */
    const struct rows_share *share;  /* or NULL */
    struct takers takers;            /* who does it */
    size_t shared;                   /* records that went by last */
    struct buffer closed;            /* the last closing mark */
    const char *closed_file;
    char message[80];
};

/* Opens the file and reads its header. False, and *f filled, where it can't be used. */
bool source_open(struct rows *r, struct source *s, struct fault *f);
void source_close(struct source *s);

/* Says what a plain line of the file is: one of so many fields. Lines of characters have none that
 * could be found. */
void source_shape(struct rows *r, struct source *s, size_t fields);

/* Reads the next record that is no blank line into r->record; a fault is passed over, a record is not. */
enum rows_result source_record(struct rows *r, struct source *s, struct fault *f);
void source_pass(struct rows *r, struct source *s); /* moves behind the record that has been read */
void source_fault(const struct rows *r, const struct source *s, const char *column, const char *why,
                  struct fault *f);

#endif
