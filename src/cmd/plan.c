/*
 * till-plan: schedules of instalments from terms; the annual percentage rate of payments; and
 * whether plans are kept, by a ledger. What a day, a rate and a cent are is decided in schedule.h,
 * apr.h and plans.h.
 */
#include "apr.h"
#include "cli_plans.h"

#include <stdlib.h>
#include <string.h>

static struct {
    money principal, payment, fee;
    int payments, method, frequency, day_count, month_end, rounding;
    struct rate rate;
    date start, first;
    const char *down, *holidays, *check, *grace;
    bool apr;
} options = { .principal = -1, .start = DATE_NONE, .first = DATE_NONE };

static const struct option_spec specs[] = {
    { 'p', "principal", OPTION_MONEY, &options.principal, "AMOUNT", "what is to be paid off" },
    { 'n', "payments", OPTION_COUNT, &options.payments, "COUNT", "in so many payments" },
    { 'P', "payment", OPTION_MONEY, &options.payment, "AMOUNT", "or in payments of so much" },
    { 'R', "rate", OPTION_RATE, &options.rate, "RATE", "interest in percent a year (default 0)" },
    { 'm', "method", OPTION_CHOICE, &options.method, "level|equal|addon|bullet",
      "how principal and interest are spread (default level)" },
    { 'f', "frequency", OPTION_CHOICE, &options.frequency,
      "monthly|weekly|biweekly|semimonthly|bimonthly|quarterly", "how often (default monthly)" },
    { 's', "start", OPTION_DATE, &options.start, "DATE", "the day it begins (default today)" },
    { '1', "first", OPTION_DATE, &options.first, "DATE", "the first due date (default one period on)" },
    { 'y', "day-count", OPTION_CHOICE, &options.day_count, "30/360|actual/365|actual/360|actual/actual",
      "days of interest and of a year (default 30/360)" },
    { 'D', "down", OPTION_TEXT, &options.down, "AMOUNT",
      "down payment on the start, or 25% of the principal" },
    { 0, "fee", OPTION_MONEY, &options.fee, "AMOUNT", "on top of each instalment" },
    { 0, "month-end", OPTION_CHOICE, &options.month_end, "clamp|roll",
      "a day the month lacks: its last (default), or the 1st of the next" },
    { 0, "holidays", OPTION_TEXT, &options.holidays, "FILE",
      "move what falls on a weekend or on a date of FILE to the next business day" },
    { 0, "rounding", OPTION_CHOICE, &options.rounding, "half-up|half-even", "to the cent (default half-up)" },
    { 0, "apr", OPTION_FLAG, &options.apr, NULL, "the annual percentage rate of records due,payment" },
    { 0, "check", OPTION_TEXT, &options.check, "PLANS",
      "whether the plans of PLANS are kept, by the ledger" },
    { 0, "grace", OPTION_TEXT, &options.grace, "DAYS",
      "days after which what is unpaid breaks a plan (default 0)" },
    { 0, NULL, OPTION_FLAG, NULL, NULL, NULL },
};

static const struct program program = {
    .name = "till-plan",
    .operands = "[file...]",
    .about = "Instalment schedules from terms, the rate of payments, and whether plans are kept.",
    .options = specs,
    .uses = USES_INPUT | USES_FORM | USES_DAY,
};

static struct instalment schedule[SCHEDULE_ROOM];
static struct holidays holidays;

/* The terms of the command line: those of the one plan, or what records leave out. */
static struct terms
read_terms(void)
{
    struct terms t = {
        .principal = options.principal,
        .payments = options.payments,
        .payment = options.payment,
        .rate = options.rate,
        .method = (enum method)options.method,
        .frequency = (enum frequency)options.frequency,
        .day_count = (enum day_count)options.day_count,
        .month_end = (enum month_end)options.month_end,
        .rounding = (enum rounding)options.rounding,
        .start = options.start,
        .first = options.first,
        .fee = options.fee,
    };
    const char *why = options.down ? terms_down(slice_of(options.down), &t) : NULL;

    if (why)
        cli_die("--down: \"%s\" %s", options.down, why);
    if (options.holidays) {
        holidays = cli_holidays(options.holidays);
        t.holidays = &holidays;
    }
    return t;
}

struct heading {
    const char *name;
    enum cell type;
};

static const struct heading schedule_headings[] = {
    { "seq", CELL_COUNT },      { "due", CELL_TEXT },  { "payment", CELL_MONEY }, { "principal", CELL_MONEY },
    { "interest", CELL_MONEY }, { "fee", CELL_MONEY }, { "balance", CELL_MONEY }, { NULL, CELL_TEXT },
};

static const struct heading check_headings[] = {
    { "plan", CELL_TEXT },   { "account", CELL_TEXT }, { "due", CELL_MONEY },
    { "paid", CELL_MONEY },  { "behind", CELL_MONEY }, { "first_unpaid", CELL_TEXT },
    { "status", CELL_TEXT }, { "why", CELL_TEXT },     { NULL, CELL_TEXT },
};

static void
name_columns(struct emit *out, const struct heading *heading)
{
    for (; heading->name; heading++)
        emit_column(out, heading->name, heading->type);
}

static void
print_instalment(struct emit *out, const struct instalment *i)
{
    emit_count(out, i->seq);
    emit_date(out, i->due);
    emit_money(out, i->payment);
    emit_money(out, i->principal);
    emit_money(out, i->interest);
    emit_money(out, i->fee);
    emit_money(out, i->balance);
    emit_end(out);
}

static void
print_one(const struct terms *t)
{
    size_t n;
    const char *why = schedule_make(t, schedule, SCHEDULE_ROOM, &n);
    struct emit *out;

    cli_checked();
    if (why)
        cli_die("%s", why);
    out = cli_emit();
    name_columns(out, schedule_headings);
    for (size_t i = 0; i < n; i++)
        print_instalment(out, &schedule[i]);
}

/* Plans and payments are never read from the ledger of TILL_BOOK. */
static char dash[] = "-", *standard_input[] = { dash, NULL };

static void
print_agreed(struct emit *out, const struct agreements *all, const struct agreement *a)
{
    for (size_t i = 0; i < a->n; i++) {
        for (size_t k = 0; k < all->fields; k++)
            emit_text(out, a->field[k]);
        if (all->dated)
            emit_date(out, a->start);
        print_instalment(out, &a->schedule[i]);
    }
}

/* Nothing is printed before all was read and holds. */
static void
print_many(char **files, const struct terms *defaults)
{
    struct emit *out = cli_emit();
    struct agreements all = { 0 };
    struct agreement a = { .schedule = schedule };

    cli_agreements(*files ? files : standard_input, defaults, out, &all);
    name_columns(out, schedule_headings);
    emit_release(out);
    agreements_turn(&all);
    a.field = mem_alloc(all.fields * sizeof *a.field);
    while (agreements_next(&all, &a))
        print_agreed(out, &all, &a);
    if (agreements_fault(&all))
        cli_die("what was read %s", agreements_fault(&all));
    agreements_free(&all);
    free(a.field);
}

static int
by_due(const void *a, const void *b)
{
    const struct apr_payment *x = a, *y = b;

    return (x->due > y->due) - (x->due < y->due);
}

static bool
read_payment(const struct row *row, int due, int amount, struct apr_payment *p)
{
    if (!cli_date(row, due, "due", &p->due) || !cli_money(row, amount, "payment", &p->amount))
        return false;
    if (p->amount < 0)
        cli_bad(row, "payment", row_get(row, amount), "is below zero");
    return p->amount >= 0;
}

static void
print_rate(char **files)
{
    static const char *const want[] = { "due", "payment" };
    struct apr_payment *payments = NULL;
    struct rows *in;
    struct row row;
    struct emit *out;
    size_t n = 0, cap = 0;
    int64_t rate;
    const char *why;

    if (options.principal < 0 || options.start == DATE_NONE)
        cli_die("--apr needs a --principal and a --start");
    in = cli_rows(*files ? files : standard_input, want, 2, &cli_sealed);
    while (cli_next(in, &row)) {
        payments = mem_room(payments, n, &cap, sizeof *payments);
        if (!read_payment(&row, 0, 1, &payments[n]))
            continue;
        if (payments[n].due < options.start)
            cli_bad(&row, "due", row_get(&row, 0), "is before the start");
        else
            n++;
    }
    rows_free(in);
    cli_checked();
    if (n > 1)
        qsort(payments, n, sizeof *payments, by_due);
    why = apr_find(options.principal, options.start, payments, n, &rate, NULL);
    if (why)
        cli_die("%s", why);
    out = cli_emit();
    emit_column(out, "apr", CELL_MONEY);
    emit_money(out, rate); /* hundredths of a percent look like cents */
    emit_end(out);
    free(payments);
}

/* A number of days, which may be none. */
static int
read_grace(void)
{
    char *end;
    long v;

    if (!options.grace)
        return 0;
    v = strtol(options.grace, &end, 10);
    if (*options.grace < '0' || *options.grace > '9' || *end || v > 3660)
        cli_die("--grace: \"%s\" is not a number of days from 0 to 3660", options.grace);
    return (int)v;
}

static void
read_ledger(char **files, date day, struct plans *plans)
{
    struct rows *in = cli_rows(files, entry_want, ENTRY_COLUMNS, &cli_sealed);
    struct row row;
    struct entry e;

    while (cli_entry(in, &row, &e))
        if (e.date <= day && !plans_entry(plans, &e))
            cli_die("a sum is beyond what 64 bits hold");
    rows_free(in);
    cli_checked();
    if (!plans_settle(plans))
        cli_die("a sum is beyond what 64 bits hold");
}

static void
add_day(struct buffer *b, date d)
{
    char day[DATE_TEXT];

    buffer_add(b, day, date_format(day, d));
}

/* What broke the plan, or that it is over. */
static void
print_why(struct emit *out, const struct verdict *v)
{
    struct buffer b = { 0 };

    if (v->done)
        buffer_put(&b, "paid in full");
    if (v->late) {
        buffer_put(&b, "instalment due ");
        add_day(&b, v->unpaid);
        buffer_put(&b, " unpaid");
    }
    if (v->bill_due != DATE_NONE) {
        buffer_put(&b, v->late ? "; " : "");
        buffer_put(&b, v->bill.n > 0 ? "bill " : "a charge");
        buffer_add(&b, v->bill.p, v->bill.n);
        buffer_put(&b, " due ");
        add_day(&b, v->bill_due);
        buffer_put(&b, " unpaid");
    }
    emit_text(out, (struct slice){ b.p ? b.p : "", b.n });
    buffer_free(&b);
}

/* Returns the exit status: 1 where a plan is broken. */
static int
print_check(char **files, const struct terms *defaults)
{
    date day = cli_today();
    int grace = read_grace(), status = 0;
    struct plans *plans = cli_plans(options.check, defaults);
    struct emit *out;

    read_ledger(files, day, plans);
    out = cli_emit();
    name_columns(out, check_headings);
    for (size_t i = 0; i < plans_count(plans); i++) {
        struct slice name = plans_name(plans, i);
        struct verdict v;
        const char *why = plans_judge(plans, i, day, grace, &v);
        if (why)
            cli_die("%s: plan \"%.*s\" %s", options.check, (int)name.n, name.p, why);
        emit_text(out, name);
        emit_text(out, plans_account(plans, i));
        emit_money(out, v.state.due);
        emit_money(out, v.state.paid);
        emit_money(out, v.state.behind);
        emit_date(out, v.unpaid);
        emit_string(out, v.state.broken ? "broken" : "kept");
        print_why(out, &v);
        emit_end(out);
        if (v.state.broken)
            status = 1;
    }
    plans_free(plans);
    return status;
}

/* One way of working at a time. */
static void
check_options(char **files)
{
    if (options.apr && options.check)
        cli_die("--apr and --check exclude each other");
    if (options.check && options.principal >= 0)
        cli_die("--check reads plans, --principal is for one");
    if (!options.apr && options.principal >= 0 && *files)
        cli_die("%s: with --principal no records are read", *files);
    if (options.grace && !options.check)
        cli_die("--grace goes with --check");
}

int
main(int argc, char **argv)
{
    char **files = cli_begin(argc, argv, &program);
    struct terms terms = read_terms();
    int status = 0;

    check_options(files);
    if (!options.apr && !options.check && terms.start == DATE_NONE)
        terms.start = cli_today();
    if (options.check)
        status = print_check(files, &terms);
    else if (options.apr)
        print_rate(files);
    else if (options.principal >= 0)
        print_one(&terms);
    else
        print_many(files, &terms);
    cli_end(status);
}
