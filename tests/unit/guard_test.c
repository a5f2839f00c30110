/*
 * Guard: card numbers against numbers made and broken here, by a second rule for Luhn's check; formulas
 * by what spreadsheets take for one. The card numbers are those that the brands publish for trials.
 */
#include "../../src/guard.h"

#include "tap.h"

#include <stdio.h>

static bool
card(const char *s)
{
    return guard_has_card(slice_of(s));
}

static bool
formula(const char *s)
{
    return guard_is_formula(slice_of(s));
}

/* The check digit of n digits by a table (ISO/IEC 7812-1, annex B: doubled, tens and ones added). */
static char
check_digit(const char *digit, size_t n)
{
    static const int doubled[] = { 0, 2, 4, 6, 8, 1, 3, 5, 7, 9 };
    int sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (n - i) % 2 == 1 ? doubled[digit[i] - '0'] : digit[i] - '0';
    return (char)('0' + (10 - sum % 10) % 10);
}

/* Numbers of every length that end in each digit: only the right one makes a card, and only where it has
 * 13 to 19 digits. */
static void
every_length(void)
{
    for (size_t n = 2; n <= 40; n++) {
        char number[64] = { 0 };
        bool good = true;
        unsigned seed = (unsigned)n;
        for (int round = 0; round < 200; round++) {
            char right;
            for (size_t i = 0; i + 1 < n; i++) {
                seed = seed * 1103515245u + 12345u;
                number[i] = (char)('0' + (seed >> 16) % 10);
            }
            right = check_digit(number, n - 1);
            for (char last = '0'; last <= '9'; last++) {
                number[n - 1] = last;
                good = good && card(number) == (last == right && n >= 13 && n <= 19);
            }
        }
        ok(good, "numbers of %zu digits: %s", n,
           n >= 13 && n <= 19 ? "one in ten passes Luhn's check" : "none is a card's");
    }
}

static void
cards(void)
{
    static const char *const is[] = { "4111111111111111",
                                      "5555555555554444",
                                      "378282246310005",
                                      "30569309025904",
                                      "6011111111111117",
                                      "4222222222222",
                                      "4111 1111 1111 1111",
                                      "4111-1111-1111-1111",
                                      "4111 1111-1111 1111",
                                      "3782 822463 10005",
                                      "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
                                      "4-2-2-2-2-2-2-2-2-2-2-2-2",
                                      "paid by 4111111111111111",
                                      "4111111111111111.",
                                      "(4111111111111111)",
                                      "x4111111111111111x",
                                      "José 4111 1111 1111 1111 José",
                                      "4111 1111 1111 1111 12/26",
                                      "4111 1111 1111 1111 12-26",
                                      "4111 1111 1111 1111 123",
                                      "4111111111111111 12 26 123",
                                      "12 4111111111111111",
                                      "account 1001 4111 1111 1111 1111",
                                      "1001-3782-822463-10005",
                                      "1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9 1 2 3 4 4111111111111111",
                                      "1111111111111111 4111111111111111",
                                      "%B4111111111111111^DOE/J^2612" };
    static const char *const is_not[] = { "",
                                          "4111111111111112",
                                          "4111 1111 1111 1112",
                                          "411111111111",
                                          "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2",
                                          "4 1 1 1 1 1 1 1 1 1 1 1 1 1 11",
                                          "41 11 11 11 11 11 11 11",
                                          "4111  1111  1111  1111",
                                          "4111.1111.1111.1111",
                                          "4111,1111,1111,1111",
                                          "4111/1111/1111/1111",
                                          "x411111111111x1111",
                                          "41111111111111110000",
                                          "210-555-0117",
                                          "2026-06-30 2026-07-31 2026-08-31",
                                          "2026-06-30 2026-07-03",
                                          "no digits at all in here",
                                          "-------------------",
                                          "- - - - - - - - - -",
                                          "1 -2 -3 -4 -5 -6 -7 -8 -9 -1 -2 -3 -4 -5" };

    for (size_t i = 0; i < sizeof is / sizeof *is; i++)
        ok(card(is[i]), "a card: %s", is[i]);
    for (size_t i = 0; i < sizeof is_not / sizeof *is_not; i++)
        ok(!card(is_not[i]), "no card: %s", is_not[i]);
    ok(!guard_has_card((struct slice){ "4111111111111111", 12 }), "nothing behind the text is looked at");
}

static void
formulas(void)
{
    static const char *const is[] = { "=1+1",
                                      "=",
                                      "=HYPERLINK(\"x\")",
                                      "@SUM(A1)",
                                      "@",
                                      "+A1",
                                      "-A1",
                                      "+",
                                      "-",
                                      "--1",
                                      "-1-2",
                                      "+1+2",
                                      "-1.2.3",
                                      "-.",
                                      "- see note",
                                      "+cmd|x",
                                      "-1*2",
                                      "+1 (210) 555-0117x",
                                      "-210 555 0117",
                                      "+1234567890123456 1" };
    static const char *const is_not[] = { "",
                                          "1+1",
                                          "a=b",
                                          " =1+1",
                                          "-12.50",
                                          "+12",
                                          "+123456",
                                          "-1,234",
                                          "-1,234.50",
                                          "-.5",
                                          "+12105550117",
                                          "x",
                                          "#REF!",
                                          "A-1",
                                          "+1 210-555-0117",
                                          "+49/170/1234567",
                                          "+1 (210) 555-0117",
                                          "12:30",
                                          "*",
                                          "(12.00)" };

    for (size_t i = 0; i < sizeof is / sizeof *is; i++)
        ok(formula(is[i]), "a formula: %s", is[i]);
    for (size_t i = 0; i < sizeof is_not / sizeof *is_not; i++)
        ok(!formula(is_not[i]), "no formula: %s", is_not[i]);
    ok(!guard_is_formula((struct slice){ "=1", 0 }), "nothing is no formula");
}

int
main(void)
{
    cards();
    every_length();
    formulas();
    return tap_end();
}
