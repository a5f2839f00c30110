/*
 * Taken: the receipts of a day, which wait until the ledger has been read.
 *
 * They stand one behind the other, each with the bytes of its record and where that came from, and are gone
 * through in their order; those that were done with for good make room for what comes of them.
 */
#ifndef TILL_TAKEN_H
#define TILL_TAKEN_H

#include "apply.h"
#include "row.h"

/* Zero-initialise. */
struct taken {
    struct tray *first, *last;
    struct list files; /* of the rows, whose names stay theirs */
};

/* How far the receipts have been gone through. Zero-initialise: none yet. */
struct taken_at {
    struct tray *tray;
    size_t at;
};

struct taken_receipt; /* borrowed until it is dropped */

/* Keeps a receipt and the row it came from, whose cells its texts are. */
void taken_keep(struct taken *t, const struct row *row, const struct receipt *r);

/* The next receipt, or NULL; what it says, and its file, line and bytes as a row for messages. */
const struct taken_receipt *taken_next(const struct taken *t, struct taken_at *at);
void taken_says(const struct taken_receipt *one, struct receipt *r);
void taken_place(const struct taken *t, const struct taken_receipt *one, struct row *place);

/* Lets go of those that were gone through before the last one, as far as that gives memory back. */
void taken_drop(struct taken *t, const struct taken_at *at);
void taken_free(struct taken *t);

#endif
