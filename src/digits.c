#include "digits.h"

#include "date.h"
#include "eights.h"
#include "load.h"
#include "money.h"

#include <stdbool.h>

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte)) /* the byte eight times */

/* Makes numbers of eight digits; false where one is none. Only such a byte borrows from the next. */
static inline bool
are_digits(uint64_t *v)
{
    *v -= EACH('0');
    return ((*v | (*v + EACH(0x80 - 10))) & EACH(0x80)) == 0;
}

/* What eight digits are: neighbours become pairs, pairs fours, fours the number. */
static inline uint64_t
value(uint64_t v)
{
    v = v * 10 + (v >> 8);
    return ((v & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x000f424000000064) +
            (v >> 16 & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x0000271000000001)) >>
           32;
}

static int64_t
any_amount(const char *p, size_t n)
{
    money m;

    return money_parse(p, n, &m) ? DIGITS_NONE : m;
}

/* Common is -?[0-9]{1,5}\.[0-9]{2}: one word, of which the point is taken out. */
static inline int64_t
amount_of(const char *p, size_t n, uint64_t (*load)(const char *p, size_t n))
{
    size_t below = n > 0 && p[0] == '-', digits = n - below - 1;
    uint64_t v;
    int64_t m;

    if (digits - 3 > 4)
        return any_amount(p, n);
    v = load(p + below, digits + 1) << 8 * (7 - digits);
    if ((v >> 40 & 0xff) != '.')
        return any_amount(p, n);
    v = (v & UINT64_C(0xffff000000000000)) | (v & UINT64_C(0x000000ffffffffff)) << 8 |
        EACH('0') >> 8 * digits;
    if (!are_digits(&v))
        return DIGITS_NONE;
    m = (int64_t)value(v);
    return below ? -m : m;
}

int64_t
digits_amount(const char *p, size_t n)
{
    return amount_of(p, n, load_bytes);
}

/* What stands behind the field is shifted out. */
static uint64_t
load_any(const char *p, size_t n)
{
    (void)n;
    return load_eight(p);
}

static int64_t
amount_on(const char *p, size_t n)
{
    return amount_of(p, n, load_any);
}

bool
digits_amounts(const struct values *v)
{
    bool all = true;
    size_t done = eights_amounts(v, amount_on, &all);

    return values_from(v, done, amount_on) && all;
}

/* The month of the date that was read before: the next one is mostly of the same. */
static _Thread_local struct eights_month month;

/* Whether the text is that of a month, which is then in month. */
static bool
read_month(uint64_t text)
{
    uint64_t digits = (text & UINT64_C(0x00ffff00ffffffff)) | UINT64_C(0x3000003000000000);
    struct civil c = { .day = 1 };

    if ((text & UINT64_C(0xff0000ff00000000)) != UINT64_C(0x2d00002d00000000) || !are_digits(&digits))
        return false;
    digits = value(digits); /* YYYY0MM0 */
    c.year = (int)(digits / 10000);
    c.month = (int)(digits % 10000 / 10);
    if (!date_valid(c.year, c.month, c.day))
        return false;
    month.text = text;
    month.first = date_make(c);
    month.days = (uint64_t)date_days_in_month(c.year, c.month);
    return true;
}

/* YYYY-MM-DD, and nothing else is a date. */
static inline int64_t
date_of(const char *p, size_t n)
{
    unsigned tens, ones, day;
    uint64_t text;

    if (n != 10)
        return DIGITS_NONE;
    text = load_eight(p);
    if (text != month.text && !read_month(text))
        return DIGITS_NONE;
    tens = (unsigned char)p[8] - (unsigned)'0';
    ones = (unsigned char)p[9] - (unsigned)'0';
    day = tens * 10 + ones;
    return tens > 9 || ones > 9 || day - 1 >= month.days ? DIGITS_NONE : month.first + (date)day - 1;
}

int64_t
digits_date(const char *p, size_t n)
{
    return date_of(p, n);
}

bool
digits_dates(const struct values *v)
{
    bool all = true;
    size_t done = eights_dates(v, date_of, &month, DIGITS_NONE, &all);

    return values_from(v, done, date_of) && all;
}

static int64_t
due_date(const char *p, size_t n)
{
    return n == 0 ? DATE_NONE : date_of(p, n);
}

bool
digits_due_dates(const struct values *v)
{
    bool all = true;
    size_t done = eights_dates(v, due_date, &month, DATE_NONE, &all);

    return values_from(v, done, due_date) && all;
}
