#define _DEFAULT_SOURCE /* madvise, MAP_ANONYMOUS */
#include "ground.h"

#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define LINE  64   /* of the cache */
#define TOUCH 4096 /* bytes of the smallest page */
#define AHEAD 8    /* so many times as much as is needed is set aside */

/* Addresses for n bytes, which can't be used yet. NULL: there are none. */
static char *
set_aside(size_t n)
{
    char *p = mmap(NULL, n + MEM_PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), *aligned;
    size_t before;

    if (p == MAP_FAILED)
        return NULL;
    before = (MEM_PAGE - (uintptr_t)p % MEM_PAGE) % MEM_PAGE;
    aligned = p + before;
    if (before > 0)
        munmap(p, before);
    munmap(aligned + n, MEM_PAGE - before);
    return aligned;
}

/* Makes addresses that were set aside memory. A page is written to before it is looked at: else it would be
 * taken in twice. */
static void
take_in(char *p, size_t n)
{
    mem_must(mprotect(p, n, PROT_READ | PROT_WRITE) == 0, "");
#ifdef MADV_HUGEPAGE
    madvise(p, n, MADV_HUGEPAGE);
#endif
    for (size_t i = 0; i < n; i += TOUCH)
        *(volatile char *)(p + i) = 0;
}

static void
move_to_pages(struct ground *g, size_t n)
{
    struct ground to = { .n = n, .reserved = n * AHEAD };

    if (!(to.p = set_aside(to.reserved)))
        to.p = set_aside(to.reserved = n);
    mem_must(to.p, "");
    take_in(to.p, n);
    if (g->n > 0)
        memcpy(to.p, g->p, g->n);
    ground_free(g);
    *g = to;
}

static void
move_on_heap(struct ground *g, size_t n)
{
    void *p = NULL;

    mem_must(posix_memalign(&p, LINE, n) == 0, "");
    if (g->n > 0)
        memcpy(p, g->p, g->n);
    memset((char *)p + g->n, 0, n - g->n);
    ground_free(g);
    *g = (struct ground){ .p = p, .n = n };
}

void
ground_grow(struct ground *g, size_t n)
{
    if (n <= g->n)
        return;
    if (n < MEM_PAGE) {
        move_on_heap(g, n);
        return;
    }
    mem_must(n <= SIZE_MAX / AHEAD / 2, "");
    n = (n + MEM_PAGE - 1) / MEM_PAGE * MEM_PAGE;
    if (n > g->reserved) {
        move_to_pages(g, n);
    } else {
        take_in(g->p + g->n, n - g->n);
        g->n = n;
    }
}

void
ground_free(struct ground *g)
{
    if (g->reserved > 0)
        munmap(g->p, g->reserved);
    else
        free(g->p);
    *g = (struct ground){ 0 };
}
