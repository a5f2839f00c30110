/*
 * Every vector unit of this machine against the loop over single bytes, in blocks made here: first each byte
 * at each place of a word, alone, then blocks of what lines are made of and of bytes of every kind. That the
 * loop is right is held against libcsv by tests/fuzz/scan.c; this needs no library. Prints a line a unit, and
 * ends with 1 at the first difference.
 */
#include "../../src/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORD 64
#define MOST 1000 /* bytes of a block: some words, and a piece of one */

static const char delimiters[] = { ',', ';', '\t', '|', '\001', 'x', '\177', '\247', '\377' };
static const char *unit;
static struct scan plain, found;
static unsigned long runs;
static uint64_t seed = 20251121;

static unsigned
any(unsigned below)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(seed >> 33) % below;
}

static bool
same(void)
{
    return plain.lines == found.lines &&
           memcmp(plain.line, found.line, (plain.lines + 1) * sizeof *plain.line) == 0 &&
           memcmp(plain.odd, found.odd, plain.lines) == 0 &&
           memcmp(plain.end, found.end, plain.line[plain.lines] * sizeof *plain.end) == 0;
}

static void
compare(const char *p, size_t n, char delimiter, size_t fields)
{
    scan_use("bytes");
    scan_text(&plain, p, n, delimiter, fields);
    scan_use(unit);
    scan_text(&found, p, n, delimiter, fields);
    runs++;
    if (same())
        return;
    printf("%s: not what single bytes say, within %lu blocks:", unit, runs);
    for (size_t i = 0; i < n; i++)
        printf(" %02x", (unsigned char)p[i]);
    printf("\n");
    exit(1);
}

/* A line before it and a line behind it, so that what is marked in the wrong line is seen. */
static void
each_byte(char delimiter)
{
    char block[3 * WORD];

    for (size_t at = 0; at < WORD; at++)
        for (int c = 0; c < 256; c++) {
            memset(block, 'a', sizeof block);
            block[WORD - 1] = block[3 * WORD - 1] = '\n';
            block[WORD + at] = (char)c;
            compare(block, sizeof block, delimiter, (char)c == delimiter ? 2 : 1);
        }
}

static char
any_byte(unsigned kind, char delimiter)
{
    static const char ends[] = "\n\n\r\"", edges[] = "\037\040\041\042\043\176\177\200\201\377\000\012\015";

    if (kind == 0 || any(20) == 0)
        return (char)any(256);
    if (kind == 1 || any(20) == 0)
        return edges[any(sizeof edges - 1)];
    if (any(6) == 0)
        return delimiter;
    return any(8) == 0 ? ends[any(kind == 2 ? 4 : 1)] : 'a';
}

/* Blocks of four kinds; in every other one of the last a line ends in two bytes. */
static void
any_block(void)
{
    char block[MOST];
    size_t n = 1 + any(any(4) ? 300 : MOST - 1), fields = 1 + any(any(2) ? 2 : 8);
    char delimiter = delimiters[any(any(2) ? 1 : sizeof delimiters)];
    unsigned kind = any(4);
    bool crlf = any(2);

    for (size_t i = 0; i < n; i++) {
        block[i] = any_byte(kind, delimiter);
        if (crlf && kind == 3 && block[i] == '\n' && i > 0)
            block[i - 1] = '\r';
    }
    compare(block, n, delimiter, fields);
}

int
main(int argc, char **argv)
{
    unsigned long most = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000;

    for (int i = 1; (unit = scan_unit(i)); i++) {
        runs = 0;
        for (size_t d = 0; d < sizeof delimiters; d++)
            each_byte(delimiters[d]);
        while (runs < most)
            any_block();
        printf("%s: %lu blocks, each as single bytes have it\n", unit, runs);
    }
    scan_free(&plain);
    scan_free(&found);
    return 0;
}
