#include "slots.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_BITS 8

void
slots_free(struct slots *t)
{
    free(t->slot);
    *t = (struct slots){ 0 };
}

/* Put to zero here: what the system gives, and is looked at before it is written, costs two faults a page. */
static uint64_t *
empty_slots(size_t n)
{
    size_t bytes = n * sizeof(uint64_t);

    return memset(bytes < MEM_PAGE ? mem_grow(NULL, n, sizeof(uint64_t)) : mem_pages(bytes), 0, bytes);
}

/* What stands in order of hashes is put in order of hashes: both tables are gone through once. */
void
slots_grow(struct slots *t)
{
    struct slots old = *t;

    mem_must(old.size == 0 || old.shift > 0, "");
    t->shift = old.size > 0 ? old.shift - 1 : 32 - LEAST_BITS;
    t->size = old.size > 0 ? old.size * 2 : (size_t)1 << LEAST_BITS;
    t->slot = empty_slots(t->size);
    for (size_t i = 0; i < old.size; i++) {
        size_t at = slots_home(t, old.slot[i]);
        if (old.slot[i] == 0)
            continue;
        while (t->slot[at] != 0)
            at = slots_after(t, at);
        t->slot[at] = old.slot[i];
    }
    free(old.slot);
}
