/*
 * Queues: open items in the order in which money pays them.
 *
 * Putting one in, taking one out and finding the first are O(log n): a queue is a treap (Seidel, Aragon
 * 1996) whose priorities are hashes, so that the same input makes the same tree everywhere. What is current
 * depends on the day of the receipt; each node knows the latest due date below it, so the order that all
 * other keys make is enough to find what is first on any day.
 */
#ifndef TILL_APPLY_QUEUE_H
#define TILL_APPLY_QUEUE_H

#include "apply.h"
#include "intern.h"
#include "items_open.h"

#define QUEUE_KEYS  8
#define QUEUE_EMPTY UINT32_MAX /* a queue is known by its root */

/* The order of money: the keys, ties by the next, then by place in the ledger. */
struct policy {
    enum apply_key key[QUEUE_KEYS];
    size_t keys;
    struct intern codes; /* in the order that KEY_CODE means */
};

/* Sets them by their names. Returns NULL, or what is wrong. */
const char *policy_set(struct policy *p, const char *const *key, size_t keys, const char *const *code,
                       size_t codes);

/* What is open of an item, as its queue needs it: of a long ledger there are many. */
struct queued {
    uint32_t code, item, index; /* as of struct open_item */
    date due;
    money open;
    date latest; /* due date of it and all below */
    uint32_t left, right;
    uint32_t rank : 31, penalty : 1; /* its code's rank, QUEUE_UNRANKED: none */
};

#define QUEUE_UNRANKED (UINT32_MAX >> 1)

/* The same as open of its account. */
static inline struct open_item
queued_open(const struct queued *n, uint32_t account)
{
    return (struct open_item){ account, n->code, ITEM_NONE, n->item, n->index, n->due, n->open };
}

/* The queues of all accounts. Zero-initialise but for policy and items. */
struct queues {
    const struct policy *policy;
    const struct items *items;
    struct queued *node;
    size_t nodes, cap;
    uint32_t spare; /* by left: nodes no longer in use, number + 1 */
};

void queue_put(struct queues *q, uint32_t *root, const struct open_item *o);

/* Takes out what has its index and due date, or hands it over to be changed in its open amount (else NULL).
 */
void queue_take(struct queues *q, uint32_t *root, const struct open_item *o);
struct queued *queue_find(const struct queues *q, uint32_t root, const struct open_item *o);

/* What is paid first on that day; NULL where the queue is empty. */
const struct queued *queue_first(const struct queues *q, uint32_t root, date on);

#endif
