#include "taken.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define TEXTS 8
#define FIRST 65536 /* bytes of the first tray, which is most often all; the others are large pages */

/* Its bytes are those of the record, in which its texts stand; or, where they stand there otherwise, in
 * quotes or as another's charset, its texts come before these. */
struct taken_receipt {
    money amount;
    const char *file;
    uint64_t line;
    date date;
    enum receipt_status status;
    uint32_t raw, raw_n; /* where the record's bytes begin, and how many they are */
    struct {
        uint16_t at, n; /* below RECORD_BYTES */
    } text[TEXTS];
    char bytes[];
};

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

static size_t
bytes_of(const struct taken_receipt *one)
{
    size_t n = sizeof *one + one->raw + one->raw_n;

    return (n + sizeof(uint64_t) - 1) / sizeof(uint64_t) * sizeof(uint64_t);
}

static void *
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

/* Whether the row's texts stand in its bytes as they are. */
static bool
is_as_it_stands(const struct row *row)
{
    return (uintptr_t)row_cell(row, 0).p - (uintptr_t)row->raw.p < row->raw.n;
}

/* Lays the texts one behind the other before the record's bytes. */
static void
lay_apart(struct taken_receipt *one, struct receipt *r)
{
    size_t n = 0;

    for (size_t i = 0; i < TEXTS; i++) {
        struct slice text = *text_of(r, i);
        one->text[i].at = (uint16_t)n;
        if (text.n > 0)
            memcpy(one->bytes + n, text.p, text.n);
        n += text.n;
    }
}

void
taken_keep(struct taken *t, const struct row *row, const struct receipt *r)
{
    bool apart = !is_as_it_stands(row);
    struct receipt from = *r;
    struct taken_receipt *one;
    size_t n = 0;

    for (size_t i = 0; apart && i < TEXTS; i++)
        n += text_of(&from, i)->n;
    one = room_for(t, sizeof *one + n + row->raw.n + sizeof(uint64_t));
    *one =
        (struct taken_receipt){ .amount = r->amount, .file = row->file, .line = row->line, .date = r->date };
    one->status = r->status;
    one->raw = (uint32_t)n;
    one->raw_n = (uint32_t)row->raw.n;
    for (size_t i = 0; i < TEXTS; i++) {
        struct slice text = *text_of(&from, i);
        one->text[i].n = (uint16_t)text.n;
        if (text.n > 0 && !apart)
            one->text[i].at = (uint16_t)(text.p - row->raw.p);
    }
    if (apart)
        lay_apart(one, &from);
    memcpy(one->bytes + n, row->raw.p, row->raw.n);
    t->last->n += bytes_of(one);
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
    at->at += bytes_of(one);
    return one;
}

void
taken_says(const struct taken_receipt *one, struct receipt *r)
{
    *r = (struct receipt){ .date = one->date, .status = one->status, .amount = one->amount };
    for (size_t i = 0; i < TEXTS; i++)
        *text_of(r, i) = (struct slice){ one->bytes + one->text[i].at, one->text[i].n };
}

void
taken_place(const struct taken_receipt *one, struct row *place)
{
    *place = (struct row){ .file = one->file, .line = one->line };
    place->raw = (struct slice){ one->bytes + one->raw, one->raw_n };
}

void
taken_drop(struct taken *t, const struct taken_at *at)
{
    while (at->tray && t->first != at->tray) {
        struct tray *gone = t->first;
        t->first = gone->next;
        free(gone);
    }
}

void
taken_free(struct taken *t)
{
    while (t->first) {
        struct tray *gone = t->first;
        t->first = gone->next;
        free(gone);
    }
    *t = (struct taken){ 0 };
}
