/* Owns the cells of groups, their texts and their order; what a cell is, group_parts.h says. */
#include "group.h"

#include "group_parts.h"
#include "rank.h"
#include "texts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define ROOM 2  /* slots a group, at least */
#define WIDE 8  /* of few: then hardly any stands in the place of another */
#define NEAR 64 /* bytes that are fetched together */

#define LARGE (MEM_PAGE / 8) /* bytes of cells, from which on they are in large pages */

/* A small cell of many lies in one line of the processor's cache: large pages begin with one. */
static size_t
cell_size(size_t bytes)
{
    return bytes > NEAR / 2 && bytes < NEAR ? NEAR : (bytes + 7) / 8 * 8;
}

struct groups *
groups_new(size_t fields, size_t size)
{
    struct groups *g = mem_alloc(sizeof *g);

    assert(size > 0);
    g->fields = fields;
    g->size = cell_size(sizeof(struct cell) + fields * WORD_BYTES + size);
    g->word = mem_alloc((fields + 1) * sizeof *g->word);
    return g;
}

void
groups_free(struct groups *g)
{
    arena_free(&g->arena);
    free(g->cells);
    slots_free(&g->slots);
    free(g->order);
    free(g->word);
    free(g);
}

static void *
own_of(const struct groups *g, struct cell *c)
{
    return c->word + g->fields * WORD_BYTES;
}

/* Room for one more cell. Many are looked at all over: so they stand in large pages. */
static void
grow_cells(struct groups *g)
{
    size_t used = g->n * g->size, room;
    char *more;

    if (g->n < g->cap || used < LARGE) {
        g->cells = mem_room(g->cells, g->n, &g->cap, g->size);
        return;
    }
    mem_must(g->cap <= SIZE_MAX / 4 / g->size, "");
    room = (g->cap * 2 * g->size + MEM_PAGE - 1) / MEM_PAGE * MEM_PAGE;
    more = mem_pages(room);
    memcpy(more, g->cells, used);
    free(g->cells);
    g->cells = more;
    g->cap = room / g->size;
}

static void
add_cell(struct groups *g, const struct slice *field, const uint64_t *word)
{
    struct cell *c;
    bool marked = false;

    grow_cells(g);
    c = cell_at(g, g->n++);
    memset(c, 0, g->size);
    for (size_t i = 0; i < g->fields; i++) {
        load_back(c->word + i * WORD_BYTES, word[i]);
        marked |= word_is_marked(word[i]);
    }
    if (marked)
        c->text = texts_join(&g->arena, field, g->fields).p;
}

uint32_t
groups_number(struct groups *g, const struct slice *field, const uint64_t *word, uint64_t hash)
{
    uint32_t number;
    size_t at;

    assert(!g->order && g->n < GROUPS_LEFT);
    if (g->slots.size <= g->n * (g->n < GROUPS_FEW ? WIDE : ROOM))
        slots_grow(&g->slots);
    at = slots_home(&g->slots, hash);
    while ((number = slots_look(&g->slots, hash, &at)) != SLOTS_NONE) {
        const struct cell *c = cell_at(g, number);
        if (has_words(c, word, g->fields) && (!c->text || texts_are(c->text, field, g->fields)))
            return number;
        at = slots_after(&g->slots, at);
    }
    number = (uint32_t)g->n;
    slots_put(&g->slots, hash, at, number);
    add_cell(g, field, word);
    return number;
}

void
groups_own(const struct groups *g, const uint32_t *number, size_t n, void **own)
{
    struct groups all = *g;

    for (size_t i = 0; i < n; i++)
        own[i] = number[i] == GROUPS_LEFT ? NULL : own_of(&all, cell_at(&all, number[i]));
}

void *
groups_at(struct groups *g, const struct slice *field)
{
    for (size_t i = 0; i < g->fields; i++)
        g->word[i] = word_of(field[i]);
    return own_of(g, cell_at(g, groups_number(g, field, g->word, hash_words(g->word, g->fields))));
}

static struct slice
field_of(const struct cell *c, size_t field)
{
    const char *p = c->text;

    if (!p)
        return (struct slice){ c->word + field * WORD_BYTES, word_length(word_at(c, field)) };
    while (field-- > 0)
        p += strlen(p) + 1;
    return slice_of(p);
}

/* The numbers here of n groups of another, from its first on; those that are not there yet are made. */
static void
number_others(struct groups *g, const struct groups *other, size_t first, size_t n, uint64_t *word,
              uint32_t *number)
{
    struct slice *field = mem_alloc((g->fields + 1) * sizeof *field);
    uint64_t hash[GROUPS_RUN];

    for (size_t i = 0; i < n; i++)
        for (size_t f = 0; f < g->fields; f++)
            word[i * g->fields + f] = word_at(cell_at(other, first + i), f);
    groups_look(g, word, n, hash, number);
    for (size_t i = 0; i < n; i++) {
        if (number[i] != GROUPS_NONE)
            continue;
        for (size_t f = 0; f < g->fields; f++)
            field[f] = field_of(cell_at(other, first + i), f);
        number[i] = groups_number(g, field, word + i * g->fields, hash[i]);
    }
    free(field);
}

void
groups_join(struct groups *g, const struct groups *other,
            void (*join)(void *with, void *own, const void *others), void *with)
{
    uint64_t *word = mem_alloc((g->fields + 1) * GROUPS_RUN * sizeof *word);
    uint32_t number[GROUPS_RUN];

    assert(g->fields == other->fields && g->size == other->size);
    for (size_t first = 0; first < other->n; first += GROUPS_RUN) {
        size_t n = other->n - first < GROUPS_RUN ? other->n - first : GROUPS_RUN;
        number_others(g, other, first, n, word, number);
        for (size_t i = 0; i < n; i++)
            join(with, own_of(g, cell_at(g, number[i])), own_of(other, cell_at(other, first + i)));
    }
    free(word);
}

size_t
groups_count(const struct groups *g)
{
    return g->n;
}

/* Of keys without texts each field's word is a part. */
static uint64_t
part_of_words(const void *with, uint32_t number, size_t depth, bool *more)
{
    const struct groups *g = with;

    *more = depth + 1 < g->fields;
    return depth < g->fields ? __builtin_bswap64(word_at(cell_at(g, number), depth)) : 0;
}

/* Where one key has a text, all get one, for then it is these that are in order. */
static uint32_t *
rank_joined(const struct groups *g)
{
    struct slice *key = mem_alloc((g->n + 1) * sizeof *key),
                 *field = mem_alloc((g->fields + 1) * sizeof *field);
    struct arena joined = { 0 };
    uint32_t *order;

    for (size_t i = 0; i < g->n; i++) {
        for (size_t f = 0; f < g->fields; f++)
            field[f] = field_of(cell_at(g, i), f);
        key[i] = texts_join(&joined, field, g->fields);
    }
    order = rank_texts(key, g->n);
    arena_free(&joined);
    free(key);
    free(field);
    return order;
}

size_t
groups_sort(struct groups *g)
{
    if (g->order)
        return g->n;
    if (g->arena.last) {
        g->order = rank_joined(g);
        return g->n;
    }
    g->order = mem_alloc((g->n + 1) * sizeof *g->order);
    for (size_t i = 0; i < g->n; i++)
        g->order[i] = (uint32_t)i;
    rank_numbers(g->order, g->n, part_of_words, g);
    return g->n;
}

void *
groups_nth(const struct groups *g, size_t i)
{
    return own_of(g, cell_at(g, g->order[i]));
}

struct slice
groups_field(const struct groups *g, size_t i, size_t field)
{
    return field_of(cell_at(g, g->order[i]), field);
}

bool
groups_alike(const struct groups *g, size_t i, size_t j, size_t n)
{
    for (size_t f = 0; f < n; f++)
        if (!slice_equal(groups_field(g, i, f), groups_field(g, j, f)))
            return false;
    return true;
}
