/*
 * Records from bytes, in any form, with and without marks. The first bytes say how; the rest is a file,
 * or two. Read from a file (whose end is looked for first) and from a pipe (which is held back line by
 * line) the records and faults must be the same, and each must stand where it is said to.
 */
#include "fuzz_rows.h"

/* The second file is a regular one in both readings. */
static struct account
read_all(const struct rows_form *form, const char *path, const char *second)
{
    struct rows *r = rows_new(form);
    struct account a = { 0 };
    struct fault f;

    rows_want(r, "kind", false);
    rows_want(r, "amount", false);
    rows_value(r, 0, values_of);
    rows_value(r, 1, values_of);
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
