#include "rows_parts.h"

#include <stdlib.h>
#include <string.h>

void
source_pass(struct rows *r, struct source *s)
{
    lines_drop(s->lines, r->record->bytes);
    s->line += r->record->lines;
}

void
source_fault(const struct rows *r, const struct source *s, const char *column, const char *why,
             struct fault *f)
{
    *f = (struct fault){ .file = s->path, .line = s->line, .column = column, .phrase = why };
    f->raw = r->record->raw;
}

enum rows_result
source_record(struct rows *r, struct source *s, struct fault *f)
{
    struct record *rec = r->record;
    const char *column;

    for (;;) {
        enum record_result got = s->ended ? RECORD_END : record_read(rec, s->lines);
        if (got == RECORD_END)
            return ROWS_END;
        column = rec->cells->n < s->header.n ? s->header.name[rec->cells->n] : NULL;
        if (got == RECORD_HERE && rec->raw.n > 0)
            return ROWS_ROW;
        if (got != RECORD_HERE) {
            s->ended = got == RECORD_LOST;
            source_fault(r, s, s->ended ? NULL : column, rec->why, f);
            f->unread = rec->unread;
            if (s->ended) /* what is lost is more than a record: it can't be set aside */
                f->raw = (struct slice){ NULL, 0 };
            source_pass(r, s);
            return ROWS_FAULT;
        }
        source_pass(r, s);
    }
}

/* A name ends at a NUL byte, so one that has it would be taken for another. */
static bool
has_nul(const struct cells *c)
{
    for (size_t i = 0; i < c->n; i++)
        if (memchr(cells_at(c, i).p, '\0', cells_at(c, i).n))
            return true;
    return false;
}

/* Passes over what stands before the header, then reads it. */
static bool
read_header(struct rows *r, struct source *s, struct fault *f)
{
    const char *why, *name;
    size_t end;

    while (s->line < r->form.header && lines_peek(s->lines, 0, RECORD_BYTES, &end, &why) == LINE_HERE) {
        lines_drop(s->lines, end);
        s->line++;
    }
    if (r->form.bare)
        return true;
    switch (source_record(r, s, f)) {
    case ROWS_FAULT:
        return false;
    case ROWS_END:
        *f = (struct fault){ .file = s->path, .phrase = "is empty: it has no header" };
        return false;
    default:
        break;
    }
    if (has_nul(r->record->cells)) {
        source_fault(r, s, "header", "has a NUL byte", f);
        return false;
    }
    for (size_t i = 0; i < r->record->cells->n; i++)
        r->cell[i] = cells_at(r->record->cells, i);
    s->header = columns_copy(&r->columns, r->cell, r->record->cells->n);
    if (!r->form.foreign && (why = columns_check(&r->columns, &s->header, &name))) {
        source_fault(r, s, name, why, f);
        return false;
    }
    source_pass(r, s);
    return true;
}

void
source_close(struct source *s)
{
    if (s->lines)
        lines_close(s->lines);
    s->lines = NULL;
}

bool
source_open(struct rows *r, struct source *s, struct fault *f)
{
    struct lines_how how = { r->form.charset, r->form.mark_column, r->form.block, r->form.threads };
    const char *why;

    s->line = 1;
    s->lines = lines_open(s->path, &how, &why);
    if (!s->lines) {
        *f = (struct fault){ .file = s->path, .phrase = why, .unread = true };
        return false;
    }
    if (read_header(r, s, f))
        return true;
    f->raw = (struct slice){ NULL, 0 }; /* a header is no record that could be set aside */
    return false;
}

void
source_shape(struct rows *r, struct source *s, size_t fields)
{
    const struct wanted *w = &r->wanted;

    s->field = mem_alloc((w->n + 1) * sizeof *s->field);
    for (size_t v = 0; v < w->n; v++)
        s->field[v] = s->slot[w->slot[v]];
    s->shape = (struct block_shape){ .delimiter = r->form.delimiter,
                                     .fields = r->form.fixed || r->form.slow ? 0 : fields,
                                     .unchecked = r->form.foreign,
                                     .values = w->n,
                                     .value = w->rule,
                                     .field = s->field,
                                     .mark = s->mark < 0 ? RECORD_CELLS : (size_t)s->mark,
                                     .opens = slice_of(r->form.opens),
                                     .closes = slice_of(r->form.closes),
                                     .complete = r->share != NULL,
                                     .good = r->share ? r->share->good : NULL };
    lines_shape(s->lines, &s->shape);
    if (r->share)
        lines_take(s->lines, &r->takers);
}
