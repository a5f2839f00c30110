/*
 * till-count: what was counted in the drawers, by denomination, to totals by tender.
 *
 * A drawer is a till on a date. Its change fund was in it before the first sale, so it is no part
 * of what the drawer took in: it is taken off the drawer's cash, once, however many lines counted
 * it.
 */
#include "cli.h"
#include "key.h"
#include "recon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define CASH          "CASH"
#define QUANTITY_MOST 12 /* digits */
#define SEVERAL       UINT32_MAX

enum { DATE, TILL, TENDER, DENOMINATION, QUANTITY, AMOUNT, COLUMNS };

static const char *const columns[COLUMNS] = { "date",          "till",      "tender",
                                              "?denomination", "?quantity", "?amount" };

static const char *fund; /* an amount, or the path of a table */
static struct list group;

static const struct option_spec options[] = {
    { 'f', "float", OPTION_TEXT, &fund, "FLOAT", "change fund of each drawer, or a table till,amount" },
    { 'g', "group", OPTION_SPLIT, &group, "COLUMNS", "total by these (default date,till,tender)" },
    { 0 },
};

static const struct program program = { "till-count", "[counts...]",
                                        "Totals of drawer counts by tender, less the change fund.", options,
                                        USES_INPUT | USES_FORM };

static struct list want; /* the columns of a count, then those of the totals */
static struct key key;
static struct recon totals;

/* The drawers that counted cash: by number, the line of the totals that it is in. */
static struct recon drawers;
static uint32_t *cash_line;
static size_t cash_cap;

/* The change funds: one for all drawers, or by till. */
static money every_fund;
static struct recon funds;

static void
read_fund_table(void)
{
    static const char *const names[] = { "till", "amount" };
    struct rows *table = cli_side(&fund, 1, names, 2, &(struct rows_form){ 0 });
    struct row row;
    money m;

    while (cli_next(table, &row)) {
        struct slice till = row_get(&row, 0);
        uint32_t line = recon_line(&funds, &till);
        if (!cli_money(&row, 1, "amount", &m))
            continue;
        if (m < 0)
            cli_bad(&row, "amount", row_get(&row, 1), "is below zero");
        else if (funds.there[line])
            cli_bad(&row, "till", till, "has a change fund already");
        else
            recon_add(&funds, line, 0, m);
    }
    rows_free(table);
}

static void
read_fund(void)
{
    if (!fund)
        return;
    if (money_parse(fund, strlen(fund), &every_fund))
        read_fund_table();
    else if (every_fund < 0)
        cli_die("--float: \"%s\" is below zero", fund);
}

/* A till that the table does not name has no fund. */
static money
fund_of(struct slice till)
{
    return every_fund ? every_fund : recon_sum(&funds, recon_line(&funds, &till), 0);
}

static void
choose_columns(void)
{
    bool usual = group.n == 0;

    for (int i = 0; i < COLUMNS; i++)
        list_add(&want, columns[i]);
    for (int i = DATE; usual && i <= TENDER; i++)
        list_add(&group, columns[i]);
    for (size_t i = 0; i < group.n; i++) {
        if (group.word[i][0] == '?')
            cli_die("--group: \"%s\" begins with a question mark, as no column here does", group.word[i]);
        if (strcmp(group.word[i], "amount") == 0)
            cli_die("--group: \"amount\" is what is summed");
        for (size_t k = 0; k < i; k++)
            if (strcmp(group.word[i], group.word[k]) == 0)
                cli_die("--group: \"%s\" stands twice", group.word[i]);
        key_add_column(&key, &want, group.word[i]);
    }
    totals = recon_new(group.n, 1);
    drawers = recon_new(2, 1);
    funds = recon_new(1, 1);
}

static const char *
parse_quantity(struct slice s, int64_t *out)
{
    int64_t n = 0;

    if (s.n == 0)
        return "is empty where a quantity belongs";
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return s.p[0] == '-' ? "is below zero" : "is not a whole number";
        if (i == QUANTITY_MOST)
            return "has more than twelve digits";
        n = n * 10 + (s.p[i] - '0');
    }
    *out = n;
    return NULL;
}

static bool
bad(const struct row *row, int column, const char *phrase)
{
    cli_bad(row, columns[column] + (columns[column][0] == '?'), row_get(row, column), phrase);
    return false;
}

/* denomination x quantity, which a stated amount must be, too. */
static bool
read_pieces(const struct row *row, int64_t quantity, bool stated, money *amount)
{
    char one[MONEY_TEXT], all[MONEY_TEXT], given[MONEY_TEXT], phrase[4 * MONEY_TEXT];
    money denomination, product;

    if (!cli_money(row, DENOMINATION, "denomination", &denomination))
        return false;
    if (denomination <= 0)
        return bad(row, DENOMINATION, "is not above zero");
    if (!money_muldiv(denomination, quantity, 1, ROUND_HALF_UP, &product) || !money_fits(product))
        return bad(row, QUANTITY, "makes an amount beyond 999,999,999,999.99");
    if (stated && *amount != product) {
        money_format(one, denomination);
        money_format(all, product);
        money_format(given, *amount);
        snprintf(phrase, sizeof phrase, "%s x %lld is %s, not %s", one, (long long)quantity, all, given);
        cli_bad(row, "amount", (struct slice){ 0 }, phrase);
        return false;
    }
    *amount = product;
    return true;
}

/* What a record says was counted: pieces of a denomination, or an amount (of so many checks). */
static bool
read_amount(const struct row *row, money *amount)
{
    bool pieces = row_get(row, DENOMINATION).n > 0, stated = row_get(row, AMOUNT).n > 0;
    int64_t quantity = 0;
    const char *why = NULL;

    if (pieces || row_get(row, QUANTITY).n > 0)
        why = parse_quantity(row_get(row, QUANTITY), &quantity);
    if (why)
        return bad(row, QUANTITY, why);
    if ((stated || !pieces) && !cli_money(row, AMOUNT, "amount", amount))
        return false;
    if (stated && *amount < 0)
        return bad(row, AMOUNT, "is below zero");
    return pieces ? read_pieces(row, quantity, stated, amount) : true;
}

static bool
read_drawer(const struct row *row)
{
    date day;

    if (!cli_date(row, DATE, "date", &day))
        return false;
    if (row_get(row, TILL).n == 0)
        return bad(row, TILL, "is empty where a till belongs");
    if (row_get(row, TENDER).n == 0)
        return bad(row, TENDER, "is empty where a tender belongs");
    return true;
}

/* Remembers which total a drawer's cash is in. */
static void
add_cash(const struct row *row, uint32_t line)
{
    struct slice drawer[2] = { row_get(row, DATE), row_get(row, TILL) };
    uint32_t known = drawers.lines, number = recon_line(&drawers, drawer);

    cash_line = mem_room(cash_line, number, &cash_cap, sizeof *cash_line);
    if (number == known)
        cash_line[number] = line;
    else if (cash_line[number] != line)
        cash_line[number] = SEVERAL;
}

static void
add_record(const struct row *row)
{
    money amount;
    uint32_t line;

    if (!read_drawer(row) || !read_amount(row, &amount))
        return;
    key_fill(&key, row, 0);
    line = recon_line(&totals, key.field);
    recon_add(&totals, line, 0, amount);
    if (slice_is(row_get(row, TENDER), CASH))
        add_cash(row, line);
    else if (fund && row_get(row, TENDER).n == strlen(CASH) &&
             strncasecmp(row_get(row, TENDER).p, CASH, strlen(CASH)) == 0)
        cli_bad(row, "tender", row_get(row, TENDER), "is not CASH, from which the change fund is taken");
}

static void
take_off_funds(void)
{
    uint32_t *order = recon_order(&drawers);

    for (size_t i = 0; i < drawers.lines; i++) {
        const struct slice *drawer = recon_key(&drawers, order[i]);
        money m = fund_of(drawer[1]);
        if (m != 0 && cash_line[order[i]] == SEVERAL)
            cli_die("%s, till %s: its cash is in several totals, so its change fund can't be taken off one",
                    drawer[0].p, drawer[1].p);
        if (m != 0)
            recon_add(&totals, cash_line[order[i]], 0, -m);
    }
    free(order);
}

static void
print_totals(void)
{
    struct emit *out = cli_emit();
    uint32_t *order = recon_order(&totals);

    if (!recon_close(&totals))
        cli_die("a sum is beyond what 64 bits hold");
    for (size_t i = 0; i < group.n; i++)
        emit_column(out, group.word[i], CELL_TEXT);
    emit_column(out, "amount", CELL_MONEY);
    for (size_t i = 0; i < totals.lines; i++) {
        for (size_t k = 0; k < group.n; k++)
            emit_text(out, recon_key(&totals, order[i])[k]);
        emit_money(out, recon_sum(&totals, order[i], 0));
        emit_end(out);
    }
    free(order);
}

int
main(int argc, char **argv)
{
    char **files = cli_begin(argc, argv, &program);
    struct rows *counts;
    struct row row;

    choose_columns();
    read_fund();
    counts = cli_rows(files, want.word, want.n, &cli_sealed);
    while (cli_next(counts, &row))
        add_record(&row);
    rows_free(counts);
    cli_checked();
    take_off_funds();
    print_totals();
    cli_end(0);
}
