#include "keeping.h"

#define TOO_LARGE "the payments are beyond 999,999,999,999.99"

static const char *
add_up(const struct dated *what, size_t count, date day, money *sum)
{
    *sum = 0;
    for (size_t i = 0; i < count; i++)
        if (what[i].day <= day && !money_add(*sum, what[i].amount, sum))
            return TOO_LARGE;
    return NULL;
}

static bool
is_late(const struct dated *d, date day, int grace)
{
    return (int64_t)day > (int64_t)d->day + grace;
}

/* A cause of the breach; the earliest is kept. */
static void
breach(struct keeping *out, const struct dated *cause, int grace)
{
    date since = cause->day + grace + 1;

    if (!out->broken || since < out->since)
        out->since = since;
    out->broken = true;
}

const char *
keeping_check(const struct dated *instalments, size_t count, const struct dated *receipts, size_t received,
              const struct dated *bills, size_t open, date day, int grace, struct keeping *out)
{
    money asked = 0;
    const char *why;

    *out = (struct keeping){ .since = DATE_NONE, .unpaid = count, .bill = open };
    if (grace < 0 || grace > 3660)
        return "the grace days are not from 0 to 3,660";
    why = add_up(instalments, count, day, &out->due);
    if (!why)
        why = add_up(receipts, received, day, &out->paid);
    if (why)
        return why;
    if (out->due > out->paid && !money_add(out->due, -out->paid, &out->behind))
        return TOO_LARGE;
    for (size_t i = 0; i < count && is_late(&instalments[i], day, grace); i++) {
        asked += instalments[i].amount; /* at most out->due, which fits */
        if (asked > out->paid) {
            out->unpaid = i;
            breach(out, &instalments[i], grace);
            break;
        }
    }
    for (size_t i = 0; i < open; i++) {
        if (bills[i].amount <= 0 || !is_late(&bills[i], day, grace))
            continue;
        if (out->bill == open || bills[i].day < bills[out->bill].day)
            out->bill = i;
        breach(out, &bills[i], grace);
    }
    return NULL;
}
