/*
 * Drawing: what the charts share: values and their scale, ticks, the frame of the SVG element.
 */
#ifndef TILL_CHART_DRAW_H
#define TILL_CHART_DRAW_H

#include "chart.h"

#include <stdint.h>

#define CHART_WIDTH  720 /* pixels, of every chart */
#define CHART_LETTER 7   /* pixels kept free for a column of text: wider than most faces need */
#define CHART_LINE   16  /* pixels from line to line of text */

/* Values from lo to hi lie on pixels from to to (which may run downward). */
struct scale {
    int64_t lo, hi;
    int from, to;
};

int scale_at(const struct scale *s, int64_t value);
int64_t scale_step(const struct scale *s, int ticks); /* a round step: 1, 2 or 5 times a power of ten */

/* The cell as a number, counts in hundredths too; empty is 0. Returns NULL, or what is wrong. */
const char *chart_value(const struct table *t, size_t row, size_t column, int64_t *value);

/* The first column that is text, or that is money (or, if counts, a count); -1: none. */
int chart_text_column(const struct table *t);
int chart_number_column(const struct table *t, bool counts);

size_t chart_digits(char buf[MONEY_TEXT], int64_t value, bool whole); /* 1,234.50, or 1,234 */
int chart_text_width(struct slice s);
int chart_label_width(const struct table *t, size_t column, int most);
void chart_label(struct buffer *b, struct slice s, int most); /* cut to so many pixels */

/* The element's start: names, style, heading; *top is where drawing begins. what: the description. */
void chart_open(struct buffer *b, const struct table *t, const struct chart *form, int height,
                struct slice what);
void chart_close(struct buffer *b);
int chart_top(const struct chart *form);

/* A name for parts of this chart that no other chart of a page has. */
unsigned chart_id(const struct table *t, const struct chart *form);

const char *chart_bars(struct buffer *b, const struct table *t, const struct chart *form);
const char *chart_trend(struct buffer *b, const struct table *t, const struct chart *form);

#endif
