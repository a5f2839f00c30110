/*
 * Rows that are taken by parts: what the lanes of a block have passed, and what was read by hand beside them.
 */
#include "rows_share.h"

#include "rows_parts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Whether a record of these values is for the part. */
static inline bool
is_for(const struct rows_share *how, const int64_t *value, unsigned part)
{
    return !how->cut || share_part((uint64_t)value[how->cut_by], how->parts) == part;
}

static void
take_run(const struct rows *r, struct row *row, const uint32_t *nth, size_t n, unsigned part)
{
    if (n == 0)
        return;
    row->nth = nth;
    row_move(row, 0);
    r->share->take(r->share->part[part], row, n);
}

/* The lines [from, to) of a block. Which of them are for the part nobody could foresee: so that is no branch.
 */
static void
take_lines(const struct rows *r, struct row *row, const struct block *b, size_t from, size_t to,
           unsigned part)
{
    uint32_t nth[ROWS_RUN];

    row->text = b->text.p;
    row->ends = b->scan.end;
    row->lines = b->scan.line;
    row->base = b->value;
    while (from < to) {
        size_t n = 0;
        for (; from < to && n < ROWS_RUN; from++) {
            nth[n] = (uint32_t)from;
            n += !b->scan.odd[from] & is_for(r->share, b->value + from * row->values, part);
        }
        take_run(r, row, nth, n, part);
    }
}

static void
take_spare(const struct rows *r, struct row *row, const struct spare *s, size_t i, unsigned part)
{
    static const uint32_t none;

    row->text = s->text.p;
    row->ends = spare_end(s, i);
    row->lines = &none;
    row->base = spare_value(s, i);
    take_run(r, row, &none, is_for(r->share, row->base, part), part);
}

/* The lines [from, to) of a block, those with quotes among them, of which *quoted is the next. */
static void
take_all(const struct rows *r, struct row *row, const struct block *b, size_t from, size_t to, size_t *quoted,
         unsigned part)
{
    const struct spare *s = &b->quoted;

    for (; *quoted < s->n && s->line[*quoted] < to; ++*quoted) {
        size_t k = s->line[*quoted];
        take_lines(r, row, b, from, k, part);
        if (b->scan.odd[k] == LINE_QUOTED)
            take_spare(r, row, s, *quoted, part);
        from = k;
    }
    take_lines(r, row, b, from, to, part);
}

/* In the order of the input. */
static void
take_ordered(const struct rows *r, struct row *row, const struct block *b, unsigned part)
{
    size_t k = 0, quoted = 0;

    for (size_t i = 0; i < b->spare.n; k = b->spare.line[i++]) {
        take_all(r, row, b, k, b->spare.line[i], &quoted, part);
        take_spare(r, row, &b->spare, i, part);
    }
    take_all(r, row, b, k, b->passed, &quoted, part);
}

/* Where no order is asked for, runs are as long as can be. */
static void
take_any(const struct rows *r, struct row *row, const struct block *b, unsigned part)
{
    const struct spare *s = &b->quoted;

    take_lines(r, row, b, 0, b->passed, part);
    for (size_t i = 0; i < s->n && s->line[i] < b->passed; i++)
        if (b->scan.odd[s->line[i]] == LINE_QUOTED)
            take_spare(r, row, s, i, part);
    for (size_t i = 0; i < b->spare.n; i++)
        take_spare(r, row, &b->spare, i, part);
}

static void
take_block(void *with, const struct block *b, unsigned part)
{
    const struct rows *r = with;
    const struct source *s = &r->source[r->now];
    struct row row = {
        .slot = s->slot, .cells = s->header.n, .values = r->wanted.n, .strict = r->form.strict
    };

    (r->share->cut ? take_ordered : take_any)(r, &row, b, part);
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

void
rows_give(struct rows *r, const struct row *row)
{
    size_t line;
    struct spare *s = lines_spare(r->source[r->now].lines, &line);

    spare_begin(s, row->cells, row->values);
    spare_lay(s, 0, row->text, row->end, row->cells);
    memcpy(spare_value(s, s->n), row->value, row->values * sizeof *row->value);
    spare_keep(s, line);
}
