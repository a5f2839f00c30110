/* Rank: numbers in the order of their texts, against the order that a comparison of two texts gives. */
#include "../../src/rank.h"

#include "../../src/threads.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>

#define MOST       3000
#define LONG_TEXTS 1000

static char room[MOST][64];
static struct slice text[MOST];
static uint64_t seed = 1;

static unsigned
any(unsigned below)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(seed >> 33) % below;
}

/* Texts that have much in common: of a few bytes, behind a beginning that many have. */
static void
make_texts(size_t n, unsigned before, unsigned bytes)
{
    for (size_t i = 0; i < n; i++) {
        size_t length = any(before + 1), more = any(20);
        memset(room[i], 'a', length);
        for (size_t k = 0; k < more; k++)
            room[i][length++] = (char)(1 + any(bytes));
        text[i] = (struct slice){ room[i], length };
    }
}

/* The numbers are all there, in order, and those of equal texts as they came. */
static bool
are_ranked(const uint32_t *number, size_t n)
{
    bool there[MOST] = { false };

    for (size_t i = 0; i < n; i++) {
        int order = i == 0 ? -1 : slice_compare(text[number[i - 1]], text[number[i]]);
        if (number[i] >= n || there[number[i]] || order > 0 || (order == 0 && number[i - 1] > number[i]))
            return false;
        there[number[i]] = true;
    }
    return true;
}

static void
test_ranks(void)
{
    size_t wrong = 0;

    for (int round = 0; round < 300; round++) {
        size_t n = any(any(2) ? 70 : MOST);
        uint32_t *number;
        make_texts(n, any(2) ? 0 : any(40), any(2) ? 255 : 2);
        number = rank_texts(text, n);
        wrong += !are_ranked(number, n);
        free(number);
    }
    ok(wrong == 0, "texts of any length, few or many, alike or not, come in the order of their bytes");
}

/* Ranks as a thread of a program does, whose stack is a small one. */
static void
rank_beside(void *with, unsigned i)
{
    uint32_t *number;

    if (i == 0)
        return;
    number = rank_texts(text, LONG_TEXTS);
    *(bool *)with = are_ranked(number, LONG_TEXTS);
    free(number);
}

/* Texts of 64 KiB that differ at their ends alone, and some that are nothing but the beginning of others. */
static void
test_long(void)
{
    enum { LONG = 65536 };
    char *all = malloc((size_t)LONG_TEXTS * LONG);
    bool good = false;

    memset(all, 'a', (size_t)LONG_TEXTS * LONG);
    for (size_t i = 0; i < LONG_TEXTS; i++) {
        all[i * LONG + LONG - 1] = (char)('a' + any(26));
        text[i] = (struct slice){ all + i * LONG, i % 3 ? LONG : i * LONG / LONG_TEXTS };
    }
    threads_run(2, rank_beside, &good);
    ok(good, "... however much they have in common");
    free(all);
}

static void
test_parts(void)
{
    bool more;

    ok(rank_of(slice_of("abc"), 0, &more) == 0x6162630000000000 && !more,
       "a part has its first byte highest");
    ok(rank_of(slice_of("abcdefgh"), 0, &more) == 0x6162636465666768 && !more, "... and eight bytes are all");
    ok(rank_of(slice_of("abcdefghi"), 0, &more) == 0x6162636465666768 && more, "... or not");
    ok(rank_of(slice_of("abcdefghi"), 1, &more) == UINT64_C(0x69) << 56 && !more, "... and then come others");
    ok(rank_of(slice_of("abc"), 5, &more) == 0 && !more, "behind the end there is nothing");
}

int
main(void)
{
    test_parts();
    test_ranks();
    test_long();
    return tap_end();
}
