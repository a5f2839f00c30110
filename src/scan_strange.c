#include "scan_strange.h"

#include "scan.h"

/* Whether what is wide are letters of two bytes, and good ones (text.h): so is most of what is written in
 * Europe. */
static bool
are_pairs(const char *p, uint64_t wide)
{
    while (wide) {
        int i = __builtin_ctzll(wide);
        unsigned pair;
        if ((wide >> i & 3) != 3)
            return false;
        pair = (unsigned)(unsigned char)p[i] << 8 | (unsigned char)p[i + 1];
        if (pair < 0xc2a0 || pair > 0xdfff || (pair & 0xc0) != 0x80)
            return false;
        wide &= ~(UINT64_C(3) << i);
    }
    return true;
}

static void
mark_lines(unsigned char *first, uint64_t bits, uint64_t lines, unsigned char how)
{
    while (bits) {
        uint64_t below = (bits & -bits) - 1;
        first[__builtin_popcountll(lines & below)] |= how;
        bits &= bits - 1;
    }
}

void
scan_strange(unsigned char *first, const char *p, uint64_t odd, uint64_t wide, uint64_t lines)
{
    mark_lines(first, odd, lines, LINE_ODD);
    if (!are_pairs(p, wide))
        mark_lines(first, wide, lines, LINE_WIDE);
}
