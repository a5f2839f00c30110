/*
 * Schedules: published examples to the cent, dates, refusals, and what must hold for any terms,
 * tried over seeded random ones.
 */
#include "../../src/schedule.h"

#include "tap.h"

#include <stdlib.h>
#include <string.h>

static struct instalment row[SCHEDULE_ROOM];
static size_t rows;

static date
day(const char *s)
{
    date d = DATE_NONE;

    if (date_parse(s, strlen(s), &d))
        abort();
    return d;
}

static money
amount(const char *s)
{
    money m = 0;

    if (money_parse(s, strlen(s), &m))
        abort();
    return m;
}

static struct terms
terms(const char *principal, const char *rate, int payments, const char *start)
{
    struct terms t = {
        .principal = amount(principal), .payments = payments, .start = day(start), .first = DATE_NONE
    };

    if (rate_parse(rate, strlen(rate), &t.rate))
        abort();
    return t;
}

static bool
make(const struct terms *t)
{
    const char *why = schedule_make(t, row, SCHEDULE_ROOM, &rows);

    if (why)
        printf("# %s\n", why);
    return !why;
}

/* The columns of the schedule as text, such as "17.25 17.25". */
static const char *
column(char which)
{
    static char text[40000];
    char *p = text;

    for (size_t i = 0; i < rows; i++) {
        const struct instalment *r = &row[i];
        if (i > 0)
            *p++ = ' ';
        if (which == 'd')
            p += date_format(p, r->due);
        else
            p += money_format(p, which == 'p'   ? r->payment
                                 : which == 'i' ? r->interest
                                 : which == 'c' ? r->principal
                                                : r->balance);
    }
    *p = '\0';
    return text;
}

static void
expect(const char *name, char which, const char *want)
{
    const char *got = column(which);

    if (!ok(strcmp(got, want) == 0, "%s", name))
        printf("#  got %s\n# want %s\n", got, want);
}

static money
total(char which)
{
    money sum = 0;

    for (size_t i = 0; i < rows; i++)
        sum += which == 'p'   ? row[i].payment
               : which == 'i' ? row[i].interest
               : which == 'f' ? row[i].fee
                              : row[i].principal;
    return sum;
}

static void
test_published(void)
{
    struct terms t = terms("100", "12", 6, "2024-01-15");
    ok(make(&t) && total('p') == 10353, "100 at 12 %% in 6 months pays 103.53");
    expect("its payments", 'p', "17.25 17.25 17.25 17.25 17.25 17.28");
    expect("its interest", 'i', "1.00 0.84 0.67 0.51 0.34 0.17");
    expect("its balances", 'b', "83.75 67.34 50.76 34.02 17.11 0.00");

    t = terms("10000", "12", 6, "2023-12-12");
    t.day_count = DAYS_ACTUAL_ACTUAL;
    ok(make(&t) && total('p') == 1035339, "actual/actual from a plain into a leap year pays 10,353.39");
    expect("its payments", 'p', "1725.56 1725.56 1725.56 1725.56 1725.56 1725.59");
    expect("its interest", 'i', "101.81 85.14 64.05 51.58 33.45 17.36");

    t = terms("100", "12", 6, "2024-01-01");
    t.day_count = DAYS_ACTUAL_365;
    make(&t);
    expect("actual/365: payments", 'p', "17.25 17.25 17.25 17.25 17.25 17.28");
    expect("actual/365: interest", 'i', "1.02 0.80 0.69 0.50 0.35 0.17");
    expect("actual/365: balances", 'b', "83.77 67.32 50.76 34.01 17.11 0.00");

    t = terms("10000", "12", 3, "2025-01-31");
    t.day_count = DAYS_ACTUAL_365;
    make(&t);
    expect("a clamped month end: dates", 'd', "2025-02-28 2025-03-31 2025-04-30");
    expect("a clamped month end: payments", 'p', "3397.82 3397.82 3397.83");
    expect("a clamped month end: interest", 'i', "92.05 68.23 33.19");
    expect("a clamped month end: balances", 'b', "6694.23 3364.64 0.00");

    t = terms("100", "30", 8, "2024-01-15");
    t.method = METHOD_BULLET;
    ok(make(&t) && total('p') == 12000, "a bullet of 100 at 30 %% in 8 months pays 120.00");
    expect("its payments", 'p', "2.50 2.50 2.50 2.50 2.50 2.50 2.50 102.50");

    t = terms("1000", "0", 7, "2024-01-15");
    ok(make(&t) && total('p') == 100000, "without interest the payments sum to the principal");
    expect("without interest", 'p', "142.86 142.86 142.86 142.86 142.86 142.86 142.84");

    t = terms("1200", "6", 6, "2024-01-15");
    t.method = METHOD_EQUAL;
    ok(make(&t) && total('p') == 122100, "equal principal: 1,200 at 6 %% in 6 months pays 1,221.00");
    expect("equal principal: payments", 'p', "206.00 205.00 204.00 203.00 202.00 201.00");
    expect("equal principal: interest", 'i', "6.00 5.00 4.00 3.00 2.00 1.00");

    t = terms("1200", "10", 12, "2024-01-15");
    t.method = METHOD_ADDON;
    ok(make(&t) && total('i') == 12000, "add-on: 1,200 at 10 %% for a year bears 120.00");
    ok(row[0].payment == 11000 && row[11].payment == 11000, "add-on: twelve payments of 110.00");
}

static void
test_days(void)
{
    struct terms t = terms("10000", "12", 3, "2025-01-31");

    ok(daycount_30_360(day("2024-01-31"), day("2024-02-29")) == 29, "30/360: 31 Jan to 29 Feb is 29 days");
    ok(daycount_30_360(day("2024-01-31"), day("2024-03-31")) == 60, "30/360: 31 Jan to 31 Mar is 60 days");
    ok(daycount_30_360(day("2024-01-15"), day("2024-03-31")) == 76, "30/360: 15 Jan to 31 Mar is 76 days");
    ok(daycount_30_360(day("2025-02-28"), day("2025-03-31")) == 30, "30/360: 28 Feb to 31 Mar is 30 days");

    make(&t);
    ok(row[0].interest == 10000 && row[0].due == day("2025-02-28"),
       "a whole period that ends on 28 Feb counts 30 days");
    t.month_end = MONTH_END_ROLL;
    make(&t);
    expect("rolled month ends", 'd', "2025-03-01 2025-03-31 2025-05-01");
    t.month_end = MONTH_END_CLAMP;
    t.first = day("2025-02-28");
    make(&t);
    expect("the default first date, given, changes nothing", 'd', "2025-02-28 2025-03-31 2025-04-30");
    t.first = day("2025-03-15");
    make(&t);
    expect("an odd first period makes its end the anchor", 'd', "2025-03-15 2025-04-15 2025-05-15");
    ok(row[0].interest == 15000, "an odd first period of 45 days by the US rule");
    t.first = t.start;
    ok(make(&t) && row[0].interest == 0, "a first payment on the start bears no interest");

    t = terms("1000", "12", 4, "2025-01-31");
    t.frequency = FREQUENCY_SEMIMONTHLY;
    make(&t);
    expect("twice a month: the 15th and the last day", 'd', "2025-02-15 2025-02-28 2025-03-15 2025-03-31");
    ok(row[0].interest == 500, "half a month counts 15 days");
    t.start = day("2025-01-05");
    make(&t);
    expect("twice a month: days 15 apart", 'd', "2025-01-20 2025-02-05 2025-02-20 2025-03-05");
    t.frequency = FREQUENCY_BIWEEKLY;
    make(&t);
    expect("every two weeks", 'd', "2025-01-19 2025-02-02 2025-02-16 2025-03-02");
    t.frequency = FREQUENCY_QUARTERLY;
    t.start = day("2025-08-31");
    make(&t);
    expect("quarterly from 31 Aug", 'd', "2025-11-30 2026-02-28 2026-05-31 2026-08-31");
}

static void
test_holidays(void)
{
    date days[] = { day("2025-05-26"), day("2025-03-31") };
    struct holidays h = { days, 2 };
    struct terms t = terms("1000", "12", 4, "2025-01-31");
    char plain[200];

    make(&t);
    snprintf(plain, sizeof plain, "%s", column('p'));
    holidays_sort(days, 2);
    t.holidays = &h;
    make(&t);
    expect("dates move off weekends and holidays, never from a moved date", 'd',
           "2025-02-28 2025-04-01 2025-04-30 2025-06-02");
    expect("a moved date changes no amount", 'p', plain);
}

static void
test_options(void)
{
    struct terms t = terms("1000", "12", 4, "2025-01-15");

    t.down_percent = (struct rate){ 25, 1 };
    t.fee = 150;
    ok(make(&t) && rows == 5 && row[0].seq == 0 && row[0].due == t.start && row[0].payment == 25000 &&
           row[0].fee == 0 && row[0].balance == 75000,
       "a down payment is record 0 on the start, without a fee");
    ok(total('p') == 100000 + total('i') + 600, "payments sum to principal, interest and fees");

    t = terms("100", "12", 0, "2025-01-15");
    t.payment = 1725;
    make(&t);
    expect("a given payment: the count follows", 'p', "17.25 17.25 17.25 17.25 17.25 17.25 0.03");
    t.fee = 100;
    t.payment = 1825;
    ok(make(&t) && row[0].payment == 1825, "a given payment holds its fee");

    t = terms("0.01", "0", 2, "2025-01-15");
    t.rounding = ROUND_HALF_EVEN;
    make(&t);
    expect("half-even of half a cent", 'p', "0.00 0.01");
    t.rounding = ROUND_HALF_UP;
    make(&t);
    expect("half-up of half a cent", 'p', "0.01 0.00");
}

static void
refuse(struct terms t, const char *want)
{
    const char *why = schedule_make(&t, row, SCHEDULE_ROOM, &rows);

    if (!ok(why && strcmp(why, want) == 0, "refused: %s", want))
        printf("# got %s\n", why ? why : "a schedule");
}

static void
test_refusals(void)
{
    struct terms good = terms("1000", "12", 4, "2025-01-15"), t;

    t = good, t.principal = 0;
    refuse(t, "the principal is not above zero");
    t = good, t.payments = 0;
    refuse(t, "neither a count of payments nor a payment is given");
    t.payment = 1000;
    refuse(t, "the payment never pays the interest");
    t.rate.units = 0;
    t.payment = 83;
    refuse(t, "the payment needs more than 1,200 instalments");
    t = good, t.payment = 100;
    refuse(t, "both a count of payments and a payment are given");
    t = good, t.payments = 1201;
    refuse(t, "there are more than 1,200 payments");
    t = good, t.first = day("2025-01-14");
    refuse(t, "the first due date is before the start");
    t = good, t.down = 100000;
    refuse(t, "the down payment is not from zero to below the principal");
    t = good, t.down_percent = (struct rate){ 100, 1 };
    refuse(t, "the down payment is not from 0 to below 100 percent");
    t = good, t.rate.units = 1001;
    refuse(t, "the rate is not from 0 to 1,000 percent");
    t = good, t.payments = 1200, t.start = day("2150-01-01");
    refuse(t, "the schedule runs past the year 2199");
    t = good, t.payments = 0, t.payment = 5000, t.method = METHOD_BULLET;
    refuse(t, "this method needs a count of payments");
}

static uint64_t seed = 20240630;

static int64_t
pick(int64_t below)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((seed >> 20) % (uint64_t)below);
}

static struct terms
random_terms(void)
{
    struct terms t = { .start = DATE_MIN + (date)pick(60000), .first = DATE_NONE };

    t.principal = 1 + pick(pick(4) ? 2000000 : MONEY_MAX / 1000);
    t.rate = (struct rate){ pick(4) ? pick(40000) : 0, 1000 };
    t.method = (enum method)pick(4);
    t.frequency = (enum frequency)pick(6);
    t.day_count = (enum day_count)pick(4);
    t.month_end = (enum month_end)pick(2);
    t.rounding = (enum rounding)pick(2);
    t.payments = 1 + (int)pick(pick(3) ? 36 : 240);
    if (pick(3) == 0)
        t.first = t.start + (date)pick(120);
    if (pick(3) == 0)
        t.down = pick(t.principal);
    if (pick(3) == 0)
        t.fee = pick(500);
    return t;
}

/* What must hold for any terms; the number of the row that breaks it, or -1. */
static int
broken_row(const struct terms *t)
{
    money left = t->principal;

    for (size_t i = 0; i < rows; i++) {
        const struct instalment *r = &row[i];
        left -= r->principal;
        if (r->payment != r->principal + r->interest + r->fee || r->balance != left || r->interest < 0 ||
            (i > 0 && r->due < row[i - 1].due) || (i > 1 && !t->holidays && r->due <= row[i - 1].due))
            return (int)i;
    }
    return row[rows - 1].balance == 0 && total('p') == t->principal + total('i') + total('f') ? -1
                                                                                              : (int)rows;
}

static void
test_properties(void)
{
    int bad = 0, made = 0, moved = 0;
    date days[40];

    for (int i = 0; i < 20000 && bad < 5; i++) {
        struct terms t = random_terms();
        struct holidays h = { days, 40 };
        struct instalment plain[SCHEDULE_ROOM];
        const char *why = schedule_make(&t, row, SCHEDULE_ROOM, &rows);
        if (why) {
            bad += strcmp(why, "the schedule runs past the year 2199") != 0;
            continue;
        }
        made++;
        bad += broken_row(&t) >= 0 || rows != (size_t)t.payments + (t.down > 0);
        memcpy(plain, row, rows * sizeof *row);
        for (int k = 0; k < 40; k++)
            days[k] = t.start + (date)pick(1000);
        holidays_sort(days, 40);
        t.holidays = &h;
        if (schedule_make(&t, row, SCHEDULE_ROOM, &rows))
            continue;
        moved++;
        bad += broken_row(&t) >= 0;
        for (size_t k = t.down > 0; k < rows; k++)
            bad += row[k].payment != plain[k].payment || row[k].due < plain[k].due ||
                   !holidays_open(&h, row[k].due);
    }
    ok(bad == 0 && made > 15000 && moved > 15000,
       "over %d random terms sums, balances and dates hold, moved or not", made);
}

/* A payment that is found for a count needs no more payments than that count. */
static void
test_there_and_back(void)
{
    int bad = 0;

    for (int i = 0; i < 5000; i++) {
        struct terms t = random_terms();
        t.method = METHOD_LEVEL;
        t.principal += 100000;
        t.down = 0;
        if (schedule_make(&t, row, SCHEDULE_ROOM, &rows) || row[0].principal <= 0)
            continue;
        t.payment = row[0].payment + 1;
        t.payments = 0;
        size_t count = rows;
        if (schedule_make(&t, row, SCHEDULE_ROOM, &rows) || rows > count || broken_row(&t) >= 0)
            bad++;
    }
    ok(bad == 0, "a cent more than the level payment repays in no more payments");
}

int
main(void)
{
    test_published();
    test_days();
    test_holidays();
    test_options();
    test_refusals();
    test_properties();
    test_there_and_back();
    return tap_end();
}
