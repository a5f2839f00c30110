/*
 * Blocks: an input in large pieces, cut at line ends, each with what is known of its plain lines.
 *
 * Blocks are read one after the other, and looked through side by side by as many threads as they
 * are given; they come out in the order of the input, so what is made of them does not depend on the
 * number of threads. A line of more than LINE_BYTES may be cut. Who waits for a block works on another in the
 * meantime. No thread is started for a small input or for a pipe, whose reader must be able to leave it at
 * once.
 */
#ifndef TILL_BLOCKS_H
#define TILL_BLOCKS_H

#include "input.h"
#include "scan.h"

/* What makes a number of a field, once for each plain line. */
typedef int64_t block_value(const char *p, size_t n);

/* What to find in a block. */
struct block_shape {
    char delimiter;
    size_t fields;             /* of a plain line; 0: none is plain */
    bool unchecked;            /* bytes that are not ASCII may be anything */
    size_t values;             /* of each line */
    block_value *const *value; /* values of them */
    const uint32_t *field;     /* whose values these are; at fields or above: of an empty text */
    size_t mark;               /* the field of these words makes a line odd, or at fields or above */
    const char *opens, *closes;
};

#define BLOCK_AHEAD 16

struct block {
    struct buffer text;
    uint64_t base; /* position in the stream of its first byte */
    bool within;   /* begins within a line */
    bool scanned;
    struct scan scan;
    int64_t
        *value; /* of line k from k * values on; 0 where the line is not plain, and for BLOCK_AHEAD more */
    /* The rest is for blocks.c. */
    size_t value_cap;
    bool ready;
    struct block *next;
};

struct blocks;

/* Takes the input over; size 0: the usual bytes of a block. */
struct blocks *blocks_new(struct input *in, size_t size, unsigned threads);
void blocks_free(struct blocks *b);

/* From the next block on, each is scanned. The shape stays the caller's. */
void blocks_shape(struct blocks *b, const struct block_shape *shape);
void blocks_scan(const struct block_shape *shape, struct block *at); /* one that was there before */

/* The next block, or NULL at the end, and in *why what is wrong with the rest, if anything. It is the
 * caller's until it is given back. */
struct block *blocks_next(struct blocks *b, const char **why);
void blocks_return(struct blocks *b, struct block *done);

#endif
