/*
 * Plans: instalment agreements of accounts, and what entries say of them: which payments are a
 * plan's, and which items are current bills that have to be paid beside it. Whether it is kept
 * then is for keeping.h to say.
 *
 * A plan pays one item: the one that its record names, else an item of the account that is called
 * as the plan is (the plan is a bill of its own). Where there is none it pays what the account
 * owed when it began: the items first named on or before its start. Its payments are those of
 * its account, less returns, from its start on that name an item it pays, or, where it pays no
 * single item, that name none or one that was never charged. A return of what was paid before the
 * start takes nothing from the plan. Every other item that falls due from the start on is a
 * current bill; what another plan pays is not.
 */
#ifndef TILL_PLANS_H
#define TILL_PLANS_H

#include "entry.h"
#include "keeping.h"

#include <stdint.h>

#define PLANS_NONE SIZE_MAX

struct plans;

struct plans *plans_new(void); /* owned by the caller */
void plans_free(struct plans *p);

/* Adds a plan; all of them come before the first entry. item may be empty, start DATE_NONE until
 * plans_start. Returns its place: 0, 1, 2 ..., or PLANS_NONE where the name is taken. */
size_t plans_add(struct plans *p, struct slice name, struct slice account, struct slice item, date start);
void plans_start(struct plans *p, size_t plan, date start);
void plans_instalment(struct plans *p, size_t plan, date due, money payment);

size_t plans_count(const struct plans *p);
size_t plans_find(const struct plans *p, struct slice name); /* or PLANS_NONE */
struct slice plans_name(const struct plans *p, size_t plan);
struct slice plans_account(const struct plans *p, size_t plan);
date plans_started(const struct plans *p, size_t plan); /* or DATE_NONE */

/* Takes an entry of the day of the report or before in. Returns
 * false where a sum passes 64 bits. */
bool plans_entry(struct plans *p, const struct entry *e);

/* All entries are in. Call it once, before the first plans_judge. False where a sum passes 64 bits. */
bool plans_settle(struct plans *p);

struct verdict {
    struct keeping state;
    bool late;         /* an instalment is unpaid after its grace days */
    date unpaid;       /* the first instalment due that is not paid in full, or DATE_NONE */
    bool done;         /* all instalments are paid: bills are no longer looked at */
    struct slice bill; /* the current bill that breaks the plan; empty: a charge without a name */
    date bill_due;     /* or DATE_NONE: no bill does */
};

/* Returns NULL, or what is wrong with the plan. */
const char *plans_judge(struct plans *p, size_t plan, date day, int grace, struct verdict *out);

#endif
