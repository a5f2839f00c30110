/*
 * Map: how foreign text becomes records, by a column map (till-map(5)).
 *
 * A map is handed in row by row, checked as a whole, bound to the header of each file and then
 * asked for the values of each record. It opens nothing and says nothing.
 */
#ifndef TILL_MAP_H
#define TILL_MAP_H

#include "date.h"
#include "memory.h"
#include "money.h"

#include <stdint.h>

/* The columns of a map's own table. */
enum map_field { MAP_COLUMN, MAP_FROM, MAP_FORM, MAP_TABLE, MAP_FIELDS };
extern const char *const map_want[MAP_FIELDS]; /* as rows want them */

/* What is wrong: with a row of the map, or with a value of a record. */
struct map_fault {
    uint64_t line;      /* of the map; 0: the map as a whole, or a record */
    const char *column; /* or NULL */
    struct slice value; /* or p is NULL */
    const char *phrase;
};

/* How the files are to be read. */
struct map_layout {
    bool fixed, headed; /* headed: the header's names are of use */
    char delimiter;
    const char *charset; /* or NULL */
    uint64_t header;     /* the line of the header, or the last one that is left out. 0: none */
    uint64_t from, to;   /* the records that count, from 1 */
    uint64_t trailer;    /* how many records at the end do not */
};

#define MAP_TRAILER 100 /* at most, for so many records are held back */

enum map_kind { MAP_TEXT, MAP_DATE, MAP_TIME, MAP_AMOUNT };

/* A value of a record, borrowed until the next map_read. */
struct map_value {
    const char *name;
    enum map_kind kind;
    struct slice text; /* of a text or time */
    date date;         /* or DATE_NONE */
    money amount;
    bool there; /* an amount's; an optional one may be empty */
};

struct map;

struct map *map_new(void); /* owned by the caller */
void map_free(struct map *m);

/* Takes a row of the map in. False, and *f filled, where it is not good. */
bool map_add(struct map *m, const struct slice field[MAP_FIELDS], uint64_t line, struct map_fault *f);

/* Whether the rows make a map, once all are in. */
bool map_check(struct map *m, struct map_fault *f);

const struct map_layout *map_layout(const struct map *m);

/* Finds the columns of the map in a file's header. *from is 0 at first; false at the next column
 * that is not good. */
bool map_bind(struct map *m, const struct slice *cell, size_t n, size_t *from, struct map_fault *f);

enum map_result { MAP_TAKEN, MAP_LEFT, MAP_BAD };

/* Reads a record: taken, left out by :take or :leave, or not good. */
enum map_result map_read(struct map *m, const struct slice *cell, size_t n, struct map_fault *f);

/* The columns of the record to make, and after map_read their values. */
size_t map_columns(const struct map *m);
const struct map_value *map_value(const struct map *m, size_t i);

#endif
