#include "cli_draft.h"

#include "emit_csv.h"
#include "faults.h"
#include "guard.h"
#include "ledger.h"
#include "lines.h"
#include "record.h"
#include "text.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define RUN 65536 /* bytes that are hashed at once, or somewhat more */

/* A column of the input. */
struct given {
    const char *name;
    int slot;
    bool text; /* and neither date, amount nor kind, which are judged as such */
};

/* A draft while it is read. */
struct reading {
    struct draft *d;
    const struct draft_rules *rules;
    struct rows *in;
    const char **added; /* the columns that the office added to the ledger */
    size_t cap;
    int *slot; /* of each of them in the input, or -1 */
    struct given *given;
    size_t givens;
    bool alike;          /* they are the ledger's columns, in its order */
    struct slice *field; /* of a line of the ledger */
    struct buffer line;  /* what is not hashed yet */
    struct buffer key;
    struct digest *digest;
};

static void
put_line(struct buffer *to, const struct slice *field, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        emit_csv_field(to, field[i]);
        buffer_add(to, i + 1 < n ? "," : "\n", 1);
    }
}

static void
add_column(struct reading *r, struct slice name)
{
    char *copy = mem_alloc(name.n + 1);

    memcpy(copy, name.p, name.n);
    r->added = mem_room(r->added, r->d->added, &r->cap, sizeof *r->added);
    r->added[r->d->added++] = copy;
}

/* The first line of a ledger that is there; nothing where none is, or none is begun. Whatever else may
 * be wrong with it is said when it is opened to be posted to. */
static void
read_first_line(struct buffer *header, const char *path)
{
    const char *why;
    struct lines *l;
    struct stat st;
    size_t end;

    if (stat(path, &st) < 0 || !S_ISREG(st.st_mode) ||
        !(l = lines_open(path, &(struct lines_how){ 0 }, &why)))
        return;
    if (lines_peek(l, 0, 65536, &end, &why) == LINE_HERE && lines_at(l)[end - 1] == '\n')
        buffer_add(header, lines_at(l), end);
    lines_close(l);
}

/* The columns of a ledger that is there: the entry's twelve, then those that the office added. */
static void
read_header(struct reading *r, const char *path)
{
    struct buffer *header = &r->d->header;
    struct slice rest, name;

    read_first_line(header, path);
    if (header->n == 0)
        return;
    rest = (struct slice){ header->p, header->n - 1 };
    for (int i = 0; slice_cut(&rest, ',', &name); i++) {
        const char *want = i < ENTRY_COLUMNS ? entry_column_name((enum entry_column)i) : NULL;
        if (want && !slice_is(name, want))
            cli_die("%s:1: \"%.*s\" stands in the header where a ledger has %s", path, (int)name.n, name.p,
                    want);
        if (!want)
            add_column(r, name);
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

static size_t
find_added(const struct reading *r, const char *name)
{
    size_t k = 0;

    while (k < r->d->added && strcmp(r->added[k], name) != 0)
        k++;
    return k;
}

/* What no field of a ledger may hold. A card number is not repeated in the message. */
static const char *
check_field(const struct reading *r, struct slice s, bool text, bool *secret)
{
    *secret = text && guard_has_card(s);
    if (s.n > GUARD_FIELD)
        return "is longer than 4096 bytes";
    if (*secret)
        return "holds what looks like a card number, which may not enter a ledger";
    if (text && !r->rules->formulas && guard_is_formula(s))
        return "would be run as a formula by a spreadsheet (--allow-formulas)";
    return NULL;
}

/* The name of a column that a ledger gets: a new one, if it may have it. */
static const char *
check_name(const struct reading *r, const char *name, bool fresh)
{
    bool secret;
    const char *why = check_field(r, slice_of(name), true, &secret);

    if (!fresh)
        why = "is no column of the ledger, and would be lost";
    else if (!why && strpbrk(name, ",\""))
        why = "has a comma or a quote, as no column of a ledger has";
    if (why)
        cli_die("%s:1: \"%.64s\": %s", faults_file(rows_file_with(r->in, name)), secret ? "..." : name, why);
    return name;
}

/* A ledger keeps the columns that it began with: what it has no column for would be lost. */
static void
match_columns(struct reading *r)
{
    bool fresh = r->d->header.n == 0;
    const char *name;
    int slot;

    for (size_t i = 0; (name = rows_column(r->in, i, &slot)); i++)
        if (!is_entry_column(name) && find_added(r, name) == r->d->added)
            add_column(r, slice_of(check_name(r, name, fresh)));
    r->slot = mem_alloc((r->d->added + 1) * sizeof *r->slot);
    for (size_t k = 0; k < r->d->added; k++)
        r->slot[k] = -1;
    for (size_t i = 0; (name = rows_column(r->in, i, &slot)); i++)
        if (!is_entry_column(name))
            r->slot[find_added(r, name)] = slot;
}

static void
list_columns(struct reading *r)
{
    r->givens = rows_columns(r->in);
    r->given = mem_alloc(r->givens * sizeof *r->given);
    r->alike = r->givens == ENTRY_COLUMNS + r->d->added;
    for (size_t i = 0; i < r->givens; i++) {
        struct given *g = &r->given[i];
        g->name = rows_column(r->in, i, &g->slot);
        g->text =
            g->slot != ENTRY_DATE && g->slot != ENTRY_AMOUNT && g->slot != ENTRY_DUE && g->slot != ENTRY_KIND;
        r->alike = r->alike && g->slot == (i < ENTRY_COLUMNS ? (int)i : r->slot[i - ENTRY_COLUMNS]);
    }
}

/* The first line of a new ledger. */
static void
put_header(struct reading *r)
{
    struct slice *name = mem_alloc((ENTRY_COLUMNS + r->d->added) * sizeof *name);

    for (int i = 0; i < ENTRY_COLUMNS; i++)
        name[i] = slice_of(entry_column_name((enum entry_column)i));
    for (size_t k = 0; k < r->d->added; k++)
        name[ENTRY_COLUMNS + k] = slice_of(r->added[k]);
    put_line(&r->d->header, name, ENTRY_COLUMNS + r->d->added);
    free(name);
    if (ENTRY_COLUMNS + r->d->added > RECORD_CELLS || r->d->header.n > RECORD_BYTES)
        cli_die("%s:1: the header of a ledger has at most %d columns and %d bytes",
                faults_file(rows_file_with(r->in, r->added[r->d->added - 1])), RECORD_CELLS, RECORD_BYTES);
}

static bool
may_enter(const struct reading *r, const struct row *row, const struct entry *e)
{
    const char *why;
    bool secret;

    for (size_t i = 0; i < r->givens; i++) {
        const struct given *g = &r->given[i];
        struct slice s = row_get(row, g->slot);
        if ((why = check_field(r, s, g->text, &secret))) {
            cli_bad(row, g->name, secret ? (struct slice){ NULL, 0 } : s, why);
            return false;
        }
    }
    if (r->rules->dated && !range_has(r->rules->period, e->date)) {
        cli_bad(row, "date", row_get(row, ENTRY_DATE), "is outside the period of the ledger's name");
        return false;
    }
    return true;
}

static void
hash_run(struct reading *r)
{
    digest_add(r->digest, r->line.p, r->line.n);
    r->line.n = 0;
}

/* Adds a record of the input to its hash (row NULL: its header), as a plain CSV file with an entry's
 * columns in their order has it: what sha256sum prints for such a file, however the input was written. */
static void
hash_record(struct reading *r, const struct row *row)
{
    for (size_t i = 0; i < r->givens; i++) {
        const struct given *g = &r->given[i];
        emit_csv_field(&r->line, row ? row_get(row, g->slot) : slice_of(g->name));
        buffer_add(&r->line, i + 1 < r->givens ? "," : "\n", 1);
    }
    if (r->line.n >= RUN)
        hash_run(r);
}

/* The entry as the ledger will have it: amounts with two decimals, the rest as it came. Where nothing
 * differs, the input's hash takes the same line. One that has become too long for a record is refused. */
static bool
put_entry(struct reading *r, const struct row *row, const struct entry *e)
{
    struct buffer *body = &r->d->body;
    size_t from = body->n;
    char amount[MONEY_TEXT];
    struct slice as_given = row_get(row, ENTRY_AMOUNT);

    for (int i = 0; i < ENTRY_COLUMNS; i++)
        r->field[i] = row_get(row, i);
    r->field[ENTRY_AMOUNT] = (struct slice){ amount, money_format(amount, e->amount) };
    for (size_t k = 0; k < r->d->added; k++)
        r->field[ENTRY_COLUMNS + k] = r->slot[k] < 0 ? (struct slice){ "", 0 } : row_get(row, r->slot[k]);
    put_line(body, r->field, ENTRY_COLUMNS + r->d->added);
    if (body->n - from > RECORD_BYTES) {
        body->n = from;
        cli_bad(row, NULL, (struct slice){ NULL, 0 }, "would be a record of more than 65536 bytes");
        return false;
    }
    if (!r->alike || !slice_equal(as_given, r->field[ENTRY_AMOUNT])) {
        hash_record(r, row);
        return true;
    }
    buffer_add(&r->line, body->p + from, body->n - from);
    if (r->line.n >= RUN)
        hash_run(r);
    return true;
}

/* The receipt number of a payment as a line of the ledger will have it. */
static void
note_receipt(struct reading *r, const struct entry *e)
{
    struct buffer *key = &r->key;
    size_t n;

    if (e->kind != KIND_PAYMENT || e->ref.n == 0)
        return;
    key->n = 0;
    emit_csv_field(key, e->ref);
    n = key->n;
    emit_csv_field(key, e->till);
    receipts_add(&r->d->receipts, (struct slice){ key->p, n }, (struct slice){ key->p + n, key->n - n });
}

static void
note_largest(struct draft *d, const struct row *row, const struct entry *e)
{
    struct largest *l = &d->largest[e->kind];
    money size = e->amount < 0 ? -e->amount : e->amount;

    if (l->file && size <= l->amount)
        return;
    free(l->file);
    l->file = strdup(row->file);
    mem_must(l->file, "a file's name");
    l->line = row->line;
    l->amount = size;
}

/* A batch's mark among what is to be posted. One with an account is an entry of a kind that there is not. */
static void
refuse_mark(const struct row *row)
{
    struct slice kind = row_get(row, ENTRY_KIND);
    enum entry_kind none;

    if (row_get(row, ENTRY_ACCOUNT).n == 0)
        cli_die("%s:%llu: is the mark of a batch: the file is a ledger with seals, not entries",
                faults_file(row->file), (unsigned long long)row->line);
    cli_bad(row, "kind", kind, entry_kind_parse(kind, &none));
}

bool
draft_read(struct draft *d, const char *ledger, char **files, const struct draft_rules *rules)
{
    /* No column has marks that end the input in silence: they are handed out, and refused. */
    static const struct rows_form entries_alone = { .marks = true };
    struct reading r = { .d = d, .rules = rules, .digest = digest_new() };
    struct row row;
    struct entry e;
    bool fresh;

    if (ledger)
        read_header(&r, ledger);
    fresh = d->header.n == 0;
    r.in = cli_rows(files, entry_want, ENTRY_COLUMNS, &entries_alone);
    match_columns(&r);
    if (fresh)
        put_header(&r);
    list_columns(&r);
    r.field = mem_alloc((ENTRY_COLUMNS + d->added) * sizeof *r.field);
    hash_record(&r, NULL);
    while (cli_entry(r.in, &row, &e)) {
        if (entry_is_mark(row_get(&row, ENTRY_KIND))) {
            refuse_mark(&row);
            continue;
        }
        if (!may_enter(&r, &row, &e) || !put_entry(&r, &row, &e))
            continue;
        note_receipt(&r, &e);
        note_largest(d, &row, &e);
        if (!totals_add(&d->totals, e.amount))
            cli_die("a sum is beyond what 64 bits hold");
    }
    hash_run(&r);
    digest_take(r.digest, d->sha);
    digest_free(r.digest);
    rows_free(r.in);
    free(r.field);
    free(r.slot);
    free(r.given);
    buffer_free(&r.line);
    buffer_free(&r.key);
    return fresh;
}

int
draft_beyond(const struct draft *d, const struct limits *limits, const char *user, bool *beyond, bool tell)
{
    int n = 0;

    for (int k = 0; k < KINDS; k++) {
        const struct largest *l = &d->largest[k];
        money limit = limits_post(limits, user, (enum entry_kind)k);
        char amount[MONEY_TEXT], most[MONEY_TEXT];
        beyond[k] = l->file && l->amount > limit;
        n += beyond[k];
        if (!beyond[k] || !tell)
            continue;
        money_format(amount, l->amount);
        money_format(most, limit < 0 ? 0 : limit);
        warnx("%s:%llu: amount: %s is beyond %s's limit of %s for the kind %s", faults_file(l->file),
              (unsigned long long)l->line, amount, user, most, entry_kind_name((enum entry_kind)k));
    }
    return n;
}

struct limits *
cli_limits(const char *path)
{
    struct rows *in = cli_side(&path, 1, limits_want, LIMITS_COLUMNS, &(struct rows_form){ 0 });
    struct limits *l = limits_new();
    struct row row;

    while (cli_next(in, &row)) {
        struct slice field[LIMITS_COLUMNS];
        enum limits_column bad;
        const char *why;
        for (int i = 0; i < LIMITS_COLUMNS; i++)
            field[i] = row_get(&row, i);
        if ((why = limits_add(l, field, &bad)))
            cli_bad(&row, limits_want[bad] + (limits_want[bad][0] == '?'), field[bad], why);
    }
    rows_free(in);
    return l;
}
