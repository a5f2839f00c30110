/* till-print: any records in, a text table, a Markdown table, an HTML page or an SVG chart out.
 * The records are read whole first, for widths, totals and scales need all of them. */
#include "chart.h"
#include "cli.h"
#include "input.h"
#include "paper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TO_TEXT, TO_HTML, TO_MARKDOWN, TO_SVG };
enum { CHART_NONE = -1 };

static struct {
    int to, chart, lines, width;
    const char *title, *empty;
    struct list columns, flags, sign;
    bool totals, fields, part, wrap;
    money tolerance;
} options = { .to = TO_TEXT, .chart = CHART_NONE, .empty = "none" };

static const struct option_spec specs[] = {
    { 'T', "to", OPTION_CHOICE, &options.to, "text|html|md|svg", "what to make (default text)" },
    { 't', "title", OPTION_TEXT, &options.title, "TEXT", "heading of the table, page or chart" },
    { 'c', "columns", OPTION_SPLIT, &options.columns, "COLUMNS", "print these columns in this order" },
    { 's', "totals", OPTION_FLAG, &options.totals, NULL, "a last row with the sums" },
    { 'f', "flag", OPTION_LIST, &options.flags, "COLUMN=VALUE", "put a sign on records with that value" },
    { 0, "fields", OPTION_FLAG, &options.fields, NULL, "a line a field instead of a line a record" },
    { 'e', "empty", OPTION_TEXT, &options.empty, "TEXT", "what to say without records (default none)" },
    { 0, "sign", OPTION_SPLIT, &options.sign, "NAMES", "a line for the signature of each" },
    { 'l', "lines", OPTION_COUNT, &options.lines, "N", "text in pages of N lines" },
    { 'w', "width", OPTION_COUNT, &options.width, "N", "cut text beyond N columns (text only)" },
    { 0, "chart", OPTION_CHOICE, &options.chart, "bars|stacked|trend", "draw a chart (SVG and HTML)" },
    { 0, "tolerance", OPTION_MONEY, &options.tolerance, "AMOUNT", "the band of a trend (default 0.00)" },
    { 0, "part", OPTION_FLAG, &options.part, NULL, "make a part of a page, for --wrap" },
    { 0, "wrap", OPTION_FLAG, &options.wrap, NULL, "make a page of parts" },
    { 0, NULL, OPTION_FLAG, NULL, NULL, NULL },
};

static const struct program program = {
    .name = "till-print",
    .operands = "[records...]",
    .about = "Prints any records as a text table, a Markdown table, an HTML page or an SVG chart.",
    .options = specs,
    .uses = USES_INPUT | READS_LEDGER,
};

static const struct paper *
paper(void)
{
    static const struct paper *const papers[] = { &paper_text, &paper_html, &paper_markdown, &paper_html };

    return papers[options.to];
}

/* Each is asked of the stream by its name, where a '?' before it would mean that it may be missing, and is
 * then the slot of its place: so none may stand twice. */
static void
check_columns(void)
{
    for (size_t i = 0; i < options.columns.n; i++) {
        const char *name = options.columns.word[i];
        if (name[0] == '?')
            cli_die("--columns: \"%s\" begins with a question mark, as no column here does", name);
        for (size_t k = 0; k < i; k++)
            if (strcmp(options.columns.word[k], name) == 0)
                cli_die("--columns: \"%s\" stands twice", name);
    }
}

/* The columns to print; those asked for are the stream's first slots, and all there are. */
static size_t
name_columns(struct table *t, const struct rows *r, int **slots)
{
    size_t n = options.columns.n > 0 ? options.columns.n : rows_columns(r);

    *slots = mem_alloc(n * sizeof **slots);
    for (size_t i = 0; i < n; i++) {
        (*slots)[i] = (int)i;
        table_column(t, options.columns.n > 0 ? options.columns.word[i] : rows_column(r, i, &(*slots)[i]),
                     CELL_TEXT);
    }
    return n;
}

/* A ledger is read up to its last seal, as everywhere. */
static struct table *
read_table(char **files)
{
    struct rows *r = cli_rows(files, options.columns.word, options.columns.n, &cli_sealed);
    struct table *t = table_new();
    struct row row;
    int *slots;
    size_t n = name_columns(t, r, &slots);

    while (cli_next(r, &row))
        for (size_t i = 0; i < n; i++)
            table_cell(t, row_get(&row, slots[i]));
    cli_checked();
    free(slots);
    rows_free(r);
    table_guess(t);
    return t;
}

static size_t
find_column(const struct table *t, struct slice name)
{
    for (size_t i = 0; i < table_columns(t); i++)
        if (slice_is(name, table_name(t, i)))
            return i;
    cli_die("--flag: no column \"%.*s\" is printed", (int)name.n, name.p);
}

/* Signs the records asked for; says what the sign means in words. */
static void
flag_rows(struct table *t, struct buffer *mark)
{
    for (size_t f = 0; f < options.flags.n; f++) {
        struct slice value = slice_of(options.flags.word[f]), name;
        size_t column;

        slice_cut(&value, '=', &name);
        if (!value.p)
            cli_die("--flag: \"%s\" is not COLUMN=VALUE", options.flags.word[f]);
        column = find_column(t, name);
        for (size_t row = 0; row < table_rows(t); row++)
            if (!table_flagged(t, row) && slice_equal(table_get(t, row, column), value))
                table_flag(t, row, column);
        if (f > 0)
            buffer_add(mark, ", or ", 5);
        buffer_add(mark, name.p, name.n);
        buffer_add(mark, value.n > 0 ? " is " : " is empty", value.n > 0 ? 4 : 9);
        buffer_add(mark, value.p, value.n);
    }
    buffer_add(mark, "", 1);
}

static void
draw(const struct table *t, struct buffer *svg)
{
    struct chart form = { (enum chart_kind)options.chart, options.title, options.tolerance, options.empty,
                          options.to == TO_SVG && !options.part };
    const char *phrase = chart_svg(svg, t, &form);

    if (phrase)
        cli_die("--chart: the table %s", phrase);
}

static void
print(struct buffer *out, struct table *t)
{
    struct buffer svg = { 0 }, mark = { 0 };
    const char *column, *phrase = options.totals ? table_add_up(t, &column) : NULL;
    struct part p = { .title = options.title,
                      .table = t,
                      .layout = { NULL, (size_t)options.width, (size_t)options.lines },
                      .fields = options.fields,
                      .empty = options.empty,
                      .figure_only = options.to == TO_SVG,
                      .sign = options.sign.word,
                      .signs = options.sign.n };

    if (phrase)
        cli_die("%s: %s", column, phrase);
    flag_rows(t, &mark);
    p.mark = mark.p;
    if (options.chart != CHART_NONE && (options.to == TO_HTML || options.to == TO_SVG))
        draw(t, &svg);
    p.figure = (struct slice){ svg.p, svg.n };
    if (options.to == TO_SVG && !options.part)
        buffer_add(out, svg.p, svg.n);
    else if (options.part)
        paper()->part(out, &p);
    else
        paper()->whole(out, &p);
    buffer_free(&svg);
    buffer_free(&mark);
}

static struct slice
read_file(const char *path, struct buffer *b)
{
    const char *why = NULL;
    struct input *in = input_open(path, NULL, &why);
    ssize_t n = -1;

    b->n = 0;
    while (in) {
        buffer_reserve(b, 65536);
        n = input_read(in, b->p + b->n, 65536, &why);
        if (n <= 0)
            break;
        b->n += (size_t)n;
    }
    if (!in || n < 0)
        cli_die("%s: %s", path, why);
    input_close(in);
    return (struct slice){ b->p, b->n };
}

static void
wrap(struct buffer *out, char **files)
{
    static char *const standard_input[] = { "-", NULL };
    struct buffer part = { 0 };

    paper()->begin(out, options.title);
    for (char *const *file = *files ? files : standard_input; *file; file++) {
        const char *phrase = paper()->bind(out, read_file(*file, &part));
        if (phrase)
            cli_die("%s: %s", *file, phrase);
    }
    paper()->end(out);
    buffer_free(&part);
}

int
main(int argc, char **argv)
{
    char **files = cli_begin(argc, argv, &program);
    struct buffer out = { 0 };

    if (options.to == TO_SVG && (options.chart == CHART_NONE || options.wrap))
        cli_die(options.wrap ? "--wrap makes no SVG" : "-T svg needs a --chart");
    if (options.fields && options.totals)
        cli_die("--totals needs a table, not --fields");
    check_columns();
    if (options.wrap) {
        wrap(&out, files);
    } else {
        struct table *t = read_table(files);
        print(&out, t);
        table_free(t);
    }
    fwrite(out.p, 1, out.n, stdout);
    buffer_free(&out);
    cli_end(0);
}
