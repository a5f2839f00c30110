#include "rollforward.h"

bool
rollforward_add(struct rollforward *r, const struct entry *e, struct range range)
{
    if (e->date > range.to)
        return true;
    if (e->date < range.from)
        return money_add(r->opening, e->amount, &r->opening);
    switch (e->kind) {
    case KIND_CHARGE:
    case KIND_PENALTY:
    case KIND_INTEREST:
        return money_add(r->charges, e->amount, &r->charges);
    case KIND_PAYMENT:
    case KIND_RETURN:
        return money_add(r->payments, -e->amount, &r->payments);
    case KIND_ADJUSTMENT:
    case KIND_REFUND:
    case KIND_WRITEOFF:
    case KIND_TRANSFER:
    case KINDS:
        break;
    }
    return money_add(r->adjustments, e->amount, &r->adjustments);
}

bool
rollforward_join(struct rollforward *r, const struct rollforward *other)
{
    return money_add(r->opening, other->opening, &r->opening) &&
           money_add(r->charges, other->charges, &r->charges) &&
           money_add(r->payments, other->payments, &r->payments) &&
           money_add(r->adjustments, other->adjustments, &r->adjustments);
}

bool
rollforward_closing(const struct rollforward *r, money *closing)
{
    return money_add(r->opening, r->charges, closing) && money_add(*closing, -r->payments, closing) &&
           money_add(*closing, r->adjustments, closing);
}

bool
rollforward_is_zero(const struct rollforward *r)
{
    return r->opening == 0 && r->charges == 0 && r->payments == 0 && r->adjustments == 0;
}
