/*
 * The annual percentage rate: the worked examples of Regulation Z, Appendix J, (c), by their
 * numbers there, and what must hold for any payments.
 */
#include "../../src/apr.h"

#include "../../src/schedule.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>

static struct apr_payment paid[2000];
static size_t count;

static date
day(const char *s)
{
    date d = DATE_NONE;

    if (date_parse(s, strlen(s), &d))
        abort();
    return d;
}

static void
pay(const char *due, money cents)
{
    paid[count++] = (struct apr_payment){ day(due), cents };
}

static void
pay_months(const char *first, int step, int times, money cents)
{
    for (int i = 0; i < times; i++) {
        paid[count].amount = cents;
        if (!date_add_months(day(first), i * step, MONTH_END_CLAMP, &paid[count++].due))
            abort();
    }
}

static void
pay_days(const char *first, int step, int times, money cents)
{
    for (int i = 0; i < times; i++)
        paid[count++] = (struct apr_payment){ day(first) + i * step, cents };
}

static void
pay_twice_a_month(int months, money cents)
{
    for (int i = 0; i < months; i++) {
        pay_months("1978-03-01", 0, 1, cents);
        date_add_months(day("1978-03-01"), i, MONTH_END_CLAMP, &paid[count - 1].due);
        paid[count] = (struct apr_payment){ paid[count - 1].due + 15, cents };
        count++;
    }
}

static void
expect(const char *name, money advance, const char *start, int64_t want)
{
    int64_t got = -1;
    struct apr_unit unit = { APR_DAYS, 0 };
    const char *why = apr_find(advance, day(start), paid, count, &got, &unit);

    if (!ok(!why && got == want, "%s: %lld.%02lld %%", name, (long long)want / 100, (long long)want % 100))
        printf("# got %lld, unit-period of kind %d size %d %s\n", (long long)got, unit.kind, unit.size,
               why ? why : "");
    count = 0;
}

static void
refuse(const char *name, money advance, const char *start)
{
    int64_t got;
    const char *why = apr_find(advance, day(start), paid, count, &got, NULL);

    if (!ok(why && strcmp(why, name) == 0, "refused: %s", name))
        printf("# got %s\n", why ? why : "a rate");
    count = 0;
}

static void
test_regular(void)
{
    pay_months("1978-02-10", 1, 24, 23000);
    expect("(c)(1)(i) monthly", 500000, "1978-01-10", 969);
    pay_months("1978-04-01", 1, 36, 20000);
    expect("(c)(1)(ii) monthly, long first period", 600000, "1978-02-10", 1182);
    pay_twice_a_month(12, 21917);
    expect("(c)(1)(iii) semimonthly, short first period", 500000, "1978-02-23", 1034);
    pay_months("1978-10-01", 3, 40, 38500);
    expect("(c)(1)(iv) quarterly, long first period", 1000000, "1978-05-23", 897);
    pay_days("1978-04-21", 7, 30, 1760);
    expect("(c)(1)(v) weekly, long first period", 50000, "1978-03-20", 1496);
}

static void
test_odd_payments(void)
{
    pay("1978-02-10", 25000), pay_months("1978-03-10", 1, 23, 23000);
    expect("(c)(2)(i) odd first payment", 500000, "1978-01-10", 1008);
    pay("1978-04-20", 3950), pay_days("1978-05-18", 28, 11, 3831);
    expect("(c)(2)(ii) every four weeks, odd first payment", 40000, "1978-03-18", 2850);
    pay_months("1978-02-10", 1, 23, 23000), pay("1980-01-10", 28000);
    expect("(c)(3)(i) odd final payment", 500000, "1978-01-10", 1050);
    pay_days("1978-04-11", 14, 19, 950), pay("1979-01-02", 3000);
    expect("(c)(3)(ii) every two weeks, odd final payment", 20000, "1978-04-03", 1222);
    pay("1978-02-10", 25000), pay_months("1978-03-10", 1, 22, 23000), pay("1980-01-10", 28000);
    expect("(c)(4)(i) odd first and final payment", 500000, "1978-01-10", 1090);
    pay("1978-03-01", 44936), pay_months("1978-05-01", 2, 18, 46500), pay("1981-05-01", 20000);
    expect("(c)(4)(ii) every two months, odd first and final payment", 800000, "1978-01-10", 730);
}

static void
test_single(void)
{
    pay("1978-09-15", 108000);
    expect("(c)(5)(i) single payment, a term in days", 100000, "1978-01-03", 1145);
    pay("1979-01-15", 104400);
    expect("(c)(5)(ii) single payment, a term in months", 100000, "1978-07-15", 880);
    pay("1979-07-17", 113519);
    expect("(c)(5)(iii) single payment, a year and six months", 100000, "1978-01-17", 876);
    pay("1980-01-03", 124000);
    expect("(c)(5)(iv) single payment, two years", 100000, "1978-01-03", 1136);
    pay("1978-03-31", 102000);
    expect("one month from end to end", 100000, "1978-02-28", 2400);
}

/* (c)(6)(i): every four weeks, but the second payment of a month two weeks later. */
static void
pay_skipping(void)
{
    date due = day("1978-02-20");
    int last = -1;

    for (int i = 0; i < 24; i++, due += 28) {
        int month = date_civil(due).month;
        paid[count++] = (struct apr_payment){ month == last ? due + 14 : due, 10000 };
        if (month == last)
            due += 14;
        last = date_civil(due).month;
    }
}

static void
test_complex(void)
{
    pay_skipping();
    expect("(c)(6)(i) skipped payments", 213500, "1978-01-25", 1200);
    pay_months("1978-09-15", 1, 3, 100000), pay("1979-03-15", 200000);
    pay_months("1979-09-15", 1, 3, 75000), pay("1980-02-01", 100000);
    expect("(c)(6)(ii) skipped and single payments", 735000, "1978-03-03", 1022);
}

static void
test_edges(void)
{
    pay_months("2024-02-10", 1, 10, 10000);
    expect("no finance charge", 100000, "2024-01-10", 0);
    pay("2025-01-10", 10800500);
    expect("an exact half goes up", 10000000, "2024-01-10", 801);
    pay("2025-01-10", 10800499);
    expect("a cent below the half does not", 10000000, "2024-01-10", 800);
    pay("1978-01-10", 100000), pay_months("1978-02-10", 1, 24, 23000);
    expect("what is paid on the start is taken off the advance", 600000, "1978-01-10", 969);
    pay_months("2025-01-31", 1, 12, 8885);
    expect("a series on last days counts whole months", 100000, "2024-12-31", 1200);
    pay_months("2025-01-30", 1, 12, 8885);
    expect("a series on the 30th counts whole months", 100000, "2024-12-30", 1200);

    pay("2025-01-10", 99999);
    refuse("the payments do not repay the amount", 100000, "2024-01-10");
    pay("2025-01-10", 99999), pay("2025-01-09", 99999);
    refuse("the payments are not in order of date", 100000, "2024-01-10");
    pay("2024-01-09", 99999);
    refuse("a payment falls due before the start", 100000, "2024-01-10");
    refuse("the payments do not repay the amount", 100000, "2024-01-10");
    pay("2024-01-10", 100000), pay("2024-01-12", 100000);
    refuse("nothing is owed after the start", 100000, "2024-01-10");
    pay("2024-01-11", 10000000000);
    refuse("the rate is above 99,999.99 percent", 100, "2024-01-10");
}

/* A level schedule without fees has the rate it was made with, as near as cents allow. Half months
 * begin early in theirs, where (b)(5)(iii) counts 15 days as the schedule does. */
static void
test_schedules(void)
{
    static const enum frequency all[] = { FREQUENCY_MONTHLY, FREQUENCY_SEMIMONTHLY, FREQUENCY_BIMONTHLY,
                                          FREQUENCY_QUARTERLY };
    static struct instalment row[SCHEDULE_ROOM];
    size_t n;
    int bad = 0;

    for (int i = 0; i < 400; i++) {
        struct terms t = { .principal = 5000000, .payments = 12 + i % 29, .first = DATE_NONE };
        int64_t got;
        t.start = day("2024-01-01") + i;
        t.rate = (struct rate){ 300 + 7 * i, 100 };
        t.frequency = all[i % 4];
        if (t.frequency == FREQUENCY_SEMIMONTHLY)
            t.start -= date_civil(t.start).day - 1 - i % 14;
        if (schedule_make(&t, row, SCHEDULE_ROOM, &n))
            abort();
        for (size_t k = 0; k < n; k++)
            paid[k] = (struct apr_payment){ row[k].due, row[k].payment };
        if (apr_find(t.principal, t.start, paid, n, &got, NULL) || llabs(got - t.rate.units) > 1) {
            printf("# start %d: %lld for %lld\n", i, (long long)got, (long long)t.rate.units);
            bad++;
        }
    }
    ok(bad == 0, "the rate of a level schedule is found again");
}

int
main(void)
{
    test_regular();
    test_odd_payments();
    test_single();
    test_complex();
    test_edges();
    test_schedules();
    return tap_end();
}
