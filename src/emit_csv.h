/*
 * Text as a field of CSV: looked over eight bytes at a time for what needs quotes.
 */
#ifndef TILL_EMIT_CSV_H
#define TILL_EMIT_CSV_H

#include "load.h"
#include "memory.h"

#include <stdbool.h>

#define CSV_WORD 8

/* Every byte of a word the same. */
#define CSV_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Whether a word may have a comma, a quote or a line end: a byte up to the comma, which of those has the
 * highest code. A blank and some other signs are taken for one. */
static inline bool
csv_is_suspect(uint64_t word)
{
    return ((word - CSV_EACH(',' + 1)) & ~word & CSV_EACH(0x80)) != 0;
}

/* Copies s to where there is room for CSV_WORD bytes more. True: something in it may need quotes, and its
 * bytes must be looked at one by one: by the second. */
bool csv_copy(char *to, struct slice s);
bool csv_needs_quotes(struct slice s);

void csv_put_quoted(struct buffer *b, struct slice s);

/* Appends s to b as a CSV field, quoted only where it must be. */
void emit_csv_field(struct buffer *b, struct slice s);

#endif
