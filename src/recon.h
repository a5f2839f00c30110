/*
 * Recon: sums of amounts by key and source.
 *
 * A key is some texts, such as date, till and tender; its sums are a line. Lines are numbered from
 * 0 in the order in which their keys come. A key that a source never had counts 0.00 there, and
 * that it never had it is known.
 *
 * A key is looked for by its texts' words (word.h). A caller may have a word of his own for a text, always
 * the same one for the same text: below zero, unless no other text has it.
 */
#ifndef TILL_RECON_H
#define TILL_RECON_H

#include "memory.h"
#include "slots.h"
#include "wide.h"

#include <stdbool.h>
#include <stdint.h>

#define RECON_NONE SLOTS_NONE /* no line */

/* Made by recon_new. */
struct recon {
    size_t texts, sources; /* of a key; of a line */
    struct slots slots;    /* lines by the hashes of their words */
    uint32_t lines;
    size_t cap;         /* lines that there is room for */
    uint64_t *word;     /* of line i at i * texts */
    struct slice *key;  /* of a line: its texts (texts.h) */
    struct wide *wide;  /* of line i and source s at i * sources + s */
    money *sum;         /* the same, once they are closed */
    bool *there;        /* the same: whether the source has the key at all */
    struct slice *text; /* of line i at i * texts, once ordered */
    uint64_t *asked;    /* words of the key at hand */
    struct arena arena; /* of the keys */
};

struct recon recon_new(size_t texts, size_t sources);

/* The line of a key, whose texts are copied; its words known: recon_at. */
uint32_t recon_line(struct recon *r, const struct slice *text);
uint32_t recon_at(struct recon *r, const uint64_t *word, const struct slice *text);

/* Those of n keys by their words alone, where they are enough: RECON_NONE says nothing. */
void recon_look(const struct recon *r, const uint64_t *word, size_t n, uint32_t *line);

/* The texts of a line's key, once the lines are ordered. */
const struct slice *recon_key(const struct recon *r, uint32_t line);

/* Adds to a line. */
void recon_add(struct recon *r, uint32_t line, size_t source, money amount);

/* Takes the lines of another, of one source, in as that source's; line[i] becomes what its line i is here. */
void recon_join(struct recon *r, const struct recon *other, size_t source, uint32_t *line);

/* Zeroes the sums; the lines stay. */
void recon_clear(struct recon *r);

/* Closes the sums, to which no more is added. False where 64 bits can't hold one; else each is what recon_sum
 * says. */
bool recon_close(struct recon *r);
money recon_sum(const struct recon *r, uint32_t line, size_t source);

/* Whether any source has the line's key. */
bool recon_there(const struct recon *r, uint32_t line);

/* The lines in byte order of their keys, text by text, freed by the caller. No key can be added then. */
uint32_t *recon_order(struct recon *r);

void recon_free(struct recon *r);

#endif
