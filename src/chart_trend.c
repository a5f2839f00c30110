/* Trend: points around zero in the order of the records, evenly spaced, with the band of what is
 * still within tolerance. A point beyond it is a diamond with a flag that says which and how much.
 * Flags to the right hang lower, so neither flags nor their poles cross. */
#include "chart_draw.h"

#include "markup.h"

#include <stdlib.h>

enum { PLOT = 200, MARGIN = 12, FLAG_GAP = 6, NAMES = 140, FLAG_NAMES = 210 };

struct point {
    int64_t value;
    int x;
    bool beyond;
    int level; /* of its flag: 0 is next to the plot */
    int width; /* of its flag's text */
};

struct trend {
    struct buffer *b;
    const struct table *t;
    money tolerance;
    size_t column, n, beyond;
    struct point *point;
    struct scale x, y;
    int above, below; /* levels of flags */
    int top, bottom;  /* of the plot */
};

static struct slice
name_of(const struct trend *s, size_t i)
{
    return table_get(s->t, i, 0);
}

/* Of its flag's text; a name beyond that is cut, for the plot needs its room too. */
static int
name_width(const struct trend *s, size_t i)
{
    int w = chart_text_width(name_of(s, i));

    return w < FLAG_NAMES ? w : FLAG_NAMES;
}

static const char *
read_points(struct trend *s)
{
    s->point = mem_alloc(s->n * sizeof *s->point);
    s->y.lo = -s->tolerance;
    s->y.hi = s->tolerance;
    for (size_t i = 0; i < s->n; i++) {
        struct point *p = &s->point[i];
        char digits[MONEY_TEXT];
        const char *phrase = chart_value(s->t, i, s->column, &p->value);
        if (phrase)
            return phrase;
        if (p->value < s->y.lo)
            s->y.lo = p->value;
        if (p->value > s->y.hi)
            s->y.hi = p->value;
        p->beyond = p->value > s->tolerance || p->value < -s->tolerance;
        s->beyond += p->beyond;
        p->width = name_width(s, i) + (int)(chart_digits(digits, p->value, false) + 2) * CHART_LETTER;
    }
    if (s->y.lo == s->y.hi) {
        s->y.lo = -100;
        s->y.hi = 100;
    }
    return NULL;
}

/* From the right: a flag goes above all flags that begin below its text. Returns the levels used
 * on the side. */
static int
raise_flags(struct trend *s, bool above)
{
    int levels = 0;

    for (size_t i = s->n; i-- > 0;) {
        struct point *p = &s->point[i];
        if (!p->beyond || (p->value > 0) != above)
            continue;
        for (size_t k = i + 1; k < s->n && s->point[k].x <= p->x + p->width + FLAG_GAP; k++) {
            const struct point *q = &s->point[k];
            if (q->beyond && (q->value > 0) == above && q->level >= p->level)
                p->level = q->level + 1;
        }
        if (p->level >= levels)
            levels = p->level + 1;
    }
    return levels;
}

static void
lay_out(struct trend *s, const struct chart *form)
{
    char digits[MONEY_TEXT];
    int64_t widest = s->y.hi > -s->y.lo ? -s->y.hi : s->y.lo;
    int left = (int)(chart_digits(digits, widest, false) + 1) * CHART_LETTER;
    int right = (int)(chart_digits(digits, s->tolerance, false) + 2) * CHART_LETTER;
    int name = s->n > 0 ? chart_label_width(s->t, 0, NAMES) / 2 : 0;

    if (name > left)
        left = name;
    for (size_t i = 0; i < s->n; i++)
        if (s->point[i].beyond && s->point[i].width > right)
            right = s->point[i].width;
    s->x = (struct scale){ 0, s->n > 1 ? (int64_t)s->n - 1 : 1, MARGIN + left + 12,
                           CHART_WIDTH - MARGIN - right };
    for (size_t i = 0; i < s->n; i++)
        s->point[i].x = scale_at(&s->x, (int64_t)i);
    s->above = raise_flags(s, true);
    s->below = raise_flags(s, false);
    s->top = chart_top(form) + s->above * CHART_LINE + 10;
    s->bottom = s->top + PLOT;
    s->y.from = s->bottom;
    s->y.to = s->top;
}

/* The band, its edges, and their figures on the right: one where two would overlap. */
static void
band(const struct trend *s)
{
    int high = scale_at(&s->y, s->tolerance), low = scale_at(&s->y, -s->tolerance), zero = scale_at(&s->y, 0);
    char digits[MONEY_TEXT];

    chart_digits(digits, s->tolerance, false);
    if (s->tolerance > 0) {
        markup_print(s->b, "<rect class=\"band\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
                     s->x.from - 6, high, s->x.to - s->x.from + 12, low - high);
        markup_print(s->b, "<path class=\"edge\" d=\"M%d %d.5H%dM%d %d.5H%d\"/>\n", s->x.from - 6, high,
                     s->x.to + 6, s->x.from - 6, low, s->x.to + 6);
    }
    if (s->tolerance > 0 && low - high >= 2 * CHART_LINE)
        markup_print(s->b,
                     "<text class=\"soft\" x=\"%d\" y=\"%d\">+%s</text><text class=\"soft\" x=\"%d\" "
                     "y=\"%d\">-%s</text>\n",
                     s->x.to + 10, high + 4, digits, s->x.to + 10, low + 4, digits);
    else if (s->tolerance > 0)
        markup_print(s->b, "<text class=\"soft\" x=\"%d\" y=\"%d\">\xc2\xb1%s</text>\n", s->x.to + 10,
                     zero + 4, digits);
}

static void
grid(const struct trend *s)
{
    int64_t step = scale_step(&s->y, 5);
    char digits[MONEY_TEXT];

    for (int64_t v = s->y.lo / step * step; v <= s->y.hi; v += step) {
        int y = scale_at(&s->y, v);
        chart_digits(digits, v, step % 100 == 0);
        markup_print(
            s->b,
            "<path class=\"%s\" d=\"M%d %d.5H%d\"/><text class=\"soft\" text-anchor=\"end\" x=\"%d\" "
            "y=\"%d\">%s</text>\n",
            v == 0 ? "zero" : "grid", s->x.from - 6, y, s->x.to + 6, s->x.from - 12, y + 4, digits);
    }
}

/* As many names along the foot as have room. */
static void
names(const struct trend *s)
{
    int wide = chart_label_width(s->t, 0, NAMES) + 16, room = s->x.to - s->x.from;
    size_t most = (size_t)(room / wide) + 1, every = (s->n + most - 1) / most;
    int y = s->bottom + s->below * CHART_LINE + 26;

    if (every == 0)
        every = 1;
    for (size_t i = 0; i < s->n; i += every) {
        markup_print(s->b, "<text class=\"soft\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">", s->point[i].x,
                     y);
        chart_label(s->b, name_of(s, i), NAMES);
        buffer_put(s->b, "</text>\n");
    }
}

static void
flag(const struct trend *s, size_t i, int y)
{
    const struct point *p = &s->point[i];
    bool up = p->value > 0;
    int text = up ? s->top - 12 - p->level * CHART_LINE : s->bottom + 20 + p->level * CHART_LINE;
    char digits[MONEY_TEXT];

    chart_digits(digits, p->value, false);
    markup_print(s->b, "<path class=\"lead\" d=\"M%d.5 %dV%d\"/>\n", p->x, up ? y - 6 : y + 6,
                 up ? text - 9 : text + 1);
    markup_print(s->b, "<path class=\"out\" d=\"M%d %dl6 6l-6 6l-6 -6z\"/>\n", p->x, y - 6);
    markup_print(s->b, "<text class=\"beyond\" x=\"%d\" y=\"%d\">", p->x + 4, text);
    chart_label(s->b, name_of(s, i), FLAG_NAMES);
    markup_print(s->b, " %s%s</text>\n", up ? "+" : "", digits);
}

static void
points(const struct trend *s)
{
    char digits[MONEY_TEXT];

    if (s->n > 1)
        buffer_put(s->b, "<path class=\"line\" d=\"");
    for (size_t i = 0; s->n > 1 && i < s->n; i++)
        markup_print(s->b, "%c%d %d", i == 0 ? 'M' : 'L', s->point[i].x, scale_at(&s->y, s->point[i].value));
    if (s->n > 1)
        buffer_put(s->b, "\"/>\n");
    for (size_t i = 0; i < s->n; i++) {
        const struct point *p = &s->point[i];
        int y = scale_at(&s->y, p->value);
        if (p->beyond) {
            flag(s, i, y);
            continue;
        }
        chart_digits(digits, p->value, false);
        markup_print(s->b, "<circle class=\"dot\" cx=\"%d\" cy=\"%d\" r=\"%d\"><title>", p->x, y,
                     s->n > 60 ? 2 : 3);
        markup_text(s->b, name_of(s, i));
        markup_print(s->b, ": %s</title></circle>\n", digits);
    }
}

static void
describe(const struct trend *s, struct buffer *what)
{
    char digits[MONEY_TEXT];
    size_t told = 0;

    markup_text(what, slice_of(table_name(s->t, s->column)));
    markup_print(what, " of %zu record%s", s->n, s->n == 1 ? "" : "s");
    if (s->n > 0) {
        buffer_put(what, " from ");
        markup_text(what, name_of(s, 0));
        buffer_put(what, " to ");
        markup_text(what, name_of(s, s->n - 1));
    }
    chart_digits(digits, s->tolerance, false);
    markup_print(what, "; %zu beyond the tolerance of %s", s->beyond, digits);
    for (size_t i = 0; i < s->n; i++) {
        if (!s->point[i].beyond)
            continue;
        chart_digits(digits, s->point[i].value, false);
        buffer_put(what, told++ == 0 ? ": " : ", ");
        markup_text(what, name_of(s, i));
        markup_print(what, " %s", digits);
    }
    buffer_put(what, ".");
}

const char *
chart_trend(struct buffer *b, const struct table *t, const struct chart *form)
{
    int column = chart_number_column(t, false);
    struct trend s = { .b = b, .t = t, .tolerance = form->tolerance, .n = table_rows(t) };
    struct buffer what = { 0 };
    const char *phrase;

    if (column < 1)
        return column == 0 ? "has no column of names before its amounts" : "has no column of amounts";
    s.column = (size_t)column;
    phrase = read_points(&s);
    if (!phrase) {
        lay_out(&s, form);
        describe(&s, &what);
        chart_open(b, t, form, s.bottom + s.below * CHART_LINE + 38, (struct slice){ what.p, what.n });
        band(&s);
        grid(&s);
        names(&s);
        points(&s);
        chart_close(b);
    }
    buffer_free(&what);
    free(s.point);
    return phrase;
}
