/*
 * The fast lane against libcsv: records, their places and numbers, faults and marks must be the same, however
 * large the blocks are, with one thread or more, and with every vector unit that is there. The first bytes
 * say how; the rest is a file.
 */
#include "fuzz_rows.h"

#include "../../src/scan.h"

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
