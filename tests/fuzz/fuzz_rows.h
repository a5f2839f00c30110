/*
 * Forms of rows from two bytes, and what was read as text, so that two readings can be compared.
 */
#ifndef TILL_FUZZ_ROWS_H
#define TILL_FUZZ_ROWS_H

#include "fuzz_file.h"

#include "../../src/chain.h"
#include "../../src/entry.h"
#include "../../src/record.h"
#include "../../src/rows.h"

static inline struct rows_form
form_of(uint8_t shape, uint8_t more)
{
    static const char delimiters[] = { 0, ';', '\t', '|' };
    struct rows_form form = { .delimiter = delimiters[shape % 4] };

    form.foreign = shape & 4;
    form.bare = form.foreign && shape & 8;
    form.fixed = form.bare && shape & 16;
    form.header = shape & 32 ? more % 8 : 0;
    if (shape & 64) {
        form.mark_column = "kind";
        form.opens = "batch";
        form.closes = "seal";
        form.whole = more & 8 ? chain_seal_is_whole : NULL;
        form.marks = more & 16;
    }
    return form;
}

/* What was read, as text: records, their places, faults. */
struct account {
    struct buffer said;
    uint64_t line;
};

static inline void
say(struct account *a, const char *p, size_t n)
{
    buffer_add(&a->said, p, n);
    buffer_add(&a->said, "\1", 1);
}

static inline void
say_place(struct account *a, const char *what, uint64_t line)
{
    char text[400];

    must(line >= a->line);
    a->line = line;
    say(a, text, (size_t)snprintf(text, sizeof text, "%s %llu", what, (unsigned long long)line));
}

static inline void
say_row(struct account *a, const struct rows *r, const struct row *row)
{
    int slot;

    say_place(a, "row", row->line);
    must(row->cells <= RECORD_CELLS && row->raw.n <= RECORD_BYTES);
    for (size_t i = 0; i < row->cells; i++)
        say(a, row_cell(row, i).p, row_cell(row, i).n);
    for (size_t i = 0; i < rows_columns(r); i++) {
        must(rows_column(r, i, &slot) != NULL);
        say(a, row_get(row, slot).p, row_get(row, slot).n);
    }
    for (size_t v = 0; row->value && v < 2; v++)
        say(a, (const char *)&row->value[v], sizeof row->value[v]);
    say(a, row->raw.p, row->raw.n);
}

/* A number that tells one text from another. */
static inline int64_t
value_of(const char *p, size_t n)
{
    uint64_t v = n;

    for (size_t i = 0; i < n; i++)
        v = v * 31 + (unsigned char)p[i];
    return (int64_t)v;
}

static inline bool
values_of(const struct values *v)
{
    return values_each(v, value_of);
}

static inline void
say_fault(struct account *a, const struct fault *f)
{
    must(f->phrase && *f->phrase && strlen(f->phrase) < 300);
    say_place(a, f->phrase, f->line);
    if (f->column)
        say(a, f->column, strlen(f->column));
    if (f->raw.n > 0)
        say(a, f->raw.p, f->raw.n);
}

static inline void
read_on(struct account *a, struct rows *r)
{
    struct row row;
    struct fault f;
    enum rows_result got;
    struct slice seal;
    const char *file = NULL;

    while ((got = rows_next(r, &row, &f)) != ROWS_END) {
        if (got == ROWS_ROW)
            say_row(a, r, &row);
        else
            say_fault(a, &f);
    }
    seal = rows_closed(r, &file);
    must(seal.n == 0 || file);
    say(a, seal.p, seal.n);
}

#endif
