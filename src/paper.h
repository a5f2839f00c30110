/*
 * Paper: what till-print makes of a table, in three forms: plain text, Markdown, HTML.
 *
 * A part is a heading with a table (or a list of fields) and what belongs to it. A part stands
 * alone as a whole document, or several are bound into one under a common title.
 */
#ifndef TILL_PAPER_H
#define TILL_PAPER_H

#include "table.h"

struct part {
    const char *title; /* NULL: none */
    const struct table *table;
    struct table_layout layout; /* of plain text; its title is not used */
    bool fields;                /* a line a field instead of a line a record */
    const char *empty;          /* said where there are no records */
    const char *mark;           /* what the sign of marked rows means */
    struct slice figure;        /* an SVG element, for HTML only; empty: none */
    bool figure_only;           /* without the table */
    const char *const *sign;    /* who signs */
    size_t signs;
};

struct paper {
    void (*part)(struct buffer *out, const struct part *p);  /* to be bound */
    void (*whole)(struct buffer *out, const struct part *p); /* a document of its own */
    /* Binding: the beginning, each part as it was made, the end. */
    void (*begin)(struct buffer *out, const char *title);
    const char *(*bind)(struct buffer *out, struct slice part); /* NULL, or why it is no part */
    void (*end)(struct buffer *out);
};

extern const struct paper paper_text, paper_markdown, paper_html;

#endif
