#include "texts.h"

#include <string.h>

struct slice
texts_join(struct arena *a, const struct slice *text, size_t n)
{
    size_t all = n;
    char *joined, *p;

    for (size_t i = 0; i < n; i++)
        all += text[i].n;
    joined = p = arena_alloc(a, all);
    for (size_t i = 0; i < n; i++) {
        if (text[i].n > 0)
            memcpy(p, text[i].p, text[i].n);
        p += text[i].n;
        *p++ = '\0';
    }
    return (struct slice){ joined, all };
}

/* A text that is longer than the one it is held against ends the comparison at that one's NUL. */
bool
texts_are(const char *joined, const struct slice *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (text[i].n > 0 && strncmp(joined, text[i].p, text[i].n) != 0)
            return false;
        joined += text[i].n;
        if (*joined++)
            return false;
    }
    return true;
}

void
texts_cut(const char *joined, struct slice *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        text[i] = slice_of(joined);
        joined += text[i].n + 1;
    }
}
