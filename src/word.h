/*
 * Word: a text as one number. A text of up to eight bytes is its word, the first byte lowest; a longer one
 * has a marked word, which others may have, too, though hardly any ever will.
 *
 * Texts are those of records (text.h), UTF-8 without NULs: so no short one has the mark, and the end of a
 * short one is known.
 */
#ifndef TILL_WORD_H
#define TILL_WORD_H

#include "hash.h"

#define WORD_BYTES 8
#define WORD_MARK  (UINT64_C(0xff) << 56) /* a byte that UTF-8 does not have */

static inline uint64_t
word_by(const char *p, size_t n, uint64_t (*load)(const char *p, size_t n))
{
    return n <= WORD_BYTES ? load(p, n) : hash_by(p, n, load) | WORD_MARK;
}

static inline uint64_t
word_of(struct slice s)
{
    return word_by(s.p, s.n, load_bytes);
}

/* The words of a column: a rule of values.h. */
bool word_values(const struct values *v);

static inline bool
word_is_marked(uint64_t word)
{
    return word >= WORD_MARK;
}

/* The length of the text that the word is. */
static inline size_t
word_length(uint64_t word)
{
    return word == 0 ? 0 : WORD_BYTES - (size_t)__builtin_clzll(word) / 8;
}

#endif
