/*
 * The bytes of a ledger. The first byte says in what pieces they come; a seal whose memo is @ is given the
 * hash that it should have, so that chains hold far enough to be broken further on. What chain_read says
 * is held against a second reading that goes line by line, and must not depend on the pieces.
 */
#include "fuzz.h"

#include "../../src/chain.h"
#include "../../src/entry.h"

struct piece {
    struct slice rest;
    size_t most;
};

static ssize_t
give(void *from, char *buf, size_t n, const char **why)
{
    struct piece *p = from;

    *why = NULL;
    n = n < p->most ? n : p->most;
    n = n < p->rest.n ? n : p->rest.n;
    if (n > 0)
        memcpy(buf, p->rest.p, n);
    p->rest.p += n;
    p->rest.n -= n;
    return (ssize_t)n;
}

/* Fills hashes in: the input's lines, each @ at the end of a seal's become the hash so far. */
static struct buffer
build(struct bytes in)
{
    struct buffer b = { 0 };
    struct slice line;
    struct digest *d = digest_new();
    char sha[DIGEST_TEXT];
    bool cut = in.n > 0 && in.p[in.n - 1] != '\n';

    while (take_part(&in, '\n', &line)) {
        size_t at = b.n;
        if (at > 0 && chain_mark(line.p, line.n) == CHAIN_SEAL) {
            digest_take(d, sha);
            buffer_add(&b, line.p, line.n - (line.p[line.n - 1] == '@'));
            if (line.p[line.n - 1] == '@')
                buffer_add(&b, sha, DIGEST_TEXT - 1);
        } else {
            buffer_add(&b, line.p, line.n);
        }
        if (in.n > 0 || !cut)
            buffer_add(&b, "\n", 1);
        digest_add(d, b.p + at, b.n - at);
    }
    digest_free(d);
    return b;
}

/* The n-th field, from 0, of a line without quotes before it; what has quotes is not judged here. */
static struct slice
field(struct slice line, size_t n)
{
    struct slice part = { "", 0 };

    while (line.n > 0 && (line.p[line.n - 1] == '\n' || line.p[line.n - 1] == '\r'))
        line.n--;
    for (size_t i = 0; i <= n; i++)
        if (!slice_cut(&line, ',', &part))
            return (struct slice){ "", 0 };
    return part;
}

/* The second reading: how many seals hold before the first thing that does not, and where that ends. */
struct second {
    uint64_t seals;
    size_t committed;
    bool damage;
};

/* A seal is DAY,,seal,,N,,,,,,,SHA with the day of its batch, and behind it only what columns of the office
 * leave. */
static bool
is_seal(struct slice line, const char *day, uint64_t number, const char *sha)
{
    char want[160];
    size_t n = (size_t)snprintf(want, sizeof want, "%.10s,,seal,,%llu,,,,,,,%s", day,
                                (unsigned long long)number, sha);

    if (line.n < n || memcmp(line.p, want, n) != 0)
        return false;
    while (n < line.n && (line.p[n] == ',' || line.p[n] == '\n'))
        n++;
    return n == line.n;
}

static struct second
read_again(struct slice all)
{
    struct second got = { 0 };
    struct digest *d = digest_new();
    char sha[DIGEST_TEXT], day[11] = "";
    bool open = false, closing = false, closed = false;
    size_t at = 0;

    while (at < all.n && !got.damage) {
        const char *nl = memchr(all.p + at, '\n', all.n - at);
        struct slice line = { all.p + at, nl ? (size_t)(nl - all.p) + 1 - at : all.n - at };
        bool seal = line.n > 16 && memcmp(line.p + 10, ",,seal,", 7) == 0;
        bool batch = line.n > 17 && memcmp(line.p + 10, ",,batch,", 8) == 0;
        if (!nl && (at == 0 || !seal || field(line, ENTRY_MEMO).n != 64))
            break;
        if (at > 0 && batch) {
            got.damage = closed;
            open = true;
            snprintf(day, sizeof day, "%.10s", line.p);
            closing = slice_is(field(line, ENTRY_REF), "close");
        } else if (at > 0 && seal) {
            digest_take(d, sha);
            got.damage = !open || !is_seal(line, day, got.seals + 1, sha);
            open = false;
            closed = closing;
            if (!got.damage) {
                got.seals++;
                got.committed = at + line.n;
            }
        }
        digest_add(d, line.p, line.n);
        at += line.n;
    }
    digest_free(d);
    return got;
}

static void
count(void *to, enum chain_mark what, struct slice line, uint64_t number)
{
    must(line.n > 0 && number > 1 && what <= CHAIN_SEAL);
    *(uint64_t *)to += what == CHAIN_SEAL;
}

static struct chain
read_chain(struct slice all, size_t most)
{
    struct piece p = { all.p ? all : slice_of(""), most };
    struct chain c;
    uint64_t seals = 0;
    struct chain_query query = { .batch = "b1", .visit = count, .to = &seals };

    must(chain_read(give, &p, &query, &c) == NULL);
    must(seals == c.seals && c.size == (off_t)all.n && c.committed <= c.size);
    return c;
}

static void
must_agree(const struct chain *a, const struct chain *b)
{
    must(a->seals == b->seals && a->committed == b->committed && a->line == b->line);
    must(a->damage == b->damage && a->found == b->found && a->closed == b->closed);
    must(memcmp(a->sha, b->sha, sizeof a->sha) == 0 && a->unended == b->unended);
    must(!a->found || (a->body <= a->body_end && a->body == b->body && a->body_end == b->body_end));
}

/* Trusting what stands before a seal finds the same chain where all of it holds. */
static void
try_since(struct slice all, const struct chain *c, uint64_t since)
{
    struct piece p = { all.p ? all : slice_of(""), all.n + 1 };
    struct chain_query query = { .since = since };
    struct chain other;

    must(chain_read(give, &p, &query, &other) == NULL);
    if (!c->damage && since <= c->seals)
        must(!other.damage && other.seals == c->seals && other.committed == c->committed);
    chain_free(&other);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct bytes in = { data, n };
    size_t most = 1 + take_byte(&in) % 64;
    uint64_t since = take_byte(&in) % 8;
    struct buffer b = build(in);
    struct slice all = { b.p, b.n };
    struct chain whole = read_chain(all, all.n + 1), pieces = read_chain(all, most);

    must_agree(&whole, &pieces);
    if (all.n > 0 && !memchr(all.p, '"', all.n)) {
        struct second again = read_again(all);
        must(again.seals == whole.seals && again.damage == (whole.damage != NULL));
        must(again.seals == 0 || (off_t)again.committed == whole.committed);
    }
    try_since(all, &whole, since);
    chain_free(&whole);
    chain_free(&pieces);
    buffer_free(&b);
    return 0;
}
