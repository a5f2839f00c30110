/* Parts as HTML: a page that needs nothing but itself. No script, no font, no picture is fetched,
 * and the page forbids it (Content-Security-Policy), so what a record says can't change that. Marked
 * rows have a sign in words' place, never only a colour. */
#include "paper.h"

#include "markup.h"
#include "paper_style.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static void
string(struct buffer *b, const char *s)
{
    markup_text(b, slice_of(s));
}

static bool
is_zero(struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '0' && s.p[i] != '.')
            return false;
    return s.n > 0;
}

static void
shown(struct buffer *b, struct slice cell, enum cell type)
{
    struct buffer text = { 0 };

    table_show(&text, cell, type);
    markup_text(b, (struct slice){ text.p, text.n });
    buffer_free(&text);
}

/* How the columns stand, found out once. Text up to a date's width or so is kept on one line; what
 * is longer may wrap, so that rows of figures never have to. */
enum { SHORT_TEXT = 14, WRAPPED_TEXT = 24, SHORT_TABLE = 16 };

struct grid {
    const struct table *t;
    bool *wraps; /* each column */
    size_t line; /* columns of text that a row needs */
};

static void
measure(struct grid *g)
{
    g->wraps = mem_alloc(table_columns(g->t) * sizeof *g->wraps);
    for (size_t i = 0; i < table_columns(g->t); i++) {
        size_t widest = text_width(slice_of(table_name(g->t, i))), data = 0;

        for (size_t row = 0; row < table_rows(g->t); row++) {
            struct slice s = table_get(g->t, row, i);
            size_t w = s.n > data ? text_width(s) : 0;
            data = w > data ? w : data;
        }
        g->wraps[i] = table_type(g->t, i) == CELL_TEXT && data > SHORT_TEXT;
        widest = data > widest ? data : widest;
        g->line += (g->wraps[i] && widest > WRAPPED_TEXT ? WRAPPED_TEXT : widest) + 2;
    }
}

/* The size of type: Letter has room for some 90 figures a line of the usual one. A short table is
 * kept on one page. */
static void
open_table(struct buffer *b, const struct grid *g)
{
    buffer_put(b, "<table class=\"records");
    buffer_put(b, g->line <= 88 ? "" : g->line <= 108 ? " wide" : " widest");
    buffer_put(b, table_rows(g->t) <= SHORT_TABLE ? " short" : "");
    buffer_put(b, table_has_flags(g->t) ? " signs\">\n" : "\">\n");
}

static void
headings(struct buffer *b, const struct table *t)
{
    buffer_put(b, "<thead>\n<tr>");
    for (size_t i = 0; i < table_columns(t); i++) {
        buffer_put(b,
                   table_type(t, i) == CELL_TEXT ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"n\">");
        string(b, table_name(t, i));
        buffer_put(b, "</th>");
    }
    buffer_put(b, "</tr>\n</thead>\n");
}

static void
cell(struct buffer *b, const struct grid *g, size_t row, size_t i)
{
    const struct table *t = g->t;
    struct slice s = table_get(t, row, i);
    enum cell type = table_type(t, i);
    bool flagged = table_flagged_cell(t, row, i);

    buffer_put(b, i == 0 ? "<th scope=\"row\"" : "<td");
    if (type != CELL_TEXT)
        buffer_put(b, is_zero(s) ? " class=\"n z\">" : " class=\"n\">");
    else
        buffer_put(b, g->wraps[i] ? " class=\"long\">" : ">");
    if (i == 0 && table_flagged(t, row))
        buffer_put(b, "<span class=\"sign\">!</span> ");
    if (flagged)
        buffer_put(b, "<strong>");
    shown(b, s, type);
    if (flagged)
        buffer_put(b, "</strong>");
    buffer_put(b, i == 0 ? "</th>" : "</td>");
}

static void
totals(struct buffer *b, const struct table *t)
{
    buffer_put(b, "<tfoot>\n<tr>");
    for (size_t i = 0; i < table_columns(t); i++) {
        struct slice total = table_total(t, i);
        if (i == 0) {
            buffer_put(b, total.n > 0 ? "<th scope=\"row\" class=\"n\">" : "<th scope=\"row\">total");
            shown(b, total, table_type(t, i));
            buffer_put(b, "</th>");
            continue;
        }
        buffer_put(b, total.n > 0 ? "<td class=\"n\">" : "<td>");
        shown(b, total, table_type(t, i));
        buffer_put(b, "</td>");
    }
    buffer_put(b, "</tr>\n</tfoot>\n");
}

static void
caption(struct buffer *b, const struct part *p)
{
    size_t n = table_rows(p->table);

    buffer_put(b, "<caption>");
    if (p->title) {
        buffer_put(b, "<span class=\"quiet\">");
        string(b, p->title);
        buffer_put(b, ": </span>");
    }
    markup_print(b, "%zu record%s</caption>\n", n, n == 1 ? "" : "s");
}

static void
table(struct buffer *b, const struct part *p)
{
    struct grid g = { .t = p->table };

    measure(&g);
    buffer_put(b, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    string(b, p->title ? p->title : "Records");
    buffer_put(b, "\">\n");
    open_table(b, &g);
    caption(b, p);
    headings(b, g.t);
    buffer_put(b, "<tbody>\n");
    for (size_t row = 0; row < table_rows(g.t); row++) {
        buffer_put(b, table_flagged(g.t, row) ? "<tr class=\"flag\">" : "<tr>");
        for (size_t i = 0; i < table_columns(g.t); i++)
            cell(b, &g, row, i);
        buffer_put(b, "</tr>\n");
    }
    buffer_put(b, "</tbody>\n");
    if (table_added_up(g.t))
        totals(b, g.t);
    buffer_put(b, "</table>\n</div>\n");
    free(g.wraps);
}

static void
fields(struct buffer *b, const struct table *t)
{
    for (size_t row = 0; row < table_rows(t); row++) {
        buffer_put(b, "<dl>\n");
        for (size_t i = 0; i < table_columns(t); i++) {
            bool flagged = table_flagged_cell(t, row, i);
            buffer_put(b, flagged ? "<div class=\"flag\"><dt>" : "<div><dt>");
            string(b, table_name(t, i));
            buffer_put(b, flagged ? "</dt><dd><span class=\"sign\">!</span> <strong>" : "</dt><dd>");
            shown(b, table_get(t, row, i), table_type(t, i));
            buffer_put(b, flagged ? "</strong></dd></div>\n" : "</dd></div>\n");
        }
        buffer_put(b, "</dl>\n");
    }
}

static void
signatures(struct buffer *b, const struct part *p)
{
    if (p->signs == 0)
        return;
    buffer_put(b, "<div class=\"signatures\">\n");
    for (size_t i = 0; i < p->signs; i++) {
        buffer_put(b, "<p><span>");
        string(b, p->sign[i]);
        buffer_put(b, "</span><span>Date</span></p>\n");
    }
    buffer_put(b, "</div>\n");
}

static void
content(struct buffer *b, const struct part *p)
{
    bool none = table_rows(p->table) == 0;

    if (!none && p->figure.n > 0) {
        buffer_put(b, "<figure>\n");
        buffer_add(b, p->figure.p, p->figure.n);
        buffer_put(b, "</figure>\n");
    }
    if (none) {
        buffer_put(b, "<p class=\"none\">");
        string(b, p->empty);
        buffer_put(b, "</p>\n");
    } else if (p->fields) {
        fields(b, p->table);
    } else if (!p->figure_only) {
        table(b, p);
    }
    if (table_has_flags(p->table) && !p->fields && !p->figure_only) {
        buffer_put(b, "<p class=\"note\"><span class=\"sign\">!</span> ");
        string(b, p->mark);
        buffer_put(b, "</p>\n");
    }
    signatures(b, p);
}

static void
part(struct buffer *b, const struct part *p)
{
    buffer_put(b, "<section>\n");
    if (p->title) {
        buffer_put(b, "<h2>");
        string(b, p->title);
        buffer_put(b, "</h2>\n");
    }
    content(b, p);
    buffer_put(b, "</section>\n");
}

static void
begin(struct buffer *b, const char *title)
{
    buffer_put(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" "
                  "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    string(b, title ? title : "Records");
    buffer_put(b, "</title>\n<style>\n");
    buffer_put(b, paper_style);
    buffer_put(b, "</style>\n</head>\n<body>\n<main>\n");
    if (title) {
        buffer_put(b, "<h1>");
        string(b, title);
        buffer_put(b, "</h1>\n");
    }
}

static void
end(struct buffer *b)
{
    buffer_put(b, "</main>\n</body>\n</html>\n");
}

static void
whole(struct buffer *b, const struct part *p)
{
    begin(b, p->title);
    content(b, p);
    end(b);
}

static const char *
bind(struct buffer *b, struct slice text)
{
    static const char first[] = "<section>\n";

    if (text.n < sizeof first || memcmp(text.p, first, sizeof first - 1) != 0)
        return "is no part of a page (--part makes one)";
    return paper_text.bind(b, text);
}

const struct paper paper_html = { part, whole, begin, bind, end };
