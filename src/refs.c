#include "refs.h"

#include <stdlib.h>
#include <string.h>

struct kept {
    uint64_t hash;
    size_t text; /* its place; a NUL stands behind it */
    struct match_receipt receipt;
};

struct refs {
    size_t sources;
    struct kept *kept;
    size_t n, cap;
    struct buffer text;
    uint64_t *hash; /* of the numbers that matter, open addressed; 0 is none */
    size_t hashes, slots;
    struct match_receipt *chosen;
    struct intern texts;
};

struct refs *
refs_new(size_t sources)
{
    struct refs *r = mem_alloc(sizeof *r);

    r->sources = sources;
    return r;
}

void
refs_free(struct refs *r)
{
    free(r->kept);
    buffer_free(&r->text);
    free(r->hash);
    free(r->chosen);
    intern_free(&r->texts);
    free(r);
}

void
refs_keep(struct refs *r, struct match_receipt receipt, struct slice ref, uint64_t hash)
{
    r->kept = mem_room(r->kept, r->n, &r->cap, sizeof *r->kept);
    r->kept[r->n++] = (struct kept){ hash ? hash : 1, r->text.n, receipt };
    buffer_add(&r->text, ref.p, ref.n);
    buffer_add(&r->text, "", 1);
}

size_t
refs_kept(const struct refs *r)
{
    return r->n;
}

static uint64_t *
find(const struct refs *r, uint64_t hash)
{
    size_t i = hash_word(hash) & (r->slots - 1);

    while (r->hash[i] && r->hash[i] != hash)
        i = (i + 1) & (r->slots - 1);
    return &r->hash[i];
}

static void
grow(struct refs *r)
{
    uint64_t *old = r->hash;
    size_t slots = r->slots;

    r->slots = slots ? slots * 2 : 1024;
    r->hash = mem_alloc(r->slots * sizeof *r->hash);
    for (size_t i = 0; i < slots; i++)
        if (old[i])
            *find(r, old[i]) = old[i];
    free(old);
}

static void
add(struct refs *r, uint64_t hash)
{
    uint64_t *at;

    if (r->hashes * 2 >= r->slots)
        grow(r);
    at = find(r, hash);
    r->hashes += *at == 0;
    *at = hash;
}

/* Takes a receipt among those that matter, its number looked up. */
static void
choose(struct refs *r, const struct kept *k, size_t *n)
{
    r->chosen[*n] = k->receipt;
    r->chosen[(*n)++].ref = intern_add(&r->texts, slice_of(r->text.p + k->text));
}

/* Whether each source that has numbers shares one of those chosen with the first. */
static bool
all_share(const struct refs *r, size_t n)
{
    bool *first = mem_alloc(r->texts.n), *shares = mem_alloc(r->sources), all = true;

    for (size_t i = 0; i < n; i++)
        first[r->chosen[i].ref] |= r->chosen[i].source == 0;
    for (size_t i = 0; i < n; i++)
        shares[r->chosen[i].source] |= first[r->chosen[i].ref];
    for (size_t i = 0; i < r->n && all; i++)
        all = shares[r->kept[i].receipt.source];
    free(first);
    free(shares);
    return all;
}

const struct match_receipt *
refs_choose(struct refs *r, const bool *is_out, size_t *n, struct intern **texts)
{
    r->chosen = mem_grow(r->chosen, r->n + 1, sizeof *r->chosen);
    grow(r);
    for (size_t i = 0; i < r->n; i++)
        if (is_out[r->kept[i].receipt.line])
            add(r, r->kept[i].hash);
    *n = 0;
    for (size_t i = 0; i < r->n; i++)
        if (*find(r, r->kept[i].hash))
            choose(r, &r->kept[i], n);
    if (!all_share(r, *n)) {
        *n = 0;
        for (size_t i = 0; i < r->n; i++)
            choose(r, &r->kept[i], n);
    }
    *texts = &r->texts;
    return r->chosen;
}
