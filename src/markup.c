#include "markup.h"

#include "table.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

void
markup_print(struct buffer *b, const char *format, ...)
{
    va_list args;
    int n;

    va_start(args, format);
    buffer_reserve(b, 1024);
    n = vsnprintf(b->p + b->n, 1024, format, args);
    va_end(args);
    assert(n >= 0 && n < 1024);
    b->n += (size_t)n;
}

void
markup_text(struct buffer *b, struct slice s)
{
    struct buffer clean = { 0 };

    table_harmless(&clean, s);
    for (size_t i = 0; i < clean.n; i++) {
        switch (clean.p[i]) {
        case '&':
            buffer_put(b, "&amp;");
            break;
        case '<':
            buffer_put(b, "&lt;");
            break;
        case '>':
            buffer_put(b, "&gt;");
            break;
        case '"':
            buffer_put(b, "&quot;");
            break;
        default:
            buffer_add(b, clean.p + i, 1);
        }
    }
    buffer_free(&clean);
}
