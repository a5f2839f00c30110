#include "rollforward.h"

void
rollforward_add(struct rollforward *r, const struct entry *e, struct range range)
{
    if (e->date > range.to)
        return;
    if (e->date < range.from) {
        wide_add(&r->opening, e->amount);
        return;
    }
    switch (e->kind) {
    case KIND_CHARGE:
    case KIND_PENALTY:
    case KIND_INTEREST:
        wide_add(&r->charges, e->amount);
        break;
    case KIND_PAYMENT:
    case KIND_RETURN:
        wide_add(&r->payments, -e->amount);
        break;
    case KIND_ADJUSTMENT:
    case KIND_REFUND:
    case KIND_WRITEOFF:
    case KIND_TRANSFER:
    case KINDS:
        wide_add(&r->adjustments, e->amount);
        break;
    }
}

void
rollforward_join(struct rollforward *r, const struct rollforward *other)
{
    wide_join(&r->opening, &other->opening);
    wide_join(&r->charges, &other->charges);
    wide_join(&r->payments, &other->payments);
    wide_join(&r->adjustments, &other->adjustments);
}

bool
rollforward_sums(const struct rollforward *r, money sum[ROLLFORWARD_SUMS])
{
    struct wide closing = r->opening;

    if (!wide_money(&r->opening, &sum[0]) || !wide_money(&r->charges, &sum[1]) ||
        !wide_money(&r->payments, &sum[2]) || !wide_money(&r->adjustments, &sum[3]))
        return false;
    wide_join(&closing, &r->charges);
    wide_join(&closing, &r->adjustments);
    wide_less(&closing, &r->payments);
    return wide_money(&closing, &sum[4]);
}

static bool
is_nothing(const struct wide *w)
{
    return w->low == 0 && w->high == 0;
}

bool
rollforward_is_zero(const struct rollforward *r)
{
    return is_nothing(&r->opening) && is_nothing(&r->charges) && is_nothing(&r->payments) &&
           is_nothing(&r->adjustments);
}
