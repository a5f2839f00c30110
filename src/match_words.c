/* Findings as plain words, and the slips of the hand that they tell of. */
#include "match_parts.h"

#include <string.h>

#define DIGITS 20 /* of 64 bits */

/* The digits of an amount as written, cents last: at least three (0.45). Returns how many. */
static int
write_digits(money m, int digit[DIGITS])
{
    uint64_t size = m < 0 ? 0 - (uint64_t)m : (uint64_t)m;
    int n = 0;

    while (size > 0 || n < 3) {
        digit[n++] = (int)(size % 10);
        size /= 10;
    }
    return n;
}

bool
match_swapped(money a, money b)
{
    int x[DIGITS], y[DIGITS], n, i = 0;

    /* Swapping neighbours changes a number by a multiple of nine: a quick no to most. */
    if (a == b || (a < 0) != (b < 0) || a % 9 != b % 9)
        return false;
    n = write_digits(a, x);
    if (write_digits(b, y) != n)
        return false;
    while (x[i] == y[i])
        i++;
    if (i + 1 >= n || x[i] != y[i + 1] || x[i + 1] != y[i])
        return false;
    for (i += 2; i < n; i++)
        if (x[i] != y[i])
            return false;
    return true;
}

bool
match_tenfold(money a, money b)
{
    if (a == 0 || b == 0)
        return false;
    return (a % 10 == 0 && a / 10 == b) || (b % 10 == 0 && b / 10 == a);
}

static void
add_money(struct buffer *out, money m)
{
    char text[MONEY_TEXT];

    buffer_add(out, text, money_format(text, m));
}

/* The texts of the key in which line differs from the line at hand: "tender CHECK". */
static void
add_key(const struct match *m, uint32_t here, uint32_t there, struct buffer *out)
{
    const struct slice *own = m->in->key + here * m->in->columns;
    const struct slice *other = m->in->key + there * m->in->columns;
    bool first = true;

    for (size_t i = 0; i < m->in->columns; i++) {
        if (slice_equal(own[i], other[i]))
            continue;
        buffer_put(out, first ? "" : ", ");
        buffer_put(out, other[i].n ? "" : "no ");
        buffer_put(out, m->in->column[i]);
        buffer_put(out, other[i].n ? " " : "");
        buffer_add(out, other[i].p, other[i].n);
        first = false;
    }
}

/* What a finding says of its receipt. The sources' names go where the words have A and B, the
 * other amount where they have Y. */
static const char *const said[FINDINGS] = {
    [FOUND_TWICE] = "is in A twice, in B once",
    [FOUND_LACKED] = "is in A, not in B",
    [FOUND_SWAPPED] = "in A is Y in B: two swapped digits",
    [FOUND_TENFOLD] = "in A is Y in B: a factor of ten",
    [FOUND_AMOUNT] = "in A is Y in B",
    [MAYBE_TWICE] = "may be twice in A",
    [MAYBE_VOID] = "is void in A and may be in B",
    [TOTAL_SWAPPED] = "and Y differ by two swapped digits",
    [TOTAL_TENFOLD] = "and Y differ by a factor of ten",
    [MAYBE_LACKED] = "may be missing in B",
    [MAYBE_SWAPPED] = "may be Y in B: two swapped digits",
    [MAYBE_TENFOLD] = "may be Y in B: a factor of ten",
    [MAYBE_EXTRA] = "may be twice in B",
    [NOTHING_HERE] = "B has nothing here",
};

static void
add_said(const struct match *m, const struct finding *f, const char *words, struct buffer *out)
{
    for (; *words; words++)
        if (*words == 'A')
            buffer_put(out, m->in->source[f->a]);
        else if (*words == 'B')
            buffer_put(out, m->in->source[f->b]);
        else if (*words == 'Y')
            add_money(out, f->y);
        else
            buffer_add(out, words, 1);
}

static void
add_together(const struct match *m, uint32_t line, const struct finding *f, struct buffer *out)
{
    const struct note *all = &m->note[f->b * NOTES + DIFFERING];

    for (size_t i = 0; i < all->n; i++) {
        buffer_put(out, i > 0 ? " and " : "");
        match_words(m, line, &all->best[i], out);
    }
}

/* A source is often named posted: then its name is the verb. */
static const char *
void_words(const struct match *m, size_t counts)
{
    if (!m->in->posted[counts])
        return "is void in A and counts in B";
    return strcmp(m->in->source[counts], "posted") == 0 ? "is void in A and posted"
                                                        : "is void in A and posted in B";
}

void
match_words(const struct match *m, uint32_t line, const struct finding *f, struct buffer *out)
{
    if (f->kind == FOUND_TOGETHER) {
        add_together(m, line, f, out);
        return;
    }
    if (f->ref != NO_REF) {
        buffer_put(out, "receipt ");
        buffer_add(out, m->in->ref[f->ref].p, m->in->ref[f->ref].n);
        buffer_put(out, " of ");
    }
    if (f->kind != NOTHING_HERE) {
        add_money(out, f->x);
        buffer_put(out, " ");
    }
    if (f->kind == FOUND_MOVED || f->kind == OTHER_KEY) {
        buffer_put(out, "is under ");
        add_key(m, line, f->line, out);
        add_said(m, f, f->kind == FOUND_MOVED ? " in B" : " instead", out);
    } else if (f->kind == FOUND_VOID) {
        add_said(m, f, void_words(m, f->b), out);
    } else {
        add_said(m, f, said[f->kind], out);
    }
}
