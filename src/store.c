#include "store.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_UNITS (UINT32_C(1) << STORE_BITS)
#define CHUNK       ((size_t)CHUNK_UNITS * STORE_UNIT)
#define LARGE_FROM  1 /* the first one is most often the last, and hardly used */

void
store_free(struct store *s)
{
    for (size_t i = 0; i < s->chunks; i++)
        free(s->chunk[i].p);
    free(s->chunk);
    *s = (struct store){ 0 };
}

static uint32_t
units_of(size_t bytes)
{
    return (uint32_t)((bytes + STORE_UNIT - 1) / STORE_UNIT);
}

uint32_t
store_add(struct store *s, size_t bytes)
{
    uint32_t units = units_of(bytes), number;

    assert(units > 0 && units <= CHUNK_UNITS);
    if (s->chunks == 0 || CHUNK_UNITS - s->chunk[s->chunks - 1].used < units) {
        mem_must(s->chunks < UINT32_MAX >> STORE_BITS, "");
        s->chunk = mem_room(s->chunk, s->chunks, &s->cap, sizeof *s->chunk);
        s->chunk[s->chunks] =
            (struct store_chunk){ s->chunks >= LARGE_FROM ? mem_pages(CHUNK) : mem_alloc(CHUNK), 0 };
        s->chunks++;
    }
    number = (uint32_t)(s->chunks - 1) << STORE_BITS | s->chunk[s->chunks - 1].used;
    s->chunk[s->chunks - 1].used += units;
    memset(store_at(s, number), 0, units * STORE_UNIT);
    return number;
}

bool
store_extend(struct store *s, uint32_t number, size_t bytes, size_t more)
{
    struct store_chunk *c = &s->chunk[s->chunks - 1];
    uint32_t end = (number & STORE_MASK) + units_of(bytes);

    if (number >> STORE_BITS != s->chunks - 1 || end != c->used || CHUNK_UNITS - end < units_of(more))
        return false;
    memset(c->p + (size_t)end * STORE_UNIT, 0, units_of(more) * STORE_UNIT);
    c->used += units_of(more);
    return true;
}

uint32_t
store_first(const struct store *s)
{
    return s->chunks > 0 ? 0 : STORE_NONE;
}

uint32_t
store_after(const struct store *s, uint32_t number, size_t bytes)
{
    uint32_t next = number + units_of(bytes), in = number >> STORE_BITS;

    if ((number & STORE_MASK) + units_of(bytes) < s->chunk[in].used)
        return next;
    return in + 1 < s->chunks ? (in + 1) << STORE_BITS : STORE_NONE;
}
