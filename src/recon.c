#include "recon.h"

#include "rank.h"
#include "texts.h"
#include "word.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define SOME 64 /* keys that are looked for together */
#define ROOM 4  /* slots a line, at least: nearly every look ends at its first slot, which is foreseen */

struct recon
recon_new(size_t texts, size_t sources)
{
    return (struct recon){ .texts = texts, .sources = sources, .asked = mem_alloc(texts * sizeof(uint64_t)) };
}

/* Whether the line has the words, and where they are not enough the texts. */
static inline bool
has_key(const struct recon *r, uint32_t line, const uint64_t *word, const struct slice *text)
{
    const uint64_t *own = r->word + line * r->texts;
    uint64_t differ = 0;
    bool marked = false;

    for (size_t i = 0; i < r->texts; i++) {
        differ |= own[i] ^ word[i];
        marked |= word_is_marked(word[i]);
    }
    return differ == 0 && (!marked || (text && texts_are(r->key[line].p, text, r->texts)));
}

/* The line or RECON_NONE; *at: its slot, or where it belongs. */
static inline uint32_t
find(const struct recon *r, const uint64_t *word, const struct slice *text, uint64_t hash, size_t *at)
{
    uint32_t line;

    *at = slots_home(&r->slots, hash);
    while ((line = slots_look(&r->slots, hash, at)) != RECON_NONE && !has_key(r, line, word, text))
        *at = slots_after(&r->slots, *at);
    return line;
}

/* What each needs is asked for some time before it is looked at. */
static void
look_some(const struct recon *r, const uint64_t *word, size_t n, uint32_t *line)
{
    struct recon own = *r; /* so that what is written is not taken to change it */
    uint64_t hash[SOME];
    size_t at;

    for (size_t i = 0; i < n; i++) {
        hash[i] = hash_words(word + i * own.texts, own.texts);
        __builtin_prefetch(slots_first(&own.slots, hash[i]));
    }
    for (size_t i = 0; i < n; i++)
        line[i] = find(&own, word + i * own.texts, NULL, hash[i], &at);
}

void
recon_look(const struct recon *r, const uint64_t *word, size_t n, uint32_t *line)
{
    for (size_t i = 0, some; i < n; i += some) {
        some = n - i < SOME ? n - i : SOME;
        if (r->lines > 0)
            look_some(r, word + i * r->texts, some, line + i);
        else
            for (size_t k = i; k < i + some; k++)
                line[k] = RECON_NONE;
    }
}

/* Makes room for a line, its sums zeroed. */
static void
make_room(struct recon *r)
{
    size_t before = r->cap * r->sources;

    if (r->lines < r->cap)
        return;
    r->cap = r->cap ? r->cap * 2 : 64;
    r->word = mem_grow(r->word, r->cap * r->texts + 1, sizeof *r->word);
    r->key = mem_grow(r->key, r->cap, sizeof *r->key);
    r->wide = mem_grow(r->wide, r->cap * r->sources, sizeof *r->wide);
    r->there = mem_grow(r->there, r->cap * r->sources, sizeof *r->there);
    memset(r->wide + before, 0, (r->cap * r->sources - before) * sizeof *r->wide);
    memset(r->there + before, 0, (r->cap * r->sources - before) * sizeof *r->there);
}

uint32_t
recon_at(struct recon *r, const uint64_t *word, const struct slice *text)
{
    uint64_t hash = hash_words(word, r->texts);
    uint32_t line;
    size_t at;

    assert(!r->text);
    if (r->slots.size <= (size_t)r->lines * ROOM)
        slots_grow(&r->slots);
    if ((line = find(r, word, text, hash, &at)) != RECON_NONE)
        return line;
    make_room(r);
    line = r->lines++;
    memcpy(r->word + line * r->texts, word, r->texts * sizeof *word);
    r->key[line] = texts_join(&r->arena, text, r->texts);
    slots_put(&r->slots, hash, at, line);
    return line;
}

uint32_t
recon_line(struct recon *r, const struct slice *text)
{
    for (size_t i = 0; i < r->texts; i++)
        r->asked[i] = word_of(text[i]);
    return recon_at(r, r->asked, text);
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

void
recon_join(struct recon *r, const struct recon *other, size_t source, uint32_t *line)
{
    struct slice *text = mem_alloc(r->texts * sizeof *text);

    assert(other->texts == r->texts && other->sources == 1);
    recon_look(r, other->word, other->lines, line);
    for (uint32_t i = 0; i < other->lines; i++) {
        size_t at;
        if (line[i] == RECON_NONE) {
            texts_cut(other->key[i].p, text, r->texts);
            line[i] = recon_at(r, other->word + i * r->texts, text);
        }
        at = line[i] * r->sources + source;
        r->there[at] |= other->there[i];
        wide_join(&r->wide[at], &other->wide[i]);
    }
    free(text);
}

void
recon_clear(struct recon *r)
{
    if (r->lines == 0)
        return;
    memset(r->wide, 0, r->lines * r->sources * sizeof *r->wide);
    memset(r->there, 0, r->lines * r->sources * sizeof *r->there);
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

bool
recon_there(const struct recon *r, uint32_t line)
{
    bool there = false;

    for (size_t s = 0; s < r->sources; s++)
        there |= r->there[line * r->sources + s];
    return there;
}

uint32_t *
recon_order(struct recon *r)
{
    r->text = mem_grow(r->text, r->lines * r->texts + 1, sizeof *r->text);
    for (uint32_t i = 0; i < r->lines; i++)
        texts_cut(r->key[i].p, r->text + i * r->texts, r->texts);
    return rank_texts(r->key, r->lines);
}

void
recon_free(struct recon *r)
{
    slots_free(&r->slots);
    arena_free(&r->arena);
    free(r->word);
    free(r->key);
    free(r->asked);
    free(r->text);
    free(r->wide);
    free(r->sum);
    free(r->there);
}
