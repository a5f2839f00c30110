/*
 * Scan, 64 bytes at a time: where fields and lines end is laid down (scan_words.h).
 */
#ifndef TILL_SCAN_LAY_H
#define TILL_SCAN_LAY_H

#include "scan.h"

#define INLINE static inline __attribute__((always_inline))

/* What is laid so far. */
struct laid {
    uint32_t *end, *line;
    unsigned char *odd;
    size_t ends, lines;
    uint64_t carry; /* whether the byte before the word is a "\r" */
};

INLINE void
lay_each(uint32_t *end, uint64_t bits, uint32_t place)
{
    while (bits) {
        for (int i = 0; i < 4; i++) {
            *end++ = place + (uint32_t)(bits ? __builtin_ctzll(bits) : 0);
            bits &= bits - 1;
        }
    }
}

/* Line k of those that end in the word; what is written of one that does not is nothing. */
INLINE uint64_t
lay_line(const struct laid *to, size_t k, uint64_t field, uint64_t rest)
{
    uint64_t upto = rest ^ (rest - 1); /* the lowest bit and all below it */

    to->line[to->lines + k] = (uint32_t)(to->ends + (size_t)__builtin_popcountll(field & upto));
    to->odd[to->lines + k] = LINE_PLAIN;
    return rest & (rest - 1);
}

/* Lines that end in the word. Mostly one or two do, and nobody could foresee which: so that is no branch. */
INLINE void
lay_lines(struct laid *to, uint64_t line, uint64_t field)
{
    uint64_t rest = lay_line(to, 1, field, line);

    rest = lay_line(to, 2, field, rest);
    for (size_t k = 3; rest; k++)
        rest = lay_line(to, k, field, rest);
    to->lines += (size_t)__builtin_popcountll(line);
    to->ends += (size_t)__builtin_popcountll(field);
}

#endif
