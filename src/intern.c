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

static int
by_text(const void *pa, const void *pb)
{
    const struct ranked *a = pa, *b = pb;

    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return slice_compare(a->text, b->text);
}

static bool
in_order(const struct ranked *all, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (by_text(&all[i - 1], &all[i]) > 0)
            return false;
    return true;
}

void
intern_rank(struct ranked *all, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        all[i].first = 0;
        for (size_t k = 0; k < 8; k++)
            all[i].first = all[i].first << 8 | (k < all[i].text.n ? (unsigned char)all[i].text.p[k] : 0);
    }
    if (!in_order(all, n))
        qsort(all, n, sizeof *all, by_text);
}

uint32_t *
intern_sorted(const struct intern *t)
{
    struct ranked *all = mem_alloc((t->n + 1) * sizeof *all);
    uint32_t *order = mem_alloc((t->n + 1) * sizeof *order);

    for (uint32_t i = 0; i < t->n; i++)
        all[i] = (struct ranked){ 0, t->text[i], i };
    intern_rank(all, t->n);
    for (uint32_t i = 0; i < t->n; i++)
        order[i] = all[i].number;
    free(all);
    return order;
}

void
intern_free(struct intern *t)
{
    free(t->text);
    slots_free(&t->slots);
    arena_free(&t->arena);
    *t = (struct intern){ 0 };
}
