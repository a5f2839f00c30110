#include "entry.h"

#include "hash.h"

const char *const entry_want[ENTRY_COLUMNS] = { "date",   "account", "kind",    "?ref",  "?item",  "?code",
                                                "amount", "?due",    "?tender", "?till", "?clerk", "?memo" };

static const struct slice kinds[KINDS] = { { "charge", 6 },  { "penalty", 7 },  { "interest", 8 },
                                           { "payment", 7 }, { "return", 6 },   { "adjustment", 10 },
                                           { "refund", 6 },  { "writeoff", 8 }, { "transfer", 8 } };

const char *
entry_column_name(enum entry_column c)
{
    return entry_want[c] + (entry_want[c][0] == '?');
}

const char *
entry_kind_name(enum entry_kind k)
{
    return kinds[k].p;
}

bool
entry_is_mark(struct slice kind)
{
    return slice_is(kind, "batch") || slice_is(kind, "seal");
}

/* The only kind that the text could be, by its length and a letter. */
static enum entry_kind
guess_kind(struct slice s)
{
    char first = s.n > 0 ? s.p[0] : '\0';

    switch (s.n) {
    case 6:
        return first == 'c' ? KIND_CHARGE : s.p[2] == 't' ? KIND_RETURN : KIND_REFUND;
    case 7:
        return s.p[1] == 'a' ? KIND_PAYMENT : KIND_PENALTY;
    case 8:
        return first == 'i' ? KIND_INTEREST : first == 'w' ? KIND_WRITEOFF : KIND_TRANSFER;
    default:
        return KIND_ADJUSTMENT;
    }
}

const char *
entry_kind_parse(struct slice s, enum entry_kind *out)
{
    enum entry_kind k = guess_kind(s);

    if (s.n == kinds[k].n && hash_alike(s.p, kinds[k].p, s.n)) {
        *out = k;
        return NULL;
    }
    if (entry_is_mark(s))
        return "is a mark of till-post's own, no kind of entry";
    return s.n ? "is not a kind of entry" : "is empty where a kind belongs";
}

const signed char entry_signs[KINDS] = {
    [KIND_CHARGE] = 1, [KIND_PENALTY] = 1,  [KIND_INTEREST] = 1,  [KIND_RETURN] = 1,
    [KIND_REFUND] = 1, [KIND_PAYMENT] = -1, [KIND_WRITEOFF] = -1,
};

const char *
entry_check_sign(enum entry_kind k, money amount)
{
    if (entry_sign_is_good(k, amount))
        return NULL;
    return entry_signs[k] > 0 ? "must be above zero for this kind" : "must be below zero for this kind";
}

const char *
entry_parse(const struct slice field[ENTRY_COLUMNS], struct entry *e, enum entry_column *column)
{
    const char *why;

    *column = ENTRY_DATE;
    if ((why = date_parse(field[ENTRY_DATE].p, field[ENTRY_DATE].n, &e->date)))
        return why;
    *column = ENTRY_ACCOUNT;
    if (field[ENTRY_ACCOUNT].n == 0)
        return "is empty where an account belongs";
    *column = ENTRY_KIND;
    if ((why = entry_kind_parse(field[ENTRY_KIND], &e->kind)))
        return why;
    *column = ENTRY_AMOUNT;
    if ((why = money_parse(field[ENTRY_AMOUNT].p, field[ENTRY_AMOUNT].n, &e->amount)))
        return why;
    if ((why = entry_check_sign(e->kind, e->amount)))
        return why;
    *column = ENTRY_DUE;
    e->due = DATE_NONE;
    if (field[ENTRY_DUE].n > 0 && (why = date_parse(field[ENTRY_DUE].p, field[ENTRY_DUE].n, &e->due)))
        return why;
    e->account = field[ENTRY_ACCOUNT];
    e->ref = field[ENTRY_REF];
    e->item = field[ENTRY_ITEM];
    e->code = field[ENTRY_CODE];
    e->tender = field[ENTRY_TENDER];
    e->till = field[ENTRY_TILL];
    e->clerk = field[ENTRY_CLERK];
    e->memo = field[ENTRY_MEMO];
    return NULL;
}
