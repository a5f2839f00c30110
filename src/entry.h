/*
 * Entries: the lines of a ledger (DESIGN: section 3), and the rule of signs.
 */
#ifndef TILL_ENTRY_H
#define TILL_ENTRY_H

#include "date.h"
#include "memory.h"
#include "money.h"

enum entry_kind { /* the first three fall due */
                  KIND_CHARGE,
                  KIND_PENALTY,
                  KIND_INTEREST,
                  KIND_PAYMENT,
                  KIND_RETURN,
                  KIND_ADJUSTMENT,
                  KIND_REFUND,
                  KIND_WRITEOFF,
                  KIND_TRANSFER,
                  KINDS
};

/* The columns in the order of a ledger. */
enum entry_column {
    ENTRY_DATE,
    ENTRY_ACCOUNT,
    ENTRY_KIND,
    ENTRY_REF,
    ENTRY_ITEM,
    ENTRY_CODE,
    ENTRY_AMOUNT,
    ENTRY_DUE,
    ENTRY_TENDER,
    ENTRY_TILL,
    ENTRY_CLERK,
    ENTRY_MEMO,
    ENTRY_COLUMNS
};

/* Texts are borrowed from the row that the entry was read from. */
struct entry {
    date date;
    struct slice account;
    enum entry_kind kind;
    struct slice ref, item, code;
    money amount; /* above zero: the customer owes more */
    date due;     /* or DATE_NONE */
    struct slice tender, till, clerk, memo;
};

/* The columns' names; those that must be there come without, the others with a '?' before them. */
extern const char *const entry_want[ENTRY_COLUMNS];
const char *entry_column_name(enum entry_column c);

const char *entry_kind_name(enum entry_kind k);

/* Reads an entry from its fields. Returns NULL, or what is wrong and in *column with which field. */
const char *entry_parse(const struct slice field[ENTRY_COLUMNS], struct entry *e, enum entry_column *column);
const char *entry_kind_parse(struct slice s, enum entry_kind *out); /* NULL, or what is wrong */

/* DESIGN, section 3: a kind's amounts are above zero (1), below (-1) or either (0). NULL: one is right. */
extern const signed char entry_signs[KINDS];
const char *entry_check_sign(enum entry_kind k, money amount);

static inline bool
entry_sign_is_good(enum entry_kind k, money amount)
{
    return entry_signs[k] == 0 || (entry_signs[k] > 0 ? amount > 0 : amount < 0);
}

bool entry_is_mark(struct slice kind); /* a batch's mark is no entry */

static inline bool
entry_is_charge(enum entry_kind k)
{
    return k <= KIND_INTEREST; /* what falls due */
}

#endif
