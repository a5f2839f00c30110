/*
 * Items: the open items of accounts, made of the entries of a ledger.
 *
 * The rule (DESIGN, till-age, "Open items"): entries with the same account, item and code are one
 * open item. Its open amount is their sum; its due date is the earliest of its charges (penalties,
 * interest), a charge without one being due on its date; an item without a charge is due on its
 * first date. What an item was over-credited settles the other codes of the same item, then is
 * loose. Credits without an item are loose. A charge or debit adjustment without an item is an item
 * of its own; a refund or return without one first takes back loose credit, and the rest is due on
 * its date. Loose credit settles the oldest due first, or stays apart; what is left is unapplied.
 *
 * The order in which entries come never matters to what is settled. Memory is in proportion to
 * accounts and items.
 */
#ifndef TILL_ITEMS_H
#define TILL_ITEMS_H

#include "entry.h"
#include "intern.h"

#define ITEM_NONE UINT32_MAX

/* Texts are numbers of items_text(). */
struct item {
    uint32_t account, item, code; /* item: ITEM_NONE: of its own, without a name */
    uint32_t group;               /* of the first due charge; see items_add */
    uint32_t next;                /* the account's next item, or ITEM_NONE */
    date due, first;              /* due: DATE_NONE until a charge has come */
    bool charged, penalised;      /* has a charge; has a penalty or interest */
    uint64_t place;               /* of its first entry */
    money open;
};

enum credits { CREDITS_OLDEST, CREDITS_SEPARATE };

struct items;

struct items *items_new(void); /* owned by the caller */
void items_free(struct items *t);

/* Takes an entry in; group is what a report is by (till-age -g), place its place in the ledger.
 * Returns false where a sum passes 64 bits. */
bool items_add(struct items *t, const struct entry *e, struct slice group, uint64_t place);

/* Texts and their numbers: accounts, items, codes and groups alike. */
struct slice items_text(const struct items *t, uint32_t number);
uint32_t items_number(struct items *t, struct slice text);

date item_due(const struct item *i);

/* What is open once everything is settled: an amount above zero due on a date, or what an account
 * has unapplied (below zero, due DATE_NONE). */
struct open_item {
    uint32_t account, item, code, group;
    uint32_t index; /* of its item, for items_at; or ITEM_NONE */
    date due;
    money open;
};

/* Calls visit for all that is open, accounts in byte order, the oldest due first in each, what is
 * unapplied last. Leaves the items as they are. */
void items_settle(struct items *t, enum credits how, void (*visit)(void *, const struct open_item *),
                  void *to);

/* The items of an account that have names and something open, what was over-credited settled with
 * the other codes of its item, loose credit left apart; the oldest due first. Returns how many;
 * *open is borrowed until the next call. */
size_t items_open(struct items *t, uint32_t account, const struct open_item **open);

struct item *items_at(struct items *t, uint32_t index);

#endif
