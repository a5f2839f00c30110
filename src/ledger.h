/*
 * Ledger: the one writer. A batch is appended whole, sealed, on the disk and read back, or not at
 * all; what chain.h says of the file holds before and after.
 */
#ifndef TILL_LEDGER_H
#define TILL_LEDGER_H

#include "chain.h"
#include "mark.h"
#include "receipts.h"

/* A batch to post. All texts are CSV already and stay the caller's. */
struct batch {
    struct slice header;             /* the ledger's first line, or what a new one begins with; empty: any */
    struct slice body;               /* the lines of its entries */
    const char *id, *user, *memo;    /* of its mark */
    const char *day;                 /* of its mark and seal, YYYY-MM-DD */
    const char *opening;             /* the memo of the batch "open" that a new ledger begins with, or NULL */
    size_t added;                    /* columns that the office added behind the entry's */
    const struct receipts *receipts; /* of its payments; NULL: they may stand there already */
};

enum post_result {
    POST_DONE,
    POST_ALREADY,   /* the ledger has this batch, with these entries */
    POST_OTHER,     /* the ledger has a batch of that id with other entries */
    POST_DUPLICATE, /* the ledger has one of its receipts in another batch */
    POST_CLOSED,    /* the period is closed */
    POST_REFUSED,   /* the ledger can't be posted to; it is as it was */
    POST_FAILED,    /* writing failed; the ledger is as it was */
    POST_UNKNOWN    /* writing failed, and whether the batch is there can't be known */
};

struct posting {
    enum post_result result;
    uint64_t seal;
    char sha[DIGEST_TEXT];
    const char *why; /* for what was refused or failed */
    uint64_t line;   /* of the ledger, where why is about one; else 0 */
    char *receipt;   /* that stands there already, or NULL; freed by the caller */
    char *saved;     /* where a tail that was cut short was saved, or NULL; freed by the caller */
};

/* Posts b to the ledger at path; dry: only says what would be. */
struct posting ledger_post(const char *path, const struct batch *b, bool dry);

#endif
