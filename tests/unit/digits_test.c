/* Digits: whatever money_parse and date_parse say of a text, eight digits at a time must say, too. */
#include "../../src/digits.h"

#include "../../src/date.h"
#include "../../src/eights.h"
#include "../../src/money.h"
#include "tap.h"

#include <string.h>

static unsigned long seed = 1;

static unsigned
any(unsigned below)
{
    seed = (seed * 1103515245 + 12345) % 2147483648UL;
    return (unsigned)(seed / 65536) % below;
}

static bool
same_amount(const char *p, size_t n)
{
    money m;

    return digits_amount(p, n) == (money_parse(p, n, &m) ? DIGITS_NONE : m);
}

static bool
same_date(const char *p, size_t n)
{
    date d;

    return digits_date(p, n) == (date_parse(p, n, &d) ? DIGITS_NONE : d);
}

/* Each length of whole units, with each length of decimals, either sign. */
static void
test_lengths(void)
{
    char text[40];
    int wrong = 0;

    for (int whole = 0; whole <= 14; whole++)
        for (int decimals = -1; decimals <= 3; decimals++)
            for (int below = 0; below < 2; below++) {
                size_t n = 0;
                if (below)
                    text[n++] = '-';
                for (int i = 0; i < whole; i++)
                    text[n++] = (char)('1' + i % 9);
                if (decimals >= 0)
                    text[n++] = '.';
                for (int i = 0; i < decimals; i++)
                    text[n++] = (char)('7' + i);
                wrong += !same_amount(text, n);
            }
    ok(wrong == 0, "amounts of any length");
    ok(digits_amount("-12345678.90", 12) == -1234567890, "the longest that is read at once");
    ok(digits_amount("0.00", 4) == 0 && digits_amount("-0.01", 5) == -1, "the shortest");
}

static void
test_bytes(void)
{
    char text[12];
    int wrong = 0;

    for (size_t n = 1; n <= 11; n++)
        for (size_t at = 0; at < n; at++)
            for (int c = 0; c < 256; c++) {
                memcpy(text, "12345678.90", 11);
                text[at] = (char)c;
                wrong += !same_amount(text + 11 - n, n) + !same_amount(text, n);
            }
    ok(wrong == 0, "any byte at any place of an amount");
    for (size_t at = 0; at < 10; at++)
        for (int c = 0; c < 256; c++) {
            memcpy(text, "2024-02-29", 10);
            text[at] = (char)c;
            wrong += !same_date(text, 10);
        }
    ok(wrong == 0, "any byte at any place of a date");
}

static void
test_random(void)
{
    static const char letters[] = "0123456789.-";
    char text[16];
    int wrong = 0;

    for (int i = 0; i < 1000000; i++) {
        size_t n = any(14);
        for (size_t k = 0; k < n; k++)
            text[k] = letters[any(12)];
        wrong += !same_amount(text, n);
    }
    ok(wrong == 0, "a million texts of digits, points and hyphens");
}

static void
test_dates(void)
{
    char text[DATE_TEXT];
    int wrong = 0;

    for (date d = DATE_MIN; d <= DATE_MAX; d++)
        wrong += digits_date(text, date_format(text, d)) != d;
    for (int i = 0; i < 320 * 14 * 33; i++) {
        snprintf(text, sizeof text, "%04d-%02d-%02d", 1890 + i / 33 / 14, i / 33 % 14, i % 33);
        wrong += !same_date(text, 10);
    }
    ok(wrong == 0, "every day of the years, and what is none");
    ok(digits_date("", 0) == DIGITS_NONE && digits_date("2024-01-011", 11) == DIGITS_NONE,
       "a date has ten bytes");
}

static int64_t
due_date(const char *p, size_t n)
{
    return n > 0 ? digits_date(p, n) : DATE_NONE;
}

enum { LINES = 5000, EVERY = 2 };

/* How many values of a column differ from what each text by itself comes to. */
static int
differ(values_rule *rule, int64_t (*one)(const char *p, size_t n), const struct values *v)
{
    bool all = true, said = rule(v);
    int wrong = 0;

    for (size_t k = 0; k < v->lines; k++) {
        uint32_t from = v->end ? v->end[(ptrdiff_t)v->line[k] - 1] + 1 : 0;
        size_t n = v->end ? v->end[v->line[k]] - from : 0;
        int64_t want = v->odd[k] ? 0 : one(v->text + from, n);
        wrong += v->out[k * EVERY] != want || v->out[k * EVERY + 1] != -7;
        all = all && want != VALUES_NONE;
    }
    return wrong + (said != all);
}

/* Columns of many lines. */
static const char *const texts[] = {
    "12.50",      "-1.00",       "12345678.90", "999999999999.99", "2024-02-29",
    "",           "1.5",         "2023-02-29",  "1234567.89",      "x",
    "0.00",       "-0.01",       "99999.99",    "-9999.99",        "-99999.99",
    "100000.00",  ".50",         "-.50",        "--1.00",          "1:.00",
    "00001.00",   "1.0x",        "1./0",        "12345.6",         "-1.0",
    "-",          "1-00",        "2024-02-30",  "2024-02-01",      "2024-02-1x",
    "2024-02-00", "2024-02-32",  "2024-03-31",  "2024-02-011",     "2024-03-0:",
    "1,234.50",   "\xc3\xa9.50",
};

/* A line of those that are right, or of all. */
static const char *
any_text(unsigned of)
{
    return texts[any(of ? of : sizeof texts / sizeof *texts)];
}

static void
test_columns(unsigned of, const char *what)
{
    static char text[LINES * 16 + VALUES_SLACK];
    static uint32_t ends[LINES + 1] = { UINT32_MAX }, line[LINES + 1];
    static unsigned char odd[LINES];
    static int64_t out[LINES * EVERY];
    struct values v = { text, ends + 1, line, odd, LINES, out, EVERY };
    size_t n = 0;
    int wrong = 0;

    for (uint32_t k = 0; k < LINES; k++) {
        n += (size_t)sprintf(text + n, "%s\n", any_text(of));
        ends[k + 1] = (uint32_t)n - 1;
        line[k + 1] = k + 1;
        odd[k] = any(5) == 0;
        out[k * EVERY + 1] = -7;
    }
    wrong += differ(digits_amounts, digits_amount, &v) + differ(digits_dates, digits_date, &v) +
             differ(digits_due_dates, due_date, &v);
    ok(wrong == 0, "%s", what);
    v.lines = 0;
    ok(digits_amounts(&v) && digits_dates(&v), "... of none");
    v.lines = LINES;
    v.end = NULL;
    wrong += differ(digits_amounts, digits_amount, &v) + differ(digits_dates, digits_date, &v) +
             differ(digits_due_dates, due_date, &v);
    ok(wrong == 0, "one that is not there is empty");
    memset(odd, 1, sizeof odd);
    ok(differ(digits_amounts, digits_amount, &v) == 0 && digits_amounts(&v), "odd lines lack nothing");
}

int
main(void)
{
    test_lengths();
    test_bytes();
    test_random();
    test_dates();
    for (int off = 0; off < 2; off++) {
        eights_off = off;
        test_columns(0, "a column of anything, as each by itself");
        test_columns(2, "... of common amounts");
    }
    return tap_end();
}
