/*
 * Block: a large piece of an input, cut at line ends, with what is known of its plain lines.
 *
 * A line is plain or odd (scan.h); of each plain line the numbers that were asked for are found.
 */
#ifndef TILL_BLOCK_H
#define TILL_BLOCK_H

#include "scan.h"
#include "values.h"

/* What to find in a block. */
struct block_shape {
    char delimiter;
    size_t fields;             /* of a plain line; 0: none is plain */
    bool unchecked;            /* bytes that are not ASCII may be anything */
    size_t values;             /* of each line */
    values_rule *const *value; /* values of them */
    const uint32_t *field;     /* whose values these are; at fields or above: of an empty text */
    size_t mark;               /* the field of these words makes a line odd, or at fields or above */
    const char *opens, *closes;
    bool complete;                      /* a line without one of its values is odd, */
    bool (*good)(const int64_t *value); /* and one of whose values this says so; or NULL */
};

/* Records that were read by hand and belong to the block's lines. Each has its fields' ends from
 * fields + 1 further on than the one before, the first of them end[1], and a line before which it stood. */
struct spare {
    struct buffer text;
    size_t *line;
    uint32_t *end;
    int64_t *value;
    size_t n, cap;
};

struct block {
    struct buffer text;
    uint64_t base; /* position in the stream of its first byte */
    bool within;   /* begins within a line */
    bool scanned;
    struct scan scan;
    /* Of line k, where it is plain, from k * values on; behind the last, 0 for VALUES_AHEAD lines more. */
    int64_t *value;
    size_t value_cap;
    size_t passed; /* so many of its lines have been passed, and were read by hand where they are odd */
    struct spare spare;
    /* The rest is for blocks.c and share.c. */
    bool ready;
    uint64_t todo; /* which parts have still to take it */
    unsigned doing;
    struct block *next;
};

void block_scan(struct block *b, const struct block_shape *shape);
void block_free(struct block *b);

#endif
