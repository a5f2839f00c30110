#include "cli_plans.h"

#include <stdlib.h>
#include <string.h>

enum { PLAN, ACCOUNT, ITEM, DUE, SEQ, TERMS, SLOTS = TERMS + TERMS_COLUMNS };

struct holidays
cli_holidays(const char *path)
{
    static const char *const want[] = { "date" };
    struct rows *in = cli_side(&path, 1, want, 1, &(struct rows_form){ 0 });
    struct row row;
    date *days = NULL;
    size_t n = 0, cap = 0;

    while (cli_next(in, &row)) {
        days = mem_room(days, n, &cap, sizeof *days);
        if (cli_date(&row, 0, "date", &days[n]))
            n++;
    }
    rows_free(in);
    holidays_sort(days, n);
    return (struct holidays){ days, n };
}

size_t
cli_schedule(const struct row *row, int slot, struct terms *t, struct instalment *out)
{
    struct slice field[TERMS_COLUMNS];
    enum terms_column bad;
    const char *why;
    size_t n;

    for (int c = 0; c < TERMS_COLUMNS; c++)
        field[c] = row_get(row, slot + c);
    if ((why = terms_parse(field, t, &bad))) {
        cli_bad(row, terms_column_name(bad), field[bad], why);
        return 0;
    }
    if (t->start == DATE_NONE) {
        cli_bad(row, "start", field[TERMS_START], "is empty where a date belongs");
        return 0;
    }
    if ((why = schedule_make(t, out, SCHEDULE_ROOM, &n))) {
        cli_bad(row, NULL, (struct slice){ NULL, 0 }, why);
        return 0;
    }
    return n;
}

/* The slots of the columns that records hand on, an array that the caller owns: their plan, and what is no
 * term. */
static int *
handed_on(const struct rows *in, struct emit *out, struct agreements *all)
{
    static const char *const own[] = { "seq", "due", "interest", "balance" };
    int *slots = mem_alloc(rows_columns(in) * sizeof *slots);

    for (size_t i = 0; i < rows_columns(in); i++) {
        int slot;
        const char *name = rows_column(in, i, &slot);
        for (size_t k = 0; k < sizeof own / sizeof *own; k++)
            if (strcmp(name, own[k]) == 0)
                cli_die("the records have a column \"%s\", as the schedule has", name);
        if (slot > 0 && slot <= TERMS_COLUMNS)
            continue;
        all->dated |= strcmp(name, "account") == 0;
        emit_column(out, name, CELL_TEXT);
        slots[all->fields++] = slot;
    }
    if (all->dated)
        emit_column(out, "start", CELL_TEXT);
    return slots;
}

void
cli_agreements(char **files, const struct terms *defaults, struct emit *out, struct agreements *all)
{
    static struct instalment schedule[SCHEDULE_ROOM];
    const char *want[1 + TERMS_COLUMNS] = { "plan" };
    struct agreement a = { .schedule = schedule };
    struct rows *in;
    struct row row;
    int *slots;

    memcpy(want + 1, terms_want, sizeof terms_want);
    in = cli_rows(files, want, 1 + TERMS_COLUMNS, &cli_sealed);
    slots = handed_on(in, out, all);
    a.field = mem_alloc(all->fields * sizeof *a.field);
    while (cli_next(in, &row)) {
        struct terms t = *defaults;
        if (row_get(&row, 0).n == 0) {
            cli_bad(&row, "plan", row_get(&row, 0), "is empty where a plan belongs");
        } else if ((a.n = cli_schedule(&row, 1, &t, schedule)) > 0) {
            a.start = t.start;
            for (size_t k = 0; k < all->fields; k++)
                a.field[k] = row_get(&row, slots[k]);
            agreements_keep(all, &a);
        }
    }
    rows_free(in);
    free(a.field);
    free(slots);
    cli_checked();
}

static bool
has_names(const struct row *row)
{
    if (row_get(row, PLAN).n == 0)
        cli_bad(row, "plan", row_get(row, PLAN), "is empty where a plan belongs");
    else if (row_get(row, ACCOUNT).n == 0)
        cli_bad(row, "account", row_get(row, ACCOUNT), "is empty where an account belongs");
    else
        return true;
    return false;
}

/* A record of a plan's terms. */
static void
add_terms(struct plans *plans, const struct row *row, const struct terms *defaults)
{
    static struct instalment schedule[SCHEDULE_ROOM];
    struct terms t = *defaults;
    size_t n = cli_schedule(row, TERMS, &t, schedule), plan;

    if (n == 0)
        return;
    plan = plans_add(plans, row_get(row, PLAN), row_get(row, ACCOUNT), row_get(row, ITEM), t.start);
    if (plan == PLANS_NONE) {
        cli_bad(row, "plan", row_get(row, PLAN), "stands twice");
        return;
    }
    for (size_t i = 0; i < n; i++)
        plans_instalment(plans, plan, schedule[i].due, schedule[i].payment);
}

/* The plan that a record of a schedule belongs to, or PLANS_NONE: reported. */
static size_t
plan_of(struct plans *plans, const struct row *row)
{
    size_t plan = plans_find(plans, row_get(row, PLAN));

    if (plan == PLANS_NONE)
        return plans_add(plans, row_get(row, PLAN), row_get(row, ACCOUNT), row_get(row, ITEM), DATE_NONE);
    if (slice_equal(plans_account(plans, plan), row_get(row, ACCOUNT)))
        return plan;
    cli_bad(row, "account", row_get(row, ACCOUNT), "is not the account of the plan's records before");
    return PLANS_NONE;
}

/* A record of a plan's schedule. */
static void
add_instalment(struct plans *plans, const struct row *row)
{
    int start_slot = TERMS + TERMS_START;
    date due, start = DATE_NONE;
    money payment;
    size_t plan;

    if (!cli_date(row, DUE, "due", &due) || !cli_money(row, TERMS + TERMS_PAYMENT, "payment", &payment))
        return;
    if (row_get(row, start_slot).n > 0 && !cli_date(row, start_slot, "start", &start))
        return;
    if (payment < 0) {
        cli_bad(row, "payment", row_get(row, TERMS + TERMS_PAYMENT), "is below zero");
        return;
    }
    if ((plan = plan_of(plans, row)) == PLANS_NONE)
        return;
    if (start == DATE_NONE && slice_is(row_get(row, SEQ), "0"))
        start = due;
    if (start != DATE_NONE && plans_started(plans, plan) == DATE_NONE)
        plans_start(plans, plan, start);
    plans_instalment(plans, plan, due, payment);
}

static bool
has_column(const struct rows *in, const char *name)
{
    int slot;

    for (size_t i = 0; i < rows_columns(in); i++)
        if (strcmp(rows_column(in, i, &slot), name) == 0)
            return true;
    return false;
}

static void
check_starts(struct plans *plans, const char *path, date start)
{
    for (size_t i = 0; i < plans_count(plans); i++) {
        struct slice name = plans_name(plans, i);
        if (plans_started(plans, i) == DATE_NONE)
            plans_start(plans, i, start);
        if (plans_started(plans, i) == DATE_NONE)
            cli_die("%s: plan \"%.*s\" has no start: give it a column start, or --start", path, (int)name.n,
                    name.p);
    }
}

struct plans *
cli_plans(const char *path, const struct terms *defaults)
{
    const char *want[SLOTS] = { "plan", "account", "?item", "?due", "?seq" };
    struct plans *plans = plans_new();
    struct rows *in;
    struct row row;
    bool schedules;

    memcpy(want + TERMS, terms_want, sizeof terms_want);
    want[TERMS + TERMS_PRINCIPAL] = "?principal";
    in = cli_side(&path, 1, want, SLOTS, &(struct rows_form){ 0 });
    schedules = has_column(in, "due");
    if (!has_column(in, schedules ? "payment" : "principal"))
        cli_die("%s: has neither due and payment, of a schedule, nor principal, of terms", path);
    while (cli_next(in, &row)) {
        if (!has_names(&row))
            continue;
        if (schedules)
            add_instalment(plans, &row);
        else
            add_terms(plans, &row, defaults);
    }
    rows_free(in);
    cli_checked();
    check_starts(plans, path, defaults->start);
    return plans;
}
