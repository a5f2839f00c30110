#include "chain.h"

#include "entry.h"
#include "hasher.h"
#include "input.h"
#include "mark.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 1048576

/* Where the reading of a chain stands. */
struct walk {
    struct chain *c;
    struct digest *digest;
    struct hasher *hasher; /* in its place, or NULL */
    const struct chain_query *query;
    const char *block;
    const char *unhashed; /* what of the block has been read and not hashed begins here */
    off_t at;             /* of the line */
    bool open;            /* a batch has been opened and not yet sealed */
    bool pending;         /* it is the one that is looked for */
    bool closing;         /* it ends the period */
    off_t body;
    char day[11];   /* of its mark, YYYY-MM-DD */
    size_t columns; /* of the header */
};

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
visit(const struct walk *w, enum chain_mark what, struct slice line)
{
    if (w->query->visit)
        w->query->visit(w->query->to, what, line, w->c->line);
}

/* The hash as a seal says it, which is trusted. */
static void
keep_hash(char *sha, struct slice said)
{
    if (said.n == DIGEST_TEXT - 1)
        memcpy(sha, said.p, said.n);
}

/* No hash covers the last seal's own line, so it must be what till-post writes, to the byte. */
static bool
is_as_written(const struct walk *w, struct slice line, const char *sha)
{
    size_t added = w->columns > ENTRY_COLUMNS ? w->columns - ENTRY_COLUMNS : 0;
    struct buffer b = { 0 };
    bool same;

    mark_seal(&b, w->day, w->c->seals + 1, sha, added);
    same = line.n + 1 >= b.n && line.n <= b.n && memcmp(line.p, b.p, line.n) == 0; /* it may lack its end */
    buffer_free(&b);
    return same;
}

/* Hashes on to the start or end of a line, in long runs, for a hash of many short pieces takes longer. What
 * is trusted, and what stands behind a fault, has no need of it. */
static void
hash_to(struct walk *w, const char *to)
{
    if (w->c->seals >= w->query->since && !w->c->damage && !w->hasher)
        digest_add(w->digest, w->unhashed, (size_t)(to - w->unhashed));
    w->unhashed = to;
}

/* The hash that the seal should have; one that is taken beside is claimed by the seal until it is known. A
 * seal that claims none has none. */
static void
take_hash(struct walk *w, struct slice line, char sha[DIGEST_TEXT])
{
    struct slice said = chain_field(line, ENTRY_MEMO);

    sha[0] = '\0';
    if (!w->hasher) {
        digest_take(w->digest, sha);
    } else if (said.n == DIGEST_TEXT - 1) {
        memcpy(sha, said.p, said.n);
        sha[said.n] = '\0';
        hasher_cut(w->hasher, (size_t)(line.p - w->block), said.p);
    }
}

static void
take_seal(struct walk *w, struct slice line)
{
    struct chain *c = w->c;
    char sha[DIGEST_TEXT];

    hash_to(w, line.p);
    if (c->seals + 1 < w->query->since) {
        c->seals++; /* trusted, and so are its number and its hash */
        w->open = w->pending = false;
        return;
    }
    take_hash(w, line, sha);
    if (c->seals + 1 == w->query->since)
        keep_hash(sha, chain_field(line, ENTRY_MEMO));
    if (!w->open)
        c->damage = "is a seal without a batch";
    else if (number(chain_field(line, ENTRY_ITEM)) != c->seals + 1)
        c->damage = "is not the next seal in number";
    else if (!*sha || !slice_is(chain_field(line, ENTRY_MEMO), sha))
        c->damage = "is a seal that does not match what stands before it";
    else if (!is_as_written(w, line, sha))
        c->damage = "is a seal whose own line was changed";
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
    c->closed = w->closing;
    w->open = w->pending = false;
    visit(w, CHAIN_SEAL, line);
}

static void
keep_memo(struct buffer *to, struct slice line)
{
    struct slice memo = chain_field(line, ENTRY_MEMO);

    to->n = 0;
    buffer_add(to, memo.p, memo.n);
    buffer_add(to, "", 1);
}

static void
take_batch(struct walk *w, struct slice line)
{
    struct slice id = chain_field(line, ENTRY_REF);

    if (w->c->closed) {
        w->c->damage = "stands behind the closing of the period";
        return;
    }
    w->open = true;
    snprintf(w->day, sizeof w->day, "%.10s", line.p);
    w->pending = w->query->batch && slice_is(id, w->query->batch);
    w->closing = slice_is(id, MARK_CLOSE);
    w->body = w->at + (off_t)line.n;
    if (w->closing)
        keep_memo(&w->c->closing, line);
    if (slice_is(id, MARK_OPEN))
        keep_memo(&w->c->opening, line);
    visit(w, CHAIN_BATCH, line);
}

/* A file whose first line is not that of a ledger, or the beginning of one, was not begun by till-post. */
static bool
is_strange(struct slice first)
{
    return memcmp(first.p, "date,", first.n < 5 ? first.n : 5) != 0;
}

/* The names of a ledger's columns have no commas and no quotes. */
static size_t
count_columns(struct slice header)
{
    size_t n = 1;

    for (size_t i = 0; i < header.n; i++)
        n += header.p[i] == ',';
    return n;
}

/* A whole line of the ledger, its end included. */
static void
take_line(struct walk *w, struct slice line)
{
    struct chain *c = w->c;

    if (!c->damage)
        c->line++;
    if (w->at == 0) {
        buffer_add(&c->header, line.p, line.n);
        c->strange = is_strange(line);
        w->columns = count_columns(line);
    }
    switch (w->at == 0 || c->damage ? CHAIN_ENTRY : chain_mark(line.p, line.n)) {
    case CHAIN_SEAL:
        take_seal(w, line);
        break;
    case CHAIN_BATCH:
        take_batch(w, line);
        break;
    default:
        if (w->at > 0 && c->seals == 0 && !w->open)
            c->strange = true;
        if (w->at > 0 && !c->damage)
            visit(w, CHAIN_ENTRY, line);
        break;
    }
    w->at += (off_t)line.n;
}

/* Takes the whole lines of b, which has been looked through for line ends up to seen. Returns where they
 * end. */
static size_t
take_block(struct walk *w, const struct buffer *b, size_t seen)
{
    const char *nl;
    size_t at = 0;

    w->block = w->unhashed = b->p;
    while ((nl = memchr(b->p + seen, '\n', b->n - seen))) {
        seen = (size_t)(nl - b->p) + 1;
        take_line(w, (struct slice){ b->p + at, seen - at });
        at = seen;
    }
    hash_to(w, b->p + at);
    return at;
}

/* Where the next bytes are read to, behind what of b has no line end yet. */
static struct buffer *
next_block(struct walk *w, struct buffer *b, size_t end)
{
    struct buffer *next = b;

    if (!w->hasher) {
        memmove(b->p, b->p + end, b->n - end);
        b->n -= end;
    } else if (end > 0) {
        hasher_give(w->hasher, end);
        next = hasher_block(w->hasher);
        buffer_add(next, b->p + end, b->n - end);
    }
    buffer_reserve(next, BLOCK);
    return next;
}

/* What no line end follows: a seal that has lost it, or the beginning of something else. */
static void
take_rest(struct walk *w, const struct buffer *b)
{
    struct chain *c = w->c;

    w->block = w->unhashed = b->p;
    if (w->at > 0 && !c->damage && chain_seal_is_whole((struct slice){ b->p, b->n }, w->columns)) {
        take_line(w, (struct slice){ b->p, b->n });
        c->unended = true;
        if (w->hasher)
            hasher_give(w->hasher, b->n);
    }
    if (w->at == 0 && b->n > 0)
        c->strange = is_strange((struct slice){ b->p, b->n });
}

const char *
chain_read(chain_source *source, void *from, const struct chain_query *query, struct chain *c)
{
    struct walk w = { .c = c, .digest = digest_new(), .query = query };
    struct buffer own = { 0 }, *b = &own;
    const char *why = NULL;
    ssize_t got;

    *c = (struct chain){ 0 };
    w.hasher = query->beside ? hasher_new() : NULL;
    if (w.hasher)
        b = hasher_block(w.hasher);
    buffer_reserve(b, BLOCK);
    while ((got = source(from, b->p + b->n, BLOCK, &why)) > 0) {
        c->size += got;
        b->n += (size_t)got;
        b = next_block(&w, b, take_block(&w, b, b->n - (size_t)got));
    }
    if (!why)
        take_rest(&w, b);
    c->doubtful = w.hasher && !hasher_end(w.hasher);
    buffer_free(&own);
    digest_free(w.digest);
    return why;
}

/* A ledger file, from its first byte on. */
struct ledger_file {
    struct input *in;
    bool mark; /* a byte-order mark is still to be handed out: a ledger has none, and its hashes tell */
};

static ssize_t
read_on(void *from, char *buf, size_t n, const char **why)
{
    struct ledger_file *f = from;

    if (!f->mark)
        return input_read(f->in, buf, n, why);
    f->mark = false;
    memcpy(buf, "\xef\xbb\xbf", 3); /* a block has room for more */
    return 3;
}

const char *
chain_read_file(const char *path, const struct chain_query *query, struct chain *c)
{
    const char *why;
    struct ledger_file f;
    struct input *in = query->settled ? input_open_settled(path, NULL, &why) : input_open(path, NULL, &why);

    if (!in)
        return why;
    f = (struct ledger_file){ in, input_has_mark(in) };
    why = chain_read(read_on, &f, query, c);
    input_close(in);
    return why;
}

void
chain_free(struct chain *c)
{
    buffer_free(&c->header);
    buffer_free(&c->opening);
    buffer_free(&c->closing);
}
