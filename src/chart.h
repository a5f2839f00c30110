/*
 * Chart: records as a picture, written as SVG text with a title and a description.
 *
 * Every value is told by more than its colour: segments have textures and a legend, points beyond
 * the tolerance another shape and a label, and every shape names its value. Coordinates are whole
 * pixels, computed with integers.
 */
#ifndef TILL_CHART_H
#define TILL_CHART_H

#include "table.h"

enum chart_kind {
    CHART_BARS,    /* a bar a record: the first text column and the first number */
    CHART_STACKED, /* a bar a record, a segment a column of money (but for "total") */
    CHART_TREND    /* a point a record: the first column and the first money, around zero */
};

struct chart {
    enum chart_kind kind;
    const char *title; /* NULL: none */
    money tolerance;   /* of a trend: how far from zero is still good */
    const char *empty; /* said where there are no records */
    bool heading;      /* the title is drawn, too, as there is no page around to say it */
};

/* Appends the <svg> element. Returns NULL, or what is wrong with the table ("has no column of
 * money"); out is then as it was. */
const char *chart_svg(struct buffer *out, const struct table *t, const struct chart *form);

#endif
