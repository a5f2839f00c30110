/*
 * Store: records of any size one behind the other, each known by a number of 32 bits.
 *
 * They stay where they are, numbers rise in the order in which they come, and nothing is moved as it
 * grows. Numbers count units of 8 bytes, so a store holds up to 32 GB.
 */
#ifndef TILL_STORE_H
#define TILL_STORE_H

#include "memory.h"

#include <stdint.h>
#include <string.h>

#define STORE_UNIT         8
#define STORE_UNITS(bytes) ((uint32_t)(((bytes) + STORE_UNIT - 1) / STORE_UNIT))
#define STORE_BITS         18 /* a chunk is 2 to this power of units: 2 MB; no record is larger */
#define STORE_MASK         ((UINT32_C(1) << STORE_BITS) - 1)
#define STORE_NONE         UINT32_MAX

/* Zero-initialise. */
struct store {
    struct store_chunk {
        char *p;
        uint32_t used; /* units */
    } * chunk;
    size_t chunks, cap;
};

void store_free(struct store *s);

/* The units that are left of the last chunk; store_more adds one that has room for so many. */
void store_more(struct store *s, uint32_t units);
static inline uint32_t
store_left(const struct store *s)
{
    return s->chunks > 0 ? STORE_MASK + 1 - s->chunk[s->chunks - 1].used : 0;
}

static inline void *
store_at(const struct store *s, uint32_t number)
{
    return s->chunk[number >> STORE_BITS].p + (size_t)(number & STORE_MASK) * STORE_UNIT;
}

/* Room for a record of that many zeroed bytes, aligned to 8: its number. */
static inline uint32_t
store_add(struct store *s, size_t bytes)
{
    uint32_t units = STORE_UNITS(bytes), number;

    if (store_left(s) < units)
        store_more(s, units);
    number = (uint32_t)(s->chunks - 1) << STORE_BITS | s->chunk[s->chunks - 1].used;
    s->chunk[s->chunks - 1].used += units;
    memset(store_at(s, number), 0, (size_t)units * STORE_UNIT);
    return number;
}

/* More zeroed bytes behind a record of so many, a multiple of 8. False: it is not the last, or has no room.
 */
static inline bool
store_extend(struct store *s, uint32_t number, size_t bytes, size_t more)
{
    struct store_chunk *c = &s->chunk[s->chunks - 1];
    uint32_t end = (number & STORE_MASK) + STORE_UNITS(bytes);

    if (number >> STORE_BITS != s->chunks - 1 || end != c->used || store_left(s) < STORE_UNITS(more))
        return false;
    memset(c->p + (size_t)end * STORE_UNIT, 0, (size_t)STORE_UNITS(more) * STORE_UNIT);
    c->used += STORE_UNITS(more);
    return true;
}

/* The first record, and the one behind that of the number and so many bytes; or STORE_NONE. */
uint32_t store_first(const struct store *s);
uint32_t store_after(const struct store *s, uint32_t number, size_t bytes);

#endif
