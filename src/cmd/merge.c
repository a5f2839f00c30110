/*
 * till-merge: the results of parts as the result of the whole. Results that are sums by a key are
 * added; with --concat records are kept as they are, those of a key together. Either way the keys
 * come out in byte order, as the programs print them, or with --order as another file has them.
 */
#include "cli.h"
#include "faults.h"
#include "group.h"
#include "sums.h"

#include <stdlib.h>
#include <string.h>

static struct {
    const char *key, *order;
    bool concat, pivot, totals;
} options = { .key = "account" };

static const struct option_spec specs[] = {
    { 'c', "concat", OPTION_FLAG, &options.concat, NULL, "keep records as they are: nothing is added" },
    { 'k', "key", OPTION_TEXT, &options.key, "COLUMNS",
      "what records are added or kept together by (default account)" },
    { 0, "order", OPTION_TEXT, &options.order, "FILE",
      "with --concat: keys in the order in which they stand in FILE" },
    { 0, "pivot", OPTION_FLAG, &options.pivot, NULL, "results of till-report --pivot" },
    { 0, "totals", OPTION_FLAG, &options.totals, NULL, "a last record with the grand totals" },
    { 0, NULL, OPTION_FLAG, NULL, NULL, NULL },
};

static const struct program program = {
    .name = "till-merge",
    .operands = "[results...]",
    .about = "Merges the results of parts into the result of the whole.",
    .options = specs,
    .uses = USES_INPUT | USES_FORM,
};

static struct list key_names; /* of -k, and then in the order of the columns; none: there is no key */

/* The columns of the results, in the order of the first input, and the record at hand. */
struct layout {
    struct sum_column *column;
    struct slice *cell;
    size_t n;
    const char *file; /* of the record */
    size_t input;     /* its number, from 1 */
};

static void
read_key(void)
{
    struct slice rest = slice_of(options.key), part;
    static struct arena arena;

    while (*options.key && slice_cut(&rest, ',', &part)) {
        if (part.n == 0 || part.p[0] == '?')
            cli_die("--key: \"%s\" has a word that is no column's name", options.key);
        list_add(&key_names, arena_copy(&arena, part).p);
    }
}

static bool
is_key(const char *name)
{
    for (size_t i = 0; i < key_names.n; i++)
        if (strcmp(key_names.word[i], name) == 0)
            return true;
    return false;
}

/* The programs sort by the columns of a key as they stand, whatever the order of -k. */
static void
order_key(const struct layout *l)
{
    struct list ordered = { 0 };

    for (size_t i = 0; i < l->n; i++)
        if (l->column[i].key)
            list_add(&ordered, l->column[i].name);
    for (size_t k = 0; k < key_names.n; k++) {
        size_t i = 0;
        while (i < ordered.n && strcmp(ordered.word[i], key_names.word[k]) != 0)
            i++;
        if (i == ordered.n)
            cli_die("--key: no input has a column \"%s\"", key_names.word[k]);
    }
    free(key_names.word);
    key_names = ordered;
}

static struct layout
read_columns(const struct rows *in)
{
    struct layout l = { .n = rows_columns(in) };

    l.column = mem_alloc(l.n * sizeof *l.column);
    l.cell = mem_alloc(l.n * sizeof *l.cell);
    for (size_t i = 0; i < l.n; i++) {
        l.column[i].name = rows_column(in, i, &l.column[i].slot);
        l.column[i].key = is_key(l.column[i].name);
    }
    order_key(&l);
    return l;
}

/* Columns that only some inputs have are values of a pivot, or the inputs are not of one kind. */
static void
begin_input(struct layout *l, const struct row *row)
{
    l->file = row->file;
    l->input++;
    for (size_t i = 0; i < l->n; i++) {
        const struct sum_column *c = &l->column[i];
        bool value = options.pivot && !c->key && strcmp(c->name, "total") != 0;
        if (row->slot[c->slot] >= row->cells && !value)
            cli_die("%s: has no column \"%s\", as another input has", faults_file(row->file), c->name);
    }
}

static bool
next_record(struct rows *in, struct layout *l, struct row *row)
{
    if (!cli_next(in, row))
        return false;
    if (row->file != l->file)
        begin_input(l, row);
    for (size_t i = 0; i < l->n; i++) {
        int slot = l->column[i].slot;
        l->cell[i] = row->slot[slot] < row->cells ? row_get(row, slot) : slice_of("0.00");
    }
    return true;
}

/* Sums. */

/* Where a column of a pivot stands: the key, what stands for the empty value, values, the total. */
static int
rank(const struct sum_column *c)
{
    return c->key ? 0 : strcmp(c->name, "(none)") == 0 ? 1 : strcmp(c->name, "total") == 0 ? 3 : 2;
}

static int
by_place(const void *a, const void *b)
{
    const struct sum_column *x = a, *y = b;

    if (rank(x) != rank(y))
        return rank(x) - rank(y);
    return x->key ? x->slot - y->slot : strcmp(x->name, y->name);
}

/* Each part has a column for each value that it met; all of them, as till-report has them. */
static void
sort_pivot(struct layout *l)
{
    qsort(l->column, l->n, sizeof *l->column, by_place);
    if (rank(&l->column[l->n - 1]) != 3)
        cli_die("--pivot: no input has a column \"total\"");
}

/* till-report leaves groups with nothing but zeros out of a roll-forward, and of nothing else; two
 * parts can make such a group. */
static bool
is_rollforward(const struct layout *l)
{
    static const char *const names[] = { "opening", "charges", "payments", "adjustments", "closing" };
    size_t at = 0;

    for (size_t i = 0; i < l->n; i++)
        if (!l->column[i].key && (at == 5 || strcmp(l->column[i].name, names[at++]) != 0))
            return false;
    return at == 5;
}

static void
print_sum(struct emit *out, enum sum_rule rule, struct sum sum)
{
    if (rule == SUM_KEY)
        emit_text(out, sum.text);
    else if (rule == SUM_COUNT)
        emit_count(out, sum.value);
    else
        emit_money_or_empty(out, sum.value, sum.there);
}

static void
print_sums(const struct layout *l, struct sums *sums)
{
    static const enum cell types[] = {
        [SUM_KEY] = CELL_TEXT,    [SUM_COUNT] = CELL_COUNT, [SUM_AMOUNT] = CELL_MONEY,
        [SUM_LEAST] = CELL_MONEY, [SUM_MOST] = CELL_MONEY,  [SUM_MEAN] = CELL_MONEY
    };
    bool rollforward = is_rollforward(l);
    struct emit *out = cli_emit();
    size_t n = sums_sort(sums);

    if (!sums_total(sums))
        cli_die("a sum is beyond what 64 bits hold");
    for (size_t i = 0; i < l->n; i++)
        emit_column(out, l->column[i].name, types[sums_rule(sums, i)]);
    for (size_t g = 0; g < n + (options.totals && key_names.n > 0); g++) {
        if (g < n && rollforward && sums_are_zero(sums, g))
            continue;
        for (size_t i = 0; i < l->n; i++)
            print_sum(out, sums_rule(sums, i), sums_at(sums, g, i));
        emit_end(out);
    }
}

static void
merge_sums(char **files)
{
    struct rows *in = cli_rows(files, NULL, 0, &(struct rows_form){ 0 });
    struct layout l = read_columns(in);
    struct sums *sums;
    struct row row;

    if (options.pivot)
        sort_pivot(&l);
    sums = sums_new(l.column, l.n, options.pivot);
    while (next_record(in, &l, &row)) {
        size_t column;
        const char *why = sums_add(sums, l.cell, l.input, &column);
        if (why)
            cli_bad(&row, l.column[column].name, l.cell[column], why);
    }
    cli_checked();
    print_sums(&l, sums);
    sums_free(sums);
    rows_free(in); /* which has the columns' names */
}

/* Records as they are. */

struct record {
    struct slice *cell; /* in the arena */
    size_t next;        /* of the same key: its number + 1, or 0 */
};

/* The records of a key. */
struct bunch {
    size_t rank;        /* its place in --order, from 1; 0: it has none */
    size_t input;       /* 0: no records */
    size_t first, last; /* their numbers + 1 */
};

struct records {
    struct record *record;
    size_t n, cap;
    struct groups *bunches;
    struct slice *key; /* of the record at hand */
    struct arena arena;
};

static void
read_order(struct records *r)
{
    struct rows *in = cli_side(&options.order, 1, key_names.word, key_names.n, &cli_sealed);
    struct row row;

    for (size_t n = 0; cli_next(in, &row);) {
        struct bunch *b;
        for (size_t i = 0; i < key_names.n; i++)
            r->key[i] = row_get(&row, (int)i);
        b = groups_at(r->bunches, r->key);
        if (b->rank == 0)
            b->rank = ++n;
    }
    rows_free(in);
}

static void
add_record(struct records *r, struct bunch *b, const struct layout *l)
{
    struct record *new;

    r->record = mem_room(r->record, r->n, &r->cap, sizeof *r->record);
    new = &r->record[r->n++];
    *new = (struct record){ .cell = arena_alloc(&r->arena, l->n * sizeof *l->cell) };
    for (size_t i = 0; i < l->n; i++)
        new->cell[i] = arena_copy(&r->arena, l->cell[i]);
    if (b->first == 0)
        b->first = r->n;
    else
        r->record[b->last - 1].next = r->n;
    b->last = r->n;
    b->input = l->input;
}

/* Returns NULL, or what is wrong with the key. */
static const char *
take_record(struct records *r, const struct layout *l)
{
    struct bunch *b = groups_at(r->bunches, r->key);

    if (options.order && b->rank == 0)
        return "does not stand in the file of --order";
    if (b->input > 0 && b->input != l->input)
        return "stands in two inputs with the same key, which --concat can't add";
    add_record(r, b, l);
    return NULL;
}

static int
by_rank(const void *a, const void *b)
{
    const struct bunch *x = *(const struct bunch *const *)a, *y = *(const struct bunch *const *)b;

    return (x->rank > y->rank) - (x->rank < y->rank);
}

static void
print_records(const struct records *r, const struct layout *l)
{
    size_t n = groups_sort(r->bunches);
    const struct bunch **bunch = mem_alloc(n * sizeof *bunch);
    struct emit *out = cli_emit();

    for (size_t i = 0; i < n; i++)
        bunch[i] = groups_nth(r->bunches, i);
    if (options.order && n > 1)
        qsort(bunch, n, sizeof *bunch, by_rank);
    for (size_t i = 0; i < l->n; i++)
        emit_column(out, l->column[i].name, CELL_TEXT);
    for (size_t i = 0; i < n; i++)
        for (size_t at = bunch[i]->first; at > 0; at = r->record[at - 1].next) {
            for (size_t c = 0; c < l->n; c++)
                emit_text(out, r->record[at - 1].cell[c]);
            emit_end(out);
        }
    free(bunch);
}

static void
merge_records(char **files)
{
    struct rows *in = cli_rows(files, NULL, 0, &(struct rows_form){ 0 });
    struct layout l = read_columns(in);
    struct records r = { .bunches = groups_new(key_names.n, sizeof(struct bunch)) };
    struct row row;

    r.key = mem_alloc(key_names.n * sizeof *r.key);
    if (options.order)
        read_order(&r);
    while (next_record(in, &l, &row)) {
        const char *why;
        for (size_t i = 0, k = 0; i < l.n; i++)
            if (l.column[i].key)
                r.key[k++] = l.cell[i];
        if ((why = take_record(&r, &l)))
            cli_bad(&row, key_names.word[0], r.key[0], why);
    }
    cli_checked();
    print_records(&r, &l);
    rows_free(in); /* which has the columns' names */
}

static void
check_options(void)
{
    if (options.concat && (options.pivot || options.totals))
        cli_die("--concat can't be had with --pivot or --totals, which are sums");
    if (options.concat && key_names.n == 0)
        cli_die("--concat needs a key");
    if (options.order && !options.concat)
        cli_die("--order goes with --concat");
}

int
main(int argc, char **argv)
{
    char **files = cli_begin(argc, argv, &program);

    read_key();
    check_options();
    if (options.concat)
        merge_records(files);
    else
        merge_sums(files);
    cli_end(0);
}
