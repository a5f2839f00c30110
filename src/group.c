/* A group is a cell of one array: its key, then the caller's bytes, so that what is needed of it lies
 * together. Cells are found by their numbers (slots.h).
 *
 * A key is the words of its fields. Where one of them is marked, all fields stand in a text (texts.h), too.
 */
#include "group.h"

#include "rank.h"
#include "slots.h"
#include "texts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define ROOM 2    /* slots a group, at least */
#define FEW  1000 /* so many groups are near anyway, */
#define WIDE 8    /* and have more slots: then hardly any stands in the place of another */
#define NEAR 64   /* bytes that are fetched together */

#define LARGE (MEM_PAGE / 8) /* bytes of cells, from which on they are in large pages */

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
    uint32_t *order;    /* once sorted */
};

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
has_words(const struct cell *c, const uint64_t *word, size_t fields)
{
    for (size_t i = 0; i < fields; i++)
        if (word_at(c, i) != word[i])
            return false;
    return true;
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

/* Whether a group has the words, none of them marked. */
static inline bool
is_words(const struct groups *g, uint32_t number, const uint64_t *word, size_t fields)
{
    const struct cell *c = cell_at(g, number);

    return has_words(c, word, fields) && !c->text;
}

/* The group that has them, or SLOTS_NONE. */
static inline uint32_t
find_words(const struct groups *g, const uint64_t *word, uint64_t hash, size_t fields)
{
    size_t at = slots_home(&g->slots, hash);
    uint32_t number;

    while ((number = slots_look(&g->slots, hash, &at)) != SLOTS_NONE && !is_words(g, number, word, fields))
        at = slots_after(&g->slots, at);
    return number;
}

/* What follows is made part of a loop for each of the usual numbers of fields. (With a copy of the groups: so
 * that the compiler does not take what is written to change them.) */
#define LOOK static inline __attribute__((always_inline))

LOOK void
look_near(const struct groups *g, const uint64_t *word, size_t n, uint64_t *hash, uint32_t *number,
          size_t fields)
{
    struct groups own = *g;

    for (size_t i = 0; i < n; i++) {
        hash[i] = hash_words(word + i * fields, fields);
        number[i] = find_words(&own, word + i * fields, hash[i], fields);
    }
}

/* Keys that stand one behind the other are often the same: how many are not, which these are, and which of
 * these each is. That nobody could foresee: so it is no branch. */
LOOK size_t
heads_of(const uint64_t *word, size_t n, uint32_t *head, uint32_t *of, size_t fields)
{
    size_t heads = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t other = i == 0;
        for (size_t f = 0; i > 0 && f < fields; f++)
            other |= word[i * fields + f] ^ word[i * fields + f - fields];
        head[heads] = (uint32_t)i;
        heads += other != 0;
        of[i] = (uint32_t)heads - 1;
    }
    return heads;
}

/* The same of many groups: what is far away is asked for some time before it is looked at. */
LOOK void
look_far(const struct groups *g, const uint64_t *word, size_t n, uint64_t *hash, uint32_t *number,
         size_t fields)
{
    struct groups own = *g;
    uint32_t head[GROUPS_RUN + 1], of[GROUPS_RUN], found[GROUPS_RUN];
    uint64_t of_head[GROUPS_RUN];
    size_t heads = heads_of(word, n, head, of, fields);

    for (size_t i = 0; i < heads; i++) {
        of_head[i] = hash_words(word + head[i] * fields, fields);
        __builtin_prefetch(slots_first(&own.slots, of_head[i]));
    }
    for (size_t i = 0; i < heads; i++) {
        size_t at = slots_home(&own.slots, of_head[i]);
        found[i] = slots_look(&own.slots, of_head[i], &at);
        if (found[i] != SLOTS_NONE)
            __builtin_prefetch(cell_at(&own, found[i]), 1);
    }
    for (size_t i = 0; i < heads; i++) {
        const uint64_t *key = word + head[i] * fields;
        if (found[i] != SLOTS_NONE && !is_words(&own, found[i], key, fields))
            found[i] = find_words(&own, key, of_head[i], fields);
    }
    for (size_t i = 0; i < n; i++) {
        hash[i] = of_head[of[i]];
        number[i] = found[of[i]];
    }
}

LOOK void
look(const struct groups *g, const uint64_t *word, size_t n, uint64_t *hash, uint32_t *number, size_t fields)
{
    if (g->n > FEW)
        look_far(g, word, n, hash, number, fields);
    else if (g->n > 0)
        look_near(g, word, n, hash, number, fields);
    else
        for (size_t i = 0; i < n; i++) {
            hash[i] = hash_words(word + i * fields, fields);
            number[i] = GROUPS_NONE;
        }
}

void
groups_look(const struct groups *g, const uint64_t *word, size_t n, uint64_t *hash, uint32_t *number)
{
    assert(n <= GROUPS_RUN);
    switch (g->fields) {
    case 1:
        look(g, word, n, hash, number, 1);
        break;
    case 2:
        look(g, word, n, hash, number, 2);
        break;
    case 3:
        look(g, word, n, hash, number, 3);
        break;
    default:
        look(g, word, n, hash, number, g->fields);
    }
}

uint32_t
groups_number(struct groups *g, const struct slice *field, const uint64_t *word, uint64_t hash)
{
    uint32_t number;
    size_t at;

    assert(!g->order && g->n < GROUPS_LEFT);
    if (g->slots.size <= g->n * (g->n < FEW ? WIDE : ROOM))
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
