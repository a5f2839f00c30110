/* Rows: small and odd inputs, each read from a file and byte by byte from a pipe. */
#include "../../src/rows.h"

#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/till-rows.XXXXXX";
static char path[64], pipe_path[64];

static const struct rows_form plain = { 0 };
static const struct rows_form sealed = { .mark_column = "kind", .opens = "batch", .closes = "seal" };
static const struct rows_form ascii = {
    .charset = "ASCII", .mark_column = "kind", .opens = "batch", .closes = "seal"
};
static const struct rows_form marked = {
    .mark_column = "kind", .opens = "batch", .closes = "seal", .marks = true
};

static void
put(const char *text, size_t n)
{
    FILE *f = fopen(path, "w");

    if (!f || fwrite(text, 1, n, f) != n || fclose(f) != 0)
        abort();
}

/* Adds text to what was said, as far as there is room. */
static void
say(char *said, size_t room, const char *text, size_t n)
{
    static const char *last; /* what was said to, and where its end was: texts are long */
    static size_t end;
    size_t at = said == last && end < room && strlen(said + end) == 0 && *said ? end : strlen(said);

    if (at + n < room) {
        memcpy(said + at, text, n);
        said[at + n] = '\0';
        last = said;
        end = at + n;
    }
}

/* In the place of the C library's: reads, or fails, or finds nothing there any more. */
static int pread_gives = 1;

ssize_t
pread(int fd, void *buf, size_t n, off_t at)
{
    off_t was = lseek(fd, 0, SEEK_CUR);
    ssize_t got = pread_gives;

    errno = EIO;
    if (pread_gives > 0 && lseek(fd, at, SEEK_SET) == at)
        got = read(fd, buf, n);
    lseek(fd, was, SEEK_SET);
    return got;
}

/* All records as "2:a|b;" and all faults as "3!column:phrase;". */
static void
read_all(struct rows *r, char *said, size_t room)
{
    struct row row;
    struct fault f;
    enum rows_result got;
    char line[160];

    while ((got = rows_next(r, &row, &f)) != ROWS_END) {
        if (got == ROWS_FAULT) {
            say(said, room, line,
                (size_t)snprintf(line, sizeof line, "%d!%s:%s", (int)f.line, f.column ? f.column : "",
                                 f.phrase));
        } else {
            say(said, room, line, (size_t)snprintf(line, sizeof line, "%d:", (int)row.line));
            for (size_t i = 0; i < row.cells; i++) {
                say(said, room, "|", i > 0);
                say(said, room, row_cell(&row, i).p, row_cell(&row, i).n);
            }
        }
        say(said, room, ";", 1);
    }
}

static void
read_path(const char *from, const struct rows_form *form, char *said, size_t room)
{
    struct rows *r = rows_new(form);
    struct fault f;
    char line[160];

    *said = '\0';
    if (rows_add(r, from, &f))
        read_all(r, said, room);
    else
        say(said, room, line,
            (size_t)snprintf(line, sizeof line, "%d!%s:%s", (int)f.line, f.column ? f.column : "", f.phrase));
    rows_free(r);
}

/* A child writes the bytes, so many at a time. */
static pid_t
write_pipe(const char *text, size_t n, size_t step)
{
    pid_t child;

    unlink(pipe_path);
    fflush(stdout);
    if (mkfifo(pipe_path, 0600) != 0 || (child = fork()) < 0)
        abort();
    if (child == 0) {
        int fd = open(pipe_path, O_WRONLY);
        for (size_t i = 0; i < n; i += step)
            if (write(fd, text + i, step) != (ssize_t)step)
                _exit(1);
        _exit(0);
    }
    return child;
}

static void
read_pipe(const char *text, size_t n, const struct rows_form *form, char *said, size_t room)
{
    pid_t child = write_pipe(text, n, 1);

    read_path(pipe_path, form, said, room);
    waitpid(child, NULL, 0);
}

#define TEXT(s) s, sizeof(s) - 1

static void
reads_bytes(const struct rows_form *form, const char *text, size_t n, const char *want, const char *name)
{
    char file[8192], slow[8192];

    put(text, n);
    read_path(path, form, file, sizeof file);
    read_pipe(text, n, form, slow, sizeof slow);
    if (!ok(strcmp(file, want) == 0 && strcmp(slow, want) == 0, "%s", name))
        printf("# wanted %s\n# file   %s\n# pipe   %s\n", want, file, slow);
}

static void
reads(const char *text, const char *want, const char *name)
{
    reads_bytes(&plain, text, strlen(text), want, name);
}

static void
test_lines(void)
{
    reads("a,b\n1,2\n3,4\n", "2:1|2;3:3|4;", "records and their lines");
    reads("a,b\n1,2\n3,4", "2:1|2;3:3|4;", "no last newline");
    reads("a,b\r\n1,2\r\n3,4\r\n", "2:1|2;3:3|4;", "CRLF");
    reads("a,b\r1,2\r3,4\r", "2:1|2;3:3|4;", "CR alone");
    reads("a,b\r1,2\n3,4\r\n5,6", "2:1|2;3:3|4;4:5|6;", "line ends of all kinds");
    reads("\n\na,b\n\n1,2\n\r\n\n3,4\n\n", "5:1|2;8:3|4;", "blank lines are no records, but count");
    reads("a\n\"\"\nx\n", "2:;3:x;", "a quoted empty field is a record");
    reads("a,b\n", "", "a header alone");
    reads("a,b", "", "a header without its newline");
    reads("", "0!:is empty: it has no header", "nothing");
    reads("\n\n", "0!:is empty: it has no header", "blank lines alone");
    reads("\xef\xbb\xbf"
          "a,b\n1,2\n",
          "2:1|2;", "a byte-order mark");
    reads("a,b\n\xef\xbb\xbf"
          "1,2\n",
          "2:\xef\xbb\xbf"
          "1|2;",
          "... only at the start");
}

static void
test_quotes(void)
{
    reads("a,b\n\"1\",\"2\"\n", "2:1|2;", "quoted fields");
    reads("\"a\",\"b\"\n1,2\n", "2:1|2;", "a quoted header");
    reads("a,b\n\"x,y\",\"say \"\"no\"\"\"\n", "2:x,y|say \"no\";", "commas and quotes in quotes");
    reads("a,b\n\"\"\"\",\"\"\"\"\"\"\n", "2:\"|\"\";", "quotes alone in quotes");
    reads("a,b\n , x \n", "2: | x ;", "blanks belong to their field");
    reads("a,b\n\" \",\"\"\n", "2: |;", "... in quotes, too");
    reads("a,b\n,\n", "2:|;", "empty fields");
    reads("a,b\n\"1\n", "2!a:has a quote that is never closed;", "an open quote");
    reads("a,b\n\"1", "2!a:has a quote that is never closed;", "... at the end");
    reads("a,b\n1,\"2\n3,4\n5,6\n", "2!b:has a quote that is never closed;3:3|4;4:5|6;",
          "an open quote swallows no record");
    reads("a,b\n1\"2,3\n4,5\n", "2!a:has a quote out of place;3:4|5;", "a quote within a field");
    reads("a,b\n\"1\"2,3\n4,5\n", "2!a:has a quote out of place;3:4|5;", "text behind a quote");
    reads("a,b\n\"1\" ,3\n4,5\n", "2!a:has a quote out of place;3:4|5;", "a blank behind a quote");
    reads("a,b\n1,\"x\ny\"\n2,3\n", "2!b:has a line end inside;4:2|3;", "a line end within quotes");
    reads("a,b\n1,\"x\r\n\r\ny\"\n2,3\n", "2!b:has a line end inside;5:2|3;", "... several");
    reads("a,\"b\nc\"\n1,2\n", "1!header:has a line end inside", "... in a header");
    reads("a,\"b\n1,2\n", "1!:has a quote that is never closed", "a header with an open quote");
}

static void
test_shape(void)
{
    reads("a,b\n1\n1,2\n", "2!:has 1 field where its header has 2;3:1|2;", "too few fields");
    reads("a,b\n1,2,3\n1,2\n", "2!:has 3 fields where its header has 2;3:1|2;", "too many fields");
    reads("a,b\n1,\n", "2:1|;", "a last field that is empty");
    reads("a,b,a\n1,2,3\n", "1!a:stands twice in the header", "a column twice");
    reads("a,,c\n1,2,3\n", "1!:column 2 of the header has no name", "a column without a name");
    reads("a,b\n1,\xff\n3,4\n", "2!b:is not UTF-8 (--charset names another);3:3|4;", "no UTF-8");
    reads_bytes(&plain, "a,b\n1,\0\n3,4\n", 12, "2!b:has a NUL byte;3:3|4;", "a NUL byte");
    reads_bytes(&plain, "a,b\n1,2\0", 8, "2!b:has a NUL byte;", "... at the end");
}

static void
test_marks(void)
{
#define LEDGER "kind,n\nx,1\nbatch,2\nx,3\nseal,4\n"
    static const char *const tails[] = { "",       "x,5\n", "x,5", "batch,5\nx,6\n", "batch,5\n\"open\nx,6",
                                         "seal,6", "\xff\n" };
    const char *ends = LEDGER "batch,5\nx,6\nseal,7\n";
    char text[256], name[64];

    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        snprintf(text, sizeof text, LEDGER "%s", tails[i]);
        snprintf(name, sizeof name, "behind the last mark nothing counts (%zu)", i);
        reads_bytes(&sealed, text, strlen(text), "2:x|1;4:x|3;", name);
    }
    reads_bytes(&sealed, ends, strlen(ends), "2:x|1;4:x|3;7:x|6;", "two batches");
    reads_bytes(&marked, LEDGER "x,5\n", strlen(LEDGER) + 4, "2:x|1;3:batch|2;4:x|3;5:seal|4;",
                "marks are handed out where they are asked for");
    reads_bytes(&sealed, TEXT("n,kind\n1,x\n2,\"seal\"\n3,x\n"), "2:1|x;",
                "a mark in quotes is one, in any column");
    reads_bytes(&sealed, TEXT("kind,n\nx,seal\nx,\"batch,seal\"\n"), "2:x|seal;3:x|batch,seal;",
                "its word elsewhere is none");
    reads_bytes(&sealed, TEXT("n,m\n1,seal\n"), "2:1|seal;", "a file without the column has no marks");
    reads_bytes(&sealed, TEXT("kind,n\nbatch,1\nx,2\n"), "", "a batch without its seal is not there");
    reads_bytes(&sealed, TEXT("\nkind,n\nbatch,1\nx,2\n"), "", "... nor behind a blank line");
    reads_bytes(&sealed, TEXT("n,kind\r\n1,batch\r\n2,x\r\n3,seal\r\n4,x\r\n"), "3:2|x;",
                "marks in the last column, CRLF");
    reads_bytes(&sealed, TEXT("n,kind\r1,batch\r2,x\r3,seal\r4,x\r"), "3:2|x;", "... CR alone");
    reads("a,b\r\r1,2\r\r\n3,4", "3:1|2;5:3|4;", "blank lines that end with CR");
    reads_bytes(&ascii, TEXT("kind,n\nbatch,1\nx,\xff\nseal,2\n"),
                "2!:has a character that its character set does not know;",
                "a file that can't be read to its seal is no empty one");
    reads_bytes(&ascii, LEDGER "x,\xff\n", strlen(LEDGER) + 4,
                "2:x|1;4:x|3;6!:has a character that its character set does not know;", "... nor to its end");
    reads_bytes(&sealed, TEXT("kind,n\nbatch,\"1\nseal,2\nx\"\nx,3\nseal,4\n"), "5:x|3;",
                "a mark within a record of several lines ends nothing");
}

/* The lines that a mark holds back in a pipe are many: its own bytes stay what they are. */
static void
test_held(void)
{
    static char text[400000];
    size_t n = (size_t)sprintf(text, "kind,n\nbatch,1\n"), seals = 0;
    struct rows *r = rows_new(&marked);
    struct fault f;
    struct row row;
    pid_t child;

    for (int i = 0; i < 20000; i++)
        n += (size_t)sprintf(text + n, "x,%d\n", 100000 + i);
    n += (size_t)sprintf(text + n, "seal,3\nbatch,4\nx,5\n");
    child = write_pipe(text, n, n);
    if (rows_add(r, pipe_path, &f))
        while (rows_next(r, &row, &f) == ROWS_ROW)
            seals += slice_is(row.raw, "batch,1") || slice_is(row.raw, "seal,3");
    ok(seals == 2, "marks of a long batch stand as they are in a pipe");
    rows_free(r);
    waitpid(child, NULL, 0);
}

/* Records that straddle every edge of the reader's blocks: two of 65,536 and 131,072 bytes, and CRLF. */
static void
test_blocks(void)
{
    size_t wrong = 0, n = 0;
    char *text = malloc(1u << 20);
    struct rows *r;
    struct row row;
    struct fault f;
    int records = 0;

    n += (size_t)sprintf(text, "number,text\r\n");
    for (int i = 0; i < 60000; i++)
        n += (size_t)sprintf(text + n, "%d,\"a%.*s\"\r\n", i, i % 7, "bcdefgh");
    put(text, n);
    r = rows_new(&plain);
    rows_add(r, path, &f);
    while (rows_next(r, &row, &f) == ROWS_ROW) {
        char want[16];
        wrong += row.cells != 2 || row.line != (uint64_t)records + 2;
        snprintf(want, sizeof want, "%d", records);
        wrong += !slice_is(row_cell(&row, 0), want) || row_cell(&row, 1).n != 1 + (size_t)(records % 7);
        records++;
    }
    ok(wrong == 0 && records == 60000, "records stand whole wherever the reader's blocks end");
    rows_free(r);
    free(text);
}

/* Behind the last mark more than the windows hold in which it is looked for. */
static void
test_windows(void)
{
    static const char *const ends[] = { "\n", "\r\n", "\r" };
    static char text[1100000];
    char said[4096];

    for (size_t e = 0; e < 3; e++) {
        size_t n = 0;
        n += (size_t)sprintf(text, "n,kind%s1,batch%s2,x%s3,seal%s", ends[e], ends[e], ends[e], ends[e]);
        while (n < 1000000)
            n += (size_t)sprintf(text + n, "4%.*s,x%s", (int)(n / 8 % 7), "5678901", ends[e]);
        put(text, n);
        read_path(path, &sealed, said, sizeof said);
        ok(strcmp(said, "3:2|x;") == 0, "the last mark stands a million bytes before the end (%zu)", e);
        pread_gives = -1;
        read_path(path, &sealed, said, sizeof said);
        ok(strcmp(said, "2!:Input/output error;") == 0, "... and can't be looked for (%zu)", e);
        pread_gives = 0;
        read_path(path, &sealed, said, sizeof said);
        ok(strcmp(said, "2!:has become shorter while it was read;") == 0, "... nor there (%zu)", e);
        pread_gives = 1;
    }
    memset(text + 100, 'x', sizeof text - 101);
    put(text, sizeof text - 1);
    read_path(path, &sealed, said, sizeof said);
    ok(strcmp(said, "3:2|x;") == 0, "... behind it one line");
    text[sizeof text - 2] = '\n';
    put(text, sizeof text - 1);
    read_path(path, &sealed, said, sizeof said);
    ok(strcmp(said, "3:2|x;") == 0, "... which has its end");
}

/* A file that is gone when its records are to be read: only its header was. */
static void
test_gone(void)
{
    struct rows *r = rows_new(&plain);
    struct fault f = { 0 };
    struct row row;

    put("n\n1\n", 4);
    ok(rows_add(r, path, &f), "a file");
    unlink(path);
    ok(rows_next(r, &row, &f) == ROWS_FAULT && f.phrase && rows_next(r, &row, &f) == ROWS_END,
       "... that is gone before its records are read");
    rows_free(r);
}

/* The last mark stands in the middle: in no window at an end of the file. */
static void
test_middle(void)
{
    static char text[1200000];
    size_t n = (size_t)sprintf(text, "n,kind\n1,batch\n"), records = 0;
    struct rows *r = rows_new(&sealed);
    struct fault f;
    struct row row;

    for (int i = 0; i < 200000; i++)
        n += (size_t)sprintf(text + n, "%s", i == 100000 ? "3,seal\n" : "2,xy\n");
    put(text, n);
    if (rows_add(r, path, &f))
        while (rows_next(r, &row, &f) == ROWS_ROW)
            records++;
    ok(records == 100000, "the last mark stands in the middle of the file");
    rows_free(r);
}

/* In a stream the last mark counts wherever a block ends, whatever ends its lines. */
static void
test_borders(void)
{
    static const char *const ends[] = { "\n", "\r\n", "\r" };
    static char text[150000], said[500000];
    struct rows_form form = ascii;
    size_t wrong = 0;

    for (size_t e = 0; e < 3; e++)
        for (size_t cut = 0; cut < 24; cut++) {
            size_t n = (size_t)sprintf(text, "n,kind%s1,batch%s", ends[e], ends[e]);
            while (n < 140000)
                n += (size_t)sprintf(text + n, "4,x%s", ends[e]);
            n += (size_t)sprintf(text + n, "3,seal%s", ends[e]);
            form.block = n - cut;
            put(text, n);
            read_path(path, &form, said, sizeof said);
            wrong += strlen(said) < 100000;
        }
    ok(wrong == 0, "the last mark of a stream counts wherever blocks end (%zu)", wrong);
}

/* Records that were there when the file was opened are never missed in silence. */
static void
test_cut(void)
{
    static const char *const texts[] = { "n,kind\n", "n,kind\n1,batch\n" };

    for (size_t t = 0; t < 2; t++) {
        static char text[1200000];
        size_t n = (size_t)sprintf(text, "%s", texts[t]);
        struct rows *r = rows_new(&sealed);
        struct fault f = { 0 };
        struct row row;
        enum rows_result got;

        while (n < 1000000)
            n += (size_t)sprintf(text + n, "2,xyz\n");
        n += (size_t)sprintf(text + n, "3,seal\n");
        put(text, n);
        rows_add(r, path, &f);
        got = rows_next(r, &row, &f);
        if (truncate(path, (off_t)(strlen(texts[t]) + 6 * 100000)) != 0)
            abort();
        while (got == ROWS_ROW)
            got = rows_next(r, &row, &f);
        ok(got == ROWS_FAULT && f.unread && strcmp(f.phrase, "has become shorter while it was read") == 0,
           "a file that is cut at a line's end while it is read is noticed (%zu)", t);
        rows_free(r);
    }
}

static void
test_limits(void)
{
    static char text[200000];
    static char said[400000];
    size_t n = (size_t)sprintf(text, "a,b\n1,");

    memset(text + n, 'x', 65536 - 3);
    strcpy(text + n + 65536 - 3, "\n3,4\n");
    put(text, strlen(text));
    read_path(path, &plain, said, sizeof said);
    ok(strlen(said) == strlen("2:1|") + 65536 - 3 + strlen(";3:3|4;"), "a record of 65536 bytes");
    memset(text + n, 'x', 65536 - 2);
    strcpy(text + n + 65536 - 2, "\n3,4\n");
    put(text, strlen(text));
    read_path(path, &plain, said, sizeof said);
    ok(strcmp(said, "2!:is a record of more than 65536 bytes;") == 0, "one of a byte more ends its file");
}

/* Slots: wanted columns by their place in the list, in files with other orders. */
static void
test_slots(void)
{
    struct rows *r = rows_new(&plain);
    struct row row;
    struct fault f;
    char second[80], said[256] = "";
    const char *name;
    int slot, b = rows_want(r, "b", true), c = rows_want(r, "c", false), a = rows_want(r, "a", true);

    snprintf(second, sizeof second, "%s/second.csv", folder);
    put("a,b\n1,2\n", 8);
    ok(rows_add(r, path, &f), "a column that may be missing is missing");
    rename(path, second);
    put("d,c,b,a\n6,5,4,3\n", 16);
    ok(rows_add(r, path, &f) && rows_columns(r) == 4, "a second file has more columns");
    ok(rows_want(r, "b", true) == b && rows_want(r, "a", true) == a, "a column asked for twice is one");
    for (size_t i = 0; (name = rows_column(r, i, &slot)); i++)
        say(said, sizeof said, name, strlen(name));
    ok(strcmp(said, "bcad") == 0, "the wanted columns first, then the others");
    rename(second, path);
    rows_free(r);

    r = rows_new(&plain);
    b = rows_want(r, "b", true);
    c = rows_want(r, "c", false);
    a = rows_want(r, "a", true);
    put("a,b\n1,2\n", 8);
    rows_add(r, path, &f);
    ok(rows_next(r, &row, &f) == ROWS_ROW && slice_is(row_get(&row, a), "1") &&
           slice_is(row_get(&row, b), "2") && row_get(&row, c).n == 0,
       "a slot is its column's field, or empty where there is none");
    rows_free(r);
}

static void
test_wanted(void)
{
    struct rows *r = rows_new(&plain);
    struct fault f;

    rows_want(r, "item", false);
    rows_want(r, "date", true);
    put("amount\n1\n", 9);
    ok(!rows_add(r, path, &f) && strcmp(f.column, "date") == 0 &&
           strcmp(f.phrase, "is missing from the header") == 0,
       "a column that has to be there");
    put("date,Item\n1,2\n", 14);
    ok(!rows_add(r, path, &f) && strcmp(f.column, "Item") == 0,
       "another spelling is not taken to be missing");
    put("date,item \n1,2\n", 15);
    ok(!rows_add(r, path, &f) && strcmp(f.column, "item ") == 0, "... nor is a blank beside it");
    rows_free(r);
}

int
main(void)
{
    signal(SIGPIPE, SIG_IGN);
    if (!mkdtemp(folder))
        return 2;
    snprintf(path, sizeof path, "%s/rows.csv", folder);
    snprintf(pipe_path, sizeof pipe_path, "%s/pipe", folder);
    test_lines();
    test_quotes();
    test_shape();
    test_marks();
    test_held();
    test_blocks();
    test_windows();
    test_gone();
    test_middle();
    test_borders();
    test_cut();
    test_limits();
    test_slots();
    test_wanted();
    unlink(path);
    unlink(pipe_path);
    rmdir(folder);
    return tap_end();
}
