/*
 * Values: the numbers that are made of one field of many lines, in one go.
 *
 * A rule is asked by several threads at once, and sees no more than the fields. It may read on for
 * VALUES_SLACK bytes behind a field, whatever stands there: so short texts take one load.
 */
#ifndef TILL_VALUES_H
#define TILL_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define VALUES_NONE  INT64_MIN /* there is none */
#define VALUES_SLACK 16
#define VALUES_AHEAD 16 /* records further on whose values, or zeros, can be read, too: as a hint */

/* The field of each line is ended by end[line[k]]; the end before it is the byte before the field. */
struct values {
    const char *text;
    const uint32_t *end; /* NULL: the lines have no such field; it counts as empty */
    const uint32_t *line;
    const unsigned char *odd; /* lines that have none, and get 0 */
    size_t lines;
    int64_t *out; /* of line k at out[k * every] */
    size_t every;
};

/* Returns whether all have one. */
typedef bool values_rule(const struct values *v);

/* A rule is a rule for one text, which is made part of this loop. */
static inline __attribute__((always_inline)) bool
values_each(const struct values *v, int64_t (*rule)(const char *p, size_t n))
{
    static const char empty[VALUES_SLACK];
    const uint32_t *end = v->end, *line = v->line;
    const unsigned char *odd = v->odd;
    const char *text = v->text;
    int64_t *out = v->out, none = end ? 0 : rule(empty, 0);
    bool all = true;

    for (size_t k = 0; k < v->lines; k++, out += v->every) {
        const uint32_t *at = end ? end + line[k] : NULL;
        if (odd[k])
            *out = 0;
        else
            *out = end ? rule(text + (uint32_t)(at[-1] + 1), at[0] - (at[-1] + 1)) : none;
        all &= *out != VALUES_NONE;
    }
    return all;
}

#endif
