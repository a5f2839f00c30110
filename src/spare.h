/*
 * Spare: records that stand beside the lines of a block, because their fields do not lie in it as they are.
 */
#ifndef TILL_SPARE_H
#define TILL_SPARE_H

#include "memory.h"
#include "values.h"

/* Zero-initialise. Record i has its fields' ends, count of them, from end[i * (count + 1) + 1] on, and stood
 * before line[i], or was it. Behind each field there is one byte more. */
struct spare {
    struct buffer text;
    uint32_t *end;
    int64_t *value; /* each of each record */
    size_t *line;
    size_t n, cap;
    size_t count, values, kept; /* kept: bytes of text that belong to the n */
};

void spare_free(struct spare *s);
void spare_clear(struct spare *s);

/* Begins a record of so many fields and values, the same for all. One that was begun and not kept is
 * forgotten. */
void spare_begin(struct spare *s, size_t fields, size_t values);

/* Adds its next n fields, from field first on, which lie in text side by side and end at end[0], end[1] ...;
 * end[-1] is before the first. */
void spare_lay(struct spare *s, size_t first, const char *text, const uint32_t *end, size_t n);
void spare_keep(struct spare *s, size_t line);

/* The ends of record i, and its values. */
static inline uint32_t *
spare_end(const struct spare *s, size_t i)
{
    return s->end + i * (s->count + 1) + 1;
}

static inline int64_t *
spare_value(const struct spare *s, size_t i)
{
    return s->value + i * s->values;
}

#endif
