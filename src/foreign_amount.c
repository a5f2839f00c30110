/* Amounts: signs and marks are taken off as the rules allow, the rest is judged by money_parse. */
#include "foreign.h"

#include <string.h>

#define PLAIN 48 /* room for the digits of an amount, leading zeros too */

/* An amount on its way to plain digits. */
struct peeled {
    struct slice s;
    unsigned rules;
    int signs, currencies;
    bool minus;
};

static const struct {
    const char *word;
    enum amount_rule rule;
} words[] = {
    { "currency", AMOUNT_CURRENCY },
    { "thousands", AMOUNT_THOUSANDS },
    { "brackets", AMOUNT_BRACKETS },
    { "trailing-minus", AMOUNT_TRAILING_MINUS },
    { "plus", AMOUNT_PLUS },
    { "cr-minus", AMOUNT_CR_MINUS },
    { "decimal-comma", AMOUNT_DECIMAL_COMMA },
    { "zeros", AMOUNT_ZEROS },
    { "cents", AMOUNT_CENTS },
    { "negate", AMOUNT_NEGATE },
};

unsigned
foreign_rule(struct slice word)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(word, words[i].word))
            return words[i].rule;
    return 0;
}

const char *
foreign_rules_check(unsigned rules)
{
    if ((rules & AMOUNT_CENTS) && (rules & (AMOUNT_THOUSANDS | AMOUNT_DECIMAL_COMMA | AMOUNT_ZEROS)))
        return "says cents, which has no point, and a word about points";
    return NULL;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static void
drop(struct slice *s, size_t before, size_t after)
{
    s->p += before;
    s->n -= before + after;
}

static bool
ends(struct slice s, const char *with)
{
    size_t n = strlen(with);

    return s.n >= n && memcmp(s.p + s.n - n, with, n) == 0;
}

static bool
begins(struct slice s, const char *with)
{
    size_t n = strlen(with);

    return s.n >= n && memcmp(s.p, with, n) == 0;
}

/* A code of ISO 4217: three capitals and no letter beside them. */
static bool
is_code(struct slice s, size_t at)
{
    if (at + 3 > s.n || (at > 0 && is_letter(s.p[at - 1])) || (at + 3 < s.n && is_letter(s.p[at + 3])))
        return false;
    for (size_t i = at; i < at + 3; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z')
            return false;
    return true;
}

/* Takes a currency sign off either end, with the blanks beside it. */
static bool
peel_currency(struct peeled *a)
{
    static const char *const signs[] = { "$", "€", "£", "¥" };
    size_t before = 0, after = 0;

    if (!(a->rules & AMOUNT_CURRENCY))
        return false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs && before + after == 0; i++) {
        if (begins(a->s, signs[i]))
            before = strlen(signs[i]);
        else if (ends(a->s, signs[i]))
            after = strlen(signs[i]);
    }
    if (before + after == 0 && is_code(a->s, 0))
        before = 3;
    else if (before + after == 0 && a->s.n > 3 && is_code(a->s, a->s.n - 3))
        after = 3;
    if (before + after == 0)
        return false;
    drop(&a->s, before, after);
    a->s = slice_trim(a->s);
    a->currencies++;
    return true;
}

/* Takes one sign off, whichever the rules allow. */
static bool
peel_sign(struct peeled *a)
{
    struct slice *s = &a->s;
    bool minus = true;

    if (begins(*s, "-")) {
        drop(s, 1, 0);
    } else if ((a->rules & AMOUNT_PLUS) && begins(*s, "+")) {
        drop(s, 1, 0);
        minus = false;
    } else if ((a->rules & AMOUNT_TRAILING_MINUS) && ends(*s, "-")) {
        drop(s, 0, 1);
    } else if ((a->rules & AMOUNT_BRACKETS) && begins(*s, "(") && ends(*s, ")")) {
        drop(s, 1, 1);
        *s = slice_trim(*s);
    } else if ((a->rules & AMOUNT_CR_MINUS) && (ends(*s, "CR") || ends(*s, "DR"))) {
        minus = ends(*s, "CR");
        drop(s, 0, 2);
        *s = slice_trim(*s);
    } else {
        return false;
    }
    a->minus = minus;
    a->signs++;
    return true;
}

/* The digits before the point, their groups checked: all of three but the first, or none at all.
 * Returns how many bytes they are, 0 where they are not right. */
static size_t
whole_part(struct slice s, char group, char **to)
{
    size_t run = 0, groups = 0, i = 0;

    for (; i < s.n && (is_digit(s.p[i]) || (group && s.p[i] == group)); i++) {
        if (is_digit(s.p[i])) {
            *(*to)++ = s.p[i];
            run++;
            continue;
        }
        if (run == 0 || run > 3 || (groups > 0 && run != 3))
            return 0;
        groups++;
        run = 0;
    }
    return groups > 0 && run != 3 ? 0 : i;
}

static void
whole_cents(struct slice s, char *to)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.n - i == 2)
            *to++ = '.';
        *to++ = s.p[i];
    }
    *to = '\0';
}

/* Cents have no point: 5 is 0.05. */
static const char *
read_cents(struct slice s, money *out)
{
    char plain[PLAIN] = "0";

    for (size_t i = 0; i < s.n; i++)
        if (!is_digit(s.p[i]))
            return "is not an amount in cents";
    if (s.n == 1)
        memcpy(plain, (char[]){ '0', '.', '0', s.p[0], '\0' }, 5);
    else
        whole_cents(s, plain + 1);
    return money_parse(plain, strlen(plain), out);
}

static const char *
read_decimal(struct slice s, unsigned rules, money *out)
{
    char plain[PLAIN], *to = plain;
    char point = rules & AMOUNT_DECIMAL_COMMA ? ',' : '.';
    char group = rules & AMOUNT_DECIMAL_COMMA ? '.' : ',';
    size_t i = whole_part(s, rules & AMOUNT_THOUSANDS ? group : '\0', &to);

    if (i == 0)
        return "is not an amount";
    if (i < s.n) {
        if (s.p[i++] != point)
            return "is not an amount";
        *to++ = '.';
        while (rules & AMOUNT_ZEROS && s.n > i + 2 && s.p[s.n - 1] == '0')
            s.n--;
        memcpy(to, s.p + i, s.n - i);
        to += s.n - i;
    }
    return money_parse(plain, (size_t)(to - plain), out);
}

/* Whoever writes a map is told which word would have helped. */
static const char *
hint(struct slice s, unsigned rules)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '(' && !(rules & AMOUNT_BRACKETS))
            return "is not an amount (its form lacks the word brackets)";
        if (s.p[i] == '$' && !(rules & AMOUNT_CURRENCY))
            return "is not an amount (its form lacks the word currency)";
        if (s.p[i] == ',' && !(rules & (AMOUNT_THOUSANDS | AMOUNT_DECIMAL_COMMA)))
            return "is not an amount (its form lacks the word thousands, or decimal-comma)";
        if (s.p[i] == '-' && i > 0 && i == s.n - 1 && !(rules & AMOUNT_TRAILING_MINUS))
            return "is not an amount (its form lacks the word trailing-minus)";
    }
    return "is not an amount";
}

const char *
foreign_amount(struct slice s, unsigned rules, money *out)
{
    struct peeled a = { .s = s, .rules = rules };
    const char *why;

    if (s.n == 0)
        return "is empty where an amount belongs";
    while (peel_sign(&a) || peel_currency(&a))
        continue;
    if (a.signs > 1)
        return "has more than one sign";
    if (a.currencies > 1)
        return "has more than one currency sign";
    if (a.s.n == 0 || a.s.n > PLAIN - 4)
        return "is not an amount";
    why = rules & AMOUNT_CENTS ? read_cents(a.s, out) : read_decimal(a.s, rules, out);
    if (why)
        return strcmp(why, "is not an amount") == 0 ? hint(s, rules) : why;
    if (a.minus != ((rules & AMOUNT_NEGATE) != 0))
        *out = -*out;
    return NULL;
}
