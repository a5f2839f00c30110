/*
 * Cli plans: the records that plans are read from, with what is wrong in them reported.
 */
#ifndef TILL_CLI_PLANS_H
#define TILL_CLI_PLANS_H

#include "agreements.h"
#include "cli.h"
#include "plans.h"
#include "terms.h"

/* Reads the terms of a record over the defaults in *t, from the slots that begin with slot and
 * are terms_want's, and makes their schedule; out has SCHEDULE_ROOM. Returns the number of its
 * records, or 0: reported. */
size_t cli_schedule(const struct row *row, int slot, struct terms *t, struct instalment *out);

/*
 * Reads a table of plans, each with its account; the caller owns them. A table with a column due
 * has an instalment a record, plan,account,due,payment; a plan's start is in its column start, or
 * is the due date of its record with seq 0, or is that of the defaults. Any other table has the
 * terms of a plan a record. Leaves with status 2 where something is wrong.
 */
struct plans *cli_plans(const char *path, const struct terms *defaults);

/* Reads records of terms and keeps what was agreed, with the fields of its columns that are no terms: these
 * are named as columns of out, and if an account is among them the start is, for who checks an account's
 * plan has to know it. Leaves with status 2 where something is wrong. */
void cli_agreements(char **files, const struct terms *defaults, struct emit *out, struct agreements *all);

/* Days on which the office is closed: the column date of a table, kept until the program ends. */
struct holidays cli_holidays(const char *path);

#endif
