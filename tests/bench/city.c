/*
 * The ledger of the benchmark: bills, and what becomes of them.
 *
 * A bill is of an account and a month, due after 20 days; payments, penalties, returns and the like come in
 * the weeks after it. No item is ever over-credited. Lines are in order of date, and documents are never
 * cut in two.
 */
#include "make.h"

#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define CYCLES 20  /* days of a month on which a part of the accounts is billed */
#define RING   128 /* days ahead for which something may be planned */

enum { WATER, SEWER, TRASH, STORM, PENALTY, CODES };
static const char *const code_name[CODES] = { "WATER", "SEWER", "TRASH", "STORM", "PENALTY" };

enum what { PAY, PAY_WITH_PENALTY, PAY_WATER, PAY_LOOSE, PENALISE, RETURN, ADJUST, PAY_ADJUSTED, WRITE_OFF };

struct event {
    uint32_t account, month;
    enum what what;
};

struct day {
    struct event *event;
    size_t n, cap;
};

static struct {
    int64_t days; /* since 1970 */
    int year, month, mday;
    char text[11];
} today;

static struct day ring[RING];
static uint64_t from, to, lines; /* lines: of the documents so far */

static void
begin_day(int64_t days)
{
    today.days = days;
    date_of(days, today.text);
    today.year = atoi(today.text);
    today.month = atoi(today.text + 5);
    today.mday = atoi(today.text + 8);
}

/* What is billed. */

static uint64_t
bill_of(const struct event *e)
{
    return (uint64_t)e->month * ACCOUNTS + e->account;
}

/* The cents of a code on a bill; 0: the account has no such service. */
static int64_t
billed(uint64_t bill, int code)
{
    uint64_t account = bill % ACCOUNTS;

    switch (code) {
    case WATER:
        return 1500 + chance(bill, 1, 6000);
    case SEWER:
        return chance(account, 2, 10) < 9 ? 1000 + chance(bill, 3, 2000) : 0;
    case TRASH:
        return chance(account, 4, 10) < 6 ? (chance(account, 5, 3) ? 1500 : 2250) : 0;
    case STORM:
        return chance(account, 6, 4) == 0 ? 500 : 0;
    default:
        return 500;
    }
}

static void
tender_and_clerk(uint64_t of)
{
    static const char *const tenders[] = { "CHECK", "CHECK", "CHECK", "CHECK", "CARD",
                                           "CARD",  "CARD",  "ACH",   "ACH",   "CASH" };
    static const char *const clerks[] = { "ann", "ben", "eva", "josé", "kim", "lou", "max", "zoë" };
    uint32_t till = chance(of, 8, 8);

    word(tenders[chance(of, 7, 10)]);
    putchar(',');
    number(till + 1);
    putchar(',');
    word(clerks[till]);
}

/* Two in a hundred memos are quoted, three are plain. */
static void
memo(uint64_t of)
{
    static const char *const memos[] = { "\"meter read, twice\"",
                                         "\"as agreed with \"\"Bo\"\" Lee, by phone\"", "estimated",
                                         "relevé au compteur", "mailed" };
    uint32_t c = chance(of, 9, 100);

    if (c < 5)
        word(memos[c]);
}

/* A line of the ledger, without tender, till, clerk and memo. */
static void
entry(const struct event *e, const char *kind, char ref, bool item, int code, int64_t amount)
{
    uint64_t bill = 1000000 + bill_of(e);

    word(today.text);
    putchar(',');
    number(100000 + e->account);
    putchar(',');
    word(kind);
    putchar(',');
    putchar(ref);
    number(bill);
    putchar(',');
    if (item) {
        putchar('B');
        number(bill);
    }
    putchar(',');
    word(item ? code_name[code] : "");
    putchar(',');
    cents(amount);
    putchar(',');
}

static bool
wanted(void)
{
    return lines >= from && lines < to;
}

/* A debit or a correction of the office. */
static void
put_bill(const struct event *e, const char *kind, int code, int64_t amount, const char *due)
{
    entry(e, kind, 'B', true, code, amount);
    word(due);
    word(",,,,");
    memo(bill_of(e) * 2 + (uint64_t)code);
    putchar('\n');
}

static void
put_money(const struct event *e, const char *kind, bool item, int code, int64_t amount)
{
    entry(e, kind, 'R', item, code, amount);
    putchar(',');
    tender_and_clerk(bill_of(e));
    putchar(',');
    memo(bill_of(e) * 2 + (uint64_t)code + 1);
    putchar('\n');
}

static uint64_t
pay(const struct event *e, const char *kind, int64_t sign, int64_t less, bool penalty, bool show)
{
    uint64_t bill = bill_of(e), n = 0;

    for (int code = 0; code < CODES; code++) {
        int64_t amount = billed(bill, code) - (code == WATER ? less : 0);
        if (amount == 0 || (code == PENALTY && !penalty))
            continue;
        if (show)
            put_money(e, kind, true, code, sign * amount);
        n++;
    }
    return n;
}

static void
plan_event(const struct event *e, enum what what, uint32_t days)
{
    struct day *d = &ring[(today.days + days) % RING];

    if (d->n == d->cap) {
        d->cap = d->cap ? d->cap * 2 : 1024;
        d->event = realloc(d->event, d->cap * sizeof *d->event);
        if (!d->event)
            err(2, NULL);
    }
    d->event[d->n] = *e;
    d->event[d->n++].what = what;
}

/* What becomes of a bill. */
static void
plan_fate(const struct event *e)
{
    uint64_t bill = bill_of(e);
    uint32_t fate = chance(bill, 10, 200), soon = 5 + chance(bill, 11, 26), late = 35 + chance(bill, 12, 36);

    if (fate < 160)
        plan_event(e, PAY, soon);
    else if (fate < 178 || fate >= 194)
        plan_event(e, PENALISE, 30);
    if (fate >= 160 && fate < 178)
        plan_event(e, PAY_WITH_PENALTY, late);
    else if (fate >= 178 && fate < 183)
        plan_event(e, PAY_WATER, soon);
    else if (fate >= 183 && fate < 188)
        plan_event(e, PAY_LOOSE, soon);
    else if (fate >= 188 && fate < 190) {
        plan_event(e, PAY, soon);
        plan_event(e, RETURN, soon + 6);
    } else if (fate >= 190 && fate < 194) {
        plan_event(e, ADJUST, 4);
        plan_event(e, PAY_ADJUSTED, soon);
    } else if (fate == 199)
        plan_event(e, WRITE_OFF, 110);
}

static void
put_charges(const struct event *e)
{
    char due[11];

    date_of(today.days + 20, due);
    plan_fate(e);
    for (int code = 0; code < PENALTY; code++) {
        int64_t amount = billed(bill_of(e), code);
        if (amount == 0)
            continue;
        put_bill(e, "charge", code, amount, due);
    }
}

/* Prints the document of an event if show; returns its lines. */
static uint64_t
happen(const struct event *e, bool show)
{
    uint64_t bill = bill_of(e);

    switch (e->what) {
    case PAY:
        return pay(e, "payment", -1, 0, false, show);
    case PAY_WITH_PENALTY:
        return pay(e, "payment", -1, 0, true, show);
    case PAY_ADJUSTED:
        return pay(e, "payment", -1, 500, false, show);
    case RETURN:
        return pay(e, "return", 1, 0, false, show);
    default:
        break;
    }
    if (!show)
        return 1;
    if (e->what == PAY_WATER)
        put_money(e, "payment", true, WATER, -billed(bill, WATER));
    else if (e->what == PAY_LOOSE)
        put_money(e, "payment", false, WATER, -1000 * (2 + (int64_t)chance(bill, 13, 9)));
    else if (e->what == PENALISE)
        put_bill(e, "penalty", PENALTY, billed(bill, PENALTY), today.text);
    else
        put_bill(e, e->what == ADJUST ? "adjustment" : "writeoff", WATER,
                 e->what == ADJUST ? -500 : -billed(bill, WATER), "");
    return 1;
}

static void
put_day(uint32_t month)
{
    struct day *d = &ring[today.days % RING];

    for (size_t i = 0; i < d->n && lines < to; i++)
        lines += happen(&d->event[i], wanted());
    d->n = 0;
    if (today.mday > CYCLES)
        return;
    for (uint32_t a = (uint32_t)today.mday - 1; a < ACCOUNTS && lines < to; a += CYCLES) {
        struct event e = { .account = a, .month = month };
        if (wanted())
            put_charges(&e);
        else
            plan_fate(&e);
        for (int code = 0; code < PENALTY; code++)
            lines += billed(bill_of(&e), code) != 0;
    }
}

void
put_entries(uint64_t first, uint64_t end)
{
    from = first;
    to = end;
    begin_day(16801); /* 2016-01-01 */
    word(HEADER);
    while (lines < to) {
        put_day((uint32_t)((today.year - 2016) * 12 + today.month - 1));
        begin_day(today.days + 1);
    }
}
