#include "tally.h"

bool
tally_add(struct tally *t, money m)
{
    return tally_join(t, &(struct tally){ 1, m, m, m });
}

bool
tally_join(struct tally *t, const struct tally *other)
{
    if (other->count == 0)
        return true;
    if (t->count == 0 || other->min < t->min)
        t->min = other->min;
    if (t->count == 0 || other->max > t->max)
        t->max = other->max;
    t->count += other->count;
    return money_add(t->sum, other->sum, &t->sum);
}

money
tally_mean(const struct tally *t)
{
    money mean = 0;

    if (t->count > 0)
        money_divide(t->sum, t->count, ROUND_HALF_UP, &mean); /* no mean is larger than its sum */
    return mean;
}
