/*
 * Looking groups up, many at once.
 */
#include "group.h"

#include "group_parts.h"

#include <assert.h>

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
    if (g->n > GROUPS_FEW)
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
