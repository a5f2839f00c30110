/* A key is one text: the fields with a NUL behind each. No text of a record has a NUL, so "ab","c"
 * and "a","bc" stay two keys; and as NUL is below every other byte, the order of the keys is the
 * order of their fields, one after the other. */
#include "group.h"

#include "intern.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct groups {
    size_t fields, size;
    struct intern keys;
    struct buffer key; /* of the record at hand */
    char *own;         /* size bytes a key, by its number */
    size_t cap;
    uint32_t *order; /* once sorted */
};

struct groups *
groups_new(size_t fields, size_t size)
{
    struct groups *g = mem_alloc(sizeof *g);

    assert(size > 0);
    g->fields = fields;
    g->size = size;
    return g;
}

void
groups_free(struct groups *g)
{
    intern_free(&g->keys);
    buffer_free(&g->key);
    free(g->own);
    free(g->order);
    free(g);
}

void *
groups_at(struct groups *g, const struct slice *field)
{
    uint32_t known = g->keys.n, number;
    void *own;

    assert(!g->order);
    g->key.n = 0;
    for (size_t i = 0; i < g->fields; i++) {
        buffer_add(&g->key, field[i].p, field[i].n);
        buffer_add(&g->key, "", 1);
    }
    number = intern_add(&g->keys, (struct slice){ g->key.p, g->key.n });
    if (number == known)
        g->own = mem_room(g->own, number, &g->cap, g->size);
    own = g->own + number * g->size;
    if (number == known)
        memset(own, 0, g->size);
    return own;
}

size_t
groups_sort(struct groups *g)
{
    if (!g->order)
        g->order = intern_sorted(&g->keys);
    return g->keys.n;
}

void *
groups_nth(const struct groups *g, size_t i)
{
    return g->own + g->order[i] * g->size;
}

struct slice
groups_field(const struct groups *g, size_t i, size_t field)
{
    struct slice rest = g->keys.text[g->order[i]], part = rest;

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
