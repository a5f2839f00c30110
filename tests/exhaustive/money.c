/*
 * Every string of up to eight characters of "0123456789.-+, e", and every string of up to four bytes
 * whatever: money_parse and digits_amount must take those that an automaton takes, with the value that it
 * keeps, and no other. The automaton is the pattern -?[0-9]+(\.[0-9]{1,2})? drawn by hand; it goes down the
 * tree of all strings a character at a time, so it shares nothing with the parser but the pattern.
 *
 * Usage: money ALPHABET LENGTH, where the alphabet "all" is every byte. Prints how many there were.
 */
#include "../../src/money.h"
#include "../../src/digits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum state { BEGUN, SIGN, WHOLE, POINT, TENTH, CENT, REFUSED, STATES };

static const unsigned char digit_leads_to[STATES] = { WHOLE, WHOLE, WHOLE, TENTH, CENT, REFUSED, REFUSED };
static const unsigned char point_leads_to[STATES] = { REFUSED, REFUSED, POINT,  REFUSED,
                                                      REFUSED, REFUSED, REFUSED };
static const unsigned char minus_leads_to[STATES] = { SIGN,    REFUSED, REFUSED, REFUSED,
                                                      REFUSED, REFUSED, REFUSED };
static const int cents_a_unit[STATES] = {
    0, 0, 100, 0, 10, 1, 0
}; /* of the value where it ends so; 0: no amount */

static unsigned char alphabet[256];
static size_t letters;
static unsigned long long count, taken, wrong;
static char text[16];

static void
judge(size_t n, enum state at, long long digits, int sign)
{
    money got = -7;
    bool good = money_parse(text, n, &got) == NULL, want = cents_a_unit[at] != 0;

    count++;
    taken += good;
    if (good == want && got == (want ? sign * digits * cents_a_unit[at] : -7) &&
        digits_amount(text, n) == (want ? got : DIGITS_NONE))
        return;
    if (wrong++ < 20)
        fprintf(stderr, "\"%.*s\" is %s, as %lld\n", (int)n, text, good ? "taken" : "refused",
                (long long)got);
}

static void
descend(size_t n, size_t most, enum state at, long long digits, int sign)
{
    judge(n, at, digits, sign);
    if (n == most)
        return;
    for (size_t i = 0; i < letters; i++) {
        unsigned char c = alphabet[i];
        bool digit = c - '0' >= 0 && c - '0' <= 9;
        unsigned char to = REFUSED;
        if (digit)
            to = digit_leads_to[at];
        else if (c == '.')
            to = point_leads_to[at];
        else if (c == '-')
            to = minus_leads_to[at];
        text[n] = (char)c;
        descend(n + 1, most, (enum state)to, digit ? 10 * digits + (c - '0') : digits,
                to == SIGN ? -1 : sign);
    }
}

int
main(int argc, char **argv)
{
    size_t most;

    if (argc != 3 || (most = (size_t)strtoul(argv[2], NULL, 10)) > 12)
        return 2;
    letters = strcmp(argv[1], "all") == 0 ? 256 : strlen(argv[1]) % 256;
    for (size_t i = 0; i < letters; i++)
        alphabet[i] = letters == 256 ? (unsigned char)i : (unsigned char)argv[1][i];
    descend(0, most, BEGUN, 0, 1);
    printf("money: %llu strings of up to %zu characters of %s: %llu are amounts, %llu judged otherwise\n",
           count, most, letters == 256 ? "all 256" : argv[1], taken, wrong);
    return wrong > 0;
}
