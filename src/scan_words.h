/*
 * Scan, 64 bytes at a time: the loop that all vector units share (scan_units.h).
 */
#ifndef TILL_SCAN_WORDS_H
#define TILL_SCAN_WORDS_H

#include "scan_lay.h"
#include "scan_strange.h"
#include "scan_units.h"

#include <string.h>

/* What stands in 64 bytes, a bit each, the first byte the lowest. */
struct marks {
    uint64_t line;    /* "\n" */
    uint64_t field;   /* ends a field: "\n", the delimiter, and "\r" where lines end with it */
    uint64_t cr;      /* "\r", only asked for there */
    uint64_t strange; /* none of these, but a quote, a control character, or no ASCII */
    uint64_t wide;    /* no ASCII */
};

/* What becomes part of the loop: how a unit looks, and how it lays the places of the bits, in order: room for
 * 64 is there, and what is written behind them is nothing. */
typedef struct marks looker(const char *p, char delimiter, bool crlf);
typedef void laying(uint32_t *end, uint64_t bits, uint32_t place);

/* One word, at a place. */
INLINE void
scan_word(struct laid *to, const char *p, size_t at, char delimiter, bool crlf, looker *look, laying *lay)
{
    unsigned char *first = to->odd + to->lines;
    struct marks m = look(p, delimiter, crlf);
    uint64_t stray = 0; /* where one of "\r\n" stands without the other */

    if (crlf) {
        stray = (m.cr << 1 | to->carry) ^ m.line;
        to->carry = m.cr >> (WORD - 1);
    }
    lay(to->end + to->ends, m.field, (uint32_t)at);
    lay_lines(to, m.line, m.field);
    if (m.strange | stray)
        scan_strange(first, p, (m.strange & ~m.wide) | stray, m.strange & m.wide, m.line);
}

/* All words. A line that spans a whole stretch may be too long: it is odd. */
INLINE void
scan_words(struct scan *s, const char *p, size_t n, char delimiter, bool crlf, looker *look, laying *lay)
{
    struct laid to = { s->end, s->line, s->odd, 0, 0, 0 };
    size_t at = 0;
    char last[WORD];

    while (n - at >= WORD) {
        size_t stop = n - at < SCAN_STRETCH ? n - n % WORD : at + SCAN_STRETCH, lines = to.lines;
        for (; at < stop; at += WORD)
            scan_word(&to, p + at, at, delimiter, crlf, look, lay);
        if (to.lines == lines && at % SCAN_STRETCH == 0)
            to.odd[lines] = LINE_ODD;
    }
    if (at < n) {
        memset(last, 'x', sizeof last);
        memcpy(last, p + at, n - at);
        scan_word(&to, last, at, delimiter, crlf, look, lay);
    }
    s->lines = to.lines;
}

#endif
