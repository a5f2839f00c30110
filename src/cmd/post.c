/*
 * till-post: the one writer. Entries in, a sealed batch at the end of a ledger and its control
 * totals out. All of the input is read and judged before the ledger is opened for writing; the
 * totals are printed when the batch is on the disk and was read back, and not before.
 */
#include "cli.h"
#include "ledger.h"
#include "text.h"

#include <err.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FIELD_BYTES 4096 /* at most, of a field that enters a ledger */

static bool dry;
static const char *id;

static const struct option_spec options[] = {
    { 'b', "batch", OPTION_TEXT, &id, "BATCH", "the batch's name (default: the SHA-256 of its entries)" },
    { 'n', "dry-run", OPTION_FLAG, &dry, NULL, "check everything, write nothing" },
    { 0 },
};

static const struct program program = { "till-post", "LEDGER [entries...]",
                                        "Posts entries to a ledger as one sealed batch, all or nothing.",
                                        options, USES_INPUT | USES_FORM };

/* What is to be posted, as it will stand in the ledger. */
struct draft {
    struct rows *in;
    struct buffer header, mark, body;
    const char **added; /* the columns that the office added to the ledger */
    size_t added_n, cap;
    int *slot;           /* of each of them in the input */
    struct slice *field; /* of a line of the ledger */
    struct buffer line;
    struct digest *digest;
    char sha[DIGEST_TEXT];
    int64_t entries;
    money debits, credits;
};

static void
put_line(struct buffer *to, const struct slice *field, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buffer_add(to, ",", 1);
        emit_csv_field(to, field[i]);
    }
    buffer_add(to, "\n", 1);
}

/* The columns of a ledger that is there: the entry's twelve, then those that the office added. */
static void
read_header(struct draft *d, const char *path)
{
    const char *why = ledger_header(path, &d->header);
    struct slice rest = { d->header.p, d->header.n }, name;

    if (why)
        cli_die("%s: %s", path, why);
    if (d->header.n == 0)
        return;
    rest.n -= rest.p[rest.n - 1] == '\n';
    for (int i = 0; slice_cut(&rest, ',', &name); i++) {
        char *copy;
        if (i < ENTRY_COLUMNS && !slice_is(name, entry_column_name((enum entry_column)i)))
            cli_die("%s:1: \"%.*s\" stands in the header where a ledger has %s", path, (int)name.n, name.p,
                    entry_column_name((enum entry_column)i));
        if (i < ENTRY_COLUMNS)
            continue;
        copy = mem_alloc(name.n + 1);
        memcpy(copy, name.p, name.n);
        d->added = mem_room(d->added, d->added_n, &d->cap, sizeof *d->added);
        d->added[d->added_n++] = copy;
    }
}

static bool
is_entry_column(const char *name)
{
    for (int i = 0; i < ENTRY_COLUMNS; i++)
        if (strcmp(name, entry_column_name((enum entry_column)i)) == 0)
            return true;
    return false;
}

/* A ledger keeps the columns that it began with: what it has no column for would be lost. */
static void
match_columns(struct draft *d, const char *path)
{
    bool fresh = d->header.n == 0;
    const char *name;
    int slot;

    for (size_t i = 0; (name = rows_column(d->in, i, &slot)); i++) {
        size_t k = 0;
        if (is_entry_column(name))
            continue;
        if (strpbrk(name, ",\""))
            cli_die("column \"%s\": a ledger's columns have no commas or quotes in their names", name);
        while (k < d->added_n && strcmp(d->added[k], name) != 0)
            k++;
        if (k == d->added_n && !fresh)
            cli_die("column \"%s\": %s has no such column", name, path);
        if (k == d->added_n) {
            d->added = mem_room(d->added, d->added_n, &d->cap, sizeof *d->added);
            d->added[d->added_n++] = name;
        }
    }
    d->slot = mem_alloc((d->added_n + 1) * sizeof *d->slot);
    for (size_t k = 0; k < d->added_n; k++) {
        d->slot[k] = -1;
        for (size_t i = 0; (name = rows_column(d->in, i, &slot)); i++)
            if (strcmp(name, d->added[k]) == 0)
                d->slot[k] = slot;
    }
}

/* The first line of a new ledger. */
static void
put_header(struct draft *d)
{
    struct slice *name = mem_alloc((ENTRY_COLUMNS + d->added_n) * sizeof *name);

    for (int i = 0; i < ENTRY_COLUMNS; i++)
        name[i] = slice_of(entry_column_name((enum entry_column)i));
    for (size_t k = 0; k < d->added_n; k++)
        name[ENTRY_COLUMNS + k] = slice_of(d->added[k]);
    put_line(&d->header, name, ENTRY_COLUMNS + d->added_n);
    free(name);
}

static bool
fits(const struct row *row)
{
    for (size_t i = 0; i < row->cells; i++)
        if (row->cell[i].n > FIELD_BYTES) {
            cli_bad(row, NULL, row->cell[i], "is longer than 4096 bytes");
            return false;
        }
    return true;
}

/* The entry as the ledger will have it: amounts with two decimals, the rest as it came. */
static void
put_entry(struct draft *d, const struct row *row, const struct entry *e)
{
    char amount[MONEY_TEXT];

    for (int i = 0; i < ENTRY_COLUMNS; i++)
        d->field[i] = row_get(row, i);
    d->field[ENTRY_AMOUNT] = (struct slice){ amount, money_format(amount, e->amount) };
    for (size_t k = 0; k < d->added_n; k++)
        d->field[ENTRY_COLUMNS + k] = d->slot[k] < 0 ? (struct slice){ "", 0 } : row_get(row, d->slot[k]);
    put_line(&d->body, d->field, ENTRY_COLUMNS + d->added_n);
}

/* Adds a record of the input to its hash (row NULL: its header), as a plain CSV file has it: for such a
 * file the hash is what sha256sum prints, and how the input was packed or ended its lines is no matter. */
static void
hash_record(struct draft *d, const struct row *row)
{
    const char *name;
    int slot;

    d->line.n = 0;
    for (size_t i = 0; (name = rows_column(d->in, i, &slot)); i++) {
        buffer_add(&d->line, ",", i > 0);
        emit_csv_field(&d->line, row ? row_get(row, slot) : slice_of(name));
    }
    buffer_add(&d->line, "\n", 1);
    digest_add(d->digest, d->line.p, d->line.n);
}

static void
read_entries(struct draft *d)
{
    struct row row;
    struct entry e;

    d->digest = digest_new();
    d->field = mem_alloc((ENTRY_COLUMNS + d->added_n) * sizeof *d->field);
    hash_record(d, NULL);
    while (cli_entry(d->in, &row, &e)) {
        if (!fits(&row))
            continue;
        put_entry(d, &row, &e);
        hash_record(d, &row);
        cli_sum(e.amount > 0 ? &d->debits : &d->credits, e.amount);
        d->entries++;
    }
    digest_take(d->digest, d->sha);
}

/* The user who called sudo where sudo was used: the account that owns the ledgers is nobody's name. */
static const char *
user_name(void)
{
    const char *caller = getenv("SUDO_USER");
    const struct passwd *pw;
    static char number[24];

    if (caller && *caller && !text_check(slice_of(caller)))
        return caller;
    if ((pw = getpwuid(getuid())))
        return pw->pw_name;
    snprintf(number, sizeof number, "%lu", (unsigned long)getuid());
    return number;
}

/* The moment of posting, UTC. SOURCE_DATE_EPOCH is the convention of reproducible builds: samples and
 * tests come out the same each time. */
static time_t
moment(void)
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    size_t n = fixed ? strspn(fixed, "0123456789") : 0;

    if (!fixed || !*fixed)
        return time(NULL);
    if (fixed[n] || n > 11) /* 11 digits reach beyond the year 5000 */
        cli_die("SOURCE_DATE_EPOCH: \"%s\" is not a number of seconds", fixed);
    return (time_t)strtoll(fixed, NULL, 10);
}

static void
put_mark(struct draft *d, const char *today)
{
    char memo[160], when[32], debits[MONEY_TEXT], credits[MONEY_TEXT];
    time_t now = moment();
    struct tm t;

    for (size_t i = 0; i < ENTRY_COLUMNS + d->added_n; i++)
        d->field[i] = (struct slice){ "", 0 };
    gmtime_r(&now, &t);
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &t);
    money_format(debits, d->debits);
    money_format(credits, d->credits);
    snprintf(memo, sizeof memo, "entries %lld debits %s credits %s posted %s", (long long)d->entries, debits,
             credits, when);
    d->field[ENTRY_DATE] = slice_of(today);
    d->field[ENTRY_KIND] = slice_of("batch");
    d->field[ENTRY_REF] = slice_of(id);
    d->field[ENTRY_CLERK] = slice_of(user_name());
    d->field[ENTRY_MEMO] = slice_of(memo);
    put_line(&d->mark, d->field, ENTRY_COLUMNS + d->added_n);
}

static void
check_id(void)
{
    const char *why = text_check(slice_of(id));

    if (why || !*id || strlen(id) > 128 || strpbrk(id, ",\""))
        cli_die("--batch: \"%s\" %s", id,
                why ? why : "is not a name of up to 128 bytes without commas or quotes");
}

/* A signal between the first byte and the seal would leave a torn tail for the next post to mend: what
 * can wait does. A broken pipe or a size limit is an error of write(), not an end of the program. */
static void
hold_signals(void)
{
    sigset_t wait;

    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    sigemptyset(&wait);
    sigaddset(&wait, SIGINT);
    sigaddset(&wait, SIGTERM);
    sigaddset(&wait, SIGHUP);
    sigprocmask(SIG_BLOCK, &wait, NULL);
}

static void
print_totals(const struct draft *d, const struct posting *p)
{
    struct emit *out = cli_emit();
    bool sealed = p->seal > 0;
    money net = d->debits;

    cli_sum(&net, d->credits);
    emit_column(out, "batch", CELL_TEXT);
    emit_column(out, "entries", CELL_COUNT);
    emit_column(out, "debits", CELL_MONEY);
    emit_column(out, "credits", CELL_MONEY);
    emit_column(out, "net", CELL_MONEY);
    emit_column(out, "seal", CELL_TEXT);
    emit_column(out, "sha256", CELL_TEXT);
    emit_string(out, id);
    emit_count(out, d->entries);
    emit_money(out, d->debits);
    emit_money(out, d->credits);
    emit_money(out, net);
    if (sealed)
        emit_count(out, (int64_t)p->seal);
    else
        emit_string(out, "");
    emit_string(out, sealed ? p->sha : "");
    emit_end(out);
}

static void
complain(const char *path, const struct posting *p)
{
    if (p->saved)
        warnx("%s: a batch that was cut short was found behind the last seal; saved as %s and cut off", path,
              p->saved);
    switch (p->result) {
    case POST_DONE:
        return;
    case POST_ALREADY:
        warnx("%s: already posted: batch %s, seal %llu", path, id, (unsigned long long)p->seal);
        return;
    case POST_UNKNOWN:
        warnx("%s: %s: the outcome is unknown; posting the same batch again is safe", path, p->why);
        return;
    case POST_OTHER:
        warnx("%s: batch %s: %s (seal %llu)", path, id, p->why, (unsigned long long)p->seal);
        return;
    default:
        if (p->line > 0)
            warnx("%s:%llu: %s; nothing was posted", path, (unsigned long long)p->line, p->why);
        else
            warnx("%s: %s; nothing was posted", path, p->why);
    }
}

static int
status_of(enum post_result r)
{
    switch (r) {
    case POST_DONE:
    case POST_ALREADY:
        return 0;
    case POST_OTHER:
    case POST_CLOSED:
        return 1;
    default:
        return 2;
    }
}

static struct posting
post(struct draft *d, const char *path)
{
    char today[DATE_TEXT];
    struct batch b = { .id = id, .date = today, .added = d->added_n };

    date_format(today, cli_today());
    put_mark(d, today);
    b.header = (struct slice){ d->header.p, d->header.n };
    b.mark = (struct slice){ d->mark.p, d->mark.n };
    b.body = (struct slice){ d->body.p, d->body.n };
    hold_signals();
    return ledger_post(path, &b, dry);
}

int
main(int argc, char **argv)
{
    char **files = cli_begin(argc, argv, &program);
    struct draft d = { 0 };
    struct posting p = { .result = POST_DONE };
    const char *path = *files, *why;

    if (!path)
        cli_die("which ledger? try 'till-post --help'");
    if (id)
        check_id();
    read_header(&d, path);
    d.in = cli_rows(files + 1, entry_want, ENTRY_COLUMNS, &cli_sealed);
    match_columns(&d, path);
    if (d.header.n == 0)
        put_header(&d);
    read_entries(&d);
    cli_checked();
    if (!id)
        id = d.sha;
    if (d.entries == 0)
        warnx("no entries: nothing to post");
    else
        p = post(&d, path);
    complain(path, &p);
    if (status_of(p.result) == 0)
        print_totals(&d, &p);
    if ((why = cli_close()))
        cli_die("standard output: %s%s", why,
                p.seal > 0 ? "; the batch is posted, and posting it again is safe" : "");
    cli_end(status_of(p.result));
}
