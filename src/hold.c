#include "hold.h"

#include <string.h>

#define SPILL (128u << 20)

static const char no_spill[] = "can't be held in a temporary file until it is whole";

static void
fail(struct hold *h, const char *why)
{
    if (!h->fault)
        h->fault = why;
}

static void
spill(struct hold *h)
{
    if (!h->file)
        h->file = tmpfile();
    if (!h->file || fwrite(h->b.p, 1, h->b.n, h->file) != h->b.n)
        fail(h, no_spill);
    h->b.n = 0;
}

void
hold_relieve(struct hold *h)
{
    if (h->b.n >= SPILL)
        spill(h);
}

void
hold_turn(struct hold *h)
{
    h->at = 0;
    if (h->file && (fflush(h->file) != 0 || fseek(h->file, 0, SEEK_SET) != 0))
        fail(h, no_spill);
}

/* What the file has comes first, then what is in memory. */
size_t
hold_take(struct hold *h, char *p, size_t n)
{
    size_t got = h->file && !h->fault ? fread(p, 1, n, h->file) : 0;
    size_t rest = h->b.n - h->at;

    if (h->file && ferror(h->file))
        fail(h, "what was held can't be read back");
    if (h->fault || got == n)
        return h->fault ? 0 : got;
    rest = rest < n - got ? rest : n - got;
    if (rest > 0)
        memcpy(p + got, h->b.p + h->at, rest);
    h->at += rest;
    return got + rest;
}

void
hold_free(struct hold *h)
{
    if (h->file)
        fclose(h->file);
    buffer_free(&h->b);
    *h = (struct hold){ 0 };
}
