#include "cli_received.h"

#include "group.h"

const char *const received_want[RECEIVED_COLUMNS] = { "?date", "?kind", "?status", "?ref", "amount" };

void
received_ahead(struct rows *r)
{
    cli_dates(r, RECEIVED_DATE);
    cli_kinds(r, RECEIVED_KIND);
    cli_amounts(r, RECEIVED_AMOUNT);
    rows_value(r, RECEIVED_REF, group_field_hashes);
}

static bool
has(const struct row *row, int slot)
{
    return row->slot[slot] < row->cells;
}

static enum received
bad(const struct row *row, const char *column, struct slice value, const char *phrase)
{
    cli_bad(row, column, value, phrase);
    return RECEIVED_BAD;
}

/* Money received is what lowers a customer's debt by being paid. */
static enum received
weigh_entry(const struct entry *e, bool refunds, money *m)
{
    *m = -e->amount;
    if (e->kind == KIND_REFUND)
        return refunds ? RECEIVED : RECEIVED_NOTHING;
    return e->kind == KIND_PAYMENT || e->kind == KIND_RETURN ? RECEIVED : RECEIVED_NOTHING;
}

/* Whose account it is, and the date where a file has none, are nothing to the sums, so a stand-in does. */
static enum received
read_entry(const struct row *row, bool refunds, money *m)
{
    struct slice field[ENTRY_COLUMNS] = { 0 };
    enum entry_column column;
    struct entry e;
    const char *why;

    if (row->value[RECEIVED_DAY] != ROWS_NO_VALUE && row->value[RECEIVED_SORT] != ROWS_NO_VALUE &&
        row->value[RECEIVED_CENTS] != ROWS_NO_VALUE) {
        e.kind = (enum entry_kind)row->value[RECEIVED_SORT];
        e.amount = row->value[RECEIVED_CENTS];
        if (!entry_check_sign(e.kind, e.amount))
            return weigh_entry(&e, refunds, m);
    }
    field[ENTRY_DATE] = has(row, RECEIVED_DATE) ? row_get(row, RECEIVED_DATE) : slice_of("2000-01-01");
    field[ENTRY_ACCOUNT] = slice_of("-");
    field[ENTRY_KIND] = row_get(row, RECEIVED_KIND);
    field[ENTRY_AMOUNT] = row_get(row, RECEIVED_AMOUNT);
    if ((why = entry_parse(field, &e, &column)))
        return bad(row, entry_column_name(column), field[column], why);
    return weigh_entry(&e, refunds, m);
}

static enum received
read_receipt(const struct row *row, money *m)
{
    struct slice status = row_get(row, RECEIVED_STATUS);

    if (!cli_amount(row, RECEIVED_AMOUNT, RECEIVED_CENTS, "amount", m))
        return RECEIVED_BAD;
    if (*m < 0)
        return bad(row, "amount", row_get(row, RECEIVED_AMOUNT),
                   "is below zero: the status says which way it went");
    if (slice_is(status, "sale"))
        return RECEIVED;
    if (slice_is(status, "void"))
        return RECEIVED_VOID;
    if (!slice_is(status, "refund") && !slice_is(status, "return"))
        return bad(row, "status", status,
                   status.n ? "is not sale, void, refund or return" : "is empty where a status belongs");
    *m = -*m;
    return RECEIVED;
}

enum received
received_read(const struct row *row, bool refunds, money *m)
{
    if (has(row, RECEIVED_KIND))
        return read_entry(row, refunds, m);
    if (has(row, RECEIVED_STATUS))
        return read_receipt(row, m);
    return cli_amount(row, RECEIVED_AMOUNT, RECEIVED_CENTS, "amount", m) ? RECEIVED : RECEIVED_BAD;
}
