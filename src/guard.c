#include "guard.h"

#define CARD_LEAST 13
#define CARD_MOST  19

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Every second digit from the right doubled, the digits of the products added: a multiple of ten. */
static bool
passes_luhn(const char *digit, size_t n)
{
    int sum = 0;

    for (size_t i = 0; i < n; i++) {
        int d = digit[n - 1 - i] - '0';
        if (i % 2 == 1)
            d = d * 2 > 9 ? d * 2 - 9 : d * 2;
        sum += d;
    }
    return sum % 10 == 0;
}

/* The digits of the run that begins s, single blanks and hyphens passed over; *used is its length. */
static size_t
take_run(struct slice s, char *digit, size_t room, size_t *used)
{
    size_t n = 0, i = 0;

    for (; i < s.n; i++) {
        bool joint = (s.p[i] == ' ' || s.p[i] == '-') && i > 0 && i + 1 < s.n && is_digit(s.p[i - 1]) &&
                     is_digit(s.p[i + 1]);
        if (joint)
            continue;
        if (!is_digit(s.p[i]))
            break;
        if (n < room)
            digit[n] = s.p[i];
        n++;
    }
    *used = i;
    return n;
}

bool
guard_has_card(struct slice s)
{
    while (s.n >= CARD_LEAST) {
        char digit[CARD_MOST];
        size_t used, n = take_run(s, digit, sizeof digit, &used);

        if (n >= CARD_LEAST && n <= CARD_MOST && passes_luhn(digit, n))
            return true;
        used = used ? used : 1;
        s.p += used;
        s.n -= used;
    }
    return false;
}

/* -12.50, +1,234: what a spreadsheet shows as the number that it is. */
static bool
is_number(struct slice s)
{
    size_t digits = 0, points = 0;

    for (size_t i = 1; i < s.n; i++) {
        if (is_digit(s.p[i]))
            digits++;
        else if (s.p[i] == '.')
            points++;
        else if (s.p[i] != ',')
            return false;
    }
    return digits > 0 && points <= 1;
}

/* +1 (210) 555-0117: a plus sign, digits, and what people set between them. */
static bool
is_telephone(struct slice s)
{
    size_t digits = 0;

    if (s.p[0] != '+')
        return false;
    for (size_t i = 1; i < s.n; i++) {
        char c = s.p[i];
        if (is_digit(c))
            digits++;
        else if (c != ' ' && c != '-' && c != '.' && c != '(' && c != ')' && c != '/')
            return false;
    }
    return digits >= 7 && digits <= 15; /* ITU-T E.164: at most 15 */
}

bool
guard_is_formula(struct slice s)
{
    if (s.n == 0 || (s.p[0] != '=' && s.p[0] != '+' && s.p[0] != '-' && s.p[0] != '@'))
        return false;
    if (s.p[0] == '+' || s.p[0] == '-')
        return !is_number(s) && !is_telephone(s);
    return true;
}
