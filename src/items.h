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
#include "items_run.h"

#define ITEM_NONE UINT32_MAX

enum credits { CREDITS_OLDEST, CREDITS_SEPARATE };

struct items;

struct items *items_new(void); /* owned by the caller */
void items_free(struct items *t);

/* Takes an entry in, copying what it needs; group is what a report is by (till-age -g), NULL: the
 * account. It may wait until items_flush or another look at the items. False: a sum has passed 64 bits,
 * of this entry or of one that waited. */
bool items_add(struct items *t, const struct entry *e, const struct slice *group);
void items_add_run(struct items *t, struct item_run *run); /* the same of many */
bool items_flush(struct items *t);

/* From the first call on only entries of the accounts that items_expect names are taken in. */
void items_expect_none(struct items *t);
void items_expect(struct items *t, struct slice account);

/* What is open once everything is settled: an amount above zero due on a date, or what an account
 * has unapplied (below zero, due DATE_NONE). Numbers are those of items_account and its like. */
struct open_item {
    uint32_t account, code, group;
    uint32_t item;  /* or ITEM_NONE: without a name */
    uint32_t index; /* of the item of that code, higher the later it came; or ITEM_NONE */
    date due;
    money open;
};

struct slice items_account(const struct items *t, const struct open_item *o);
struct slice items_name(const struct items *t, const struct open_item *o);
struct slice items_code(const struct items *t, const struct open_item *o);
struct slice items_group(const struct items *t, const struct open_item *o);

/* The date of an item without a name, whenever it is due. */
date items_first(const struct items *t, const struct open_item *o);

/* Calls visit for all that is open, accounts in byte order, the oldest due first in each, what is
 * unapplied last. Leaves the items as they are. False, and no calls, where items_flush says false. */
bool items_settle(struct items *t, enum credits how, void (*visit)(void *, const struct open_item *),
                  void *to);

#endif
