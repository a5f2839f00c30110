#include "emit.h"

#include "output.h"
#include "table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FLUSH 65536
#define SPILL (16u << 20)

struct column {
    char *name;
    enum cell type;
};

struct emit {
    int fd;
    enum form form;
    bool held, started;
    struct column *column;
    size_t columns, cap, at; /* at: the column of the next cell */
    size_t records;
    struct buffer b;
    FILE *spill; /* what is held beyond SPILL bytes */
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

static const char no_spill[] = "can't be held in a temporary file until it is whole";

/* What is held goes to a file without a name once it is large, so memory stays small. */
static void
spill(struct emit *e)
{
    if (!e->spill)
        e->spill = tmpfile();
    if (!e->spill || fwrite(e->b.p, 1, e->b.n, e->spill) != e->b.n)
        e->fault = e->fault ? e->fault : no_spill;
    e->b.n = 0;
}

static void
relieve(struct emit *e)
{
    if (e->held && e->b.n >= SPILL) {
        spill(e);
    } else if (!e->held && e->b.n >= FLUSH) {
        write_all(e, e->b.p, e->b.n);
        e->b.n = 0;
    }
}

void
emit_csv_field(struct buffer *b, struct slice s)
{
    bool quote = false;

    for (size_t i = 0; i < s.n && !quote; i++)
        quote = s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
    if (!quote) {
        buffer_add(b, s.p, s.n);
        return;
    }
    buffer_add(b, "\"", 1);
    for (size_t i = 0; i < s.n; i++)
        buffer_add(b, s.p[i] == '"' ? "\"\"" : s.p + i, s.p[i] == '"' ? 2 : 1);
    buffer_add(b, "\"", 1);
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
        buffer_add(&e->b, "[", 1);
    for (size_t i = 0; i < e->columns && e->form != FORM_JSON; i++) {
        if (i > 0)
            buffer_add(&e->b, e->form == FORM_TSV ? "\t" : ",", 1);
        if (e->form == FORM_CSV)
            emit_csv_field(&e->b, slice_of(e->column[i].name));
        else /* a TSV has no quotes, in its header neither */
            buffer_add(&e->b, e->column[i].name, strlen(e->column[i].name));
    }
    if (e->form != FORM_JSON)
        buffer_add(&e->b, "\n", 1);
}

/* What stands before a cell. */
static void
before_cell(struct emit *e)
{
    if (!e->started)
        start(e);
    if (e->form != FORM_JSON) {
        if (e->at > 0)
            buffer_add(&e->b, e->form == FORM_TSV ? "\t" : ",", 1);
        return;
    }
    if (e->at == 0)
        buffer_add(&e->b, e->records > 0 ? ",\n{" : "\n{", e->records > 0 ? 3 : 2);
    else
        buffer_add(&e->b, ",", 1);
    json_string(&e->b, slice_of(e->column[e->at].name));
    buffer_add(&e->b, ":", 1);
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
            buffer_add(&e->b, "null", 4);
        else if (e->form == FORM_JSON && !number)
            json_string(&e->b, s);
        else if (e->form == FORM_CSV && s.n == 0 && e->columns == 1)
            buffer_add(&e->b, "\"\"", 2); /* a blank line would be no record */
        else if (e->form == FORM_CSV)
            emit_csv_field(&e->b, s);
        else
            buffer_add(&e->b, s.p, s.n);
    }
    e->at++;
}

void
emit_text(struct emit *e, struct slice s)
{
    cell(e, s, false);
}

void
emit_string(struct emit *e, const char *s)
{
    cell(e, slice_of(s), false);
}

void
emit_money(struct emit *e, money m)
{
    char text[MONEY_TEXT];

    if (!money_fits(m) && !e->fault)
        e->fault = "a sum is beyond 999,999,999,999.99";
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
    char text[24];

    cell(e, (struct slice){ text, (size_t)snprintf(text, sizeof text, "%lld", (long long)n) }, true);
}

void
emit_date(struct emit *e, date d)
{
    char text[DATE_TEXT];

    cell(e, (struct slice){ text, d == DATE_NONE ? 0 : date_format(text, d) }, false);
}

void
emit_end(struct emit *e)
{
    if (e->form == FORM_JSON)
        buffer_add(&e->b, "}", 1);
    else if (e->form != FORM_TABLE)
        buffer_add(&e->b, "\n", 1);
    e->at = 0;
    e->records++;
    relieve(e);
}

static void
finish(struct emit *e)
{
    if (e->form == FORM_TABLE) {
        table_text(e->table, NULL, &e->b);
        return;
    }
    if (!e->started)
        start(e);
    if (e->form == FORM_JSON)
        buffer_add(&e->b, e->records > 0 ? "\n]\n" : "]\n", e->records > 0 ? 3 : 2);
}

static void
write_spilled(struct emit *e)
{
    size_t n;
    char *block = mem_alloc(FLUSH);

    if (fflush(e->spill) != 0 || fseek(e->spill, 0, SEEK_SET) != 0)
        e->fault = no_spill;
    while (!e->fault && (n = fread(block, 1, FLUSH, e->spill)) > 0)
        write_all(e, block, n);
    if (ferror(e->spill) && !e->fault)
        e->fault = "what was held can't be read back";
    free(block);
}

const char *
emit_close(struct emit *e, bool good)
{
    const char *fault;

    if (good && !e->fault) {
        finish(e);
        if (e->spill)
            write_spilled(e);
        write_all(e, e->b.p, e->b.n);
    }
    fault = e->fault;
    if (e->spill)
        fclose(e->spill);
    if (e->table)
        table_free(e->table);
    for (size_t i = 0; i < e->columns; i++)
        free(e->column[i].name);
    free(e->column);
    buffer_free(&e->b);
    free(e);
    return fault;
}
