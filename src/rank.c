#include "rank.h"

#include "load.h"

#include <stdlib.h>
#include <string.h>

#define FEW    64 /* so many are in order sooner by putting each where it belongs */
#define DIGITS 8  /* bytes of a part */

struct ranked {
    uint64_t part;
    uint32_t number;
};

struct ranking {
    rank_part *part;
    const void *with;
    struct ranked *spare;
    uint32_t count[DIGITS][256]; /* how many have each byte, for each byte of a part, the lowest first */
};

static void
insert(struct ranked *all, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct ranked one = all[i];
        size_t k = i;
        for (; k > 0 && all[k - 1].part > one.part; k--)
            all[k] = all[k - 1];
        all[k] = one;
    }
}

static void
count_bytes(struct ranking *r, const struct ranked *all, size_t n)
{
    memset(r->count, 0, sizeof r->count);
    for (size_t i = 0; i < n; i++)
        for (int d = 0; d < DIGITS; d++)
            r->count[d][all[i].part >> 8 * d & 0xff]++;
}

/* By the lowest byte, then by the next, and so on; a byte that all have says nothing. */
static void
radix(struct ranking *r, struct ranked *all, size_t n)
{
    struct ranked *from = all, *to = r->spare;

    count_bytes(r, all, n);
    for (int d = 0; d < DIGITS; d++) {
        uint32_t *count = r->count[d], place = 0;
        if (count[all[0].part >> 8 * d & 0xff] == n)
            continue;
        for (int byte = 0; byte < 256; byte++) {
            uint32_t here = count[byte];
            count[byte] = place;
            place += here;
        }
        for (size_t i = 0; i < n; i++)
            to[count[from[i].part >> 8 * d & 0xff]++] = from[i];
        from = to;
        to = from == all ? r->spare : all;
    }
    if (from != all)
        memcpy(all, from, n * sizeof *all);
}

/* By the parts at a depth. Returns whether any text has more. */
static bool
order(struct ranking *r, struct ranked *all, size_t n, size_t depth)
{
    bool any = false, ordered = true;

    for (size_t i = 0; i < n; i++) {
        bool more;
        all[i].part = r->part(r->with, all[i].number, depth, &more);
        any |= more;
        ordered &= i == 0 || all[i - 1].part <= all[i].part;
    }
    if (!ordered && n <= FEW)
        insert(all, n);
    else if (!ordered)
        radix(r, all, n);
    return any;
}

/* How many from the first on have its part. */
static size_t
run_of(const struct ranked *first, const struct ranked *end)
{
    const struct ranked *at = first + 1;

    while (at < end && at->part == first->part)
        at++;
    return (size_t)(at - first);
}

/* Brings what is alike up to a depth in order. The longest run of what stays alike is gone on with here: so
 * calls are never deeper than n has bits, however long the texts are. */
static void
rank_from(struct ranking *r, struct ranked *all, size_t n, size_t depth)
{
    for (; n > 1 && order(r, all, n, depth); depth++) {
        struct ranked *end = all + n, *longest = all;
        n = run_of(all, end);
        for (struct ranked *run = all; run < end; run += run_of(run, end))
            if (run_of(run, end) > n) {
                longest = run;
                n = run_of(run, end);
            }
        for (struct ranked *run = all, *next; run < end; run = next) {
            next = run + run_of(run, end);
            if (run != longest)
                rank_from(r, run, (size_t)(next - run), depth + 1);
        }
        all = longest;
    }
}

void
rank_numbers(uint32_t *number, size_t n, rank_part *part, const void *with)
{
    struct ranked *all = mem_grow(NULL, n + 1, 2 * sizeof *all);
    struct ranking r = { .part = part, .with = with, .spare = all + n };

    for (size_t i = 0; i < n; i++)
        all[i].number = number[i];
    rank_from(&r, all, n, 0);
    for (size_t i = 0; i < n; i++)
        number[i] = all[i].number;
    free(all);
}

uint64_t
rank_of(struct slice text, size_t depth, bool *more)
{
    size_t skip = depth * DIGITS < text.n ? depth * DIGITS : text.n, rest = text.n - skip;

    *more = rest > DIGITS;
    return __builtin_bswap64(load_bytes(text.p + skip, rest < DIGITS ? rest : DIGITS));
}

static uint64_t
part_of_text(const void *with, uint32_t number, size_t depth, bool *more)
{
    return rank_of(((const struct slice *)with)[number], depth, more);
}

uint32_t *
rank_texts(const struct slice *text, size_t n)
{
    uint32_t *number = mem_grow(NULL, n + 1, sizeof *number);

    for (size_t i = 0; i < n; i++)
        number[i] = (uint32_t)i;
    rank_numbers(number, n, part_of_text, text);
    return number;
}
