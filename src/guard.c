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

static bool
is_joint(char c)
{
    return c == ' ' || c == '-';
}

/* The groups of digits that s begins with, single blanks or hyphens between them: up to room of them.
 * *more: there are others behind. */
static size_t
take_groups(struct slice s, struct slice *group, size_t room, bool *more)
{
    size_t n = 0, i = 0;

    while (n < room && i < s.n && is_digit(s.p[i])) {
        size_t from = i;
        while (i < s.n && is_digit(s.p[i]))
            i++;
        group[n++] = (struct slice){ s.p + from, i - from };
        i += i < s.n && is_joint(s.p[i]);
    }
    *more = i < s.n && is_digit(s.p[i]);
    return n;
}

/* How digits of cards are set apart: 4-4-4-4 and what is left of up to 19, 4-6-5, 4-6-4. */
static bool
is_set_as_card(const struct slice *group, size_t n)
{
    if (n == 3)
        return group[0].n == 4 && group[1].n == 6 && (group[2].n == 4 || group[2].n == 5);
    return (n == 4 || (n == 5 && group[4].n <= 3)) && group[0].n == 4 && group[1].n == 4 && group[2].n == 4 &&
           group[3].n <= 4;
}

/* Whether all groups but the last are long enough to be parts of a number, or each is a digit by itself:
 * those of dates are neither, of which two side by side would pass for a card one time in ten. */
static bool
is_one_number(const struct slice *group, size_t n)
{
    size_t single = 0, large = 0;

    for (size_t i = 0; i + 1 < n; i++) {
        single += group[i].n == 1;
        large += group[i].n >= 3;
    }
    return large + 1 >= n || (single + 1 >= n && group[n - 1].n == 1);
}

/* Whether n groups are a card number, taken as one. */
static bool
is_card(const struct slice *group, size_t n)
{
    char digit[CARD_MOST];
    size_t digits = 0;

    for (size_t i = 0; i < n; i++) {
        if (group[i].n > CARD_MOST - digits)
            return false;
        for (size_t k = 0; k < group[i].n; k++)
            digit[digits++] = group[i].p[k];
    }
    return digits >= CARD_LEAST && passes_luhn(digit, digits);
}

/* Whether a card number begins where s does: all of a run of groups, or, for a date or another number
 * often stands beside one, a group alone, or groups that are set as those of a card. */
static bool
begins_with_card(struct slice s, bool begins_run)
{
    struct slice group[CARD_MOST];
    bool more;
    size_t n = take_groups(s, group, CARD_MOST, &more);

    if (is_card(group, 1) || (begins_run && !more && is_one_number(group, n) && is_card(group, n)))
        return true;
    for (size_t k = 3; k <= 5 && k <= n; k++)
        if (is_set_as_card(group, k) && is_card(group, k))
            return true;
    return false;
}

bool
guard_has_card(struct slice s)
{
    for (size_t i = 0; i + CARD_LEAST <= s.n; i++) {
        bool begins_run = i < 2 || !is_joint(s.p[i - 1]) || !is_digit(s.p[i - 2]);
        struct slice rest = { s.p + i, s.n - i };

        if (is_digit(s.p[i]) && (i == 0 || !is_digit(s.p[i - 1])) && begins_with_card(rest, begins_run))
            return true;
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
