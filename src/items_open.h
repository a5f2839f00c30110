/*
 * Items, account by account: what is open while money is being applied to it. Loose credit is left apart.
 */
#ifndef TILL_ITEMS_OPEN_H
#define TILL_ITEMS_OPEN_H

#include "items.h"

/* Lists, account by account, what is open now, for items_open; and what items_add has taken in counts. False
 * where items_flush says false. */
bool items_list(struct items *t);

/* The number of an account, or ITEM_NONE; and that of the one that came after an account, or after none. */
uint32_t items_account_number(const struct items *t, struct slice account);
uint32_t items_next_account(const struct items *t, uint32_t account);

/* The items with names of an account that were open when items_list made its list, as they are now: those
 * with something open, what was over-credited settled with the other codes of its item; the oldest due
 * first. Returns how many; *open is borrowed until the next call of this or items_codes. */
size_t items_open(struct items *t, uint32_t account, const struct open_item **open);

/* The number of an account's item, or ITEM_NONE; what is open of it likewise, whenever it came; and its line
 * of a code as it stands, before anything is settled: false where it has none. */
uint32_t items_item_number(const struct items *t, uint32_t account, struct slice name);
size_t items_codes(struct items *t, uint32_t item, const struct open_item **open);
bool items_of_code(const struct items *t, uint32_t item, struct slice code, struct open_item *o);

/* Adds a payment of an item's code as items_add would. False where the sum passes 64 bits. */
bool items_pay(struct items *t, uint32_t index, const struct entry *payment);

/* Whether an entry of that date, no charge, makes it due on another day. */
bool items_moves(const struct items *t, uint32_t index, date on);

/* Whether penalties and interest are all that was charged. */
bool items_is_penalty(const struct items *t, uint32_t index);

/* Asks for the memory of a look for an account and its item that comes soon: first for the slots, then for
 * the records. */
void items_fetch_slots(const struct items *t, struct slice account, struct slice item);
void items_fetch_records(const struct items *t, struct slice account, struct slice item);
void items_fetch(const struct items *t, uint32_t index);
void items_fetch_loose(const struct items *t, uint32_t account); /* for an entry without an item */

/* Whether so many codes were seen of its item that items_codes takes a while. */
bool items_is_wide(const struct items *t, uint32_t item);

#endif
