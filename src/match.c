/*
 * The receipts are ordered once, by counting, and each line that is out is then explained on its
 * own: the findings for each source are noted, and the best of them chosen. Sources that are out
 * by the same amount have one cause, so they share their findings.
 */
#include "match.h"

#include "match_parts.h"

#include <stdlib.h>
#include <string.h>

bool
match_out(money difference, money tolerance)
{
    return difference > tolerance || difference < -tolerance;
}

/* Orders the receipts of order[0..n) by which(receipt) below limit, those alike as they stood.
 * Returns where each begins. */
static uint32_t *
order_by(const struct match_input *in, uint32_t (*which)(const struct match_receipt *), size_t limit,
         const uint32_t *before, uint32_t *after)
{
    uint32_t *at = mem_alloc((limit + 2) * sizeof *at);

    for (size_t i = 0; i < in->receipts; i++)
        at[which(&in->receipt[i]) + 2]++;
    for (size_t i = 2; i < limit + 2; i++)
        at[i] += at[i - 1];
    for (size_t i = 0; i < in->receipts; i++) {
        uint32_t r = before ? before[i] : (uint32_t)i;
        after[at[which(&in->receipt[r]) + 1]++] = r;
    }
    return at;
}

static uint32_t
line_of(const struct match_receipt *r)
{
    return r->line;
}

static uint32_t
ref_of(const struct match_receipt *r)
{
    return r->ref;
}

static uint32_t
source_of(const struct match_receipt *r)
{
    return r->source;
}

/* A source's numbers can be compared with the first's, unless both have some and share none: the
 * numbers of a bank's deposit slips are none of a tape's. */
static void
compare_numbers(struct match *m)
{
    const struct match_input *in = m->in;
    bool *has = mem_alloc(in->sources), *any = mem_alloc(in->sources);

    for (size_t ref = 0; ref < in->refs; ref++) {
        memset(has, 0, in->sources);
        for (uint32_t i = m->ref_at[ref]; i < m->ref_at[ref + 1]; i++)
            has[in->receipt[m->by_ref[i]].source] = true;
        for (size_t s = 0; s < in->sources; s++) {
            any[s] |= has[s];
            m->shared[s] |= has[s] && has[0];
        }
    }
    for (size_t s = 0; s < in->sources; s++)
        m->shared[s] = in->known[s] && in->known[0] && (m->shared[s] || !any[s] || !any[0]);
    free(has);
    free(any);
}

struct match *
match_new(const struct match_input *in)
{
    struct match *m = mem_alloc(sizeof *m);
    uint32_t *by_source = mem_alloc(in->receipts * sizeof *by_source);

    m->in = in;
    m->by_ref = mem_alloc(in->receipts * sizeof *m->by_ref);
    m->by_line = mem_alloc(in->receipts * sizeof *m->by_line);
    free(order_by(in, source_of, in->sources, NULL, by_source));
    m->ref_at = order_by(in, ref_of, in->refs, by_source, m->by_ref);
    m->line_at = order_by(in, line_of, in->lines, m->by_ref, m->by_line);
    free(by_source);
    m->rank = mem_alloc(in->lines * sizeof *m->rank);
    for (size_t i = 0; i < in->lines; i++)
        m->rank[in->order[i]] = (uint32_t)i;
    m->shared = mem_alloc(in->sources * sizeof *m->shared);
    compare_numbers(m);
    m->note = mem_alloc(in->sources * NOTES * sizeof *m->note);
    m->held = mem_alloc(in->sources * sizeof *m->held);
    match_order_loose(m);
    return m;
}

void
match_free(struct match *m)
{
    free(m->by_line);
    free(m->line_at);
    free(m->by_ref);
    free(m->ref_at);
    free(m->rank);
    free(m->shared);
    free(m->loose);
    free(m->note);
    free(m->held);
    free(m);
}

/* How much an explanation takes on trust. */
static int
level_of(enum finding_kind kind)
{
    return kind <= FOUND_TOGETHER ? 0 : kind <= TOTAL_TENFOLD ? 1 : kind <= MAYBE_EXTRA ? 2 : 3;
}

/* A receipt that merely has the amount is named only where it is the only one. */
static bool
must_be_only(enum finding_kind kind)
{
    return kind == MAYBE_TWICE || kind == MAYBE_VOID || (kind >= MAYBE_LACKED && kind <= MAYBE_EXTRA);
}

/* The explanations of one difference. */
struct cause {
    struct finding best[MATCH_MOST];
    size_t n;
    int level;
};

/* The best findings for the sources that are out by the same amount as source s. */
static struct cause
choose(const struct match *m, uint32_t line, size_t s)
{
    struct cause c = { .n = 0 };

    for (int kind = 0; kind < FINDINGS; kind++) {
        if (c.n > 0 && level_of((enum finding_kind)kind) > c.level)
            break;
        for (size_t other = s; other < m->in->sources; other++) {
            const struct note *note = &m->note[other * NOTES + (size_t)kind];
            if (match_difference(m, line, other) != match_difference(m, line, s))
                continue;
            if (must_be_only((enum finding_kind)kind) && note->n > 1)
                continue;
            for (size_t i = 0; i < note->n && i < MATCH_MOST && c.n < MATCH_MOST; i++)
                c.best[c.n++] = note->best[i];
        }
        c.level = level_of((enum finding_kind)kind);
    }
    return c;
}

/* The words chosen so far, told apart so that nothing is said twice. */
struct said {
    uint32_t ref[MATCH_MOST];
    size_t from[MATCH_MOST + 1];
    size_t n;
};

static void
separate(struct buffer *out, size_t start)
{
    if (out->n > start)
        buffer_add(out, "; ", 2);
}

static void
say(const struct match *m, uint32_t line, const struct finding *f, struct said *said, struct buffer *out)
{
    size_t start = said->from[0], before = out->n;
    struct slice words;

    if (said->n == MATCH_MOST)
        return;
    for (size_t i = 0; i < said->n; i++)
        if (f->ref != NO_REF && said->ref[i] == f->ref)
            return;
    separate(out, start);
    said->from[said->n] = out->n;
    match_words(m, line, f, out);
    words = (struct slice){ out->p + said->from[said->n], out->n - said->from[said->n] };
    for (size_t i = 0; i < said->n; i++)
        if (slice_equal((struct slice){ out->p + said->from[i], words.n }, words)) {
            out->n = before;
            return;
        }
    said->ref[said->n++] = f->ref;
}

/* The first source that is out by as much as source s. */
static bool
is_first(const struct match *m, uint32_t line, size_t s)
{
    money difference = match_difference(m, line, s);

    for (size_t k = 1; k < s; k++)
        if (match_difference(m, line, k) == difference)
            return false;
    return match_out(difference, m->in->tolerance);
}

/* Each difference's best, the surest first; then each one's second, and so on. */
static void
say_causes(const struct match *m, uint32_t line, const struct cause *cause, struct buffer *out)
{
    struct said said = { .from[0] = out->n };

    for (size_t nth = 0; nth < MATCH_MOST; nth++)
        for (int level = 0; level < 4; level++)
            for (size_t s = 1; s < m->in->sources; s++)
                if (cause[s].n > nth && cause[s].level == level)
                    say(m, line, &cause[s].best[nth], &said, out);
}

static void
say_unexplained(const struct match *m, uint32_t line, const struct cause *cause, size_t start,
                struct buffer *out)
{
    static const char none[] = "no single receipt or total explains ";
    bool all = out->n == start, begun = false;

    for (size_t s = 1; s < m->in->sources; s++) {
        const char *name = all ? "it" : m->in->source[s];
        if (!is_first(m, line, s) || cause[s].n > 0)
            continue;
        separate(out, start);
        if (!begun)
            buffer_add(out, none, sizeof none - 1);
        buffer_put(out, name);
        begun = true;
        if (all)
            return;
    }
}

void
match_explain(struct match *m, uint32_t line, struct buffer *out)
{
    struct cause *cause = mem_alloc(m->in->sources * sizeof *cause);
    size_t start = out->n;

    for (size_t i = 0; i < m->in->sources * NOTES; i++)
        m->note[i].n = 0;
    match_find_receipts(m, line);
    for (size_t s = 1; s < m->in->sources; s++)
        if (match_out(match_difference(m, line, s), m->in->tolerance)) {
            match_find_totals(m, line, s);
            match_find_lines(m, line, s);
        }
    for (size_t s = 1; s < m->in->sources; s++)
        if (is_first(m, line, s))
            cause[s] = choose(m, line, s);
    say_causes(m, line, cause, out);
    say_unexplained(m, line, cause, start, out);
    free(cause);
}
