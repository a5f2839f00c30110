#include "cells.h"

#include "values.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#define STRICT (CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL)

struct parser {
    struct csv_parser csv;
    bool overfull;                  /* more cells or bytes than a record may have */
    size_t used;                    /* bytes in text */
    uint32_t end[RECORD_CELLS + 1]; /* the first stands for the byte before the text */
    char text[RECORD_BYTES + RECORD_CELLS + 2 + VALUES_SLACK];
};

/* Blanks belong to their field (RFC 4180, 2.4), where libcsv would trim them. */
static int
never(unsigned char c)
{
    (void)c;
    return 0;
}

struct cells *
cells_new(char delimiter)
{
    struct cells *c = mem_alloc(sizeof *c);
    struct parser *p = mem_grow(NULL, 1, sizeof *p); /* large, and most of it never used */

    csv_init(&p->csv, STRICT);
    csv_set_delim(&p->csv, (unsigned char)delimiter);
    csv_set_space_func(&p->csv, never);
    p->end[0] = UINT32_MAX;
    c->parser = p;
    c->end = p->end + 1;
    cells_begin(c);
    return c;
}

void
cells_free(struct cells *c)
{
    csv_free(&c->parser->csv);
    free(c->parser);
    free(c);
}

void
cells_begin(struct cells *c)
{
    struct parser *p = c->parser;

    /* csv_fini puts the parser back to the start of a record, but a strict one refuses within a quote. */
    csv_set_opts(&p->csv, 0);
    csv_fini(&p->csv, NULL, NULL, NULL);
    csv_set_opts(&p->csv, STRICT);
    p->overfull = c->whole = false;
    p->used = 0;
    c->n = 0;
    c->text = p->text;
}

static void
on_field(void *field, size_t n, void *to)
{
    struct cells *c = to;
    struct parser *p = c->parser;

    if (c->n == RECORD_CELLS || p->used + n + 1 > sizeof p->text - VALUES_SLACK) {
        p->overfull = true;
        return;
    }
    if (n > 0)
        memcpy(p->text + p->used, field, n);
    p->text[p->used + n] = '\0';
    p->used += n;
    p->end[++c->n] = (uint32_t)p->used++;
}

static void
on_record(int end, void *to)
{
    (void)end;
    ((struct cells *)to)->whole = true;
}

const char *
cells_feed(struct cells *c, struct slice bytes)
{
    if (csv_parse(&c->parser->csv, bytes.p, bytes.n, on_field, on_record, c) != bytes.n)
        return "has a quote out of place";
    return c->parser->overfull ? "has more than 1000 fields" : NULL;
}

void
cells_whole(struct cells *c, struct slice bytes)
{
    c->text = bytes.p;
    c->parser->end[++c->n] = (uint32_t)bytes.n;
}

bool
cells_end(struct cells *c)
{
    return csv_fini(&c->parser->csv, on_field, on_record, c) == 0;
}
