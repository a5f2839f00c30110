#include "text.h"

#include <string.h>

/* The length of the well-formed sequence at p, or 0; its code point in *c. */
static size_t
decode(const unsigned char *p, size_t n, uint32_t *c)
{
    size_t more = p[0] < 0x80 ? 0 : p[0] >= 0xf0 ? 3 : p[0] >= 0xe0 ? 2 : 1;
    static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
    uint32_t v = more ? p[0] & (0x3fu >> more) : p[0];

    if (more == 0) {
        *c = v;
        return 1;
    }
    if (p[0] < 0xc2 || p[0] > 0xf4 || n <= more)
        return 0;
    for (size_t i = 1; i <= more; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return 0;
        v = v << 6 | (p[i] & 0x3f);
    }
    if (v < least[more] || v > 0x10ffff || (v >= 0xd800 && v <= 0xdfff))
        return 0;
    *c = v;
    return more + 1;
}

static bool
overrides_direction(uint32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Whether eight bytes are all of ASCII and none of them a control character: their borrows and carries
 * can only make it say no. */
static bool
is_plain(const unsigned char *p)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t v;

    memcpy(&v, p, 8);
    return ((v | (v - each * 0x20) | (v + each)) & each * 0x80) == 0;
}

const char *
text_check(struct slice s)
{
    const unsigned char *p = (const unsigned char *)(s.n ? s.p : ""), *end = p + s.n;

    while (p < end) {
        uint32_t c;
        size_t n;

        if (end - p >= 8 && is_plain(p)) {
            p += 8;
            continue;
        }
        if (*p >= 0x20 && *p < 0x7f) {
            p++;
            continue;
        }
        n = decode(p, (size_t)(end - p), &c);
        if (n == 0)
            return "is not UTF-8 (--charset names another)";
        if (c == 0)
            return "has a NUL byte";
        if (c == '\n' || c == '\r')
            return "has a line end inside";
        if (c < 0x20 || (c >= 0x7f && c < 0xa0))
            return "has a control character";
        if (overrides_direction(c))
            return "has a character that overrides the writing direction";
        p += n;
    }
    return NULL;
}

uint32_t
text_next(struct slice *s)
{
    uint32_t c;
    size_t n = decode((const unsigned char *)s->p, s->n, &c);

    if (n == 0) {
        n = 1;
        c = 0xfffd;
    }
    s->p += n;
    s->n -= n;
    return c;
}

struct span {
    uint32_t from, to;
};

static bool
within(uint32_t c, const struct span *spans, size_t n)
{
    for (size_t i = 0; i < n && c >= spans[i].from; i++)
        if (c <= spans[i].to)
            return true;
    return false;
}

/* Unicode's East_Asian_Width W and F, and the marks of category Mn, Me and Cf, by block: own
 * tables, for wcwidth() answers by the locale and a filter has none. */
static size_t
width_of(uint32_t c)
{
    static const struct span marks[] = {
        { 0x300, 0x36f },   { 0x483, 0x489 },   { 0x591, 0x5bd },   { 0x610, 0x61a },     { 0x64b, 0x65f },
        { 0x6d6, 0x6dc },   { 0x93a, 0x93a },   { 0x93c, 0x93c },   { 0x941, 0x948 },     { 0x94d, 0x94d },
        { 0xe31, 0xe31 },   { 0xe34, 0xe3a },   { 0xe47, 0xe4e },   { 0x1ab0, 0x1aff },   { 0x1dc0, 0x1dff },
        { 0x200b, 0x200f }, { 0x2060, 0x2064 }, { 0x20d0, 0x20ff }, { 0x302a, 0x302f },   { 0x3099, 0x309a },
        { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f }, { 0xfeff, 0xfeff }, { 0xe0100, 0xe01ef },
    };
    static const struct span wide[] = {
        { 0x1100, 0x115f },   { 0x231a, 0x231b },   { 0x2329, 0x232a },   { 0x23e9, 0x23ec },
        { 0x25fd, 0x25fe },   { 0x2614, 0x2615 },   { 0x2648, 0x2653 },   { 0x2705, 0x2705 },
        { 0x2728, 0x2728 },   { 0x274c, 0x274c },   { 0x2753, 0x2757 },   { 0x2e80, 0x303e },
        { 0x3041, 0x33ff },   { 0x3400, 0x4dbf },   { 0x4e00, 0xa4cf },   { 0xa960, 0xa97f },
        { 0xac00, 0xd7a3 },   { 0xf900, 0xfaff },   { 0xfe30, 0xfe6f },   { 0xff00, 0xff60 },
        { 0xffe0, 0xffe6 },   { 0x16fe0, 0x18cff }, { 0x1b000, 0x1b2ff }, { 0x1f300, 0x1f64f },
        { 0x1f680, 0x1f6ff }, { 0x1f900, 0x1f9ff }, { 0x20000, 0x3fffd },
    };

    if (c < 0x300)
        return 1;
    if (within(c, marks, sizeof marks / sizeof *marks))
        return 0;
    return within(c, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

size_t
text_width(struct slice s)
{
    size_t columns = 0;

    while (s.n > 0)
        columns += width_of(text_next(&s));
    return columns;
}

size_t
text_fit(struct slice s, size_t columns)
{
    struct slice rest = s;

    while (rest.n > 0) {
        struct slice before = rest;
        size_t w = width_of(text_next(&rest));
        if (w > columns)
            return s.n - before.n;
        columns -= w;
    }
    return s.n;
}
