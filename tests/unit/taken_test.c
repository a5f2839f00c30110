/* Taken: receipts come back as they were kept, wherever their texts stood, until they are dropped. */
#include "../../src/taken.h"

#include "tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 40000, CELLS = 9 };

/* The cells of record i, one behind the other: the receipt's texts and one more; their ends. */
struct record {
    char text[1200];
    uint32_t end[CELLS + 1];
};

static const char *const sign = "abcdefghi";

/* Texts of 0 to 400 bytes, each of one letter, so that they are known by their length. */
static size_t
length(size_t i, size_t cell)
{
    return (i * 7 + cell * 13) % (cell == 8 ? 401 : 11);
}

/* Two files, and lines beyond 32 bits in the second. */
static const char *
file_of(size_t i)
{
    static const char *const file[] = { "morning.csv", "evening.csv" };

    return file[i >= MANY / 2];
}

static uint64_t
line_of(size_t i)
{
    return i + 2 + (i >= MANY / 2 ? UINT64_C(1) << 33 : 0);
}

static void
make_record(struct record *r, size_t i)
{
    size_t at = 0;

    r->end[0] = UINT32_MAX;
    for (size_t c = 0; c < CELLS; c++) {
        memset(r->text + at, sign[c], length(i, c));
        at += length(i, c);
        r->end[c + 1] = (uint32_t)at;
        r->text[at++] = c + 1 < CELLS ? ',' : '\n';
    }
}

/* Every third record's texts stand somewhere else than its bytes. */
static void
keep(struct taken *t, size_t i)
{
    static const uint32_t slot[CELLS] = { 0, 1, 2, 3, 4, 5, 6, 7, 8 };
    struct record r, raw;
    struct slice cell[CELLS];
    struct row row = { .text = r.text, .end = r.end + 1, .slot = slot, .cells = CELLS, .file = file_of(i) };
    struct receipt receipt = { .date = (date)i, .status = STATUS_REFUND, .amount = (money)i + 1 };

    make_record(&r, i);
    make_record(&raw, i);
    row.line = line_of(i);
    row.raw = (struct slice){ i % 3 == 0 ? raw.text : r.text, r.end[CELLS] };
    for (size_t c = 0; c < CELLS; c++)
        cell[c] = row_cell(&row, c);
    receipt.ref = cell[0];
    receipt.account = cell[1];
    receipt.item = cell[2];
    receipt.code = cell[3];
    receipt.tender = cell[4];
    receipt.till = cell[5];
    receipt.clerk = cell[6];
    receipt.memo = cell[8];
    taken_keep(t, &row, &receipt);
}

static bool
is_text(struct slice s, size_t i, size_t cell)
{
    bool same = s.n == length(i, cell);

    for (size_t k = 0; same && k < s.n; k++)
        same = s.p[k] == sign[cell];
    return same;
}

static bool
is_kept(const struct taken *t, const struct taken_receipt *one, size_t i)
{
    struct record raw;
    struct receipt r;
    struct row place;

    if (!one)
        return false;
    make_record(&raw, i);
    taken_says(one, &r);
    taken_place(t, one, &place);
    return r.date == (date)i && r.status == STATUS_REFUND && r.amount == (money)i + 1 &&
           is_text(r.ref, i, 0) && is_text(r.account, i, 1) && is_text(r.item, i, 2) &&
           is_text(r.code, i, 3) && is_text(r.tender, i, 4) && is_text(r.till, i, 5) &&
           is_text(r.clerk, i, 6) && is_text(r.memo, i, 8) && place.line == line_of(i) &&
           place.file == file_of(i) && place.raw.n == raw.end[CELLS] &&
           memcmp(place.raw.p, raw.text, place.raw.n) == 0;
}

/* Goes through all, dropping those behind or not: how many came back as they were, and none more. */
static size_t
go_through(struct taken *t, bool drop)
{
    struct taken_at at = { 0 };
    size_t good = 0;

    for (size_t i = 0; i < MANY; i++) {
        good += is_kept(t, taken_next(t, &at), i);
        if (drop)
            taken_drop(t, &at);
    }
    return good + (taken_next(t, &at) != NULL);
}

int
main(void)
{
    struct taken t = { 0 };
    struct taken_at at = { 0 };

    ok(taken_next(&t, &at) == NULL, "of nothing there is no first");
    for (size_t i = 0; i < MANY; i++)
        keep(&t, i);
    ok(go_through(&t, false) == MANY, "%d receipts say what they said, texts in their bytes or not", MANY);
    ok(go_through(&t, true) == MANY, "so they do while those before are dropped");
    ok(t.first == t.last, "then only the last of the memory is left");
    taken_free(&t);
    ok(!t.first, "and none once it is freed");
    return tap_end();
}
