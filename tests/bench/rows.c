/*
 * rows FILE: reads all columns of all records by the library, as a program does, and prints how many
 * records and bytes of fields there were. rows -c FILE: libcsv alone, strict, that does nothing but count
 * the same; it is what a fast lane is held against.
 */
#include "rows.h"
#include "threads.h"

#include <csv.h>
#include <err.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
    uint64_t records, bytes;
} seen;

static void
by_library(const char *path)
{
    const char *lane = getenv("TILL_LANE");
    struct rows_form form = { .threads = threads_wanted(), .slow = lane && strcmp(lane, "csv") == 0 };
    struct rows *rows = rows_new(&form);
    struct fault f;
    struct row row;
    enum rows_result r;

    if (!rows_add(rows, path, &f))
        errx(2, "%s: %s", path, f.phrase);
    while ((r = rows_next(rows, &row, &f)) == ROWS_ROW) {
        seen.records++;
        for (size_t i = 0; i < row.cells; i++)
            seen.bytes += row_cell(&row, i).n;
    }
    if (r == ROWS_FAULT)
        errx(2, "%s:%" PRIu64 ": %s", path, f.line, f.phrase);
    rows_free(rows);
}

static void
on_field(void *field, size_t n, void *nothing)
{
    (void)field;
    (void)nothing;
    seen.bytes += n;
}

static void
on_record(int end, void *nothing)
{
    (void)end;
    (void)nothing;
    if (seen.records++ == 0)
        seen.bytes = 0; /* that was the header */
}

static void
by_libcsv(const char *path)
{
    static char block[1 << 18];
    struct csv_parser p;
    int fd = open(path, O_RDONLY);
    ssize_t n;

    if (fd < 0 || csv_init(&p, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        err(2, "%s", path);
    while ((n = read(fd, block, sizeof block)) > 0)
        if (csv_parse(&p, block, (size_t)n, on_field, on_record, NULL) != (size_t)n)
            errx(2, "%s: %s", path, csv_strerror(csv_error(&p)));
    if (n < 0 || csv_fini(&p, on_field, on_record, NULL) != 0)
        err(2, "%s", path);
    csv_free(&p);
    seen.records--;
    close(fd);
}

int
main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "-c") == 0)
        by_libcsv(argv[2]);
    else if (argc == 2)
        by_library(argv[1]);
    else
        errx(2, "usage: rows [-c] FILE");
    printf("%" PRIu64 ",%" PRIu64 "\n", seen.records, seen.bytes);
    return 0;
}
