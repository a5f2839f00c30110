/*
 * till-import: foreign text becomes records, by a column map.
 *
 * The header of a file is read here and not by rows: a foreign one may have names twice and more
 * above it, and what is wrong with it is never set aside.
 */
#include "cli.h"
#include "faults.h"
#include "input.h"
#include "map.h"

#include <stdlib.h>

static const char *map_path;

static const struct option_spec options[] = {
    { 'm', "map", OPTION_TEXT | OPTION_NEEDED, &map_path, "MAP", "needed: the column map (till-map(5))" },
    { 0 },
};

static const struct program program = { "till-import", "[file...]",
                                        "Makes records of foreign CSV or fixed-width text, by a column map.",
                                        options, USES_INPUT | USES_FORM };

/* A record that waits until it is known to be no trailer. */
struct waiting {
    struct row row;
    uint64_t number;
    bool bad; /* it was none, and has been reported */
    struct buffer bytes;
    struct slice *cell;
    size_t cap;
};

static void
bad_map(const char *path, const struct map_fault *f)
{
    struct row row = { .file = path, .line = f->line, .strict = true };

    cli_bad(&row, f->column, f->value, f->phrase);
}

static struct map *
read_map(const char *path)
{
    struct rows *in = cli_side(&path, 1, map_want, MAP_FIELDS, &(struct rows_form){ 0 });
    struct map *m = map_new();
    struct map_fault f;
    struct row row;

    while (cli_next(in, &row)) {
        struct slice field[MAP_FIELDS];
        for (int i = 0; i < MAP_FIELDS; i++)
            field[i] = row_get(&row, i);
        if (!map_add(m, field, row.line, &f))
            bad_map(path, &f);
    }
    if (faults_told() == 0 && !map_check(m, &f))
        bad_map(path, &f);
    rows_free(in);
    if (faults_told() == 0 && !input_knows_charset(map_layout(m)->charset))
        cli_die("%s: :charset: \"%s\" is not known here", path, map_layout(m)->charset);
    cli_checked();
    return m;
}

/* How rows reads the files: always without a header, for that is ours. */
static struct rows_form
form_of(const struct map_layout *l)
{
    struct rows_form form = { .foreign = true, .bare = true, .fixed = l->fixed, .delimiter = l->delimiter };

    form.header = l->headed ? l->header : l->header + 1;
    form.charset = l->charset;
    return form;
}

static void
report(const struct fault *f, bool strict)
{
    if (faults_report(f, strict) >= FAULTS_MOST)
        cli_die("stopped after %d errors", FAULTS_MOST);
}

/* Reads the header of a file and finds the map's columns in it. */
static bool
read_header(struct map *m, struct rows *in, const char *path)
{
    struct fault f = { .file = path, .phrase = "is empty: it has no header" };
    struct map_fault missing;
    struct row row;
    size_t from = 0;
    bool good = true;

    if (rows_next(in, &row, &f) != ROWS_ROW) {
        report(&f, true);
        return false;
    }
    row.strict = true;
    while (!map_bind(m, row.cell, row.cells, &from, &missing)) {
        cli_bad(&row, missing.column, missing.value, missing.phrase);
        good = false;
    }
    return good;
}

static void
emit_record(struct emit *out, const struct map *m)
{
    for (size_t i = 0; i < map_columns(m); i++) {
        const struct map_value *v = map_value(m, i);
        if (v->kind == MAP_AMOUNT)
            emit_money_or_empty(out, v->amount, v->there);
        else if (v->kind == MAP_DATE)
            emit_date(out, v->date);
        else
            emit_text(out, v->text);
    }
    emit_end(out);
}

static void
import_row(struct emit *out, struct map *m, const struct row *row, uint64_t number)
{
    const struct map_layout *l = map_layout(m);
    struct map_fault f;

    if (number < l->from || number > l->to)
        return;
    switch (map_read(m, row->cell, row->cells, &f)) {
    case MAP_TAKEN:
        emit_record(out, m);
        break;
    case MAP_BAD:
        cli_bad(row, f.column, f.value, f.phrase);
        break;
    default:
        break;
    }
}

static struct slice
keep(struct buffer *b, struct slice s)
{
    struct slice kept = { b->p + b->n, s.n };

    buffer_add(b, s.p, s.n);
    return kept;
}

/* Copies a row, for the one from rows is borrowed. */
static void
wait(struct waiting *w, const struct row *row, uint64_t number, bool bad)
{
    size_t bytes = row->raw.n + 1;

    w->number = number;
    w->bad = bad;
    if (bad)
        return;
    for (size_t i = 0; i < row->cells; i++)
        bytes += row->cell[i].n;
    w->bytes.n = 0;
    buffer_reserve(&w->bytes, bytes); /* so that it stays where it is */
    if (row->cells > w->cap)
        w->cell = mem_grow(w->cell, w->cap = row->cells, sizeof *w->cell);
    w->row = *row;
    for (size_t i = 0; i < row->cells; i++)
        w->cell[i] = keep(&w->bytes, row->cell[i]);
    w->row.cell = w->cell;
    w->row.raw = keep(&w->bytes, row->raw);
}

/* The records of a file behind its header. The last ones, as many as the trailer has, wait until
 * the next has come; a record that could not be read counts as one. */
static void
import_records(struct emit *out, struct map *m, struct rows *in, const char *path)
{
    static struct waiting waiting[MAP_TRAILER];
    uint64_t trailer = map_layout(m)->trailer, number = 0;
    enum rows_result got;
    struct fault f;
    struct row row;

    while ((got = rows_next(in, &row, &f)) != ROWS_END) {
        struct waiting *w = &waiting[trailer ? number % trailer : 0];
        if (got == ROWS_FAULT)
            report(&f, false);
        if (trailer > 0 && number >= trailer && !w->bad)
            import_row(out, m, &w->row, w->number);
        number++;
        if (trailer > 0)
            wait(w, &row, number, got == ROWS_FAULT);
        else if (got == ROWS_ROW)
            import_row(out, m, &row, number);
    }
    if (number < trailer)
        report(&(struct fault){ .file = path, .phrase = "has fewer records than its trailer" }, true);
}

static struct emit *
begin_output(const struct map *m)
{
    struct emit *out = cli_emit();

    for (size_t i = 0; i < map_columns(m); i++)
        emit_column(out, map_value(m, i)->name, map_value(m, i)->kind == MAP_AMOUNT ? CELL_MONEY : CELL_TEXT);
    return out;
}

/* The files, each opened before the first is read. A ledger of TILL_BOOK is nothing foreign, so
 * without files it is standard input. */
static void
import_files(struct emit *out, struct map *m, char **files)
{
    static char *standard_input[] = { "-", NULL };
    struct rows_form form = form_of(map_layout(m));
    struct rows **in = NULL;
    size_t n = 0, cap = 0;

    if (!*files)
        files = standard_input;
    for (; files[n]; n++) {
        in = mem_room(in, n, &cap, sizeof *in);
        in[n] = cli_rows((char *[]){ files[n], NULL }, NULL, 0, &form);
    }
    for (size_t i = 0; i < n; i++) {
        if (!map_layout(m)->headed || read_header(m, in[i], files[i]))
            import_records(out, m, in[i], files[i]);
        rows_free(in[i]);
    }
    free(in);
}

int
main(int argc, char **argv)
{
    char **files = cli_begin(argc, argv, &program);
    struct emit *out;
    struct map *m;

    if (!map_path)
        cli_die("option -m is missing: the column map");
    m = read_map(map_path);
    out = begin_output(m);
    import_files(out, m, files);
    cli_checked();
    map_free(m);
    cli_end(0);
}
