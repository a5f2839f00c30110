/*
 * Hash: 64-bit hashes of texts, the same on every machine. The step is the one of Wang Yi's wyhash,
 * as are its odd constants: a product of which both halves count.
 */
#ifndef TILL_HASH_H
#define TILL_HASH_H

#include "memory.h"

#include <stdint.h>
#include <string.h>

/* Bytes as a number, the first one lowest. Compilers make one load of each. */
static inline uint64_t
hash_load4(const char *s)
{
    const unsigned char *p = (const unsigned char *)s;

    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24;
}

static inline uint64_t
hash_load8(const char *s)
{
    return hash_load4(s) | hash_load4(s + 4) << 32;
}

static inline uint64_t
hash_pair(uint64_t a, uint64_t b)
{
    unsigned __int128 product =
        (unsigned __int128)(a ^ UINT64_C(0xa0761d6478bd642f)) * (b ^ UINT64_C(0xe7037ed1a0b428db));

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t
hash_word(uint64_t v)
{
    return hash_pair(v, UINT64_C(0x8ebc6af09c88c6e3));
}

static inline uint64_t
hash_bytes(struct slice s)
{
    uint64_t h = s.n * UINT64_C(0x9e3779b97f4a7c15), a = 0, b = 0;
    const char *p = s.p;
    size_t n = s.n;

    for (; n > 16; p += 16, n -= 16)
        h = hash_pair(hash_load8(p) ^ h, hash_load8(p + 8));
    if (n >= 8) {
        a = hash_load8(p);
        b = hash_load8(p + n - 8);
    } else if (n >= 4) {
        a = hash_load4(p);
        b = hash_load4(p + n - 4);
    } else if (n > 0) {
        a = (unsigned char)p[0];
        b = (uint64_t)(unsigned char)p[n / 2] << 8 | (unsigned char)p[n - 1];
    }
    return hash_pair(hash_pair(a ^ h, b), h);
}

/* Whether n bytes are alike: of short texts without a call. */
static inline bool
hash_alike(const char *a, const char *b, size_t n)
{
    if (n > 16)
        return memcmp(a, b, n) == 0;
    if (n >= 8)
        return hash_load8(a) == hash_load8(b) && hash_load8(a + n - 8) == hash_load8(b + n - 8);
    if (n >= 4)
        return hash_load4(a) == hash_load4(b) && hash_load4(a + n - 4) == hash_load4(b + n - 4);
    return n == 0 || (a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1]);
}

#endif
