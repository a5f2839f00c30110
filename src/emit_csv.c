#include "emit_csv.h"

#include <string.h>

bool
csv_needs_quotes(struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r')
            return true;
    return false;
}

/* Of what is no whole word the last bytes are taken twice, or are a word by themselves. */
bool
csv_copy(char *to, struct slice s)
{
    uint64_t last;
    bool suspect = false;

    if (s.n < CSV_WORD) {
        last = load_bytes(s.p, s.n);
        load_back(to, last);
        return csv_is_suspect(last | UINT64_MAX << 8 * s.n);
    }
    for (size_t i = 0; i + CSV_WORD < s.n; i += CSV_WORD) {
        uint64_t word = load_eight(s.p + i);
        load_back(to + i, word);
        suspect |= csv_is_suspect(word);
    }
    last = load_eight(s.p + s.n - CSV_WORD);
    load_back(to + s.n - CSV_WORD, last);
    return suspect || csv_is_suspect(last);
}

void
csv_put_quoted(struct buffer *b, struct slice s)
{
    buffer_add(b, "\"", 1);
    while (s.n > 0) {
        const char *quote = memchr(s.p, '"', s.n);
        size_t n = quote ? (size_t)(quote - s.p) + 1 : s.n;
        buffer_add(b, s.p, n);
        buffer_add(b, "\"", quote != NULL);
        s.p += n;
        s.n -= n;
    }
    buffer_add(b, "\"", 1);
}

void
emit_csv_field(struct buffer *b, struct slice s)
{
    if (b->cap - b->n < s.n + CSV_WORD || !b->p)
        buffer_reserve(b, s.n + CSV_WORD);
    if (csv_copy(b->p + b->n, s) && csv_needs_quotes(s))
        csv_put_quoted(b, s);
    else
        b->n += s.n;
}
