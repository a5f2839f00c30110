/*
 * Hold: bytes that wait until it is known whether they may go. They are in memory while they are
 * few (up to some 128 MB), then in a file without a name, and come back in the order in which they went in.
 */
#ifndef TILL_HOLD_H
#define TILL_HOLD_H

#include "memory.h"

#include <stdbool.h>
#include <stdio.h>

/* Zero-initialise. What is added to b is held; hold_relieve may take it from there. */
struct hold {
    struct buffer b;
    struct piece *first, *last; /* what was there before, in memory */
    size_t pieces;
    FILE *file;        /* what was there before that, or NULL */
    const char *fault; /* why not all of it is held, or NULL */
    bool lent;         /* the first piece was given back */
    struct slice next; /* what hold_take has left of it */
};

/* Call it between additions: moves what is there on once it is much. */
void hold_relieve(struct hold *h);

/* Ends the holding: what was held is given back from its start. */
void hold_turn(struct hold *h);

/* The next bytes, borrowed until the next call of this; memory is given back meanwhile. None: the end, or a
 * fault. */
struct slice hold_next(struct hold *h);

/* Up to n of the next bytes, in p; how many, fewer only at the end or on a fault. */
size_t hold_take(struct hold *h, char *p, size_t n);

void hold_free(struct hold *h);

#endif
