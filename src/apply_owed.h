/*
 * Owed: the queues of accounts, kept as what they owe is paid, returned and refunded; and of items that have
 * many codes, once a receipt has named them.
 */
#ifndef TILL_APPLY_OWED_H
#define TILL_APPLY_OWED_H

#include "apply_queue.h"

/* Zero-initialise but for items and what queues ask for. */
struct owed {
    struct items *items;
    struct queues queues;
    uint32_t *root; /* by number of the account */
    size_t roots;
    struct owed_item {
        uint32_t item, root;
    } * wide;
    size_t wide_n, wide_cap;
    struct slots by_item; /* of those */
};

void owed_free(struct owed *w);

/* Makes the queues of all accounts, of what is open now. False where a sum has passed 64 bits. */
bool owed_make(struct owed *w);

/* The queue of an account; and asks for its memory, for a look that comes soon. */
uint32_t *owed_by(struct owed *w, uint32_t account);
void owed_fetch(const struct owed *w, uint32_t account);
void owed_fetch_first(const struct owed *w, uint32_t account, date on); /* for what is paid first */

/* That of an item of many codes; NULL where no one has asked for it, unless it is to be made. */
uint32_t *owed_for(struct owed *w, uint32_t item, bool make);

/* Around a change of an item (or ITEM_NONE) that may make it due on another day or open again: before it
 * what is open is taken out of the queues, and behind it put in. */
void owed_leave(struct owed *w, uint32_t account, uint32_t item);
void owed_return(struct owed *w, uint32_t account, uint32_t item);

/* Part of what is queued was paid, and nothing else of its item has changed. */
void owed_less(struct owed *w, const struct open_item *o, money part);

#endif
