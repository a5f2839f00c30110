/*
 * Looking for explanations. One walk over a line's receipts, which stand by number, serves all
 * sources; lines that cancel each other are found by binary search. So the work is in proportion
 * to the receipts of the lines that are out, and never to their square.
 */
#include "match_parts.h"

#include <string.h>

money
match_difference(const struct match *m, uint32_t line, size_t source)
{
    const money *sum = m->in->sum + line * m->in->sources;

    return sum[source] - sum[0];
}

/* Whether a comes before b: by its number, in byte order; what has none keeps its place. */
static bool
comes_before(const struct match *m, const struct finding *a, const struct finding *b)
{
    return a->ref != NO_REF && b->ref != NO_REF && slice_compare(m->in->ref[a->ref], m->in->ref[b->ref]) < 0;
}

/* Keeps the first few of a kind in the byte order of their numbers. */
void
match_note(struct match *m, size_t source, int place, struct finding f)
{
    struct note *note = &m->note[source * NOTES + (size_t)place];
    size_t at = note->n < MATCH_MOST ? note->n : MATCH_MOST;

    note->n++;
    while (at > 0 && comes_before(m, &f, &note->best[at - 1])) {
        if (at < MATCH_MOST)
            note->best[at] = note->best[at - 1];
        at--;
    }
    if (at < MATCH_MOST)
        note->best[at] = f;
}

/* What is beyond 64 bits is nobody's difference. */
static money
plus(money a, money b)
{
    money sum;

    return money_add(a, b, &sum) ? sum : a > 0 ? INT64_MAX : INT64_MIN;
}

/* Whether every amount stands an even number of times: all of the receipt was keyed twice. */
static bool
stands_twice(const struct match *m, const struct held *h)
{
    if (h->counted < 2 || h->counted % 2 != 0 || h->counted > 32 || h->sum % 2 != 0 ||
        h->to - h->from > MATCH_OFTEN)
        return false;
    for (uint32_t i = h->from; i < h->to; i++) {
        const struct match_receipt *one = &m->in->receipt[m->by_line[i]];
        bool odd = false;
        for (uint32_t k = h->from; k < h->to; k++) {
            const struct match_receipt *other = &m->in->receipt[m->by_line[k]];
            odd ^= !other->voided && other->amount == one->amount;
        }
        if (odd && !one->voided)
            return false;
    }
    return true;
}

/* How a receipt differs between the first source and another of the same numbers. */
static struct finding
compare_held(const struct match *m, uint32_t ref, size_t s)
{
    const struct held *x = &m->held[0], *y = &m->held[s];
    struct finding f = { FOUND_AMOUNT, ref, 0, (uint16_t)s, x->sum, y->sum, 0 };
    bool other = x->counted == 0 || (y->sum == plus(x->sum, x->sum) && stands_twice(m, y));

    if (other || y->counted == 0 || (x->sum == plus(y->sum, y->sum) && stands_twice(m, x))) {
        f.kind = x->counted == 0 || y->counted == 0 ? FOUND_LACKED : FOUND_TWICE;
        f.a = (uint16_t)(other ? s : 0);
        f.b = (uint16_t)(other ? 0 : s);
        f.x = f.kind == FOUND_TWICE ? m->held[f.b].sum : m->held[f.a].sum;
    } else if (match_swapped(x->sum, y->sum)) {
        f.kind = FOUND_SWAPPED;
    } else if (match_tenfold(x->sum, y->sum)) {
        f.kind = FOUND_TENFOLD;
    }
    return f;
}

/* What source a's receipt would have to be in source b, which has no such numbers, to make up for
 * the difference. */
static void
suspect(struct match *m, uint32_t line, uint32_t ref, size_t s, size_t a, size_t b)
{
    const struct held *h = &m->held[a];
    money difference = match_difference(m, line, s);
    money missing = a == 0 ? difference : -difference, wanted = plus(h->sum, missing);
    struct finding f = { FINDINGS, ref, (uint16_t)a, (uint16_t)b, h->sum, wanted, 0 };

    if (h->voided != 0 && h->voided == missing) {
        f.kind = MAYBE_VOID;
        f.x = h->voided;
    } else if (h->counted == 0) {
        return;
    } else if (wanted == h->sum / 2 && stands_twice(m, h)) {
        f.kind = MAYBE_TWICE;
        f.x = wanted;
    } else if (wanted == 0) {
        f.kind = MAYBE_LACKED;
    } else if (missing == h->sum) {
        f.kind = MAYBE_EXTRA;
    } else if (match_swapped(h->sum, wanted)) {
        f.kind = MAYBE_SWAPPED;
    } else if (match_tenfold(h->sum, wanted)) {
        f.kind = MAYBE_TENFOLD;
    } else {
        return;
    }
    match_note(m, s, (int)f.kind, f);
}

static void
judge_number(struct match *m, uint32_t line, uint32_t ref)
{
    for (size_t s = 1; s < m->in->sources; s++) {
        money difference = match_difference(m, line, s);
        if (!match_out(difference, m->in->tolerance))
            continue;
        if (m->shared[s]) {
            struct finding f = compare_held(m, ref, s);
            money own = plus(m->held[s].sum, -m->held[0].sum);
            if (own == difference)
                match_note(m, s, (int)f.kind, f);
            if (own != 0)
                match_note(m, s, DIFFERING, f);
        } else {
            suspect(m, line, ref, s, 0, s);
            suspect(m, line, ref, s, s, 0);
        }
    }
}

/* The receipts of the line from at on that have one number; returns where the next one begins. */
static uint32_t
hold_number(struct match *m, uint32_t at, uint32_t end)
{
    uint32_t ref = m->in->receipt[m->by_line[at]].ref;

    memset(m->held, 0, m->in->sources * sizeof *m->held);
    for (; at < end; at++) {
        const struct match_receipt *r = &m->in->receipt[m->by_line[at]];
        struct held *h = &m->held[r->source];
        if (r->ref != ref)
            break;
        if (h->to == 0)
            h->from = at;
        h->to = at + 1;
        h->counted += !r->voided;
        if (r->voided)
            h->voided = plus(h->voided, r->amount);
        else
            h->sum = plus(h->sum, r->amount);
    }
    return at;
}

/* A receipt that a source lacks in this line may be void there, or stand under another key. */
static void
look_elsewhere(const struct match *m, uint32_t line, struct finding *f)
{
    const struct match_receipt *receipt = m->in->receipt;
    uint32_t from = m->ref_at[f->ref], to = m->ref_at[f->ref + 1];
    money sum = 0, voided = 0;
    uint32_t where = line;

    if (to - from > MATCH_OFTEN)
        return;
    for (uint32_t i = from; i < to; i++) {
        const struct match_receipt *r = &receipt[m->by_ref[i]];
        if (r->source != f->b)
            continue;
        if (r->voided) {
            voided = plus(voided, r->amount);
        } else {
            sum = plus(sum, r->amount);
            if (where == line || m->rank[r->line] < m->rank[where])
                where = r->line;
        }
    }
    if (where != line && sum == f->x) {
        f->kind = FOUND_MOVED;
        f->line = where;
    } else if (voided == f->x) {
        uint16_t has = f->a;
        f->kind = FOUND_VOID;
        f->a = f->b;
        f->b = has;
    }
}

/* By how much the finding explains source s's difference. */
static money
explained(const struct finding *f)
{
    switch (f->kind) {
    case FOUND_TWICE:
    case FOUND_LACKED:
    case FOUND_MOVED:
        return f->a == 0 ? -f->x : f->x;
    case FOUND_VOID:
        return f->b == 0 ? -f->x : f->x;
    default:
        return plus(f->y, -f->x);
    }
}

/* Once all receipts have been seen: what is known better of those that a source lacks, and, where
 * none alone explains the difference, whether the few that differ do so together. */
static void
settle(struct match *m, uint32_t line, size_t s)
{
    struct note *note = m->note + s * NOTES, lacked = note[FOUND_LACKED];
    size_t single = 0;
    money sum = 0;

    note[FOUND_LACKED].n = 0;
    for (size_t i = 0; i < lacked.n && i < MATCH_MOST; i++) {
        look_elsewhere(m, line, &lacked.best[i]);
        match_note(m, s, (int)lacked.best[i].kind, lacked.best[i]);
    }
    for (int k = 0; k < FOUND_TOGETHER; k++)
        single += note[k].n;
    if (single > 0 || note[DIFFERING].n < 2 || note[DIFFERING].n > MATCH_MOST)
        return;
    for (size_t i = 0; i < note[DIFFERING].n; i++) {
        struct finding *f = &note[DIFFERING].best[i];
        if (f->kind == FOUND_LACKED)
            look_elsewhere(m, line, f);
        sum = plus(sum, explained(f));
    }
    if (sum == match_difference(m, line, s))
        match_note(m, s, FOUND_TOGETHER,
                   (struct finding){ .kind = FOUND_TOGETHER, .ref = NO_REF, .b = (uint16_t)s });
}

void
match_find_receipts(struct match *m, uint32_t line)
{
    uint32_t at = m->line_at[line], end = m->line_at[line + 1];

    while (at < end) {
        uint32_t ref = m->in->receipt[m->by_line[at]].ref;
        at = hold_number(m, at, end);
        judge_number(m, line, ref);
    }
    for (size_t s = 1; s < m->in->sources; s++)
        if (m->shared[s])
            settle(m, line, s);
}

void
match_find_totals(struct match *m, uint32_t line, size_t s)
{
    const money *sum = m->in->sum + line * m->in->sources;
    const bool *there = m->in->there + line * m->in->sources;
    struct finding f = { TOTAL_SWAPPED, NO_REF, 0, (uint16_t)s, sum[0], sum[s], 0 };

    if (match_swapped(sum[0], sum[s]))
        match_note(m, s, (int)f.kind, f);
    f.kind = TOTAL_TENFOLD;
    if (match_tenfold(sum[0], sum[s]))
        match_note(m, s, (int)f.kind, f);
    f.kind = NOTHING_HERE;
    f.b = (uint16_t)(there[s] ? 0 : s);
    if (!there[s] || !there[0])
        match_note(m, s, (int)f.kind, f);
}
