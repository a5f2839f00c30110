/*
 * Chunks: many receipts that are applied at once, those of each book side by side; what they make is shown in
 * their order.
 */
#ifndef TILL_APPLY_CHUNKS_H
#define TILL_APPLY_CHUNKS_H

#include "apply.h"

/* What came of a receipt: entries (their texts are the receipt's, or stay), and why no more, or NULL. */
struct applied {
    const char *why, *column;
    const struct entry *entry;
    size_t n;
};

/* Who has the receipts, in their order: take gives the next, false where there is none; show gets what came
 * of the next, while later ones are applied. Both are called by the caller's thread alone. */
struct applier {
    bool (*take)(void *with, struct receipt *r);
    void (*show)(void *with, const struct applied *done);
    void *with;
};

/* Applies all receipts to an a of so many books. */
void chunks_apply(struct apply *a, unsigned books, const struct applier *by);

#endif
