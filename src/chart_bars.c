/* Bars: lying, for names are long and read along the line. Plain bars are stacked bars of one
 * segment. What is below zero (unapplied credit) goes to the left of the zero line, so a bar's two
 * ends show both sides and the figure beside it is their sum. */
#include "chart_draw.h"

#include "markup.h"

#include <stdlib.h>
#include <string.h>

enum { ROW = 26, BAR = 16, MOST_SEGMENTS = 8, LABELS = 210, MARGIN = 12 };

struct bars {
    struct buffer *b;
    const struct table *t;
    unsigned id;
    size_t segment[MOST_SEGMENTS]; /* columns */
    size_t segments;
    size_t label; /* the column of names */
    bool stacked, counts;
    struct scale x;
    int top, bottom;
};

static struct slice
name_of(const struct bars *s, size_t row)
{
    struct slice name = table_get(s->t, row, s->label);

    return name.n > 0 ? name : slice_of("(none)");
}

static const char *
choose_columns(struct bars *s)
{
    int text = chart_text_column(s->t), number = chart_number_column(s->t, !s->stacked);

    if (text < 0)
        return "has no column of names";
    if (number < 0)
        return s->stacked ? "has no column of amounts" : "has no column of amounts or counts";
    s->label = (size_t)text;
    s->counts = table_type(s->t, (size_t)number) == CELL_COUNT;
    for (size_t i = (size_t)number; i < table_columns(s->t); i++) {
        if (!s->stacked && s->segments > 0)
            break;
        if (s->stacked && (table_type(s->t, i) != CELL_MONEY || strcmp(table_name(s->t, i), "total") == 0))
            continue;
        if (s->segments == MOST_SEGMENTS)
            return "has more than eight segments";
        s->segment[s->segments++] = i;
    }
    return s->segments > 0 ? NULL : "has no column of amounts";
}

/* Above zero and below zero of one record; eight amounts can't pass 64 bits. */
static const char *
sums(const struct bars *s, size_t row, int64_t *above, int64_t *below)
{
    *above = *below = 0;
    for (size_t i = 0; i < s->segments; i++) {
        int64_t v;
        const char *phrase = chart_value(s->t, row, s->segment[i], &v);
        if (phrase)
            return phrase;
        if (v > 0)
            *above += v;
        else
            *below += v;
    }
    return NULL;
}

/* The ends of the scale, the widest figure, and the longest bar for the description. */
static const char *
measure(struct bars *s, size_t *longest)
{
    char digits[MONEY_TEXT];
    size_t widest = 0;
    int labels = chart_label_width(s->t, s->label, LABELS);
    int64_t most = INT64_MIN;

    for (size_t row = 0; row < table_rows(s->t); row++) {
        int64_t above, below;
        const char *phrase = sums(s, row, &above, &below);
        size_t n;
        if (phrase)
            return phrase;
        if (above > s->x.hi)
            s->x.hi = above;
        if (below < s->x.lo)
            s->x.lo = below;
        if (above + below > most) {
            most = above + below;
            *longest = row;
        }
        n = chart_digits(digits, above + below, s->counts);
        widest = n > widest ? n : widest;
    }
    if (s->x.lo == s->x.hi)
        s->x.hi = 100;
    s->x.from = MARGIN + labels + 10;
    s->x.to = CHART_WIDTH - MARGIN - (int)(widest + 2) * CHART_LETTER;
    return NULL;
}

/* The texture laid over a segment's colour. */
static const char *
texture(size_t i)
{
    static const char *const textures[MOST_SEGMENTS] = {
        "",
        "<circle class=\"spot\" cx=\"4\" cy=\"4\" r=\".9\"/>",
        "<path class=\"ink\" stroke-width=\".8\" d=\"M-2 2L2 -2M0 8L8 0M6 10L10 6\"/>",
        "<path class=\"ink\" stroke-width=\".8\" d=\"M0 4H8\"/>",
        "<path class=\"pale\" stroke-width=\"1.2\" d=\"M-2 6L2 10M0 0L8 8M6 -2L10 2\"/>",
        "",
        "<path class=\"ink\" stroke-width=\".8\" d=\"M4 0V8\"/>",
        "<path class=\"ink\" stroke-width=\".8\" d=\"M0 4H8M4 0V8\"/>",
    };

    return textures[i];
}

static void
patterns(const struct bars *s)
{
    buffer_put(s->b, "<defs>\n");
    for (size_t i = 0; i < s->segments; i++)
        markup_print(s->b,
                     "<pattern id=\"p%08x-%zu\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
                     "<rect class=\"f%zu\" width=\"8\" height=\"8\"/>%s</pattern>\n",
                     s->id, i, i, texture(i));
    buffer_put(s->b, "</defs>\n");
}

/* Swatches and names, in as many lines as they need. Returns the height, with b NULL only that. */
static int
legend(const struct bars *s, bool draw)
{
    int x = MARGIN, y = s->top;

    if (!s->stacked)
        return 0;
    for (size_t i = 0; i < s->segments; i++) {
        struct slice name = slice_of(table_name(s->t, s->segment[i]));
        int w = 22 + chart_text_width(name) + 14;
        if (x > MARGIN && x + w > CHART_WIDTH - MARGIN) {
            x = MARGIN;
            y += 20;
        }
        if (draw) {
            markup_print(s->b,
                         "<rect class=\"frame\" fill=\"url(#p%08x-%zu)\" x=\"%d\" y=\"%d\" width=\"16\" "
                         "height=\"12\"/><text x=\"%d\" y=\"%d\">",
                         s->id, i, x, y + 1, x + 22, y + 11);
            markup_text(s->b, name);
            buffer_put(s->b, "</text>\n");
        }
        x += w;
    }
    return y + 28 - s->top;
}

static void
grid(const struct bars *s)
{
    int64_t step = scale_step(&s->x, 5);
    bool whole = s->counts || step % 100 == 0;
    char digits[MONEY_TEXT];

    if (s->counts && step < 100)
        step = 100;
    for (int64_t v = s->x.lo / step * step; v <= s->x.hi; v += step) {
        int x = scale_at(&s->x, v);
        chart_digits(digits, v, whole);
        markup_print(
            s->b,
            "<path class=\"%s\" d=\"M%d.5 %dV%d\"/><text class=\"soft\" text-anchor=\"middle\" x=\"%d\" "
            "y=\"%d\">%s</text>\n",
            v == 0 ? "zero" : "grid", x, s->top, s->bottom, x, s->bottom + CHART_LINE, digits);
    }
}

static void
segment(const struct bars *s, size_t row, size_t i, int64_t from, int64_t to, int y)
{
    int a = scale_at(&s->x, from < to ? from : to), z = scale_at(&s->x, from < to ? to : from);
    char digits[MONEY_TEXT];

    /* What is there is seen, were it a cent. */
    if (a == z)
        z++;
    chart_digits(digits, to - from, s->counts);
    if (s->stacked)
        markup_print(s->b, "<rect class=\"frame\" fill=\"url(#p%08x-%zu)\"", s->id, i);
    else
        buffer_put(s->b, "<rect class=\"bar\"");
    markup_print(s->b, " x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><title>", a, y, z - a, BAR);
    markup_text(s->b, name_of(s, row));
    buffer_put(s->b, ", ");
    markup_text(s->b, slice_of(table_name(s->t, s->segment[i])));
    markup_print(s->b, ": %s</title></rect>\n", digits);
}

static void
bar(const struct bars *s, size_t row, int y)
{
    int64_t above = 0, below = 0, v;
    char digits[MONEY_TEXT];

    markup_print(s->b, "<text text-anchor=\"end\" x=\"%d\" y=\"%d\">", s->x.from - 10, y + 12);
    chart_label(s->b, name_of(s, row), LABELS);
    buffer_put(s->b, "</text>\n");
    for (size_t i = 0; i < s->segments; i++) {
        if (chart_value(s->t, row, s->segment[i], &v) || v == 0)
            continue;
        segment(s, row, i, v > 0 ? above : below, (v > 0 ? above : below) + v, y);
        if (v > 0)
            above += v;
        else
            below += v;
    }
    chart_digits(digits, above + below, s->counts);
    markup_print(s->b, "<text class=\"strong\" text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>\n",
                 CHART_WIDTH - MARGIN, y + 12, digits);
}

static void
describe(const struct bars *s, struct buffer *what, size_t longest)
{
    size_t rows = table_rows(s->t);
    int64_t above, below;
    char digits[MONEY_TEXT];

    markup_print(what, "%zu bar%s of ", rows, rows == 1 ? "" : "s");
    for (size_t i = 0; i < s->segments; i++) {
        buffer_put(what, i == 0 ? "" : ", ");
        markup_text(what, slice_of(table_name(s->t, s->segment[i])));
    }
    buffer_put(what, ".");
    if (rows == 0)
        return;
    sums(s, longest, &above, &below);
    chart_digits(digits, above + below, s->counts);
    buffer_put(what, " The highest is ");
    markup_text(what, name_of(s, longest));
    markup_print(what, " with %s.", digits);
}

const char *
chart_bars(struct buffer *b, const struct table *t, const struct chart *form)
{
    struct bars s = { .b = b, .t = t, .stacked = form->kind == CHART_STACKED, .id = chart_id(t, form) };
    struct buffer what = { 0 };
    size_t longest = 0;
    const char *phrase = choose_columns(&s);

    if (!phrase)
        phrase = measure(&s, &longest);
    if (phrase)
        return phrase;
    describe(&s, &what, longest);
    s.top = chart_top(form);
    s.bottom = s.top + legend(&s, false) + (int)table_rows(t) * ROW + 4;
    chart_open(b, t, form, s.bottom + 24, (struct slice){ what.p, what.n });
    buffer_free(&what);
    if (s.stacked)
        patterns(&s);
    s.top += legend(&s, true);
    grid(&s);
    for (size_t row = 0; row < table_rows(t); row++)
        bar(&s, row, s.top + 5 + (int)row * ROW);
    markup_print(b, "<path class=\"zero\" d=\"M%d.5 %dV%d\"/>\n", scale_at(&s.x, 0), s.top, s.bottom);
    chart_close(b);
    return NULL;
}
