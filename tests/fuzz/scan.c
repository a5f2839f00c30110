/*
 * Plain lines against libcsv, in memory: every vector unit finds what the loop over single bytes finds, and
 * what it finds of a plain line is what libcsv makes of that line, in fields that are text. Lines that are
 * odd are libcsv's to read, so there is nothing to compare. The first bytes say how; the rest is a block.
 */
#include "../../src/scan.h"

#include "../../src/text.h"
#include "fuzz.h"

#include <csv.h>

#define UNITS 4

/* The fields of one line as libcsv gives them, held against those that were found. */
struct line {
    const struct scan *scan;
    const char *text;
    size_t number, field, records;
};

static int
no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void
on_field(void *p, size_t n, void *to)
{
    struct line *l = to;
    const uint32_t *end = l->scan->end + l->scan->line[l->number] + l->field++;
    const char *found = l->text + (uint32_t)(end[-1] + 1);
    size_t length = end[0] - (uint32_t)(end[-1] + 1);

    must(length == n && (n == 0 || memcmp(found, p, n) == 0));
    must(l->scan->odd[l->number] == LINE_WIDE || text_check((struct slice){ found, n }) == NULL);
}

static void
on_record(int c, void *to)
{
    struct line *l = to;

    (void)c;
    l->records++;
}

static void
compare_line(struct csv_parser *csv, const struct scan *s, const char *text, size_t k, size_t fields)
{
    struct line l = { s, text, k, 0, 0 };
    size_t from = scan_start(s, k), n = scan_start(s, k + 1) - from;

    must(csv_parse(csv, text + from, n, on_field, on_record, &l) == n);
    must(l.records == 1 && l.field == fields);
}

static void
compare_units(const struct scan *a, const struct scan *b)
{
    must(a->lines == b->lines);
    must(memcmp(a->line, b->line, (a->lines + 1) * sizeof *a->line) == 0);
    must(memcmp(a->odd, b->odd, a->lines) == 0);
    must(memcmp(a->end, b->end, a->line[a->lines] * sizeof *a->end) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct scan found[UNITS];
    static struct csv_parser csv;
    static const char delimiters[] = { ',', ';', '\t', '|' };
    struct bytes in = { data, n };
    uint8_t how = take_byte(&in);
    char delimiter = delimiters[how % 4];
    size_t fields = 1 + how / 4 % 8;
    const char *text = (const char *)in.p;

    if (in.n == 0)
        return 0;
    for (int u = 0; u < UNITS && scan_unit(u); u++) {
        must(scan_use(scan_unit(u)));
        scan_text(&found[u], text, in.n, delimiter, fields);
        compare_units(&found[0], &found[u]);
    }
    csv_init(&csv, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_delim(&csv, (unsigned char)delimiter);
    csv_set_space_func(&csv, no_space);
    for (size_t k = 0; k < found[0].lines; k++)
        if (!(found[0].odd[k] & LINE_ODD))
            compare_line(&csv, &found[0], text, k, fields);
    csv_free(&csv);
    return 0;
}
