/*
 * The inside of struct groups, for the files that make them (group.c) and look them up (group_look.c).
 *
 * A group is a cell of one array: its key, then the caller's bytes, so that what is needed of it lies
 * together. Cells are found by their numbers (slots.h). A key is the words of its fields; where one of them
 * is marked, all fields stand in a text (texts.h), too.
 */
#ifndef TILL_GROUP_PARTS_H
#define TILL_GROUP_PARTS_H

#include "group.h"
#include "slots.h"
#include "word.h"

#define GROUPS_FEW 1000 /* so many are near anyway */

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

static inline struct cell *
cell_at(const struct groups *g, size_t number)
{
    return (struct cell *)(void *)(g->cells + number * g->size);
}

static inline uint64_t
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

#endif
