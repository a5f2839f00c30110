/*
 * till-verify: checks ledgers from their first byte to their last: the chain of seals, the kinds and
 * signs of the entries, the totals that each batch declared. Says up to which seal a ledger holds.
 */
#include "chain.h"
#include "cli.h"
#include "input.h"

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static const struct option_spec options[] = { { 0 } };

static const struct program program = { "till-verify", "LEDGER...",
                                        "Checks the seals, signs and sums of ledgers.", options, USES_FORM };

struct totals {
    int64_t entries;
    money debits, credits;
};

/* What is found out about a ledger. */
struct audit {
    const char *path;
    struct chain chain;
    struct totals all, batch; /* of the ledger, and of the batch that is being read */
    int64_t batches;
    char *declared;  /* the batch's own totals */
    uint64_t opened; /* the line of its mark */
    bool damaged;
};

/* A finding: the first one of a ledger is what counts, the rest may follow from it. */
static void
finding(struct audit *a, uint64_t line, const char *column, const char *why)
{
    if (a->damaged)
        return;
    a->damaged = true;
    warnx("%s:%llu: %s%s%s", a->path, (unsigned long long)line, column ? column : "", column ? ": " : "",
          why);
}

static void
count(struct totals *t, money amount)
{
    cli_sum(amount > 0 ? &t->debits : &t->credits, amount);
    t->entries++;
}

/* The totals as till-post writes them into the mark of a batch. */
static void
say_totals(const struct totals *t, char *text, size_t room)
{
    char debits[MONEY_TEXT], credits[MONEY_TEXT];

    money_format(debits, t->debits);
    money_format(credits, t->credits);
    snprintf(text, room, "entries %lld debits %s credits %s posted ", (long long)t->entries, debits, credits);
}

static void
open_batch(struct audit *a, const struct row *row)
{
    struct slice memo = row_get(row, ENTRY_MEMO);

    free(a->declared);
    a->declared = mem_alloc(memo.n + 1);
    memcpy(a->declared, memo.p, memo.n);
    a->batch = (struct totals){ 0 };
    a->opened = row->line;
    a->batches++;
}

static void
close_batch(struct audit *a)
{
    char totals[160];

    say_totals(&a->batch, totals, sizeof totals);
    if (a->declared && strncmp(a->declared, totals, strlen(totals)) != 0)
        finding(a, a->opened, "memo", "the batch declares other totals than its entries have");
    free(a->declared);
    a->declared = NULL;
}

static void
take(struct audit *a, const struct row *row)
{
    struct slice field[ENTRY_COLUMNS];
    enum entry_column bad;
    struct entry e;
    const char *why;

    for (int i = 0; i < ENTRY_COLUMNS; i++)
        field[i] = row_get(row, i);
    if (slice_is(field[ENTRY_KIND], "batch")) {
        open_batch(a, row);
    } else if (slice_is(field[ENTRY_KIND], "seal")) {
        close_batch(a);
    } else if ((why = entry_parse(field, &e, &bad))) {
        finding(a, row->line, entry_column_name(bad), why);
    } else {
        count(&a->all, e.amount);
        count(&a->batch, e.amount);
    }
}

/* Reads the records up to the last seal, as every report does. */
static void
read_records(struct audit *a)
{
    struct rows_form form = cli_sealed;
    struct rows *in;
    struct row row;
    struct fault f;
    enum rows_result got;

    form.marks = true;
    in = cli_side(&a->path, 1, entry_want, ENTRY_COLUMNS, &form);
    while ((got = rows_next(in, &row, &f)) != ROWS_END) {
        if (got == ROWS_ROW)
            take(a, &row);
        else
            finding(a, f.line, f.column, f.phrase);
    }
    rows_free(in);
}

static ssize_t
read_on(void *from, char *buf, size_t n, const char **why)
{
    return input_read(from, buf, n, why);
}

/* Reads the bytes, inflated where the period is closed and compressed; under a shared lock, so that
 * nobody's half-written batch is taken for a torn one. */
static void
read_chain(struct audit *a)
{
    int fd = open(a->path, O_RDONLY | O_CLOEXEC);
    struct input *in;
    const char *why;

    if (fd >= 0)
        flock(fd, LOCK_SH);
    in = input_open(a->path, NULL, &why);
    if (in) {
        why = chain_read(read_on, in, NULL, &a->chain);
        input_close(in);
    }
    if (fd >= 0)
        close(fd);
    if (why)
        cli_die("%s: %s", a->path, why);
    if (a->chain.damage)
        finding(a, a->chain.line, NULL, a->chain.damage);
    else if (a->chain.seals == 0)
        finding(a, 1, NULL, "has no seal");
    else if (a->chain.size > a->chain.committed)
        finding(a, a->chain.sealed + 1, NULL,
                "stands behind the last seal: a batch that was cut short, or an addition");
}

static void
name_columns(struct emit *out)
{
    emit_column(out, "ledger", CELL_TEXT);
    emit_column(out, "seal", CELL_COUNT);
    emit_column(out, "sha256", CELL_TEXT);
    emit_column(out, "batches", CELL_COUNT);
    emit_column(out, "entries", CELL_COUNT);
    emit_column(out, "debits", CELL_MONEY);
    emit_column(out, "credits", CELL_MONEY);
    emit_column(out, "net", CELL_MONEY);
    emit_column(out, "status", CELL_TEXT);
}

static void
print_audit(struct emit *out, const struct audit *a)
{
    money net = a->all.debits;

    cli_sum(&net, a->all.credits);
    emit_string(out, a->path);
    emit_count(out, (int64_t)a->chain.seals);
    emit_string(out, a->chain.sha);
    emit_count(out, a->batches);
    emit_count(out, a->all.entries);
    emit_money(out, a->all.debits);
    emit_money(out, a->all.credits);
    emit_money(out, net);
    emit_string(out, a->damaged ? "damaged" : "holds");
    emit_end(out);
}

int
main(int argc, char **argv)
{
    char **files = cli_begin(argc, argv, &program);
    struct emit *out = cli_emit();
    int status = 0;

    if (!*files)
        cli_die("which ledger? try 'till-verify --help'");
    name_columns(out);
    for (; *files; files++) {
        struct audit a = { .path = *files };
        read_chain(&a);
        read_records(&a);
        print_audit(out, &a);
        status |= a.damaged;
        free(a.declared);
        chain_free(&a.chain);
    }
    cli_end(status);
}
