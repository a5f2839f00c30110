/* What map.c makes of a map's rows and map_read.c reads records by; nobody else's business. */
#ifndef TILL_MAP_PARTS_H
#define TILL_MAP_PARTS_H

#include "choices.h"
#include "foreign.h"
#include "map.h"

/* Where a value comes from. */
enum origin { ORIGIN_NAME, ORIGIN_POSITION, ORIGIN_RANGE, ORIGIN_CONSTANT };

struct source {
    enum origin origin;
    const char *text; /* as the map has it: the column's name in messages */
    size_t at;        /* the cell of a name or position, from 0 */
    size_t from, to;  /* characters of a range, from 1; to 0: up to the line's end */
    uint64_t line;    /* of the map */
};

/* A row that makes a column, or a part of one. */
struct part {
    struct source source;
    size_t column;
    bool optional, glued;
    unsigned rules; /* of an amount */
    struct pattern pattern;
    struct choices table; /* none: values stay */
};

enum condition_kind { CONDITION_TAKE, CONDITION_LEAVE, CONDITION_SIGN };

struct condition {
    struct source source;
    enum condition_kind kind;
    struct choices values;
};

struct column {
    struct map_value value;
    struct buffer text;
    size_t parts;
};

struct map {
    struct map_layout layout;
    struct part *part;
    struct condition *condition;
    struct column *column;
    size_t parts, parts_cap, conditions, conditions_cap, columns, columns_cap;
    size_t header; /* how many columns the file's header has, 0: not known */
    bool header_told;
    unsigned told;     /* directives that have stood there, each a bit */
    uint64_t csv_only; /* the line of a directive that a fixed layout can't have */
    struct arena arena;
};

/* A whole number of 1 to most, or 0. */
uint64_t map_number(struct slice s, uint64_t most);

/* Reads where a value comes from. Returns NULL, or what is wrong. */
const char *map_source(struct map *m, struct slice s, uint64_t line, struct source *to);

/* Takes a row with a directive in. Returns NULL, or what is wrong, in *bad with which field. */
const char *map_directive(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad);

#endif
