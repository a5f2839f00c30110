#include "rows.h"

#include "columns.h"
#include "lines.h"
#include "record.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One file. Only a pipe stays open from the reading of its header to the reading of its records;
 * a regular file is opened again, so a stream of any number of files needs one at a time. */
struct source {
    const char *path;
    struct lines *lines;
    uint64_t line; /* of the record at the place, from 1 */
    struct header header;
    uint32_t *slot; /* the cell of each column of the stream, once its records are read */
    long mark;      /* the cell of the mark column, or -1 */
    bool ended;     /* nothing more can be read of it */
};

struct rows {
    struct rows_form form;
    struct columns columns;
    struct source *source;
    size_t sources, cap, now;
    struct record *record;
    struct buffer closed; /* the last closing mark */
    const char *closed_file;
    char message[80];
};

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

const struct rows_form *
rows_form_of(const struct rows *r)
{
    return &r->form;
}

/* Moves behind the record that has been read. */
static void
pass(struct rows *r, struct source *s)
{
    lines_drop(s->lines, r->record->end);
    s->line += r->record->lines;
}

static void
fill_fault(const struct rows *r, const struct source *s, const char *column, const char *why, struct fault *f)
{
    *f = (struct fault){ .file = s->path, .line = s->line, .column = column, .phrase = why };
    f->raw = r->record->raw;
}

/* The next record that is no blank line; a fault is passed over, a record is not. */
static enum rows_result
read_record(struct rows *r, struct source *s, struct fault *f)
{
    struct record *rec = r->record;
    const char *column;

    for (;;) {
        enum record_result got = s->ended ? RECORD_END : record_read(rec, s->lines);
        if (got == RECORD_END)
            return ROWS_END;
        column = rec->cells < s->header.n ? s->header.name[rec->cells] : NULL;
        if (got == RECORD_HERE && rec->raw.n > 0)
            return ROWS_ROW;
        if (got != RECORD_HERE) {
            s->ended = got == RECORD_LOST;
            fill_fault(r, s, s->ended ? NULL : column, rec->why, f);
            if (s->ended) /* what is lost is more than a record: it can't be set aside */
                f->raw = (struct slice){ NULL, 0 };
            pass(r, s);
            return ROWS_FAULT;
        }
        pass(r, s);
    }
}

/* A name ends at a NUL byte, so one that has it would be taken for another. */
static bool
has_nul(const struct record *rec)
{
    for (size_t i = 0; i < rec->cells; i++)
        if (memchr(rec->cell[i].p, '\0', rec->cell[i].n))
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
    switch (read_record(r, s, f)) {
    case ROWS_FAULT:
        return false;
    case ROWS_END:
        *f = (struct fault){ .file = s->path, .phrase = "is empty: it has no header" };
        return false;
    default:
        break;
    }
    if (has_nul(r->record)) {
        fill_fault(r, s, "header", "has a NUL byte", f);
        return false;
    }
    s->header = columns_copy(&r->columns, r->record->cell, r->record->cells);
    if (!r->form.foreign && (why = columns_check(&r->columns, &s->header, &name))) {
        fill_fault(r, s, name, why, f);
        return false;
    }
    pass(r, s);
    return true;
}

static void
close_source(struct source *s)
{
    if (s->lines)
        lines_close(s->lines);
    s->lines = NULL;
}

static bool
open_source(struct rows *r, struct source *s, struct fault *f)
{
    const char *why;

    s->line = 1;
    s->lines = lines_open(s->path, r->form.charset, &why);
    if (!s->lines) {
        *f = (struct fault){ .file = s->path, .phrase = why };
        return false;
    }
    if (read_header(r, s, f))
        return true;
    f->raw = (struct slice){ NULL, 0 }; /* a header is no record that could be set aside */
    return false;
}

bool
rows_add(struct rows *r, const char *path, struct fault *f)
{
    struct source *s;

    r->source = mem_room(r->source, r->sources, &r->cap, sizeof *r->source);
    s = &r->source[r->sources];
    *s = (struct source){ .path = path };
    if (!open_source(r, s, f)) {
        close_source(s);
        return false;
    }
    r->sources++;
    columns_join(&r->columns, &s->header);
    if (lines_reopen(s->lines))
        close_source(s);
    return true;
}

void
rows_skip_file(struct rows *r)
{
    struct source *s = &r->source[r->now];

    close_source(s);
    free(s->slot);
    s->slot = NULL;
    r->now++;
}

/* Opens the next file's records, its header read again where it was closed in between. */
static bool
begin_source(struct rows *r, struct source *s, struct fault *f)
{
    if (!s->lines && !open_source(r, s, f)) {
        rows_skip_file(r);
        return false;
    }
    s->slot = columns_slots(&r->columns, &s->header, RECORD_CELLS);
    s->mark = r->form.mark_column ? header_find(&s->header, r->form.mark_column) : -1;
    return true;
}

static bool
is_mark(const struct rows *r, const struct source *s)
{
    struct slice word;

    if (s->mark < 0 || (size_t)s->mark >= r->record->cells)
        return false;
    word = r->record->cell[s->mark];
    return slice_is(word, r->form.opens) || slice_is(word, r->form.closes);
}

/* A file with marks counts up to its last closing one. Returns whether the mark that has been read
 * still counts. */
static bool
counts(struct rows *r, struct source *s)
{
    bool closes = slice_is(r->record->cell[s->mark], r->form.closes);
    struct line_mark mark = { (size_t)s->mark, r->form.closes, r->form.delimiter, r->form.whole };
    const char *why;
    size_t end;
    bool more;

    lines_hold(s->lines, &mark, closes ? r->record->end : 0);
    more = lines_peek(s->lines, 0, RECORD_BYTES, &end, &why) == LINE_HERE;
    r->record->raw.p = lines_at(s->lines); /* which the peek may have moved */
    return more;
}

static void
pass_mark(struct rows *r, struct source *s)
{
    if (slice_is(r->record->cell[s->mark], r->form.closes)) {
        r->closed.n = 0;
        buffer_add(&r->closed, r->record->raw.p, r->record->raw.n);
        r->closed_file = s->path;
    }
    pass(r, s);
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
    const struct record *rec = r->record;

    *column = NULL;
    if (r->form.foreign)
        return NULL;
    if (rec->cells != s->header.n) {
        snprintf(r->message, sizeof r->message, "has %zu field%s where its header has %zu", rec->cells,
                 rec->cells == 1 ? "" : "s", s->header.n);
        return r->message;
    }
    for (size_t i = 0; i < rec->cells; i++) {
        const char *why = text_check(rec->cell[i]);
        *column = s->header.name[i];
        if (why)
            return why;
    }
    return NULL;
}

/* Hands the record that has been read out, and moves behind it. */
static enum rows_result
hand_out(struct rows *r, struct source *s, struct row *out, struct fault *f)
{
    struct record *rec = r->record;
    const char *column, *why = check_record(r, s, &column);

    if (why)
        fill_fault(r, s, column, why, f);
    else
        *out = (struct row){ rec->cell, s->slot, rec->cells, s->path, s->line, rec->raw, r->form.strict };
    /* A shorter record of a foreign file has empty fields where the header has more. */
    for (size_t i = rec->cells; i < s->header.n; i++)
        rec->cell[i] = (struct slice){ "", 0 };
    pass(r, s);
    return why ? ROWS_FAULT : ROWS_ROW;
}

enum rows_result
rows_next(struct rows *r, struct row *out, struct fault *f)
{
    while (r->now < r->sources) {
        struct source *s = &r->source[r->now];
        enum rows_result got;

        if (!s->slot && !begin_source(r, s, f))
            return ROWS_FAULT;
        got = read_record(r, s, f);
        if (got == ROWS_ROW && is_mark(r, s) && !counts(r, s))
            got = read_record(r, s, f); /* finds the end, or why there is none */
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
    free(r->source);
    free(r);
}
