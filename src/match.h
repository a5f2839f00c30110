/*
 * Match: what would explain a line of a reconciliation that is out.
 *
 * A line has the sum of each source under one key; each source after the first is held against the
 * first. Sources with receipt numbers have receipts: the amounts under one number in one line are
 * one receipt. An explanation accounts for a difference to the cent, by one receipt or one total
 * (or by up to three receipts together), and is the likelier the less it takes on trust: first what two
 * sources say of a receipt by its number, then what a source says twice, a tender keyed as another and slips
 * of the hand in totals, last a receipt that merely has the amount, and only where it is the only
 * one. Answers do not depend on the order in which receipts came.
 */
#ifndef TILL_MATCH_H
#define TILL_MATCH_H

#include "memory.h"
#include "money.h"

#include <stdbool.h>
#include <stdint.h>

/* An amount under a receipt number; a void one counts nothing in its line. */
struct match_receipt {
    uint32_t line, ref;
    uint32_t source : 31, voided : 1;
    money amount;
};

struct match_input {
    const char *const *source;  /* names */
    const bool *posted, *known; /* whether a source is postings, and whether it has receipt numbers */
    size_t sources;
    const char *const *column; /* names of the key's texts */
    size_t columns;
    const uint32_t *order;   /* of the lines, by their keys */
    const struct slice *key; /* of line i at i * columns */
    const money *sum;        /* of line i and source s at i * sources + s */
    const bool *there;       /* the same: whether the source has the key at all */
    size_t lines;
    const struct match_receipt *receipt;
    size_t receipts;
    const struct slice *ref; /* texts of receipt numbers */
    size_t refs;
    money tolerance;
};

struct match;

/* Orders the receipts by line and number. Differences must fit 64 bits. What in points to stays the
 * caller's, and must stay. */
struct match *match_new(const struct match_input *in);
void match_free(struct match *m);

/* Whether a source is out against the first: by more than the tolerance. */
bool match_out(money difference, money tolerance);

/* Appends the explanations of a line to out, best first, as plain words. */
void match_explain(struct match *m, uint32_t line, struct buffer *out);

#endif
