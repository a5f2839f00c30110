/* Owns the cells of a table and what is known of its columns: types, marks, totals. All text lies
 * in one buffer, and a cell is known by where it ends: hundreds of thousands of rows cost their
 * bytes and one number a cell. */
#include "table.h"

#include "text.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct column {
    const char *name;
    enum cell type;
    struct slice total;
};

struct table {
    struct arena arena; /* names and totals */
    struct column *column;
    size_t columns, columns_cap;
    struct buffer text;
    size_t *end; /* where each cell's text ends */
    size_t cells, cells_cap;
    size_t *flag; /* of each row as far as one is marked: the column behind the marked cell, or 0 */
    size_t flags, flags_cap;
    bool added_up;
};

struct table *
table_new(void)
{
    return mem_alloc(sizeof(struct table));
}

void
table_free(struct table *t)
{
    if (!t)
        return;
    arena_free(&t->arena);
    buffer_free(&t->text);
    free(t->column);
    free(t->end);
    free(t->flag);
    free(t);
}

/* One code point at a time, each as it stands or as U+FFFD. */
void
table_harmless(struct buffer *b, struct slice s)
{
    if (!text_check(s)) {
        buffer_add(b, s.p, s.n);
        return;
    }
    while (s.n > 0) {
        struct slice one = s;
        text_next(&s);
        one.n -= s.n;
        if (text_check(one))
            one = slice_of("\xef\xbf\xbd");
        buffer_add(b, one.p, one.n);
    }
}

void
table_column(struct table *t, const char *name, enum cell type)
{
    struct buffer b = { 0 };

    assert(t->cells == 0);
    t->column = mem_room(t->column, t->columns, &t->columns_cap, sizeof *t->column);
    table_harmless(&b, slice_of(name));
    t->column[t->columns++] =
        (struct column){ arena_copy(&t->arena, (struct slice){ b.p, b.n }).p, type, { NULL, 0 } };
    buffer_free(&b);
}

void
table_cell(struct table *t, struct slice s)
{
    assert(t->columns > 0);
    t->end = mem_room(t->end, t->cells, &t->cells_cap, sizeof *t->end);
    table_harmless(&t->text, s);
    t->end[t->cells++] = t->text.n;
}

size_t
table_columns(const struct table *t)
{
    return t->columns;
}

size_t
table_rows(const struct table *t)
{
    return t->columns ? t->cells / t->columns : 0;
}

const char *
table_name(const struct table *t, size_t column)
{
    return t->column[column].name;
}

enum cell
table_type(const struct table *t, size_t column)
{
    return t->column[column].type;
}

struct slice
table_get(const struct table *t, size_t row, size_t column)
{
    size_t i = row * t->columns + column;
    size_t from = i > 0 ? t->end[i - 1] : 0;

    assert(i < t->cells);
    if (t->end[i] == from)
        return (struct slice){ "", 0 };
    return (struct slice){ t->text.p + from, t->end[i] - from };
}

void
table_flag(struct table *t, size_t row, size_t column)
{
    while (t->flags <= row) {
        t->flag = mem_room(t->flag, t->flags, &t->flags_cap, sizeof *t->flag);
        t->flag[t->flags++] = 0;
    }
    t->flag[row] = column + 1;
}

bool
table_flagged(const struct table *t, size_t row)
{
    return row < t->flags && t->flag[row] > 0;
}

bool
table_flagged_cell(const struct table *t, size_t row, size_t column)
{
    return row < t->flags && t->flag[row] == column + 1;
}

bool
table_has_flags(const struct table *t)
{
    return t->flags > 0;
}

static bool
is_one_of(const char *name, const char *const *names)
{
    while (*names && strcmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

static const char *
count_parse(struct slice s, int64_t *out)
{
    size_t i = s.n > 0 && s.p[0] == '-';
    int64_t n = 0;

    if (i == s.n || s.n - i > 18)
        return "is not a count";
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return "is not a count";
        n = n * 10 + (s.p[i] - '0');
    }
    *out = s.p[0] == '-' ? -n : n;
    return NULL;
}

/* The values decide whether a column is money, but for counts the name has to: an account number,
 * a ZIP code and a till's number are all digits and must stay as they are. */
static enum cell
guess(const struct table *t, size_t column)
{
    static const char *const counts[] = { "count",    "quantity", "seq",   "entries", "receipts", "records",
                                          "accounts", "items",    "lines", "days",    NULL };
    bool count = is_one_of(t->column[column].name, counts), is_money = true;
    size_t values = 0;

    for (size_t row = 0; row < table_rows(t) && (count || is_money); row++) {
        struct slice s = table_get(t, row, column);
        money m;
        int64_t n;

        if (s.n == 0)
            continue;
        values++;
        is_money = is_money && s.n > 3 && s.p[s.n - 3] == '.' && !money_parse(s.p, s.n, &m);
        count = count && !count_parse(s, &n);
    }
    if (values == 0)
        return CELL_TEXT;
    return is_money ? CELL_MONEY : count ? CELL_COUNT : CELL_TEXT;
}

void
table_guess(struct table *t)
{
    for (size_t column = 0; column < t->columns; column++)
        t->column[column].type = guess(t, column);
}

static bool
has_sum(const struct column *c)
{
    static const char *const no_sum[] = {
        "balance", "denomination", "days", "max", "mean", "min", "seq", NULL
    };

    return c->type != CELL_TEXT && !is_one_of(c->name, no_sum);
}

static const char *
add_cell(struct slice s, enum cell type, int64_t *sum)
{
    int64_t n = 0;
    const char *phrase = NULL;

    if (s.n > 0)
        phrase = type == CELL_MONEY ? money_parse(s.p, s.n, &n) : count_parse(s, &n);
    if (!phrase && !money_add(*sum, n, sum))
        phrase = "has a sum beyond 64 bits";
    return phrase;
}

static const char *
add_up(struct table *t, size_t column)
{
    struct column *c = &t->column[column];
    int64_t sum = 0;
    char digits[MONEY_TEXT];
    size_t n;

    for (size_t row = 0; row < table_rows(t); row++) {
        const char *phrase = add_cell(table_get(t, row, column), c->type, &sum);
        if (phrase)
            return phrase;
    }
    if (!money_fits(sum))
        return "has a sum beyond 999,999,999,999.99";
    /* A count is written as an amount of so many dollars less its cents: one formatter for both. */
    n = money_format(digits, c->type == CELL_MONEY ? sum : sum * 100);
    c->total = arena_copy(&t->arena, (struct slice){ digits, c->type == CELL_MONEY ? n : n - 3 });
    return NULL;
}

const char *
table_add_up(struct table *t, const char **column)
{
    for (size_t i = 0; i < t->columns; i++) {
        const char *phrase = has_sum(&t->column[i]) ? add_up(t, i) : NULL;
        if (phrase) {
            *column = t->column[i].name;
            return phrase;
        }
    }
    t->added_up = true;
    return NULL;
}

struct slice
table_total(const struct table *t, size_t column)
{
    return t->column[column].total;
}

bool
table_added_up(const struct table *t)
{
    return t->added_up;
}

void
table_show(struct buffer *b, struct slice cell, enum cell type)
{
    size_t first = cell.n > 0 && cell.p[0] == '-', digits = first;

    while (digits < cell.n && cell.p[digits] >= '0' && cell.p[digits] <= '9')
        digits++;
    if (type == CELL_TEXT || digits == first) {
        buffer_add(b, cell.p, cell.n);
        return;
    }
    for (size_t i = 0; i < digits; i++) {
        if (i > first && (digits - i) % 3 == 0)
            buffer_add(b, ",", 1);
        buffer_add(b, cell.p + i, 1);
    }
    buffer_add(b, cell.p + digits, cell.n - digits);
}
