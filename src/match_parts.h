/*
 * What the files of match share: match.c orders and chooses, match_find.c and match_lines.c look
 * for explanations, match_words.c puts them in words.
 */
#ifndef TILL_MATCH_PARTS_H
#define TILL_MATCH_PARTS_H

#include "match_finding.h"

#define MATCH_OFTEN 1000 /* what has more records than that is no receipt number */

/* What one source holds under one number in one line. */
struct held {
    uint32_t from, to; /* places in by_line */
    uint32_t counted;  /* records that are not void */
    money sum, voided;
};

/* A difference of a line, to be found by what another line must have to cancel it. */
struct loose {
    uint64_t hash; /* of the source, the column and the key without that column */
    money difference;
    uint32_t rank, line;
};

struct match {
    const struct match_input *in;
    uint32_t *by_line, *line_at; /* receipts by line, number, source; where a line's begin */
    uint32_t *by_ref, *ref_at;   /* receipts by number; where a number's begin */
    uint32_t *rank;              /* of a line, in byte order of the keys */
    bool *shared;                /* whether a source's numbers are the first's: see compare_numbers */
    struct loose *loose;
    size_t loose_n;
    struct note *note; /* of the line at hand: of source s and kind k at s * NOTES + k */
    struct held *held; /* of the number at hand, by source */
};

money match_difference(const struct match *m, uint32_t line, size_t source);

/* Fill the notes of source s (against the first) for a line; the walk over its receipts serves all
 * sources at once. */
void match_find_receipts(struct match *m, uint32_t line);
void match_find_totals(struct match *m, uint32_t line, size_t source);
void match_find_lines(struct match *m, uint32_t line, size_t source);

/* Orders the differences by what cancels them. */
void match_order_loose(struct match *m);

/* Keeps a finding in a note of the source: that of its kind, or DIFFERING. */
void match_note(struct match *m, size_t source, int place, struct finding f);

/* Appends a finding in words. */
void match_words(const struct match *m, uint32_t line, const struct finding *f, struct buffer *out);

#endif
