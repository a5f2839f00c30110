/*
 * The records of items: accounts, and the lines that their entries are summed up in.
 *
 * An item is a head, which has its name and its first code's line, and a line for each further code. The
 * first WIDE_FROM lines are looked through; those behind are found by a hash of their own. All stand in one
 * store in the order in which they came, so a line's number tells which of two was there first.
 */
#ifndef TILL_ITEMS_LINES_H
#define TILL_ITEMS_LINES_H

#include "date.h"
#include "money.h"

#define WIDE_FROM 8

enum line_flags {
    LINE_HEAD = 1, /* kinds: the first of an item: struct head */
    LINE_MORE,     /* another code's */
    LINE_WIDE,     /* another code's of an item that has many: struct wide */
    LINE_OWN,      /* an item of its own, without a name: struct own */
    LINE_LOOSE,    /* credit without an item; refunds and returns without one (above zero) */
    LINE_KIND = 7,
    LINE_DUE = 8, /* its date is its earliest charge's due date; else its first date */
    LINE_CHARGED = 16,
    LINE_PENALISED = 32,
    LINE_DATE = 8 /* its date, from DATE_MIN on, stands above so many bits */
};

struct line {
    money open;
    uint32_t code, group; /* group: ITEM_NONE: the account */
    uint32_t next;        /* of the same item, or ITEM_NONE; of LINE_OWN and LINE_LOOSE the account */
    uint32_t when;        /* flags and date */
};

struct head {
    struct line line;
    uint32_t account;
    uint16_t n;
    char name[];
};

struct own {
    struct line line;
    date first; /* the entry's own, whenever it is due */
};

struct wide {
    struct line line;
    uint32_t head;
};

struct account {
    uint32_t loose;         /* its last line of that kind, or ITEM_NONE */
    uint32_t listed, heads; /* where its part of the list ends, and how many stand there */
    uint16_t n;
    char name[];
};

static inline date
line_date(const struct line *l)
{
    return (date)(l->when >> LINE_DATE) + DATE_MIN;
}

#endif
