/* Receipts looked for among lines of a ledger, against a search of all of them field by field. */
#include "../../src/receipts.h"

#include "../../src/chain.h"
#include "../../src/entry.h"
#include "../../src/hash.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>

#define MANY 3000

static uint64_t seed = 20260630;

static unsigned
some(unsigned n)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 40) % n;
}

/* A field as CSV has it: short, long, quoted with a comma or a quote in it, or empty. */
static size_t
put_field(char *p, unsigned range)
{
    switch (some(12)) {
    case 0:
        return (size_t)sprintf(p, "\"R,%u\"", some(range));
    case 1:
        return (size_t)sprintf(p, "\"a \"\"%u\"\", b\"", some(range));
    case 2:
        return (size_t)sprintf(p, "a-long-number-%u-of-a-receipt", some(range));
    default:
        return (size_t)sprintf(p, "%u", some(range));
    }
}

static struct slice
make_line(char *p)
{
    static const char *const kinds[] = { "payment",  "payment", "payment", "charge",
                                         "payments", "pay",     "refund" };
    char account[64], ref[64], till[64];

    put_field(account, 1000);
    put_field(ref, 4000);
    put_field(till, 2);
    return (struct slice){ p, (size_t)sprintf(p, "%s,%s,%s,%s,%s,,-1.00,,CASH,%s,,%s%s",
                                              some(20) ? "2026-06-30" : "\"2026-06-30\"",
                                              some(9) ? account : "", kinds[some(7)], some(9) ? ref : "",
                                              some(9) ? ref : "", some(3) ? till : "",
                                              some(9) ? "" : "\"x, y\"", some(5) ? "\n" : "\r\n") };
}

static struct slice all[2 * MANY];

static bool
stands(size_t n, struct slice ref, struct slice till)
{
    for (size_t i = 0; i < n; i++)
        if (slice_equal(all[2 * i], ref) && slice_equal(all[2 * i + 1], till))
            return true;
    return false;
}

/* Two numbers of the same hash (hash.h) are two. */
static void
test_hash(void)
{
    static const char line[] = "2026-06-30,1,payment,RECEIPTS00000001,,,-1.00,,,1,,\n";
    struct receipts r = { 0 };
    struct slice found;

    receipts_add(&r, slice_of("00008830}NYLCi~3"), slice_of("1"));
    ok(!receipts_have(&r, slice_of(line), &found), "another number that comes to the same");
    receipts_add(&r, slice_of("RECEIPTS00000001"), slice_of("1"));
    ok(receipts_have(&r, slice_of(line), &found) && slice_is(found, "RECEIPTS00000001"), "... beside it");
    ok(hash_bytes(slice_of("00008830}NYLCi~3")) == hash_bytes(slice_of("RECEIPTS00000001")), "as they do");
    receipts_free(&r);
}

int
main(void)
{
    static char text[MANY][512];
    char line[512];
    struct receipts r = { 0 };
    struct slice found;
    size_t n = 0, wrong = 0, hits = 0;

    ok(!receipts_have(&r, slice_of("2026-06-30,1,payment,1,,,-1.00,,,,,\n"), &found), "none in an empty set");
    for (size_t i = 0; i < MANY; i++) {
        struct slice s = make_line(text[i]), ref = chain_field(s, ENTRY_REF);
        if (ref.n == 0)
            continue;
        all[2 * n] = ref;
        all[2 * n + 1] = chain_field(s, ENTRY_TILL);
        receipts_add(&r, all[2 * n], all[2 * n + 1]);
        n++;
    }
    for (size_t i = 0; i < 20000; i++) {
        struct slice s = make_line(line), ref = chain_field(s, ENTRY_REF);
        bool want =
            slice_is(chain_field(s, ENTRY_KIND), "payment") && stands(n, ref, chain_field(s, ENTRY_TILL));
        bool got = receipts_have(&r, s, &found);
        wrong += got != want || (got && !slice_equal(found, ref));
        hits += got;
    }
    ok(wrong == 0 && hits > 300, "the same as a search of all, %zu found", hits);
    for (size_t n_short = 0; n_short < 40; n_short++)
        wrong +=
            receipts_have(&r, (struct slice){ ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", n_short }, &found);
    ok(wrong == 0, "lines that end early");
    receipts_free(&r);
    test_hash();
    return tap_end();
}
