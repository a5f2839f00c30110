#include "store.h"

#include <assert.h>
#include <stdlib.h>

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

void
store_more(struct store *s, uint32_t units)
{
    assert(units > 0 && units <= CHUNK_UNITS);
    mem_must(s->chunks < UINT32_MAX >> STORE_BITS, "");
    s->chunk = mem_room(s->chunk, s->chunks, &s->cap, sizeof *s->chunk);
    s->chunk[s->chunks] =
        (struct store_chunk){ s->chunks >= LARGE_FROM ? mem_pages(CHUNK) : mem_alloc(CHUNK), 0 };
    s->chunks++;
}

uint32_t
store_first(const struct store *s)
{
    return s->chunks > 0 ? 0 : STORE_NONE;
}

uint32_t
store_after(const struct store *s, uint32_t number, size_t bytes)
{
    uint32_t next = number + STORE_UNITS(bytes), in = number >> STORE_BITS;

    if ((number & STORE_MASK) + STORE_UNITS(bytes) < s->chunk[in].used)
        return next;
    return in + 1 < s->chunks ? (in + 1) << STORE_BITS : STORE_NONE;
}
