/*
 * Key: the fields of a record by which it is grouped: the period of its date, and columns by name.
 */
#ifndef TILL_KEY_H
#define TILL_KEY_H

#include "date.h"
#include "group.h"
#include "rows_share.h"

/* Asks for a column that must be there, once however often it is needed: want is a list for
 * cli_rows, where a '?' before a name means that it may be missing. Returns its slot. */
int key_want(struct list *want, const char *name);

#define KEY_DAYS 64

/* Zero-initialise. */
struct key {
    struct slice *field;    /* n of them, of the record at hand */
    uint64_t *word;         /* of ROWS_RUN records (word.h); of a copy alone */
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
    int *value;  /* of each field's word among the row's values */
    int day;     /* of the date among them, or -1 */
    bool ranged; /* what is out of the range has no group */
    struct range range;
};

/* Adds the period that holds the date, or a column, as the last field. */
void key_add_period(struct key *k, enum period period, int first);
void key_add_column(struct key *k, struct list *want, const char *name);

/* Has the fields' words found ahead: once the rows are open. */
void key_open(struct key *k, struct rows *r);

/* Says which value is the date, and which dates count. After that. */
void key_dated(struct key *k, int value, struct range range);

/* The same key, with fields of its own: for a thread of its own. Freed by key_free, too. */
struct key key_copy(const struct key *k);

/* Sets the fields, borrowed from the row. The date matters where there is a period. */
void key_fill(struct key *k, const struct row *row, date d);

/* The groups (group.h) of a run of n records (rows_share.h): own[i], or NULL where the date
 * does not count. They stay where they are until the next call. */
void key_groups(struct key *k, const struct row *first, size_t n, struct groups *g, void **own);
void key_free(struct key *k);

#endif
