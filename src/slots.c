#include "slots.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_BITS 8

/* Slots that are put in again once all others are. */
struct strays {
    uint64_t *slot;
    size_t n, cap;
};

void
slots_free(struct slots *t)
{
    ground_free(&t->ground);
    *t = (struct slots){ 0 };
}

/* Puts a slot in where it belongs, but not before the place from. */
static bool
put_behind(struct slots *t, uint64_t slot, size_t from)
{
    size_t at = slots_home(t, slot);

    if (at < from)
        return false;
    while (at < t->size && t->slot[at] != 0)
        at++;
    if (at < t->size)
        t->slot[at] = slot;
    return at < t->size;
}

static void
put_again(struct slots *t, uint64_t slot)
{
    size_t at = slots_home(t, slot);

    while (t->slot[at] != 0)
        at = slots_after(t, at);
    t->slot[at] = slot;
}

/* Takes each slot out, from the last of so many on, and puts it in where it belongs now: from its home on, as
 * long as that is not before where it stood, for from there on nothing is taken out any more. The others wait
 * for the end: those that had gone on at the start, and there those that stood further from their home than
 * that was from the first. */
static void
spread(struct slots *t, size_t slots)
{
    struct strays strays = { 0 };

    for (size_t from = slots; from-- > 0;) {
        uint64_t slot = t->slot[from];
        t->slot[from] = 0;
        if (slot == 0 || put_behind(t, slot, from))
            continue;
        strays.slot = mem_room(strays.slot, strays.n, &strays.cap, sizeof *strays.slot);
        strays.slot[strays.n++] = slot;
    }
    for (size_t i = 0; i < strays.n; i++)
        put_again(t, strays.slot[i]);
    free(strays.slot);
}

void
slots_grow(struct slots *t)
{
    size_t were = t->size;

    mem_must(were == 0 || t->shift > 0, "");
    t->shift = were > 0 ? t->shift - 1 : 32 - LEAST_BITS;
    t->size = were > 0 ? were * 2 : (size_t)1 << LEAST_BITS;
    ground_grow(&t->ground, t->size * sizeof *t->slot);
    t->slot = (uint64_t *)(void *)t->ground.p;
    spread(t, were);
}
