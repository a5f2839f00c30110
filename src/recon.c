#include "recon.h"

#include <assert.h>
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
    r->wide = mem_grow(r->wide, r->cap * r->sources, sizeof *r->wide);
    r->there = mem_grow(r->there, r->cap * r->sources, sizeof *r->there);
    memset(r->wide + before, 0, (r->cap * r->sources - before) * sizeof *r->wide);
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

void
recon_add(struct recon *r, uint32_t line, size_t source, money amount)
{
    size_t at = line * r->sources + source;

    r->there[at] = true;
    wide_add(&r->wide[at], amount);
}

/* What is joined, and where its lines go. */
struct joining {
    struct recon *to;
    const struct recon *from;
    size_t source;
    uint32_t *line;
};

static void
join_line(void *with, void *own, const void *others)
{
    const struct joining *j = with;
    uint32_t line = recon_number(j->to, own), from = (uint32_t)(*(const uint64_t *)others - 1);
    size_t at = line * j->to->sources + j->source;

    j->line[from] = line;
    j->to->there[at] |= j->from->there[from];
    wide_join(&j->to->wide[at], &j->from->wide[from]);
}

void
recon_join(struct recon *r, const struct recon *other, size_t source, uint32_t *line)
{
    struct joining j = { r, other, source, line };

    assert(other->sources == 1);
    groups_join(r->keys, other->keys, join_line, &j);
}

bool
recon_close(struct recon *r)
{
    bool good = true;

    r->sum = mem_grow(r->sum, r->lines * r->sources + 1, sizeof *r->sum);
    for (size_t i = 0; i < r->lines * r->sources; i++)
        good &= wide_money(&r->wide[i], &r->sum[i]);
    return good;
}

money
recon_sum(const struct recon *r, uint32_t line, size_t source)
{
    return (money)r->wide[line * r->sources + source].low;
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
    free(r->wide);
    free(r->sum);
    free(r->there);
}
