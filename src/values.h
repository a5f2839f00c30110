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

/* One line by itself, whose field ends at *end; NULL: it has no such field. */
static inline struct values
values_of_line(const char *text, const uint32_t *end, int64_t *out)
{
    static const uint32_t first;
    static const unsigned char odd;

    return (struct values){ text, end, &first, &odd, 1, out, 1 };
}

/* A rule for one text. */
typedef int64_t text_rule(const char *p, size_t n);

/* What it makes of line k. */
static inline int64_t
values_one(const struct values *v, size_t k, text_rule *rule)
{
    const uint32_t *at = v->end + v->line[k];

    return v->odd[k] ? 0 : rule(v->text + (uint32_t)(at[-1] + 1), at[0] - (at[-1] + 1));
}

/* The same of all lines from k on: the rule is made part of this loop. */
static inline __attribute__((always_inline)) bool
values_from(const struct values *v, size_t k, text_rule *rule)
{
    static const char empty[VALUES_SLACK];
    const struct values own = *v;
    bool all = true;

    for (int64_t *out = own.out + k * own.every; k < own.lines; k++, out += own.every) {
        *out = own.end ? values_one(&own, k, rule) : own.odd[k] ? 0 : rule(empty, 0);
        all &= *out != VALUES_NONE;
    }
    return all;
}

static inline __attribute__((always_inline)) bool
values_each(const struct values *v, text_rule *rule)
{
    return values_from(v, 0, rule);
}

#endif
