/* Lines that cancel each other: a tender (a till, a day) keyed as another. */
#include "intern.h"
#include "match_parts.h"

#include <stdlib.h>

/* Of the source, the column, and the key's texts but for that column. */
static uint64_t
hash_rest(const struct match *m, uint32_t line, size_t source, size_t column)
{
    const struct slice *key = m->in->key + line * m->in->columns;
    uint64_t h = hash_word(source * m->in->columns + column + 1);

    for (size_t i = 0; i < m->in->columns; i++)
        if (i != column)
            h = hash_word(h ^ hash_bytes(key[i])) + i;
    return h;
}

static bool
same_rest(const struct match *m, uint32_t a, uint32_t b, size_t column)
{
    const struct slice *x = m->in->key + a * m->in->columns, *y = m->in->key + b * m->in->columns;

    for (size_t i = 0; i < m->in->columns; i++)
        if (i != column && !slice_equal(x[i], y[i]))
            return false;
    return true;
}

static int
compare_loose(const void *a, const void *b)
{
    const struct loose *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->difference != y->difference)
        return x->difference < y->difference ? -1 : 1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

void
match_order_loose(struct match *m)
{
    size_t cap = 0;

    for (uint32_t line = 0; line < m->in->lines; line++)
        for (size_t s = 1; s < m->in->sources; s++) {
            money difference = match_difference(m, line, s);
            if (!match_out(difference, m->in->tolerance))
                continue;
            for (size_t c = 0; c < m->in->columns; c++) {
                m->loose = mem_room(m->loose, m->loose_n, &cap, sizeof *m->loose);
                m->loose[m->loose_n++] =
                    (struct loose){ hash_rest(m, line, s, c), difference, m->rank[line], line };
            }
        }
    if (m->loose_n > 1)
        qsort(m->loose, m->loose_n, sizeof *m->loose, compare_loose);
}

/* The first place that is not below hash and difference, at rank 0. */
static size_t
find_loose(const struct match *m, uint64_t hash, money difference, uint32_t rank)
{
    struct loose want = { hash, difference, rank, 0 };
    size_t low = 0, high = m->loose_n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_loose(&m->loose[middle], &want) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The receipt of the line that alone makes up the difference, in the source that has it. */
static uint32_t
only_receipt(const struct match *m, uint32_t line, size_t source, money amount)
{
    uint32_t found = NO_REF, at = m->line_at[line], end = m->line_at[line + 1];

    while (at < end) {
        uint32_t ref = m->in->receipt[m->by_line[at]].ref;
        money sum = 0;
        for (; at < end && m->in->receipt[m->by_line[at]].ref == ref; at++) {
            const struct match_receipt *r = &m->in->receipt[m->by_line[at]];
            if (r->source == source && !r->voided && !money_add(sum, r->amount, &sum))
                sum = 0;
        }
        if (sum == amount && found != NO_REF)
            return NO_REF;
        if (sum == amount)
            found = ref;
    }
    return found;
}

static uint32_t
name_receipt(const struct match *m, uint32_t line, size_t source)
{
    money difference = match_difference(m, line, source);
    uint32_t ref = only_receipt(m, line, 0, -difference);

    return ref != NO_REF ? ref : only_receipt(m, line, source, difference);
}

/* A receipt is named only where no third line could have it. */
static void
find_in_column(struct match *m, uint32_t line, size_t s, size_t column)
{
    money difference = match_difference(m, line, s);
    uint64_t hash = hash_rest(m, line, s, column);
    size_t from = find_loose(m, hash, -difference, 0), to = find_loose(m, hash, -difference, UINT32_MAX);
    size_t own = find_loose(m, hash, difference, UINT32_MAX) - find_loose(m, hash, difference, 0);

    if (to - from > MATCH_MOST)
        return;
    for (size_t i = from; i < to; i++) {
        uint32_t other = m->loose[i].line;
        struct finding f = { .kind = OTHER_KEY, .ref = NO_REF, .b = (uint16_t)s, .line = other };
        if (!same_rest(m, line, other, column))
            continue;
        f.x = difference < 0 ? -difference : difference;
        if (own == 1 && to - from == 1)
            f.ref = name_receipt(m, line, s);
        if (own == 1 && to - from == 1 && f.ref == NO_REF)
            f.ref = name_receipt(m, other, s);
        match_note(m, s, (int)f.kind, f);
    }
}

void
match_find_lines(struct match *m, uint32_t line, size_t source)
{
    for (size_t c = 0; c < m->in->columns; c++)
        find_in_column(m, line, source, c);
}
