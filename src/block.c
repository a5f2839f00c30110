#include "block.h"

#include "cells.h"
#include "quotes.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* Of a foreign line the bytes may be anything. A wide line has one. */
static void
check_texts(struct block *b, bool unchecked)
{
    unsigned char *odd = b->scan.odd, *last = odd + b->scan.lines;

    while (odd < last && (odd = memchr(odd, LINE_WIDE, (size_t)(last - odd)))) {
        size_t k = (size_t)(odd - b->scan.odd);
        const char *line = b->text.p + scan_start(&b->scan, k);
        const char *end = b->text.p + b->scan.end[b->scan.line[k + 1] - 1];
        struct slice text = { line, (size_t)(end - line) - (end[-1] == '\r') };
        *odd++ = unchecked || !text_check(text) ? LINE_PLAIN : LINE_ODD;
    }
}

static void
set_marks_apart(struct block *b, const struct block_shape *shape)
{
    const uint32_t *end = b->scan.end + shape->mark, *line = b->scan.line;
    unsigned char *odd = b->scan.odd;

    for (size_t k = 0; k < b->scan.lines; k++) {
        struct slice word;
        if (odd[k])
            continue;
        word.p = b->text.p + (uint32_t)(end[(ptrdiff_t)line[k] - 1] + 1);
        word.n = (size_t)(b->text.p + end[line[k]] - word.p);
        if (block_is_mark(shape, word))
            odd[k] = LINE_ODD;
    }
}

/* One value of all lines, then the next: a rule is then applied many times in a row. Returns whether all are
 * there. */
static bool
find_values(struct block *b, const struct block_shape *shape)
{
    size_t room = b->scan.lines * shape->values + 1;
    bool all = true;

    if (b->value_cap < room) {
        b->value = mem_grow(b->value, room, sizeof *b->value);
        b->value_cap = room;
    }
    for (size_t v = 0; v < shape->values; v++) {
        const uint32_t *end = shape->field[v] < shape->fields ? b->scan.end + shape->field[v] : NULL;
        all &= shape->value[v](&(struct values){ b->text.p, end, b->scan.line, b->scan.odd, b->scan.lines,
                                                 b->value + v, shape->values });
    }
    return all;
}

static bool
has_values(const struct block_shape *shape, const int64_t *value)
{
    for (size_t v = 0; v < shape->values; v++)
        if (value[v] == VALUES_NONE)
            return false;
    return true;
}

bool
block_is_complete(const struct block_shape *shape, const int64_t *value)
{
    unsigned char odd = LINE_PLAIN;

    if (!has_values(shape, value))
        return false;
    if (shape->good)
        shape->good(value, shape->values, &odd, 1); /* asked of one line */
    return line_is_good(odd);
}

static void
set_incomplete_apart(struct block *b, const struct block_shape *shape)
{
    for (size_t k = 0; k < b->scan.lines; k++)
        if (!b->scan.odd[k] && !has_values(shape, b->value + k * shape->values))
            b->scan.odd[k] = LINE_ODD;
}

void
block_scan(struct block *b, const struct block_shape *shape)
{
    bool all;

    b->scanned = true;
    if (shape->fields == 0) {
        b->scan.lines = 0;
        return;
    }
    scan_text(&b->scan, b->text.p, b->text.n, shape->delimiter, shape->fields);
    if (b->within)
        b->scan.odd[0] = LINE_ODD;
    check_texts(b, shape->unchecked);
    if (shape->mark < shape->fields)
        set_marks_apart(b, shape);
    if (shape->values == 0)
        return;
    all = find_values(b, shape);
    if (!shape->complete)
        return;
    if (!all)
        set_incomplete_apart(b, shape);
    if (shape->good)
        shape->good(b->value, shape->values, b->scan.odd, b->scan.lines);
    quotes_read(b, shape);
}

void
block_free(struct block *b)
{
    buffer_free(&b->text);
    scan_free(&b->scan);
    free(b->value);
    spare_free(&b->spare);
    spare_free(&b->quoted);
    if (b->cells)
        cells_free(b->cells);
    free(b);
}
