/*
 * Draft: entries read and judged as a batch that could be posted, and who posts it when. till-post
 * posts drafts, till-approve approves them.
 */
#ifndef TILL_CLI_DRAFT_H
#define TILL_CLI_DRAFT_H

#include "cli.h"
#include "digest.h"
#include "limits.h"
#include "mark.h"
#include "receipts.h"

/* What a draft's entries must keep to, besides what every entry must. */
struct draft_rules {
    bool formulas;       /* text that a spreadsheet would run may enter */
    struct range period; /* of their dates */
    bool dated;          /* whether there is one */
};

/* The largest amount of a kind, either way, and where it stands. */
struct largest {
    money amount;
    char *file;
    uint64_t line;
};

struct draft {
    struct buffer header, body; /* lines of the ledger */
    size_t added;               /* columns that the office added behind the entry's */
    char sha[DIGEST_TEXT];      /* of the input, as a plain CSV file has it */
    struct totals totals;
    struct receipts receipts; /* of the payments */
    struct largest largest[KINDS];
};

/* Reads the entries of files as they would stand in ledger (NULL: in a new one). Faults are reported
 * on the way; the caller calls cli_checked. Returns whether the ledger is a new one. */
bool draft_read(struct draft *d, const char *ledger, char **files, const struct draft_rules *rules);

/* Says which kinds of the draft are beyond what the user may post, with their places if told to; their
 * number. beyond[KINDS] is set. */
int draft_beyond(const struct draft *d, const struct limits *limits, const char *user, bool *beyond,
                 bool tell);

struct limits *cli_limits(const char *path);

/* Who posts to the ledger: the real user, or who called sudo to become the ledger's owner. */
const char *cli_user(const char *ledger);

/* When: UTC as 2026-06-30T22:10:05Z; SOURCE_DATE_EPOCH stands for the clock where it is set. */
void cli_moment(char text[32]);

/* Prints batch,entries,debits,credits,net,seal,sha256; seal 0: not sealed. */
void cli_totals(const char *batch, const struct totals *t, uint64_t seal, const char *sha);

/* What can wait does, what would end the program midway is an error of write() instead. */
void cli_hold_signals(void);

#endif
