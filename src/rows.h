/*
 * Rows: records of CSV (RFC 4180) in, as slices borrowed from a buffer until the next row.
 *
 * A stream is any number of files one after the other, each with a header of its own, its
 * columns in any order. Columns are asked for by name before the first file is added and are
 * then slots of the row. What is no text, or has more or fewer fields than its header, is a fault
 * with its place; the next call goes on behind it. At most 65,536 bytes a record, 1,000 columns.
 */
#ifndef TILL_ROWS_H
#define TILL_ROWS_H

#include "row.h"

struct fault {
    const char *file;   /* as named by the user */
    uint64_t line;      /* from 1; 0: the file as a whole */
    const char *column; /* or NULL */
    struct slice value; /* what is wrong, or p is NULL */
    const char *phrase; /* why */
    struct slice raw;   /* the record's bytes as far as known */
    bool unread;        /* the file can't be read, which says nothing of what it holds */
};

/* How to read. Marks: a file in whose mark_column the word opens or closes stands has batches,
 * and what stands behind its last closing mark is not there yet. */
struct rows_form {
    const char *charset;
    char delimiter;  /* 0: a comma */
    bool foreign;    /* not ours: text is not checked, header names may be empty or stand twice */
    bool bare;       /* has no header; every line is one field if fixed, too */
    bool fixed;      /* lines of characters, no CSV */
    uint64_t header; /* the header's line; what stands before is left out. 0: 1 */
    const char *mark_column, *opens, *closes; /* or NULL */
    /* Whether a closing mark that lost its line end is all there, under a header of so many columns. */
    bool (*whole)(struct slice line, size_t columns);
    bool marks;       /* hand marks out too */
    bool strict;      /* for the caller: its faults are never set aside */
    unsigned threads; /* that may read at once; 0 is 1 */
    size_t block;     /* bytes that are read at once; 0: as many as is best */
    bool slow;        /* leave every record to libcsv: the same, for comparison */
};

enum rows_result { ROWS_ROW, ROWS_FAULT, ROWS_END, ROWS_SHARED };
struct rows;

struct rows *rows_new(const struct rows_form *form); /* owned by the caller; the strings stay the caller's */

/* Asks for a column before files are added. Returns its slot: 0, 1, 2 ... */
int rows_want(struct rows *r, const char *name, bool required);

/* Asks for a number of each record: what rule makes of the column's field, or of an empty one, where it is
 * missing. Before the first record is read. Returns its place among the row's values. */
int rows_value(struct rows *r, int slot, values_rule *rule);
bool rows_begun(const struct rows *r);    /* whether it is too late for that */
size_t rows_values(const struct rows *r); /* how many are asked for */

/* Opens a file and reads its header. False, and *f filled, where it can't be used. */
bool rows_add(struct rows *r, const char *path, struct fault *f);

/* All columns of the stream once its files are added: the wanted ones that some file has, then
 * the others, in the order in which they first stand; each with its slot. */
size_t rows_columns(const struct rows *r);
const char *rows_column(const struct rows *r, size_t i, int *slot);
const char *rows_file_with(const struct rows *r,
                           const char *column); /* the first file that has it, or NULL */

/* The next record, borrowed until the next call. ROWS_SHARED: some went by that others take (rows_share.h).
 */
enum rows_result rows_next(struct rows *r, struct row *out, struct fault *f);
void rows_skip_file(struct rows *r); /* goes on with the next file */

/* The last closing mark that was passed, as it stands there, and its file; empty: none. */
struct slice rows_closed(const struct rows *r, const char **file);
const struct rows_form *rows_form_of(const struct rows *r);
void rows_free(struct rows *r);

#endif
