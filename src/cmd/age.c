/*
 * till-age: entries in, open amounts by age out. Entries dated after the day of the report do not
 * exist; what the rest leaves open is aged by the days from its due date to that day.
 */
#include "chain.h"
#include "cli_parts.h"
#include "faults.h"
#include "group.h"
#include "items.h"
#include "period.h"
#include "threads.h"
#include "wide.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_BUCKETS 32

static struct list days;
static const char *group = "account";
static int credits = CREDITS_OLDEST;
static bool tie;
static char as_of[4096]; /* the last seal that was read; empty: none */

static const struct option_spec options[] = {
    { 'b', "buckets", OPTION_SPLIT, &days, "DAYS",
      "days past due at which buckets end (default 30,60,90,120)" },
    { 'g', "group", OPTION_TEXT, &group, "COLUMN", "the column to report by (default account)" },
    { 'u', "unapplied", OPTION_CHOICE, &credits, "oldest|separate",
      "loose credit settles the oldest due (default) or stays apart" },
    { 0, "tie", OPTION_FLAG, &tie, NULL, "show the total beside the ledger's balance on standard error" },
    { 0 },
};

static const struct program program = { "till-age", "[ledger...]",
                                        "Open amounts by age, from the entries of ledgers.", options,
                                        USES_INPUT | READS_LEDGER | USES_FORM | USES_DAY };

/* A line of the report is the cells of its group: what is current, each bucket, what is beyond the last,
 * unapplied. */
struct ageing {
    date day;
    int end[MOST_BUCKETS];
    size_t buckets; /* cells: current, buckets, beyond; then unapplied */
    bool passed;    /* a sum has passed 64 bits */
    const struct items *items;
    struct groups *lines; /* by the text of the group */
    money *line;          /* the last, and of which account and group */
    uint32_t account, group;
};

static void
read_days(struct ageing *a)
{
    static const char *const usual[] = { "30", "60", "90", "120" };
    size_t n = days.n ? days.n : 4;
    const char *const *word = days.n ? days.word : usual;

    if (n > MOST_BUCKETS)
        cli_die("--buckets: more than %d of them", MOST_BUCKETS);
    for (size_t i = 0; i < n; i++) {
        char *end;
        long v = strtol(word[i], &end, 10);
        if (*word[i] < '0' || *word[i] > '9' || *end || v < 1 || v > 100000)
            cli_die("--buckets: \"%s\" is not a number of days", word[i]);
        if (i > 0 && v <= a->end[i - 1])
            cli_die("--buckets: %ld does not come after %d", v, a->end[i - 1]);
        a->end[i] = (int)v;
    }
    a->buckets = n;
}

/* A report that is made while someone posts is one as of a seal. */
static void
note_seal(const struct rows *in)
{
    const char *file;
    struct slice seal = rows_closed(in, &file), number = chain_field(seal, ENTRY_ITEM);

    if (seal.n > 0)
        snprintf(as_of, sizeof as_of, ", as of seal %.*s of %s", (int)number.n, number.p, faults_file(file));
}

/* The entries up to the day of some of the accounts: those of a part (rows_share.h). */
struct part {
    date day;
    int by; /* the slot of what the report is by */
    struct items *items;
    struct wide balance;
    bool passed; /* a sum has passed 64 bits */
    struct ageing ageing;
};

/* An entry where the report is not by accounts. */
static void
take_entry(void *with, const struct row *row)
{
    struct part *p = with;
    struct slice text = row_get(row, p->by);
    struct entry e;

    cli_entry_of(row, &e);
    if (e.date > p->day)
        return;
    wide_add(&p->balance, e.amount);
    if (!items_add(p->items, &e, &text))
        p->passed = true;
}

/* The sum of a run is far from what 64 bits hold. */
static void
take_entries(void *with, const struct row *first, size_t n)
{
    struct part *p = with;
    struct item_run run = cli_item_run(first, n, p->day);

    if (p->by == ENTRY_ACCOUNT)
        items_add_run(p->items, &run);
    else
        rows_each(p, first, n, take_entry);
    wide_add(&p->balance, run.sum);
    if (!run.good)
        p->passed = true; /* nothing is written where all is well: the next part is another thread's */
}

/* Has the entries taken in by parts, each of which has accounts of its own. */
static void
read_parts(struct rows *in, struct part *part, unsigned parts)
{
    void *each[SHARE_PARTS];
    struct rows_share how = { .take = take_entries,
                              .part = each,
                              .parts = parts,
                              .cut = true,
                              .cut_by = NUMBER_ACCOUNT,
                              .good = cli_entries_good };
    struct entry e;
    struct row row;

    for (unsigned i = 0; i < parts; i++)
        each[i] = &part[i];
    rows_share(in, &how);
    while (cli_entry(in, &row, &e))
        rows_give(in, &row);
}

/* Reads the entries up to the day into the items of each part; returns the ledger's balance on that day. */
static money
read_entries(char **files, struct part *part, unsigned parts)
{
    const char *want[ENTRY_COLUMNS + 1];
    struct rows *in;
    struct wide all = { 0 };
    money balance;
    int by = ENTRY_COLUMNS;

    memcpy(want, entry_want, sizeof entry_want);
    want[ENTRY_COLUMNS] = group;
    for (int c = 0; c < ENTRY_COLUMNS; c++)
        if (strcmp(group, entry_column_name((enum entry_column)c)) == 0) {
            want[c] = group; /* what the report is by must be there */
            by = c;
        }
    in = cli_rows(files, want, (size_t)ENTRY_COLUMNS + (by == ENTRY_COLUMNS), &cli_sealed);
    cli_items(in);
    for (unsigned i = 0; i < parts; i++)
        part[i] = (struct part){ .day = cli_today(), .by = by, .items = items_new() };
    read_parts(in, part, parts);
    for (unsigned i = 0; i < parts; i++) {
        if (part[i].passed || !items_flush(part[i].items))
            cli_die("a sum is beyond what 64 bits hold");
        wide_join(&all, &part[i].balance);
    }
    if (!wide_money(&all, &balance))
        cli_die("a sum is beyond what 64 bits hold");
    note_seal(in);
    rows_free(in);
    return balance;
}

static size_t
bucket_of(const struct ageing *a, date due)
{
    int late = a->day - due;
    size_t i = 0;

    if (late <= 0)
        return 0;
    while (i < a->buckets && late > a->end[i])
        i++;
    return i + 1;
}

/* The line of what is open; most often that of what was open before it. */
static money *
line_of(struct ageing *a, const struct open_item *o)
{
    struct slice by;

    if (!a->line || a->account != o->account || a->group != o->group) {
        by = items_group(a->items, o);
        a->line = groups_at(a->lines, &by);
        a->account = o->account;
        a->group = o->group;
    }
    return a->line;
}

static void
add_open(void *to, const struct open_item *o)
{
    struct ageing *a = to;
    money *cell = &line_of(a, o)[o->due == DATE_NONE ? a->buckets + 2 : bucket_of(a, o->due)];

    if (!money_add(*cell, o->open, cell))
        a->passed = true;
}

/* All amounts of a cell are on one side of zero, so their order does not decide whether it holds. */
static void
join_lines(void *with, void *own, const void *others)
{
    struct ageing *a = with;
    const money *other = others;
    money *cell = own;

    for (size_t c = 0; c < a->buckets + 3; c++)
        if (!money_add(cell[c], other[c], &cell[c]))
            a->passed = true;
}

/* What a part leaves open, which is settled beside the others; its items make room for what is printed. */
static void
age_part(void *with, unsigned i)
{
    struct part *p = (struct part *)with + i;

    items_settle(p->items, (enum credits)credits, add_open, &p->ageing);
    items_free(p->items);
}

/* Settles all parts, and brings what they leave open together. */
static void
age_parts(struct ageing *a, struct part *part, unsigned parts)
{
    for (unsigned i = 0; i < parts; i++) {
        part[i].ageing = *a;
        part[i].ageing.items = part[i].items;
        part[i].ageing.lines = groups_new(1, (a->buckets + 3) * sizeof(money));
    }
    threads_run(parts, age_part, part);
    a->lines = part->ageing.lines;
    for (unsigned i = 0; i < parts; i++) {
        a->passed |= part[i].ageing.passed;
        if (i > 0)
            groups_join(a->lines, part[i].ageing.lines, join_lines, a);
    }
    if (a->passed)
        cli_die("a sum is beyond what 64 bits hold");
}

/* The name of a cell: buckets between current and over, then unapplied and total. */
static void
name_cell(const struct ageing *a, size_t cell, char name[48])
{
    static const char *const others[] = { "unapplied", "total" };

    if (cell == 0)
        snprintf(name, 48, "current");
    else if (cell <= a->buckets)
        snprintf(name, 48, "%d-%d", cell > 1 ? a->end[cell - 2] + 1 : 1, a->end[cell - 1]);
    else if (cell == a->buckets + 1)
        snprintf(name, 48, "over-%d", a->end[a->buckets - 1]);
    else
        snprintf(name, 48, "%s", others[cell - a->buckets - 2]);
}

/* A report with two columns of one name is none that any program could read. */
static void
check_group(const struct ageing *a)
{
    char name[48];

    if (!*group || *group == '?')
        cli_die("--group: \"%s\" is no column's name", group);
    for (size_t cell = 0; cell < a->buckets + 4; cell++) {
        name_cell(a, cell, name);
        if (strcmp(name, group) == 0)
            cli_die("--group: the report would have two columns \"%s\"", group);
    }
}

static void
name_columns(const struct ageing *a, struct emit *out)
{
    char name[48];

    emit_column(out, group, CELL_TEXT);
    for (size_t cell = 0; cell < a->buckets + 4; cell++) {
        name_cell(a, cell, name);
        emit_column(out, name, CELL_MONEY);
    }
}

/* Prints the lines in byte order of their groups; returns the sum of their totals. */
static money
print_lines(const struct ageing *a, struct emit *out)
{
    size_t n = groups_sort(a->lines);
    money grand = 0;

    name_columns(a, out);
    for (size_t i = 0; i < n; i++) {
        const money *cell = groups_nth(a->lines, i);
        money total = 0;
        emit_text(out, groups_field(a->lines, i, 0));
        for (size_t c = 0; c < a->buckets + 3; c++) {
            emit_money(out, cell[c]);
            cli_sum(&total, cell[c]);
        }
        emit_money(out, total);
        emit_end(out);
        cli_sum(&grand, total);
    }
    return grand;
}

/* A month that stands beside those that were read, and was not: the balance is not all of it. A pattern
 * of names that end in .csv passes the compressed ones over. */
static void
tell_left_out(char **files)
{
    for (char **f = files; *f; f++) {
        char *before = period_path_before(*f);
        bool read = !before;
        for (char **other = files; *other && !read; other++)
            read = strcmp(*other, before) == 0;
        if (!read)
            warnx("tie: %s, the period before %s, was not read", before, *f);
        free(before);
    }
}

/* The total beside the balance; that they differ is a fault of this program, and exit 1. */
static int
show_tie(money total, money balance)
{
    char t[MONEY_TEXT], b[MONEY_TEXT], d[MONEY_TEXT];

    money_format(t, total);
    money_format(b, balance);
    money_format(d, total - balance);
    warnx("tie: total %s, ledger balance %s, difference %s%s", t, b, d, as_of);
    return total != balance;
}

int
main(int argc, char **argv)
{
    static struct part part[SHARE_PARTS];
    struct ageing a = { 0 };
    unsigned parts = cli_parts();
    char **files = cli_begin(argc, argv, &program);
    money balance, total;

    read_days(&a);
    check_group(&a);
    a.day = cli_today();
    balance = read_entries(files, part, parts);
    cli_checked();
    age_parts(&a, part, parts);
    total = print_lines(&a, cli_emit());
    if (tie)
        tell_left_out(files);
    cli_end(tie ? show_tie(total, balance) : 0);
}
