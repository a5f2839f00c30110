#include "lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW 262144

struct lines {
    struct input *in; /* of blocks */
    struct blocks *blocks;
    const struct block_shape *shape;
    struct block *now;   /* of which the view is all or the last part */
    struct block *ahead; /* read already while a mark was looked for */
    struct block **last; /* of these */
    struct slice view;   /* the bytes in which the place is */
    uint64_t base;       /* position in the stream of its first byte */
    size_t at;           /* the place */
    struct buffer side;  /* the view where a record goes on from one block into another */
    bool aside;          /* the view is that */
    size_t joint;        /* where the last block begins in it */
    struct lane lane;
    size_t synced; /* the lane's line at the place */
    bool ended;
    const char *fault;
    bool held;
    struct line_mark mark;
    uint64_t safe; /* position in the stream up to which lines count, once held */
};

struct lines *
lines_open(const char *path, const struct lines_how *how, const char **why)
{
    struct input *in =
        how->settled ? input_open_settled(path, how->charset, why) : input_open(path, how->charset, why);
    struct lines *l;

    if (!in)
        return NULL;
    l = mem_alloc(sizeof *l);
    l->in = in;
    l->blocks = blocks_new(in, how->block, how->threads);
    l->last = &l->ahead;
    return l;
}

void
lines_close(struct lines *l)
{
    if (l->now)
        blocks_return(l->blocks, l->now);
    while (l->ahead) {
        struct block *at = l->ahead;
        l->ahead = at->next;
        blocks_return(l->blocks, at);
    }
    blocks_free(l->blocks);
    buffer_free(&l->side);
    free(l);
}

bool
lines_reopen(const struct lines *l)
{
    return input_reopens(l->in);
}

/* The lane's lines that were taken have moved the place. */
static void
settle(struct lines *l)
{
    if (l->lane.now == l->synced)
        return;
    l->synced = l->lane.now;
    l->at = scan_start(l->lane.scan, l->lane.now);
}

const char *
lines_at(struct lines *l)
{
    settle(l);
    return l->view.p + l->at;
}

void
lines_drop(struct lines *l, size_t n)
{
    settle(l);
    l->at += n;
}

/* The next block, from those read ahead if there are any. */
static struct block *
next_block(struct lines *l)
{
    struct block *next = l->ahead;

    if (!next)
        return blocks_next(l->blocks, &l->fault);
    l->ahead = next->next;
    if (!l->ahead)
        l->last = &l->ahead;
    next->next = NULL;
    return next;
}

/* The view becomes the block in which the place is. */
static void
view_block(struct lines *l, size_t at)
{
    l->view = (struct slice){ l->now->text.p, l->now->text.n };
    l->base = l->now->base;
    l->at = at;
    l->aside = false;
    l->lane.now = l->synced = 0;
    l->lane.count = 0;
}

/* What is left of the view stands before the next block: in a buffer of its own. */
static void
join(struct lines *l, const struct block *next)
{
    size_t rest = l->view.n - l->at;

    l->base += l->at;
    if (l->aside) {
        memmove(l->side.p, l->side.p + l->at, rest);
        l->side.n = rest;
    } else {
        l->side.n = 0;
        buffer_add(&l->side, l->view.p + l->at, rest);
    }
    l->joint = rest;
    buffer_add(&l->side, next->text.p, next->text.n);
    l->view = (struct slice){ l->side.p, l->side.n };
    l->at = 0;
    l->aside = true;
    l->lane.now = l->synced = 0;
    l->lane.count = 0;
}

/* The next block takes the place of the one that is done with. */
static void
give_back(struct lines *l, struct block *next)
{
    if (l->now)
        blocks_return(l->blocks, l->now);
    l->now = next;
}

/* Has one more block behind what is here; what lies before the place is left behind. */
static bool
fill(struct lines *l)
{
    struct block *next = l->ended ? NULL : next_block(l);

    if (!next) {
        l->ended = true;
        return false;
    }
    if (l->view.n > l->at) {
        join(l, next);
        give_back(l, next);
    } else {
        give_back(l, next);
        view_block(l, 0);
    }
    return true;
}

/* The end of the line in p[0..n), n above zero, or 0 where it is not there yet. A "\r" that ends the bytes
 * may be half a line end, unless nothing follows. */
static size_t
line_end(const char *p, size_t n, bool last)
{
    const char *nl = memchr(p, '\n', n);
    size_t to = nl ? (size_t)(nl - p) + 1 : n;
    const char *cr = memchr(p, '\r', to);

    if (cr) {
        size_t i = (size_t)(cr - p) + 1;
        if (i < n)
            return p[i] == '\n' ? i + 1 : i;
        return last ? i : 0;
    }
    return nl ? to : 0;
}

/* Finds the end of the line at offset from behind the place, reading on. What has been looked
 * through is not looked through again: a line may be as long as its file. */
static enum line_result
find_end(struct lines *l, size_t from, size_t max, size_t *end)
{
    size_t seen = 0; /* bytes of the line without an end among them */

    for (;;) {
        size_t here = l->view.n - l->at;
        size_t n = here > from ? here - from : 0;
        const char *p = n > 0 ? l->view.p + l->at + from : NULL;
        size_t to = n > seen ? line_end(p + seen, n - seen, l->ended) : 0;

        if (to > 0)
            to += seen;
        else if (n > seen)
            seen = p[n - 1] == '\r' ? n - 1 : n;
        if (to > max || (to == 0 && n > max)) {
            *end = from + max;
            return LINE_LONG;
        }
        if (to > 0) {
            *end = from + to;
            return LINE_HERE;
        }
        if (fill(l))
            continue;
        if (l->fault)
            return LINE_FAULT;
        if (seen < n)
            continue; /* a "\r" that ends the input ends its line */
        *end = from + n;
        return n > 0 ? LINE_HERE : LINE_END;
    }
}

/* The position behind the last marked line of a plain file, or 0: windows from the end, each cut
 * at its first line end so that only whole lines are looked at. */
static uint64_t
last_mark(struct lines *l)
{
    char *window = mem_alloc(WINDOW);
    off_t end = input_size(l->in), at = 0;
    size_t found = 0;

    while (end > 0 && !found) {
        size_t n, first;
        ssize_t got;

        at = end > WINDOW ? end - WINDOW : 0;
        n = (size_t)(end - at);
        got = input_read_at(l->in, window, n, at);
        if (got < (ssize_t)n) {
            l->fault = got < 0 ? strerror(errno) : "has become shorter while it was read";
            break;
        }
        first = at > 0 ? line_mark_second(window, n) : 0;
        found = line_mark_last(&l->mark, window, first, n);
        end = first < n ? at + (off_t)first : at;
    }
    free(window);
    return found ? (uint64_t)at + found : 0;
}

void
lines_hold(struct lines *l, const struct line_mark *mark, size_t until)
{
    settle(l);
    if (l->held)
        return;
    l->held = true;
    l->mark = *mark;
    l->safe = l->base + l->at + until;
    if (input_size(l->in) >= 0) {
        uint64_t last = last_mark(l);
        l->safe = last > l->safe ? last : l->safe;
    }
}

/* Looks for a mark in p[from..n), which stands at base in the stream; what is up to it is safe. */
static bool
look_through(struct lines *l, struct slice text, size_t from, uint64_t base)
{
    size_t found = line_mark_last(&l->mark, text.p, from, text.n);

    if (found > 0)
        l->safe = base + found;
    return found > 0;
}

/* Looks for a mark behind what is safe: true where there is one. */
static bool
extend(struct lines *l)
{
    uint64_t place = l->base + l->at; /* may be behind what is safe: a record of lines had a mark within */
    size_t from = (size_t)((l->safe > place ? l->safe : place) - l->base);
    struct block *next;

    if (input_size(l->in) >= 0 || l->fault)
        return false;
    if (from < l->view.n && look_through(l, l->view, from, l->base))
        return true;
    while ((next = blocks_next(l->blocks, &l->fault))) {
        struct slice text;
        buffer_fit(&next->text); /* of a pipe a block may be a line, and many are held */
        text = (struct slice){ next->text.p, next->text.n };
        *l->last = next;
        l->last = &next->next;
        if (look_through(l, text, next->within ? line_mark_second(text.p, text.n) : 0, next->base))
            return true;
    }
    return false;
}

enum line_result
lines_peek(struct lines *l, size_t from, size_t max, size_t *end, const char **why)
{
    enum line_result here;

    settle(l);
    if (l->held && l->base + l->at + from >= l->safe && !extend(l)) {
        *why = l->fault;
        return l->fault ? LINE_FAULT : LINE_END;
    }
    here = find_end(l, from, max, end);
    *why = l->fault;
    return here;
}

void
lines_shape(struct lines *l, const struct block_shape *shape)
{
    l->shape = shape;
    blocks_shape(l->blocks, shape);
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

/* How many lines of the block count. */
static size_t
safe_lines(const struct lines *l, const struct scan *s)
{
    size_t k;

    if (!l->held || l->safe >= l->base + l->view.n)
        return s->lines;
    if (l->safe <= l->base)
        return 0;
    k = line_from(s, 0, s->lines, (size_t)(l->safe - l->base));
    return k;
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

    settle(l);
    if (!l->shape)
        return NULL;
    if (l->held && l->base + l->at >= l->safe)
        return NULL; /* what lies behind may be cut at any moment, and is never asked for */
    if (l->aside && l->at >= l->joint)
        view_block(l, l->at - l->joint);
    while (!l->aside && l->at == l->view.n && fill(l))
        ;
    if (l->aside || l->at == l->view.n)
        return NULL;
    if (!l->now->scanned)
        blocks_scan(l->shape, l->now);
    s = &l->now->scan;
    a->text = l->view.p;
    a->scan = s;
    a->odd = s->odd;
    a->value = l->now->value;
    a->count = safe_lines(l, s);
    a->now = l->synced = line_at_place(l, s);
    return a->now < a->count && !a->odd[a->now] && scan_start(s, a->now) == l->at ? a : NULL;
}
