/*
 * Limits: who may post how much of what, and approve it for others.
 *
 * A table user,kind,limit,approves: user may post an entry of kind up to limit, either way, and approve
 * another's up to approves: an amount, or yes for as much as limit, or no. Kind * is every kind that has no
 * line of its own. Who has no line for a kind has no authority for it. Nobody approves an own batch: whoever
 * asks must see to that.
 */
#ifndef TILL_LIMITS_H
#define TILL_LIMITS_H

#include "entry.h"

struct limits;

struct limits *limits_new(void); /* owned by the caller */
void limits_free(struct limits *l);

enum limits_column { LIMITS_USER, LIMITS_KIND, LIMITS_LIMIT, LIMITS_APPROVES, LIMITS_COLUMNS };
extern const char *const limits_want[LIMITS_COLUMNS];

/* Takes a row of the table. Returns NULL, or what is wrong and in *column with which field. */
const char *limits_add(struct limits *l, const struct slice field[LIMITS_COLUMNS],
                       enum limits_column *column);

/* How much the user may post of the kind, or approve; NO_AUTHORITY: nothing, not even an entry of 0.00. */
#define NO_AUTHORITY (-1)
money limits_post(const struct limits *l, const char *user, enum entry_kind kind);
money limits_approve(const struct limits *l, const char *user, enum entry_kind kind);

#endif
