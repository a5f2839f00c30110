/*
 * The disk's faults, one call at a time: reads, writes, cuts and fsyncs of a post are made here and fail
 * when told to. What a post says and what it leaves must agree.
 */
#define _GNU_SOURCE /* syscall */

#include "../../src/durable.h"
#include "../../src/input.h"
#include "../../src/ledger.h"

#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static char folder[] = "/tmp/till-durable.XXXXXX";
static char path[96], beside[160];
static const char *next = "b2"; /* the batch to post */

enum call { READ, WRITE, CUT, SYNC, CALLS };

/* The call that fails: the at-th of its kind from now on, and all behind it where the error lasts. An error
 * of 0: it moves no byte. */
static struct {
    int at[CALLS], error[CALLS];
    bool lasts[CALLS];
} faults;

static void
no_faults(void)
{
    memset(&faults, 0, sizeof faults);
}

static void
fail(enum call c, int at, int error, bool lasts)
{
    faults.at[c] = at;
    faults.error[c] = error;
    faults.lasts[c] = lasts;
}

static bool
fails(enum call c)
{
    bool now = faults.at[c] == 1;

    if (faults.at[c] > 1 || (now && !faults.lasts[c]))
        faults.at[c]--;
    if (now)
        errno = faults.error[c];
    return now;
}

/* In the place of the C library's. */

static ssize_t
move(enum call c, int fd, void *p, size_t n, off_t at)
{
    off_t was = lseek(fd, 0, SEEK_CUR);
    ssize_t moved;

    if (fails(c))
        return faults.error[c] ? -1 : 0;
    if (lseek(fd, at, SEEK_SET) != at)
        return -1;
    moved = c == READ ? read(fd, p, n) : write(fd, p, n);
    lseek(fd, was, SEEK_SET);
    return moved;
}

ssize_t
pread(int fd, void *p, size_t n, off_t at)
{
    return move(READ, fd, p, n, at);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t at)
{
    return move(WRITE, fd, (void *)(uintptr_t)p, n, at);
}

int
ftruncate(int fd, off_t n)
{
    return fails(CUT) ? -1 : (int)syscall(SYS_ftruncate, fd, n);
}

int
fsync(int fd)
{
    return fails(SYNC) ? -1 : (int)syscall(SYS_fsync, fd);
}

#define HEADER "date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo\n"
#define ENTRY  "2026-06-30,A1,charge,B1,B1,WATER,12.50,,,,,\n"

static struct posting
post(const char *id, const char *body)
{
    struct batch b = { .header = slice_of(HEADER), .body = slice_of(body), .id = id };

    b.user = "ann";
    b.memo = "entries 1 debits 12.50 credits 0.00";
    b.day = "2026-06-30";
    return ledger_post(path, &b, false);
}

static off_t
size_of(const char *file)
{
    struct stat st;

    return stat(file, &st) == 0 ? st.st_size : -1;
}

static void
append(const char *text)
{
    int fd = open(path, O_WRONLY | O_APPEND);

    if (fd < 0 || write(fd, text, strlen(text)) < 0)
        abort();
    close(fd);
}

/* A post with the faults that are set gives the result, and leaves the ledger as long as it was. */
static void
refused(enum post_result result, const char *name)
{
    off_t was = size_of(path);
    struct posting p = post(next, ENTRY);

    no_faults();
    ok(p.result == result && p.why && size_of(path) == was, "%s", name);
    free(p.saved);
    free(p.receipt);
}

static void
test_append(void)
{
    struct posting p = post("b1", ENTRY);

    ok(p.result == POST_DONE && p.seal == 1, "a batch");
    fail(READ, 1, EIO, false);
    refused(POST_REFUSED, "the last seal can't be read");
    fail(WRITE, 1, ENOSPC, false);
    refused(POST_FAILED, "the disk is full");
    fail(WRITE, 1, 0, false);
    refused(POST_FAILED, "a write writes nothing");
    fail(SYNC, 1, EIO, false);
    refused(POST_UNKNOWN, "the file can't be seen to the disk");
    fail(SYNC, 2, EIO, false);
    refused(POST_UNKNOWN, "nor its folder");
    fail(READ, 2, EIO, false);
    refused(POST_UNKNOWN, "what was written can't be read back");
    fail(WRITE, 1, EIO, false);
    fail(CUT, 1, EIO, false);
    refused(POST_UNKNOWN, "a failed write can't be taken back");
    fail(READ, 1, EINTR, false);
    fail(WRITE, 1, EINTR, false);
    p = post("b2", ENTRY);
    ok(p.result == POST_DONE && p.seal == 2, "what was interrupted is done again");
    no_faults();
}

static void
test_tail(void)
{
    struct posting p;
    off_t was = size_of(path);

    next = "b3";
    append("2026-06-30,,batch,b3,,");
    snprintf(beside, sizeof beside, "%s.torn-%lld", path, (long long)was);
    fail(SYNC, 1, EIO, false);
    refused(POST_REFUSED, "a torn tail can't be seen to the disk beside the ledger");
    unlink(beside);
    fail(SYNC, 2, EIO, false);
    refused(POST_REFUSED, "nor the folder that it is saved in");
    unlink(beside);
    fail(READ, 1, EIO, false);
    refused(POST_REFUSED, "nor can it be read");
    unlink(beside);
    fail(WRITE, 1, ENOSPC, false);
    refused(POST_REFUSED, "nor written");
    unlink(beside);
    fail(CUT, 1, EIO, false);
    refused(POST_REFUSED, "it is saved, and can't be cut off");
    p = post("b3", ENTRY);
    ok(p.result == POST_DONE && p.saved && strcmp(p.saved + strlen(beside), "-1") == 0,
       "saved again, it takes nothing's place");
    unlink(p.saved);
    unlink(beside);
    free(p.saved);
}

static void
test_aside(void)
{
    int fd = open(path, O_RDONLY);
    char missing[96];

    snprintf(missing, sizeof missing, "%s/no/such", folder);
    ok(!durable_aside(fd, 0, 10, missing, "torn"), "where nothing can be made nothing is saved");
    ok(!durable_directory(missing), "... nor seen to the disk");
    close(fd);
}

/* More than a block: the second one differs, then the first. */
static void
test_stands(void)
{
    size_t n = 3 << 19;
    char *text = malloc(n);
    int fd = open(path, O_RDWR);

    memset(text, 'x', n);
    ok(durable_write(fd, text, n, 0) && durable_stands(fd, (struct slice){ text, n }, 0),
       "what is there stands");
    text[n - 1] = 'y';
    ok(!durable_stands(fd, (struct slice){ text, n }, 0), "a last byte that differs is seen");
    text[0] = 'y';
    ok(!durable_stands(fd, (struct slice){ text, n }, 0), "and a first one");
    ok(!durable_stands(fd, (struct slice){ text, n }, 1 << 20), "and an end that is not there");
    close(fd);
    free(text);
}

/* Whoever is told that the batch is there can rely on it, or is told otherwise. */
static void
test_asked(void)
{
    next = "b1";
    fail(SYNC, 1, EIO, false);
    refused(POST_UNKNOWN, "a batch that is there, and can't be seen to the disk");
    fail(SYNC, 2, EIO, false);
    refused(POST_UNKNOWN, "nor its folder");
    ok(post("b1", ENTRY).result == POST_ALREADY, "the batch again");
    ok(post("b1", "2026-06-30,A1,charge,B1,B1,WATER,12.51,,,,,\n").result == POST_OTHER,
       "... with an entry changed");
}

static void
test_header(void)
{
    struct batch b = { .header = slice_of("date,kind\n"), .body = slice_of(ENTRY), .id = "b4" };
    struct posting p;

    b.user = b.memo = "";
    b.day = "2026-06-30";
    p = ledger_post(path, &b, false);
    ok(p.result == POST_REFUSED && strcmp(p.why, "has another header now") == 0, "another header");
    b.header.n = 0;
    ok(ledger_post(path, &b, true).result == POST_DONE, "any header will do where none is told");
}

/* A ledger that is made for the batch and can't be written. */
static void
test_made(void)
{
    char *last = path + strlen(path) - 1;

    *last = 'x';
    fail(WRITE, 1, ENOSPC, false);
    ok(post("b1", ENTRY).result == POST_FAILED && size_of(path) < 0,
       "a new ledger that can't be written is none");
    no_faults();
    fail(SYNC, 1, EIO, false);
    fail(CUT, 1, EIO, false);
    ok(post("b1", ENTRY).result == POST_UNKNOWN && size_of(path) > 0, "one that may be there stays");
    no_faults();
    unlink(path);
    *last = 'v';
}

/* What would be said of a ledger that is not there. */
static void
test_dry(void)
{
    struct batch b = { .header = slice_of(HEADER), .body = slice_of(ENTRY), .id = "b1" };
    char other[96];

    b.user = b.memo = "";
    b.day = "2026-06-30";
    snprintf(other, sizeof other, "%s/other.csv", folder);
    ok(ledger_post(other, &b, true).result == POST_DONE && size_of(other) < 0, "it would be made");
    ok(symlink("nowhere", other) == 0 && ledger_post(other, &b, true).result == POST_REFUSED,
       "a link to nowhere");
    unlink(other);
    ok(symlink(path, other) == 0 && ledger_post(other, &b, true).result == POST_REFUSED, "a link");
    unlink(other);
    snprintf(other, sizeof other, "%s/no/such.csv", folder);
    ok(ledger_post(other, &b, true).result == POST_REFUSED, "no folder");
    ok(chdir(folder) == 0 && ledger_post("a", &b, true).result == POST_DONE, "a name of a letter");
}

/* A thousand tails were saved before: no name is left. */
static void
test_taken(void)
{
    off_t was = size_of(path);

    append("x");
    for (int i = 0; i < 1000; i++) {
        int fd, n = snprintf(beside, sizeof beside, "%s.torn-%lld", path, (long long)was);
        if (i > 0)
            snprintf(beside + n, sizeof beside - (size_t)n, "-%d", i);
        fd = open(beside, O_WRONLY | O_CREAT, 0600);
        close(fd);
    }
    next = "b4";
    refused(POST_REFUSED, "no name is left for a torn tail");
    for (int i = 0; i < 1000; i++) {
        int n = snprintf(beside, sizeof beside, "%s.torn-%lld", path, (long long)was);
        if (i > 0)
            snprintf(beside + n, sizeof beside - (size_t)n, "-%d", i);
        unlink(beside);
    }
}

/* Entries whose sum is beyond 64 bits: what it holds can still be posted to, for totals are told of a batch.
 */
static void
test_large(void)
{
    static const char line[] = "2026-06-30,A1,charge,B1,B1,WATER,999999999999.99,,,,,\n";
    size_t n = sizeof line - 1, lines = 93000;
    char *body = malloc(n * lines + 1);

    for (size_t i = 0; i < lines; i++)
        memcpy(body + i * n, line, n);
    body[n * lines] = '\0';
    unlink(path);
    ok(post("b1", body).result == POST_DONE && post("b2", ENTRY).result == POST_DONE, "sums beyond 64 bits");
    unlink(path);
    free(body);
}

/* A compressed period can still say what it has. */
static void
test_packed(void)
{
    struct batch b = { .header = slice_of(HEADER), .body = slice_of(ENTRY), .id = "b2", .day = "2026-06-30" };
    char packed[100];
    int from, to;
    struct posting p = post("b1", ENTRY ENTRY);

    snprintf(packed, sizeof packed, "%s.gz", path);
    from = open(path, O_RDONLY);
    to = open(packed, O_WRONLY | O_CREAT, 0600);
    ok(p.result == POST_DONE && !input_pack(from, to), "a period, compressed");
    close(from);
    close(to);
    unlink(path);
    ok(post("b1", ENTRY ENTRY).result == POST_ALREADY, "it has the batch");
    ok(post("b1", ENTRY).result == POST_OTHER, "... which has an entry more");
    ok(post("b1", ENTRY ENTRY ENTRY).result == POST_OTHER, "... less");
    ok(post("b1", ENTRY "2026-06-30,A1,charge,B1,B1,WATER,12.51,,,,,\n").result == POST_OTHER, "... another");
    ok(post("b1", "2026-06-30,A1,charge,B1,B1,WATER,12.51,,,,,\n" ENTRY).result == POST_OTHER,
       "... from the first");
    ok(post("b2", ENTRY).result == POST_CLOSED, "it takes no other");
    ok(ledger_post(path, &b, true).result == POST_CLOSED, "nor would it");
    snprintf(beside, sizeof beside, "%s", path);
    memcpy(path, packed, strlen(packed) + 1);
    ok(post("b1", ENTRY ENTRY).result == POST_ALREADY, "under its own name, too");
    ok(truncate(packed, 40) == 0 && post("b1", ENTRY ENTRY).result == POST_REFUSED, "cut, it says nothing");
    unlink(packed);
    ok(post("b1", ENTRY).result != POST_DONE && size_of(packed) < 0, "none is made under such a name");
}

int
main(void)
{
    if (!mkdtemp(folder))
        return 2;
    snprintf(path, sizeof path, "%s/2026-06.csv", folder);
    test_append();
    test_tail();
    test_aside();
    test_asked();
    test_header();
    test_made();
    test_dry();
    test_taken();
    test_stands();
    test_large();
    test_packed();
    unlink(path);
    rmdir(folder);
    return tap_end();
}
