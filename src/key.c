#include "key.h"

#include <stdlib.h>
#include <string.h>

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
    k->day = -1;
    k->value = mem_grow(k->value, k->n + 1, sizeof *k->value);
    for (size_t i = 0; i < k->n; i++)
        if (k->slot[i] >= 0)
            k->value[i] = rows_value(r, k->slot[i], word_values);
}

void
key_dated(struct key *k, int value, struct range range)
{
    k->day = value;
    k->range = range;
    k->ranged = range.from != DATE_MIN || range.to != DATE_MAX;
}

struct key
key_copy(const struct key *k)
{
    struct key own = *k;

    own.field = mem_alloc((k->n + 1) * sizeof *own.field);
    own.word = mem_alloc((k->n + 1) * ROWS_RUN * sizeof *own.word);
    own.slot = mem_alloc((k->n + 1) * sizeof *own.slot);
    own.value = mem_alloc((k->n + 1) * sizeof *own.value);
    if (k->n > 0) {
        memcpy(own.slot, k->slot, k->n * sizeof *own.slot);
        memcpy(own.value, k->value, k->n * sizeof *own.value);
    }
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

void
key_fill(struct key *k, const struct row *row, date d)
{
    const struct key_period *p = k->periods > 0 ? period_of_day(k, d) : NULL;

    for (size_t i = 0; i < k->n; i++)
        k->field[i] = k->slot[i] >= 0 ? row_get(row, k->slot[i]) : (struct slice){ p->text, p->n };
}

/* A field's words of n records, for the key of record i at i * k->n. */
static void
put_words(struct key *k, size_t field, int64_t *const *value, size_t n)
{
    uint64_t *restrict word = k->word + field;
    size_t every = k->n, place = (size_t)k->value[field];

    for (size_t i = 0; i < n; i++)
        word[i * every] = (uint64_t)value[i][place];
}

/* The same of a period. Records mostly come in order of their days. */
static void
put_periods(struct key *k, size_t field, int64_t *const *value, size_t n)
{
    uint64_t *restrict word = k->word + field, name = 0;
    size_t every = k->n, place = (size_t)k->day;
    int64_t day = VALUES_NONE;

    for (size_t i = 0; i < n; i++) {
        if (value[i][place] != day) {
            day = value[i][place];
            name = period_of_day(k, (date)day)->word;
        }
        word[i * every] = name;
    }
}

/* What is out of the range has no group. */
static void
leave_out(const struct key *k, int64_t *const *value, size_t n, uint32_t *number)
{
    for (size_t i = 0; i < n; i++)
        if (!range_has(k->range, (date)value[i][k->day]))
            number[i] = GROUPS_LEFT;
}

/* Finds or makes what could not be looked up. */
static void
put_right(struct key *k, const struct row *first, size_t n, struct groups *g, const uint64_t *hash,
          uint32_t *number)
{
    struct row row = *first;

    for (size_t i = 0; i < n; i++)
        if (number[i] == GROUPS_NONE) {
            row_move(&row, i);
            key_fill(k, &row, k->day >= 0 ? (date)row.value[k->day] : DATE_NONE);
            number[i] = groups_number(g, k->field, k->word + i * k->n, hash[i]);
        }
}

void
key_groups(struct key *k, const struct row *first, size_t n, struct groups *g, void **own)
{
    _Static_assert(ROWS_RUN <= GROUPS_RUN, "a run is looked up in one go");
    uint64_t hash[ROWS_RUN];
    uint32_t number[ROWS_RUN];
    int64_t *value[ROWS_RUN];

    for (size_t i = 0; i < n; i++)
        value[i] = row_value(first, i);
    for (size_t f = 0; f < k->n; f++)
        (k->slot[f] >= 0 ? put_words : put_periods)(k, f, value, n);
    groups_look(g, k->word, n, hash, number);
    if (k->ranged)
        leave_out(k, value, n, number);
    put_right(k, first, n, g, hash, number);
    groups_own(g, number, n, own);
}

void
key_free(struct key *k)
{
    free(k->slot);
    free(k->field);
    free(k->word);
    free(k->value);
}
