#include "record.h"

#include "values.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#define STRICT (CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL)

struct parser {
    struct csv_parser csv;
    bool fixed;
    bool overfull;                  /* more cells or bytes than a record may have */
    bool whole;                     /* libcsv has seen the record's end */
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

struct record *
record_new(char delimiter, bool fixed)
{
    struct record *r = mem_alloc(sizeof *r);
    struct parser *p = mem_alloc(sizeof *p);

    csv_init(&p->csv, STRICT);
    csv_set_delim(&p->csv, (unsigned char)delimiter);
    csv_set_space_func(&p->csv, never);
    p->fixed = fixed;
    p->end[0] = UINT32_MAX;
    r->parser = p;
    r->end = p->end + 1;
    return r;
}

void
record_free(struct record *r)
{
    csv_free(&r->parser->csv);
    free(r->parser);
    free(r);
}

static void
on_field(void *field, size_t n, void *to)
{
    struct record *r = to;
    struct parser *p = r->parser;

    if (r->cells == RECORD_CELLS || p->used + n + 1 > sizeof p->text - VALUES_SLACK) {
        p->overfull = true;
        return;
    }
    if (n > 0)
        memcpy(p->text + p->used, field, n);
    p->text[p->used + n] = '\0';
    p->used += n;
    p->end[++r->cells] = (uint32_t)p->used++;
}

static void
on_record(int end, void *to)
{
    struct record *r = to;

    (void)end;
    r->parser->whole = true;
}

static void
forget(struct record *r)
{
    /* csv_fini puts the parser back to the start of a record, but a strict one refuses within a quote. */
    csv_set_opts(&r->parser->csv, 0);
    csv_fini(&r->parser->csv, NULL, NULL, NULL);
    csv_set_opts(&r->parser->csv, STRICT);
    r->parser->overfull = r->parser->whole = false;
    r->unread = false;
    r->parser->used = 0;
    r->cells = r->bytes = r->lines = 0;
    r->text = r->parser->text;
    r->why = NULL;
}

/* Gives libcsv the bytes from..end behind the place; a phrase where they can't be read. */
static const char *
feed(struct record *r, const char *at, size_t from, size_t end)
{
    if (csv_parse(&r->parser->csv, at + from, end - from, on_field, on_record, r) != end - from)
        return "has a quote out of place";
    return r->parser->overfull ? "has more than 1000 fields" : NULL;
}

static enum record_result
finish(struct record *r, struct lines *l, enum record_result result, const char *why)
{
    const char *p = lines_at(l);
    size_t n = r->bytes;

    while (n > 0 && (p[n - 1] == '\n' || p[n - 1] == '\r'))
        n--;
    r->raw = (struct slice){ p, n };
    r->why = why;
    if (result == RECORD_HERE && r->parser->fixed) {
        r->text = p;
        r->parser->end[++r->cells] = (uint32_t)n;
    }
    return result;
}

/* The record at the place is none: it is given up up to the end of its first line. */
static enum record_result
give_up(struct record *r, struct lines *l, size_t first, const char *why)
{
    r->bytes = first;
    r->lines = 1;
    return finish(r, l, RECORD_BAD, why);
}

/* The lines have ended within or before a record. */
static enum record_result
at_end(struct record *r, struct lines *l, size_t first)
{
    if (r->bytes == 0)
        return RECORD_END;
    if (csv_fini(&r->parser->csv, on_field, on_record, r) != 0)
        return give_up(r, l, first, "has a quote that is never closed");
    return finish(r, l, RECORD_HERE, NULL);
}

/* A line that only ends; within a quoted field none is, for its record began before. */
static bool
is_blank(const char *p)
{
    return *p == '\n' || *p == '\r';
}

enum record_result
record_read(struct record *r, struct lines *l)
{
    size_t first = 0;

    forget(r);
    while (!r->parser->whole) {
        size_t from = r->bytes, end;
        const char *why;

        switch (lines_peek(l, from, RECORD_BYTES - from, &end, &why)) {
        case LINE_FAULT:
            r->unread = true;
            return finish(r, l, RECORD_LOST, why);
        case LINE_END:
            return at_end(r, l, first);
        case LINE_LONG:
            /* A line beyond all bounds is no table of anybody's, so its end is not waited for: a
             * gigabyte of it would take its time, and what comes behind it is as unlikely to be meant. */
            return from == 0 ? finish(r, l, RECORD_LOST, "is a record of more than 65536 bytes")
                             : give_up(r, l, first, "has a quote that is not closed within 65536 bytes");
        default:
            break;
        }
        r->bytes = end;
        r->lines++;
        first = first ? first : end;
        if (r->parser->fixed || is_blank(lines_at(l)))
            break;
        if ((why = feed(r, lines_at(l), from, end)))
            return give_up(r, l, first, why);
    }
    return finish(r, l, RECORD_HERE, NULL);
}
