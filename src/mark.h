/*
 * Mark: the records of a ledger that are no entries, as text.
 *
 * A batch opens with DATE,,batch,ID,,,,,,,USER,MEMO, its memo telling what it holds and when it was
 * posted: "entries 12 debits 100.00 credits -20.00 posted 2026-06-30T22:10:05Z". The ids open and close
 * are a ledger's own: its first batch may take over from the period before, its last one ends its
 * period, and their memos say the balance. A seal is DATE,,seal,,NUMBER,,,,,,,SHA-256.
 */
#ifndef TILL_MARK_H
#define TILL_MARK_H

#include "date.h"
#include "digest.h"
#include "memory.h"
#include "money.h"

#include <stdint.h>

#define MARK_OPEN  "open"
#define MARK_CLOSE "close"
#define MARK_MEMO  512 /* bytes, at most */

struct totals {
    int64_t entries;
    money debits, credits; /* above and below zero */
};

/* False where a sum passes 64 bits. */
bool totals_add(struct totals *t, money amount);

/* "entries 12 debits 100.00 credits -20.00", to memo[MARK_MEMO]; returns its length. */
size_t mark_totals(char *memo, const struct totals *t);

/* Whether a memo tells these totals. */
bool mark_says(const char *memo, const struct totals *t);

/* Reads "WORD AMOUNT" out of a memo. False where it is not there. */
bool mark_amount(struct slice memo, const char *word, money *out);

/* Reads the word behind WORD out of a memo; empty where it is not there. */
struct slice mark_word(struct slice memo, const char *word);

/* Appends the line of a batch or a seal; added is how many columns the office added to the ledger. */
void mark_batch(struct buffer *to, const char *day, const char *id, const char *user, const char *memo,
                size_t added);
void mark_seal(struct buffer *to, const char *day, uint64_t number, const char *sha, size_t added);

#endif
