/*
 * Cli, the values of records: amounts, dates, entries. What is asked for before the first record is found
 * while blocks are looked through, on whichever thread; only what is not good is read again here, for the
 * words that say why.
 */
#include "cli_parts.h"
#include "digits.h"
#include "word.h"

#include <assert.h>

static int64_t
kind_of(const char *p, size_t n)
{
    enum entry_kind k;

    return entry_kind_parse((struct slice){ p, n }, &k) ? ROWS_NO_VALUE : (int64_t)k;
}

/* The kind of a word (word.h), or ROWS_NO_VALUE: not one of those whose names are no longer. By the factor
 * each has a place of its own. */
static int64_t
kind_of_word(uint64_t word)
{
    static const struct {
        char name[WORD_BYTES];
        enum entry_kind kind;
    } places[] = { { "transfer", KIND_TRANSFER }, { "interest", KIND_INTEREST }, { "refund", KIND_REFUND },
                   { "payment", KIND_PAYMENT },   { "writeoff", KIND_WRITEOFF }, { "penalty", KIND_PENALTY },
                   { "return", KIND_RETURN },     { "charge", KIND_CHARGE } };
    uint64_t place = word * UINT64_C(0x5cd5061c9c5f319f) >> 61;

    return load_eight(places[place].name) == word ? (int64_t)places[place].kind : ROWS_NO_VALUE;
}

bool
cli_kinds(const struct values *v)
{
    bool all = true;

    word_values(v);
    for (size_t k = 0; k < v->lines; k++) {
        int64_t *out = &v->out[k * v->every];
        if (v->odd[k])
            continue;
        if (v->end && word_is_marked((uint64_t)*out))
            *out = values_one(v, k, kind_of);
        else
            *out = kind_of_word((uint64_t)*out);
        all &= *out != ROWS_NO_VALUE;
    }
    return all;
}

int
cli_amounts(struct rows *r, int slot)
{
    return rows_value(r, slot, digits_amounts);
}

int
cli_dates(struct rows *r, int slot)
{
    return rows_value(r, slot, digits_dates);
}

void
cli_entries(struct rows *r)
{
    rows_value(r, ENTRY_DATE, digits_dates);
    rows_value(r, ENTRY_KIND, cli_kinds);
    rows_value(r, ENTRY_AMOUNT, digits_amounts);
    rows_value(r, ENTRY_DUE, digits_due_dates);
}

void
cli_entry_of(const struct row *row, struct entry *e)
{
    const int64_t *v = row->value;

    e->date = (date)v[NUMBER_DATE];
    e->kind = (enum entry_kind)v[NUMBER_KIND];
    e->amount = v[NUMBER_AMOUNT];
    e->due = (date)v[NUMBER_DUE];
    e->account = row_get(row, ENTRY_ACCOUNT);
    e->ref = row_get(row, ENTRY_REF);
    e->item = row_get(row, ENTRY_ITEM);
    e->code = row_get(row, ENTRY_CODE);
    e->tender = row_get(row, ENTRY_TENDER);
    e->till = row_get(row, ENTRY_TILL);
    e->clerk = row_get(row, ENTRY_CLERK);
    e->memo = row_get(row, ENTRY_MEMO);
}

void
cli_items(struct rows *r)
{
    assert(rows_values(r) == 0);
    cli_entries(r);
    cli_accounts(r);
    rows_value(r, ENTRY_ITEM, word_values);
    rows_value(r, ENTRY_CODE, word_values);
}

static void
texts_of(const void *with, size_t i, struct entry *e)
{
    struct row row = *(const struct row *)with;

    row_move(&row, i);
    cli_entry_of(&row, e);
}

struct item_run
cli_item_run(const struct row *first, size_t n, date until)
{
    return (struct item_run){ .value = first->base,
                              .nth = first->nth,
                              .n = n,
                              .every = first->values,
                              .until = until,
                              .texts = texts_of,
                              .with = first,
                              .good = true };
}

static bool
is_found(const int64_t *v)
{
    return v[NUMBER_DATE] != ROWS_NO_VALUE && v[NUMBER_KIND] != ROWS_NO_VALUE &&
           v[NUMBER_AMOUNT] != ROWS_NO_VALUE && v[NUMBER_DUE] != ROWS_NO_VALUE;
}

bool
cli_entry_good(const int64_t *v)
{
    return entry_sign_is_good((enum entry_kind)v[NUMBER_KIND], v[NUMBER_AMOUNT]);
}

void
cli_entries_good(const int64_t *value, size_t every, unsigned char *odd, size_t lines)
{
    block_good_each(value, every, odd, lines, cli_entry_good);
}

/* Fills an entry from the numbers that were found ahead; false where one is none, or the entry is not good.
 */
static bool
entry_ahead(const struct row *row, struct entry *e)
{
    if (!is_found(row->value) || !cli_entry_good(row->value))
        return false;
    cli_entry_of(row, e);
    return e->account.n > 0;
}

/* What was read here is as good as what was found ahead. */
static void
put_right(const struct row *row, const struct entry *e)
{
    row->value[NUMBER_DATE] = e->date;
    row->value[NUMBER_KIND] = (int64_t)e->kind;
    row->value[NUMBER_AMOUNT] = e->amount;
    row->value[NUMBER_DUE] = e->due;
}

bool
cli_entry(struct rows *r, struct row *row, struct entry *e)
{
    struct slice field[ENTRY_COLUMNS];
    enum entry_column bad;
    const char *why;

    if (!rows_begun(r) && rows_values(r) == 0)
        cli_entries(r);
    while (cli_next(r, row)) {
        if (entry_ahead(row, e))
            return true;
        for (int i = 0; i < ENTRY_COLUMNS; i++)
            field[i] = row_get(row, i);
        if (rows_form_of(r)->marks && entry_is_mark(field[ENTRY_KIND]))
            return true;
        why = entry_parse(field, e, &bad);
        if (!why) {
            put_right(row, e);
            return true;
        }
        cli_bad(row, entry_column_name(bad), field[bad], why);
    }
    return false;
}

bool
cli_amount(const struct row *row, int slot, int value, const char *column, money *out)
{
    *out = row->value[value];
    if (*out == ROWS_NO_VALUE && !cli_money(row, slot, column, out))
        return false;
    row->value[value] = *out;
    return true;
}

bool
cli_day(const struct row *row, int slot, int value, const char *column, date *out)
{
    *out = (date)row->value[value];
    if (row->value[value] == ROWS_NO_VALUE && !cli_date(row, slot, column, out))
        return false;
    row->value[value] = *out;
    return true;
}

bool
cli_money(const struct row *row, int slot, const char *column, money *out)
{
    struct slice s = row_get(row, slot);
    const char *why = money_parse(s.p, s.n, out);

    if (why)
        cli_bad(row, column, s, why);
    return !why;
}

bool
cli_date(const struct row *row, int slot, const char *column, date *out)
{
    struct slice s = row_get(row, slot);
    const char *why = date_parse(s.p, s.n, out);

    if (why)
        cli_bad(row, column, s, why);
    return !why;
}
