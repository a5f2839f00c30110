/*
 * Hash: 64-bit hashes of texts, the same on every machine. The step is the one of Wang Yi's wyhash,
 * as are its odd constants: a product of which both halves count.
 */
#ifndef TILL_HASH_H
#define TILL_HASH_H

#include "load.h"
#include "memory.h"
#include "values.h"

static inline uint64_t
hash_fold(uint64_t a, uint64_t b)
{
    unsigned __int128 product = (unsigned __int128)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t
hash_pair(uint64_t a, uint64_t b)
{
    return hash_fold(a ^ UINT64_C(0xa0761d6478bd642f), b ^ UINT64_C(0xe7037ed1a0b428db));
}

static inline uint64_t
hash_word(uint64_t v)
{
    return hash_pair(v, UINT64_C(0x8ebc6af09c88c6e3));
}

/* Of n words. Each step is one-to-one in its word, so one product of both halves at the end is enough. */
static inline uint64_t
hash_words(const uint64_t *word, size_t n)
{
    uint64_t h = 0;

    for (size_t i = 0; i < n; i++)
        h = h * UINT64_C(0x9e3779b97f4a7c15) + word[i];
    return hash_word(h);
}

/* Of the n bytes at p, by words; load gives up to eight bytes of them. */
static inline uint64_t
hash_by(const char *p, size_t n, uint64_t (*load)(const char *p, size_t n))
{
    uint64_t h = n * UINT64_C(0x9e3779b97f4a7c15) + 1;

    for (; n > 8; p += 8, n -= 8)
        h = hash_fold(h ^ load(p, 8), UINT64_C(0xa0761d6478bd642f));
    return hash_fold(h ^ load(p, n), UINT64_C(0xe7037ed1a0b428db));
}

static inline uint64_t
hash_bytes(struct slice s)
{
    return hash_by(s.p, s.n, load_bytes);
}

/* The same of a column: a rule of values.h. */
bool hash_values(const struct values *v);

/* Whether n bytes are alike: of short texts without a call. */
static inline bool
hash_alike(const char *a, const char *b, size_t n)
{
    if (n > 16)
        return memcmp(a, b, n) == 0;
    if (n > 8)
        return load_eight(a) == load_eight(b) && load_eight(a + n - 8) == load_eight(b + n - 8);
    return load_bytes(a, n) == load_bytes(b, n);
}

#endif
