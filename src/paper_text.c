/* Parts as plain text: for a terminal, a line printer, a mail. */
#include "paper.h"

#include "text.h"

static void
repeat(struct buffer *b, char c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buffer_add(b, &c, 1);
}

static void
line(struct buffer *b, const char *s)
{
    table_harmless(b, slice_of(s));
    buffer_put(b, "\n");
}

static size_t
widest_name(const struct table *t)
{
    size_t widest = 0;

    for (size_t i = 0; i < table_columns(t); i++) {
        size_t w = text_width(slice_of(table_name(t, i)));
        widest = w > widest ? w : widest;
    }
    return widest;
}

/* "name:  value", the values in one column; a blank line between records. */
static void
fields(struct buffer *b, const struct table *t)
{
    size_t widest = widest_name(t);

    for (size_t row = 0; row < table_rows(t); row++) {
        if (row > 0)
            buffer_put(b, "\n");
        for (size_t i = 0; i < table_columns(t); i++) {
            struct slice cell = table_get(t, row, i);
            if (table_has_flags(t))
                buffer_put(b, table_flagged_cell(t, row, i) ? "! " : "  ");
            buffer_put(b, table_name(t, i));
            buffer_put(b, ":");
            if (cell.n > 0)
                repeat(b, ' ', widest - text_width(slice_of(table_name(t, i))) + 2);
            table_show(b, cell, table_type(t, i));
            buffer_put(b, "\n");
        }
    }
}

static void
signatures(struct buffer *b, const struct part *p)
{
    size_t widest = 0;

    for (size_t i = 0; i < p->signs; i++) {
        size_t w = text_width(slice_of(p->sign[i]));
        widest = w > widest ? w : widest;
    }
    for (size_t i = 0; i < p->signs; i++) {
        buffer_put(b, "\n\n");
        table_harmless(b, slice_of(p->sign[i]));
        repeat(b, ' ', widest - text_width(slice_of(p->sign[i])) + 2);
        repeat(b, '_', 36);
        buffer_put(b, "  Date ");
        repeat(b, '_', 16);
        buffer_put(b, "\n");
    }
}

static void
part(struct buffer *b, const struct part *p)
{
    struct table_layout layout = p->layout;
    bool paged = layout.lines > 0 && !p->fields && table_rows(p->table) > 0;

    /* On pages the title stands on each; else once, here. */
    layout.title = paged ? p->title : NULL;
    if (p->title && !paged) {
        line(b, p->title);
        buffer_put(b, "\n");
    }
    if (table_rows(p->table) == 0)
        line(b, p->empty);
    else if (p->fields)
        fields(b, p->table);
    else
        table_text(p->table, &layout, b);
    if (table_has_flags(p->table) && !p->fields) {
        buffer_put(b, "\n! ");
        line(b, p->mark);
    }
    signatures(b, p);
}

static void
begin(struct buffer *b, const char *title)
{
    if (!title)
        return;
    line(b, title);
    repeat(b, '=', text_width(slice_of(title)));
    buffer_put(b, "\n");
}

/* Parts are checked line by line: a terminal is to see no control character but the line end. */
static const char *
bind(struct buffer *b, struct slice text)
{
    struct slice rest = text, one;

    while (slice_cut(&rest, '\n', &one)) {
        const char *phrase = text_check(one);
        if (phrase)
            return phrase;
    }
    if (b->n > 0)
        buffer_put(b, "\n");
    buffer_add(b, text.p, text.n);
    return NULL;
}

static void
end(struct buffer *b)
{
    (void)b;
}

const struct paper paper_text = { part, part, begin, bind, end };
