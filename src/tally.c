#include "tally.h"

void
tally_join(struct tally *t, const struct tally *other)
{
    if (other->count == 0)
        return;
    if (t->count == 0 || other->min < t->min)
        t->min = other->min;
    if (t->count == 0 || other->max > t->max)
        t->max = other->max;
    t->count += other->count;
    wide_join(&t->sum, &other->sum);
}

money
tally_mean(money sum, int64_t count)
{
    money mean = 0;

    if (count > 0)
        money_divide(sum, count, ROUND_HALF_UP, &mean); /* no mean is larger than its sum */
    return mean;
}
