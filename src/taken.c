#include "taken.h"

#include "load.h"

#include <stddef.h>
#include <stdlib.h>

#define TEXTS 8
#define FIRST 65536 /* bytes of the first tray, which is most often all; the others are large pages */
#define ALIGN sizeof(uint64_t)

/* Behind it stand its bytes: those of the record, in which its texts are; or, where they stand there
 * otherwise, in quotes, its texts and then these. A day's receipts are many, so it is
 * as small as can be; what is too large for it stands in a struct places before the bytes. */
struct taken_receipt {
    money amount;
    uint32_t line, file; /* its number */
    date date;
    uint8_t status;
    bool is_wide;
    uint8_t raw, raw_n; /* where the record's bytes begin, and how many they are */
    struct {
        uint8_t at, n;
    } text[TEXTS];
};

struct places {
    uint64_t line;
    uint32_t raw, raw_n;
    struct {
        uint16_t at, n; /* below RECORD_BYTES */
    } text[TEXTS];
};

_Static_assert(sizeof(struct taken_receipt) % ALIGN == 0, "places stand behind it");

struct tray {
    struct tray *next;
    size_t n, cap; /* bytes */
    char bytes[];
};

static const size_t text_at[TEXTS] = { offsetof(struct receipt, ref),    offsetof(struct receipt, account),
                                       offsetof(struct receipt, item),   offsetof(struct receipt, code),
                                       offsetof(struct receipt, tender), offsetof(struct receipt, till),
                                       offsetof(struct receipt, clerk),  offsetof(struct receipt, memo) };

static struct slice *
text_of(struct receipt *r, size_t i)
{
    return (struct slice *)(void *)((char *)r + text_at[i]);
}

static const struct places *
wide_places(const struct taken_receipt *one)
{
    return (const void *)(one + 1);
}

static const char *
bytes_of(const struct taken_receipt *one)
{
    return one->is_wide ? (const char *)(wide_places(one) + 1) : (const char *)(one + 1);
}

static size_t
raw_at(const struct taken_receipt *one)
{
    return one->is_wide ? wide_places(one)->raw : one->raw;
}

static size_t
raw_bytes(const struct taken_receipt *one)
{
    return one->is_wide ? wide_places(one)->raw_n : one->raw_n;
}

/* All that it takes. */
static size_t
size_of(const struct taken_receipt *one)
{
    size_t n = (size_t)(bytes_of(one) - (const char *)one) + raw_at(one) + raw_bytes(one);

    return (n + ALIGN - 1) / ALIGN * ALIGN;
}

static char *
room_for(struct taken *t, size_t n)
{
    struct tray *last = t->last;

    if (!last || last->cap - last->n < n) {
        size_t size = last ? MEM_PAGE : FIRST;
        while (size - sizeof *last < n)
            size *= 2;
        t->last = size < MEM_PAGE ? mem_grow(NULL, size, 1) : mem_pages(size);
        *t->last = (struct tray){ .cap = size - sizeof *last };
        if (last)
            last->next = t->last;
        else
            t->first = t->last;
        last = t->last;
    }
    return last->bytes + last->n;
}

/* The number of a file, which is most often the last. */
static uint32_t
number_of(struct taken *t, const char *file)
{
    if (t->files.n == 0 || t->files.word[t->files.n - 1] != file)
        list_add(&t->files, file);
    return (uint32_t)t->files.n - 1;
}

/* Whether the row's texts stand in its bytes as they are. */
static bool
is_as_it_stands(const struct row *row)
{
    return (uintptr_t)row_cell(row, 0).p - (uintptr_t)row->raw.p < row->raw.n;
}

/* Where everything stands behind a record, for one of any size. */
static struct places
places_of(struct receipt *r, const struct row *row)
{
    struct places w = { .line = row->line, .raw_n = (uint32_t)row->raw.n };
    bool apart = !is_as_it_stands(row);

    for (size_t i = 0; i < TEXTS; i++) {
        struct slice text = *text_of(r, i);
        w.text[i].n = (uint16_t)text.n;
        w.text[i].at = (uint16_t)(apart ? w.raw : text.n > 0 ? (size_t)(text.p - row->raw.p) : 0);
        w.raw += apart ? (uint32_t)text.n : 0;
    }
    return w;
}

/* Makes the record, behind it the places where they are large; returns where its bytes belong. */
static char *
lay_places(struct taken_receipt *one, const struct places *w)
{
    one->line = (uint32_t)w->line;
    one->is_wide = w->raw + w->raw_n > UINT8_MAX || w->line > UINT32_MAX;
    if (one->is_wide) {
        memcpy(one + 1, w, sizeof *w);
        return (char *)(one + 1) + sizeof *w;
    }
    one->raw = (uint8_t)w->raw;
    one->raw_n = (uint8_t)w->raw_n;
    for (size_t i = 0; i < TEXTS; i++) {
        one->text[i].at = (uint8_t)w->text[i].at;
        one->text[i].n = (uint8_t)w->text[i].n;
    }
    return (char *)(one + 1);
}

void
taken_keep(struct taken *t, const struct row *row, const struct receipt *r)
{
    struct receipt from = *r;
    struct places w = places_of(&from, row);
    struct taken_receipt *one = (void *)room_for(t, sizeof *one + sizeof w + w.raw + w.raw_n + ALIGN);
    char *bytes;

    one->amount = r->amount;
    one->file = number_of(t, row->file);
    one->date = r->date;
    one->status = (uint8_t)r->status;
    bytes = lay_places(one, &w);
    for (size_t i = 0; w.raw > 0 && i < TEXTS; i++)
        if (w.text[i].n > 0)
            memcpy(bytes + w.text[i].at, text_of(&from, i)->p, w.text[i].n);
    memcpy(bytes + w.raw, row->raw.p, w.raw_n);
    t->last->n += size_of(one);
}

const struct taken_receipt *
taken_next(const struct taken *t, struct taken_at *at)
{
    const struct taken_receipt *one;

    if (!at->tray)
        *at = (struct taken_at){ t->first, 0 };
    else if (at->at == at->tray->n && at->tray->next)
        *at = (struct taken_at){ at->tray->next, 0 };
    if (!at->tray || at->at == at->tray->n)
        return NULL;
    one = (const void *)(at->tray->bytes + at->at);
    at->at += size_of(one);
    return one;
}

void
taken_says(const struct taken_receipt *one, struct receipt *r)
{
    const struct places *w = one->is_wide ? wide_places(one) : NULL;
    const char *bytes = bytes_of(one);

    *r = (struct receipt){ .date = one->date,
                           .status = (enum receipt_status)one->status,
                           .amount = one->amount };
    for (size_t i = 0; i < TEXTS; i++)
        *text_of(r, i) = w ? (struct slice){ bytes + w->text[i].at, w->text[i].n }
                           : (struct slice){ bytes + one->text[i].at, one->text[i].n };
}

void
taken_place(const struct taken *t, const struct taken_receipt *one, struct row *place)
{
    *place = (struct row){ .file = t->files.word[one->file],
                           .line = one->is_wide ? wide_places(one)->line : one->line };
    place->raw = (struct slice){ bytes_of(one) + raw_at(one), raw_bytes(one) };
}

static void
drop_first(struct taken *t)
{
    struct tray *gone = t->first;

    t->first = gone->next;
    free(gone);
}

void
taken_drop(struct taken *t, const struct taken_at *at)
{
    while (at->tray && t->first != at->tray)
        drop_first(t);
}

void
taken_free(struct taken *t)
{
    while (t->first)
        drop_first(t);
    free(t->files.word);
    *t = (struct taken){ 0 };
}
