#include "lines_parts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW 262144

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

bool
lines_reopen(const struct lines *l)
{
    return input_reopens(l->in);
}

const char *
lines_at(struct lines *l)
{
    lines_settle(l);
    return l->view.p + l->at;
}

void
lines_drop(struct lines *l, size_t n)
{
    lines_settle(l);
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
bool
lines_fill(struct lines *l)
{
    struct block *next = l->ended ? NULL : next_block(l);

    if (!next) {
        l->ended = true;
        return false;
    }
    lines_pass(l);
    if (l->view.n > l->at) {
        join(l, next);
        give_back(l, next);
    } else {
        give_back(l, next);
        lines_view(l, 0);
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
        if (lines_fill(l))
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
    lines_settle(l);
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
        buffer_fit(&next->text, VALUES_SLACK); /* of a pipe a block may be a line, and many are held */
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

    lines_settle(l);
    if (l->held && l->base + l->at + from >= l->safe && !extend(l)) {
        *why = l->fault;
        return l->fault ? LINE_FAULT : LINE_END;
    }
    here = find_end(l, from, max, end);
    *why = l->fault;
    return here;
}

void
lines_close(struct lines *l)
{
    lines_settle(l);
    lines_pass(l);
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
