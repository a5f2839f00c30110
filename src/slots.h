/*
 * Slots: an open-addressed table from hashes to the numbers of what has them; what that is only its
 * owner knows.
 *
 * A slot has the upper half of the hash beside the number, so a look touches what it looks for and
 * hardly ever anything else. A slot's place is the uppermost bits of its hash: a table grows where it stands,
 * by being read once from its end to its start.
 */
#ifndef TILL_SLOTS_H
#define TILL_SLOTS_H

#include "ground.h"

#include <stdint.h>

#define SLOTS_NONE UINT32_MAX /* no number */

/* Zero-initialise. */
struct slots {
    uint64_t *slot;    /* half of a hash, then number + 1; or 0 */
    uint32_t n, shift; /* those in use; size is 1 << (32 - shift) */
    size_t size;
    struct ground ground; /* where they stand */
};

void slots_free(struct slots *t);

/* Makes room for one more. Before a look after which something may be put in. */
void slots_grow(struct slots *t);

static inline void
slots_room(struct slots *t)
{
    if ((size_t)t->n * 4 >= t->size * 3)
        slots_grow(t);
}

/* Where a look for the hash begins. The table must have had room made. */
static inline size_t
slots_home(const struct slots *t, uint64_t hash)
{
    return (size_t)(hash >> 32 >> t->shift);
}

static inline size_t
slots_after(const struct slots *t, size_t at)
{
    return (at + 1) & (t->size - 1);
}

/* The next number that may have the hash, from *at on, which is left at its slot; or SLOTS_NONE, and *at
 * is where slots_put puts a new one. */
static inline uint32_t
slots_look(const struct slots *t, uint64_t hash, size_t *at)
{
    while (t->slot[*at] != 0 && t->slot[*at] >> 32 != hash >> 32)
        *at = slots_after(t, *at);
    return (uint32_t)t->slot[*at] - 1;
}

static inline void
slots_put(struct slots *t, uint64_t hash, size_t at, uint32_t number)
{
    t->slot[at] = (hash >> 32 << 32) | (number + 1);
    t->n++;
}

/* The hash's first slot, to be fetched for a look that comes soon. (A function that did it itself would be
 * taken for one without effect, and left out, by GCC.) */
static inline const uint64_t *
slots_first(const struct slots *t, uint64_t hash)
{
    return t->size > 0 ? &t->slot[slots_home(t, hash)] : NULL;
}

#endif
