/*
 * till-apply: receipts in, the entries out that post them. The receipts are read first, then the
 * ledger, of which only their accounts are kept: memory is in proportion to the day, not to the years.
 */
#include "apply_chunks.h"
#include "cli_parts.h"
#include "faults.h"
#include "intern.h"
#include "taken.h"
#include "threads.h"

#include <stdlib.h>
#include <string.h>

static struct list ledgers, keys, codes;
static const char *accounts_file, *before;

static const struct option_spec options[] = {
    { 'l', "ledger", OPTION_LIST | OPTION_NEEDED, &ledgers, "LEDGER",
      "needed: a ledger with the open items; may be given again" },
    { 'k', "keys", OPTION_SPLIT, &keys, "KEYS",
      "the order of money: oldest,newest,penalty,current,code (default oldest)" },
    { 'c', "codes", OPTION_SPLIT, &codes, "CODES", "the codes in the order that the key code means" },
    { 0, "accounts", OPTION_TEXT, &accounts_file, "FILE",
      "refuse receipts of accounts not open in this table" },
    { 0, "before", OPTION_TEXT, &before, "BATCH", "read ledgers as they were before this batch was posted" },
    { 0 },
};

static const struct program program = {
    "till-apply", "[receipts...]", "Spreads receipts over the open items of a ledger, as entries to post.",
    options, USES_INPUT | USES_FORM
};

enum { DATE, ACCOUNT, REF, AMOUNT, ITEM, CODE, TENDER, TILL, CLERK, STATUS, MEMO, COLUMNS };

static const char *const want[COLUMNS] = { "date",    "account", "ref",    "amount",  "?item", "?code",
                                           "?tender", "?till",   "?clerk", "?status", "?memo" };

#define DATE_NEVER INT32_MAX

struct day {
    int day, amount; /* where a receipt's are among its values */
    bool returns;    /* whether it has any */
    struct taken taken;
    struct intern known; /* accounts of the table, and from when on each is closed */
    date *closed;
    size_t closed_cap;
};

/* An account is closed from the date of its column "closed" on, where it has one: a day that was closed
 * before can then be closed again and comes out as it did. */
static void
read_accounts(struct day *d)
{
    static const char *const columns[] = { "account", "?status", "?closed" };
    struct rows *in = cli_side(&accounts_file, 1, columns, 3, &cli_sealed);
    struct row row;

    while (cli_next(in, &row)) {
        date from = slice_is(row_get(&row, 1), "closed") ? DATE_MIN : DATE_NEVER;
        uint32_t n;
        if (row_get(&row, 2).n > 0 && !cli_date(&row, 2, "closed", &from))
            continue;
        n = intern_add(&d->known, row_get(&row, 0));
        d->closed = mem_room(d->closed, n, &d->closed_cap, sizeof *d->closed);
        d->closed[n] = from;
    }
    rows_free(in);
}

static bool
account_is_good(const struct day *d, const struct row *row, const struct receipt *r)
{
    struct slice account = row_get(row, ACCOUNT);
    uint32_t n = intern_find(&d->known, account);
    const char *why = NULL;

    if (account.n == 0 && r->status != STATUS_RETURN)
        why = "is empty where an account belongs";
    else if (accounts_file && account.n > 0 && n == UINT32_MAX)
        why = "is not an account";
    else if (accounts_file && account.n > 0 && r->date >= d->closed[n])
        why = "is a closed account";
    if (why)
        cli_bad(row, "account", account, why);
    return !why;
}

static bool
read_receipt(const struct day *d, const struct row *row, struct receipt *r)
{
    struct slice status = row_get(row, STATUS);
    bool has_status = row->slot[STATUS] < row->cells;

    r->status = has_status ? receipt_status(status) : STATUS_SALE;
    if (r->status == STATUSES) {
        cli_bad(row, "status", status,
                status.n ? "is not sale, void, refund or return" : "is empty where a status belongs");
        return false;
    }
    if (!cli_day(row, DATE, d->day, "date", &r->date) ||
        !cli_amount(row, AMOUNT, d->amount, "amount", &r->amount))
        return false;
    if (r->amount < 0 || (r->amount == 0 && r->status != STATUS_VOID)) {
        cli_bad(row, "amount", row_get(row, AMOUNT), "must be above zero in a receipt");
        return false;
    }
    if (r->status == STATUS_RETURN && row_get(row, REF).n == 0) {
        cli_bad(row, "ref", row_get(row, REF),
                "is empty where the returned payment's receipt number belongs");
        return false;
    }
    return r->status == STATUS_VOID || account_is_good(d, row, r);
}

static void
read_texts(const struct row *row, struct receipt *r)
{
    r->ref = row_get(row, REF);
    r->account = row_get(row, ACCOUNT);
    r->item = row_get(row, ITEM);
    r->code = row_get(row, CODE);
    r->tender = row_get(row, TENDER);
    r->till = row_get(row, TILL);
    r->clerk = row_get(row, CLERK);
    r->memo = row_get(row, MEMO);
}

/* A bill that were taken for a receipt would lower what it should raise. */
static void
refuse_entries(const struct rows *in)
{
    const char *file = rows_file_with(in, "kind");

    if (file)
        cli_die("%s:1: kind: is a column of entries, not of receipts; entries are posted as they are",
                faults_file(file));
}

static void
read_receipts(struct day *d, char **files, struct apply *apply)
{
    struct rows *in = cli_rows(files, want, COLUMNS, &cli_sealed);
    struct receipt r = { 0 };
    struct row row;

    refuse_entries(in);
    d->day = cli_dates(in, DATE);
    d->amount = cli_amounts(in, AMOUNT);
    while (cli_next(in, &row)) {
        if (!read_receipt(d, &row, &r))
            continue;
        read_texts(&row, &r);
        taken_keep(&d->taken, &row, &r);
        if (r.status == STATUS_RETURN)
            apply_await(apply, r.ref);
        d->returns |= r.status == STATUS_RETURN;
    }
    rows_free(in);
}

/* What the day asks of the books. */
struct asking {
    const struct day *day;
    struct apply *apply;
};

/* Tells a book for which accounts there are receipts. */
static void
ask_book(void *with, unsigned book)
{
    const struct asking *ask = with;
    struct slice account[APPLY_FETCH];
    const struct taken_receipt *one;
    struct taken_at at = { 0 };
    struct receipt r;
    size_t n = 0;

    while ((one = taken_next(&ask->day->taken, &at))) {
        taken_says(one, &r);
        if (apply_book(ask->apply, r.account) != book)
            continue;
        account[n++] = r.account;
        if (n == APPLY_FETCH) {
            apply_expect(ask->apply, book, account, n);
            n = 0;
        }
    }
    apply_expect(ask->apply, book, account, n);
}

static bool
ends_here(const struct row *row)
{
    return before && slice_is(row_get(row, ENTRY_KIND), "batch") && slice_is(row_get(row, ENTRY_REF), before);
}

/* Where the hash of the receipt number is among an entry's values, and whose returns ask for it. */
static struct {
    const struct apply *apply;
    int ref;
} ahead;

/* What a return may ask for is read in the order of the ledger. */
static bool
goes_by(const int64_t *value)
{
    return cli_entry_good(value) && !apply_awaits(ahead.apply, (uint64_t)value[ahead.ref]);
}

static void
go_by(const int64_t *value, size_t every, unsigned char *odd, size_t lines)
{
    block_good_each(value, every, odd, lines, goes_by);
}

/* The accounts of a book. */
struct part {
    struct apply *apply;
    unsigned book;
};

static void
take_entries(void *with, const struct row *first, size_t n)
{
    const struct part *p = with;
    struct item_run run = cli_item_run(first, n, DATE_MAX);

    apply_ledger(p->apply, p->book, &run);
}

/* The ledgers, whose entries are taken in by books, side by side. Receipt numbers are looked at for returns
 * alone. */
static struct rows *
open_ledgers(struct apply *apply, bool returns)
{
    static struct part part[SHARE_PARTS];
    static void *each[SHARE_PARTS];
    static struct rows_share how = { .take = take_entries, .part = each, .cut = true };
    struct rows_form form = cli_sealed;
    struct rows *in;

    form.marks = true;
    in = cli_side(ledgers.word, ledgers.n, entry_want, ENTRY_COLUMNS, &form);
    cli_items(in);
    ahead.apply = apply;
    how.cut_by = NUMBER_ACCOUNT;
    ahead.ref = returns ? cli_hashes(in, ENTRY_REF) : 0;
    how.good = returns ? go_by : cli_entries_good;
    how.parts = cli_parts();
    for (unsigned i = 0; i < how.parts; i++) {
        part[i] = (struct part){ apply, i };
        each[i] = &part[i];
    }
    rows_share(in, &how);
    return in;
}

static void
read_ledgers(struct apply *apply, bool returns)
{
    struct rows *in = open_ledgers(apply, returns);
    bool good = true;
    struct entry e;
    struct row row;

    while (cli_entry(in, &row, &e)) {
        if (ends_here(&row)) {
            rows_skip_file(in);
        } else if (!entry_is_mark(row_get(&row, ENTRY_KIND))) {
            good = apply_note(apply, &e) && good;
            rows_give(in, &row);
        }
    }
    if (!apply_ledger_end(apply) || !good)
        cli_die("a sum is beyond what 64 bits hold");
    rows_free(in);
}

static void
name_columns(struct emit *out)
{
    for (int i = 0; i < ENTRY_COLUMNS; i++)
        emit_column(out, entry_column_name((enum entry_column)i), i == ENTRY_AMOUNT ? CELL_MONEY : CELL_TEXT);
}

static void
print_entry(struct emit *out, const struct entry *e)
{
    emit_date(out, e->date);
    emit_text(out, e->account);
    emit_string(out, entry_kind_name(e->kind));
    emit_text(out, e->ref);
    emit_text(out, e->item);
    emit_text(out, e->code);
    emit_money(out, e->amount);
    emit_date(out, e->due);
    emit_text(out, e->tender);
    emit_text(out, e->till);
    emit_text(out, e->clerk);
    emit_text(out, e->memo);
    emit_end(out);
}

/* The receipts of a day, and where what they make is printed. */
struct printing {
    struct day *day;
    struct emit *out;
    struct taken_at taken, shown;
};

static bool
take_receipt(void *with, struct receipt *r)
{
    struct printing *p = with;
    const struct taken_receipt *one = taken_next(&p->day->taken, &p->taken);

    if (one)
        taken_says(one, r);
    return one;
}

static void
show_receipt(void *with, const struct applied *done)
{
    struct printing *p = with;
    const struct taken_receipt *one = taken_next(&p->day->taken, &p->shown);
    char amount[MONEY_TEXT];
    struct receipt r;
    struct row place;

    for (size_t k = 0; k < done->n; k++)
        print_entry(p->out, &done->entry[k]);
    if (done->why) {
        taken_says(one, &r);
        taken_place(&p->day->taken, one, &place);
        if (strcmp(done->column, "amount") == 0)
            r.ref = (struct slice){ amount, money_format(amount, r.amount) };
        cli_bad(&place, done->column, r.ref, done->why);
    }
    taken_drop(&p->day->taken, &p->shown);
}

int
main(int argc, char **argv)
{
    char **files = cli_begin(argc, argv, &program);
    struct apply *apply = apply_new(cli_parts());
    struct day day = { 0 };
    struct printing printing = { .day = &day };
    const char *why = apply_order(apply, keys.word, keys.n, codes.word, codes.n);

    if (why)
        cli_die("--keys: %s", why);
    if (ledgers.n == 0)
        cli_die("which ledger? --ledger names it; try 'till-apply --help'");
    if (accounts_file)
        read_accounts(&day);
    read_receipts(&day, files, apply);
    threads_run(cli_parts(), ask_book, &(struct asking){ &day, apply });
    read_ledgers(apply, day.returns);
    printing.out = cli_emit();
    name_columns(printing.out);
    chunks_apply(apply, cli_parts(), &(struct applier){ take_receipt, show_receipt, &printing });
    taken_free(&day.taken);
    cli_checked();
    cli_end(0);
}
