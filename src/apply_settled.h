/*
 * What payments had settled, less what was given back: for the returns that name their receipt numbers.
 *
 * It is one sum an account, item and code, so that neither the order of payment and return nor a payment in
 * several parts lets anything come back twice.
 */
#ifndef TILL_APPLY_SETTLED_H
#define TILL_APPLY_SETTLED_H

#include "entry.h"
#include "intern.h"

#define SETTLED_NONE UINT32_MAX

struct settled {
    uint32_t ref;
    uint32_t account, item, code; /* numbers of texts */
    uint32_t next;                /* of the same ref, in the order of the ledger */
    money amount;                 /* above zero: may still be given back */
};

/* Zero-initialise. */
struct settlements {
    struct intern refs;  /* awaited: those of the returns */
    struct intern texts; /* of accounts, items and codes */
    struct settled *settled;
    size_t n, cap;
    struct slots slots; /* of settled, by ref, account, item and code */
    struct awaited {
        uint32_t first, last;
    } * awaited; /* by number of the ref */
    size_t awaited_cap;
};

void settled_free(struct settlements *s);

/* Says that the receipt number matters. */
void settled_await(struct settlements *s, struct slice ref);

/* Adds what a payment settled, or takes away what a return gave back, where its receipt number is awaited.
 * False where the sum passes 64 bits. */
bool settled_note(struct settlements *s, const struct entry *e);

/* Whether the number of a hash (hash.h) may be awaited. */
bool settled_awaits(const struct settlements *s, uint64_t ref);

/* The first of that receipt number, or SETTLED_NONE. */
uint32_t settled_first(const struct settlements *s, struct slice ref);

#endif
