#include "choices.h"

#include <stdlib.h>
#include <string.h>

static bool
same(const struct choice *a, const struct choice *b)
{
    return a->open == b->open && slice_equal(a->from, b->from);
}

static bool
fits(const struct choice *c, struct slice value)
{
    if (!c->open)
        return slice_equal(c->from, value);
    return value.n >= c->from.n && (c->from.n == 0 || memcmp(value.p, c->from.p, c->from.n) == 0);
}

/* A choice behind one that takes all its values would never be taken. */
static const char *
add(struct choices *c, const struct choice *new)
{
    for (size_t i = 0; i < c->n; i++) {
        if (same(&c->choice[i], new))
            return "lists a value twice";
        if (c->choice[i].open && fits(&c->choice[i], new->from))
            return "lists a value behind a * that takes it already";
    }
    c->choice = mem_room(c->choice, c->n, &c->cap, sizeof *c->choice);
    c->choice[c->n++] = *new;
    return NULL;
}

const char *
choices_parse(struct slice text, bool pairs, struct arena *arena, struct choices *out)
{
    struct slice rest = arena_copy(arena, text), part;
    const char *why = NULL;

    *out = (struct choices){ 0 };
    while (!why && slice_cut(&rest, ';', &part)) {
        struct choice c = { 0 };
        if (pairs && !memchr(part.p, '=', part.n))
            return "has a value without = and what it becomes";
        if (pairs)
            slice_cut(&part, '=', &c.from);
        else
            c.from = part;
        c.from = slice_trim(c.from);
        c.to = pairs ? slice_trim(part) : c.from;
        c.keep = slice_is(c.to, "*");
        c.open = c.from.n > 0 && c.from.p[c.from.n - 1] == '*';
        c.from.n -= c.open;
        why = add(out, &c);
    }
    return why;
}

const struct choice *
choices_find(const struct choices *c, struct slice value)
{
    for (size_t i = 0; i < c->n; i++)
        if (fits(&c->choice[i], value))
            return &c->choice[i];
    return NULL;
}

void
choices_free(struct choices *c)
{
    free(c->choice);
    *c = (struct choices){ 0 };
}
