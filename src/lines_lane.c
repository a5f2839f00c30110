/*
 * The lanes of lines: the plain lines of the block in which the place is, taken as they lie there.
 */
#include "lines_parts.h"

/* The view becomes the block in which the place is. */
void
lines_view(struct lines *l, size_t at)
{
    l->view = (struct slice){ l->now->text.p, l->now->text.n };
    l->base = l->now->base;
    l->at = at;
    l->aside = false;
    l->lane.now = l->synced = 0;
    l->lane.count = 0;
}

/* The lane's lines that were taken have moved the place. */
void
lines_settle(struct lines *l)
{
    if (l->lane.now == l->synced)
        return;
    l->synced = l->lane.now;
    l->at = scan_start(l->lane.scan, l->lane.now);
}

/* The first of the lines [from..to] that begins at the place or behind it. */
static size_t
line_from(const struct scan *s, size_t from, size_t to, size_t at)
{
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (scan_start(s, middle) < at)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* The lane's line becomes k. What it leaves out was read by hand, and is no plain line any more. */
static void
move_lane(struct lines *l, size_t k)
{
    for (; l->lane.now < k; l->lane.now++)
        l->now->scan.odd[l->lane.now] = LINE_ODD;
    l->lane.now = l->synced = k;
}

/* Notes how many lines of the block are before the place: one that a record goes on from is not. */
void
lines_pass(struct lines *l)
{
    const struct scan *s;
    size_t at = l->at;

    if (!l->now || !l->now->scanned || (l->aside && at < l->joint))
        return;
    s = &l->now->scan;
    if (s->lines == 0)
        return;
    move_lane(l, line_from(s, l->lane.now, s->lines, l->aside ? at - l->joint : at));
    l->now->passed = l->lane.now;
}

void
lines_take(struct lines *l, const struct takers *by)
{
    blocks_take(l->blocks, by);
}

struct spare *
lines_spare(struct lines *l, size_t *line)
{
    *line = l->aside ? 0 : l->lane.now;
    return &l->now->spare;
}

void
lines_shape(struct lines *l, const struct block_shape *shape)
{
    l->shape = shape;
    blocks_shape(l->blocks, shape);
}

/* How many lines of the block count: what is safe ends behind the place, which is in it. */
static size_t
safe_lines(const struct lines *l, const struct scan *s)
{
    if (!l->held || l->safe >= l->base + l->view.n)
        return s->lines;
    return line_from(s, 0, s->lines, (size_t)(l->safe - l->base));
}

/* The lane's line at the place or behind it: mostly the one after that which was odd. */
static size_t
line_at_place(const struct lines *l, const struct scan *s)
{
    size_t next = l->synced + 1;

    if (next <= l->lane.count && scan_start(s, next) == l->at)
        return next;
    return s->lines == 0 ? 0 : line_from(s, 0, l->lane.count, l->at);
}

struct lane *
lines_lane(struct lines *l)
{
    const struct scan *s;
    struct lane *a = &l->lane;

    lines_settle(l);
    if (!l->shape)
        return NULL;
    if (l->held && l->base + l->at >= l->safe)
        return NULL; /* what lies behind may be cut at any moment, and is never asked for */
    if (l->aside && l->at >= l->joint)
        lines_view(l, l->at - l->joint);
    while (!l->aside && l->at == l->view.n && lines_fill(l))
        ;
    if (l->aside || l->at == l->view.n)
        return NULL;
    if (!l->now->scanned)
        block_scan(l->now, l->shape);
    s = &l->now->scan;
    a->text = l->view.p;
    a->scan = s;
    a->odd = s->odd;
    a->value = l->now->value;
    a->count = safe_lines(l, s);
    move_lane(l, line_at_place(l, s));
    return a->now < a->count && line_is_good(a->odd[a->now]) && scan_start(s, a->now) == l->at ? a : NULL;
}
