#include "apply_chunks.h"

#include "share.h"
#include "threads.h"

#include <stdlib.h>

#define MOST 1024
#define FEW  512 /* not worth a thread */
#define RING 8   /* chunks that are taken and not yet shown */

struct chunk {
    size_t n; /* its receipts */
    struct receipt receipt[MOST];
    unsigned book[MOST]; /* that has what was made */
    struct outcome {
        const char *why, *column;
        size_t from, to; /* which entries of its book were made */
    } outcome[MOST];
    struct made {
        struct entry *entry;
        size_t n, cap;
    } made[SHARE_PARTS]; /* by books */
};

/* Chunks are taken, applied book by book, and shown. Who called takes and shows them, in their order; a book
 * applies them in their order, on any thread. All counts are of chunks, and stand under the lock. */
struct belt {
    struct apply *apply;
    const struct applier *by;
    unsigned books;
    struct chunk *chunk[RING]; /* the i-th stands at i % RING */
    pthread_mutex_t lock;
    pthread_cond_t change;
    size_t taken, shown, applied[SHARE_PARTS];
    bool busy[SHARE_PARTS]; /* the book is being applied */
    bool over;              /* no more will be taken */
    bool more;              /* there is a receipt that no chunk has yet: */
    struct receipt next;
    pthread_t thread[SHARE_PARTS];
    unsigned threads;
};

static struct chunk *
nth(struct belt *t, size_t i)
{
    struct chunk **c = &t->chunk[i % RING];

    if (!*c)
        *c = mem_alloc(sizeof **c);
    return *c;
}

/* Takes receipts that can be applied side by side, or one that is alone. */
static void
take_some(struct belt *t, struct chunk *c)
{
    size_t most = t->books > 1 ? MOST : APPLY_FETCH;
    bool alone = false;

    for (unsigned b = 0; b < t->books; b++)
        c->made[b].n = 0;
    for (c->n = 0; t->more && c->n < most && !alone;) {
        alone = apply_is_alone(t->apply, &t->next);
        if (alone && c->n > 0)
            break;
        c->book[c->n] = apply_book(t->apply, t->next.account);
        c->receipt[c->n++] = t->next;
        t->more = t->by->take(t->by->with, &t->next);
    }
}

static void
keep_entry(void *to, const struct entry *e)
{
    struct made *m = to;

    m->entry = mem_room(m->entry, m->n, &m->cap, sizeof *m->entry);
    m->entry[m->n++] = *e;
}

/* Applies a few receipts, whose memory is asked for in one go. */
static void
apply_few(const struct belt *t, struct chunk *c, unsigned book, const struct receipt *const *r, size_t n)
{
    struct made *m = &c->made[book];
    uint32_t account[APPLY_FETCH];

    apply_fetch(t->apply, book, r, n, account);
    for (size_t i = 0; i < n; i++) {
        struct outcome *o = &c->outcome[r[i] - c->receipt];
        o->from = m->n;
        o->why = apply_receipt(t->apply, book, account[i], r[i], keep_entry, m, &o->column);
        o->to = m->n;
    }
}

static void
apply_book_of(const struct belt *t, struct chunk *c, unsigned book)
{
    const struct receipt *few[APPLY_FETCH] = { NULL };
    size_t n = 0;

    for (size_t i = 0; i < c->n; i++) {
        if (c->book[i] != book)
            continue;
        few[n++] = &c->receipt[i];
        if (n == APPLY_FETCH) {
            apply_few(t, c, book, few, n);
            n = 0;
        }
    }
    apply_few(t, c, book, few, n);
}

static void
show_all(const struct belt *t, const struct chunk *c)
{
    for (size_t k = 0; k < c->n; k++) {
        const struct outcome *o = &c->outcome[k];
        size_t n = o->to - o->from;
        const struct applied done = { o->why, o->column, n ? c->made[c->book[k]].entry + o->from : NULL, n };
        t->by->show(t->by->with, &done);
    }
}

/* Applies a chunk of a book that has one to be applied. False: there is none. The lock is let go of
 * meanwhile. */
static bool
apply_next(struct belt *t)
{
    unsigned b = 0;

    while (b < t->books && (t->busy[b] || t->applied[b] == t->taken))
        b++;
    if (b == t->books)
        return false;
    t->busy[b] = true;
    pthread_mutex_unlock(&t->lock);
    apply_book_of(t, t->chunk[t->applied[b] % RING], b);
    pthread_mutex_lock(&t->lock);
    t->busy[b] = false;
    t->applied[b]++;
    pthread_cond_broadcast(&t->change);
    return true;
}

static void *
work(void *with)
{
    struct belt *t = with;

    pthread_mutex_lock(&t->lock);
    for (;;)
        if (!apply_next(t)) {
            if (t->over)
                break;
            pthread_cond_wait(&t->change, &t->lock);
        }
    pthread_mutex_unlock(&t->lock);
    return NULL;
}

/* Whether all books are done with so many chunks. */
static bool
is_applied(const struct belt *t, size_t chunks)
{
    for (unsigned b = 0; b < t->books; b++)
        if (t->applied[b] < chunks)
            return false;
    return true;
}

static void
show_next(struct belt *t)
{
    pthread_mutex_unlock(&t->lock);
    show_all(t, nth(t, t->shown));
    pthread_mutex_lock(&t->lock);
    t->shown++;
}

/* The caller applies, too, so there is one thread less than books; that one can't be had is no fault. */
static void
start_threads(struct belt *t)
{
    while (t->threads + 1 < t->books && threads_start(&t->thread[t->threads], work, t))
        t->threads++;
}

/* Applies what is alone, or so little that nobody else need hear of it, once all before it is applied. */
static void
apply_here(struct belt *t, struct chunk *c)
{
    while (!is_applied(t, t->taken))
        if (!apply_next(t))
            pthread_cond_wait(&t->change, &t->lock);
    t->taken++;
    for (unsigned b = 0; b < t->books; b++) {
        apply_book_of(t, c, b);
        t->applied[b]++;
    }
}

static void
take_next(struct belt *t)
{
    struct chunk *c = nth(t, t->taken);

    pthread_mutex_unlock(&t->lock);
    take_some(t, c);
    pthread_mutex_lock(&t->lock);
    t->over = !t->more;
    if (c->n >= FEW) {
        t->taken++;
        if (t->threads == 0)
            start_threads(t);
    } else if (c->n > 0) {
        apply_here(t, c);
    }
    pthread_cond_broadcast(&t->change);
}

static void
belt_free(struct belt *t)
{
    for (unsigned i = 0; i < t->threads; i++)
        pthread_join(t->thread[i], NULL);
    for (size_t i = 0; i < RING && t->chunk[i]; i++) {
        for (unsigned b = 0; b < t->books; b++)
            free(t->chunk[i]->made[b].entry);
        free(t->chunk[i]);
    }
    pthread_cond_destroy(&t->change);
    pthread_mutex_destroy(&t->lock);
    free(t);
}

void
chunks_apply(struct apply *a, unsigned books, const struct applier *by)
{
    struct belt *t = mem_alloc(sizeof *t);

    t->apply = a;
    t->by = by;
    t->books = books;
    t->more = by->take(by->with, &t->next);
    t->over = !t->more;
    mem_must(pthread_mutex_init(&t->lock, NULL) == 0 && pthread_cond_init(&t->change, NULL) == 0, "");
    pthread_mutex_lock(&t->lock);
    while (!t->over || t->shown < t->taken)
        if (t->shown < t->taken && is_applied(t, t->shown + 1))
            show_next(t);
        else if (!t->over && t->taken - t->shown < RING)
            take_next(t);
        else if (!apply_next(t))
            pthread_cond_wait(&t->change, &t->lock);
    pthread_mutex_unlock(&t->lock);
    belt_free(t);
}
