#include "ledger.h"

#include "durable.h"
#include "entry.h"
#include "ledger_parts.h"
#include "threads.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LONG 4194304 /* bytes; their hash takes some milliseconds */

/* Looks whether a line is a payment whose receipt is about to be posted again; the first one is told. */
static void
look_for_receipt(struct ledger *l, struct slice line, uint64_t number)
{
    struct slice ref;

    if (l->line || l->open_line || !receipts_have(l->batch->receipts, line, &ref))
        return;
    l->open_line = number;
    buffer_add(&l->receipt, ref.p, ref.n);
    buffer_add(&l->receipt, "", 1);
}

static void
add_up(struct ledger *l, struct slice line)
{
    struct slice amount = chain_field(line, ENTRY_AMOUNT);
    money m;

    if (money_parse(amount.p, amount.n, &m) || !totals_add(&l->open_totals, m))
        l->overflow = true;
}

static void
gather(void *to, enum chain_mark what, struct slice line, uint64_t number)
{
    struct ledger *l = to;

    switch (what) {
    case CHAIN_BATCH:
        l->open_totals = l->totals;
        if (!l->line)
            l->open_line = l->receipt.n = 0;
        break;
    case CHAIN_SEAL:
        l->totals = l->open_totals;
        l->line = l->line ? l->line : l->open_line;
        break;
    default:
        if (l->closing)
            add_up(l, line);
        if (l->batch->receipts)
            look_for_receipt(l, line, number);
        break;
    }
}

/* The file's bytes in their order, for chain_read. */
static ssize_t
read_on(void *from, char *buf, size_t n, const char **why)
{
    int fd = *(int *)from;
    ssize_t got;

    do
        got = read(fd, buf, n);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        *why = strerror(errno);
    return got;
}

static struct posting
compare_found(const struct ledger *l)
{
    const struct chain *c = &l->chain;
    struct posting p = { .result = POST_OTHER, .seal = c->found_seal };

    memcpy(p.sha, c->found_sha, sizeof p.sha);
    if (c->body_end - c->body == (off_t)l->batch->body.n && durable_stands(l->fd, l->batch->body, c->body))
        p.result = POST_ALREADY;
    else
        p.why = "has a batch of that name with other entries";
    return p;
}

static struct posting
refuse_at(enum post_result result, const char *why, uint64_t line)
{
    struct posting p = ledger_refuse(result, why);

    p.line = line;
    return p;
}

/* Whether the file is so long that a second thread is worth its while, and there may be one. */
static bool
is_long(int fd)
{
    struct stat st;

    return fstat(fd, &st) == 0 && st.st_size >= LONG && threads_wanted() > 1;
}

/* Where a hash that was taken beside the reading does not match, a second reading, step by step, says what
 * is wrong and where; nothing that the first one gathered counts. */
static const char *
read_chain(struct ledger *l)
{
    struct chain_query query = { .batch = l->batch->id, .visit = gather, .to = l, .beside = is_long(l->fd) };
    const char *why = chain_read(read_on, &l->fd, &query, &l->chain);

    if (why || !l->chain.doubtful)
        return why;
    chain_free(&l->chain);
    l->totals = l->open_totals = (struct totals){ 0 };
    l->overflow = false;
    l->line = l->open_line = l->receipt.n = 0;
    query.beside = false;
    if (lseek(l->fd, 0, SEEK_SET) < 0)
        return strerror(errno);
    return chain_read(read_on, &l->fd, &query, &l->chain);
}

/* Reads the chain; DONE: the batch may be appended. */
static struct posting
examine(struct ledger *l)
{
    const char *why = read_chain(l);
    const struct chain *c = &l->chain;

    if (why)
        return ledger_refuse(POST_REFUSED, why);
    if (c->damage)
        return refuse_at(POST_REFUSED, c->damage, c->line);
    if (c->strange)
        return ledger_refuse(POST_REFUSED, "holds lines without a seal: it is no ledger of till-post");
    if (c->found)
        return compare_found(l);
    if (l->read_only && !(l->mode & (S_IWUSR | S_IWGRP)))
        return ledger_refuse(POST_CLOSED, "is read-only: its period is closed");
    if (c->closed)
        return ledger_refuse(POST_CLOSED, "has been closed with its period");
    if (l->read_only)
        return ledger_refuse(POST_REFUSED, "can be read, but not written");
    if (c->seals > 0 && l->batch->header.n > 0 &&
        !slice_equal(l->batch->header, (struct slice){ c->header.p, c->header.n }))
        return ledger_refuse(POST_REFUSED, "has another header now");
    if (l->line) {
        struct posting p = refuse_at(POST_DUPLICATE, "has that receipt in another batch already", l->line);
        p.receipt = mem_alloc(l->receipt.n);
        memcpy(p.receipt, l->receipt.p, l->receipt.n);
        return p;
    }
    return (struct posting){ .result = POST_DONE };
}

/* What stands behind the last seal is a batch that was cut short: it is saved beside the ledger, then
 * cut off. */
static const char *
mend_tail(struct ledger *l, char **saved)
{
    const struct chain *c = &l->chain;
    char suffix[32];

    if (c->size == c->committed)
        return NULL;
    if (c->size == (off_t)c->header.n &&
        (l->batch->header.n == 0 ||
         slice_equal(l->batch->header, (struct slice){ c->header.p, c->header.n })))
        return NULL; /* a header alone is no batch cut short */
    snprintf(suffix, sizeof suffix, "torn-%lld", (long long)c->committed);
    *saved = durable_aside(l->fd, c->committed, c->size, l->path, suffix);
    if (!*saved)
        return "has a tail that was cut short, and it can't be saved beside it";
    return ftruncate(l->fd, c->committed) == 0 ? NULL : strerror(errno);
}

/* The hash of a seal begins with the line of the seal before it. */
static bool
begin_hash(const struct ledger *l, struct digest *d)
{
    const struct chain *c = &l->chain;
    size_t n = (size_t)(c->committed - c->seal_at);
    char *seal = mem_alloc(n);
    bool good = durable_read(l->fd, seal, n, c->seal_at);

    digest_add(d, seal, n);
    free(seal);
    return good;
}

/* Seals what stands in out from *hashed on, and lets the next hash begin with this seal. */
static void
put_seal(const struct batch *b, struct digest *d, struct buffer *out, size_t *hashed, struct posting *p)
{
    digest_add(d, out->p + *hashed, out->n - *hashed);
    digest_take(d, p->sha);
    *hashed = out->n;
    mark_seal(out, b->day, ++p->seal, p->sha, b->added);
}

/* All that is appended, in one buffer. */
static bool
compose(const struct ledger *l, struct buffer *out, struct posting *p)
{
    const struct batch *b = l->batch;
    struct digest *d = digest_new();
    bool fresh = l->chain.seals == 0, good = fresh || begin_hash(l, d);
    size_t hashed = 0;

    p->seal = l->chain.seals;
    if (l->chain.unended)
        buffer_add(out, "\n", 1);
    if (fresh)
        buffer_add(out, b->header.p, b->header.n);
    if (fresh && b->opening) {
        mark_batch(out, b->day, MARK_OPEN, b->user, b->opening, b->added);
        put_seal(b, d, out, &hashed, p);
    }
    mark_batch(out, b->day, b->id, b->user, b->memo, b->added);
    buffer_add(out, b->body.p, b->body.n);
    put_seal(b, d, out, &hashed, p);
    digest_free(d);
    return good;
}

/* Writing failed: the ledger is cut back to what it was. Where that can't be done, or the disk
 * refused to say that the batch is on it, nobody knows what the disk holds. */
static struct posting
roll_back(const struct ledger *l, enum post_result result, const char *why)
{
    if (ftruncate(l->fd, l->chain.committed) != 0)
        result = POST_UNKNOWN;
    return ledger_refuse(result, why);
}

struct posting
ledger_append(struct ledger *l)
{
    struct posting p = { .result = POST_DONE };
    struct buffer out = { 0 };
    off_t at = l->chain.committed;

    if (!compose(l, &out, &p))
        p = ledger_refuse(POST_REFUSED, "can't be read");
    else if (!durable_write(l->fd, out.p, out.n, at))
        p = roll_back(l, POST_FAILED, strerror(errno));
    else if (fsync(l->fd) != 0 || !durable_directory(l->path))
        /* After a failed fsync the kernel may have dropped the pages and forgotten the fault: a second
         * one would report success for nothing. */
        p = roll_back(l, POST_UNKNOWN, strerror(errno));
    else if (!durable_stands(l->fd, (struct slice){ out.p, out.n }, at))
        p = roll_back(l, POST_UNKNOWN, "does not give back what was written");
    buffer_free(&out);
    return p;
}

struct posting
ledger_prepare(struct ledger *l, const struct batch *b, bool dry, char **saved)
{
    struct posting p = ledger_open(l, dry);
    struct stat there;
    const char *why;

    l->batch = b;
    l->closing = strcmp(b->id, MARK_CLOSE) == 0;
    if (dry && l->fd < 0 && p.result == POST_REFUSED && lstat(l->path, &there) != 0 &&
        durable_directory(l->path))
        return (struct posting){ .result = POST_DONE }; /* a new ledger would be made */
    if (p.result == POST_DONE)
        p = examine(l);
    if (p.result == POST_DONE && !dry && (why = mend_tail(l, saved)))
        p = ledger_refuse(POST_REFUSED, why);
    return p;
}

/* The entries of a batch of a compressed ledger, held against those that are to be posted. */
struct comparison {
    const struct batch *batch;
    bool mine, same; /* the batch that is being read has its id; has its entries so far */
    size_t at;       /* in its body */
};

static void
compare_line(void *to, enum chain_mark what, struct slice line, uint64_t number)
{
    struct comparison *c = to;
    struct slice rest = { c->batch->body.p + c->at, c->batch->body.n - c->at };

    (void)number;
    if (what == CHAIN_BATCH) {
        c->mine = slice_is(chain_field(line, ENTRY_REF), c->batch->id);
        c->same = c->mine || c->same;
        c->at = c->mine ? 0 : c->at;
    } else if (what == CHAIN_ENTRY && c->mine && c->same) {
        c->same = rest.n >= line.n && memcmp(rest.p, line.p, line.n) == 0;
        c->at += c->same ? line.n : 0;
    } else if (what == CHAIN_SEAL) {
        c->mine = false;
    }
}

/* A compressed period can still say that it has the batch. */
static struct posting
ask_packed(const struct ledger *l, struct posting refused)
{
    struct comparison same = { .batch = l->batch };
    const struct chain_query query = { .batch = l->batch->id, .visit = compare_line, .to = &same };
    struct chain c = { 0 };
    const char *why = chain_read_file(l->packed, &query, &c);
    struct posting p = refused;

    if (why)
        p = ledger_refuse(POST_REFUSED, why);
    else if (c.found) {
        p = (struct posting){ .result = POST_ALREADY, .seal = c.found_seal };
        memcpy(p.sha, c.found_sha, sizeof p.sha);
        if (!same.same || same.at != l->batch->body.n) {
            p.result = POST_OTHER;
            p.why = "has a batch of that name with other entries";
        }
    }
    chain_free(&c);
    return p;
}

/* The lock goes with the descriptor. Nothing depends on close(): what was posted is on the disk. */
void
ledger_done(struct ledger *l)
{
    chain_free(&l->chain);
    buffer_free(&l->receipt);
    free(l->packed);
    if (l->fd >= 0)
        close(l->fd);
}

/* Who posted the batch may have been killed before it was on the disk: whoever says again that it is
 * posted sees to that first. */
static struct posting
confirm(const struct ledger *l, struct posting p)
{
    if (fsync(l->fd) != 0 || !durable_directory(l->path))
        return ledger_refuse(POST_UNKNOWN, strerror(errno));
    return p;
}

struct posting
ledger_post(const char *path, const struct batch *b, bool dry)
{
    struct ledger l = { .path = path, .fd = -1 };
    char *saved = NULL;
    struct posting p = ledger_prepare(&l, b, dry, &saved);

    if (p.result == POST_DONE && !dry)
        p = ledger_append(&l);
    if (p.result == POST_CLOSED && l.packed)
        p = ask_packed(&l, p);
    else if (p.result == POST_ALREADY && !dry)
        p = confirm(&l, p);
    if (p.result == POST_REFUSED || p.result == POST_FAILED)
        ledger_unmake(&l);
    p.saved = saved;
    ledger_done(&l);
    return p;
}
