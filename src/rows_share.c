/*
 * Rows that are taken by parts: what the lanes of a block have passed, and what was read by hand beside them.
 */
#include "rows_share.h"

#include "rows_parts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static bool
is_of(const struct rows_share *how, const int64_t *value, unsigned part)
{
    return !how->cut || share_part((uint64_t)value[how->cut_by], how->parts) == part;
}

/* The lines [from, to) of a block. */
static void
take_lines(const struct rows *r, struct row *row, const struct block *b, size_t from, size_t to,
           unsigned part)
{
    const struct scan *s = &b->scan;
    void *with = r->share->part[part];

    row->text = b->text.p;
    row->value = b->value + from * row->values;
    for (size_t k = from; k < to; k++, row->value += row->values)
        if (!s->odd[k] && is_of(r->share, row->value, part)) {
            row->end = s->end + s->line[k];
            r->share->take(with, row);
        }
}

static void
take_spare(const struct rows *r, struct row *row, const struct spare *s, size_t i, unsigned part)
{
    row->text = s->text.p;
    row->value = s->value + i * row->values;
    row->end = s->end + i * (row->cells + 1) + 1;
    if (is_of(r->share, row->value, part))
        r->share->take(r->share->part[part], row);
}

/* In the order of the input. */
static void
take_block(void *with, const struct block *b, unsigned part)
{
    const struct rows *r = with;
    const struct source *s = &r->source[r->now];
    struct row row = {
        .slot = s->slot, .cells = s->header.n, .values = r->wanted.n, .strict = r->form.strict
    };
    size_t k = 0;

    for (size_t i = 0; i < b->spare.n; k = b->spare.line[i++]) {
        take_lines(r, &row, b, k, b->spare.line[i], part);
        take_spare(r, &row, &b->spare, i, part);
    }
    take_lines(r, &row, b, k, b->passed, part);
}

void
rows_share(struct rows *r, const struct rows_share *how)
{
    assert(!r->begun && !r->form.foreign && !r->form.bare && how->parts > 0 && how->parts <= SHARE_PARTS);
    r->share = how;
    r->takers = (struct takers){ .take = take_block, .with = r, .parts = how->parts, .each = how->cut };
}

size_t
rows_shared(const struct rows *r)
{
    return r->shared;
}

/* Room for one more record of so many fields and values, and for the values of those that are said to come
 * behind it. */
static void
make_room(struct spare *s, size_t fields, size_t values)
{
    size_t cap = s->cap;

    s->end = mem_room(s->end, s->n, &cap, (fields + 1) * sizeof *s->end);
    if (cap > s->cap)
        s->line = mem_grow(s->line, cap, sizeof *s->line);
    if (cap > s->cap)
        s->value = mem_grow(s->value, (cap + VALUES_AHEAD) * values, sizeof *s->value);
    s->cap = cap;
}

void
rows_give(struct rows *r, const struct row *row)
{
    size_t line;
    struct spare *s = lines_spare(r->source[r->now].lines, &line);
    uint32_t from = row->end[-1] + 1, at = (uint32_t)s->text.n;
    uint32_t *end;

    make_room(s, row->cells, row->values);
    buffer_add(&s->text, row->text + from, row->end[row->cells - 1] - from);
    buffer_add(&s->text, "", 1);
    end = s->end + s->n * (row->cells + 1);
    for (size_t i = 0; i <= row->cells; i++)
        end[i] = row->end[(ptrdiff_t)i - 1] - from + at;
    s->line[s->n] = line;
    memcpy(s->value + s->n * row->values, row->value, row->values * sizeof *row->value);
    s->n++;
    memset(s->value + s->n * row->values, 0, VALUES_AHEAD * row->values * sizeof *row->value);
}
