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

/* How many have each byte, for each byte of a part, the lowest first. */
static void
count_bytes(const struct ranked *all, size_t n, uint32_t count[DIGITS][256])
{
    memset(count, 0, DIGITS * sizeof *count);
    for (size_t i = 0; i < n; i++)
        for (int d = 0; d < DIGITS; d++)
            count[d][all[i].part >> 8 * d & 0xff]++;
}

/* By the lowest byte, then by the next, and so on; a byte that all have says nothing. */
static void
radix(struct ranked *all, size_t n, struct ranked *spare)
{
    uint32_t count[DIGITS][256];
    struct ranked *from = all, *to = spare;

    count_bytes(all, n, count);
    for (int d = 0; d < DIGITS; d++) {
        uint32_t place = 0;
        if (count[d][all[0].part >> 8 * d & 0xff] == n)
            continue;
        for (int byte = 0; byte < 256; byte++) {
            uint32_t here = count[d][byte];
            count[d][byte] = place;
            place += here;
        }
        for (size_t i = 0; i < n; i++)
            to[count[d][from[i].part >> 8 * d & 0xff]++] = from[i];
        from = to;
        to = from == all ? spare : all;
    }
    if (from != all)
        memcpy(all, from, n * sizeof *all);
}

/* Brings what is alike up to a depth in order. */
static void
rank_from(const struct ranking *r, struct ranked *all, size_t n, size_t depth)
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
        radix(all, n, r->spare);
    for (size_t i = 0, next; any && i < n; i = next) {
        for (next = i + 1; next < n && all[next].part == all[i].part; next++)
            ;
        if (next - i > 1)
            rank_from(r, all + i, next - i, depth + 1);
    }
}

void
rank_numbers(uint32_t *number, size_t n, rank_part *part, const void *with)
{
    struct ranked *all = mem_grow(NULL, n + 1, 2 * sizeof *all);
    struct ranking r = { part, with, all + n };

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
