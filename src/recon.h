/*
 * Recon: sums of amounts by key and source.
 *
 * A key is some texts, such as date, till and tender; its sums are a line. Lines are numbered from
 * 0 in the order in which their keys come. A key that a source never had counts 0.00 there, and
 * that it never had it is known.
 */
#ifndef TILL_RECON_H
#define TILL_RECON_H

#include "intern.h"
#include "memory.h"
#include "money.h"

#include <stdbool.h>
#include <stdint.h>

/* Zero-initialise but for texts and sources. */
struct recon {
    size_t texts, sources; /* of a key; of a line */
    struct intern keys;    /* the texts of a key with a NUL behind each */
    struct slice *text;    /* of line i at i * texts */
    money *sum;            /* of line i and source s at i * sources + s */
    bool *there;           /* the same: whether the source has the key at all */
    size_t cap;            /* lines that there is room for */
    struct buffer key;
};

/* The line of a key; the texts are copied. */
uint32_t recon_line(struct recon *r, const struct slice *key);

/* The texts of a line's key. */
const struct slice *recon_key(const struct recon *r, uint32_t line);

/* Adds to a line. Returns false, its sum untouched, where 64 bits can't hold it. */
bool recon_add(struct recon *r, uint32_t line, size_t source, money amount);

money recon_sum(const struct recon *r, uint32_t line, size_t source);

/* The lines in byte order of their keys, text by text: keys.n of them, freed by the caller. */
uint32_t *recon_order(const struct recon *r);

void recon_free(struct recon *r);

#endif
