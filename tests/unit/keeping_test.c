/* Kept or broken, as of a day. */
#include "../../src/keeping.h"

#include "tap.h"

int
main(void)
{
    const struct dated plan[] = { { 100, 5000 }, { 130, 5000 }, { 160, 5000 } };
    struct dated receipts[] = { { 131, 4000 }, { 98, 5000 }, { 150, 1000 } };
    struct dated bills[] = { { 140, 0 }, { 145, 2500 }, { 120, 100 } };
    struct keeping k;

    keeping_check(plan, 3, NULL, 0, NULL, 0, 99, 10, &k);
    ok(!k.broken && k.due == 0 && k.behind == 0 && k.unpaid == 3, "nothing is due yet: kept");
    keeping_check(plan, 3, NULL, 0, NULL, 0, 110, 10, &k);
    ok(!k.broken && k.due == 5000 && k.behind == 5000, "behind within the grace days: kept");
    keeping_check(plan, 3, NULL, 0, NULL, 0, 111, 10, &k);
    ok(k.broken && k.unpaid == 0 && k.since == 111, "the day after the grace days: broken");
    keeping_check(plan, 3, receipts, 3, NULL, 0, 141, 10, &k);
    ok(k.broken && k.unpaid == 1 && k.paid == 9000 && k.behind == 1000,
       "an instalment paid in part is unpaid");
    keeping_check(plan, 3, receipts, 3, NULL, 0, 150, 10, &k);
    ok(!k.broken && k.paid == 10000 && k.behind == 0, "a plan that caught up is kept again");
    keeping_check(plan, 3, receipts, 3, bills, 2, 155, 10, &k);
    ok(!k.broken && k.bill == 2, "a bill within its grace days does not break a plan");
    keeping_check(plan, 3, receipts, 3, bills, 3, 156, 10, &k);
    ok(k.broken && k.bill == 2 && k.unpaid == 3 && k.since == 131,
       "the earliest bill unpaid after its grace days does");
    keeping_check(plan, 3, receipts, 3, bills, 3, 156, 0, &k);
    ok(k.broken && k.since == 121 && k.bill == 2, "without grace days the day after the due date counts");
    return tap_end();
}
