/* A group is a cell of one array: its key, then the caller's bytes, so that what is needed of it lies
 * together. Cells are found by their numbers (slots.h).
 *
 * A key is the words of its fields. Where one of them is marked, all fields stand in a text (texts.h), too.
 */
#include "group.h"

#include "slots.h"
#include "texts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define ROOM 2    /* slots a group, at least */
#define FEW  1000 /* groups that are near anyway */

struct cell {
    const char *text; /* or NULL */
    char word[];      /* WORD_BYTES a field: so they are the bytes of a short one */
};

struct groups {
    size_t fields, size; /* size: of a cell */
    char *cells;
    size_t n, cap;
    struct slots slots;
    struct arena arena; /* of the texts */
    uint64_t *word;     /* of the key at hand */
    struct place {
        uint64_t first; /* bytes of the key */
        struct cell *cell;
        const struct groups *groups;
    } * order; /* once sorted */
};

struct groups *
groups_new(size_t fields, size_t size)
{
    struct groups *g = mem_alloc(sizeof *g);

    assert(size > 0);
    g->fields = fields;
    g->size = (sizeof(struct cell) + fields * WORD_BYTES + size + 7) / 8 * 8;
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

static struct cell *
cell_at(const struct groups *g, size_t number)
{
    return (struct cell *)(void *)(g->cells + number * g->size);
}

static void *
own_of(const struct groups *g, struct cell *c)
{
    return c->word + g->fields * WORD_BYTES;
}

static uint64_t
word_at(const struct cell *c, size_t field)
{
    return load_eight(c->word + field * WORD_BYTES);
}

static inline bool
has_words(const struct groups *g, const struct cell *c, const uint64_t *word)
{
    for (size_t i = 0; i < g->fields; i++)
        if (word_at(c, i) != word[i])
            return false;
    return true;
}

static void
add_cell(struct groups *g, const struct slice *field, const uint64_t *word)
{
    struct cell *c;
    bool marked = false;

    g->cells = mem_room(g->cells, g->n, &g->cap, g->size);
    c = cell_at(g, g->n++);
    memset(c, 0, g->size);
    for (size_t i = 0; i < g->fields; i++) {
        load_back(c->word + i * WORD_BYTES, word[i]);
        marked |= word_is_marked(word[i]);
    }
    if (marked)
        c->text = texts_join(&g->arena, field, g->fields).p;
}

/* The group that has the words, none of them marked; or SLOTS_NONE. */
static inline uint32_t
find_words(const struct groups *g, const uint64_t *word, uint64_t hash)
{
    size_t at = slots_home(&g->slots, hash);
    uint32_t number;

    while ((number = slots_look(&g->slots, hash, &at)) != SLOTS_NONE) {
        const struct cell *c = cell_at(g, number);
        if (has_words(g, c, word) && !c->text)
            break;
        at = slots_after(&g->slots, at);
    }
    return number;
}

/* Has what keys of these hashes need brought near. */
static void
fetch(const struct groups *g, const uint64_t *hash, size_t n)
{
    for (size_t i = 0; i < n; i++)
        __builtin_prefetch(slots_first(&g->slots, hash[i]));
    for (size_t i = 0; i < n; i++) {
        size_t at = slots_home(&g->slots, hash[i]);
        uint32_t number = slots_look(&g->slots, hash[i], &at);
        if (number != SLOTS_NONE) {
            const char *cell = (const char *)cell_at(g, number);
            __builtin_prefetch(cell, 1);
            __builtin_prefetch(cell + g->size - 8, 1);
        }
    }
}

void
groups_look(const struct groups *g, const uint64_t *word, const uint64_t *hash, size_t n, uint32_t *number)
{
    if (g->n > FEW)
        fetch(g, hash, n);
    for (size_t i = 0; i < n; i++)
        number[i] = g->n > 0 ? find_words(g, word + i * g->fields, hash[i]) : GROUPS_NONE;
}

uint32_t
groups_number(struct groups *g, const struct slice *field, const uint64_t *word, uint64_t hash)
{
    uint32_t number;
    size_t at;

    assert(!g->order && g->n < GROUPS_NONE);
    if (g->slots.size <= g->n * ROOM)
        slots_grow(&g->slots);
    at = slots_home(&g->slots, hash);
    while ((number = slots_look(&g->slots, hash, &at)) != SLOTS_NONE) {
        const struct cell *c = cell_at(g, number);
        if (has_words(g, c, word) && (!c->text || texts_are(c->text, field, g->fields)))
            return number;
        at = slots_after(&g->slots, at);
    }
    number = (uint32_t)g->n;
    slots_put(&g->slots, hash, at, number);
    add_cell(g, field, word);
    return number;
}

void *
groups_own(const struct groups *g, uint32_t number)
{
    return own_of(g, cell_at(g, number));
}

void *
groups_at(struct groups *g, const struct slice *field)
{
    uint64_t hash = 0;

    for (size_t i = 0; i < g->fields; i++) {
        g->word[i] = word_of(field[i]);
        hash = groups_hash(hash, g->word[i]);
    }
    return groups_own(g, groups_number(g, field, g->word, hash));
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

void
groups_join(struct groups *g, const struct groups *other,
            void (*join)(void *with, void *own, const void *others), void *with)
{
    struct slice *field = mem_alloc((g->fields + 1) * sizeof *field);

    assert(g->fields == other->fields && g->size == other->size);
    for (size_t i = 0; i < other->n; i++) {
        struct cell *c = cell_at(other, i);
        for (size_t f = 0; f < g->fields; f++)
            field[f] = field_of(c, f);
        join(with, groups_at(g, field), own_of(other, c));
    }
    free(field);
}

size_t
groups_count(const struct groups *g)
{
    return g->n;
}

/* The order of bytes, the first field first. */
static int
by_key(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = (x->first > y->first) - (x->first < y->first);

    for (size_t f = 0; order == 0 && f < x->groups->fields; f++)
        order = slice_compare(field_of(x->cell, f), field_of(y->cell, f));
    return order;
}

/* The first bytes of a key, as a number of their order. */
static uint64_t
first_of(const struct groups *g, const struct cell *c)
{
    struct slice s = g->fields > 0 ? field_of(c, 0) : slice_of(NULL);

    return __builtin_bswap64(load_bytes(s.p, s.n < WORD_BYTES ? s.n : WORD_BYTES));
}

size_t
groups_sort(struct groups *g)
{
    if (g->order)
        return g->n;
    g->order = mem_alloc((g->n + 1) * sizeof *g->order);
    for (size_t i = 0; i < g->n; i++) {
        struct cell *c = cell_at(g, i);
        g->order[i] = (struct place){ first_of(g, c), c, g };
    }
    if (g->n > 1)
        qsort(g->order, g->n, sizeof *g->order, by_key);
    return g->n;
}

void *
groups_nth(const struct groups *g, size_t i)
{
    return own_of(g, g->order[i].cell);
}

struct slice
groups_field(const struct groups *g, size_t i, size_t field)
{
    return field_of(g->order[i].cell, field);
}

bool
groups_alike(const struct groups *g, size_t i, size_t j, size_t n)
{
    for (size_t f = 0; f < n; f++)
        if (!slice_equal(groups_field(g, i, f), groups_field(g, j, f)))
            return false;
    return true;
}
