/* The level payment: halves that fixed point alone could not decide, and the largest numbers. */
#include "../../src/annuity.h"

#include "tap.h"

int
main(void)
{
    static int64_t growth[ANNUITY_MAX];
    money up = 0, even = 0;

    growth[0] = 1;
    annuity_payment(50, growth, 1, 100, ROUND_HALF_UP, &up);
    annuity_payment(50, growth, 1, 100, ROUND_HALF_EVEN, &even);
    ok(up == 51 && even == 50, "a level payment of 50 1/2 cents");
    growth[0] = 0;
    annuity_payment(ANNUITY_MAX / 2 * 5, growth, ANNUITY_MAX, ANNUITY_UNIT_MAX - 1, ROUND_HALF_UP, &up);
    annuity_payment(ANNUITY_MAX / 2 * 5, growth, ANNUITY_MAX, ANNUITY_UNIT_MAX - 1, ROUND_HALF_EVEN, &even);
    ok(up == 3 && even == 2, "a level payment of 2 1/2 cents over the longest term");
    for (int k = 0; k < ANNUITY_MAX; k++)
        growth[k] = ANNUITY_GROWTH_MAX - 1;
    ok(annuity_payment(1000, growth, ANNUITY_MAX, ANNUITY_UNIT_MAX - 1, ROUND_HALF_UP, &up) && up > 0,
       "a level payment at the largest growth");
    return tap_end();
}
