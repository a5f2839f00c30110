#include "rows_parts.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rows *
rows_new(const struct rows_form *form)
{
    struct rows *r = mem_alloc(sizeof *r);

    r->form = *form;
    if (!r->form.delimiter)
        r->form.delimiter = ',';
    r->record = record_new(r->form.delimiter, r->form.fixed);
    return r;
}

int
rows_want(struct rows *r, const char *name, bool required)
{
    return columns_want(&r->columns, name, required);
}

int
rows_value(struct rows *r, int slot, values_rule *rule)
{
    struct wanted *w = &r->wanted;
    size_t cap = w->cap;

    w->rule = mem_room(w->rule, w->n, &cap, sizeof *w->rule);
    if (cap > w->cap) {
        w->slot = mem_grow(w->slot, cap, sizeof *w->slot);
        free(w->value);
        w->value = mem_alloc(cap * sizeof *w->value);
        w->cap = cap;
    }
    w->rule[w->n] = rule;
    w->slot[w->n] = slot;
    return (int)w->n++;
}

bool
rows_begun(const struct rows *r)
{
    return r->begun;
}

size_t
rows_values(const struct rows *r)
{
    return r->wanted.n;
}

size_t
rows_columns(const struct rows *r)
{
    return columns_present(&r->columns);
}

const char *
rows_column(const struct rows *r, size_t i, int *slot)
{
    return columns_nth(&r->columns, i, slot);
}

const char *
rows_file_with(const struct rows *r, const char *column)
{
    for (size_t i = 0; i < r->sources; i++)
        if (header_find(&r->source[i].header, column) >= 0)
            return r->source[i].path;
    return NULL;
}

const struct rows_form *
rows_form_of(const struct rows *r)
{
    return &r->form;
}

bool
rows_add(struct rows *r, const char *path, struct fault *f)
{
    struct source *s;

    r->source = mem_room(r->source, r->sources, &r->cap, sizeof *r->source);
    s = &r->source[r->sources];
    *s = (struct source){ .path = path };
    if (!source_open(r, s, f)) {
        source_close(s);
        return false;
    }
    r->sources++;
    columns_join(&r->columns, &s->header);
    if (lines_reopen(s->lines))
        source_close(s);
    return true;
}

void
rows_skip_file(struct rows *r)
{
    struct source *s = &r->source[r->now];

    source_close(s);
    free(s->slot);
    free(s->field);
    s->slot = s->field = NULL;
    r->lane = NULL;
    r->now++;
}

/* Opens the next file's records, its header read again where it was closed in between. */
static bool
begin_source(struct rows *r, struct source *s, struct fault *f)
{
    if (!s->lines && !source_open(r, s, f)) {
        rows_skip_file(r);
        return false;
    }
    s->slot = columns_slots(&r->columns, &s->header, RECORD_CELLS);
    s->mark = r->form.mark_column ? header_find(&s->header, r->form.mark_column) : -1;
    r->begun = true;
    if (!r->form.bare) /* its first record says how many fields there are */
        source_shape(r, s, s->header.n);
    return true;
}

static bool
is_mark(const struct rows *r, const struct source *s)
{
    struct slice word;

    if (s->mark < 0 || (size_t)s->mark >= r->record->cells->n)
        return false;
    word = cells_at(r->record->cells, (size_t)s->mark);
    return slice_is(word, r->form.opens) || slice_is(word, r->form.closes);
}

/* A file with marks counts up to its last closing one. Returns whether the mark that has been read
 * still counts. */
static bool
counts(struct rows *r, struct source *s)
{
    bool closes = slice_is(cells_at(r->record->cells, (size_t)s->mark), r->form.closes);
    struct line_mark mark = { (size_t)s->mark, s->header.n, r->form.closes, r->form.delimiter,
                              r->form.whole };
    const char *why;
    size_t end;
    bool more;

    lines_hold(s->lines, &mark, closes ? r->record->bytes : 0);
    more = lines_peek(s->lines, 0, RECORD_BYTES, &end, &why) == LINE_HERE;
    r->record->raw.p = lines_at(s->lines); /* which the peek may have moved */
    return more;
}

static void
pass_mark(struct rows *r, struct source *s)
{
    if (slice_is(cells_at(r->record->cells, (size_t)s->mark), r->form.closes)) {
        r->closed.n = 0;
        buffer_add(&r->closed, r->record->raw.p, r->record->raw.n);
        r->closed_file = s->path;
    }
    source_pass(r, s);
}

struct slice
rows_closed(const struct rows *r, const char **file)
{
    *file = r->closed_file;
    return (struct slice){ r->closed.p, r->closed.n };
}

/* The record's shape and its texts. */
static const char *
check_record(struct rows *r, const struct source *s, const char **column)
{
    const struct cells *c = r->record->cells;

    *column = NULL;
    if (r->form.foreign)
        return NULL;
    if (c->n != s->header.n) {
        snprintf(r->message, sizeof r->message, "has %zu field%s where its header has %zu", c->n,
                 c->n == 1 ? "" : "s", s->header.n);
        return r->message;
    }
    for (size_t i = 0; i < c->n; i++) {
        const char *why = text_check(cells_at(c, i));
        *column = s->header.name[i];
        if (why)
            return why;
    }
    return NULL;
}

/* The fields of a foreign record, whose columns the caller does not know by name. */
static void
spread(struct rows *r, struct row *out)
{
    for (size_t i = 0; i < out->cells; i++)
        r->cell[i] = row_cell(out, i);
    out->cell = r->cell;
}

/* The values of one record. */
static void
find_values(const struct wanted *w, const struct row *row)
{
    for (size_t i = 0; i < w->n; i++) {
        uint32_t field = row->slot[w->slot[i]];
        const uint32_t *end = field < row->cells ? row->end + field : NULL;
        struct values line = values_of_line(row->text, end, w->value + i);
        w->rule[i](&line);
    }
}

/* Hands the record that has been read out, and moves behind it. */
static enum rows_result
hand_out(struct rows *r, struct source *s, struct row *out, struct fault *f)
{
    const struct record *rec = r->record;
    const struct wanted *w = &r->wanted;
    const char *column, *why = check_record(r, s, &column);

    if (why) {
        source_fault(r, s, column, why, f);
    } else {
        *out = (struct row){ .text = rec->cells->text,
                             .end = rec->cells->end,
                             .slot = s->slot,
                             .cells = rec->cells->n,
                             .value = w->value,
                             .values = w->n,
                             .file = s->path,
                             .line = s->line,
                             .raw = rec->raw,
                             .strict = r->form.strict };
        find_values(w, out);
        if (r->form.foreign)
            spread(r, out);
        if (!s->field)
            source_shape(r, s, rec->cells->n);
    }
    source_pass(r, s);
    return why ? ROWS_FAULT : ROWS_ROW;
}

/* Hands the plain line at the place out: what there is to check of it has been checked with its block. */
static enum rows_result
hand_plain(struct rows *r, struct source *s, struct row *out)
{
    struct lane *a = r->lane;
    size_t k = a->now++;
    const uint32_t *end = a->scan->end + a->scan->line[k];
    uint32_t from = end[-1] + 1;

    *out = (struct row){ .text = a->text,
                         .end = end,
                         .slot = s->slot,
                         .cells = s->shape.fields,
                         .value = r->wanted.n > 0 ? a->value + k * r->wanted.n : NULL,
                         .values = r->wanted.n,
                         .file = s->path,
                         .line = s->line,
                         .raw = { a->text + from, end[s->shape.fields - 1] - from },
                         .strict = r->form.strict };
    s->line++;
    if (r->form.foreign)
        spread(r, out);
    return ROWS_ROW;
}

/* The plain lines from the place on go by. */
static enum rows_result
pass_plain(struct rows *r, struct source *s)
{
    struct lane *a = r->lane;
    size_t k = a->now;

    while (k < a->count && line_is_good(a->odd[k]))
        k++;
    r->shared = k - a->now;
    s->line += r->shared;
    a->now = k;
    return ROWS_SHARED;
}

enum rows_result
rows_next(struct rows *r, struct row *out, struct fault *f)
{
    while (r->now < r->sources) {
        struct source *s = &r->source[r->now];
        enum rows_result got;

        if (r->lane && r->lane->now < r->lane->count && line_is_good(r->lane->odd[r->lane->now]))
            return r->share ? pass_plain(r, s) : hand_plain(r, s, out);
        if (!s->slot && !begin_source(r, s, f))
            return ROWS_FAULT;
        if ((r->lane = s->ended ? NULL : lines_lane(s->lines)))
            continue;
        got = source_record(r, s, f);
        if (got == ROWS_ROW && is_mark(r, s) && !counts(r, s))
            got = source_record(r, s, f); /* finds the end, or why there is none */
        if (got == ROWS_FAULT)
            return got;
        if (got == ROWS_END)
            rows_skip_file(r);
        else if (is_mark(r, s) && !r->form.marks)
            pass_mark(r, s);
        else
            return hand_out(r, s, out, f);
    }
    return ROWS_END;
}

void
rows_free(struct rows *r)
{
    while (r->now < r->sources)
        rows_skip_file(r);
    record_free(r->record);
    buffer_free(&r->closed);
    columns_free(&r->columns);
    free(r->wanted.rule);
    free(r->wanted.slot);
    free(r->wanted.value);
    free(r->source);
    free(r);
}
