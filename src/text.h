/*
 * Text: what may stand in a field, and how wide it is on a terminal.
 *
 * A field is UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF)
 * without control characters (C0, DEL, C1) and without the characters that override the
 * direction of what follows (U+202A-202E, U+2066-2069; see Unicode TR 36 on how they
 * disguise text).
 */
#ifndef TILL_TEXT_H
#define TILL_TEXT_H

#include "memory.h"

#include <stdint.h>

/* Returns NULL where s may stand in a record, or what is wrong with it. */
const char *text_check(struct slice s);

/* Takes the next code point off s; U+FFFD for a byte that begins none. s is not empty. */
uint32_t text_next(struct slice *s);

/* Columns of a terminal: 2 for wide East Asian and emoji, 0 for combining marks, 1 else. */
size_t text_width(struct slice s);

/* The bytes of the longest beginning of s that is at most columns wide. */
size_t text_fit(struct slice s, size_t columns);

#endif
