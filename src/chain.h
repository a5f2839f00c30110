/*
 * Chain: the batches and seals of a ledger file, and whether they hold.
 *
 * A ledger is a header and then batches: a line DATE,,batch,ID,...,USER,TOTALS opens one, its
 * entries follow, a line DATE,,seal,,N,...,SHA closes it. N counts from 1. SHA is the SHA-256 of
 * all bytes from the start of the previous seal's line (or of the file) to the start of this one,
 * so each seal vouches for the one before it. What stands behind the last seal is not there yet.
 */
#ifndef TILL_CHAIN_H
#define TILL_CHAIN_H

#include "digest.h"
#include "memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct chain {
    struct buffer header;  /* the first line, with its end */
    uint64_t seals;        /* of those that hold */
    off_t seal_at;         /* the start of the last good seal's line */
    off_t committed;       /* the end of the last good seal's line */
    off_t size;            /* of the file */
    char sha[DIGEST_TEXT]; /* of the last good seal; empty: none */
    const char *damage;    /* why the chain breaks, or NULL */
    uint64_t line;         /* where; without damage, the last line */
    uint64_t sealed;       /* the last good seal's line */
    bool strange;          /* without a seal, and what stands there was not begun by till-post */

    bool found; /* the batch that was looked for */
    off_t body, body_end; /* its entries */
    uint64_t found_seal;
    char found_sha[DIGEST_TEXT];
};

/* Where the bytes come from: up to n of them, 0 at the end, -1 and a phrase in *why on a fault. */
typedef ssize_t chain_source(void *from, char *buf, size_t n, const char **why);

/* Reads a ledger from its start to its end. batch: the id to look for, or NULL. Returns NULL, or why
 * it can't be read. chain_free gives back what *c holds. */
const char *chain_read(chain_source *source, void *from, const char *batch, struct chain *c);
void chain_free(struct chain *c);

enum chain_mark { CHAIN_ENTRY, CHAIN_BATCH, CHAIN_SEAL };

/* What a line is. */
enum chain_mark chain_mark(const char *line, size_t n);

/* The field of a line of ours that holds no quote before it; empty where there is none. */
struct slice chain_field(struct slice line, size_t column);

#endif
