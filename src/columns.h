/*
 * Columns: the names of a stream of records, and the cell that each has in a file.
 *
 * The wanted columns come first, then what the files' headers bring, in the order in which they
 * first stand. A column that is merely spelled otherwise (" Item" for item) is never taken to be
 * missing: its values would be left out in silence.
 */
#ifndef TILL_COLUMNS_H
#define TILL_COLUMNS_H

#include "memory.h"

#include <stdint.h>

struct column {
    const char *name;
    bool required, present; /* present: some file has it */
};

struct columns {
    struct column *column;
    size_t n, cap, wanted;
    struct arena arena;
    char message[256]; /* where a phrase has to name something */
};

/* A file's header. */
struct header {
    const char **name;
    size_t n;
};

/* Asks for a column; returns its slot. */
int columns_want(struct columns *c, const char *name, bool required);

/* Copies the names of a header. */
struct header columns_copy(struct columns *c, const struct slice *cell, size_t n);

/* Whether the names are good, each there once, and the wanted ones among them. Returns NULL, or
 * what is wrong, in *name with which column (or NULL). */
const char *columns_check(struct columns *c, const struct header *h, const char **name);

/* Takes a header's columns in. */
void columns_join(struct columns *c, const struct header *h);

/* The columns that some file has: how many, and the name and slot of the i-th. */
size_t columns_present(const struct columns *c);
const char *columns_nth(const struct columns *c, size_t i, int *slot);

/* The cell of each column in a file with header h, or empty where the file lacks it. Freed by
 * the caller. */
uint32_t *columns_slots(const struct columns *c, const struct header *h, uint32_t empty);

/* The place of a name in the header, or -1. */
long header_find(const struct header *h, const char *name);

void columns_free(struct columns *c);

#endif
