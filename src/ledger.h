/*
 * Ledger: the one writer. A batch is appended whole, sealed, on the disk and read back, or not at
 * all; what chain.h says of the file holds before and after.
 */
#ifndef TILL_LEDGER_H
#define TILL_LEDGER_H

#include "chain.h"

/* A batch to post. All texts are CSV already and stay the caller's. */
struct batch {
    struct slice header; /* the ledger's first line, with its end; what a new ledger begins with */
    struct slice mark;   /* the line that opens the batch, with its end */
    struct slice body;   /* the lines of its entries */
    const char *id;      /* as it stands in the mark */
    const char *date;    /* of the seal, YYYY-MM-DD */
    size_t added;        /* columns that the office added behind the entry's */
};

enum post_result {
    POST_DONE,
    POST_ALREADY, /* the ledger has this batch, with these entries */
    POST_OTHER,   /* the ledger has a batch of that id with other entries */
    POST_CLOSED,  /* the period is closed */
    POST_REFUSED, /* the ledger can't be posted to; it is as it was */
    POST_FAILED,  /* writing failed; the ledger is as it was */
    POST_UNKNOWN  /* writing failed, and whether the batch is there can't be known */
};

struct posting {
    enum post_result result;
    uint64_t seal;
    char sha[DIGEST_TEXT];
    const char *why;  /* for what was refused or failed */
    uint64_t line;    /* of the ledger, where why is about one; else 0 */
    char *saved;      /* where a tail that was cut short was saved, or NULL; freed by the caller */
};

/* Reads the header of the ledger at path into *header (empty: no ledger is there, or none begun).
 * Returns NULL, or why it can't be read. */
const char *ledger_header(const char *path, struct buffer *header);

/* Posts b to the ledger at path; dry: only says what would be. */
struct posting ledger_post(const char *path, const struct batch *b, bool dry);

#endif
