#include "record.h"

#include <stdlib.h>

struct record *
record_new(char delimiter, bool fixed)
{
    struct record *r = mem_alloc(sizeof *r);

    r->fixed = fixed;
    r->cells = cells_new(delimiter);
    return r;
}

void
record_free(struct record *r)
{
    cells_free(r->cells);
    free(r);
}

static void
forget(struct record *r)
{
    cells_begin(r->cells);
    r->unread = false;
    r->bytes = r->lines = 0;
    r->why = NULL;
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
    if (result == RECORD_HERE && r->fixed)
        cells_whole(r->cells, r->raw);
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
    if (!cells_end(r->cells))
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
    while (!r->cells->whole) {
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
        if (r->fixed || is_blank(lines_at(l)))
            break;
        if ((why = cells_feed(r->cells, (struct slice){ lines_at(l) + from, end - from })))
            return give_up(r, l, first, why);
    }
    return finish(r, l, RECORD_HERE, NULL);
}
