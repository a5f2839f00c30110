#include "hold.h"

#include <stdlib.h>
#include <string.h>

#define PIECE  MEM_PAGE
#define MARGIN 65536 /* what is added next most often has room there; else the piece becomes larger */
#define SPILL  64    /* pieces in memory */
#define BLOCK  65536 /* read back at once */

/* A run of bytes that came one behind the other. */
struct piece {
    struct piece *next;
    struct buffer b;
};

static const char no_spill[] = "can't be held in a temporary file until it is whole";

static void
fail(struct hold *h, const char *why)
{
    if (!h->fault)
        h->fault = why;
}

static void
drop_first(struct hold *h)
{
    struct piece *p = h->first;

    h->first = p->next;
    h->pieces--;
    buffer_free(&p->b);
    free(p);
}

static void
spill(struct hold *h)
{
    if (!h->file)
        h->file = tmpfile();
    for (; h->pieces > 0; drop_first(h))
        if (!h->fault && (!h->file || fwrite(h->first->b.p, 1, h->first->b.n, h->file) != h->first->b.n))
            fail(h, no_spill);
}

static void
add_piece(struct hold *h)
{
    struct piece *p = mem_alloc(sizeof *p);

    p->b = h->b;
    h->b = (struct buffer){ 0 };
    if (h->pieces > 0)
        h->last->next = p;
    else
        h->first = p;
    h->last = p;
    h->pieces++;
}

/* Pieces stay where they are: so memory that was let go of elsewhere can become the next one. */
void
hold_relieve(struct hold *h)
{
    if (h->b.n < PIECE - MARGIN)
        return;
    add_piece(h);
    if (h->pieces == SPILL)
        spill(h);
    h->b = (struct buffer){ mem_pages(PIECE), 0, PIECE };
}

void
hold_turn(struct hold *h)
{
    add_piece(h);
    if (h->file && (fflush(h->file) != 0 || fseek(h->file, 0, SEEK_SET) != 0))
        fail(h, no_spill);
}

/* The next of the file, in the memory that no longer takes additions. */
static struct slice
read_back(struct hold *h)
{
    size_t n;

    buffer_reserve(&h->b, BLOCK);
    n = fread(h->b.p, 1, BLOCK, h->file);
    if (ferror(h->file))
        fail(h, "what was held can't be read back");
    return (struct slice){ h->b.p, n };
}

/* What the file has comes first, then what is in memory; the piece that was borrowed goes. */
struct slice
hold_next(struct hold *h)
{
    struct slice got = { NULL, 0 };

    if (h->file && !h->fault)
        got = read_back(h);
    if (h->fault)
        return (struct slice){ NULL, 0 };
    if (got.n > 0)
        return got;
    if (h->lent && h->pieces > 0)
        drop_first(h);
    h->lent = h->pieces > 0;
    return h->lent ? (struct slice){ h->first->b.p, h->first->b.n } : (struct slice){ NULL, 0 };
}

size_t
hold_take(struct hold *h, char *p, size_t n)
{
    size_t got = 0, part;

    for (; got < n; got += part) {
        if (h->next.n == 0)
            h->next = hold_next(h);
        part = h->next.n < n - got ? h->next.n : n - got;
        if (part == 0)
            break;
        memcpy(p + got, h->next.p, part);
        h->next.p += part;
        h->next.n -= part;
    }
    return got;
}

void
hold_free(struct hold *h)
{
    while (h->pieces > 0)
        drop_first(h);
    if (h->file)
        fclose(h->file);
    buffer_free(&h->b);
    *h = (struct hold){ 0 };
}
