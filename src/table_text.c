/* Lays a table out as aligned text. Widths are columns of the terminal, not bytes, so that José
 * and 山田 line up; every line ends at its last letter. */
#include "table.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GAP      2
#define ELLIPSIS "\xe2\x80\xa6"

struct sheet {
    const struct table *t;
    const struct table_layout *how;
    struct buffer *out;
    struct buffer cell; /* scratch */
    size_t *width;      /* of each column */
    bool signs;         /* a row is marked: all keep room for the sign */
    size_t line;        /* where the line being written begins */
};

static void
add(struct sheet *s, const char *text)
{
    buffer_put(s->out, text);
}

static void
repeat(struct sheet *s, char c, size_t n)
{
    buffer_reserve(s->out, n);
    memset(s->out->p + s->out->n, c, n);
    s->out->n += n;
}

static void
end_line(struct sheet *s)
{
    while (s->out->n > s->line && s->out->p[s->out->n - 1] == ' ')
        s->out->n--;
    add(s, "\n");
    s->line = s->out->n;
}

static void
begin_line(struct sheet *s, bool flagged)
{
    s->line = s->out->n;
    if (s->signs)
        add(s, flagged ? "! " : "  ");
}

/* Text cut to the width asked for, in the scratch buffer. Numbers are never cut. */
static struct slice
fitted(struct sheet *s, struct slice text)
{
    size_t limit = s->how->width;

    if (limit == 0 || text_width(text) <= limit)
        return text;
    s->cell.n = 0;
    buffer_add(&s->cell, text.p, text_fit(text, limit - 1));
    buffer_add(&s->cell, ELLIPSIS, strlen(ELLIPSIS));
    return (struct slice){ s->cell.p, s->cell.n };
}

static struct slice
shown(struct sheet *s, struct slice cell, enum cell type)
{
    if (type == CELL_TEXT)
        return fitted(s, cell);
    s->cell.n = 0;
    table_show(&s->cell, cell, type);
    return (struct slice){ s->cell.p, s->cell.n };
}

static struct slice
heading(struct sheet *s, size_t column)
{
    struct slice name = slice_of(table_name(s->t, column));

    return table_type(s->t, column) == CELL_TEXT ? fitted(s, name) : name;
}

static void
widen(struct sheet *s, size_t column, struct slice text)
{
    size_t w = text_width(text);

    if (w > s->width[column])
        s->width[column] = w;
}

static void
measure(struct sheet *s)
{
    size_t columns = table_columns(s->t);

    s->width = mem_alloc(columns * sizeof *s->width);
    s->signs = table_has_flags(s->t);
    for (size_t i = 0; i < columns; i++) {
        widen(s, i, heading(s, i));
        widen(s, i, shown(s, table_total(s->t, i), table_type(s->t, i)));
        if (i == 0 && table_added_up(s->t) && table_total(s->t, i).n == 0)
            widen(s, i, slice_of("total"));
    }
    for (size_t row = 0; row < table_rows(s->t); row++) {

        for (size_t i = 0; i < columns; i++)
            widen(s, i, shown(s, table_get(s->t, row, i), table_type(s->t, i)));
    }
}

/* right: how the column stands, which for a heading is not the type of its text. */
static void
put(struct sheet *s, size_t column, struct slice text, bool right)
{
    size_t w = text_width(text), blanks = s->width[column] > w ? s->width[column] - w : 0;

    if (column > 0)
        repeat(s, ' ', GAP);
    if (right)
        repeat(s, ' ', blanks);
    buffer_add(s->out, text.p, text.n);
    if (!right)
        repeat(s, ' ', blanks);
}

static void
rule(struct sheet *s, char c, bool numbers)
{
    begin_line(s, false);
    for (size_t i = 0; i < table_columns(s->t); i++) {
        if (i > 0)
            repeat(s, ' ', GAP);
        repeat(s, !numbers || table_total(s->t, i).n > 0 ? c : ' ', s->width[i]);
    }
    end_line(s);
}

static void
headings(struct sheet *s)
{
    begin_line(s, false);
    for (size_t i = 0; i < table_columns(s->t); i++)
        put(s, i, heading(s, i), table_type(s->t, i) != CELL_TEXT);
    end_line(s);
    rule(s, '-', false);
}

static void
record(struct sheet *s, size_t row)
{
    begin_line(s, table_flagged(s->t, row));
    for (size_t i = 0; i < table_columns(s->t); i++) {
        enum cell type = table_type(s->t, i);
        put(s, i, shown(s, table_get(s->t, row, i), type), type != CELL_TEXT);
    }
    end_line(s);
}

/* A single rule above a sum and a double one below: the bookkeeper's signs for "added up" and
 * "done". */
static void
totals(struct sheet *s)
{
    rule(s, '-', true);
    begin_line(s, false);
    for (size_t i = 0; i < table_columns(s->t); i++) {
        enum cell type = table_type(s->t, i);
        struct slice cell = shown(s, table_total(s->t, i), type);
        if (i == 0 && cell.n == 0)
            put(s, i, slice_of("total"), false);
        else
            put(s, i, cell, type != CELL_TEXT);
    }
    end_line(s);
    rule(s, '=', true);
}

static void
title(struct sheet *s, size_t page, size_t pages)
{
    char number[64];

    if (!s->how->title && pages == 0)
        return;
    begin_line(s, false);
    s->out->n = s->line;
    if (s->how->title)
        table_harmless(s->out, slice_of(s->how->title));
    if (s->how->title && pages > 0)
        add(s, ", ");
    if (pages > 0) {
        snprintf(number, sizeof number, "page %zu of %zu", page, pages);
        add(s, number);
    }
    end_line(s);
    end_line(s);
}

/* Pages of how->lines lines: title and page, a blank, headings and their rule, rows; filled up
 * with blank lines, so that a printer that counts lines breaks where we do. Totals that would be
 * torn apart go over to a page of their own. */
static void
pages(struct sheet *s)
{
    enum { HEAD = 4, TOTALS = 3 };
    size_t rows = table_rows(s->t), tail = table_added_up(s->t) ? TOTALS : 0;
    size_t room = s->how->lines > HEAD + TOTALS ? s->how->lines - HEAD : TOTALS;
    size_t count = rows > 0 ? (rows + room - 1) / room : 1;

    if (rows + tail > count * room)
        count++;
    for (size_t page = 0; page < count; page++) {
        title(s, page + 1, count);
        headings(s);
        for (size_t row = page * room; row < (page + 1) * room; row++) {
            if (row < rows)
                record(s, row);
            else if (page + 1 < count)
                end_line(s);
        }
    }
}

void
table_text(const struct table *t, const struct table_layout *how, struct buffer *out)
{
    static const struct table_layout plain;
    struct sheet s = { .t = t, .how = how ? how : &plain, .out = out, .line = out->n };

    if (table_columns(t) == 0)
        return;
    measure(&s);
    if (s.how->lines > 0) {
        pages(&s);
    } else {
        title(&s, 0, 0);
        headings(&s);
        for (size_t row = 0; row < table_rows(t); row++)
            record(&s, row);
    }
    if (table_added_up(t))
        totals(&s);
    free(s.width);
    buffer_free(&s.cell);
}
