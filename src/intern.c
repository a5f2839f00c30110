#include "intern.h"

#include <stdlib.h>

/* The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of v reaches every bit. */
uint64_t
hash_word(uint64_t v)
{
    v ^= v >> 30;
    v *= UINT64_C(0xbf58476d1ce4e5b9);
    v ^= v >> 27;
    v *= UINT64_C(0x94d049bb133111eb);
    return v ^ v >> 31;
}

uint64_t
hash_bytes(struct slice s)
{
    uint64_t h = s.n * UINT64_C(0x9e3779b97f4a7c15);

    for (size_t i = 0; i < s.n; i += 8) {
        uint64_t word = 0;
        for (size_t k = i; k < s.n && k < i + 8; k++)
            word = word << 8 | (unsigned char)s.p[k];
        h = hash_word(h ^ word);
    }
    return h;
}

/* The slot of s, or the empty one where it would stand. */
static size_t
find_slot(const struct intern *t, struct slice s)
{
    size_t i = hash_bytes(s) & (t->slots - 1);

    while (t->table[i] && !slice_equal(t->text[t->table[i] - 1], s))
        i = (i + 1) & (t->slots - 1);
    return i;
}

static void
grow(struct intern *t)
{
    t->slots = t->slots ? t->slots * 2 : 256;
    free(t->table);
    t->table = mem_alloc(t->slots * sizeof *t->table);
    for (uint32_t i = 0; i < t->n; i++)
        t->table[find_slot(t, t->text[i])] = i + 1;
}

uint32_t
intern_add(struct intern *t, struct slice s)
{
    size_t slot;

    if ((size_t)t->n * 2 >= t->slots)
        grow(t);
    slot = find_slot(t, s);
    if (!t->table[slot]) {
        t->text = mem_room(t->text, t->n, &t->cap, sizeof *t->text);
        t->text[t->n] = arena_copy(&t->arena, s);
        t->table[slot] = ++t->n;
    }
    return t->table[slot] - 1;
}

uint32_t
intern_find(const struct intern *t, struct slice s)
{
    size_t slot;

    if (t->slots == 0)
        return UINT32_MAX;
    slot = find_slot(t, s);
    return t->table[slot] ? t->table[slot] - 1 : UINT32_MAX;
}

struct ranked {
    struct slice text;
    uint32_t number;
};

static int
by_text(const void *a, const void *b)
{
    return slice_compare(((const struct ranked *)a)->text, ((const struct ranked *)b)->text);
}

uint32_t *
intern_sorted(const struct intern *t)
{
    struct ranked *all = mem_alloc((t->n + 1) * sizeof *all);
    uint32_t *order = mem_alloc((t->n + 1) * sizeof *order);

    for (uint32_t i = 0; i < t->n; i++)
        all[i] = (struct ranked){ t->text[i], i };
    if (t->n > 1)
        qsort(all, t->n, sizeof *all, by_text);
    for (uint32_t i = 0; i < t->n; i++)
        order[i] = all[i].number;
    free(all);
    return order;
}

void
intern_free(struct intern *t)
{
    free(t->text);
    free(t->table);
    arena_free(&t->arena);
    *t = (struct intern){ 0 };
}
