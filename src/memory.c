#define _DEFAULT_SOURCE /* madvise */
#include "memory.h"

#include <err.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define CHUNK 65536
#define ALIGN sizeof(max_align_t)

struct chunk {
    struct chunk *before;
    size_t used, cap;
    max_align_t bytes[];
};

const char *mem_also = "";

/* Whichever thread it is, it tells once. */
noreturn static void
run_out(const char *what)
{
    static atomic_flag leaving = ATOMIC_FLAG_INIT;

    while (atomic_flag_test_and_set(&leaving))
        pause();
    errx(2, "%s%sout of memory%s", what, *what ? ": " : "", mem_also);
}

void
mem_must(bool good, const char *what)
{
    if (!good)
        run_out(what);
}

void *
mem_alloc(size_t n)
{
    void *p = calloc(n ? n : 1, 1);

    if (!p)
        run_out("");
    return p;
}

/* That the system has no large pages is no fault. */
void *
mem_pages(size_t n)
{
    void *p = NULL;

    if (posix_memalign(&p, MEM_PAGE, n) != 0)
        run_out("");
#ifdef MADV_HUGEPAGE
    madvise(p, n, MADV_HUGEPAGE);
#endif
    return p;
}

void *
mem_grow(void *p, size_t count, size_t size)
{
    if (count > SIZE_MAX / size || !(p = realloc(p, count * size)))
        run_out("");
    return p;
}

void *
mem_room(void *p, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return p;
    *cap = *cap ? *cap * 2 : 16;
    return mem_grow(p, *cap, size);
}

/* Chunks grow, up to one large page: of a small arena little is left over, of a large one little is small. */
static struct chunk *
new_chunk(const struct chunk *before, size_t n)
{
    size_t size = before ? before->cap + sizeof *before : CHUNK / 2;
    struct chunk *c;

    size = size < MEM_PAGE / 2 ? size * 2 : MEM_PAGE;
    if (size / 4 < n)
        size = n + sizeof *c;
    c = size == MEM_PAGE ? mem_pages(size) : mem_grow(NULL, size, 1);
    c->used = 0;
    c->cap = size - sizeof *c;
    return c;
}

void *
arena_alloc(struct arena *a, size_t n)
{
    struct chunk *c = a->last;
    void *p;

    n = (n + ALIGN - 1) / ALIGN * ALIGN;
    if (!c || c->cap - c->used < n) {
        c = new_chunk(a->last, n);
        c->before = a->last;
        a->last = c;
    }
    p = (char *)c->bytes + c->used;
    c->used += n;
    return p;
}

struct slice
arena_copy(struct arena *a, struct slice s)
{
    char *p = arena_alloc(a, s.n + 1);

    if (s.n > 0)
        memcpy(p, s.p, s.n);
    p[s.n] = '\0';
    return (struct slice){ p, s.n };
}

void
arena_free(struct arena *a)
{
    while (a->last) {
        struct chunk *c = a->last;
        a->last = c->before;
        free(c);
    }
}

void
buffer_reserve(struct buffer *b, size_t more)
{
    size_t cap = b->cap ? b->cap : 256;

    if (b->p && b->cap - b->n >= more)
        return;
    while (cap - b->n < more) {
        if (cap > SIZE_MAX / 2)
            run_out("");
        cap *= 2;
    }
    b->p = mem_grow(b->p, cap, 1);
    b->cap = cap;
}

void
buffer_add(struct buffer *b, const char *p, size_t n)
{
    if (n == 0)
        return;
    buffer_reserve(b, n);
    memcpy(b->p + b->n, p, n);
    b->n += n;
}

void
buffer_put(struct buffer *b, const char *s)
{
    buffer_add(b, s, strlen(s));
}

void
buffer_fit(struct buffer *b, size_t keep)
{
    if (b->n == 0 || b->cap / 2 < b->n + keep)
        return;
    b->p = mem_grow(b->p, b->n + keep, 1);
    b->cap = b->n + keep;
}

void
buffer_free(struct buffer *b)
{
    free(b->p);
    *b = (struct buffer){ 0 };
}

struct slice
slice_of(const char *s)
{
    return (struct slice){ s ? s : "", s ? strlen(s) : 0 };
}

bool
slice_equal(struct slice a, struct slice b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool
slice_is(struct slice a, const char *s)
{
    return slice_equal(a, slice_of(s));
}

int
slice_compare(struct slice a, struct slice b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;

    if (c)
        return c;
    return (a.n > b.n) - (a.n < b.n);
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

struct slice
slice_trim(struct slice s)
{
    while (s.n > 0 && is_blank(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n > 0 && is_blank(s.p[s.n - 1]))
        s.n--;
    return s;
}

bool
slice_cut(struct slice *rest, char mark, struct slice *part)
{
    const char *at;

    if (!rest->p)
        return false;
    at = memchr(rest->p, mark, rest->n);
    part->p = rest->p;
    part->n = at ? (size_t)(at - rest->p) : rest->n;
    if (at) {
        rest->p = at + 1;
        rest->n -= part->n + 1;
    } else {
        *rest = (struct slice){ NULL, 0 };
    }
    return true;
}

void
list_add(struct list *l, const char *word)
{
    l->word = mem_room(l->word, l->n, &l->cap, sizeof *l->word);
    l->word[l->n++] = word;
}
