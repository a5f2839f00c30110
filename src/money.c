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
    if (b > 0 ? a > INT64_MAX - b : a < INT64_MIN - b)
        return false;
    *sum = a + b;
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

#define DIGITS_8 100000000

/* The eight decimal digits of v, below DIGITS_8, one a byte, the first of them lowest. Two numbers of four
 * digits, then four of two, are split side by side; dividing by 100 and by 10 is multiplying by 10486 / 2^20
 * and 103 / 2^10, which is exact for numbers so small. */
static uint64_t
digits_of(uint64_t v)
{
    uint64_t fours = v / 10000 | v % 10000 << 32;
    uint64_t hundreds = fours * 10486 >> 20 & UINT64_C(0x0000007f0000007f);
    uint64_t twos = hundreds | (fours - hundreds * 100) << 16;
    uint64_t tens = twos * 103 >> 10 & UINT64_C(0x000f000f000f000f);

    return tens | (twos - tens * 10) << 8;
}

/* Writes digits, but for the first so many bytes; eight bytes at p are written in any case. */
static void
put_digits(char *p, uint64_t digits, int skipped)
{
    digits = (digits + UINT64_C(0x3030303030303030)) >> 8 * skipped;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    digits = __builtin_bswap64(digits);
#endif
    memcpy(p, &digits, sizeof digits);
}

/* How many noughts digits begin with, the last `kept` digits not counted. */
static int
noughts(uint64_t digits, int kept)
{
    return __builtin_ctzll(digits | UINT64_C(1) << 8 * (8 - kept)) / 8;
}

/* Writes v and up to seven bytes more; returns where it ends. */
static char *
put_whole(char *p, uint64_t v)
{
    uint64_t digits;
    int skipped = 0;

    if (v >= DIGITS_8)
        p = put_whole(p, v / DIGITS_8);
    digits = digits_of(v % DIGITS_8);
    if (v < DIGITS_8)
        skipped = noughts(digits, 1);
    put_digits(p, digits, skipped);
    return p + 8 - skipped;
}

static uint64_t
size_of(int64_t n)
{
    return n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
}

/* Amounts up to a million have eight digits, cents included, and are written without a branch. */
size_t
money_format(char *buf, money m)
{
    uint64_t size = size_of(m), digits = digits_of(size % DIGITS_8);
    char *p = buf;

    *p = '-';
    p += m < 0;
    if (size < DIGITS_8) {
        int skipped = noughts(digits, 3);
        put_digits(p, digits, skipped);
        p += 6 - skipped;
    } else {
        p = put_whole(p, size / 100);
    }
    p[0] = '.';
    p[1] = (char)('0' + (digits >> 48 & 15));
    p[2] = (char)('0' + (digits >> 56));
    p[3] = '\0';
    return (size_t)(p + 3 - buf);
}

size_t
count_format(char *buf, int64_t n)
{
    char *end;

    *buf = '-';
    end = put_whole(buf + (n < 0), size_of(n));
    *end = '\0';
    return (size_t)(end - buf);
}

/* Every three digits before the point are set off. */
size_t
money_format_grouped(char *buf, money m)
{
    char plain[MONEY_TEXT], *p = buf;
    size_t n = money_format(plain, m), sign = m < 0, whole = n - 3;

    for (size_t i = 0; i < n; i++) {
        if (i > sign && i < whole && (whole - i) % 3 == 0)
            *p++ = ',';
        *p++ = plain[i];
    }
    *p = '\0';
    return (size_t)(p - buf);
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
