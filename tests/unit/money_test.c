/* Money: every short string against the pattern that the design gives, and rounding against its words. */
#include "../../src/money.h"

#include "tap.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

/* The value of an amount that matches the pattern, by taking its point away. */
static long long
by_pattern(const char *s)
{
    char digits[32];
    const char *point = strchr(s, '.');
    size_t n = 0, decimals = point ? strlen(point + 1) : 0;

    for (const char *p = s; *p; p++)
        if (*p != '.')
            digits[n++] = *p;
    for (; decimals < 2; decimals++)
        digits[n++] = '0';
    digits[n] = '\0';
    return strtoll(digits, NULL, 10);
}

static bool
agrees(const regex_t *amount, const char *s)
{
    money m = -1;
    bool good = regexec(amount, s, 0, NULL, 0) == 0;
    bool taken = money_parse(s, strlen(s), &m) == NULL;

    return good == taken && (good ? m == by_pattern(s) : m == -1);
}

/* All strings of up to five characters of an alphabet that has what an amount may have, and what is
 * often taken for it. */
static void
test_pattern(void)
{
    static const char alphabet[] = "-.,+ 01x9";
    size_t letters = strlen(alphabet), wrong = 0, all = 0, count = 1;
    regex_t amount;

    regcomp(&amount, "^-?[0-9]+(\\.[0-9]{1,2})?$", REG_EXTENDED | REG_NOSUB);
    for (size_t n = 0; n <= 5; n++, count *= letters)
        for (size_t i = 0; i < count; i++) {
            char s[8] = "";
            size_t rest = i;
            for (size_t k = 0; k < n; k++, rest /= letters)
                s[k] = alphabet[rest % letters];
            all++;
            if (!agrees(&amount, s) && wrong++ < 5)
                printf("# \"%s\" is read otherwise\n", s);
        }
    regfree(&amount);
    ok(wrong == 0 && all == 66430, "all strings of up to five characters are what the pattern says");
}

static bool
reads(const char *s, money want)
{
    money m = 0;

    return !money_parse(s, strlen(s), &m) && m == want;
}

static bool
refuses(const char *s, const char *why)
{
    money m = 7;
    const char *got = money_parse(s, strlen(s), &m);

    return got && strcmp(got, why) == 0 && m == 7;
}

static void
test_bounds(void)
{
    money m = 0;

    ok(reads("999999999999.99", MONEY_MAX) && reads("-999999999999.99", -MONEY_MAX), "the largest amounts");
    ok(refuses("1000000000000", "is beyond 999,999,999,999.99") &&
           refuses("-1000000000000.00", "is beyond 999,999,999,999.99") &&
           refuses("18446744073709551616", "is beyond 999,999,999,999.99"),
       "a cent more, and numbers that would wrap");
    ok(reads("0000000000000000000000000000001.5", 150), "leading zeros");
    ok(reads("-0", 0) && reads("-0.00", 0), "nothing, below zero");
    ok(refuses("", "is empty where an amount belongs") && refuses("1.005", "has more than two decimals") &&
           refuses("1.0x", "is not an amount") && refuses("1.00x", "is not an amount"),
       "each fault has its phrase");
    ok(!money_parse("12.50x", 5, &m) && m == 1250, "no byte behind the slice is read");
    ok(refuses("1\t", "is not an amount") && refuses("\xef\xbc\x91", "is not an amount"),
       "digits are ASCII's");
    ok(money_fits(MONEY_MAX) && money_fits(-MONEY_MAX) && !money_fits(MONEY_MAX + 1) &&
           !money_fits(-MONEY_MAX - 1),
       "what fits");
}

static void
test_add(void)
{
    money sum = 7;

    ok(money_add(INT64_MAX, INT64_MIN, &sum) && sum == -1, "a sum within 64 bits");
    sum = 7;
    ok(!money_add(INT64_MAX, 1, &sum) && sum == 7 && !money_add(INT64_MIN, -1, &sum) && sum == 7,
       "a sum beyond them is refused and leaves the target alone");
}

/* The quotient by trying: the whole number whose distance is the smallest; of two, by the rule. */
static money
nearest(int num, int den, enum rounding how)
{
    money best = 0;

    for (money q = -200; q <= 200; q++) {
        long long far = llabs(2LL * num - 2 * q * den), was = llabs(2LL * num - 2 * best * den);
        bool tie = far == was && q != best;
        if (far < was || (tie && (how == ROUND_HALF_UP ? llabs(q) > llabs(best) : q % 2 == 0)))
            best = q;
    }
    return best;
}

static void
test_divide(void)
{
    size_t wrong = 0;

    for (int num = -90; num <= 90; num++)
        for (int den = 1; den <= 24; den++)
            for (int how = ROUND_HALF_UP; how <= ROUND_HALF_EVEN; how++) {
                money got = 999;
                if ((!money_divide(num, den, (enum rounding)how, &got) ||
                     got != nearest(num, den, (enum rounding)how)) &&
                    wrong++ < 5)
                    printf("# %d / %d, rounding %d: %lld\n", num, den, how, (long long)got);
            }
    ok(wrong == 0, "quotients are rounded to the nearest, halves by the rule that is named");
}

static void
test_wide(void)
{
    money got = 7;
    __int128 large = (__int128)INT64_MAX * INT64_MAX;

    ok(money_muldiv(INT64_MAX, INT64_MAX, INT64_MAX, ROUND_HALF_UP, &got) && got == INT64_MAX,
       "a product of 126 bits");
    got = 7;
    ok(!money_muldiv(INT64_MAX, 2, 1, ROUND_HALF_UP, &got) && got == 7 &&
           !money_divide(large, 1, ROUND_HALF_EVEN, &got) && got == 7,
       "a result beyond 64 bits is refused");
    ok(!money_divide((__int128)INT64_MAX * 2 + 1, 2, ROUND_HALF_UP, &got) &&
           money_divide((__int128)INT64_MAX * 4 + 1, 4, ROUND_HALF_EVEN, &got) && got == INT64_MAX,
       "... also where only its rounding passes them");
    ok(money_divide(large, large, ROUND_HALF_UP, &got) && got == 1 &&
           money_divide(large - 1, large * 2, ROUND_HALF_UP, &got) && got == 0,
       "a large divisor");
}

static bool
prints(money m, const char *plain, const char *grouped)
{
    char a[MONEY_TEXT], b[MONEY_TEXT];
    size_t n = money_format(a, m), k = money_format_grouped(b, m);

    return n == strlen(a) && strcmp(a, plain) == 0 && k == strlen(b) && strcmp(b, grouped) == 0;
}

static void
test_format(void)
{
    size_t wrong = 0;

    ok(prints(0, "0.00", "0.00") && prints(-5, "-0.05", "-0.05") && prints(100, "1.00", "1.00") &&
           prints(99999, "999.99", "999.99") && prints(100000, "1000.00", "1,000.00") &&
           prints(-123456789, "-1234567.89", "-1,234,567.89"),
       "amounts as text");
    ok(prints(INT64_MAX, "92233720368547758.07", "92,233,720,368,547,758.07") &&
           prints(INT64_MIN, "-92233720368547758.08", "-92,233,720,368,547,758.08"),
       "the ends of 64 bits as text");
    for (money m = -MONEY_MAX; m <= MONEY_MAX - 99999999; m += 19999999999 / 2 * 7 + 13) {
        char text[MONEY_TEXT];
        money back;
        size_t n = money_format(text, m);
        wrong += money_parse(text, n, &back) != NULL || back != m;
    }
    ok(wrong == 0, "what is written is read as the same");
    for (int shift = 0; shift < 64; shift++) {
        for (int64_t near = -3; near <= 3; near++) {
            int64_t n = (int64_t)((UINT64_C(1) << shift) * 5 + (uint64_t)near);
            char want[32], got[MONEY_TEXT];
            int length = snprintf(want, sizeof want, "%lld", (long long)n);
            wrong += count_format(got, n) != (size_t)length || strcmp(got, want) != 0;
        }
    }
    for (int64_t ten = 1; ten <= INT64_MAX / 10; ten *= 10) {
        char want[48], got[MONEY_TEXT];
        for (int64_t n = ten - 2; n <= ten + 2; n++) {
            snprintf(want, sizeof want, "%s%lld.%02lld", n < 0 ? "-" : "", (long long)(n < 0 ? -n : n) / 100,
                     (long long)(n < 0 ? -n : n) % 100);
            wrong += money_format(got, n) != strlen(want) || strcmp(got, want) != 0;
        }
    }
    ok(wrong == 0, "numbers of every length");
}

static void
test_rate(void)
{
    struct rate r = { 0 };

    ok(!rate_parse("7.25", 4, &r) && r.units == 725 && r.scale == 100, "a rate is exact");
    ok(!rate_parse("999999999.999999999", 19, &r) && r.units == INT64_C(999999999999999999) &&
           r.scale == 1000000000,
       "the largest rate");
    ok(rate_parse("", 0, &r) && rate_parse(".5", 2, &r) && rate_parse("1.", 2, &r) &&
           rate_parse("-1", 2, &r) && rate_parse("1e3", 3, &r) && rate_parse("1 ", 2, &r) &&
           rate_parse("1,5", 3, &r) && rate_parse("1.2x", 4, &r),
       "what is no rate");
    ok(rate_parse("1.0000000000", 12, &r) && rate_parse("1000000000", 10, &r), "more digits than are kept");
}

int
main(void)
{
    test_pattern();
    test_bounds();
    test_add();
    test_divide();
    test_wide();
    test_format();
    test_rate();
    return tap_end();
}
