/* As NUL is below every byte that a text of a record may have, the order of the joined keys is that
 * of their texts, one after the other. */
#include "recon.h"

#include <stdlib.h>
#include <string.h>

/* Makes room for a line, its sums zeroed, and cuts its key into its texts. */
static void
begin_line(struct recon *r, uint32_t line)
{
    struct slice rest = r->keys.text[line];

    if (line >= r->cap) {
        size_t before = r->cap * r->sources;
        r->cap = r->cap ? r->cap * 2 : 64;
        r->text = mem_grow(r->text, r->cap * r->texts, sizeof *r->text);
        r->sum = mem_grow(r->sum, r->cap * r->sources, sizeof *r->sum);
        r->there = mem_grow(r->there, r->cap * r->sources, sizeof *r->there);
        memset(r->sum + before, 0, (r->cap * r->sources - before) * sizeof *r->sum);
        memset(r->there + before, 0, (r->cap * r->sources - before) * sizeof *r->there);
    }
    for (size_t i = 0; i < r->texts; i++)
        slice_cut(&rest, '\0', &r->text[line * r->texts + i]);
}

uint32_t
recon_line(struct recon *r, const struct slice *key)
{
    uint32_t known = r->keys.n, line;

    r->key.n = 0;
    for (size_t i = 0; i < r->texts; i++) {
        buffer_add(&r->key, key[i].p, key[i].n);
        buffer_add(&r->key, "", 1);
    }
    line = intern_add(&r->keys, (struct slice){ r->key.p, r->key.n });
    if (line == known)
        begin_line(r, line);
    return line;
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
recon_order(const struct recon *r)
{
    return intern_sorted(&r->keys);
}

void
recon_free(struct recon *r)
{
    intern_free(&r->keys);
    buffer_free(&r->key);
    free(r->text);
    free(r->sum);
    free(r->there);
}
