/* Parts as Markdown: pipe tables (GitHub Flavored Markdown 4.10), understood by pandoc and by
 * every forge. */
#include "paper.h"

#include "text.h"

#include <string.h>

/* What could be taken for markup gets a backslash: a cell is never more than its text. */
static void
escaped(struct buffer *b, struct slice s)
{
    struct buffer clean = { 0 };

    table_harmless(&clean, s);
    for (size_t i = 0; i < clean.n; i++) {
        if (memchr("\\`*_[]<>|~&", clean.p[i], 11))
            buffer_put(b, "\\");
        buffer_add(b, clean.p + i, 1);
    }
    buffer_free(&clean);
}

static void
escaped_string(struct buffer *b, const char *s)
{
    escaped(b, slice_of(s));
}

static void
cell(struct buffer *b, struct slice s, enum cell type)
{
    struct buffer shown = { 0 };

    table_show(&shown, s, type);
    buffer_put(b, " ");
    escaped(b, (struct slice){ shown.p, shown.n });
    buffer_put(b, shown.n > 0 ? " |" : "|");
    buffer_free(&shown);
}

static void
headings(struct buffer *b, const struct table *t)
{
    bool signs = table_has_flags(t);

    buffer_put(b, signs ? "| |" : "|");
    for (size_t i = 0; i < table_columns(t); i++)
        cell(b, slice_of(table_name(t, i)), CELL_TEXT);
    buffer_put(b, signs ? "\n|---|" : "\n|");
    for (size_t i = 0; i < table_columns(t); i++)
        buffer_put(b, table_type(t, i) == CELL_TEXT ? "---|" : "---:|");
    buffer_put(b, "\n");
}

static void
totals(struct buffer *b, const struct table *t)
{
    buffer_put(b, table_has_flags(t) ? "| |" : "|");
    for (size_t i = 0; i < table_columns(t); i++) {
        struct slice total = table_total(t, i);
        if (i == 0 && total.n == 0)
            total = slice_of("total");
        if (total.n > 0) {
            buffer_put(b, " **");
            table_show(b, total, table_type(t, i));
            buffer_put(b, "** |");
        } else {
            buffer_put(b, " |");
        }
    }
    buffer_put(b, "\n");
}

static void
table(struct buffer *b, const struct table *t)
{
    headings(b, t);
    for (size_t row = 0; row < table_rows(t); row++) {
        buffer_put(b, "|");
        if (table_has_flags(t))
            buffer_put(b, table_flagged(t, row) ? " **!** |" : " |");
        for (size_t i = 0; i < table_columns(t); i++)
            cell(b, table_get(t, row, i), table_type(t, i));
        buffer_put(b, "\n");
    }
    if (table_added_up(t))
        totals(b, t);
}

static void
fields(struct buffer *b, const struct table *t)
{
    for (size_t row = 0; row < table_rows(t); row++) {
        if (row > 0)
            buffer_put(b, "\n---\n\n");
        for (size_t i = 0; i < table_columns(t); i++) {
            struct buffer shown = { 0 };
            buffer_put(b, table_flagged_cell(t, row, i) ? "- **!** **" : "- **");
            escaped_string(b, table_name(t, i));
            buffer_put(b, ":** ");
            table_show(&shown, table_get(t, row, i), table_type(t, i));
            escaped(b, (struct slice){ shown.p, shown.n });
            buffer_put(b, "\n");
            buffer_free(&shown);
        }
    }
}

static void
write_part(struct buffer *b, const struct part *p, const char *level)
{
    if (p->title) {
        buffer_put(b, level);
        escaped_string(b, p->title);
        buffer_put(b, "\n\n");
    }
    if (table_rows(p->table) == 0) {
        escaped_string(b, p->empty);
        buffer_put(b, "\n");
    } else if (p->fields) {
        fields(b, p->table);
    } else {
        table(b, p->table);
    }
    if (table_has_flags(p->table) && !p->fields) {
        buffer_put(b, "\n**!** ");
        escaped_string(b, p->mark);
        buffer_put(b, "\n");
    }
    if (p->signs > 0)
        buffer_put(b, "\n| Signed | | Date |\n|---|---|---|\n");
    for (size_t i = 0; i < p->signs; i++) {
        buffer_put(b, "|");
        cell(b, slice_of(p->sign[i]), CELL_TEXT);
        buffer_put(b, " | |\n");
    }
}

static void
part(struct buffer *b, const struct part *p)
{
    write_part(b, p, "## ");
}

static void
whole(struct buffer *b, const struct part *p)
{
    write_part(b, p, "# ");
}

static void
begin(struct buffer *b, const char *title)
{
    if (!title)
        return;
    buffer_put(b, "# ");
    escaped_string(b, title);
    buffer_put(b, "\n");
}

static const char *
bind(struct buffer *b, struct slice text)
{
    return paper_text.bind(b, text);
}

static void
end(struct buffer *b)
{
    (void)b;
}

const struct paper paper_markdown = { part, whole, begin, bind, end };
