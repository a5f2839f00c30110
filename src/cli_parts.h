/*
 * Cli, the parts of programs whose records are shared out (rows_share.h).
 */
#ifndef TILL_CLI_PARTS_H
#define TILL_CLI_PARTS_H

#include "cli.h"
#include "group.h"
#include "items.h"
#include "key.h"
#include "rows_share.h"

/* As many as there are threads. */
unsigned cli_parts(void);

/* The keys (items.h) of an entry's account, among its values, where an entry without an account has none;
 * and the hashes (hash.h) of any column. */
int cli_accounts(struct rows *r);
int cli_hashes(struct rows *r, int slot);

/* The kinds of a column: a rule of values.h. */
bool cli_kinds(const struct values *v);

/* Which entries whose values are there are good (block.h), whether one is, and the entry. */
good_rule cli_entries_good;
bool cli_entry_good(const int64_t *value);
void cli_entry_of(const struct row *row, struct entry *e);

/* Has what items ask of entries found: their numbers (items_run.h), the first of a ledger's values. A run
 * of entries as items take it in, later ones than until passed over; it lasts as long as the first. */
void cli_items(struct rows *r);
struct item_run cli_item_run(const struct row *first, size_t n, date until);

/* One part's groups. */
struct keyed {
    const void *with;
    struct key key; /* of the record at hand */
    struct groups *groups;
};

struct keyed_parts {
    struct keyed part[SHARE_PARTS];
    void *each[SHARE_PARTS];
    struct rows_share how;
};

/* Has the records taken by parts with the key and size bytes a group: take gets a struct keyed. */
void cli_share(struct keyed_parts *all, struct rows *r, const struct key *key, size_t size, const void *with);

/* The groups of all parts, the caller's, once all records are taken. */
struct groups *cli_join(struct keyed_parts *all, void (*join)(void *with, void *own, const void *others));

#endif
