/*
 * Load: a few bytes as a number, the first one lowest, the same on every machine.
 */
#ifndef TILL_LOAD_H
#define TILL_LOAD_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define LOAD_ORDER(bits, v) __builtin_bswap##bits(v)
#else
#define LOAD_ORDER(bits, v) (v)
#endif

static inline uint64_t
load_eight(const char *p)
{
    uint64_t v;

    memcpy(&v, p, 8);
    return LOAD_ORDER(64, v);
}

/* Writes what load_eight reads. */
static inline void
load_back(char *p, uint64_t v)
{
    v = LOAD_ORDER(64, v);
    memcpy(p, &v, 8);
}

static inline uint64_t
load_four(const char *p)
{
    uint32_t v;

    memcpy(&v, p, 4);
    return LOAD_ORDER(32, v);
}

/* The n bytes at p, up to 8, and no others: by loads that may lie over each other. */
static inline uint64_t
load_bytes(const char *p, size_t n)
{
    if (n == 8)
        return load_eight(p);
    if (n >= 4)
        return load_four(p) | load_four(p + n - 4) << 8 * (n - 4);
    if (n == 0)
        return 0;
    return (uint64_t)(unsigned char)p[0] | (uint64_t)(unsigned char)p[n / 2] << 8 * (n / 2) |
           (uint64_t)(unsigned char)p[n - 1] << 8 * (n - 1);
}

/* The same, where eight bytes can be read. */
static inline uint64_t
load_bytes_on(const char *p, size_t n)
{
    uint64_t v = load_eight(p);

    return n < 8 ? v & ((UINT64_C(1) << 8 * n) - 1) : v;
}

#endif
