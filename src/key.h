/*
 * Key: the fields of a record by which it is grouped: the period of its date, and columns by name.
 */
#ifndef TILL_KEY_H
#define TILL_KEY_H

#include "date.h"
#include "group.h"
#include "rows.h"

/* Asks for a column that must be there, once however often it is needed: want is a list for
 * cli_rows, where a '?' before a name means that it may be missing. Returns its slot. */
int key_want(struct list *want, const char *name);

#define KEY_DAYS 64

/* Zero-initialise. */
struct key {
    struct slice *field;    /* n of them, of the record at hand */
    uint64_t *word;         /* theirs (word.h) */
    int *slot;              /* -1: the period */
    size_t n, cap, periods; /* periods: how many of the n are */
    enum period period;
    int first; /* month of the fiscal year */
    struct key_period {
        date day;
        size_t n;
        uint64_t word;
        char text[DATE_TEXT]; /* the period's name */
    } known[KEY_DAYS];
    const struct key_period *last;
    int *value; /* of each field's word among the row's values */
};

/* Adds the period that holds the date, or a column, as the last field. */
void key_add_period(struct key *k, enum period period, int first);
void key_add_column(struct key *k, struct list *want, const char *name);

/* Has the fields' words found ahead: once the rows are open. */
void key_open(struct key *k, struct rows *r);

/* The same key, with fields of its own: for a thread of its own. Freed by key_free, too. */
struct key key_copy(const struct key *k);

/* Sets the fields, borrowed from the row. The date matters where there is a period. */
void key_fill(struct key *k, const struct row *row, date d);

/* The group (group.h) of the row, the same way; those of the next records are brought near. */
void *key_group(struct key *k, const struct row *row, date d, struct groups *g);
void key_free(struct key *k);

#endif
