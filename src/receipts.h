/*
 * Receipts: the payments of a batch by receipt number and till, to be looked for among the lines of a
 * long ledger. Texts are as a ledger's line has them, quotes and all.
 */
#ifndef TILL_RECEIPTS_H
#define TILL_RECEIPTS_H

#include "memory.h"

#include <stdint.h>

/* Zero-initialise. */
struct receipts {
    uint64_t *filter; /* a word for 16 slots: whoever lacks a bit of its hash there is none of them */
    struct receipt *slot;
    size_t slots, n; /* a power of two; those taken */
    struct buffer text;
};

void receipts_add(struct receipts *r, struct slice ref, struct slice till);

/* Whether a line of a ledger is a payment with one of the receipts; *ref is its number then. */
bool receipts_have(const struct receipts *r, struct slice line, struct slice *ref);

void receipts_free(struct receipts *r);

#endif
