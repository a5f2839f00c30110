/*
 * Intern: each distinct text once, as a small number. Comparing two texts is then comparing two
 * numbers, and a key made of texts is a few words long.
 */
#ifndef TILL_INTERN_H
#define TILL_INTERN_H

#include "hash.h"
#include "slots.h"

/* Zero-initialise. Numbers count from 0 in the order in which texts come. */
struct intern {
    struct slice *text; /* by number; they stay until intern_free */
    uint32_t n;
    size_t cap;
    struct slots slots;
    struct arena arena;
};

uint32_t intern_add(struct intern *t, struct slice s);

/* The number of s, or UINT32_MAX where it has none. */
uint32_t intern_find(const struct intern *t, struct slice s);

void intern_free(struct intern *t);

#endif
