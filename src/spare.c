#include "spare.h"

#include <stdlib.h>
#include <string.h>

void
spare_free(struct spare *s)
{
    buffer_free(&s->text);
    free(s->end);
    free(s->value);
    free(s->line);
}

void
spare_clear(struct spare *s)
{
    s->n = s->kept = 0;
}

static void
make_room(struct spare *s)
{
    size_t cap = s->cap;

    s->line = mem_room(s->line, s->n, &cap, sizeof *s->line);
    if (cap == s->cap)
        return;
    s->cap = cap;
    s->end = mem_grow(s->end, cap, (s->count + 1) * sizeof *s->end);
    s->value = mem_grow(s->value, cap * s->values + 1, sizeof *s->value);
}

void
spare_begin(struct spare *s, size_t fields, size_t values)
{
    s->count = fields;
    s->values = values;
    s->text.n = s->kept;
    make_room(s);
}

void
spare_lay(struct spare *s, size_t first, const char *text, const uint32_t *end, size_t n)
{
    uint32_t from = end[-1] + 1, at = (uint32_t)s->text.n, *to = spare_end(s, s->n) + first;

    if (n == 0)
        return;
    buffer_add(&s->text, text + from, end[n - 1] - from);
    buffer_reserve(&s->text, 1 + VALUES_SLACK);
    s->text.p[s->text.n++] = '\0';
    for (size_t i = 0; i <= n; i++)
        to[(ptrdiff_t)i - 1] = end[(ptrdiff_t)i - 1] - from + at;
}

void
spare_keep(struct spare *s, size_t line)
{
    s->line[s->n++] = line;
    s->kept = s->text.n;
}
