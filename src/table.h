/*
 * Table: records held in memory to be laid out for people.
 *
 * Cells keep the text of the record; how a number is shown (1,234.50) is settled when it is laid
 * out. What could steer a terminal or break a page (control characters, overrides of the writing
 * direction, bytes that are no UTF-8) is replaced by U+FFFD on the way in, so that whatever comes
 * out of a table is harmless anywhere.
 */
#ifndef TILL_TABLE_H
#define TILL_TABLE_H

#include "emit.h" /* enum cell */
#include "memory.h"

#include <stdbool.h>
#include <stddef.h>

struct table;

struct table *table_new(void); /* owned by the caller */
void table_free(struct table *t);

/* Columns are named first; then each record's cells come in their order. All texts are copied. */
void table_column(struct table *t, const char *name, enum cell type);
void table_cell(struct table *t, struct slice s);

size_t table_columns(const struct table *t);
size_t table_rows(const struct table *t);
const char *table_name(const struct table *t, size_t column);
enum cell table_type(const struct table *t, size_t column);

/* A cell as the record has it, borrowed until the next table_cell. */
struct slice table_get(const struct table *t, size_t row, size_t column);

/* Finds out which columns are numbers: money, where every value is an amount with two decimals;
 * a count, where the name is one of the names of counts (till-print(1)) and every value is an
 * integer. All else is text, for an account number is no number. A column of blanks is text. */
void table_guess(struct table *t);

/* Marks a row for the sake of one of its cells: it is shown with a sign. */
void table_flag(struct table *t, size_t row, size_t column);
bool table_flagged(const struct table *t, size_t row);
bool table_flagged_cell(const struct table *t, size_t row, size_t column);
bool table_has_flags(const struct table *t);

/* Sums the money and the counts, but for columns whose sum says nothing (a running balance, a
 * mean). Returns NULL, or what is wrong, and in *column with which column. */
const char *table_add_up(struct table *t, const char **column);
struct slice table_total(const struct table *t, size_t column); /* empty: none */
bool table_added_up(const struct table *t);

/* Appends a cell as people read it: thousands are set off in numbers. */
void table_show(struct buffer *b, struct slice cell, enum cell type);

/* Appends s with what is not harmless replaced: for titles and the like. */
void table_harmless(struct buffer *b, struct slice s);

/* Zero-initialised: everything as wide as it needs, no title, no pages. */
struct table_layout {
    const char *title; /* a line above; NULL: none */
    size_t width;      /* text beyond so many columns of the terminal is cut with an ellipsis */
    size_t lines;      /* lines a page, each page with headings and its number; 0: no pages */
};

/* Appends the table as aligned text: numbers to the right, headings and totals ruled, columns two
 * blanks apart, no blanks at the ends of lines. how may be NULL. */
void table_text(const struct table *t, const struct table_layout *how, struct buffer *out);

#endif
