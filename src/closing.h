/*
 * Closing: the ends of periods. A period is the month that a ledger's name says: 2026-06.csv. Its last
 * batch, "close", has its totals and the balance it leaves; the next period's first batch, "open",
 * names that seal and takes the balance over. Then nobody may write to it any more.
 */
#ifndef TILL_CLOSING_H
#define TILL_CLOSING_H

#include "ledger.h"
#include "period.h"

/* How the period before that of path stands. */
enum before { BEFORE_NONE, BEFORE_OPEN, BEFORE_CLOSED, BEFORE_BAD };

struct predecessor {
    enum before is;
    char *path;           /* freed by the caller, or NULL */
    money balance;        /* that it left */
    char from[128];       /* its name and last seal, for a memo of its successor */
    char memo[MARK_MEMO]; /* for the batch "open" of its successor */
    const char *why;      /* for BEFORE_BAD */
};

struct predecessor period_before(const char *path);

/* Whether the ledger at path has a seal. What a crash left of its first batch is no beginning: whoever posts
 * next begins it, with the opening balance. */
bool period_has_begun(const char *path);

/* Closes the ledger at path: appends b, whose memo is what stands behind the totals, and takes the right
 * to write away. carried is what the period before left. *totals and *balance are what it closed with. */
struct posting ledger_close(const char *path, const struct batch *b, money carried, struct totals *totals,
                            money *balance);

/* Compresses the closed ledger at path: path.gz is written, read back and held against the last seal,
 * is on the disk, and only then takes the ledger's place. Run again after a crash it ends what it had
 * begun. */
struct posting ledger_pack(const char *path);

#endif
