/* Owns what the charts share. The style stands in each SVG element, so that a chart is legible
 * wherever it is put: alone, in our page, in another's. */
#include "chart_draw.h"

#include "markup.h"
#include "text.h"

/* f0 to f7 fill segments from light to dark (in the dark scheme from dark to light), so that what is
 * oldest stands out; textures differ besides. */
static const char style[] =
    ".till text { font: 12px system-ui, \"Segoe UI\", \"Liberation Sans\", Arial, \"Noto Sans\", sans-serif; "
    "font-variant-numeric: tabular-nums; fill: #1d2126; }\n"
    ".till .soft { fill: #59616b; }\n"
    ".till .head { font-size: 16px; font-weight: 600; }\n"
    ".till .strong { font-weight: 600; }\n"
    ".till .sheet { fill: #fdfdfb; }\n"
    ".till .grid { stroke: #dde0e3; fill: none; }\n"
    ".till .zero { stroke: #1d2126; fill: none; }\n"
    ".till .edge { stroke: #59616b; stroke-dasharray: 4 3; fill: none; }\n"
    ".till .band { fill: #e9eef0; }\n"
    ".till .line { stroke: #3d6d83; stroke-width: 1.5; fill: none; }\n"
    ".till .dot, .till .bar { fill: #3d6d83; }\n"
    ".till .out { fill: #9c1c1c; }\n"
    ".till .lead { stroke: #9c1c1c; fill: none; }\n"
    ".till text.beyond { fill: #9c1c1c; font-weight: 600; }\n"
    ".till .frame { stroke: #1d2126; stroke-width: .75; }\n"
    ".till .ink { stroke: #1d2126; fill: none; } .till .spot { fill: #1d2126; }\n"
    ".till .pale { stroke: #fff; fill: none; }\n"
    ".till .f0 { fill: #eef4f6; } .till .f1 { fill: #cfe2e9; } .till .f2 { fill: #a9cbd7; }\n"
    ".till .f3 { fill: #7fb0c1; } .till .f4 { fill: #4f8aa0; } .till .f5 { fill: #173f52; }\n"
    ".till .f6 { fill: #fdfdfb; } .till .f7 { fill: #d9d2c0; }\n"
    "@media screen and (prefers-color-scheme: dark) {\n"
    ".till text { fill: #e6e8ea; } .till .soft { fill: #a3abb4; } .till .sheet { fill: #14171a; }\n"
    ".till .grid { stroke: #2d343a; } .till .zero { stroke: #e6e8ea; } .till .edge { stroke: #a3abb4; }\n"
    ".till .band { fill: #222a2f; } .till .line { stroke: #7fb9d1; }\n"
    ".till .dot, .till .bar { fill: #7fb9d1; } .till .out, .till text.beyond { fill: #ffb4a6; }\n"
    ".till .lead { stroke: #ffb4a6; } .till .frame { stroke: #e6e8ea; }\n"
    ".till .ink { stroke: #e6e8ea; } .till .spot { fill: #e6e8ea; } .till .pale { stroke: #14171a; }\n"
    ".till .f0 { fill: #1b2529; } .till .f1 { fill: #203640; } .till .f2 { fill: #294b5a; }\n"
    ".till .f3 { fill: #35647a; } .till .f4 { fill: #4f8aa0; } .till .f5 { fill: #c4e4f1; }\n"
    ".till .f6 { fill: #14171a; } .till .f7 { fill: #4d4634; }\n"
    "}\n";

int
scale_at(const struct scale *s, int64_t value)
{
    __int128 range = (__int128)s->hi - s->lo;

    return s->from + (int)(((__int128)value - s->lo) * (s->to - s->from) / range);
}

int64_t
scale_step(const struct scale *s, int ticks)
{
    __int128 least = ((__int128)s->hi - s->lo) / ticks;
    int64_t step = 1;
    static const int64_t by[][2] = { { 2, 1 }, { 5, 2 }, { 2, 1 } }; /* 1 2 5 10 */

    for (size_t i = 0; step < least; i++)
        step = step * by[i % 3][0] / by[i % 3][1];
    return step;
}

const char *
chart_value(const struct table *t, size_t row, size_t column, int64_t *value)
{
    struct slice s = table_get(t, row, column);

    *value = 0;
    return s.n > 0 ? money_parse(s.p, s.n, value) : NULL;
}

int
chart_text_column(const struct table *t)
{
    for (size_t i = 0; i < table_columns(t); i++)
        if (table_type(t, i) == CELL_TEXT)
            return (int)i;
    return -1;
}

int
chart_number_column(const struct table *t, bool counts)
{
    for (size_t i = 0; i < table_columns(t); i++)
        if (table_type(t, i) == CELL_MONEY || (counts && table_type(t, i) == CELL_COUNT))
            return (int)i;
    return -1;
}

size_t
chart_digits(char buf[MONEY_TEXT], int64_t value, bool whole)
{
    size_t n = money_format_grouped(buf, value);

    if (whole)
        buf[n -= 3] = '\0';
    return n;
}

int
chart_text_width(struct slice s)
{
    size_t w = text_width(s);

    return (int)(w < 1000 ? w : 1000) * CHART_LETTER;
}

int
chart_label_width(const struct table *t, size_t column, int most)
{
    int widest = 0;

    for (size_t row = 0; row < table_rows(t); row++) {
        int w = chart_text_width(table_get(t, row, column));
        widest = w > widest ? w : widest;
    }
    return widest < most ? widest : most;
}

void
chart_label(struct buffer *b, struct slice s, int most)
{
    if (chart_text_width(s) <= most) {
        markup_text(b, s);
        return;
    }
    s.n = text_fit(s, (size_t)(most / CHART_LETTER - 1));
    markup_text(b, s);
    buffer_put(b, "\xe2\x80\xa6");
}

static unsigned
hash(unsigned h, struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 16777619u; /* FNV-1a */
    return (h ^ 0xffu) * 16777619u;
}

unsigned
chart_id(const struct table *t, const struct chart *form)
{
    unsigned h = hash(2166136261u + (unsigned)form->kind, slice_of(form->title));

    for (size_t i = 0; i < table_columns(t); i++)
        h = hash(h, slice_of(table_name(t, i)));
    for (size_t row = 0; row < table_rows(t); row++)
        for (size_t i = 0; i < table_columns(t); i++)
            h = hash(h, table_get(t, row, i));
    return h;
}

int
chart_top(const struct chart *form)
{
    return form->heading && form->title ? 40 : 8;
}

void
chart_open(struct buffer *b, const struct table *t, const struct chart *form, int height, struct slice what)
{
    unsigned id = chart_id(t, form);

    markup_print(b,
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"till\" width=\"%d\" height=\"%d\" "
                 "viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"t%08x d%08x\">\n<title id=\"t%08x\">",
                 CHART_WIDTH, height, CHART_WIDTH, height, id, id, id);
    markup_text(b, slice_of(form->title ? form->title : "Chart"));
    markup_print(b, "</title>\n<desc id=\"d%08x\">", id);
    buffer_add(b, what.p, what.n);
    buffer_put(b, "</desc>\n<style>\n");
    buffer_put(b, style);
    buffer_put(b, "</style>\n");
    if (form->heading) {
        markup_print(b, "<rect class=\"sheet\" width=\"%d\" height=\"%d\"/>\n", CHART_WIDTH, height);
        if (form->title) {
            buffer_put(b, "<text class=\"head\" x=\"12\" y=\"26\">");
            chart_label(b, slice_of(form->title), CHART_WIDTH - 24);
            buffer_put(b, "</text>\n");
        }
    }
}

void
chart_close(struct buffer *b)
{
    buffer_put(b, "</svg>\n");
}

static void
draw_none(struct buffer *b, const struct table *t, const struct chart *form)
{
    struct buffer what = { 0 };
    int top = chart_top(form);

    markup_text(&what, slice_of(form->empty));
    chart_open(b, t, form, top + 32, (struct slice){ what.p, what.n });
    markup_print(b, "<text x=\"12\" y=\"%d\">", top + 14);
    chart_label(b, slice_of(form->empty), CHART_WIDTH - 24);
    buffer_put(b, "</text>\n");
    chart_close(b);
    buffer_free(&what);
}

const char *
chart_svg(struct buffer *out, const struct table *t, const struct chart *form)
{
    if (table_rows(t) == 0) {
        draw_none(out, t, form);
        return NULL;
    }
    return form->kind == CHART_TREND ? chart_trend(out, t, form) : chart_bars(out, t, form);
}
