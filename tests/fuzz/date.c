/*
 * Dates and ranges from bytes, held against a calendar that is walked: the days of the years and months
 * before are added up.
 */
#include "fuzz.h"

#include "../../src/date.h"

/* Days from 1900-01-01 to the first of a month, added up once. */
static int
days_before(int year, int month)
{
    static int first[300][13];
    static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int sum = 0;

    if (first[299][12] == 0)
        for (int y = 0; y < 300; y++)
            for (int m = 0; m < 12; m++) {
                bool leap = (1900 + y) % 400 == 0 || ((1900 + y) % 4 == 0 && (1900 + y) % 100 != 0);
                first[y][m] = sum;
                sum += length[m] + (m == 1 && leap);
                first[y][m + 1] = sum;
            }
    return first[year - 1900][month - 1];
}

/* The day that s names, or DATE_NONE. */
static date
day_of(struct slice s)
{
    int part[3] = { 0 }, at = 0;
    date d;

    if (s.n != 10)
        return DATE_NONE;
    for (size_t i = 0; i < 10; i++) {
        bool dash = i == 4 || i == 7;
        if (dash != (s.p[i] == '-') || (!dash && (s.p[i] < '0' || s.p[i] > '9')))
            return DATE_NONE;
        if (dash)
            at++;
        else
            part[at] = 10 * part[at] + (s.p[i] - '0');
    }
    if (part[0] < 1900 || part[0] > 2199 || part[1] < 1 || part[1] > 12 || part[2] < 1)
        return DATE_NONE;
    d = days_before(part[0], part[1]) + part[2] - 1;
    if (d >= (part[1] == 12 ? days_before(part[0], 12) + 31 : days_before(part[0], part[1] + 1)))
        return DATE_NONE;
    return DATE_MIN + d;
}

static void
try_date(struct slice s)
{
    date got = 12345, want = day_of(s);
    char text[DATE_TEXT];
    const char *why = date_parse(s.p, s.n, &got);

    must((why == NULL) == (want != DATE_NONE) && got == (why ? 12345 : want));
    if (!why)
        must(date_format(text, got) == 10 && memcmp(text, s.p, 10) == 0);
}

/* FROM..TO, either empty, cut at its first two points. */
static void
try_range(struct slice s)
{
    struct range r = { 1, 2 };
    date from = DATE_MIN, to = DATE_MAX;
    size_t dots = 0;
    bool good;

    while (dots + 2 <= s.n && memcmp(s.p + dots, "..", 2) != 0)
        dots++;
    if (dots + 2 > s.n) {
        from = to = day_of(s);
    } else {
        if (dots > 0)
            from = day_of((struct slice){ s.p, dots });
        if (dots + 2 < s.n)
            to = day_of((struct slice){ s.p + dots + 2, s.n - dots - 2 });
    }
    good = from != DATE_NONE && to != DATE_NONE && from <= to;
    must((range_parse(s.p, s.n, &r) == NULL) == good);
    must(r.from == (good ? from : 1) && r.to == (good ? to : 2));
}

/* A month of the result is the month asked for, its day kept or the last one, or the first behind it. */
static void
try_months(struct bytes in)
{
    date d = DATE_MIN + (date)(take_number(&in, 3) % (DATE_MAX - DATE_MIN + 1)), got = 12345;
    int months = (int)(int32_t)take_number(&in, 4);
    enum month_end how = take_byte(&in) % 2 ? MONTH_END_ROLL : MONTH_END_CLAMP;
    struct civil c = date_civil(d), g;
    long long at = (long long)c.year * 12 + c.month - 1 + months;

    if (!date_add_months(d, months, how, &got)) {
        must(got == 12345 && (at < 1900 * 12 || at >= 2200 * 12));
        return;
    }
    g = date_civil(got);
    if (g.day != c.day) {
        int last = date_days_in_month((int)(at / 12), (int)(at % 12) + 1);
        must(c.day > last && g.day == (how == MONTH_END_ROLL ? 1 : last));
        at += how == MONTH_END_ROLL;
    }
    must(g.year * 12LL + g.month - 1 == at && date_valid(g.year, g.month, g.day));
}

static void
try_period(struct bytes in)
{
    date d = DATE_MIN + (date)(take_number(&in, 3) % (DATE_MAX - DATE_MIN + 1));
    enum period p = (enum period)(take_byte(&in) % 5);
    int first = 1 + take_byte(&in) % 12;
    char text[DATE_TEXT];

    must(date_period(text, d, p, first) == strlen(text) && strlen(text) < DATE_TEXT);
    must(date_make(date_civil(d)) == d && date_weekday(d) == (d - DATE_MIN) % 7);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct slice s = exactly((struct slice){ (const char *)data, n });

    try_date(s);
    try_range(s);
    try_months((struct bytes){ data, n });
    try_period((struct bytes){ data, n });
    drop_exactly(s);
    return 0;
}
