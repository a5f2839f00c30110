/*
 * Keeping a plan: whether instalments were paid, as of a day.
 *
 * What was received settles instalments in their order, whichever it was meant for. An
 * instalment, or a current bill, has its due date and the grace days after it; one still unpaid
 * on a later day breaks the plan. The state is that of the day asked about: a plan that caught
 * up is kept again.
 */
#ifndef TILL_KEEPING_H
#define TILL_KEEPING_H

#include "date.h"
#include "money.h"

#include <stdbool.h>
#include <stddef.h>

/* What falls due, an open bill, or what was received: an amount and its day. */
struct dated {
    date day;
    money amount;
};

struct keeping {
    money due;    /* of instalments due on or before the day */
    money paid;   /* received on or before the day */
    money behind; /* due - paid, or 0.00 */
    bool broken;
    date since;    /* broken: the first day after the grace days, of the earliest cause */
    size_t unpaid; /* the first instalment unpaid after its grace days, or their number */
    size_t bill;   /* the same for the bills; among several the earliest due */
};

/* Receipts and bills in any order, instalments in order of their due dates. bills hold open
 * amounts as of the day. Returns NULL, or what is wrong ("the payments are beyond ..."). */
const char *keeping_check(const struct dated *instalments, size_t count, const struct dated *receipts,
                          size_t received, const struct dated *bills, size_t open, date day, int grace,
                          struct keeping *out);

#endif
