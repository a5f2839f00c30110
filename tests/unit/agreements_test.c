/* What is kept of schedules is given back as it was, in memory and from the file that it goes to. */
#include "../../src/agreements.h"

#include "tap.h"

#include <string.h>

static uint64_t seed = 20260630;

static int64_t
some(int64_t n)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((seed >> 20) % (uint64_t)n);
}

/* A schedule of up to eight instalments that hold together as those of schedule.h do. */
static void
make(struct agreement *a)
{
    money balance = 1 + some(MONEY_MAX);
    int first = (int)some(2);

    a->start = DATE_MIN + (date)some(DATE_MAX - DATE_MIN);
    a->n = 1 + (size_t)some(8);
    for (size_t i = 0; i < a->n; i++) {
        struct instalment *one = &a->schedule[i];
        one->seq = first + (int)i;
        one->due = a->start + (date)some(100000) - 50000;
        one->principal = some(2) ? some(100000) - 50000 : some(MONEY_MAX);
        one->interest = some(2) ? 0 : some(MONEY_MAX);
        one->fee = some(2) ? 0 : some(10000);
        one->payment = one->principal + one->interest + one->fee;
        balance -= one->principal;
        one->balance = balance;
    }
}

static bool
same(const struct agreement *a, const struct agreement *b)
{
    bool good = a->n == b->n && a->start == b->start && slice_equal(a->field[0], b->field[0]) &&
                slice_equal(a->field[1], b->field[1]);

    for (size_t i = 0; i < a->n && good; i++) {
        const struct instalment *x = &a->schedule[i], *y = &b->schedule[i];
        good = x->seq == y->seq && x->due == y->due && x->payment == y->payment &&
               x->principal == y->principal && x->interest == y->interest && x->fee == y->fee &&
               x->balance == y->balance;
    }
    return good;
}

static bool
comes_back(size_t count)
{
    static struct instalment in[8], out[8];
    struct slice field[2] = { { "P-1", 3 }, { NULL, 0 } }, back[2];
    struct agreement a = { .schedule = in, .field = field }, b = { .schedule = out, .field = back };
    struct agreements all = { .fields = 2 };
    uint64_t first = seed;
    size_t good = 0;

    for (size_t i = 0; i < count; i++) {
        make(&a);
        agreements_keep(&all, &a);
    }
    agreements_turn(&all);
    seed = first;
    while (agreements_next(&all, &b)) {
        make(&a);
        good += same(&a, &b);
    }
    count -= agreements_fault(&all) != NULL;
    agreements_free(&all);
    return good == count;
}

int
main(void)
{
    ok(comes_back(0) && comes_back(1) && comes_back(1000), "from memory");
    ok(comes_back(500000), "from the file");
    return tap_end();
}
