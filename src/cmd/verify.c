/*
 * till-verify: checks ledgers from their first byte to their last: the chain of seals, the kinds and
 * signs of the entries, the totals that batches and closings declare, receipts that stand in two
 * batches, balances taken over from period to period. Says up to which seal a ledger holds.
 */
#include "chain.h"
#include "cli.h"
#include "emit_csv.h"
#include "input.h"
#include "intern.h"
#include "mark.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct list anchors;
static int since;
static const char *whole;

static const struct option_spec options[] = {
    { 'a', "anchor", OPTION_LIST, &anchors, "SEAL:SHA256",
      "a seal that was kept elsewhere; may be given again" },
    { 's', "since", OPTION_COUNT, &since, "SEAL", "check only what stands behind that seal" },
    { 'p', "prefix-of", OPTION_TEXT, &whole, "FILE", "the ledger is also the beginning of FILE" },
    { 0 },
};

static const struct program program = { "till-verify", "LEDGER...",
                                        "Checks the seals, signs and sums of ledgers.", options, USES_FORM };

/* What is found out about a ledger. */
struct audit {
    const char *path;
    struct chain chain;
    struct totals all, batch; /* of what was checked, and of the batch that is being read */
    int64_t batches;
    uint64_t seals;  /* seen among the records */
    bool twins;      /* the batch may have receipts that stand there already */
    char *declared;  /* the batch's memo */
    uint64_t opened; /* the line of its mark */
    struct intern receipts;
    uint64_t *batch_of; /* each receipt's */
    size_t batch_cap;
    bool damaged;
    bool past; /* the last seal of the chain was read among the records */
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
    if (!totals_add(t, amount))
        cli_die("a sum is beyond what 64 bits hold");
}

static void
open_batch(struct audit *a, const struct row *row)
{
    struct slice memo = row_get(row, ENTRY_MEMO);

    free(a->declared);
    a->declared = mem_alloc(memo.n + 1);
    memcpy(a->declared, memo.p, memo.n);
    a->twins = mark_word(memo, "duplicates").n > 0;
    a->batch = (struct totals){ 0 };
    a->opened = row->line;
    a->batches++;
}

/* A closing tells the totals of all, any other batch its own; an opening has none, an approval those of
 * entries that stand elsewhere. */
static void
close_batch(struct audit *a)
{
    const char *memo = a->declared ? a->declared : "";
    bool closing = strncmp(memo, "closing ", 8) == 0;

    if (since == 0 && closing && !mark_says(memo, &a->all))
        finding(a, a->opened, "memo", "the closing declares other totals than the period has");
    if (a->seals >= (uint64_t)since && strncmp(memo, "entries ", 8) == 0 && !mark_says(memo, &a->batch))
        finding(a, a->opened, "memo", "the batch declares other totals than its entries have");
    free(a->declared);
    a->declared = NULL;
    a->seals++;
}

/* A receipt in two batches was posted twice, unless the second was told to allow it. */
static void
check_receipt(struct audit *a, const struct row *row, const struct entry *e)
{
    struct buffer key = { 0 };
    uint32_t n, known = a->receipts.n;

    if (e->kind != KIND_PAYMENT || e->ref.n == 0)
        return;
    emit_csv_field(&key, e->ref);
    buffer_add(&key, ",", 1);
    emit_csv_field(&key, e->till);
    n = intern_add(&a->receipts, (struct slice){ key.p, key.n });
    buffer_free(&key);
    a->batch_of = mem_room(a->batch_of, n, &a->batch_cap, sizeof *a->batch_of);
    if (n == known)
        a->batch_of[n] = a->opened;
    else if (a->batch_of[n] != a->opened && !a->twins)
        finding(a, row->line, "ref", "stands in an earlier batch, too");
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
        a->past = !a->chain.damage && slice_is(field[ENTRY_MEMO], a->chain.sha);
    } else if (a->seals < (uint64_t)since) {
        return;
    } else if ((why = entry_parse(field, &e, &bad))) {
        finding(a, row->line, entry_column_name(bad), why);
    } else {
        count(&a->all, e.amount);
        count(&a->batch, e.amount);
        check_receipt(a, row, &e);
    }
}

/* Reads the records up to the last seal, as every report does. What was posted since the chain was read is
 * left out: where that holds, its last seal is the end. */
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
    while (!a->past && (got = rows_next(in, &row, &f)) != ROWS_END) {
        if (got == ROWS_ROW)
            take(a, &row);
        else if (f.unread) /* that is no finding */
            cli_die("%s: %s", a->path, f.phrase);
        else
            finding(a, f.line, f.column, f.phrase);
    }
    rows_free(in);
}

static struct input *
open_input(const char *path)
{
    const char *why;
    struct input *in = input_open(path, NULL, &why);

    if (!in)
        cli_die("%s: %s", path, why);
    return in;
}

/* Holds a seal of the chain against those that were kept elsewhere. */
static void
check_anchors(void *to, enum chain_mark what, struct slice line, uint64_t number)
{
    struct audit *a = to;
    struct slice seal = chain_field(line, ENTRY_ITEM), sha = chain_field(line, ENTRY_MEMO);

    for (size_t i = 0; what == CHAIN_SEAL && i < anchors.n; i++) {
        struct slice rest = slice_of(anchors.word[i]), at;
        slice_cut(&rest, ':', &at);
        if (slice_equal(at, seal) && !slice_equal(rest, sha))
            finding(a, number, "memo", "is not the seal that was kept elsewhere under that number");
    }
}

/* Reads the bytes, inflated where the period is closed and compressed: those that are there while nobody
 * posts, so that no half-written batch is taken for a torn one. Who posts after that is not kept waiting. */
static void
read_chain(struct audit *a)
{
    const struct chain_query query = {
        .settled = true, .since = (uint64_t)since, .visit = check_anchors, .to = a
    };
    const char *why = chain_read_file(a->path, &query, &a->chain);

    if (why)
        cli_die("%s: %s", a->path, why);
    if (a->chain.damage)
        finding(a, a->chain.line, NULL, a->chain.damage);
    else if (a->chain.seals == 0)
        finding(a, 1, NULL, "has no seal");
    else if (a->chain.seals < (uint64_t)since)
        finding(a, a->chain.sealed + 1, NULL, "ends before the seal that --since names");
    else if (a->chain.size > a->chain.committed)
        finding(a, a->chain.sealed + 1, NULL,
                "stands behind the last seal: a batch that was cut short, or an addition");
    for (size_t i = 0; i < anchors.n; i++)
        if (strtoull(anchors.word[i], NULL, 10) > a->chain.seals)
            finding(a, a->chain.sealed + 1, NULL, "ends before a seal that was kept elsewhere");
}

/* Fills a block as far as the stream goes; blocks of two streams can then be held side by side. */
static size_t
read_block(struct input *in, const char *path, char *block, size_t n)
{
    size_t have = 0;
    ssize_t got = 1;
    const char *why;

    while (have < n && got > 0) {
        got = input_read(in, block + have, n - have, &why);
        if (got < 0)
            cli_die("%s: %s", path, why);
        have += (size_t)got;
    }
    return have;
}

/* Holds the ledger's bytes, up to its last seal, against the beginning of the whole. */
static void
check_prefix(struct audit *a)
{
    static char own[65536], other[sizeof own];
    struct input *in = open_input(a->path), *of = open_input(whole);
    uint64_t left = (uint64_t)a->chain.committed, line = 1;
    bool same = true, ends = false;

    while (left > 0 && same) {
        size_t n = read_block(in, a->path, own, left < sizeof own ? (size_t)left : sizeof own);
        size_t there = read_block(of, whole, other, n);
        for (size_t i = 0; i < n && same; i++) {
            ends = i >= there;
            same = !ends && own[i] == other[i];
            line += same && own[i] == '\n';
        }
        left = n ? left - n : 0;
    }
    input_close(in);
    input_close(of);
    if (!same)
        finding(a, line, NULL,
                ends ? "goes on where the other file ends" : "differs from what the other file has there");
}

/* What a memo says was taken over from the period before, held against what that one left, where it has
 * been checked just before. */
static void
check_taken(struct audit *a, const struct audit *before, uint64_t line, struct slice memo, const char *word)
{
    struct slice sha = mark_word(memo, "sha256");
    money taken = 0, left = 0;

    if (!before || !before->chain.closed || sha.n == 0)
        return;
    if (!slice_is(sha, before->chain.sha))
        finding(a, line, "memo", "names another seal than the last one of the period before");
    if (!mark_amount(memo, word, &taken) ||
        !mark_amount(slice_of(before->chain.closing.p), "balance", &left) || taken != left)
        finding(a, line, "memo", "takes over another balance than the period before left");
}

/* Balances tie from period to period: opening, totals and closing. */
static void
check_balances(struct audit *a, const struct audit *before)
{
    struct slice memo = slice_of(a->chain.opening.p), closing = slice_of(a->chain.closing.p);
    money taken = 0, balance = 0, opening = 0, sum = 0;
    uint64_t line = a->chain.sealed - 1;

    check_taken(a, before, 2, memo, "balance");
    if (!a->chain.closed || since > 0)
        return;
    check_taken(a, before, line, closing, "opening");
    if (!mark_amount(closing, "opening", &opening) || !mark_amount(closing, "balance", &balance) ||
        !money_add(opening, a->all.debits, &sum) || !money_add(sum, a->all.credits, &sum) || sum != balance)
        finding(a, line, "memo", "the closing balance is not the opening one and the totals");
    if (memo.n > 0 && mark_amount(memo, "balance", &taken) && taken != opening)
        finding(a, line, "memo", "the closing begins with another balance than the opening");
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

static void
audit(struct audit *a, const struct audit *before)
{
    read_chain(a);
    read_records(a);
    check_balances(a, before);
    if (whole)
        check_prefix(a);
    intern_free(&a->receipts);
    free(a->batch_of);
    free(a->declared);
}

static void
check_options(char **files)
{
    if (!*files)
        cli_die("which ledger? try 'till-verify --help'");
    if (files[1] && (anchors.n > 0 || since > 0 || whole))
        cli_die("--anchor, --since and --prefix-of go with one ledger");
    for (char **f = files; *f; f++)
        if (strcmp(*f, "-") == 0)
            cli_die("a ledger is a file: \"-\" is none");
    for (size_t i = 0; i < anchors.n; i++) {
        const char *colon = strchr(anchors.word[i], ':');
        size_t digits = strspn(anchors.word[i], "0123456789");
        if (!colon || digits == 0 || anchors.word[i][0] == '0' || anchors.word[i] + digits != colon ||
            strspn(colon + 1, "0123456789abcdef") != 64 || colon[65])
            cli_die("--anchor: \"%s\" is not a seal's number, a colon and its SHA-256 in lower case",
                    anchors.word[i]);
        if (strtoull(anchors.word[i], NULL, 10) < (unsigned long long)since)
            cli_die("--anchor: \"%s\" stands before the seal of --since", anchors.word[i]);
    }
}

int
main(int argc, char **argv)
{
    char **files = cli_begin(argc, argv, &program);
    struct emit *out = cli_emit();
    struct audit last = { 0 };
    int status = 0;

    check_options(files);
    name_columns(out);
    for (bool first = true; *files; files++, first = false) {
        struct audit a = { .path = *files };
        audit(&a, first ? NULL : &last);
        print_audit(out, &a);
        status |= a.damaged;
        chain_free(&last.chain);
        last = a;
    }
    chain_free(&last.chain);
    cli_end(status);
}
