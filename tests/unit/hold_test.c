/* Hold: what went in comes back in its order, from memory and from a file, however it is asked for. */
#include "../../src/hold.h"

#include "tap.h"

#include <stdint.h>
#include <string.h>

/* Adds so many records of eight bytes, each its number. */
static void
add_numbers(struct hold *h, uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        buffer_add(&h->b, (const char *)&i, sizeof i);
        hold_relieve(h);
    }
}

/* The number of the first record that is not its number; n: all are. */
static uint64_t
first_wrong(struct hold *h, uint64_t n, size_t at_once)
{
    uint64_t got[64], i = 0;
    size_t bytes;

    while ((bytes = hold_take(h, (char *)got, at_once * sizeof *got)) > 0)
        for (size_t k = 0; k < bytes / sizeof *got; k++, i++)
            if (got[k] != i)
                return i;
    return i == n ? n : i;
}

static bool
comes_back(uint64_t n, size_t at_once)
{
    struct hold h = { 0 };
    bool same;

    add_numbers(&h, n);
    hold_turn(&h);
    same = first_wrong(&h, n, at_once) == n && !h.fault;
    hold_free(&h);
    return same;
}

/* By parts that are borrowed; *parts: how many they were. */
static bool
comes_in_parts(uint64_t n, size_t *parts)
{
    struct hold h = { 0 };
    struct slice part;
    uint64_t i = 0, number;
    bool same = true;

    *parts = 0;
    add_numbers(&h, n);
    hold_turn(&h);
    for (; (part = hold_next(&h)).n > 0; ++*parts)
        for (size_t at = 0; at < part.n; at += sizeof number, i++) {
            memcpy(&number, part.p + at, sizeof number);
            same &= number == i;
        }
    same &= i == n && !h.fault && hold_next(&h).n == 0;
    hold_free(&h);
    return same;
}

static void
test_long_record(void)
{
    struct hold h = { 0 };
    static char long_one[3000000], back[sizeof long_one];
    bool same;

    memset(long_one, 'x', sizeof long_one);
    buffer_put(&h.b, "first");
    hold_relieve(&h);
    buffer_add(&h.b, long_one, sizeof long_one);
    hold_relieve(&h);
    buffer_put(&h.b, "last");
    hold_turn(&h);
    same = hold_take(&h, back, 5) == 5 && memcmp(back, "first", 5) == 0;
    same &= hold_take(&h, back, sizeof back) == sizeof back && memcmp(back, long_one, sizeof back) == 0;
    same &= hold_take(&h, back, sizeof back) == 4 && memcmp(back, "last", 4) == 0;
    ok(same, "a record that is longer than a piece comes back whole");
    hold_free(&h);
}

int
main(void)
{
    size_t parts;

    ok(comes_back(0, 1), "nothing comes back as nothing");
    ok(comes_back(1, 64) && comes_back(1000, 7), "a little comes back in its order");
    ok(comes_back(1000000, 63), "more than a piece comes back in its order");
    ok(comes_in_parts(1000000, &parts) && parts > 1, "so it does in parts that are borrowed");
    ok(comes_in_parts(18000000, &parts) && parts > 1000,
       "what is more than memory is for comes back from a file");
    test_long_record();
    return tap_end();
}
