/*
 * make: the records that the benchmark reads, of an invented city of 100,000 accounts.
 *
 *     make entries FROM TO      lines FROM to TO of a ledger, in order of date
 *     make receipts COUNT DATE  a day of receipts for its accounts, as till-apply reads them
 *     make source N COUNT       1: register tape, 2: posted payments, 3: bank; a few differ
 *     make plans COUNT          plans of 12 instalments
 *
 * The same bytes each time: whatever is random is a hash of what it belongs to, so that lines can be made
 * from anywhere on. The ledger is city.c's.
 */
#include "make.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t
hash(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15) + UINT64_C(20260630);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

uint32_t
chance(uint64_t of, uint32_t salt, uint32_t n)
{
    return (uint32_t)(hash(of * 64 + salt) >> 20) % n;
}

/* Howard Hinnant's civil_from_days. */
void
date_of(int64_t days, char text[11])
{
    uint32_t z = (uint32_t)(days + 719468), era = z / 146097, doe = z % 146097;
    uint32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    uint32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    uint32_t day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;
    uint32_t year = yoe + era * 400 + (month <= 2);
    uint32_t digits[] = {
        year / 1000 % 10, year / 100 % 10, year / 10 % 10, year % 10, 10, month / 10, month % 10, 10,
        day / 10,         day % 10
    };

    for (size_t i = 0; i < 10; i++)
        text[i] = "0123456789-"[digits[i]];
    text[10] = '\0';
}

/* Output: words of a line, one after the other. */

void
word(const char *s)
{
    fwrite(s, 1, strlen(s), stdout);
}

void
number(uint64_t n)
{
    char text[24], *p = text + sizeof text - 1;

    *p = '\0';
    do
        *--p = (char)('0' + n % 10);
    while (n /= 10);
    word(p);
}

void
cents(int64_t c)
{
    uint64_t u = (uint64_t)(c < 0 ? -c : c);

    if (c < 0)
        putchar('-');
    number(u / 100);
    putchar('.');
    putchar((int)('0' + u / 10 % 10));
    putchar((int)('0' + u % 10));
}

/* The day's receipts: a third names the first month's bill, two in a hundred are void. */
static void
put_receipts(uint64_t count, const char *day)
{
    word("date,time,till,clerk,ref,account,item,code,tender,amount,status\n");
    for (uint64_t i = 0; i < count; i++) {
        uint64_t account = chance(i, 20, ACCOUNTS), second = i * 28800 / count;
        uint32_t till = chance(i, 21, 8) + 1;
        printf("%s,%02d:%02d,%u,c%u,A%llu,%llu,", day, (int)(8 + second / 3600), (int)(second / 60 % 60),
               till, till, (unsigned long long)i, (unsigned long long)(100000 + account));
        if (chance(i, 22, 3) == 0)
            printf("B%llu", (unsigned long long)(1000000 + account));
        printf(",,%s,", chance(i, 23, 2) ? "CHECK" : "CASH");
        cents(2000 + chance(i, 24, 12000));
        word(chance(i, 25, 50) ? ",sale\n" : ",void\n");
    }
}

/* Receipt i as one of the sources has it. One in 20,000 differs in the second or the third: it is not there,
 * is there twice, under another tender, or with another amount. */
static void
put_source_line(int source, uint64_t i, const char *day)
{
    static const char *const tenders[] = { "CARD", "CASH", "CHECK", "MO" };
    uint32_t tender = chance(i, 31, 4), till = chance(i, 30, 10) + 1, account = chance(i, 33, ACCOUNTS);
    int64_t amount = 2000 + chance(i, 32, 12000);

    if (chance(i, 34, 20000) == 0 && source == 2 + (int)chance(i, 35, 2)) {
        uint32_t how = chance(i, 36, 3);
        if (how == 0)
            return;
        if (how == 1)
            tender = (tender + 1) % 4;
        else
            amount = amount % 100 * 100 + amount / 100;
    }
    if (source == 1)
        printf("%s,%02u:%02u,%u,c%u,%llu,%u,,,%s,", day, 8 + chance(i, 37, 8), chance(i, 38, 60), till, till,
               (unsigned long long)(1000000 + i), 100000 + account, tenders[tender]);
    else if (source == 2)
        printf("%s,%u,payment,%llu,,,-", day, 100000 + account, (unsigned long long)(1000000 + i));
    else
        printf("%s,%u,%llu,%s,", day, till, (unsigned long long)(1000000 + i), tenders[tender]);
    cents(amount);
    if (source == 1)
        word(",sale\n");
    else if (source == 2)
        printf(",,%s,%u,c%u,\n", tenders[tender], till, till);
    else
        putchar('\n');
}

static void
put_source(int source, uint64_t count)
{
    char day[11];

    word(source == 1   ? "date,time,till,clerk,ref,account,item,code,tender,amount,status\n"
         : source == 2 ? HEADER
                       : "date,till,ref,tender,amount\n");
    for (uint64_t i = 0; i < count; i++) {
        date_of(16801 + (int64_t)(i / 4000), day);
        put_source_line(source, i, day);
    }
}

static void
put_plans(uint64_t count)
{
    char start[11];

    word("plan,account,principal,payments,rate,start\n");
    for (uint64_t i = 0; i < count; i++) {
        date_of(16801 + chance(i, 40, 365), start);
        printf("P%llu,%u,", (unsigned long long)i, 100000 + chance(i, 41, ACCOUNTS));
        cents(10000 + chance(i, 42, 200000));
        printf(",12,%u.%u,%s\n", chance(i, 43, 12), chance(i, 44, 4) * 25, start);
    }
}

static uint64_t
count_of(const char *text)
{
    char *end;
    unsigned long long n = strtoull(text, &end, 10);

    if (*text < '0' || *text > '9' || *end)
        errx(2, "\"%s\" is no count", text);
    return n;
}

int
main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";

    setvbuf(stdout, NULL, _IOFBF, 1 << 20);
    if (strcmp(what, "entries") == 0 && argc == 4)
        put_entries(count_of(argv[2]), count_of(argv[3]));
    else if (strcmp(what, "receipts") == 0 && argc == 4)
        put_receipts(count_of(argv[2]), argv[3]);
    else if (strcmp(what, "source") == 0 && argc == 4)
        put_source((int)count_of(argv[2]), count_of(argv[3]));
    else if (strcmp(what, "plans") == 0 && argc == 3)
        put_plans(count_of(argv[2]));
    else
        errx(2, "usage: make entries FROM TO | receipts COUNT DATE | source N COUNT | plans COUNT");
    if (fflush(stdout) != 0 || ferror(stdout))
        err(2, "standard output");
    return 0;
}
