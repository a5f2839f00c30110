/*
 * Letters: what is converted by a table of bytes is what iconv makes of the whole text, bad characters and
 * all; and sets whose bytes say nothing by themselves are not taken for such.
 */
#include "../../src/input.h"
#include "../../src/letters.h"

#include "../../src/memory.h"
#include "tap.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BYTES 3000

static char path[] = "/tmp/till-letters.XXXXXX";
static unsigned long seed = 11;

static unsigned
any(unsigned below)
{
    seed = (seed * 1103515245 + 12345) % 2147483648UL;
    return (unsigned)(seed / 65536) % below;
}

/* Text with runs of ASCII of all lengths; without bad characters only where the set has none. */
static size_t
make_text(char *text, bool bad)
{
    size_t n = 0;

    while (n < BYTES) {
        size_t run = any(40);
        while (run-- > 0 && n < BYTES)
            text[n++] = (char)(' ' + any(95));
        if (n < BYTES)
            text[n++] = (char)(bad ? 128 + any(128) : 0xc0 + any(64));
    }
    return n;
}

/* What iconv makes of it all at once; *good: up to the end. */
static struct buffer
by_iconv(const char *set, char *text, size_t n, bool *good)
{
    iconv_t c = iconv_open("UTF-8", set);
    struct buffer b = { 0 };
    size_t room = n * 8 + 64;
    char *to;

    buffer_reserve(&b, room);
    to = b.p;
    *good = iconv(c, &text, &n, &to, &room) != (size_t)-1 && n == 0;
    if (*good)
        iconv(c, NULL, NULL, &to, &room);
    b.n = (size_t)(to - b.p);
    iconv_close(c);
    return b;
}

static struct buffer
by_input(const char *set, size_t step, bool *good)
{
    struct buffer b = { 0 };
    const char *why = NULL;
    struct input *in = input_open(path, set, &why);
    ssize_t got = 1;

    while (in && got > 0) {
        buffer_reserve(&b, step);
        got = input_read(in, b.p + b.n, step, &why);
        b.n += got > 0 ? (size_t)got : 0;
    }
    *good = !why;
    if (in)
        input_close(in);
    return b;
}

static bool
is_known(const char *set)
{
    iconv_t c = iconv_open("UTF-8", set);

    if (c == (iconv_t)-1)
        return false;
    iconv_close(c);
    return true;
}

/* Whether a text is the same both ways, read in pieces of any size. */
static bool
same(const char *set, bool bad)
{
    char text[BYTES];
    size_t n = make_text(text, bad);
    FILE *f = fopen(path, "w");
    bool all = f && fwrite(text, 1, n, f) == n;
    bool wanted, good;
    struct buffer want = by_iconv(set, text, n, &wanted);

    fclose(f);
    for (size_t step = 1; step < 5000; step = step * 3 + 1) {
        struct buffer got = by_input(set, step, &good);
        all = all && good == wanted && got.n == want.n && (got.n == 0 || memcmp(got.p, want.p, got.n) == 0);
        buffer_free(&got);
    }
    buffer_free(&want);
    return all;
}

static void
test_sets(void)
{
    static const char *const set[] = { "CP1252",      "ISO-8859-1", "ISO-8859-15", "CP437",     "CP850",
                                       "CP1250",      "KOI8-R",     "MACINTOSH",   "CP1255",    "CP1258",
                                       "TCVN",        "TIS-620",    "ARMSCII-8",   "EBCDIC-US", "IBM037",
                                       "CP037",       "SHIFT_JIS",  "EUC-JP",      "GBK",       "BIG5-HKSCS",
                                       "ISO-2022-JP", "UTF-7",      "UTF-16LE",    "CP932",     "ISO-8859-6",
                                       "IBM1364" };
    const char *wrong = NULL;
    size_t known = 0;

    for (size_t i = 0; i < sizeof set / sizeof *set; i++) {
        if (!is_known(set[i]))
            continue;
        known++;
        for (int k = 0; k < 6; k++)
            if (!same(set[i], k % 2))
                wrong = set[i];
    }
    ok(!wrong, wrong ? wrong : "every set is converted as iconv converts the whole text");
    ok(known >= 8, "... and most of them are known here");
}

/* A set of the test's own: 'x' begins something, where it is asked to. */
static bool
ask(void *with, char byte, struct letter *l)
{
    l->n = byte == '\377' ? 0 : 1;
    l->text[0] = byte == 'a' && with ? 'b' : byte;
    return byte != 'x' || !with;
}

static void
test_table(void)
{
    struct letters *l = letters_learn(ask, NULL);
    char in[] = "abcdefghijk\377x", out[64], *from = in, *to = out;
    size_t n = strlen(in), room = sizeof out;

    ok(l && l->ascii && !letters_convert(l, &from, &n, &to, &room) && n == 2 && sizeof out - room == 11 &&
           memcmp(out, in, 11) == 0,
       "a byte that is no letter is where a conversion ends");
    from = in;
    to = out;
    n = 11;
    room = 8;
    ok(letters_convert(l, &from, &n, &to, &room) && n == 3 && room == 0,
       "... or where there is no more room");
    free(l);
    ok(!letters_learn(ask, &n), "a byte that begins something makes the set none of letters");
}

int
main(void)
{
    close(mkstemp(path));
    test_sets();
    test_table();
    unlink(path);
    return tap_end();
}
