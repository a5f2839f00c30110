/*
 * A line of items: what the entries of one account, item and code are summed up in.
 *
 * It is eight bytes where all it has is small: cents in 32 bits, one of the first codes, no group. Else it
 * names a struct large.
 */
#ifndef TILL_ITEMS_LINE_H
#define TILL_ITEMS_LINE_H

#include "date.h"
#include "money.h"

enum line_bits {
    LINE_ITEM = 1, /* kinds: the first of a struct item */
    LINE_MORE,     /* another code's */
    LINE_OWN,      /* struct single: an item of its own, without a name */
    LINE_LOOSE,    /* the same: credit without an item; refunds and returns without one (above zero) */
    LINE_KIND = 7,
    LINE_DUE = 8, /* its date is its earliest charge's due date; else its first date */
    LINE_CHARGED = 16,
    LINE_PENALISED = 32
};

#define LINE_CODE      6  /* its code stands above so many bits, */
#define LINE_DATE      15 /* its date, from DATE_MIN on, above so many */
#define LINE_CODE_MASK ((1u << LINE_DATE) - (1u << LINE_CODE))
#define LINE_NO_CODE   510u /* above the numbers of the codes that are small */
#define LINE_LARGE     511u

struct line {
    union {
        int32_t open;
        uint32_t large; /* its struct large, where the code is LINE_LARGE */
    };
    uint32_t bits;
};

struct large {
    money open;
    uint32_t code, group; /* or ITEM_NONE: no code; the account */
};

static inline date
line_date(const struct line *l)
{
    return (date)(l->bits >> LINE_DATE) + DATE_MIN;
}

#endif
