/*
 * The records of items: accounts, and what has the lines that their entries are summed up in.
 *
 * An item has its first line before its name and further codes' lines behind it, as long as nothing else was
 * put behind the item; later codes have a struct more each. The first WIDE_FROM lines are looked through;
 * those behind are found by a hash of their own. All stand in one store in the order in which they came, so a
 * line's number tells which of two was there first.
 *
 * Most of a long ledger's memory is items: one with a short name and a line takes 24 bytes.
 */
#ifndef TILL_ITEMS_LINES_H
#define TILL_ITEMS_LINES_H

#include "items_line.h"
#include "items_words.h"

#include <stddef.h>

#define WIDE_FROM 8

struct item {
    struct line line;
    uint32_t account : 28; /* below ITEM_ACCOUNTS */
    uint32_t behind : 3;   /* how many lines stand behind the name */
    uint32_t chained : 1;  /* it has a struct more: */
    uint32_t check;        /* this; else the lower half of its hash: with the upper one and the name it is the
                              account, too */
    char name[WORD_BYTES]; /* or, of a longer one, its word as load_back writes it, */
    uint16_t n;            /* its length, and the name: of a short one these are not there */
    char text[];
};

#define ITEM_ACCOUNTS (UINT32_C(1) << 28) /* numbers are of 8 bytes: 2 GB of accounts */

struct more {
    struct line line;
    uint32_t item, next;
};

struct single {
    struct line line;
    uint32_t account;
    date first; /* the entry's own, whenever it is due */
};

struct account {
    uint32_t loose;           /* its last line of that kind, or ITEM_NONE */
    uint32_t listed, listing; /* where its part of the list ends, and how many stand there */
    uint16_t n;
    char name[];
};

static inline size_t
account_bytes(size_t n)
{
    return offsetof(struct account, name) + name_room(n);
}

#endif
