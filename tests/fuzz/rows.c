/*
 * Records from bytes, in any form, with and without marks. The first bytes say how; the rest is a file,
 * or two. Read from a file (whose end is looked for first) and from a pipe (which is held back line by
 * line) the records and faults must be the same, and each must stand where it is said to.
 */
#include "fuzz_file.h"

#include "../../src/chain.h"
#include "../../src/entry.h"
#include "../../src/record.h"
#include "../../src/rows.h"

static struct rows_form
form_of(uint8_t shape, uint8_t more)
{
    static const char delimiters[] = { 0, ';', '\t', '|' };
    struct rows_form form = { .delimiter = delimiters[shape % 4] };

    form.foreign = shape & 4;
    form.bare = form.foreign && shape & 8;
    form.fixed = form.bare && shape & 16;
    form.header = shape & 32 ? more % 8 : 0;
    if (shape & 64) {
        form.mark_column = "kind";
        form.opens = "batch";
        form.closes = "seal";
        form.whole = more & 8 ? chain_seal_is_whole : NULL;
        form.marks = more & 16;
    }
    return form;
}

/* What was read, as text: records, their places, faults. */
struct account {
    struct buffer said;
    uint64_t line;
};

static void
say(struct account *a, const char *p, size_t n)
{
    buffer_add(&a->said, p, n);
    buffer_add(&a->said, "\1", 1);
}

static void
say_place(struct account *a, const char *what, uint64_t line)
{
    char text[400];

    must(line >= a->line);
    a->line = line;
    say(a, text, (size_t)snprintf(text, sizeof text, "%s %llu", what, (unsigned long long)line));
}

static void
say_row(struct account *a, const struct rows *r, const struct row *row)
{
    int slot;

    say_place(a, "row", row->line);
    must(row->cells <= RECORD_CELLS && row->raw.n <= RECORD_BYTES);
    for (size_t i = 0; i < row->cells; i++)
        say(a, row_cell(row, i).p, row_cell(row, i).n);
    for (size_t i = 0; i < rows_columns(r); i++) {
        must(rows_column(r, i, &slot) != NULL);
        say(a, row_get(row, slot).p, row_get(row, slot).n);
    }
    say(a, row->raw.p, row->raw.n);
}

static void
say_fault(struct account *a, const struct fault *f)
{
    must(f->phrase && *f->phrase && strlen(f->phrase) < 300);
    say_place(a, f->phrase, f->line);
    if (f->column)
        say(a, f->column, strlen(f->column));
    if (f->raw.n > 0)
        say(a, f->raw.p, f->raw.n);
}

static void
read_on(struct account *a, struct rows *r)
{
    struct row row;
    struct fault f;
    enum rows_result got;
    struct slice seal;
    const char *file = NULL;

    while ((got = rows_next(r, &row, &f)) != ROWS_END) {
        if (got == ROWS_ROW)
            say_row(a, r, &row);
        else
            say_fault(a, &f);
    }
    seal = rows_closed(r, &file);
    must(seal.n == 0 || file);
    say(a, seal.p, seal.n);
}

/* The second file is a regular one in both readings. */
static struct account
read_all(const struct rows_form *form, const char *path, const char *second)
{
    struct rows *r = rows_new(form);
    struct account a = { 0 };
    struct fault f;

    rows_want(r, "kind", false);
    rows_want(r, "amount", false);
    if (!rows_add(r, path, &f)) {
        say_fault(&a, &f);
    } else if (second && !rows_add(r, second, &f)) {
        a.line = 0;
        say_fault(&a, &f);
    } else if (!second) {
        read_on(&a, r);
    } else {
        struct row row;
        while (rows_next(r, &row, &f) != ROWS_END)
            continue;
    }
    rows_free(r);
    return a;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct bytes in = { data, n };
    uint8_t shape = take_byte(&in), more = take_byte(&in);
    struct rows_form form = form_of(shape, more);
    const char *second = NULL;
    struct account from_file, from_pipe;
    int fd;

    if (in.n > PIPE_MOST)
        return 0;
    if (shape & 128) {
        struct slice part = { "", 0 };
        take_part(&in, '\2', &part);
        second = file_of(1, in.p, in.n);
        in = (struct bytes){ (const uint8_t *)part.p, part.n };
    }
    from_file = read_all(&form, file_of(0, in.p, in.n), second);
    from_pipe = read_all(&form, pipe_of(in.p, in.n, &fd), second);
    close(fd);
    must(from_file.said.n == from_pipe.said.n);
    must(from_file.said.n == 0 || memcmp(from_file.said.p, from_pipe.said.p, from_file.said.n) == 0);
    buffer_free(&from_file.said);
    buffer_free(&from_pipe.said);
    return 0;
}
