#include "line_mark.h"

#include "scan.h"

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
    return n <= LINE_BYTES && is_mark(m, p, n) &&
           (ends_line(p[n - 1]) || (m->whole && m->whole((struct slice){ p, n }, m->columns)));
}

size_t
line_mark_last(const struct line_mark *m, const char *p, size_t from, size_t to)
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

size_t
line_mark_second(const char *p, size_t n)
{
    size_t i = 0;

    while (i < n && !ends_line(p[i]))
        i++;
    if (i + 1 < n && p[i] == '\r' && p[i + 1] == '\n')
        i++;
    return i < n ? i + 1 : n;
}
