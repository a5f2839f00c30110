/*
 * Schedules from terms, and the rate of what they pay. Payments sum to principal, interest and fees, the
 * last balance is 0.00, and no date goes back; the rate that Appendix J finds discounts them to the
 * advance.
 */
#include "fuzz.h"

#include "../../src/apr.h"
#include "../../src/schedule.h"

static date
take_date(struct bytes *in)
{
    return DATE_MIN + (date)(take_number(in, 3) % (DATE_MAX - DATE_MIN + 1));
}

static struct rate
take_rate(struct bytes *in)
{
    struct rate r = { (int64_t)(take_number(in, 4)), 1 };

    for (int i = take_byte(in) % 10; i > 0; i--)
        r.scale *= 10;
    return r;
}

static struct terms
take_terms(struct bytes *in)
{
    struct terms t = { .first = DATE_NONE };
    uint8_t shape = take_byte(in), more = take_byte(in);

    t.method = (enum method)(shape % 4);
    t.frequency = (enum frequency)((shape >> 2) % 6);
    t.day_count = (enum day_count)((shape >> 5) % 4);
    t.month_end = more & 1 ? MONTH_END_ROLL : MONTH_END_CLAMP;
    t.rounding = more & 2 ? ROUND_HALF_EVEN : ROUND_HALF_UP;
    t.principal = (money)(take_number(in, 6) % (MONEY_MAX + 1));
    t.rate = take_rate(in);
    t.start = take_date(in);
    if (more & 4)
        t.first = take_date(in);
    if (more & 8)
        t.payment = (money)take_number(in, 6);
    else
        t.payments = (int)(take_number(in, 2) % (more & 128 ? SCHEDULE_MAX + 100 : 130));
    if (more & 16)
        t.fee = (money)take_number(in, 3);
    if (more & 32)
        t.down = (money)take_number(in, 5);
    if (more & 64)
        t.down_percent = take_rate(in);
    return t;
}

static void
must_pay(const struct terms *t, const struct instalment *s, size_t n)
{
    money principal = 0, balance = t->principal;
    date before = DATE_MIN;

    for (size_t i = 0; i < n; i++) {
        must(s[i].payment == s[i].principal + s[i].interest + s[i].fee);
        must(s[i].balance == balance - s[i].principal && s[i].due >= before && s[i].due <= DATE_MAX);
        must(money_fits(s[i].payment) && s[i].interest >= 0 && s[i].fee == (s[i].seq ? t->fee : 0));
        balance = s[i].balance;
        before = s[i].due;
        principal += s[i].principal;
    }
    must(n > 0 && principal == t->principal && balance == 0);
}

static void
find_rate(const struct terms *t, const struct instalment *s, size_t n)
{
    static struct apr_payment p[SCHEDULE_ROOM];
    int64_t rate = -1;
    const char *why;

    for (size_t i = 0; i < n; i++)
        p[i] = (struct apr_payment){ s[i].due, s[i].payment };
    why = apr_find(t->principal, t->start, p, n, &rate, NULL);
    must(why ? rate == -1 : rate >= 0 && rate <= APR_MAX);
}

/* Payments as they come, in no order that must be kept. */
static void
find_any(struct bytes in)
{
    struct apr_payment p[24];
    money advance = (money)take_number(&in, 6);
    date start = take_date(&in), due = start;
    size_t n = 0;
    int64_t rate = -1;

    for (; n < 24 && in.n > 0; n++) {
        due += (date)(int16_t)take_number(&in, 2);
        due = due < DATE_MIN ? DATE_MIN : due > DATE_MAX ? DATE_MAX : due;
        p[n] = (struct apr_payment){ due, (money)(take_number(&in, 6) >> 1) - 7 };
    }
    must((apr_find(advance, start, p, n, &rate, NULL) == NULL) == (rate >= 0) && rate <= APR_MAX);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct instalment out[SCHEDULE_ROOM];
    static const date closed[] = { -3652, 0, 366, 20000, 20001, 20002 };
    static const struct holidays holidays = { closed, sizeof closed / sizeof *closed };
    struct bytes in = { data, n };
    uint8_t what = take_byte(&in);
    struct terms t;
    size_t count = 0;

    if (what & 1) {
        find_any(in);
        return 0;
    }
    t = take_terms(&in);
    if (what & 2)
        t.holidays = &holidays;
    if (schedule_make(&t, out, SCHEDULE_ROOM, &count))
        return 0;
    must_pay(&t, out, count);
    if (what & 4)
        find_rate(&t, out, count);
    return 0;
}
