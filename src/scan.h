/*
 * Scan: where fields and lines end in a block of text, found 64 bytes at a time.
 *
 * A line is plain where its delimiters are all there is to mind: it has as many fields as it should, no
 * quote, no control character, and ends as the block's first line does ("\n" or "\r\n"). Every other
 * line is odd: whoever knows all the rules (cells.h) reads it. Nothing else is decided here, so a line
 * that is wrongly taken to be odd costs time only. Vector instructions are chosen when the program runs.
 */
#ifndef TILL_SCAN_H
#define TILL_SCAN_H

#include "memory.h"

#include <stdint.h>

#define LINE_BYTES 65536 /* what is longer is no line of a record; what is half as long is odd */

enum {
    LINE_PLAIN = 0,
    LINE_ODD = 1,
    LINE_WIDE = 2,  /* plain, but for bytes that have still to be checked (text.h) */
    LINE_QUOTED = 4 /* not plain, but read all the same (quotes.h) */
};

/* Whether nobody has to read the line by hand. */
static inline bool
line_is_good(unsigned char odd)
{
    return !(odd & LINE_ODD);
}

/* Zero-initialise. Places count from the block's first byte. A line's fields are ended by end[line[k]],
 * end[line[k] + 1] ...; each begins behind the end before it, and end[-1] stands for the byte before the
 * block. What stands behind the last "\n" belongs to no line. Of a line that is odd end[line[k] + f], f below
 * the fields of a plain one, is some place of the block all the same. */
struct scan {
    uint32_t *end;
    uint32_t *line; /* lines + 1 of them */
    unsigned char *odd;
    size_t lines;
    uint32_t *room; /* what end stands in */
    size_t cap;
};

/* Scans p[0..n), n below 4 GiB, which begins with a line. */
void scan_text(struct scan *s, const char *p, size_t n, char delimiter, size_t fields);
void scan_free(struct scan *s);

/* The place where line k begins, k up to lines. */
static inline size_t
scan_start(const struct scan *s, size_t k)
{
    return (uint32_t)(s->end[(ptrdiff_t)s->line[k] - 1] + 1);
}

/* The vector units that this machine has, the best last: for tests. */
const char *scan_unit(int i);
bool scan_use(const char *unit); /* false where there is none of that name */

#endif
