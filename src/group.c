/* A key is one text: the fields with a NUL behind each. No text of a record has a NUL, so "ab","c"
 * and "a","bc" stay two keys; and as NUL is below every other byte, the order of the keys is the
 * order of their fields, one after the other.
 *
 * A group is a cell of one array: the hash and the text of its key, then the caller's bytes, so that what is
 * needed of it lies together. Cells are found by an open-addressed table of their numbers. */
#include "group.h"

#include "intern.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define NEAR 20 /* bytes of a key that stand in its cell, which is then a line of the cache or two */

struct cell {
    uint64_t hash;
    uint32_t n; /* of the key, behind which there is one more NUL */
    char near[NEAR];
    uint64_t own[];
};

struct groups {
    size_t fields, size; /* size: of a cell */
    char *cells;
    size_t n, cap;
    struct slot {
        uint32_t number; /* + 1 */
        uint32_t tag;    /* of the hash */
    } * table;
    size_t slots;
    struct arena arena;  /* of the keys */
    struct cell **order; /* once sorted */
};

struct groups *
groups_new(size_t fields, size_t size)
{
    struct groups *g = mem_alloc(sizeof *g);

    assert(size > 0);
    g->fields = fields;
    g->size = (sizeof(struct cell) + size + 7) / 8 * 8;
    return g;
}

void
groups_free(struct groups *g)
{
    arena_free(&g->arena);
    free(g->cells);
    free(g->table);
    free(g->order);
    free(g);
}

static struct cell *
cell_at(const struct groups *g, size_t number)
{
    return (struct cell *)(void *)(g->cells + number * g->size);
}

/* A long key stands elsewhere, and where is in its place. */
static const char *
key_of(const struct cell *c)
{
    const char *far;

    if (c->n < NEAR)
        return c->near;
    memcpy(&far, c->near, sizeof far);
    return far;
}

/* Whether the key is that of the fields. */
static bool
has_fields(const struct groups *g, const struct cell *c, const struct slice *field)
{
    const char *p = key_of(c), *end = p + c->n;

    for (size_t i = 0; i < g->fields; i++) {
        size_t n = field[i].n;
        if ((size_t)(end - p) <= n || p[n] || !hash_alike(p, field[i].p, n))
            return false;
        p += n + 1;
    }
    return true;
}

static struct slot *
slot_after(const struct groups *g, struct slot *s)
{
    return s + 1 < g->table + g->slots ? s + 1 : g->table;
}

static void
grow_table(struct groups *g)
{
    g->slots = g->slots ? g->slots * 2 : 256;
    free(g->table);
    g->table = mem_alloc(g->slots * sizeof *g->table);
    for (size_t i = 0; i < g->n; i++) {
        uint64_t hash = cell_at(g, i)->hash;
        struct slot *s = &g->table[hash & (g->slots - 1)];
        while (s->number)
            s = slot_after(g, s);
        *s = (struct slot){ (uint32_t)i + 1, (uint32_t)(hash >> 32) };
    }
}

static void
copy_key(const struct groups *g, char *key, const struct slice *field)
{
    for (size_t i = 0; i < g->fields; i++) {
        if (field[i].n > 0)
            memcpy(key, field[i].p, field[i].n);
        key += field[i].n;
        *key++ = '\0';
    }
    *key = '\0';
}

static struct cell *
add_cell(struct groups *g, const struct slice *field, uint64_t hash)
{
    struct cell *c;
    size_t n = 0;

    for (size_t i = 0; i < g->fields; i++)
        n += field[i].n + 1;
    g->cells = mem_room(g->cells, g->n, &g->cap, g->size);
    c = cell_at(g, g->n++);
    memset(c, 0, g->size);
    c->hash = hash;
    c->n = (uint32_t)n;
    if (n < NEAR) {
        copy_key(g, c->near, field);
    } else {
        char *far = arena_alloc(&g->arena, n + 1);
        copy_key(g, far, field);
        memcpy(c->near, &far, sizeof far);
    }
    return c;
}

static void *
find(struct groups *g, const struct slice *field, uint64_t hash)
{
    struct slot *s;

    assert(!g->order && g->n < UINT32_MAX);
    if (g->n * 2 >= g->slots)
        grow_table(g);
    for (s = &g->table[hash & (g->slots - 1)]; s->number; s = slot_after(g, s)) {
        struct cell *c = cell_at(g, s->number - 1);
        if (s->tag == (uint32_t)(hash >> 32) && has_fields(g, c, field))
            return c->own;
    }
    *s = (struct slot){ (uint32_t)g->n + 1, (uint32_t)(hash >> 32) };
    return add_cell(g, field, hash)->own;
}

void *
groups_find(struct groups *g, const struct slice *field, uint64_t hash)
{
    return find(g, field, hash_word(hash));
}

/* The key's fields. */
static void
cut_key(const struct cell *c, struct slice *field, size_t fields)
{
    struct slice rest = { key_of(c), c->n };

    for (size_t f = 0; f < fields; f++)
        slice_cut(&rest, '\0', &field[f]);
}

void
groups_join(struct groups *g, const struct groups *other,
            void (*join)(void *with, void *own, const void *others), void *with)
{
    struct slice *field = mem_alloc((g->fields + 1) * sizeof *field);

    assert(g->fields == other->fields && g->size == other->size);
    for (size_t i = 0; i < other->n; i++) {
        const struct cell *c = cell_at(other, i);
        cut_key(c, field, g->fields);
        join(with, find(g, field, c->hash), c->own);
    }
    free(field);
}

size_t
groups_count(const struct groups *g)
{
    return g->n;
}

void
groups_expect(const struct groups *g, uint64_t soon, uint64_t later)
{
    const struct slot *s;

    if (g->slots == 0)
        return;
    __builtin_prefetch(&g->table[hash_word(later) & (g->slots - 1)]);
    s = &g->table[hash_word(soon) & (g->slots - 1)];
    if (s->number) {
        const char *cell = g->cells + (s->number - 1) * g->size;
        __builtin_prefetch(cell, 1);
        __builtin_prefetch(cell + g->size - 8, 1);
    }
}

void *
groups_at(struct groups *g, const struct slice *field)
{
    uint64_t hash = 0;

    for (size_t i = 0; i < g->fields; i++)
        hash = group_hash(hash, hash_bytes(field[i]));
    return groups_find(g, field, hash);
}

static int
by_key(const void *a, const void *b)
{
    const struct cell *x = *(struct cell *const *)a, *y = *(struct cell *const *)b;

    return slice_compare((struct slice){ key_of(x), x->n }, (struct slice){ key_of(y), y->n });
}

size_t
groups_sort(struct groups *g)
{
    if (g->order)
        return g->n;
    g->order = mem_alloc((g->n + 1) * sizeof(struct cell *));
    for (size_t i = 0; i < g->n; i++)
        g->order[i] = cell_at(g, i);
    if (g->n > 1)
        qsort(g->order, g->n, sizeof(struct cell *), by_key);
    return g->n;
}

void *
groups_nth(const struct groups *g, size_t i)
{
    return g->order[i]->own;
}

struct slice
groups_field(const struct groups *g, size_t i, size_t field)
{
    struct slice rest = { key_of(g->order[i]), g->order[i]->n }, part = rest;

    for (size_t f = 0; f <= field; f++)
        slice_cut(&rest, '\0', &part);
    return part;
}

bool
groups_alike(const struct groups *g, size_t i, size_t j, size_t n)
{
    for (size_t f = 0; f < n; f++)
        if (!slice_equal(groups_field(g, i, f), groups_field(g, j, f)))
            return false;
    return true;
}
