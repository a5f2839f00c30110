/* Text as a field of CSV, against a rule of its own, wherever in the text the sign stands that decides. */
#include "../../src/emit.h"

#include "../../src/emit_csv.h"
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

/* The same as cells of records, of one column or of two, whatever sign stands where. */
static bool
cells_agree(size_t columns)
{
    struct buffer want = { 0 }, got = { 0 };
    FILE *file = tmpfile();
    struct emit *e = emit_open(fileno(file), FORM_CSV, true);
    bool same;

    for (size_t c = 0; c < columns; c++)
        emit_column(e, "c", CELL_TEXT);
    buffer_put(&want, columns == 1 ? "c\n" : "c,c\n");
    for (size_t n = 0; n <= 17; n++)
        for (size_t at = 0; at < n + (n == 0); at++)
            for (int sign = 1; sign < 256; sign++) {
                char text[17];
                struct slice s = { text, n };
                struct buffer field;
                memset(text, 'a', sizeof text);
                text[at] = (char)sign;
                field = by_rule(s);
                for (size_t c = 0; c < columns; c++) {
                    emit_text(e, s);
                    buffer_add(&want, ",", c > 0);
                    buffer_add(&want, field.p, field.n);
                }
                buffer_put(&want, n == 0 && columns == 1 ? "\"\"\n" : "\n");
                emit_end(e);
                buffer_free(&field);
            }
    same = emit_close(e, true) == NULL && fseek(file, 0, SEEK_SET) == 0;
    buffer_reserve(&got, want.n + 1);
    got.n = fread(got.p, 1, want.n + 1, file);
    same &= got.n == want.n && memcmp(got.p, want.p, want.n) == 0;
    buffer_free(&want);
    buffer_free(&got);
    fclose(file);
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
    ok(cells_agree(2), "every byte at every place of cells up to 17 bytes");
    ok(cells_agree(1), "... and of those that stand alone, where an empty one is two quotes");
    return tap_end();
}
