#include "blocks.h"

#include "threads.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK       262144
#define THREADS_MAX SHARE_PARTS /* each has a part of its own to look at first */
#define SMALL       4           /* blocks that are read before a thread is worth its start */

struct blocks {
    struct input *in;
    size_t size;
    const struct block_shape *shape;
    struct buffer tail; /* the beginning of a line, for the next block */
    uint64_t base;
    bool within; /* the next block begins within a line */

    pthread_mutex_t lock; /* of all that follows */
    pthread_cond_t change;
    struct block *first, **last; /* that were read, in order */
    const struct takers *takers; /* or NULL */
    struct share share;          /* that were passed */
    struct block *idle;
    size_t made, blocks;
    bool filling, ended, leave;
    const char *fault;
    unsigned threads, started;
    struct worker {
        struct blocks *of;
        unsigned part; /* that it takes first */
        pthread_t thread;
    } worker[THREADS_MAX];
};

struct blocks *
blocks_new(struct input *in, size_t size, unsigned threads)
{
    struct blocks *b = mem_alloc(sizeof *b);

    b->in = in;
    b->size = size ? size : BLOCK;
    b->threads = threads > THREADS_MAX ? THREADS_MAX : threads;
    b->last = &b->first;
    mem_must(pthread_mutex_init(&b->lock, NULL) == 0 && pthread_cond_init(&b->change, NULL) == 0, "");
    return b;
}

static void
free_chain(struct block *at)
{
    while (at) {
        struct block *next = at->next;
        block_free(at);
        at = next;
    }
}

void
blocks_shape(struct blocks *b, const struct block_shape *shape)
{
    b->shape = shape;
}

void
blocks_take(struct blocks *b, const struct takers *by)
{
    b->takers = by;
}

/* The bytes up to the last line's end, or 0; in the first seen bytes none was found. A lone "\r" ends a line
 * where there is no "\n" at all; one that ends the bytes may be half an end. */
static size_t
whole_lines(const struct buffer *text, size_t seen)
{
    size_t n = text->n;

    while (n > seen && text->p[n - 1] != '\n')
        n--;
    if (n > seen)
        return n;
    n = text->n > 0 ? text->n - 1 : 0;
    while (n > 0 && n >= seen && text->p[n - 1] != '\r')
        n--;
    return n >= seen ? n : 0;
}

/* Fills text up to n bytes, of a pipe with what is there. False where nothing comes behind it. */
static bool
read_on(struct blocks *b, struct buffer *text, size_t n)
{
    buffer_reserve(text, n - text->n + VALUES_SLACK);
    while (text->n < n) {
        ssize_t got = input_read(b->in, text->p + text->n, n - text->n, &b->fault);
        if (got <= 0)
            return false;
        text->n += (size_t)got;
        if (!input_is_file(b->in))
            break;
    }
    return true;
}

/* Reads a block: what the one before left over, and more, up to the last line's end. False where
 * nothing comes behind it. */
static bool
fill(struct blocks *b, struct block *at)
{
    struct buffer *text = &at->text;
    size_t enough = b->size, whole = 0, seen = 0;
    bool more = true;

    text->n = 0;
    buffer_add(text, b->tail.p, b->tail.n);
    b->tail.n = 0;
    if (text->n > LINE_BYTES) /* only lines that end with "\r" leave so much */
        whole = whole_lines(text, 0);
    while (more && whole == 0 && text->n <= LINE_BYTES) {
        more = read_on(b, text, enough);
        whole = whole_lines(text, seen);
        seen = text->n;
        enough = text->n + b->size;
    }
    if (more && whole > 0) {
        buffer_add(&b->tail, text->p + whole, text->n - whole);
        text->n = whole;
    }
    buffer_reserve(text, VALUES_SLACK);
    at->base = b->base;
    at->within = b->within;
    b->base += text->n;
    b->within = text->n > 0 && text->p[text->n - 1] != '\n' && text->p[text->n - 1] != '\r';
    return more;
}

/* Takes an idle block, or a new one as long as few are in use. With the lock. */
static struct block *
take_idle(struct blocks *b, bool must)
{
    size_t most = (b->takers ? 3 : 2) * ((size_t)b->started + 1);
    struct block *at = b->idle;

    if (at) {
        b->idle = at->next;
    } else if (must || b->blocks < most) {
        at = mem_alloc(sizeof *at);
        b->blocks++;
    }
    return at;
}

static void
make_idle(struct blocks *b, struct block *at)
{
    at->next = b->idle;
    b->idle = at;
    pthread_cond_broadcast(&b->change);
}

/* Reads the next block into at and scans it. With the lock, which is let go meanwhile. */
static void
make(struct blocks *b, struct block *at)
{
    const struct block_shape *shape;
    bool more;

    b->filling = true;
    pthread_mutex_unlock(&b->lock);
    more = fill(b, at);
    pthread_mutex_lock(&b->lock);
    b->filling = false;
    b->ended = !more;
    b->made++;
    at->ready = at->scanned = false;
    at->passed = 0;
    spare_clear(&at->spare);
    spare_clear(&at->quoted);
    at->next = NULL;
    *b->last = at;
    b->last = &at->next;
    shape = b->shape;
    pthread_cond_broadcast(&b->change);
    pthread_mutex_unlock(&b->lock);
    if (shape)
        block_scan(at, shape);
    pthread_mutex_lock(&b->lock);
    at->ready = true;
    pthread_cond_broadcast(&b->change);
}

static bool
can_make(const struct blocks *b)
{
    return !b->filling && !b->ended;
}

/* Has a part take a block that was passed; false where there is none for it. With the lock, which is let go
 * meanwhile. */
static bool
take_passed(struct blocks *b, unsigned mine)
{
    unsigned part;
    struct block *at = b->takers ? share_pick(&b->share, b->takers, mine, &part) : NULL;

    if (!at)
        return false;
    pthread_mutex_unlock(&b->lock);
    b->takers->take(b->takers->with, at, part);
    pthread_mutex_lock(&b->lock);
    if (share_done(&b->share, at, part))
        make_idle(b, at);
    else
        pthread_cond_broadcast(&b->change);
    return true;
}

/* What has been read is taken first, so that few blocks are under way. */
static void *
work(void *with)
{
    struct worker *w = with;
    struct blocks *b = w->of;

    pthread_mutex_lock(&b->lock);
    while (!b->leave && (b->takers || !b->ended)) {
        struct block *at = NULL;
        if (take_passed(b, w->part))
            continue;
        if (can_make(b) && (at = take_idle(b, false)))
            make(b, at);
        else
            pthread_cond_wait(&b->change, &b->lock);
    }
    pthread_mutex_unlock(&b->lock);
    return NULL;
}

/* A compressed file says only while it is read that it is no small one. */
static bool
is_small(const struct blocks *b)
{
    return b->made < SMALL && input_size(b->in) < (off_t)(SMALL * b->size);
}

/* Starts the threads, unless the input is a small one. That none can be had is no fault. */
static void
start(struct blocks *b)
{
    if (b->started > 0 || b->threads < 2 || is_small(b) || !b->shape || !input_is_file(b->in))
        return;
    while (b->started + 1 < b->threads) {
        struct worker *w = &b->worker[b->started];
        *w = (struct worker){ .of = b, .part = b->started + 1 };
        if (!threads_start(&w->thread, work, w))
            break;
        b->started++;
    }
    b->threads = b->started + 1;
}

/* Takes the first block out of the line, once it is ready. With the lock. */
static struct block *
take_first(struct blocks *b)
{
    struct block *at = b->first;

    b->first = at->next;
    if (!b->first)
        b->last = &b->first;
    at->next = NULL;
    return at;
}

struct block *
blocks_next(struct blocks *b, const char **why)
{
    struct block *at = NULL;

    pthread_mutex_lock(&b->lock);
    start(b);
    while (!at) {
        struct block *idle;
        if (b->first && b->first->ready)
            at = take_first(b);
        else if (take_passed(b, 0))
            continue;
        else if (can_make(b) && (idle = take_idle(b, !b->first && !b->share.first)))
            make(b, idle);
        else if (!b->first && b->ended)
            break;
        else
            pthread_cond_wait(&b->change, &b->lock);
    }
    *why = at ? NULL : b->fault;
    pthread_mutex_unlock(&b->lock);
    return at;
}

void
blocks_return(struct blocks *b, struct block *done)
{
    pthread_mutex_lock(&b->lock);
    if (b->takers && (done->passed > 0 || done->spare.n > 0))
        share_add(&b->share, b->takers, done);
    else
        make_idle(b, done);
    while (b->started == 0 && take_passed(b, 0)) /* while it is near */
        ;
    pthread_cond_broadcast(&b->change);
    pthread_mutex_unlock(&b->lock);
}

void
blocks_free(struct blocks *b)
{
    pthread_mutex_lock(&b->lock);
    while (b->share.first)
        if (!take_passed(b, 0))
            pthread_cond_wait(&b->change, &b->lock);
    b->leave = true;
    pthread_cond_broadcast(&b->change);
    pthread_mutex_unlock(&b->lock);
    for (unsigned i = 0; i < b->started; i++)
        pthread_join(b->worker[i].thread, NULL);
    free_chain(b->first);
    free_chain(b->idle);
    buffer_free(&b->tail);
    input_close(b->in);
    pthread_cond_destroy(&b->change);
    pthread_mutex_destroy(&b->lock);
    free(b);
}
