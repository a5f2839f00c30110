/* Owns the text of records on its way out. All of it is written into one buffer, where the cells of CSV
 * and TSV go straight to their place: numbers and dates never need quotes, and text is looked over eight
 * bytes at a time. */
#include "emit.h"

#include "emit_csv.h"
#include "hold.h"
#include "output.h"
#include "table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FLUSH 65536

struct column {
    char *name;
    enum cell type;
};

struct emit {
    int fd;
    enum form form;
    bool held, started;
    char mark; /* between the cells of a record that has begun, in CSV and TSV; else 0 */
    struct column *column;
    size_t columns, cap, at; /* at: the column of the next cell */
    size_t records;
    struct hold out; /* what is not written yet */
    struct table *table;
    const char *fault;
};

struct emit *
emit_open(int fd, enum form form, bool held)
{
    struct emit *e = mem_alloc(sizeof *e);

    e->fd = fd;
    e->form = form;
    e->held = held;
    if (form == FORM_TABLE)
        e->table = table_new();
    return e;
}

void
emit_column(struct emit *e, const char *name, enum cell type)
{
    struct slice s = slice_of(name);
    char *copy = mem_alloc(s.n + 1);

    memcpy(copy, s.p, s.n);
    e->column = mem_room(e->column, e->columns, &e->cap, sizeof *e->column);
    e->column[e->columns++] = (struct column){ copy, type };
    if (e->table)
        table_column(e->table, name, type);
}

static void
write_all(struct emit *e, const char *p, size_t n)
{
    if (!e->fault && !output_write(e->fd, p, n))
        e->fault = strerror(errno);
}

/* Unheld text goes as soon as it is much. */
static void
relieve(struct emit *e)
{
    if (e->held) {
        hold_relieve(&e->out);
    } else if (e->out.b.n >= FLUSH) {
        write_all(e, e->out.b.p, e->out.b.n);
        e->out.b.n = 0;
    }
}

/* RFC 8259; text of records has no control characters, a foreign one may. */
static void
json_string(struct buffer *b, struct slice s)
{
    buffer_add(b, "\"", 1);
    for (size_t i = 0; i < s.n; i++) {
        char escape[8];
        if (s.p[i] == '"' || s.p[i] == '\\') {
            buffer_add(b, "\\", 1);
            buffer_add(b, s.p + i, 1);
        } else if ((unsigned char)s.p[i] < 0x20) {
            buffer_add(b, escape, (size_t)snprintf(escape, sizeof escape, "\\u%04x", (unsigned)s.p[i]));
        } else {
            buffer_add(b, s.p + i, 1);
        }
    }
    buffer_add(b, "\"", 1);
}

static void
start(struct emit *e)
{
    e->started = true;
    if (e->form == FORM_JSON)
        buffer_add(&e->out.b, "[", 1);
    for (size_t i = 0; i < e->columns && e->form != FORM_JSON; i++) {
        if (i > 0)
            buffer_add(&e->out.b, e->form == FORM_TSV ? "\t" : ",", 1);
        if (e->form == FORM_CSV)
            emit_csv_field(&e->out.b, slice_of(e->column[i].name));
        else /* a TSV has no quotes, in its header neither */
            buffer_add(&e->out.b, e->column[i].name, strlen(e->column[i].name));
    }
    if (e->form != FORM_JSON) {
        buffer_add(&e->out.b, "\n", 1);
        e->mark = e->form == FORM_TSV ? '\t' : ',';
    }
}

/* What stands before a cell. */
static void
before_cell(struct emit *e)
{
    if (!e->started)
        start(e);
    if (e->form != FORM_JSON) {
        buffer_add(&e->out.b, &e->mark, e->at > 0);
        return;
    }
    if (e->at == 0)
        buffer_add(&e->out.b, e->records > 0 ? ",\n{" : "\n{", e->records > 0 ? 3 : 2);
    else
        buffer_add(&e->out.b, ",", 1);
    json_string(&e->out.b, slice_of(e->column[e->at].name));
    buffer_add(&e->out.b, ":", 1);
}

/* Numbers stand in JSON as they are: exact decimal text. */
static void
cell(struct emit *e, struct slice s, bool number)
{
    if (e->form == FORM_TABLE) {
        table_cell(e->table, s);
    } else {
        before_cell(e);
        if (e->form == FORM_JSON && number && s.n == 0)
            buffer_add(&e->out.b, "null", 4);
        else if (e->form == FORM_JSON && !number)
            json_string(&e->out.b, s);
        else if (e->form == FORM_CSV && s.n == 0 && e->columns == 1)
            buffer_add(&e->out.b, "\"\"", 2); /* a blank line would be no record */
        else if (e->form == FORM_CSV)
            emit_csv_field(&e->out.b, s);
        else
            buffer_add(&e->out.b, s.p, s.n);
    }
    e->at++;
}

/* Where the next cell's text goes, room for n bytes, in a form whose cells stand as they are once the
 * first record has begun; else NULL. end_cell says how far it went. */
static char *
begin_cell(struct emit *e, size_t n)
{
    struct buffer *b = &e->out.b;

    if (!e->mark)
        return NULL;
    if (b->cap - b->n <= n)
        buffer_reserve(b, n + 1);
    b->p[b->n] = e->mark;
    b->n += e->at > 0;
    return b->p + b->n;
}

static void
end_cell(struct emit *e, size_t n)
{
    e->out.b.n += n;
    e->at++;
}

/* Most texts are a word at most, in a CSV that has begun: this is told by its mark. False: s is none that
 * goes as it is. */
static inline bool
emit_word(struct emit *e, struct slice s)
{
    struct buffer *b = &e->out.b;
    uint64_t word;
    char *p;

    if (s.n >= CSV_WORD || e->mark != ',' || e->columns == 1 || b->cap - b->n <= CSV_WORD)
        return false;
    word = load_bytes(s.p, s.n);
    if (csv_is_suspect(word | UINT64_MAX << 8 * s.n))
        return false;
    p = b->p + b->n;
    *p = ',';
    p += e->at > 0;
    load_back(p, word);
    b->n = (size_t)(p - b->p) + s.n;
    e->at++;
    return true;
}

void
emit_text(struct emit *e, struct slice s)
{
    char *p;

    if (emit_word(e, s))
        return;
    p = e->form == FORM_CSV && (s.n > 0 || e->columns > 1) ? begin_cell(e, s.n + CSV_WORD) : NULL;
    if (!p) {
        cell(e, s, false);
    } else if (csv_copy(p, s) && csv_needs_quotes(s)) {
        csv_put_quoted(&e->out.b, s);
        end_cell(e, 0);
    } else {
        end_cell(e, s.n);
    }
}

void
emit_string(struct emit *e, const char *s)
{
    emit_text(e, slice_of(s));
}

void
emit_money(struct emit *e, money m)
{
    char text[MONEY_TEXT], *p = begin_cell(e, MONEY_TEXT);

    if (!money_fits(m) && !e->fault)
        e->fault = "a sum is beyond 999,999,999,999.99";
    if (p)
        end_cell(e, money_format(p, m));
    else
        cell(e, (struct slice){ text, money_format(text, m) }, true);
}

void
emit_money_or_empty(struct emit *e, money m, bool there)
{
    if (there)
        emit_money(e, m);
    else
        cell(e, slice_of(""), true);
}

void
emit_count(struct emit *e, int64_t n)
{
    char text[MONEY_TEXT], *p = begin_cell(e, MONEY_TEXT);

    if (p)
        end_cell(e, count_format(p, n));
    else
        cell(e, (struct slice){ text, count_format(text, n) }, true);
}

void
emit_date(struct emit *e, date d)
{
    char text[DATE_TEXT], *p;

    if (d == DATE_NONE)
        emit_text(e, slice_of(""));
    else if ((p = begin_cell(e, DATE_TEXT)))
        end_cell(e, date_format(p, d));
    else
        cell(e, (struct slice){ text, date_format(text, d) }, false);
}

void
emit_end(struct emit *e)
{
    if (e->form == FORM_JSON)
        buffer_add(&e->out.b, "}", 1);
    else if (e->form != FORM_TABLE)
        buffer_add(&e->out.b, "\n", 1);
    e->at = 0;
    e->records++;
    relieve(e);
}

void
emit_release(struct emit *e)
{
    if (!e->out.file && e->out.pieces == 0)
        e->held = false;
}

static void
finish(struct emit *e)
{
    if (e->form == FORM_TABLE) {
        table_text(e->table, NULL, &e->out.b);
        return;
    }
    if (!e->started)
        start(e);
    if (e->form == FORM_JSON)
        buffer_add(&e->out.b, e->records > 0 ? "\n]\n" : "]\n", e->records > 0 ? 3 : 2);
}

static void
write_held(struct emit *e)
{
    struct slice part;

    hold_turn(&e->out);
    while (!e->fault && (part = hold_next(&e->out)).n > 0)
        write_all(e, part.p, part.n);
}

const char *
emit_close(struct emit *e, bool good)
{
    const char *fault;

    if (good && !e->fault && !e->out.fault) {
        finish(e);
        write_held(e);
    }
    fault = e->fault ? e->fault : e->out.fault;
    hold_free(&e->out);
    if (e->table)
        table_free(e->table);
    for (size_t i = 0; i < e->columns; i++)
        free(e->column[i].name);
    free(e->column);
    free(e);
    return fault;
}
