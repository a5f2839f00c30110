/* Parts as HTML: a page that needs nothing but itself. No script, no font, no picture is fetched,
 * and the page forbids it (Content-Security-Policy), so what a record says can't change that. Marked
 * rows have a sign in words' place, never only a colour. */
#include "paper.h"

#include "markup.h"
#include "paper_style.h"
#include "text.h"

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

static void
headings(struct buffer *b, const struct table *t)
{
    markup_add(b, "<thead>\n<tr>");
    for (size_t i = 0; i < table_columns(t); i++) {
        markup_add(b,
                   table_type(t, i) == CELL_TEXT ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"n\">");
        string(b, table_name(t, i));
        markup_add(b, "</th>");
    }
    markup_add(b, "</tr>\n</thead>\n");
}

static void
cell(struct buffer *b, const struct table *t, size_t row, size_t i)
{
    struct slice s = table_get(t, row, i);
    enum cell type = table_type(t, i);
    bool flagged = table_flagged_cell(t, row, i);

    markup_add(b, i == 0 ? "<th scope=\"row\"" : "<td");
    if (type != CELL_TEXT)
        markup_add(b, is_zero(s) ? " class=\"n z\">" : " class=\"n\">");
    else
        markup_add(b, ">");
    if (i == 0 && table_flagged(t, row))
        markup_add(b, "<span class=\"sign\">!</span> ");
    if (flagged)
        markup_add(b, "<strong>");
    shown(b, s, type);
    if (flagged)
        markup_add(b, "</strong>");
    markup_add(b, i == 0 ? "</th>" : "</td>");
}

static void
totals(struct buffer *b, const struct table *t)
{
    markup_add(b, "<tfoot>\n<tr>");
    for (size_t i = 0; i < table_columns(t); i++) {
        struct slice total = table_total(t, i);
        if (i == 0) {
            markup_add(b, total.n > 0 ? "<th scope=\"row\" class=\"n\">" : "<th scope=\"row\">total");
            shown(b, total, table_type(t, i));
            markup_add(b, "</th>");
            continue;
        }
        markup_add(b, total.n > 0 ? "<td class=\"n\">" : "<td>");
        shown(b, total, table_type(t, i));
        markup_add(b, "</td>");
    }
    markup_add(b, "</tr>\n</tfoot>\n");
}

/* How wide the rows are decides the size of type on paper: Letter has room for some 90 figures a
 * line. Text is taken to wrap beyond 24. */
static const char *
size_class(const struct table *t)
{
    size_t line = 0;

    for (size_t i = 0; i < table_columns(t); i++) {
        size_t widest = text_width(slice_of(table_name(t, i)));
        size_t most = table_type(t, i) == CELL_TEXT ? 24 : SIZE_MAX;
        for (size_t row = 0; row < table_rows(t); row++) {
            struct slice s = table_get(t, row, i);
            size_t w = s.n > widest ? text_width(s) : 0;
            widest = w > widest ? w : widest;
        }
        line += (widest < most ? widest : most) + 2;
    }
    return line <= 88 ? "" : line <= 112 ? " wide" : " widest";
}

static void
caption(struct buffer *b, const struct part *p)
{
    size_t n = table_rows(p->table);

    markup_add(b, "<caption>");
    if (p->title) {
        markup_add(b, "<span class=\"quiet\">");
        string(b, p->title);
        markup_add(b, ": </span>");
    }
    markup_print(b, "%zu record%s</caption>\n", n, n == 1 ? "" : "s");
}

static void
table(struct buffer *b, const struct part *p)
{
    const struct table *t = p->table;

    markup_add(b, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    string(b, p->title ? p->title : "Records");
    markup_print(b, "\">\n<table class=\"records%s%s\">\n", size_class(t),
                 table_has_flags(t) ? " signs" : "");
    caption(b, p);
    headings(b, t);
    markup_add(b, "<tbody>\n");
    for (size_t row = 0; row < table_rows(t); row++) {
        markup_add(b, table_flagged(t, row) ? "<tr class=\"flag\">" : "<tr>");
        for (size_t i = 0; i < table_columns(t); i++)
            cell(b, t, row, i);
        markup_add(b, "</tr>\n");
    }
    markup_add(b, "</tbody>\n");
    if (table_added_up(t))
        totals(b, t);
    markup_add(b, "</table>\n</div>\n");
}

static void
fields(struct buffer *b, const struct table *t)
{
    for (size_t row = 0; row < table_rows(t); row++) {
        markup_add(b, "<dl>\n");
        for (size_t i = 0; i < table_columns(t); i++) {
            bool flagged = table_flagged_cell(t, row, i);
            markup_add(b, flagged ? "<div class=\"flag\"><dt>" : "<div><dt>");
            string(b, table_name(t, i));
            markup_add(b, flagged ? "</dt><dd><span class=\"sign\">!</span> <strong>" : "</dt><dd>");
            shown(b, table_get(t, row, i), table_type(t, i));
            markup_add(b, flagged ? "</strong></dd></div>\n" : "</dd></div>\n");
        }
        markup_add(b, "</dl>\n");
    }
}

static void
signatures(struct buffer *b, const struct part *p)
{
    if (p->signs == 0)
        return;
    markup_add(b, "<div class=\"signatures\">\n");
    for (size_t i = 0; i < p->signs; i++) {
        markup_add(b, "<p><span>");
        string(b, p->sign[i]);
        markup_add(b, "</span><span>Date</span></p>\n");
    }
    markup_add(b, "</div>\n");
}

static void
content(struct buffer *b, const struct part *p)
{
    bool none = table_rows(p->table) == 0;

    if (!none && p->figure.n > 0) {
        markup_add(b, "<figure>\n");
        buffer_add(b, p->figure.p, p->figure.n);
        markup_add(b, "</figure>\n");
    }
    if (none) {
        markup_add(b, "<p class=\"none\">");
        string(b, p->empty);
        markup_add(b, "</p>\n");
    } else if (p->fields) {
        fields(b, p->table);
    } else if (!p->figure_only) {
        table(b, p);
    }
    if (table_has_flags(p->table) && !p->figure_only) {
        markup_add(b, "<p class=\"note\"><span class=\"sign\">!</span> ");
        string(b, p->mark);
        markup_add(b, "</p>\n");
    }
    signatures(b, p);
}

static void
part(struct buffer *b, const struct part *p)
{
    markup_add(b, "<section>\n");
    if (p->title) {
        markup_add(b, "<h2>");
        string(b, p->title);
        markup_add(b, "</h2>\n");
    }
    content(b, p);
    markup_add(b, "</section>\n");
}

static void
begin(struct buffer *b, const char *title)
{
    markup_add(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" "
                  "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    string(b, title ? title : "Records");
    markup_add(b, "</title>\n<style>\n");
    markup_add(b, paper_style);
    markup_add(b, "</style>\n</head>\n<body>\n<main>\n");
    if (title) {
        markup_add(b, "<h1>");
        string(b, title);
        markup_add(b, "</h1>\n");
    }
}

static void
end(struct buffer *b)
{
    markup_add(b, "</main>\n</body>\n</html>\n");
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
