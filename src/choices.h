/*
 * Choices: lists of values as a column map has them, "CASH;CHECK" or "CA=CASH;CK=CHECK;*=OTHER".
 *
 * A value is what stands there without its outer blanks; one that ends in * stands for all that
 * begin so, and * alone for any. The first that fits counts.
 */
#ifndef TILL_CHOICES_H
#define TILL_CHOICES_H

#include "memory.h"

struct choice {
    struct slice from, to;
    bool open; /* from is a beginning */
    bool keep; /* the value stays as it is */
};

struct choices {
    struct choice *choice;
    size_t n, cap;
};

/* Reads a list: of pairs, or of values alone. What it keeps is in the arena. Returns NULL, or what
 * is wrong. Freed by choices_free either way. */
const char *choices_parse(struct slice text, bool pairs, struct arena *arena, struct choices *out);

/* The first choice that fits the value, or NULL. */
const struct choice *choices_find(const struct choices *c, struct slice value);

void choices_free(struct choices *c);

#endif
