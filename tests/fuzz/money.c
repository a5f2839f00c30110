/*
 * Amounts and rates from bytes, held against rules of their own: an amount is judged by an automaton of
 * five states, its value is taken from its digits; a quotient by what rounding means.
 */
#include "fuzz.h"

#include "../../src/money.h"

/* Where the automaton stands behind a byte. */
enum state { BEGUN, SIGN, WHOLE, POINT, TENTH, CENT, NO };

static enum state
step(enum state at, char c)
{
    static const enum state behind_digit[] = { WHOLE, WHOLE, WHOLE, TENTH, CENT, NO, NO };

    if (c >= '0' && c <= '9')
        return behind_digit[at];
    if (c == '-')
        return at == BEGUN ? SIGN : NO;
    return c == '.' && at == WHOLE ? POINT : NO;
}

/* The cents of a good amount: all of its digits, as many zeros as decimals lack. Above the bound: -1. */
static int64_t
cents(struct slice s, enum state end)
{
    int64_t v = 0;

    for (size_t i = 0; i < s.n && v <= MONEY_MAX; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9')
            v = 10 * v + (s.p[i] - '0');
    for (int i = end == WHOLE ? 2 : end == TENTH ? 1 : 0; i > 0 && v <= MONEY_MAX; i--)
        v *= 10;
    return v <= MONEY_MAX ? v : -1;
}

static void
try_amount(struct slice s)
{
    enum state at = BEGUN;
    money got = 12345, back;
    char text[MONEY_TEXT];
    int64_t size;
    const char *why = money_parse(s.p, s.n, &got);

    for (size_t i = 0; i < s.n; i++)
        at = step(at, s.p[i]);
    size = at == WHOLE || at == TENTH || at == CENT ? cents(s, at) : -1;
    must((why == NULL) == (size >= 0));
    must(!why || got == 12345);
    if (why)
        return;
    must(got == (s.p[0] == '-' ? -size : size) && money_fits(got));
    must(money_parse(text, money_format(text, got), &back) == NULL && back == got);
}

static void
try_rate(struct slice s)
{
    struct rate r = { -1, -1 };
    size_t whole = 0, decimals = 0;
    bool good;
    int64_t scale = 1;

    while (whole < s.n && s.p[whole] >= '0' && s.p[whole] <= '9')
        whole++;
    while (whole + 1 + decimals < s.n && s.p[whole + 1 + decimals] >= '0' && s.p[whole + 1 + decimals] <= '9')
        decimals++;
    good = whole >= 1 && whole <= 9 &&
           (whole == s.n ||
            (s.p[whole] == '.' && decimals >= 1 && decimals <= 9 && whole + 1 + decimals == s.n));
    must((rate_parse(s.p, s.n, &r) == NULL) == good);
    if (!good) {
        must(r.units == -1 && r.scale == -1);
        return;
    }
    for (size_t i = 0; i < decimals && whole < s.n; i++)
        scale *= 10;
    must(r.scale == scale && r.units >= 0 && r.units / scale < 1000000000);
}

/* 2 |q den - num| <= den, and a half goes where the rule says. */
static void
try_divide(struct bytes in)
{
    money m = (money)take_number(&in, 8), got = 7;
    int64_t num = (int64_t)take_number(&in, 8), den = (int64_t)(take_number(&in, 8) >> 1);
    enum rounding how = take_byte(&in) % 2 ? ROUND_HALF_EVEN : ROUND_HALF_UP;
    __int128 product = (__int128)m * num, rest, size;

    den = den > 0 ? den : 1;
    size = product < 0 ? -product : product;
    if (!money_muldiv(m, num, den, how, &got)) {
        must(got == 7 && size / den >= INT64_MAX);
        return;
    }
    rest = (got < 0 ? -(__int128)got : got) * den - size;
    must(got == 0 || (got < 0) == (product < 0));
    must(rest <= den - rest && -rest <= den + rest);
    if (2 * rest == den || -2 * rest == den)
        must(how == ROUND_HALF_UP ? rest > 0 : got % 2 == 0);
}

static void
try_add(struct bytes in)
{
    money a = (money)take_number(&in, 8), b = (money)take_number(&in, 8), sum = 7;
    __int128 wide = (__int128)a + b;
    char text[MONEY_TEXT];

    if (money_add(a, b, &sum))
        must(sum == wide);
    else
        must(sum == 7 && (wide > INT64_MAX || wide < INT64_MIN));
    must(money_format(text, a) == strlen(text) && strlen(text) < MONEY_TEXT);
    must(money_format_grouped(text, a) == strlen(text) && strlen(text) < MONEY_TEXT);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct slice s = exactly((struct slice){ (const char *)data, n });

    try_amount(s);
    try_rate(s);
    try_divide((struct bytes){ data, n });
    try_add((struct bytes){ data, n });
    drop_exactly(s);
    return 0;
}
