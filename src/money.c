#include "money.h"

#include <string.h>

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

const char *
money_parse(const char *s, size_t n, money *out)
{
    size_t i = 0;
    bool below = n > 0 && s[0] == '-';
    money m = 0;

    i = below;
    if (n == 0)
        return "is empty where an amount belongs";
    if (i == n || !is_digit(s[i]))
        return "is not an amount";
    for (; i < n && is_digit(s[i]); i++) {
        m = m * 10 + (s[i] - '0');
        if (m > MONEY_MAX / 100)
            return "is beyond 999,999,999,999.99";
    }
    m *= 100;
    if (i < n) {
        size_t decimals = n - i - 1;
        if (s[i] != '.' || decimals == 0 || !is_digit(s[i + 1]))
            return "is not an amount";
        if (decimals > 1 && !is_digit(s[i + 2]))
            return "is not an amount";
        for (size_t k = i + 3; k < n; k++)
            if (!is_digit(s[k]))
                return "is not an amount";
        if (decimals > 2)
            return "has more than two decimals";
        m += (s[i + 1] - '0') * 10;
        if (decimals == 2)
            m += s[i + 2] - '0';
    }
    *out = below ? -m : m;
    return NULL;
}

bool
money_add(money a, money b, money *sum)
{
    money s;

    if (__builtin_add_overflow(a, b, &s))
        return false;
    *sum = s;
    return true;
}

bool
money_fits(money m)
{
    return m >= -MONEY_MAX && m <= MONEY_MAX;
}

bool
money_divide(__int128 num, __int128 den, enum rounding how, money *out)
{
    __int128 size = num < 0 ? -num : num;
    __int128 quotient = size / den, rest = size % den;

    /* rest against den - rest instead of twice the rest against den: no overflow. */
    if (rest > den - rest || (rest == den - rest && (how == ROUND_HALF_UP || quotient % 2 != 0)))
        quotient++;
    if (quotient > INT64_MAX)
        return false;
    *out = (money)(num < 0 ? -quotient : quotient);
    return true;
}

bool
money_muldiv(money m, int64_t num, int64_t den, enum rounding how, money *out)
{
    return money_divide((__int128)m * num, den, how, out);
}

/* Digits are laid down from the right end of a scratch buffer, then moved to the front. */
static size_t
format(char *buf, money m, bool grouped)
{
    char scratch[MONEY_TEXT];
    char *p = scratch + sizeof scratch;
    uint64_t size = m < 0 ? 0 - (uint64_t)m : (uint64_t)m;
    size_t n;

    *--p = '\0';
    *--p = (char)('0' + size % 10);
    *--p = (char)('0' + size / 10 % 10);
    *--p = '.';
    size /= 100;
    for (int digits = 0; size > 0 || digits == 0; digits++) {
        if (grouped && digits > 0 && digits % 3 == 0)
            *--p = ',';
        *--p = (char)('0' + size % 10);
        size /= 10;
    }
    if (m < 0)
        *--p = '-';
    n = (size_t)(scratch + sizeof scratch - p);
    memcpy(buf, p, n);
    return n - 1;
}

size_t
money_format(char *buf, money m)
{
    return format(buf, m, false);
}

size_t
money_format_grouped(char *buf, money m)
{
    return format(buf, m, true);
}

const char *
rate_parse(const char *s, size_t n, struct rate *out)
{
    int64_t units = 0, scale = 1;
    size_t i = 0;

    for (; i < n && is_digit(s[i]); i++) {
        units = units * 10 + (s[i] - '0');
        if (i >= 9)
            return "has more than nine digits before the point";
    }
    if (i == 0)
        return "is not a decimal number";
    if (i < n && s[i] == '.') {
        size_t first = ++i;
        for (; i < n && is_digit(s[i]); i++) {
            if (i - first >= 9)
                return "has more than nine decimals";
            units = units * 10 + (s[i] - '0');
            scale *= 10;
        }
        if (i == first)
            return "is not a decimal number";
    }
    if (i < n)
        return "is not a decimal number";
    out->units = units;
    out->scale = scale;
    return NULL;
}
