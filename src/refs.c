#include "refs.h"

#include <stdlib.h>
#include <string.h>

struct kept {
    uint64_t hash;
    size_t text; /* its place; a NUL stands behind it */
    struct match_receipt receipt;
};

/* As they came to one part. */
struct run {
    struct kept *kept;
    size_t n, cap;
    struct buffer text;
};

struct refs {
    size_t sources;
    struct run *run; /* new ones are kept in the first */
    size_t runs, cap;
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
    r->run = mem_room(NULL, 0, &r->cap, sizeof *r->run);
    r->run[r->runs++] = (struct run){ 0 };
    return r;
}

void
refs_free(struct refs *r)
{
    for (struct run *of = r->run; of < r->run + r->runs; of++) {
        free(of->kept);
        buffer_free(&of->text);
    }
    free(r->run);
    free(r->hash);
    free(r->chosen);
    intern_free(&r->texts);
    free(r);
}

void
refs_keep(struct refs *r, struct match_receipt receipt, struct slice ref, uint64_t hash)
{
    struct run *to = r->run;

    to->kept = mem_room(to->kept, to->n, &to->cap, sizeof *to->kept);
    to->kept[to->n++] = (struct kept){ hash ? hash : 1, to->text.n, receipt };
    buffer_add(&to->text, ref.p, ref.n);
    buffer_add(&to->text, "", 1);
}

void
refs_join(struct refs *r, struct refs *other, const uint32_t *line)
{
    for (struct run *of = other->run; of < other->run + other->runs; of++) {
        for (size_t i = 0; i < of->n; i++)
            of->kept[i].receipt.line = line[of->kept[i].receipt.line];
        r->run = mem_room(r->run, r->runs, &r->cap, sizeof *r->run);
        r->run[r->runs++] = *of;
    }
    other->runs = 0;
    refs_free(other);
}

size_t
refs_kept(const struct refs *r)
{
    size_t n = 0;

    for (size_t i = 0; i < r->runs; i++)
        n += r->run[i].n;
    return n;
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
choose(struct refs *r, const struct run *of, const struct kept *k, size_t *n)
{
    r->chosen[*n] = k->receipt;
    r->chosen[(*n)++].ref = intern_add(&r->texts, slice_of(of->text.p + k->text));
}

/* The sources that have numbers. */
static void
mark_sources(const struct refs *r, bool *known)
{
    for (const struct run *of = r->run; of < r->run + r->runs; of++)
        for (size_t i = 0; i < of->n; i++)
            known[of->kept[i].receipt.source] = true;
}

/* Whether each source that has numbers shares one of those chosen with the first. */
static bool
all_share(const struct refs *r, size_t n)
{
    bool *first = mem_alloc(r->texts.n), *shares = mem_alloc(r->sources), *known = mem_alloc(r->sources);
    bool all = true;

    for (size_t i = 0; i < n; i++)
        first[r->chosen[i].ref] |= r->chosen[i].source == 0;
    for (size_t i = 0; i < n; i++)
        shares[r->chosen[i].source] |= first[r->chosen[i].ref];
    mark_sources(r, known);
    for (size_t i = 0; i < r->sources; i++)
        all &= shares[i] || !known[i];
    free(first);
    free(shares);
    free(known);
    return all;
}

/* Takes the hashes of the numbers that stand in lines that are out. */
static void
add_out(struct refs *r, const bool *is_out)
{
    for (const struct run *of = r->run; of < r->run + r->runs; of++)
        for (size_t i = 0; i < of->n; i++)
            if (is_out[of->kept[i].receipt.line])
                add(r, of->kept[i].hash);
}

/* Chooses all receipts, or those whose numbers have been added. Returns how many. */
static size_t
choose_from(struct refs *r, bool all)
{
    size_t n = 0;

    for (const struct run *of = r->run; of < r->run + r->runs; of++)
        for (size_t i = 0; i < of->n; i++)
            if (all || *find(r, of->kept[i].hash))
                choose(r, of, &of->kept[i], &n);
    return n;
}

const struct match_receipt *
refs_choose(struct refs *r, const bool *is_out, size_t *n, struct intern **texts)
{
    r->chosen = mem_grow(r->chosen, refs_kept(r) + 1, sizeof *r->chosen);
    grow(r);
    add_out(r, is_out);
    *n = choose_from(r, false);
    if (!all_share(r, *n))
        *n = choose_from(r, true);
    *texts = &r->texts;
    return r->chosen;
}
