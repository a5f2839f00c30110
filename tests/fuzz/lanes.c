/*
 * The fast lane against libcsv: records, their places and numbers, faults and marks must be the same, however
 * large the blocks are, with one thread or more, and with every vector unit that is there; and what parts
 * take of records that are shared out must be those, each once. The first bytes say how; the rest is a file.
 */
#include "fuzz_rows.h"

#include "../../src/rows_share.h"

#include "../../src/scan.h"
#include "../../src/word.h"

static struct account
read_all(const struct rows_form *form, const char *path)
{
    struct rows *r = rows_new(form);
    struct account a = { 0 };
    struct fault f;

    rows_want(r, "kind", false);
    rows_want(r, "amount", false);
    rows_value(r, 0, values_of);
    rows_value(r, 1, values_of);
    if (rows_add(r, path, &f))
        read_on(&a, r);
    else
        say_fault(&a, &f);
    rows_free(r);
    return a;
}

/* What is counted of records in any order. */
struct heap {
    uint64_t sum;
    size_t n;
};

static void
throw_on(void *with, const struct row *row)
{
    struct heap *h = with;
    uint64_t sum = (uint64_t)row->value[0] * 31 + (uint64_t)row->value[1];

    for (size_t i = 0; i < row->cells; i++)
        sum = sum * 31 + (uint64_t)value_of(row_cell(row, i).p, row_cell(row, i).n);
    h->sum += sum * UINT64_C(0x9e3779b97f4a7c15) >> 8;
    h->n++;
}

static void
throw_all(void *with, const struct row *first, size_t n)
{
    rows_each(with, first, n, throw_on);
}

static bool
is_even(const int64_t *value)
{
    return value[0] % 2 == 0;
}

static void
are_even(const int64_t *value, size_t every, unsigned char *odd, size_t lines)
{
    block_good_each(value, every, odd, lines, is_even);
}

/* All records, taken by so many parts, or by none. */
static struct heap
share_all(const struct rows_form *form, const char *path, unsigned parts, bool cut)
{
    struct heap heap[4] = { 0 };
    void *part[4] = { &heap[0], &heap[1], &heap[2], &heap[3] };
    struct rows_share how = { .take = throw_all,
                              .part = part,
                              .parts = parts,
                              .cut = cut,
                              .cut_by = 1,
                              .good = cut ? are_even : NULL };
    struct rows *r = rows_new(form);
    enum rows_result got;
    struct fault f;
    struct row row;

    rows_want(r, "kind", false);
    rows_want(r, "amount", false);
    rows_value(r, 0, word_values);
    rows_value(r, 1, values_of);
    if (parts > 0)
        rows_share(r, &how);
    if (rows_add(r, path, &f))
        while ((got = rows_next(r, &row, &f)) != ROWS_END) {
            if (got == ROWS_ROW && parts > 0)
                rows_give(r, &row);
            else if (got == ROWS_ROW)
                throw_on(&heap[0], &row);
        }
    rows_free(r);
    for (unsigned i = 1; i < parts; i++) {
        heap[0].sum += heap[i].sum;
        heap[0].n += heap[i].n;
    }
    return heap[0];
}

static void
must_share(const struct rows_form *form, const char *path, uint8_t by)
{
    struct rows_form slow = *form;
    struct heap one = share_all(form, path, 1 + by % 4, by & 4), all;

    slow.slow = true;
    slow.block = 0;
    slow.threads = 1;
    all = share_all(&slow, path, 0, false);
    must(one.n == all.n && one.sum == all.sum);
}

/* Any size from 64 bytes to a kilobyte, any unit; now and then some threads. */
static void
choose_lane(struct rows_form *form, uint8_t by)
{
    int units = 0;

    while (scan_unit(units))
        units++;
    must(scan_use(scan_unit(by % units)));
    form->block = (size_t)64 << by / 8 % 5;
    form->threads = by >= 250 ? by - 248u : 1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct bytes in = { data, n };
    uint8_t shape = take_byte(&in), more = take_byte(&in), lane = take_byte(&in);
    struct rows_form form = form_of(shape, more);
    const char *path = file_of(0, in.p, in.n);
    struct account fast, slow;

    choose_lane(&form, lane);
    if (!form.foreign && !form.bare)
        must_share(&form, path, more);
    fast = read_all(&form, path);
    form.slow = true;
    form.block = 0;
    form.threads = 1;
    slow = read_all(&form, path);
    must(fast.said.n == slow.said.n);
    must(fast.said.n == 0 || memcmp(fast.said.p, slow.said.p, fast.said.n) == 0);
    buffer_free(&fast.said);
    buffer_free(&slow.said);
    return 0;
}
