/*
 * Apply: receipts spread over open items. In which order money settles what is owed is policy and
 * differs by city: the keys say it, nothing is built in.
 *
 * A receipt that names an item pays that item first, the code it names before the item's others.
 * The rest goes over the account's open items in the order of the keys, each a sort key, ties by the
 * next, then by place in the ledger; what is left is one unapplied entry. A void makes nothing. A
 * refund is an entry of its own. A return names by its receipt number the payment that bounced and
 * gives back, item by item, what that had settled.
 */
#ifndef TILL_APPLY_H
#define TILL_APPLY_H

#include "items.h"

enum apply_key { KEY_OLDEST, KEY_NEWEST, KEY_PENALTY, KEY_CURRENT, KEY_CODE, APPLY_KEYS };
enum receipt_status { STATUS_SALE, STATUS_VOID, STATUS_REFUND, STATUS_RETURN, STATUSES };

struct receipt {
    date date;
    enum receipt_status status;
    money amount; /* above zero, but a void's may be 0 */
    struct slice ref, account, item, code, tender, till, clerk, memo;
};

struct apply;

/* Takes each entry that is made. Its texts are those of its receipt, or stay until apply_free. */
typedef void apply_entry(void *to, const struct entry *e);

/* Accounts are cut in so many books, by their keys (items.h, share.h). Owned by the caller. */
struct apply *apply_new(unsigned books);
void apply_free(struct apply *a);

/* The order of money: keys by their names, codes in their order. Returns NULL or what is wrong. */
const char *apply_order(struct apply *a, const char *const *key, size_t keys, const char *const *code,
                        size_t codes);

/* Says that there will be receipts of these accounts of a book, APPLY_FETCH of them at most, books side by
 * side; and a return of that receipt number. Only what concerns these is kept of the ledger. */
#define APPLY_FETCH 16
void apply_expect(struct apply *a, unsigned book, const struct slice *account, size_t n);
void apply_await(struct apply *a, struct slice ref);

/* Whether a receipt number of that hash (hash.h) may be a return's. Entries that bear one are noted, in the
 * order of the ledger. False where a sum passes 64 bits. */
bool apply_awaits(const struct apply *a, uint64_t ref);
bool apply_note(struct apply *a, const struct entry *e);

/* Takes a run of the ledger's entries into the book of their accounts (items_add_run); books side by side.
 * The end of the ledger comes before the first receipt; false where a sum has passed 64 bits. */
void apply_ledger(struct apply *a, unsigned book, struct item_run *run);
bool apply_ledger_end(struct apply *a);

/* The book of an account. Receipts of several books can be applied side by side; but one alone that is a
 * return, which asks what payments of any account had settled, or may be such a payment. */
unsigned apply_book(const struct apply *a, struct slice account);
bool apply_is_alone(const struct apply *a, const struct receipt *r);

/* Asks for the memory of the next few receipts of a book, APPLY_FETCH of them at most, and says which of its
 * accounts theirs are: all that there will be, apply_expect has made. */
void apply_fetch(const struct apply *a, unsigned book, const struct receipt *const *r, size_t n,
                 uint32_t *account);

/* Applies r, whose account is that one of the book. Returns NULL, or why it can't be and, in *column, which
 * column says so. */
const char *apply_receipt(struct apply *a, unsigned book, uint32_t account, const struct receipt *r,
                          apply_entry *made, void *to, const char **column);

/* Returns the status of that name, or STATUSES. */
enum receipt_status receipt_status(struct slice name);

#endif
