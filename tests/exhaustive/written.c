/*
 * Amounts and counts as they are written, against a counter of decimal digits that goes up by one like
 * that of a car, and text that is put together from its digits: all of the first 200 million cents, 100
 * million where the third group of eight digits begins, and those about every power of ten and at the end of
 * 64 bits; each as money_format, money_format_grouped and count_format write it, above and below zero.
 */
#include "../../src/money.h"

#include <stdio.h>
#include <string.h>

#define PLACES 19

static char counter[PLACES + 1];
static unsigned long long texts, wrong;

static void
set_counter(uint64_t to)
{
    snprintf(counter, sizeof counter, "%0*llu", PLACES, (unsigned long long)to);
}

static void
count_up(void)
{
    int i = PLACES - 1;

    while (i >= 0 && counter[i] == '9')
        counter[i--] = '0';
    if (i >= 0)
        counter[i]++;
}

/* The counter's digits from the first that counts; at least so many of them. */
static const char *
from_first(int least)
{
    const char *p = counter;

    while (*p == '0' && p < counter + PLACES - least)
        p++;
    return p;
}

static void
judge(const char *got, size_t n, const char *want, size_t m)
{
    texts++;
    if (n == m && memcmp(got, want, m + 1) == 0)
        return;
    if (wrong++ < 20)
        fprintf(stderr, "\"%s\" is written as \"%s\"\n", want, got);
}

static size_t
put_wanted(char *to, bool below, int decimals, bool grouped)
{
    const char *p = from_first(decimals + 1), *point = counter + PLACES - decimals;
    char *q = to;

    if (below)
        *q++ = '-';
    for (const char *d = p; d < counter + PLACES; d++) {
        if (decimals > 0 && d == point)
            *q++ = '.';
        else if (grouped && d > p && d < point && (point - d) % 3 == 0)
            *q++ = ',';
        *q++ = *d;
    }
    *q = '\0';
    return (size_t)(q - to);
}

static void
judge_each(int64_t m)
{
    char got[MONEY_TEXT], want[64];
    bool below = m < 0;
    size_t n = put_wanted(want, below, 2, false);

    judge(got, money_format(got, m), want, n);
    n = put_wanted(want, below, 2, true);
    judge(got, money_format_grouped(got, m), want, n);
    n = put_wanted(want, below, 0, false);
    judge(got, count_format(got, m), want, n);
}

static void
judge_all(uint64_t from, uint64_t many)
{
    set_counter(from);
    for (uint64_t i = 0; i < many && from + i <= INT64_MAX; i++, count_up()) {
        judge_each((int64_t)(from + i));
        if (from + i > 0)
            judge_each(-(int64_t)(from + i));
    }
}

int
main(void)
{
    judge_all(0, 200000000);
    judge_all(UINT64_C(10000000050000000) - 100000000, 100000000);
    for (uint64_t power = 1000000000; power < UINT64_C(10000000000000000000); power *= 10)
        judge_all(power - 1000000, 2000000);
    judge_all((uint64_t)INT64_MAX - 999999, 1000000);
    set_counter((uint64_t)INT64_MAX + 1);
    judge_each(INT64_MIN);
    printf("written: %llu texts of amounts and counts: %llu otherwise\n", texts, wrong);
    return wrong > 0;
}
