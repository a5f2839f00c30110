/* till-report: counts and sums of any records by group and period, a pivot of the sums, and the
 * roll-forward of a ledger. Records are added to their group as they are read and are then gone;
 * groups are printed in byte order, so the order of the input is never seen. */
#include "cli_head.h"
#include "cli_parts.h"
#include "pivot.h"
#include "rollforward.h"
#include "tally.h"

#include <stdlib.h>
#include <string.h>

static struct {
    struct list group, also;
    const char *value, *pivot;
    int period, fiscal;
    bool rollforward, totals;
} options = { .period = -1, .fiscal = 1 };

static const struct option_spec specs[] = {
    { 'g', "group", OPTION_SPLIT, &options.group, "COLUMNS",
      "a record for each combination of their values" },
    { 'p', "period", OPTION_CHOICE, &options.period, "day|week|month|quarter|year", "and for each of these" },
    { 0, "fiscal", OPTION_COUNT, &options.fiscal, "MONTH", "the month (1 to 12) in which years begin" },
    { 'v', "value", OPTION_TEXT, &options.value, "COLUMN", "the amounts to sum (default amount)" },
    { 'a', "also", OPTION_SPLIT, &options.also, "WORDS", "columns to add: min, max, mean" },
    { 0, "pivot", OPTION_TEXT, &options.pivot, "COLUMN", "a column of sums for each of its values" },
    { 0, "rollforward", OPTION_FLAG, &options.rollforward, NULL,
      "opening to closing balance over the range" },
    { 0, "totals", OPTION_FLAG, &options.totals, NULL, "a last record with the grand totals" },
    { 0, NULL, OPTION_FLAG, NULL, NULL, NULL },
};

static const struct program program = {
    .name = "till-report",
    .operands = "[records...]",
    .about = "Counts and sums any records by group and period, or rolls a ledger's balance forward.",
    .options = specs,
    .uses = USES_INPUT | READS_LEDGER | USES_FORM | USES_RANGE,
};

/* The records, and the key of the one at hand. */
struct source {
    struct list want;
    struct rows *rows;
    struct row row;
    int date, value;              /* slots; date -1: not asked for */
    int date_value, amount_value; /* what is found ahead of them */
    struct key key;
};

static void
must_hold(bool good)
{
    if (!good)
        cli_die("a sum is beyond what 64 bits hold");
}

/* Opens the files once the key is added to what is wanted. */
static void
open_rows(struct source *s, char **files)
{
    if (options.period >= 0)
        key_add_period(&s->key, (enum period)options.period, options.fiscal);
    for (size_t i = 0; i < options.group.n; i++)
        key_add_column(&s->key, &s->want, options.group.word[i]);
    if (options.pivot)
        key_add_column(&s->key, &s->want, options.pivot);
    s->rows = cli_rows(files, s->want.word, s->want.n, &cli_sealed);
}

static struct source
open_records(char **files)
{
    struct range range = cli_range();
    struct source s = { .date = -1 };

    if (options.period >= 0 || range.from != DATE_MIN || range.to != DATE_MAX)
        s.date = key_want(&s.want, "date");
    s.value = key_want(&s.want, options.value);
    open_rows(&s, files);
    if (s.date >= 0)
        s.date_value = cli_dates(s.rows, s.date);
    s.amount_value = cli_amounts(s.rows, s.value);
    key_open(&s.key, s.rows);
    if (s.date >= 0)
        key_dated(&s.key, s.date_value, range);
    return s;
}

static struct source
open_entries(char **files)
{
    struct source s = { 0 };

    for (int i = 0; i < ENTRY_COLUMNS; i++)
        list_add(&s.want, entry_want[i]);
    open_rows(&s, files);
    cli_entries(s.rows);
    cli_accounts(s.rows);
    key_open(&s.key, s.rows);
    return s;
}

static void
close_source(struct source *s)
{
    rows_free(s->rows);
    key_free(&s->key);
    free(s->want.word);
    cli_checked();
}

/* The date, where there is one, and the amount of the next record. One out of the range has to be good all
 * the same: what is no date or no amount may belong anywhere. */
static bool
next_amount(struct source *s, date *d, money *m)
{
    struct row *row = &s->row;

    *d = DATE_NONE;
    while (cli_next(s->rows, row))
        if ((s->date < 0 || cli_day(row, s->date, s->date_value, "date", d)) &&
            cli_amount(row, s->value, s->amount_value, options.value, m))
            return true;
    return false;
}

static void
print_tally(struct emit *out, const struct tally *t)
{
    money sum;

    must_hold(wide_money(&t->sum, &sum));
    emit_count(out, t->count);
    emit_money(out, sum);
    for (size_t i = 0; i < options.also.n; i++) {
        const char *word = options.also.word[i];
        money m = strcmp(word, "min") == 0 ? t->min : t->max;
        if (strcmp(word, "mean") == 0)
            m = tally_mean(sum, t->count);
        emit_money_or_empty(out, m, t->count > 0);
    }
    emit_end(out);
}

static void
take_amounts(void *with, const struct row *first, size_t n)
{
    struct keyed *p = with;
    const struct source *s = p->with;
    const struct row run = *first; /* so that no sum is taken to change it */
    int place = s->amount_value;
    void *own[ROWS_RUN];

    key_groups(&p->key, first, n, p->groups, own);
    for (size_t i = 0; i < n; i++)
        if (own[i])
            tally_add(own[i], row_value(&run, i)[place]);
}

static void
join_tallies(void *with, void *own, const void *others)
{
    (void)with;
    tally_join(own, others);
}

static void
report_sums(char **files)
{
    static struct keyed_parts all = { .how.take = take_amounts };
    struct source s = open_records(files);
    struct tally total = { 0 };
    struct groups *groups;
    struct emit *out;
    size_t n;
    money m;
    date d;

    cli_share(&all, s.rows, &s.key, sizeof(struct tally), &s);
    while (next_amount(&s, &d, &m))
        rows_give(s.rows, &s.row);
    close_source(&s);
    groups = cli_join(&all, join_tallies);
    if (head_keys() == 0)
        groups_at(groups, NULL); /* all records are one group, even where there are none */
    out = head_begin();
    n = groups_sort(groups);
    for (size_t i = 0; i < n; i++) {
        head_key(out, groups, i);
        print_tally(out, groups_nth(groups, i));
        tally_join(&total, groups_nth(groups, i));
    }
    if (head_total(out, options.totals))
        print_tally(out, &total);
    groups_free(groups);
}

static void
name_pivot(const struct pivot *p, struct arena *names)
{
    for (size_t v = 0; v < p->values_n; v++) {
        struct slice value = arena_copy(names, groups_field(p->values, v, 0));
        head_add(value.n > 0 ? value.p : "(none)", CELL_MONEY);
    }
    head_add("total", CELL_MONEY);
}

static void
print_sums(struct emit *out, const money *sum, size_t n)
{
    money total = 0;

    for (size_t i = 0; i < n; i++) {
        emit_money(out, sum[i]);
        cli_sum(&total, sum[i]);
    }
    emit_money(out, total);
    emit_end(out);
}

static void
print_pivot(const struct pivot *p)
{
    money *sum = mem_alloc(p->values_n * sizeof *sum);
    struct emit *out = head_begin();

    for (size_t i = 0; i < p->cells_n;) {
        head_key(out, p->cells, i);
        i = pivot_record(p, i, sum);
        print_sums(out, sum, p->values_n);
    }
    if (head_total(out, options.totals) || (head_keys() == 0 && p->cells_n == 0)) {
        pivot_totals(p, sum);
        print_sums(out, sum, p->values_n);
    }
    free(sum);
}

static void
report_pivot(char **files)
{
    struct source s = open_records(files);
    struct pivot p = pivot_new(s.key.n - 1);
    struct arena names = { 0 };
    money m;
    date d;

    while (next_amount(&s, &d, &m)) {
        if (s.date >= 0 && !range_has(cli_range(), d))
            continue;
        key_fill(&s.key, &s.row, d);
        must_hold(pivot_add(&p, s.key.field, m));
    }
    close_source(&s);
    pivot_sort(&p);
    name_pivot(&p, &names);
    print_pivot(&p);
    arena_free(&names);
    pivot_free(&p);
}

static void
print_rollforward(struct emit *out, const struct rollforward *r)
{
    money sum[ROLLFORWARD_SUMS];

    must_hold(rollforward_sums(r, sum));
    for (int i = 0; i < ROLLFORWARD_SUMS; i++)
        emit_money(out, sum[i]);
    emit_end(out);
}

static void
take_entries(void *with, const struct row *first, size_t n)
{
    struct keyed *p = with;
    struct row row = *first;
    void *own[ROWS_RUN];
    struct entry e;

    key_groups(&p->key, first, n, p->groups, own);
    for (size_t i = 0; i < n; i++) {
        row_move(&row, i);
        cli_entry_of(&row, &e);
        rollforward_add(own[i], &e, cli_range());
    }
}

static void
join_rollforwards(void *with, void *own, const void *others)
{
    (void)with;
    rollforward_join(own, others);
}

static void
report_rollforward(char **files)
{
    static struct keyed_parts all = { .how = { .take = take_entries, .good = cli_entries_good } };
    struct source s = open_entries(files);
    struct rollforward total = { 0 };
    struct groups *groups;
    struct emit *out;
    struct entry e;
    size_t n;

    cli_share(&all, s.rows, &s.key, sizeof(struct rollforward), &s);
    while (cli_entry(s.rows, &s.row, &e))
        rows_give(s.rows, &s.row);
    close_source(&s);
    groups = cli_join(&all, join_rollforwards);

    out = head_begin();
    n = groups_sort(groups);
    for (size_t i = 0; i < n; i++) {
        const struct rollforward *r = groups_nth(groups, i);
        rollforward_join(&total, r);
        if (rollforward_is_zero(r))
            continue;
        head_key(out, groups, i);
        print_rollforward(out, r);
    }
    if (head_total(out, options.totals))
        print_rollforward(out, &total);
    groups_free(groups);
}

/* In a list for cli_rows the sign means that the column may be missing. */
static void
check_name(const char *option, const char *name)
{
    if (name && name[0] == '?')
        cli_die("--%s: \"%s\" begins with a question mark, as no column here does", option, name);
}

static void
check_options(void)
{
    if (options.fiscal > 12)
        cli_die("--fiscal: \"%d\" is not a month (1 to 12)", options.fiscal);
    for (size_t i = 0; i < options.also.n; i++) {
        const char *word = options.also.word[i];
        if (strcmp(word, "min") != 0 && strcmp(word, "max") != 0 && strcmp(word, "mean") != 0)
            cli_die("--also: \"%s\" is not one of its words: min, max, mean", word);
    }
    if (options.pivot && options.also.n > 0)
        cli_die("--pivot can't be had with --also");
    if (options.rollforward && (options.period >= 0 || options.value || options.also.n > 0 || options.pivot))
        cli_die("--rollforward can't be had with --period, --value, --also or --pivot");
    if (options.rollforward && options.group.n == 0)
        list_add(&options.group, "account");
    if (!options.value)
        options.value = "amount";
    for (size_t i = 0; i < options.group.n; i++)
        check_name("group", options.group.word[i]);
    check_name("value", options.value);
    check_name("pivot", options.pivot);
}

/* What is known of the report's columns before the input is read; a pivot's come with it. */
static void
name_columns(void)
{
    static const char *const amounts[] = { "opening", "charges", "payments", "adjustments", "closing" };

    if (options.period >= 0)
        head_add("period", CELL_TEXT);
    for (size_t i = 0; i < options.group.n; i++)
        head_add(options.group.word[i], CELL_TEXT);
    head_end_key();
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts && options.rollforward; i++)
        head_add(amounts[i], CELL_MONEY);
    if (options.rollforward || options.pivot)
        return;
    head_add("count", CELL_COUNT);
    head_add("sum", CELL_MONEY);
    for (size_t i = 0; i < options.also.n; i++)
        head_add(options.also.word[i], CELL_MONEY);
}

int
main(int argc, char **argv)
{
    char **files = cli_begin(argc, argv, &program);

    check_options();
    name_columns();
    if (options.rollforward)
        report_rollforward(files);
    else if (options.pivot)
        report_pivot(files);
    else
        report_sums(files);
    cli_end(0);
}
