#include "intern.h"

#include <stdlib.h>

static uint32_t
find(const struct intern *t, struct slice s, uint64_t hash, size_t *at)
{
    uint32_t number;

    *at = slots_home(&t->slots, hash);
    while ((number = slots_look(&t->slots, hash, at)) != SLOTS_NONE) {
        if (t->text[number].n == s.n && hash_alike(t->text[number].p, s.p, s.n))
            break;
        *at = slots_after(&t->slots, *at);
    }
    return number;
}

uint32_t
intern_add(struct intern *t, struct slice s)
{
    uint64_t hash = hash_bytes(s);
    uint32_t number;
    size_t at;

    slots_room(&t->slots);
    number = find(t, s, hash, &at);
    if (number != SLOTS_NONE)
        return number;
    t->text = mem_room(t->text, t->n, &t->cap, sizeof *t->text);
    t->text[t->n] = arena_copy(&t->arena, s);
    slots_put(&t->slots, hash, at, t->n);
    return t->n++;
}

uint32_t
intern_find(const struct intern *t, struct slice s)
{
    size_t at;

    return t->n > 0 ? find(t, s, hash_bytes(s), &at) : UINT32_MAX;
}

void
intern_free(struct intern *t)
{
    free(t->text);
    slots_free(&t->slots);
    arena_free(&t->arena);
    *t = (struct intern){ 0 };
}
