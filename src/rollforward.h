/*
 * Roll-forward: how the receivables of the first day of a range became those of its last.
 *
 *     opening + charges - payments + adjustments = closing
 *
 * Every kind of entry has its one place in it. Penalties and interest are charges. Payments are
 * money received, shown above zero, as the cash office counts it: a payment that bounced was not
 * received, so a return lowers them. All else that changes what is owed without money at the
 * counter (adjustments, write-offs, transfers, refunds) stands with its own sign. As nothing is
 * left out, the closing of a range is the opening of the one that begins on the day after.
 */
#ifndef TILL_ROLLFORWARD_H
#define TILL_ROLLFORWARD_H

#include "entry.h"
#include "wide.h"

/* Zero-initialise. */
struct rollforward {
    struct wide opening, charges, payments, adjustments;
};

/* Takes an entry in: before the range it is part of the opening, after it it does not exist. */
void rollforward_add(struct rollforward *r, const struct entry *e, struct range range);
void rollforward_join(struct rollforward *r, const struct rollforward *other);

/* Its five sums, in their order. Returns false where 64 bits can't hold one. */
#define ROLLFORWARD_SUMS 5
bool rollforward_sums(const struct rollforward *r, money sum[ROLLFORWARD_SUMS]);

/* Whether nothing was owed and nothing happened, or all of it came to nothing. */
bool rollforward_is_zero(const struct rollforward *r);

#endif
