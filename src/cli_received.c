#include "cli_received.h"

#include "apply.h"
#include "cli_parts.h"
#include "digits.h"
#include "hash.h"

const char *const received_want[RECEIVED_COLUMNS] = { "?date", "?kind", "?status", "?ref", "amount" };

static int64_t
state_value(const char *p, size_t n)
{
    enum receipt_status s;

    if (n == 4 && hash_alike(p, "sale", 4)) /* as most are */
        return STATUS_SALE;
    s = receipt_status((struct slice){ p, n });
    return s < STATUSES ? (int64_t)s : ROWS_NO_VALUE;
}

/* Lines without the column. */
static bool
without(const struct values *v)
{
    for (size_t k = 0; k < v->lines; k++)
        v->out[k * v->every] = RECEIVED_WITHOUT;
    return true;
}

static bool
days(const struct values *v)
{
    return v->end ? digits_dates(v) : without(v);
}

static bool
kinds(const struct values *v)
{
    return v->end ? cli_kinds(v) : without(v);
}

static bool
states(const struct values *v)
{
    return v->end ? values_each(v, state_value) : without(v);
}

void
received_ahead(struct rows *r)
{
    rows_value(r, RECEIVED_DATE, days);
    rows_value(r, RECEIVED_KIND, kinds);
    rows_value(r, RECEIVED_STATUS, states);
    cli_amounts(r, RECEIVED_AMOUNT);
}

static bool
is_good(const int64_t *value)
{
    if (value[RECEIVED_SORT] != RECEIVED_WITHOUT)
        return entry_sign_is_good((enum entry_kind)value[RECEIVED_SORT], value[RECEIVED_CENTS]);
    return value[RECEIVED_STATE] == RECEIVED_WITHOUT || value[RECEIVED_CENTS] >= 0;
}

void
received_good(const int64_t *value, size_t every, unsigned char *odd, size_t lines)
{
    block_good_each(value, every, odd, lines, is_good);
}

static bool
has(const struct row *row, int slot)
{
    return row->slot[slot] < row->cells;
}

static bool
bad(const struct row *row, const char *column, struct slice value, const char *phrase)
{
    cli_bad(row, column, value, phrase);
    return false;
}

/* Whose account it is, and the date where a file has none, are nothing to the sums, so a stand-in does. */
static bool
read_entry(const struct row *row)
{
    struct slice field[ENTRY_COLUMNS] = { 0 };
    enum entry_column column;
    struct entry e;
    const char *why;

    field[ENTRY_DATE] = has(row, RECEIVED_DATE) ? row_get(row, RECEIVED_DATE) : slice_of("2000-01-01");
    field[ENTRY_ACCOUNT] = slice_of("-");
    field[ENTRY_KIND] = row_get(row, RECEIVED_KIND);
    field[ENTRY_AMOUNT] = row_get(row, RECEIVED_AMOUNT);
    if ((why = entry_parse(field, &e, &column)))
        return bad(row, entry_column_name(column), field[column], why);
    row->value[RECEIVED_SORT] = (int64_t)e.kind;
    row->value[RECEIVED_CENTS] = e.amount;
    return true;
}

static bool
read_receipt(const struct row *row)
{
    struct slice status = row_get(row, RECEIVED_STATUS);
    enum receipt_status s = receipt_status(status);
    money m;

    if (!cli_amount(row, RECEIVED_AMOUNT, RECEIVED_CENTS, "amount", &m))
        return false;
    if (m < 0)
        return bad(row, "amount", row_get(row, RECEIVED_AMOUNT),
                   "is below zero: the status says which way it went");
    if (s == STATUSES)
        return bad(row, "status", status,
                   status.n ? "is not sale, void, refund or return" : "is empty where a status belongs");
    row->value[RECEIVED_STATE] = (int64_t)s;
    return true;
}

bool
received_read(const struct row *row)
{
    money m;

    row->value[RECEIVED_SORT] = row->value[RECEIVED_STATE] = RECEIVED_WITHOUT;
    if (has(row, RECEIVED_KIND))
        return read_entry(row);
    if (has(row, RECEIVED_STATUS))
        return read_receipt(row);
    return cli_amount(row, RECEIVED_AMOUNT, RECEIVED_CENTS, "amount", &m);
}

/* Money received is what lowers a customer's debt by being paid. */
static enum received
weigh_entry(enum entry_kind kind, bool refunds, money *m)
{
    *m = -*m;
    if (kind == KIND_REFUND)
        return refunds ? RECEIVED : RECEIVED_NOTHING;
    return kind == KIND_PAYMENT || kind == KIND_RETURN ? RECEIVED : RECEIVED_NOTHING;
}

enum received
received_of(const int64_t *value, bool refunds, money *m)
{
    *m = value[RECEIVED_CENTS];
    if (value[RECEIVED_SORT] != RECEIVED_WITHOUT)
        return weigh_entry((enum entry_kind)value[RECEIVED_SORT], refunds, m);
    switch (value[RECEIVED_STATE]) {
    case STATUS_VOID:
        return RECEIVED_VOID;
    case STATUS_REFUND:
    case STATUS_RETURN:
        *m = -*m;
        return RECEIVED;
    default:
        return RECEIVED;
    }
}
