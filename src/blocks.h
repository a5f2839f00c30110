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
#include "share.h"

struct blocks;

/* Takes the input over; size 0: the usual bytes of a block. */
struct blocks *blocks_new(struct input *in, size_t size, unsigned threads);
void blocks_free(struct blocks *b); /* waits until the takers have had all */

/* From the next block on, each is scanned. The shape stays the caller's. */
void blocks_shape(struct blocks *b, const struct block_shape *shape);

/* Has what is passed of each block that is given back taken. They stay the caller's. */
void blocks_take(struct blocks *b, const struct takers *by);

/* The next block, or NULL at the end, and in *why what is wrong with the rest, if anything. It is the
 * caller's until it is given back. */
struct block *blocks_next(struct blocks *b, const char **why);
void blocks_return(struct blocks *b, struct block *done);

#endif
