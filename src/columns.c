#include "columns.h"

#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int
find(const struct columns *c, const char *name)
{
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->column[i].name, name) == 0)
            return (int)i;
    return -1;
}

static int
add(struct columns *c, const char *name, bool required)
{
    c->column = mem_room(c->column, c->n, &c->cap, sizeof *c->column);
    c->column[c->n] = (struct column){ arena_copy(&c->arena, slice_of(name)).p, required, false };
    return (int)c->n++;
}

int
columns_want(struct columns *c, const char *name, bool required)
{
    int known = find(c, name);

    if (known < 0)
        known = add(c, name, required);
    c->wanted = c->n;
    return known;
}

struct header
columns_copy(struct columns *c, const struct slice *cell, size_t n)
{
    struct header h = { arena_alloc(&c->arena, (n + 1) * sizeof *h.name), n };

    for (size_t i = 0; i < n; i++)
        h.name[i] = arena_copy(&c->arena, cell[i]).p;
    return h;
}

long
header_find(const struct header *h, const char *name)
{
    for (size_t i = 0; i < h->n; i++)
        if (strcmp(h->name[i], name) == 0)
            return (long)i;
    return -1;
}

/* Every column has a name that is text, and none stands twice. */
static const char *
check_names(struct columns *c, const struct header *h, const char **name)
{
    for (size_t i = 0; i < h->n; i++) {
        const char *why = text_check(slice_of(h->name[i]));
        if (!*h->name[i]) {
            *name = NULL;
            snprintf(c->message, sizeof c->message, "column %zu of the header has no name", i + 1);
            return c->message;
        }
        *name = why ? "header" : h->name[i];
        if (why)
            return why;
        if (header_find(h, h->name[i]) < (long)i)
            return "stands twice in the header";
    }
    return NULL;
}

/* Whether the name is another spelling of want: other capitals, or blanks around it. */
static bool
resembles(const char *name, const char *want)
{
    struct slice s = slice_trim(slice_of(name));

    return s.n == strlen(want) && strncasecmp(s.p, want, s.n) == 0;
}

static const char *
check_wanted(struct columns *c, const struct header *h, const char **name)
{
    for (size_t i = 0; i < c->wanted; i++) {
        const char *want = c->column[i].name;
        if (header_find(h, want) >= 0)
            continue;
        for (size_t k = 0; k < h->n; k++)
            if (resembles(h->name[k], want)) {
                *name = h->name[k];
                snprintf(c->message, sizeof c->message, "stands in the header where %.100s belongs", want);
                return c->message;
            }
        *name = want;
        if (c->column[i].required)
            return "is missing from the header";
    }
    return NULL;
}

const char *
columns_check(struct columns *c, const struct header *h, const char **name)
{
    const char *why = check_names(c, h, name);

    return why ? why : check_wanted(c, h, name);
}

void
columns_join(struct columns *c, const struct header *h)
{
    for (size_t i = 0; i < h->n; i++) {
        int known = find(c, h->name[i]);
        if (known < 0)
            known = add(c, h->name[i], false);
        c->column[known].present = true;
    }
}

size_t
columns_present(const struct columns *c)
{
    size_t n = 0;

    for (size_t i = 0; i < c->n; i++)
        n += c->column[i].present;
    return n;
}

const char *
columns_nth(const struct columns *c, size_t i, int *slot)
{
    for (size_t k = 0; k < c->n; k++)
        if (c->column[k].present && i-- == 0) {
            *slot = (int)k;
            return c->column[k].name;
        }
    return NULL;
}

uint32_t *
columns_slots(const struct columns *c, const struct header *h, uint32_t empty)
{
    uint32_t *slot = mem_alloc((c->n + 1) * sizeof *slot);

    for (size_t i = 0; i < c->n; i++) {
        long at = header_find(h, c->column[i].name);
        slot[i] = at < 0 ? empty : (uint32_t)at;
    }
    return slot;
}

void
columns_free(struct columns *c)
{
    free(c->column);
    arena_free(&c->arena);
}
