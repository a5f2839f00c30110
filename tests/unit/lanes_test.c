/*
 * Lanes: what is read does not depend on the size of blocks, the number of threads or the vector unit, and is
 * what libcsv alone reads. The file has a bit of everything: quotes, fields of several lines, characters of
 * two bytes, lines with a field too few or too many, bare CRs, marks of batches, long lines.
 */
#include "../../src/rows_share.h"

#include "../../src/scan.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINES 2000

static char path[] = "/tmp/till-lanes.XXXXXX";
static unsigned long seed = 7;

static unsigned
any(unsigned below)
{
    seed = (seed * 1103515245 + 12345) % 2147483648UL;
    return (unsigned)(seed / 65536) % below;
}

static void
add_line(struct buffer *to, int i, const char *ending)
{
    static const char *const odd[] = {
        "%d,charge,\"a, b\",1.00%s",
        "%d,charge,\"two\nlines\",2.00%s",
        "%d,payment,\303\266,-3.00%s",
        "%d,short%s",
        "%d,charge,bare\rcr,4.00%s",
        "%d,charge,\001,5.00%s",
        "%d,charge,\"un\"quoted,6.00%s",
        "%d,charge,\377,7.00%s",
        "%d,charge,a,b,8.00%s",
        "%d,charge,\"a \"\"b\"\" c\",\"-9.00\"%s",
        "%d,charge,\"two\"\r10.00%s",
        "%d,\"charge\",\303\266 \"b\",11.00%s",
        "%d,charge,\"\001\",12.00%s",
        "%d,charge,\001,\"13.00\"%s",
        "%d,\"seal\",x,\"18.00\"%s",
        "%d,charge,\"few\"%s",
        "%d,charge,\"\",19.00,many%s",
        "%d,charge,\"two\n14,charge,\"\"one\"\",14.00\",\"14.00\"%s",
        "%d,charge,\"\303\266, \",15.00%s",
        "%d,charge,\"\377\",16.00%s",
        "\"%d\",\"charge\",\"\",\"1x.00\"%s",
        "%d,\"charge\"\r,17,17.00%s",
        "%d,charge,half\"quoted\",20.00%s",
        "%d,charge,\"no amount\",21.07%s",
        "%d,charge,many,23.00,\"two\nlines\"%s",
    };
    static size_t next;
    char line[400], *more;

    if (any(8) == 0)
        snprintf(line, sizeof line, odd[next++ % (sizeof odd / sizeof *odd)], i, ending);
    else if (any(40) == 0)
        snprintf(line, sizeof line, "%d,%s,x,%s", i, any(2) ? "batch" : "seal", ending);
    else if (any(60) == 0)
        snprintf(line, sizeof line, "%s", ending);
    else
        snprintf(line, sizeof line, "%d,charge,%.*s,%u.%02u%s", i, (int)any(30),
                 "memo memo memo memo memo memo ", any(100000), any(100), ending);
    buffer_put(to, line);
    if (any(1500) == 0) {
        bool quoted = any(2);
        more = mem_alloc(70000);
        memset(more, 'x', 65500 - any(300));
        buffer_put(to, quoted ? "1,charge,\"" : "");
        buffer_put(to, more);
        buffer_put(to, quoted ? "\",22.00" : "");
        buffer_put(to, ending);
        free(more);
    }
}

static void
make_file(const char *ending)
{
    struct buffer b = { 0 };
    FILE *f = fopen(path, "w");

    buffer_put(&b, "n,kind,memo,amount");
    buffer_put(&b, ending);
    for (int i = 0; i < LINES; i++)
        add_line(&b, i, any(50) ? ending : "\r\n");
    buffer_put(&b, "2000,charge,the last line has no end,1.00");
    if (!f || fwrite(b.p, 1, b.n, f) != b.n || fclose(f) != 0)
        abort();
    buffer_free(&b);
}

static int64_t
value_of(const char *p, size_t n)
{
    int64_t v = (int64_t)n;

    for (size_t i = 0; i < n; i++)
        v = v * 31 % 1000003 + (unsigned char)p[i];
    return v;
}

static bool
values_of(const struct values *v)
{
    return values_each(v, value_of);
}

/* Everything that is read, as one number; *count: how much it was. */
static uint64_t
read_file(const struct rows_form *form, size_t *count)
{
    struct rows *r = rows_new(form);
    enum rows_result got;
    struct fault f;
    struct row row;
    uint64_t sum = 0;
    char text[400];

    rows_want(r, "memo", true);
    rows_value(r, 0, values_of);
    *count = 0;
    if (!rows_add(r, path, &f))
        abort();
    while ((got = rows_next(r, &row, &f)) != ROWS_END) {
        size_t n = (size_t)snprintf(text, sizeof text, "%d %llu %.100s", got,
                                    (unsigned long long)(got == ROWS_ROW ? row.line : f.line),
                                    got == ROWS_ROW ? "" : f.phrase);
        sum = sum * 31 + (uint64_t)value_of(text, n);
        if (got == ROWS_ROW) {
            struct slice memo = row_get(&row, 0);
            sum = sum * 31 + (uint64_t)value_of(memo.p, memo.n);
            sum = sum * 31 + (uint64_t)row.value[0] + row.cells;
            sum = sum * 31 + (uint64_t)value_of(row.raw.p, row.raw.n);
        } else if (f.raw.n > 0) {
            sum = sum * 31 + (uint64_t)value_of(f.raw.p, f.raw.n);
        }
        ++*count;
    }
    rows_free(r);
    return sum;
}

/* The records that a part has taken, as one number that their order does not decide. */
struct part {
    uint64_t sum;
    size_t count;
    unsigned of, number; /* the part of so many, where records are cut; else 0 */
    long last;
    bool astray; /* was given what belongs to another, or what comes before the last */
};

static uint64_t
number_of(const struct row *row)
{
    uint64_t sum = (uint64_t)row->value[0] + (uint64_t)row->value[1] * 7;

    for (size_t i = 0; i < row->cells; i++) {
        struct slice cell = row_cell(row, i);
        sum = sum * 31 + (uint64_t)value_of(cell.p, cell.n);
    }
    return sum * UINT64_C(0x9e3779b97f4a7c15) >> 16;
}

static long
line_of(const struct row *row)
{
    return strtol(row_cell(row, 0).p, NULL, 10);
}

static void
take_one(void *with, const struct row *row)
{
    struct part *p = with;

    p->sum += number_of(row);
    p->count++;
    p->astray |= p->of > 0 && (uint64_t)(uint32_t)row->value[1] * p->of >> 32 != p->number;
    p->astray |= p->of > 0 && line_of(row) < p->last;
    p->last = line_of(row);
}

static void
take(void *with, const struct row *first, size_t n)
{
    rows_each(with, first, n, take_one);
}

/* An amount that is none makes a record one that the caller has to look at. */
static int64_t
amount_of(const char *p, size_t n)
{
    return n == 0 || p[n - 1] == '7' ? VALUES_NONE : value_of(p, n) << 12;
}

static bool
amounts_of(const struct values *v)
{
    return values_each(v, amount_of);
}

static bool
is_good(const int64_t *value)
{
    return value[0] % 5 != 0;
}

static void
are_good(const int64_t *value, size_t every, unsigned char *odd, size_t lines)
{
    block_good_each(value, every, odd, lines, is_good);
}

static long left_at; /* behind this line the file is left at the next opening mark; 0: nowhere */

static bool
is_left(const struct row *row)
{
    return left_at > 0 && line_of(row) > left_at && slice_is(row_cell(row, 1), "batch");
}

/* The same, taken by parts; faults are counted, too. Parts 0: without. */
static uint64_t
share_file(const struct rows_form *form, unsigned parts, bool cut, size_t *count)
{
    struct part part[8] = { 0 };
    void *each[8];
    struct rows_share how = { .take = take, .part = each, .parts = parts, .cut = cut, .cut_by = 1 };
    struct rows *r = rows_new(form);
    enum rows_result got;
    struct fault f;
    struct row row;
    uint64_t sum = 0;

    rows_want(r, "memo", true);
    rows_want(r, "amount", true);
    rows_value(r, 0, values_of);
    rows_value(r, 1, amounts_of);
    *count = 0;
    for (unsigned i = 0; i < parts; i++) {
        part[i].of = cut ? parts : 0;
        part[i].number = i;
        each[i] = &part[i];
    }
    how.good = cut ? are_good : NULL;
    if (!rows_add(r, path, &f))
        abort();
    if (parts > 0)
        rows_share(r, &how);
    while ((got = rows_next(r, &row, &f)) != ROWS_END) {
        *count += got != ROWS_SHARED;
        if (got == ROWS_ROW && is_left(&row)) {
            rows_skip_file(r);
            continue;
        }
        if (got == ROWS_ROW && parts > 0)
            rows_give(r, &row);
        else if (got == ROWS_ROW)
            sum += number_of(&row);
        *count -= got == ROWS_ROW && parts > 0;
    }
    rows_free(r);
    for (unsigned i = 0; i < parts; i++) {
        sum += part[i].sum + part[i].astray;
        *count += part[i].count;
    }
    return sum;
}

static void
test_shares(const struct rows_form *form, const char *what)
{
    static const size_t blocks[] = { 64, 100, 4096, 70000, 0 };
    struct rows_form how = *form;
    size_t want_count, count;
    uint64_t want = share_file(&how, 0, false, &want_count);
    int wrong = 0;

    for (unsigned threads = 1; threads <= 8; threads++)
        for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++)
            for (unsigned parts = 1; parts <= 8; parts += 1 + parts) {
                how.threads = threads;
                how.block = blocks[b];
                wrong += share_file(&how, parts, false, &count) != want || count != want_count;
                wrong += share_file(&how, parts, true, &count) != want || count != want_count;
            }
    ok(wrong == 0 && want_count > 900, what);
}

static void
test_lanes(const struct rows_form *form, const char *what)
{
    static const size_t blocks[] = { 64, 65, 100, 1000, 4096, 70000, 0 };
    struct rows_form how = *form;
    size_t want_count, count;
    uint64_t want;
    int wrong = 0;

    how.slow = true;
    want = read_file(&how, &want_count);
    how.slow = false;
    for (int u = 0; scan_unit(u); u++)
        for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++) {
            scan_use(scan_unit(u));
            how.block = blocks[b];
            how.threads = 1;
            wrong += read_file(&how, &count) != want || count != want_count;
        }
    ok(wrong == 0 && want_count > 1000, what);
    for (unsigned threads = 2; threads <= 8; threads++)
        for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b += 3) {
            how.threads = threads;
            how.block = blocks[b];
            wrong += read_file(&how, &count) != want || count != want_count;
        }
    ok(wrong == 0, "... with two to eight threads");
}

/* A field is looked for in odd lines, too, where that is faster than not to: it must be some place there. */
static void
test_places(void)
{
    static char text[20000];
    struct scan s = { 0 };
    size_t wrong = 0;

    memset(text, ',', sizeof text - 1);
    text[sizeof text - 1] = '\n';
    for (size_t n = 2; n < 400; n++) {
        scan_text(&s, text, sizeof text, ',', 900);
        text[n - 1] = '\n';
        scan_text(&s, text, n, ',', 900);
        text[n - 1] = n % 3 ? ',' : '\n';
        for (size_t k = 0; k < s.lines; k++)
            for (size_t f = 0; f < 900; f++)
                wrong += s.end[s.line[k] + f] >= n;
    }
    ok(wrong == 0, "a short line has a place for every field");
    scan_free(&s);
}

int
main(void)
{
    static const struct rows_form plain = { 0 }, foreign = { .foreign = true };
    static const struct rows_form sealed = { .mark_column = "kind", .opens = "batch", .closes = "seal" };
    static const struct rows_form marked = {
        .mark_column = "kind", .opens = "batch", .closes = "seal", .marks = true
    };

    static const struct rows_form latin = { .charset = "ISO-8859-1" };
    static const struct rows_form held = {
        .charset = "ISO-8859-1", .mark_column = "kind", .opens = "batch", .closes = "seal"
    };

    ok(!scan_use("none"), "no unit has that name");
    test_places();
    close(mkstemp(path));
    make_file("\n");
    test_lanes(&plain, "a table");
    test_lanes(&foreign, "a foreign table");
    test_lanes(&latin, "a table in another character set");
    test_lanes(&sealed, "a ledger");
    test_lanes(&marked, "... and its marks");
    test_shares(&plain, "a table that is shared out");
    test_shares(&latin, "... in another character set");
    test_shares(&sealed, "a ledger that is shared out");
    test_shares(&held, "... whose lines are held back until their seal has come");
    left_at = LINES / 2;
    test_shares(&marked, "... that is left at a mark");
    left_at = 0;
    make_file("\r\n");
    test_lanes(&plain, "a table of CRLF lines");
    test_lanes(&sealed, "a ledger of them");
    make_file("\r");
    test_lanes(&plain, "a table of CR lines");
    test_shares(&sealed, "... that are shared out");
    unlink(path);
    return tap_end();
}
