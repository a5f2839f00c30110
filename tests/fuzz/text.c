/* Text and what may not enter a ledger, from bytes: UTF-8 by the table of RFC 3629, section 4. */
#include "fuzz.h"

#include "../../src/guard.h"
#include "../../src/text.h"

/* The bytes of the character at p by the ABNF of the RFC, 0 where there is none. */
static size_t
character(const unsigned char *p, size_t n)
{
    static const struct {
        unsigned char from, to, second_from, second_to;
        size_t length;
    } forms[] = {
        { 0x00, 0x7f, 0, 0, 1 },       { 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 },
        { 0xe1, 0xec, 0x80, 0xbf, 3 }, { 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 },
        { 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 },
    };

    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        size_t i = 2, length = forms[f].length;
        if (p[0] < forms[f].from || p[0] > forms[f].to)
            continue;
        if (n < length || (length > 1 && (p[1] < forms[f].second_from || p[1] > forms[f].second_to)))
            return 0;
        while (i < length && p[i] >= 0x80 && p[i] <= 0xbf)
            i++;
        return i >= length ? length : 0;
    }
    return 0;
}

/* Controls and what turns the direction, by their bytes. */
static bool
is_barred(const unsigned char *p, size_t n)
{
    if (n == 1)
        return *p < 0x20 || *p == 0x7f;
    if (n == 2)
        return p[0] == 0xc2 && p[1] < 0xa0;
    return n == 3 && p[0] == 0xe2 &&
           ((p[1] == 0x80 && p[2] >= 0xaa && p[2] <= 0xae) || (p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9));
}

static bool
is_text(struct slice s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t at = 0;

    while (at < s.n) {
        size_t n = character(p + at, s.n - at);
        if (n == 0 || is_barred(p + at, n))
            return false;
        at += n;
    }
    return true;
}

static void
try_next(struct slice s)
{
    while (s.n > 0) {
        size_t n = character((const unsigned char *)s.p, s.n), before = s.n;
        uint32_t c = text_next(&s);
        must(before - s.n == (n ? n : 1) && (n || c == 0xfffd) && c <= 0x10ffff);
    }
}

static void
try_width(struct slice s)
{
    size_t wide = text_width(s);

    for (size_t columns = 0; columns <= wide && columns < 8; columns = 2 * columns + 1) {
        size_t fit = text_fit(s, columns);
        must(fit <= s.n && text_width((struct slice){ s.p, fit }) <= columns);
        must(wide > columns || fit == s.n);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct slice s = exactly((struct slice){ (const char *)data, n });
    size_t digits = 0;

    must((text_check(s) == NULL) == is_text(s));
    try_next(s);
    try_width(s);
    for (size_t i = 0; i < n; i++)
        digits += data[i] >= '0' && data[i] <= '9';
    must(!guard_has_card(s) || digits >= 13);
    must(!guard_is_formula(s) || (n > 0 && strchr("=+-@", data[0]) && data[0]));
    drop_exactly(s);
    return 0;
}
