#include "apply_chunks.h"

#include "share.h"
#include "threads.h"

#include <stdlib.h>

#define MOST 4096
#define FEW  512 /* not worth the start of threads */
#define ALL  UINT32_MAX

struct chunk {
    size_t first, n; /* its receipts: n from the first on */
    struct outcome {
        const char *why, *column;
        unsigned book;   /* that has what was made, */
        size_t from, to; /* and which entries these are */
    } outcome[MOST];
    struct made {
        struct entry *entry;
        size_t n, cap;
    } made[SHARE_PARTS]; /* by books */
};

/* One chunk is applied while that before it is shown. */
struct stage {
    struct apply *apply;
    const struct applier *by;
    struct chunk *now, *before;
    struct receipt receipt[MOST]; /* of the one that is applied */
};

static void
chunk_free(struct chunk *c)
{
    for (unsigned b = 0; b < SHARE_PARTS; b++)
        free(c->made[b].entry);
    free(c);
}

/* Takes receipts from the i-th on that can be applied side by side. */
static void
take_some(struct stage *s, size_t i, size_t most)
{
    struct chunk *c = s->now;
    bool alone = false;

    for (unsigned b = 0; b < SHARE_PARTS; b++)
        c->made[b].n = 0;
    c->first = i;
    for (c->n = 0; c->n < most && !alone; c->n++) {
        struct receipt *r = &s->receipt[c->n];
        if (!s->by->take(s->by->with, i + c->n, r))
            break;
        alone = apply_is_alone(s->apply, r);
        if (alone && c->n > 0)
            break;
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
apply_few(struct stage *s, unsigned book, const struct receipt *const *r, size_t n)
{
    struct made *m = &s->now->made[book];

    apply_fetch(s->apply, r, n);
    for (size_t i = 0; i < n; i++) {
        struct outcome *o = &s->now->outcome[r[i] - s->receipt];
        o->book = book;
        o->from = m->n;
        o->why = apply_receipt(s->apply, r[i], keep_entry, m, &o->column);
        o->to = m->n;
    }
}

/* Applies the receipts of a book, or of all. */
static void
apply_book_of(struct stage *s, unsigned book)
{
    const struct receipt *few[APPLY_FETCH] = { NULL }, *r = s->receipt;
    size_t n = 0;

    for (const struct receipt *end = r + s->now->n; r < end; r++) {
        if (book != ALL && apply_book(s->apply, r->account) != book)
            continue;
        few[n++] = r;
        if (n == APPLY_FETCH) {
            apply_few(s, book == ALL ? 0 : book, few, n);
            n = 0;
        }
    }
    apply_few(s, book == ALL ? 0 : book, few, n);
}

static void
show_all(const struct stage *s)
{
    const struct chunk *c = s->before;

    for (size_t k = 0; k < c->n; k++) {
        const struct outcome *o = &c->outcome[k];
        size_t n = o->to - o->from;
        const struct applied done = { o->why, o->column, n ? c->made[o->book].entry + o->from : NULL, n };
        s->by->show(s->by->with, c->first + k, &done);
    }
}

static void
take_turn(void *with, unsigned i)
{
    if (i == 0)
        show_all(with);
    else
        apply_book_of(with, i - 1);
}

void
chunks_apply(struct apply *a, unsigned books, const struct applier *by)
{
    struct stage *s = mem_alloc(sizeof *s);
    size_t i = 0;

    s->apply = a;
    s->by = by;
    s->now = mem_alloc(sizeof *s->now);
    s->before = mem_alloc(sizeof *s->before);
    do {
        struct chunk *shown = s->before;
        s->before = s->now;
        s->now = shown;
        take_some(s, i, books > 1 ? MOST : APPLY_FETCH);
        i += s->now->n;
        if (s->now->n >= FEW) {
            threads_run(books + 1, take_turn, s);
        } else {
            show_all(s);
            apply_book_of(s, ALL);
        }
    } while (s->now->n > 0);
    chunk_free(s->now);
    chunk_free(s->before);
    free(s);
}
