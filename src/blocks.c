#include "blocks.h"

#include "text.h"
#include "threads.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK       262144
#define THREADS_MAX 64
#define SMALL       4 /* blocks that are read before a thread is worth its start */

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
    struct block *idle;
    size_t made, blocks;
    bool filling, ended, leave;
    const char *fault;
    unsigned threads, started;
    pthread_t thread[THREADS_MAX];
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
        buffer_free(&at->text);
        scan_free(&at->scan);
        free(at->value);
        free(at);
        at = next;
    }
}

void
blocks_free(struct blocks *b)
{
    pthread_mutex_lock(&b->lock);
    b->leave = true;
    pthread_cond_broadcast(&b->change);
    pthread_mutex_unlock(&b->lock);
    for (unsigned i = 0; i < b->started; i++)
        pthread_join(b->thread[i], NULL);
    free_chain(b->first);
    free_chain(b->idle);
    buffer_free(&b->tail);
    input_close(b->in);
    pthread_cond_destroy(&b->change);
    pthread_mutex_destroy(&b->lock);
    free(b);
}

void
blocks_shape(struct blocks *b, const struct block_shape *shape)
{
    b->shape = shape;
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
    buffer_reserve(text, n - text->n);
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
    at->base = b->base;
    at->within = b->within;
    b->base += text->n;
    b->within = text->n > 0 && text->p[text->n - 1] != '\n' && text->p[text->n - 1] != '\r';
    return more;
}

static struct slice
field_of(const struct block *at, size_t line, size_t field)
{
    const uint32_t *end = at->scan.end + at->scan.line[line] + field;
    uint32_t from = end[-1] + 1;

    return (struct slice){ at->text.p + from, end[0] - from };
}

/* Of a foreign line the bytes may be anything. */
static void
check_texts(struct block *at, bool unchecked)
{
    for (size_t k = 0; k < at->scan.lines; k++)
        if (at->scan.odd[k] == LINE_WIDE) {
            const char *line = at->text.p + scan_start(&at->scan, k);
            const char *end = at->text.p + at->scan.end[at->scan.line[k + 1] - 1];
            struct slice text = { line, (size_t)(end - line) - (end > line && end[-1] == '\r') };
            at->scan.odd[k] = unchecked || !text_check(text) ? LINE_PLAIN : LINE_ODD;
        }
}

static void
set_marks_apart(const struct block_shape *shape, struct block *at)
{
    struct slice opens = slice_of(shape->opens), closes = slice_of(shape->closes);

    for (size_t k = 0; k < at->scan.lines; k++)
        if (!at->scan.odd[k]) {
            struct slice word = field_of(at, k, shape->mark);
            if (slice_equal(word, opens) || slice_equal(word, closes))
                at->scan.odd[k] = LINE_ODD;
        }
}

/* One value of all lines, then the next: a rule is then applied many times in a row. */
static void
find_values(const struct block_shape *shape, struct block *at)
{
    size_t lines = at->scan.lines * shape->values, room = lines + (BLOCK_AHEAD + 1) * shape->values;

    if (at->value_cap < room) {
        at->value = mem_grow(at->value, room, sizeof *at->value);
        at->value_cap = room;
    }
    memset(at->value + lines, 0, (room - lines) * sizeof *at->value);
    for (size_t v = 0; v < shape->values; v++) {
        int64_t *out = at->value + v;
        block_value *rule = shape->value[v];
        uint32_t field = shape->field[v];
        for (size_t k = 0; k < at->scan.lines; k++, out += shape->values) {
            struct slice s = { "", 0 };
            if (field < shape->fields && !at->scan.odd[k])
                s = field_of(at, k, field);
            *out = at->scan.odd[k] ? 0 : rule(s.p, s.n);
        }
    }
}

void
blocks_scan(const struct block_shape *shape, struct block *at)
{
    at->scanned = true;
    if (shape->fields == 0) {
        at->scan.lines = 0;
        return;
    }
    scan_text(&at->scan, at->text.p, at->text.n, shape->delimiter, shape->fields);
    if (at->within)
        at->scan.odd[0] = LINE_ODD;
    check_texts(at, shape->unchecked);
    if (shape->mark < shape->fields)
        set_marks_apart(shape, at);
    if (shape->values > 0)
        find_values(shape, at);
}

/* Takes an idle block, or a new one as long as few are in use. With the lock. */
static struct block *
take_idle(struct blocks *b, bool must)
{
    struct block *at = b->idle;

    if (at) {
        b->idle = at->next;
    } else if (must || b->blocks < 2 * (size_t)b->started + 2) {
        at = mem_alloc(sizeof *at);
        b->blocks++;
    }
    return at;
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
    at->next = NULL;
    *b->last = at;
    b->last = &at->next;
    shape = b->shape;
    pthread_cond_broadcast(&b->change);
    pthread_mutex_unlock(&b->lock);
    if (shape)
        blocks_scan(shape, at);
    pthread_mutex_lock(&b->lock);
    at->ready = true;
    pthread_cond_broadcast(&b->change);
}

static bool
can_make(const struct blocks *b)
{
    return !b->filling && !b->ended && !b->leave;
}

static void *
work(void *with)
{
    struct blocks *b = with;

    pthread_mutex_lock(&b->lock);
    while (!b->ended && !b->leave) {
        struct block *at = can_make(b) ? take_idle(b, false) : NULL;
        if (at)
            make(b, at);
        else
            pthread_cond_wait(&b->change, &b->lock);
    }
    pthread_mutex_unlock(&b->lock);
    return NULL;
}

/* Starts the threads once the input has shown that it is no small one. That none can be had is no fault. */
static void
start(struct blocks *b)
{
    if (b->started > 0 || b->threads < 2 || b->made < SMALL || !b->shape || !input_is_file(b->in))
        return;
    while (b->started + 1 < b->threads && threads_start(&b->thread[b->started], work, b))
        b->started++;
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
        if (b->first && b->first->ready) {
            at = take_first(b);
        } else if (can_make(b) && (idle = take_idle(b, !b->first))) {
            make(b, idle);
        } else if (!b->first && b->ended) {
            break;
        } else {
            pthread_cond_wait(&b->change, &b->lock);
        }
    }
    *why = at ? NULL : b->fault;
    pthread_mutex_unlock(&b->lock);
    return at;
}

void
blocks_return(struct blocks *b, struct block *done)
{
    pthread_mutex_lock(&b->lock);
    done->next = b->idle;
    b->idle = done;
    pthread_cond_broadcast(&b->change);
    pthread_mutex_unlock(&b->lock);
}
