#include "recon.h"

#include <stdlib.h>
#include <string.h>

struct recon
recon_new(size_t texts, size_t sources)
{
    return (struct recon){ .texts = texts, .sources = sources, .keys = groups_new(texts, sizeof(uint64_t)) };
}

/* Makes room for a line, its sums zeroed. */
static void
begin_line(struct recon *r)
{
    size_t before = r->cap * r->sources;

    if (r->lines++ < r->cap)
        return;
    r->cap = r->cap ? r->cap * 2 : 64;
    r->sum = mem_grow(r->sum, r->cap * r->sources, sizeof *r->sum);
    r->there = mem_grow(r->there, r->cap * r->sources, sizeof *r->there);
    memset(r->sum + before, 0, (r->cap * r->sources - before) * sizeof *r->sum);
    memset(r->there + before, 0, (r->cap * r->sources - before) * sizeof *r->there);
}

uint32_t
recon_number(struct recon *r, uint64_t *own)
{
    if (*own == 0) {
        begin_line(r);
        *own = r->lines;
    }
    return (uint32_t)(*own - 1);
}

uint32_t
recon_line(struct recon *r, const struct slice *key)
{
    return recon_number(r, groups_at(r->keys, key));
}

const struct slice *
recon_key(const struct recon *r, uint32_t line)
{
    return r->text + line * r->texts;
}

bool
recon_add(struct recon *r, uint32_t line, size_t source, money amount)
{
    size_t at = line * r->sources + source;

    r->there[at] = true;
    return money_add(r->sum[at], amount, &r->sum[at]);
}

money
recon_sum(const struct recon *r, uint32_t line, size_t source)
{
    return r->sum[line * r->sources + source];
}

uint32_t *
recon_order(struct recon *r)
{
    size_t n = groups_sort(r->keys);
    uint32_t *order = mem_alloc(n * sizeof *order);

    r->text = mem_grow(r->text, n * r->texts + 1, sizeof *r->text);
    for (size_t i = 0; i < n; i++) {
        order[i] = recon_number(r, groups_nth(r->keys, i));
        for (size_t t = 0; t < r->texts; t++)
            r->text[order[i] * r->texts + t] = groups_field(r->keys, i, t);
    }
    return order;
}

void
recon_free(struct recon *r)
{
    groups_free(r->keys);
    free(r->text);
    free(r->sum);
    free(r->there);
}
