/*
 * Findings: the kinds of explanation that match knows, best first, and what is kept of one.
 *
 * They stand in four levels, by how much is taken on trust; of a difference only its best level is
 * told. match_words.c has what each says of its sources a and b.
 */
#ifndef TILL_MATCH_FINDING_H
#define TILL_MATCH_FINDING_H

#include "match.h"

#define MATCH_MOST 3 /* explanations a line */
#define NO_REF     UINT32_MAX

enum finding_kind {
    /* What two sources say of a receipt by its number. */
    FOUND_TWICE,    /* twice in a, once in b */
    FOUND_VOID,     /* void in a, counts in b */
    FOUND_MOVED,    /* in a here, in b under another key */
    FOUND_LACKED,   /* in a, not in b */
    FOUND_SWAPPED,  /* two digits of its amount are swapped */
    FOUND_TENFOLD,  /* its amount is off by a factor of ten */
    FOUND_AMOUNT,   /* its amounts differ */
    FOUND_TOGETHER, /* a few receipts differ, and explain the difference together */

    /* Where a source has no such numbers: what one source says, or two totals. */
    MAYBE_TWICE, /* twice in a */
    MAYBE_VOID,  /* void in a, maybe in b */
    OTHER_KEY,   /* another line is out by as much the other way */
    TOTAL_SWAPPED,
    TOTAL_TENFOLD,

    /* The only receipt of such an amount. */
    MAYBE_LACKED, /* in a, maybe not in b */
    MAYBE_SWAPPED,
    MAYBE_TENFOLD,
    MAYBE_EXTRA, /* once in a, maybe twice in b */

    NOTHING_HERE, /* b lacks the key */
    FINDINGS,
    DIFFERING = FINDINGS, /* not told as such: receipts that differ, whether they explain or not */
    NOTES
};

struct finding {
    enum finding_kind kind;
    uint32_t ref; /* or NO_REF */
    uint16_t a, b;
    money x, y;    /* the amount; the other one */
    uint32_t line; /* the other line */
};

/* The findings of a kind: how many, and the first of them by receipt number. */
struct note {
    size_t n;
    struct finding best[MATCH_MOST];
};

/* Two neighbouring digits of a, as written, swapped give b; a is ten times b, or b ten times a. */
bool match_swapped(money a, money b);
bool match_tenfold(money a, money b);

#endif
