/*
 * Received: what a record says of money received, whatever kind of record it is.
 *
 * Of entries, minus the payments and returns; of receipts, what their status says; of anything else, its
 * amount.
 */
#ifndef TILL_CLI_RECEIVED_H
#define TILL_CLI_RECEIVED_H

#include "block.h"
#include "cli.h"

/* The columns asked of a source, its first slots, and their names, with a '?' where they may be missing. */
enum received_column {
    RECEIVED_DATE,
    RECEIVED_KIND,
    RECEIVED_STATUS,
    RECEIVED_REF,
    RECEIVED_AMOUNT,
    RECEIVED_COLUMNS
};

extern const char *const received_want[RECEIVED_COLUMNS];

/* What is found of each record while it is read, its first values: received_ahead asks for it. The kind of
 * what has none, and the status likewise, is RECEIVED_WITHOUT. */
enum received_value { RECEIVED_DAY, RECEIVED_SORT, RECEIVED_STATE, RECEIVED_CENTS };

#define RECEIVED_WITHOUT (-1)

void received_ahead(struct rows *r);

/* Which records whose values are there are good. */
good_rule received_good;

/* Whether a record is good; if not, it has been reported; if it is, its values have been put right. */
bool received_read(const struct row *row);

/* What a good record is to the sums. */
enum received { RECEIVED, RECEIVED_VOID, RECEIVED_NOTHING };

/* *m: the money received. refunds: those of entries count, too. */
enum received received_of(const int64_t *value, bool refunds, money *m);

#endif
