#include "quotes.h"

#include "cells.h"
#include "load.h"
#include "text.h"

#define LONGEST (RECORD_BYTES / 2) /* what may come near a limit is not for here */

/* Whether the line, which has a quote, is one of good texts: what its cells have is of it, less some quotes.
 * Its end is left out; any other "\r" would end it before. (A delimiter that is a control character is none
 * of a good text: such a line is left to others.) */
static bool
is_good(struct slice line)
{
    line.n -= line.p[line.n - 2] == '\r' ? 2 : 1;
    return line.n <= LONGEST && !text_check(line);
}

/* The fields before the first quote are as they stand, the rest is as libcsv has it. */
static bool
lay_fields(struct block *b, const struct block_shape *shape, size_t k)
{
    const uint32_t *end = b->scan.end + b->scan.line[k];
    struct slice line = { b->text.p + scan_start(&b->scan, k), scan_start(&b->scan, k + 1) };
    const char *quote;
    size_t plain = 0;

    line.n -= (size_t)(line.p - b->text.p);
    if (!(quote = memchr(line.p, '"', line.n)) || !is_good(line))
        return false;
    while (b->text.p + end[plain] < quote)
        plain++;
    if (b->text.p + (uint32_t)(end[(ptrdiff_t)plain - 1] + 1) != quote)
        return false;
    if (!b->cells)
        b->cells = cells_new(shape->delimiter);
    cells_begin(b->cells);
    if (cells_feed(b->cells, (struct slice){ quote, (size_t)(line.p + line.n - quote) }) ||
        !b->cells->whole || plain + b->cells->n != shape->fields)
        return false;
    spare_begin(&b->quoted, shape->fields, shape->values);
    spare_lay(&b->quoted, 0, b->text.p, end, plain);
    spare_lay(&b->quoted, plain, b->cells->text, b->cells->end, b->cells->n);
    return true;
}

/* The values of the record that was laid. */
static bool
find_values(const struct spare *s, const struct block_shape *shape)
{
    const uint32_t *end = spare_end(s, s->n);
    int64_t *value = spare_value(s, s->n);

    for (size_t v = 0; v < shape->values; v++) {
        const uint32_t *at = shape->field[v] < shape->fields ? end + shape->field[v] : NULL;
        struct values line = values_of_line(s->text.p, at, value + v);
        shape->value[v](&line);
    }
    return block_is_complete(shape, value);
}

static bool
is_mark(const struct spare *s, const struct block_shape *shape)
{
    const uint32_t *end = spare_end(s, s->n);
    size_t i = shape->mark;

    return i < shape->fields &&
           block_is_mark(shape, (struct slice){ s->text.p + (uint32_t)(end[(ptrdiff_t)i - 1] + 1),
                                                end[i] - end[(ptrdiff_t)i - 1] - 1 });
}

void
quotes_read(struct block *b, const struct block_shape *shape)
{
    unsigned char *odd = b->scan.odd;

    for (size_t k = b->within; k < b->scan.lines; k++) {
        while (k + 8 <= b->scan.lines && load_eight((const char *)odd + k) == 0)
            k += 8;
        if (k >= b->scan.lines || !(odd[k] & LINE_ODD))
            continue;
        if (!lay_fields(b, shape, k) || is_mark(&b->quoted, shape) || !find_values(&b->quoted, shape))
            continue;
        spare_keep(&b->quoted, k);
        odd[k] = LINE_QUOTED;
    }
}
