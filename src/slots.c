#include "slots.h"

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

/* Puts a slot in at its line or behind it, but not before the line. */
static bool
put_behind(struct slots *t, uint64_t slot, size_t line)
{
    size_t home = slots_home(t, slot), at = home;

    if (home < line)
        return false;
    while (t->slot[at] != 0) {
        at = slots_after(t, slot, at);
        if (at / SLOTS_LINE < home / SLOTS_LINE)
            return false;
    }
    t->slot[at] = slot;
    return true;
}

static void
put_again(struct slots *t, uint64_t slot)
{
    size_t at = slots_home(t, slot);

    while (t->slot[at] != 0)
        at = slots_after(t, slot, at);
    t->slot[at] = slot;
}

/* Takes the slots of each line out, from the last of so many on, and puts them in where they belong now. That
 * is the same line or one behind it, which has been emptied; but for those that had run over, which wait:
 * nothing may stand where it is reached over a line that is still to be emptied. */
static void
spread(struct slots *t, size_t slots)
{
    struct strays strays = { 0 };

    for (size_t line = slots; line > 0;) {
        uint64_t was[SLOTS_LINE];
        line -= SLOTS_LINE;
        memcpy(was, t->slot + line, sizeof was);
        memset(t->slot + line, 0, sizeof was);
        for (size_t i = 0; i < SLOTS_LINE; i++)
            if (was[i] != 0 && !put_behind(t, was[i], line)) {
                strays.slot = mem_room(strays.slot, strays.n, &strays.cap, sizeof *strays.slot);
                strays.slot[strays.n++] = was[i];
            }
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
