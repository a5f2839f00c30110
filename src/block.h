/*
 * Block: a large piece of an input, cut at line ends, with what is known of its plain lines.
 *
 * A line is plain or odd (scan.h); of each plain line the numbers that were asked for are found.
 */
#ifndef TILL_BLOCK_H
#define TILL_BLOCK_H

#include "scan.h"
#include "spare.h"

#include <string.h>

/* Makes lines odd that have all their values, but no good ones: those of line k stand at value[k * every]. */
typedef void good_rule(const int64_t *value, size_t every, unsigned char *odd, size_t lines);

/* A good_rule by that for one line, which is made part of this loop. */
static inline __attribute__((always_inline)) void
block_good_each(const int64_t *value, size_t every, unsigned char *odd, size_t lines,
                bool (*one)(const int64_t *value))
{
    for (size_t k = 0; k < lines; k++)
        if (!odd[k] && !one(value + k * every))
            odd[k] = LINE_ODD;
}

/* What to find in a block. */
struct block_shape {
    char delimiter;
    size_t fields;             /* of a plain line; 0: none is plain */
    bool unchecked;            /* bytes that are not ASCII may be anything */
    size_t values;             /* of each line */
    values_rule *const *value; /* values of them */
    const uint32_t *field;     /* whose values these are; at fields or above: of an empty text */
    size_t mark;               /* the field of these words makes a line odd, or at fields or above */
    struct slice opens, closes;
    bool complete;   /* a line without one of its values is odd, */
    good_rule *good; /* and one of whose values this says so; or NULL */
};

/* Whether a field is one of the words. */
static inline bool
block_is_mark(const struct block_shape *shape, struct slice s)
{
    const struct slice *a = &shape->opens, *b = &shape->closes;

    return (s.n == a->n && memcmp(s.p, a->p, s.n) == 0) || (s.n == b->n && memcmp(s.p, b->p, s.n) == 0);
}

/* Whether a line has all values, all of them good. */
bool block_is_complete(const struct block_shape *shape, const int64_t *value);

struct block {
    struct buffer text;
    uint64_t base; /* position in the stream of its first byte */
    bool within;   /* begins within a line */
    bool scanned;
    struct scan scan;
    int64_t *value; /* of line k, where it is plain, from k * values on */
    size_t value_cap;
    size_t passed;       /* so many of its lines have been passed, and were read by hand where they are odd */
    struct spare spare;  /* what was read by hand */
    struct spare quoted; /* the lines that are LINE_QUOTED, and others that were so once */
    struct cells *cells; /* which reads them, or NULL */
    /* The rest is for blocks.c and share.c. */
    bool ready;
    uint64_t todo; /* which parts have still to take it */
    unsigned doing;
    struct block *next;
};

void block_scan(struct block *b, const struct block_shape *shape);
void block_free(struct block *b);

#endif
