#include "lines.h"

#include "input.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK  131072
#define WINDOW 262144

struct lines {
    struct input *in;
    struct buffer b;
    size_t at;     /* the place, in b */
    uint64_t base; /* position in the stream of b's first byte */
    bool ended;
    const char *fault;
    bool held;
    struct line_mark mark;
    uint64_t safe; /* position in the stream up to which lines count, once held */
};

struct lines *
lines_open(const char *path, const char *charset, const char **why)
{
    struct input *in = input_open(path, charset, why);
    struct lines *l;

    if (!in)
        return NULL;
    l = mem_alloc(sizeof *l);
    l->in = in;
    return l;
}

void
lines_close(struct lines *l)
{
    input_close(l->in);
    buffer_free(&l->b);
    free(l);
}

bool
lines_reopen(const struct lines *l)
{
    return input_reopens(l->in);
}

const char *
lines_at(const struct lines *l)
{
    return l->b.p + l->at;
}

void
lines_drop(struct lines *l, size_t n)
{
    l->at += n;
}

/* Reads one more block behind what is here; what lies before the place makes room. */
static bool
fill(struct lines *l)
{
    ssize_t got;

    if (l->ended)
        return false;
    if (l->at > 0 && l->b.cap - l->b.n < BLOCK) {
        memmove(l->b.p, l->b.p + l->at, l->b.n - l->at);
        l->b.n -= l->at;
        l->base += l->at;
        l->at = 0;
    }
    buffer_reserve(&l->b, BLOCK);
    got = input_read(l->in, l->b.p + l->b.n, l->b.cap - l->b.n, &l->fault);
    if (got <= 0) {
        l->ended = true;
        return false;
    }
    l->b.n += (size_t)got;
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
        size_t here = l->b.n - l->at;
        size_t n = here > from ? here - from : 0;
        const char *p = n > 0 ? l->b.p + l->at + from : NULL;
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

/* Whether the line is a closing mark. Quotes are minded, for a memo may hold its word. */
static bool
is_mark(const struct line_mark *m, const char *p, size_t n)
{
    bool quoted = false;
    size_t column = 0, from = 0;

    for (size_t i = 0; i <= n; i++) {
        if (i < n && p[i] == '"')
            quoted = !quoted;
        if (i < n && (quoted || (p[i] != m->delimiter && p[i] != '\r' && p[i] != '\n')))
            continue;
        if (column++ == m->column)
            return slice_is((struct slice){ p + from, i - from }, m->word);
        from = i + 1;
    }
    return false;
}

static bool
ends_line(char c)
{
    return c == '\n' || c == '\r';
}

/* Whether the line, which has a byte, is all of a mark: it has its end, or shows that it lacks nothing else.
 */
static bool
is_whole_mark(const struct line_mark *m, const char *p, size_t n)
{
    return is_mark(m, p, n) && (ends_line(p[n - 1]) || (m->whole && m->whole((struct slice){ p, n })));
}

/* The place behind the last marked line of p[from..to), from being a line's beginning, or 0. */
static size_t
mark_within(const struct line_mark *m, const char *p, size_t from, size_t to)
{
    while (to > from) {
        size_t line = to - 1; /* the last byte of a line ends it, or is the file's last */
        if (line > from && p[line] == '\n' && p[line - 1] == '\r')
            line--;
        while (line > from && !ends_line(p[line - 1]))
            line--;
        if (is_whole_mark(m, p + line, to - line))
            return to;
        to = line;
    }
    return 0;
}

/* How much of p[0..n) stands before its second line: the rest of a line that began earlier. */
static size_t
first_line(const char *p, size_t n)
{
    size_t i = 0;

    while (i < n && !ends_line(p[i]))
        i++;
    if (i + 1 < n && p[i] == '\r' && p[i + 1] == '\n')
        i++;
    return i < n ? i + 1 : n;
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
        first = at > 0 ? first_line(window, n) : 0;
        found = mark_within(&l->mark, window, first, n);
        end = first < n ? at + (off_t)first : at;
    }
    free(window);
    return found ? (uint64_t)at + found : 0;
}

void
lines_hold(struct lines *l, const struct line_mark *mark, size_t until)
{
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

/* Looks for the next mark behind what is safe: true where there is one. */
static bool
extend(struct lines *l)
{
    uint64_t place = l->base + l->at; /* may be behind what is safe: a record of lines had a mark within */
    size_t from = l->safe > place ? (size_t)(l->safe - place) : 0;
    size_t end;
    enum line_result here;

    if (input_size(l->in) >= 0)
        return false;
    while ((here = find_end(l, from, SIZE_MAX / 4, &end)) == LINE_HERE) {
        const char *p = l->b.p + l->at;
        if (is_whole_mark(&l->mark, p + from, end - from)) {
            l->safe = l->base + l->at + end;
            return true;
        }
        from = end;
    }
    return false;
}

enum line_result
lines_peek(struct lines *l, size_t from, size_t max, size_t *end, const char **why)
{
    enum line_result here;

    if (l->held && l->base + l->at + from >= l->safe && !extend(l)) {
        *why = l->fault;
        return l->fault ? LINE_FAULT : LINE_END;
    }
    here = find_end(l, from, max, end);
    *why = l->fault;
    return here;
}
