#include "key.h"

#include <stdlib.h>
#include <string.h>

#define FEW 1000 /* groups that are near anyway */

int
key_want(struct list *want, const char *name)
{
    for (size_t i = 0; i < want->n; i++)
        if (strcmp(want->word[i] + (want->word[i][0] == '?'), name) == 0) {
            want->word[i] = name;
            return (int)i;
        }
    list_add(want, name);
    return (int)want->n - 1;
}

static void
add(struct key *k, int slot)
{
    k->slot = mem_room(k->slot, k->n, &k->cap, sizeof *k->slot);
    k->field = mem_grow(k->field, k->cap, sizeof *k->field);
    k->word = mem_grow(k->word, k->cap, sizeof *k->word);
    k->slot[k->n++] = slot;
}

void
key_add_period(struct key *k, enum period period, int first)
{
    k->period = period;
    k->first = first;
    k->periods++;
    add(k, -1);
}

void
key_add_column(struct key *k, struct list *want, const char *name)
{
    add(k, key_want(want, name));
}

void
key_open(struct key *k, struct rows *r)
{
    k->value = mem_grow(k->value, k->n + 1, sizeof *k->value);
    for (size_t i = 0; i < k->n; i++)
        if (k->slot[i] >= 0)
            k->value[i] = rows_value(r, k->slot[i], word_values);
}

struct key
key_copy(const struct key *k)
{
    struct key own = *k;

    own.field = mem_alloc((k->n + 1) * sizeof *own.field);
    own.word = mem_alloc((k->n + 1) * sizeof *own.word);
    own.slot = mem_alloc((k->n + 1) * sizeof *own.slot);
    own.value = mem_alloc((k->n + 1) * sizeof *own.value);
    if (k->n > 0) {
        memcpy(own.slot, k->slot, k->n * sizeof *own.slot);
        memcpy(own.value, k->value, k->n * sizeof *own.value);
    }
    own.last = NULL;
    return own;
}

/* Of the days that come again and again the period's name is known. */
static const struct key_period *
period_of_day(struct key *k, date d)
{
    struct key_period *p = &k->known[(uint32_t)d % KEY_DAYS];

    if (p->day != d || p->n == 0) {
        p->day = d;
        p->n = date_period(p->text, d, k->period, k->first);
        p->word = word_of((struct slice){ p->text, p->n });
    }
    return p;
}

static uint64_t
word_of_field(const struct key *k, const int64_t *value, size_t i)
{
    return k->slot[i] >= 0 ? (uint64_t)value[k->value[i]] : k->last->word;
}

/* Of a record further on the period is taken to be the same: it is a hint. */
static uint64_t
hash_ahead(const struct key *k, const struct row *row, size_t records)
{
    const int64_t *value = row->value + records * row->values;
    uint64_t hash = 0;

    for (size_t i = 0; i < k->n; i++)
        hash = groups_hash(hash, word_of_field(k, value, i));
    return hash;
}

static void
fill(struct key *k, const struct row *row)
{
    for (size_t i = 0; i < k->n; i++)
        k->field[i] =
            k->slot[i] >= 0 ? row_get(row, k->slot[i]) : (struct slice){ k->last->text, k->last->n };
}

void
key_fill(struct key *k, const struct row *row, date d)
{
    if (k->periods > 0)
        k->last = period_of_day(k, d);
    fill(k, row);
}

void *
key_group(struct key *k, const struct row *row, date d, struct groups *g)
{
    bool marked = false;
    uint64_t hash = 0;
    void *own;

    if (k->periods > 0)
        k->last = period_of_day(k, d);
    for (size_t i = 0; i < k->n; i++) {
        k->word[i] = word_of_field(k, row->value, i);
        hash = groups_hash(hash, k->word[i]);
        marked |= word_is_marked(k->word[i]);
    }
    if (groups_count(g) > FEW)
        groups_expect(g, hash_ahead(k, row, VALUES_AHEAD / 2), hash_ahead(k, row, VALUES_AHEAD));
    if (!marked && (own = groups_look(g, k->word, hash)))
        return own;
    fill(k, row);
    return groups_find(g, k->field, k->word, hash);
}

void
key_free(struct key *k)
{
    free(k->slot);
    free(k->field);
    free(k->word);
    free(k->value);
}
