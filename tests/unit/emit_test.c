/* Text as a field of CSV, against a rule of its own, wherever in the text the sign stands that decides. */
#include "../../src/emit.h"

#include "tap.h"

#include <string.h>

/* One byte at a time: quotes where a comma, a quote or a line end stands, each quote doubled. */
static struct buffer
by_rule(struct slice s)
{
    struct buffer b = { 0 };
    bool quote = false;

    for (size_t i = 0; i < s.n; i++)
        quote |= s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
    buffer_add(&b, "\"", quote);
    for (size_t i = 0; i < s.n; i++) {
        buffer_add(&b, s.p + i, 1);
        buffer_add(&b, "\"", s.p[i] == '"');
    }
    buffer_add(&b, "\"", quote);
    return b;
}

static bool
agrees(struct slice s)
{
    struct buffer want = by_rule(s), got = { 0 };
    bool same;

    buffer_put(&got, "before");
    emit_csv_field(&got, s);
    same = got.n == want.n + 6 && (want.n == 0 || memcmp(got.p + 6, want.p, want.n) == 0);
    buffer_free(&want);
    buffer_free(&got);
    return same;
}

int
main(void)
{
    char text[40];
    size_t wrong = 0;

    for (size_t n = 0; n < sizeof text; n++) {
        memset(text, 'a', sizeof text);
        wrong += !agrees((struct slice){ text, n });
        for (size_t at = 0; at < n; at++) {
            for (int c = 0; c < 256; c++) {
                text[at] = (char)c;
                wrong += !agrees((struct slice){ text, n });
            }
            text[at] = '"';
            text[n - 1 - at] = ',';
            wrong += !agrees((struct slice){ text, n });
            text[at] = text[n - 1 - at] = 'a';
        }
    }
    ok(wrong == 0, "every byte at every place of fields up to 39 bytes");
    return tap_end();
}
