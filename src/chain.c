#include "chain.h"

#include "entry.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK 1048576

/* Where the reading of a chain stands. */
struct walk {
    struct chain *c;
    struct digest *digest;
    const char *batch;
    off_t at;     /* of the line */
    bool open;    /* a batch has been opened and not yet sealed */
    bool pending; /* it is the one that is looked for */
    off_t body;
};

enum chain_mark
chain_mark(const char *line, size_t n)
{
    if (n > 16 && memcmp(line + 10, ",,seal,", 7) == 0)
        return CHAIN_SEAL;
    if (n > 17 && memcmp(line + 10, ",,batch,", 8) == 0)
        return CHAIN_BATCH;
    return CHAIN_ENTRY;
}

struct slice
chain_field(struct slice line, size_t column)
{
    struct slice part = { "", 0 };

    while (line.n > 0 && (line.p[line.n - 1] == '\n' || line.p[line.n - 1] == '\r'))
        line.n--;
    for (size_t i = 0; i <= column; i++)
        if (!slice_cut(&line, ',', &part))
            return (struct slice){ "", 0 };
    return part;
}

/* The id stands quoted where it has to be; ids are compared as they stand in the line. */
static bool
is_wanted(const struct walk *w, struct slice line)
{
    size_t n = w->batch ? strlen(w->batch) : 0;
    size_t from = 10 + strlen(",,batch,");

    return n > 0 && line.n > from + n && memcmp(line.p + from, w->batch, n) == 0 && line.p[from + n] == ',';
}

static uint64_t
number(struct slice s)
{
    uint64_t v = 0;

    if (s.n == 0 || s.n > 18)
        return 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return 0;
        v = v * 10 + (uint64_t)(s.p[i] - '0');
    }
    return v;
}

static void
take_seal(struct walk *w, struct slice line)
{
    struct chain *c = w->c;
    char sha[DIGEST_TEXT];

    digest_take(w->digest, sha);
    if (!w->open)
        c->damage = "is a seal without a batch";
    else if (number(chain_field(line, ENTRY_ITEM)) != c->seals + 1)
        c->damage = "is not the next seal in number";
    else if (!slice_is(chain_field(line, ENTRY_MEMO), sha))
        c->damage = "is a seal that does not match what stands before it";
    if (c->damage)
        return;
    c->seals++;
    c->sealed = c->line;
    memcpy(c->sha, sha, sizeof sha);
    c->seal_at = w->at;
    c->committed = w->at + (off_t)line.n;
    if (w->pending) {
        c->found = true;
        c->body = w->body;
        c->body_end = w->at;
        c->found_seal = c->seals;
        memcpy(c->found_sha, sha, sizeof sha);
    }
    w->open = w->pending = false;
}

/* A whole line of the ledger, its end included. */
static void
take_line(struct walk *w, struct slice line)
{
    struct chain *c = w->c;

    if (!c->damage)
        c->line++;
    if (w->at == 0)
        buffer_add(&c->header, line.p, line.n);
    switch (w->at == 0 || c->damage ? CHAIN_ENTRY : chain_mark(line.p, line.n)) {
    case CHAIN_SEAL:
        take_seal(w, line);
        break;
    case CHAIN_BATCH:
        w->open = true;
        w->pending = is_wanted(w, line);
        w->body = w->at + (off_t)line.n;
        break;
    default:
        if (w->at > 0 && c->seals == 0 && !w->open)
            c->strange = true;
        break;
    }
    digest_add(w->digest, line.p, line.n);
    w->at += (off_t)line.n;
}

const char *
chain_read(chain_source *source, void *from, const char *batch, struct chain *c)
{
    struct walk w = { .c = c, .digest = digest_new(), .batch = batch };
    struct buffer b = { 0 };
    const char *why = NULL;
    ssize_t got;

    *c = (struct chain){ 0 };
    for (;;) {
        size_t at = 0;
        const char *nl;

        buffer_reserve(&b, BLOCK);
        got = source(from, b.p + b.n, BLOCK, &why);
        if (got <= 0)
            break;
        c->size += got;
        b.n += (size_t)got;
        while ((nl = memchr(b.p + at, '\n', b.n - at))) {
            size_t n = (size_t)(nl - b.p) + 1 - at;
            take_line(&w, (struct slice){ b.p + at, n });
            at += n;
        }
        memmove(b.p, b.p + at, b.n - at);
        b.n -= at;
    }
    /* A file that ends within its first line was not begun by till-post unless that line is its header's
     * beginning. */
    if (w.at == 0 && b.n > 0)
        c->strange = b.n > 4 ? memcmp(b.p, "date,", 5) != 0 : memcmp(b.p, "date,", b.n) != 0;
    buffer_free(&b);
    digest_free(w.digest);
    return why;
}

void
chain_free(struct chain *c)
{
    buffer_free(&c->header);
}
