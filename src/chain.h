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
    bool unended;          /* the last seal has lost its line end, as a file's last line may */
    char sha[DIGEST_TEXT]; /* of the last good seal; empty: none */
    const char *damage;    /* why the chain breaks, or NULL */
    uint64_t line;         /* where; without damage, the last line */
    uint64_t sealed;       /* the last good seal's line */
    bool doubtful;         /* a hash that was taken beside the reading does not match: read again without */
    bool strange;          /* without a seal, and what stands there was not begun by till-post */

    bool closed;                    /* a batch "close" ends it */
    struct buffer opening, closing; /* the memos of the batches "open" and "close", NUL behind; or empty */

    bool found;           /* the batch that was looked for */
    off_t body, body_end; /* its entries */
    uint64_t found_seal;
    char found_sha[DIGEST_TEXT];
};

/* Where the bytes come from: up to n of them, 0 at the end, -1 and a phrase in *why on a fault. */
typedef ssize_t chain_source(void *from, char *buf, size_t n, const char **why);

enum chain_mark { CHAIN_ENTRY, CHAIN_BATCH, CHAIN_SEAL };

/* Is shown every line behind the header, its end included, as it comes; a seal only where it is good:
 * what came since the last one counts from then on. */
typedef void chain_visit(void *to, enum chain_mark what, struct slice line, uint64_t number);

/* How to read a chain; zero: just read it. */
struct chain_query {
    const char *batch;  /* the id to look for, or NULL */
    bool beside;        /* hash on a thread of its own; what is shown holds only if it is not doubtful */
    bool settled;       /* of a file: what is there while nobody posts (input_open_settled) */
    uint64_t since;     /* trust what stands before the seal of that number; 0: nothing. Not with beside */
    chain_visit *visit; /* or NULL */
    void *to;
};

/* Reads a ledger from its start to its end. Returns NULL, or why it can't be read. chain_free gives
 * back what *c holds. */
const char *chain_read(chain_source *source, void *from, const struct chain_query *query, struct chain *c);
/* The same for the file at path, inflated where it is compressed. */
const char *chain_read_file(const char *path, const struct chain_query *query, struct chain *c);
void chain_free(struct chain *c);

/* Whether a seal that has lost its line end is all there, under a header of so many columns: nothing of its
 * hash and of the columns behind it is missing, and it can be judged. */
bool chain_seal_is_whole(struct slice line, size_t columns);

/* What a line is. */
enum chain_mark chain_mark(const char *line, size_t n);

/* A field of a mark, or of an entry as it stands there, quotes and all; empty where there is none. */
struct slice chain_field(struct slice line, size_t column);

#endif
