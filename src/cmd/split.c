/*
 * till-split: records cut into parts by the value of a column, so that what can be told of each
 * account alone can be worked out side by side. A record goes to its part as it stands; the parts
 * have all of them, each once, in their order.
 */
#include "cli.h"
#include "cli_confine.h"
#include "emit_csv.h"
#include "faults.h"
#include "parts.h"

#include <string.h>

static struct {
    int parts;
    const char *key, *prefix;
} options = { .key = "account" };

static const struct option_spec specs[] = {
    { 'n', "parts", OPTION_COUNT | OPTION_NEEDED, &options.parts, "COUNT",
      "needed: so many parts, at most 999" },
    { 'o', "prefix", OPTION_TEXT | OPTION_NEEDED, &options.prefix, "PREFIX",
      "needed: write them to PREFIX01.csv, PREFIX02.csv ..." },
    { 'k', "key", OPTION_TEXT, &options.key, "COLUMN",
      "records alike in it stay together (default account)" },
    { 0, NULL, OPTION_FLAG, NULL, NULL, NULL },
};

static const struct program program = {
    .name = "till-split",
    .operands = "[records...]",
    .about = "Cuts records by account into parts that can be worked on side by side.",
    .options = specs,
    .uses = USES_INPUT | READS_LEDGER | USES_FORM | WRITES_LEDGER,
};

/* The columns of the parts: those of the first file in their order, then what other files add. */
struct layout {
    int *slot;
    size_t n, cap;
    int key;          /* a slot, or -1 */
    const char *file; /* the one at hand */
    bool straight;    /* whether its records stand as the parts have them */
    struct buffer line;
};

static struct layout
read_columns(const struct rows *in)
{
    struct layout l = { .key = -1 };
    const char *name;
    int slot;

    for (size_t i = 0; (name = rows_column(in, i, &slot)); i++) {
        l.slot = mem_room(l.slot, l.n, &l.cap, sizeof *l.slot);
        l.slot[l.n++] = slot;
        if (strcmp(name, options.key) == 0)
            l.key = slot;
        if (i > 0)
            buffer_add(&l.line, ",", 1);
        emit_csv_field(&l.line, slice_of(name));
    }
    if (l.key < 0)
        cli_die("--key: no input has a column \"%s\"", options.key);
    return l;
}

/* Each file has a header of its own. */
static void
begin_file(struct layout *l, const struct row *row)
{
    l->file = row->file;
    l->straight = row->cells == l->n;
    if (row->slot[l->key] >= row->cells)
        cli_die("%s: has no column \"%s\"", faults_file(row->file), options.key);
    for (size_t i = 0; i < l->n; i++)
        l->straight = l->straight && row->slot[l->slot[i]] == i;
}

/* The record at hand as a line: its own bytes wherever they are in order. */
static struct slice
compose(struct layout *l, const struct row *row)
{
    if (l->straight)
        return row->raw;
    l->line.n = 0;
    for (size_t i = 0; i < l->n; i++) {
        if (i > 0)
            buffer_add(&l->line, ",", 1);
        emit_csv_field(&l->line, row_get(row, l->slot[i]));
    }
    return (struct slice){ l->line.p, l->line.n };
}

static void
cut(struct rows *in, size_t n)
{
    struct layout l = read_columns(in);
    const char *why, *name;
    struct row row;

    if ((why = parts_open(options.prefix, n, &name)))
        cli_die("%s: %s", name, why);
    parts_head((struct slice){ l.line.p, l.line.n });
    while (cli_next(in, &row)) {
        if (row.file != l.file)
            begin_file(&l, &row);
        if (!parts_add(parts_of(row_get(&row, l.key), n), compose(&l, &row)))
            break;
    }
    rows_free(in);
    cli_checked();
    if ((why = parts_close(&name)))
        cli_die("%s: %s", name, why);
}

static void
print_parts(size_t n)
{
    struct emit *out = cli_emit();

    emit_column(out, "file", CELL_TEXT);
    emit_column(out, "records", CELL_COUNT);
    for (size_t i = 0; i < n; i++) {
        emit_string(out, parts_name(i));
        emit_count(out, parts_records(i));
        emit_end(out);
    }
}

int
main(int argc, char **argv)
{
    char **files = cli_begin(argc, argv, &program);
    const char *why;

    if (options.parts == 0)
        cli_die("option -n is missing: into how many parts?");
    if (options.parts > PARTS_MOST)
        cli_die("--parts: \"%d\" is more than %d", options.parts, PARTS_MOST);
    if (!options.prefix)
        cli_die("option -o is missing: what do the parts' names begin with?");
    cli_confine_to(options.prefix);
    cut(cli_rows(files, NULL, 0, &cli_sealed), (size_t)options.parts);
    print_parts((size_t)options.parts);
    if ((why = cli_close()))
        cli_die("standard output: %s", why);
    parts_keep();
    cli_end(0);
}
