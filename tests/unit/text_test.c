/* Text: every code point and every sequence of up to three bytes against RFC 3629, and widths. */
#include "../../src/text.h"

#include "tap.h"

#include <string.h>

static size_t
encode(uint32_t c, char *s)
{
    if (c < 0x80) {
        s[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        s[0] = (char)(0xc0 | c >> 6);
        s[1] = (char)(0x80 | (c & 63));
        return 2;
    }
    if (c < 0x10000) {
        s[0] = (char)(0xe0 | c >> 12);
        s[1] = (char)(0x80 | (c >> 6 & 63));
        s[2] = (char)(0x80 | (c & 63));
        return 3;
    }
    s[0] = (char)(0xf0 | c >> 18);
    s[1] = (char)(0x80 | (c >> 12 & 63));
    s[2] = (char)(0x80 | (c >> 6 & 63));
    s[3] = (char)(0x80 | (c & 63));
    return 4;
}

static bool
may_stand(uint32_t c)
{
    bool control = c < 0x20 || (c >= 0x7f && c <= 0x9f);
    bool turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    bool surrogate = c >= 0xd800 && c <= 0xdfff;

    return !control && !turns && !surrogate && c <= 0x10ffff;
}

static void
test_points(void)
{
    size_t wrong = 0;

    for (uint32_t c = 0; c < 0x140000; c++) {
        char s[4];
        struct slice one = { s, encode(c, s) }, rest = one;
        bool real = c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff);
        wrong += (text_check(one) == NULL) != may_stand(c);
        wrong += text_next(&rest) != (real ? c : 0xfffd);
        wrong += rest.n != (real ? 0 : one.n - 1);
    }
    ok(wrong == 0, "every code point stands in a field, or is refused, as the rule says");
}

/* A code point has one form: the bytes are well-formed where encoding what they say gives them again. */
static bool
is_form(const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s;
    uint32_t c = n == 1   ? p[0]
                 : n == 2 ? (p[0] & 0x1fu) << 6 | (p[1] & 63u)
                          : (p[0] & 0x0fu) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);
    char back[4];

    return encode(c, back) == n && memcmp(back, s, n) == 0 && may_stand(c);
}

/* Whether s is forms one after the other. */
static bool
is_text(const char *s, size_t n)
{
    for (size_t k = 1; k <= n; k++)
        if (is_form(s, k) && (k == n || is_text(s + k, n - k)))
            return true;
    return n == 0;
}

static void
test_bytes(void)
{
    size_t wrong = 0;

    for (unsigned i = 0; i < 0x1000000; i += i < 0x10000 ? 1 : 7) {
        char s[3] = { (char)(i & 255), (char)(i >> 8 & 255), (char)(i >> 16) };
        size_t n = i < 0x100 ? 1 : i < 0x10000 ? 2 : 3;
        wrong += (text_check((struct slice){ s, n }) == NULL) != is_text(s, n);
    }
    ok(wrong == 0, "sequences of one, two and three bytes");
}

static bool
says(const char *s, size_t n, const char *why)
{
    const char *got = text_check((struct slice){ s, n });

    return got && strcmp(got, why) == 0;
}

static void
test_phrases(void)
{
    ok(!text_check((struct slice){ "", 0 }) && !text_check(slice_of("José, 山田 🏛")), "text, and none");
    ok(says("a\0b", 3, "has a NUL byte") && says("a\nb", 3, "has a line end inside") &&
           says("a\rb", 3, "has a line end inside") && says("\x1b", 1, "has a control character") &&
           says("\xc2\x85", 2, "has a control character") &&
           says("\xff", 1, "is not UTF-8 (--charset names another)") &&
           says("\xe2\x80\xae", 3, "has a character that overrides the writing direction"),
       "each fault has its phrase");
    ok(says("caf\xc3", 4, "is not UTF-8 (--charset names another)") &&
           says("\xf0\x9f\x8f", 3, "is not UTF-8 (--charset names another)"),
       "a character that is cut short at the end");
}

static void
test_width(void)
{
    struct slice zero = { "", 0 }, bad = { "\xff"
                                           "a",
                                           2 };

    ok(text_width(zero) == 0 && text_width(slice_of("abc")) == 3 && text_width(slice_of("José")) == 4,
       "plain text");
    ok(text_width(slice_of("山田")) == 4 && text_width(slice_of("한국")) == 4 &&
           text_width(slice_of("ｱ")) == 1 && text_width(slice_of("Ａ")) == 2 &&
           text_width(slice_of("😀🎉")) == 4,
       "wide characters take two columns");
    ok(text_width(slice_of("e\xcc\x81")) == 1 && text_width(slice_of("a\xe2\x80\x8b"
                                                                     "b")) == 2,
       "marks take none");
    ok(text_width(bad) == 2, "a byte that is no character takes one");
}

static void
test_fit(void)
{
    struct slice s = slice_of("山a\xcc\x81田");

    ok(text_fit(s, 0) == 0 && text_fit(s, 1) == 0 && text_fit(s, 2) == 3 && text_fit(s, 3) == 6 &&
           text_fit(s, 4) == 6 && text_fit(s, 5) == 9 && text_fit(s, 100) == 9,
       "what fits is cut between characters, marks go with theirs");
}

int
main(void)
{
    test_points();
    test_bytes();
    test_phrases();
    test_width();
    test_fit();
    return tap_end();
}
