/* A million receipts are gone through for the few that matter, so what is kept of one is small, each part of
 * it a column, in chunks that are never moved. */
#include "refs.h"

#include "word.h"

#include <stdlib.h>
#include <string.h>

#define FIRST   65536 /* bytes of a run's first chunk; the others are large pages */
#define RECEIPT (sizeof(uint64_t) + sizeof(money) + sizeof(uint32_t) + sizeof(bool))

struct chunk {
    struct chunk *next;
    struct buffer text; /* numbers that are longer than a word, a NUL behind each */
    size_t n, cap;      /* receipts */
    uint64_t *word;     /* of the number; of a marked one the text is the next one */
    money *amount;
    uint32_t *line;
    bool *voided;
};

/* As they came to one part from one source. */
struct run {
    struct chunk *first, *last;
    uint32_t source, *line; /* what the lines of its chunks are here */
};

struct refs {
    size_t sources, kept;
    struct run *run; /* new ones are kept in the first */
    size_t runs, cap;
    uint64_t *out; /* words of the numbers in lines that are out */
    size_t outs, out_cap;
    uint64_t *mark; /* two bits for each of them, in one of them */
    size_t marks;   /* a power of two */
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

static void
free_run(struct run *run)
{
    for (struct chunk *next, *c = run->first; c; c = next) {
        next = c->next;
        buffer_free(&c->text);
        free(c);
    }
    free(run->line);
}

void
refs_free(struct refs *r)
{
    for (size_t i = 0; i < r->runs; i++)
        free_run(&r->run[i]);
    free(r->run);
    free(r->out);
    free(r->mark);
    free(r->chosen);
    intern_free(&r->texts);
    free(r);
}

static struct chunk *
add_chunk(struct run *run)
{
    size_t size = run->last ? MEM_PAGE : FIRST;
    struct chunk *c = run->last ? mem_pages(size) : mem_grow(NULL, size, 1);

    *c = (struct chunk){ .cap = (size - sizeof *c) / RECEIPT };
    c->word = (uint64_t *)(void *)(c + 1);
    c->amount = (money *)(c->word + c->cap);
    c->line = (uint32_t *)(c->amount + c->cap);
    c->voided = (bool *)(c->line + c->cap);
    if (run->last)
        run->last->next = c;
    else
        run->first = c;
    return run->last = c;
}

void
refs_keep(struct refs *r, uint32_t line, bool voided, money amount, uint64_t word, struct slice text)
{
    struct chunk *c = r->run->last;

    if (!c || c->n == c->cap)
        c = add_chunk(r->run);
    c->word[c->n] = word;
    c->amount[c->n] = amount;
    c->line[c->n] = line;
    c->voided[c->n++] = voided;
    r->kept++;
    if (!word_is_marked(word))
        return;
    buffer_add(&c->text, text.p, text.n);
    buffer_add(&c->text, "", 1);
}

void
refs_join(struct refs *r, struct refs *other, size_t source, uint32_t *line)
{
    r->run = mem_room(r->run, r->runs, &r->cap, sizeof *r->run);
    r->run[r->runs] = *other->run;
    r->run[r->runs].source = (uint32_t)source;
    r->run[r->runs++].line = line;
    r->kept += other->kept;
    other->runs = 0;
    refs_free(other);
}

size_t
refs_kept(const struct refs *r)
{
    return r->kept;
}

static uint64_t
mark_of(uint64_t hash)
{
    return UINT64_C(1) << (hash & 63) | UINT64_C(1) << (hash >> 6 & 63);
}

/* Marks the numbers that stand in lines that are out. A few others are marked by chance, which does not
 * matter. */
static void
mark_out(struct refs *r)
{
    for (r->marks = 64; r->marks < r->outs;)
        r->marks *= 2;
    r->mark = mem_alloc(r->marks * sizeof *r->mark);
    for (size_t i = 0; i < r->outs; i++) {
        uint64_t hash = hash_word(r->out[i]);
        r->mark[hash >> 12 & (r->marks - 1)] |= mark_of(hash);
    }
}

static bool
is_marked(const struct refs *r, uint64_t word)
{
    uint64_t hash = hash_word(word), mark = mark_of(hash);

    return (r->mark[hash >> 12 & (r->marks - 1)] & mark) == mark;
}

/* Takes the numbers of a chunk that stand in lines that are out. */
static void
find_out(struct refs *r, const struct chunk *c, const uint32_t *line, const bool *is_out)
{
    for (size_t i = 0; i < c->n; i++)
        if (is_out[line[c->line[i]]]) {
            r->out = mem_room(r->out, r->outs, &r->out_cap, sizeof *r->out);
            r->out[r->outs++] = c->word[i];
        }
}

/* Chooses all receipts of a chunk, or those whose numbers are marked. */
static void
choose(struct refs *r, const struct run *run, const struct chunk *c, bool all, size_t *n)
{
    const char *next = c->text.p;
    char own[WORD_BYTES];

    for (size_t i = 0; i < c->n; i++) {
        struct slice text = { own, word_length(c->word[i]) };
        if (word_is_marked(c->word[i])) {
            text = slice_of(next);
            next += text.n + 1;
        }
        if (!all && !is_marked(r, c->word[i]))
            continue;
        load_back(own, c->word[i]);
        r->chosen[(*n)++] = (struct match_receipt){ run->line[c->line[i]], intern_add(&r->texts, text),
                                                    run->source & 0xffff, c->voided[i], c->amount[i] };
    }
}

static size_t
choose_from(struct refs *r, bool all)
{
    size_t n = 0;

    for (const struct run *run = r->run; run < r->run + r->runs; run++)
        for (const struct chunk *c = run->first; c; c = c->next)
            choose(r, run, c, all, &n);
    return n;
}

/* Whether each source that has numbers shares one of those chosen with the first. */
static bool
all_share(const struct refs *r, size_t n)
{
    bool *first = mem_alloc(r->texts.n), *shares = mem_alloc(r->sources);
    bool all = true;

    for (size_t i = 0; i < n; i++)
        first[r->chosen[i].ref] |= r->chosen[i].source == 0;
    for (size_t i = 0; i < n; i++)
        shares[r->chosen[i].source] |= first[r->chosen[i].ref];
    for (const struct run *run = r->run; run < r->run + r->runs; run++)
        all &= shares[run->source] || !run->first;
    free(first);
    free(shares);
    return all;
}

const struct match_receipt *
refs_choose(struct refs *r, const bool *is_out, size_t *n, struct intern **texts)
{
    for (const struct run *run = r->run; run < r->run + r->runs; run++)
        for (const struct chunk *c = run->first; c; c = c->next)
            find_out(r, c, run->line, is_out);
    mark_out(r);
    r->chosen = mem_grow(r->chosen, r->kept + 1, sizeof *r->chosen);
    *n = choose_from(r, false);
    if (!all_share(r, *n))
        *n = choose_from(r, true);
    *texts = &r->texts;
    return r->chosen;
}
