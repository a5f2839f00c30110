/*
 * What is read, whatever the kernel, zlib or another hand does meanwhile: calls are made here, and fail, are
 * interrupted or give little when told to. All that was there comes out, or what came before and a reason.
 */
#define _GNU_SOURCE /* AT_EMPTY_PATH, RTLD_NEXT, preadv */

#include "../../src/input.h"

#include "../../src/lock.h"
#include "../../src/memory.h"
#include "tap.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

static char folder[] = "/tmp/till-input.XXXXXX";
static char path[64], packed[64];

enum call { READ, READ_AT, STAT, SEEK, LOCK, CALLS };

/* Calls until one fails, 0: none does, and its error; those behind it succeed again. */
static struct {
    int in, error;
} faults[CALLS];
static size_t most = SIZE_MAX; /* bytes that a read gives */
static bool interrupts;        /* every other read and reading by position */
static bool held;              /* is the lock, by somebody else */
static bool no_memory;         /* for zlib to begin with */
static bool no_stream;         /* that zlib would know */

static void
fail(enum call c, int in, int error)
{
    faults[c].in = in;
    faults[c].error = error;
}

static bool
fails(enum call c)
{
    static int calls;

    if (interrupts && (c == READ || c == READ_AT) && calls++ % 2 == 0) {
        errno = EINTR;
        return true;
    }
    if (faults[c].in == 0 || --faults[c].in > 0)
        return false;
    errno = faults[c].error;
    return true;
}

/* In the place of the C library's. */

ssize_t
read(int fd, void *p, size_t n)
{
    return fails(READ) ? -1 : (ssize_t)syscall(SYS_read, fd, p, n < most ? n : most);
}

ssize_t
pread(int fd, void *p, size_t n, off_t at)
{
    struct iovec to = { p, n };

    return fails(READ_AT) ? -1 : preadv(fd, &to, 1, at);
}

int
fstat(int fd, struct stat *st)
{
    return fails(STAT) ? -1 : fstatat(fd, "", st, AT_EMPTY_PATH);
}

off_t
lseek(int fd, off_t at, int whence)
{
    return fails(SEEK) ? -1 : (off_t)syscall(SYS_lseek, fd, at, whence);
}

int
flock(int fd, int how)
{
    if (fails(LOCK))
        return -1;
    if (held)
        errno = EWOULDBLOCK;
    return held ? -1 : (int)syscall(SYS_flock, fd, how);
}

int
nanosleep(const struct timespec *wish, struct timespec *left)
{
    (void)wish, (void)left;
    return 0;
}

/* In the place of zlib's. */

int
inflateInit2_(z_stream *z, int bits, const char *version, int size)
{
    int (*zlib)(z_stream *, int, const char *, int);

    *(void **)&zlib = dlsym(RTLD_NEXT, "inflateInit2_");
    return no_memory ? Z_MEM_ERROR : zlib(z, bits, version, size);
}

int
deflateInit2_(z_stream *z, int level, int method, int bits, int memory, int strategy, const char *version,
              int size)
{
    int (*zlib)(z_stream *, int, int, int, int, int, const char *, int);

    *(void **)&zlib = dlsym(RTLD_NEXT, "deflateInit2_");
    return no_memory ? Z_MEM_ERROR : zlib(z, level, method, bits, memory, strategy, version, size);
}

int
deflate(z_stream *z, int flush)
{
    int (*zlib)(z_stream *, int);

    *(void **)&zlib = dlsym(RTLD_NEXT, "deflate");
    return no_stream ? Z_STREAM_ERROR : zlib(z, flush);
}

static void
put(const char *to, int how, const void *p, size_t n)
{
    int fd = open(to, O_WRONLY | O_CREAT | how, 0600);

    if (fd < 0 || write(fd, p, n) != (ssize_t)n)
        abort();
    close(fd);
}

static off_t
size_of(const char *file)
{
    struct stat st;

    return stat(file, &st) == 0 ? st.st_size : -1;
}

/* Packs the file behind what is packed already: one more member. */
static const char *
pack(void)
{
    int from = open(path, O_RDONLY), to = open(packed, O_WRONLY | O_CREAT | O_APPEND, 0600);
    const char *why = input_pack(from, to);

    close(from);
    close(to);
    return why;
}

/* Packs these bytes alone. */
static void
put_packed(const void *p, size_t n)
{
    put(path, O_TRUNC, p, n);
    unlink(packed);
    if (pack())
        abort();
}

static struct buffer got;

/* Reads to the end, so many bytes at a time, into got. Returns why not all of it was read, or "". */
static const char *
drain(struct input *in, size_t step)
{
    const char *why = "";
    ssize_t n;

    got.n = 0;
    do {
        buffer_reserve(&got, step);
        n = input_read(in, got.p + got.n, step, &why);
        got.n += n > 0 ? (size_t)n : 0;
    } while (n > 0);
    input_close(in);
    return why ? why : "";
}

static const char *
reads(const char *from, const char *charset, size_t step)
{
    const char *why;
    struct input *in = input_open(from, charset, &why);

    got.n = 0;
    return in ? drain(in, step) : why;
}

static bool
says(const char *why, const char *want)
{
    return strcmp(why, want) == 0;
}

static bool
has(const void *p, size_t n)
{
    return got.n == n && memcmp(got.p, p, n) == 0;
}

/* Bytes that can't be packed shorter. */
static void
make_noise(unsigned char *p, size_t n)
{
    uint64_t seed = 20260630;

    for (size_t i = 0; i < n; i++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        p[i] = (unsigned char)(seed >> 56);
    }
}

/* The same bytes of each kind of file, whatever is set. */
static void
test_kinds(const char *how)
{
    static const char text[] = "\xef\xbb\xbf"
                               "a,b\n1,\303\266\n";
    static const char wide[] = "a\0,\0b\0\n\0001\0,\0\366\0\n"; /* the last byte is the string's */

    put(path, O_TRUNC, text, sizeof text - 1);
    ok(says(reads(path, NULL, 100), "") && has(text + 3, 9), "a file%s", how);
    put_packed(text, sizeof text - 1);
    ok(says(reads(packed, "CP1252", 100), "") && has(text + 3, 9), "a compressed file%s", how);
    put(path, O_TRUNC, text + 3, 9);
    pack();
    ok(says(reads(packed, NULL, 100), "") && got.n == 18, "... of two members%s", how);
    put(path, O_TRUNC, wide, sizeof wide);
    ok(says(reads(path, "UTF-16LE", 100), "") && has(text + 3, 9), "one of wide characters%s", how);
}

static void
test_failing(void)
{
    static const char zeros[100000];

    put(path, O_TRUNC, "a,b\n", 4);
    fail(READ, 1, EIO);
    ok(says(reads(path, NULL, 100), strerror(EIO)), "a file whose first bytes can't be read is not opened");
    fail(STAT, 1, EIO);
    ok(says(reads(path, NULL, 100), strerror(EIO)), "nor one that can't be asked what it is");
    most = 3;
    fail(READ, 2, EIO);
    ok(says(reads(path, NULL, 100), strerror(EIO)) && has("a,b", 3), "what came before a fault comes out");
    put_packed(zeros, sizeof zeros);
    most = 10;
    fail(READ, 3, EIO);
    ok(says(reads(packed, NULL, 100), strerror(EIO)), "... which is no end that is missing");
    most = SIZE_MAX;
    no_memory = true;
    ok(says(reads(packed, NULL, 100), "can't be inflated"), "no memory to inflate with");
    no_memory = false;
}

static void
test_charsets(void)
{
    const char *why;

    ok(input_knows_charset("utf8") && input_knows_charset("") && input_knows_charset("CP1252") &&
           !input_knows_charset("no such"),
       "character sets that are known");
    ok(!input_open(path, "no such", &why) && says(why, "is in a character set that is not known here"),
       "a file in none of them");
    put(path, O_TRUNC, "a\0,", 3);
    ok(says(reads(path, "UTF-16LE", 100), "ends in the middle of a character") && has("a", 1),
       "one that ends within a character");
    put(path, O_TRUNC, "\x82", 1);
    ok(!input_knows_charset("TSCII") ||
           (says(reads(path, "TSCII", 100), "") && has("\u0bb8\u0bcd\u0bb0\u0bc0", 12)),
       "one whose bytes are several letters each");
}

/* What stands behind the last member, and is none. */
static void
test_behind(void)
{
    static const char *const tails[] = { "\x1f", "x", "\x1f\x8c", "xy", "\x1fxyz" };
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        put_packed("a,b\n", 4);
        put(packed, O_APPEND, tails[i], strlen(tails[i]));
        wrong += !says(reads(packed, NULL, 100), "has bytes behind its gzip data") || !has("a,b\n", 4);
    }
    ok(wrong == 0, "bytes behind a compressed file are told, and it comes out before");
}

/* A compressed file that was cut: what there is of it comes out, then the reason. */
static void
test_cut(const char *charset, const void *p, size_t n, const char *name)
{
    static const char cut[] = "is cut short: its gzip data has no end";
    static const size_t steps[] = { 1, 16, 100000 };
    size_t wrong = 0, before = 0;
    struct buffer all = { 0 };

    put_packed(p, n);
    reads(packed, charset, 100000);
    buffer_add(&all, got.p, got.n);
    for (off_t size = size_of(packed) - 1; size > 10; size--) {
        if (truncate(packed, size) != 0)
            abort();
        for (size_t i = 0; i < 3; i++) {
            wrong += !says(reads(packed, charset, steps[i]), cut) || got.n > all.n ||
                     memcmp(got.p, all.p, got.n) != 0 || (i > 0 && got.n != before);
            before = got.n;
        }
    }
    ok(wrong == 0 && all.n > 0, "%s", name);
    buffer_free(&all);
}

/* What is added to a ledger once it is being read is not read; where there are no locks nobody adds. */
static void
test_settled(void)
{
    static const enum call calls[] = { LOCK, STAT, SEEK };
    static const int nth[] = { 1, 2, 1 };
    const char *why;
    struct input *in;

    put(path, O_TRUNC, "a,b\n", 4);
    in = input_open_settled(path, NULL, &why);
    put(path, O_APPEND, "1,2\n", 4);
    ok(in && says(drain(in, 100), "") && has("a,b\n", 4), "what is added while a file is read is not read");
    for (size_t i = 0; i < 3; i++) {
        fail(calls[i], nth[i], ENOLCK);
        in = input_open_settled(path, NULL, &why);
        ok(in && says(drain(in, 100), "") && has("a,b\n1,2\n", 8),
           "all is read where it can't be told what was there (%zu)", i);
    }
    held = true;
    ok(!input_open_settled(path, NULL, &why) && says(why, LOCK_BUSY), "one that is held is not");
    held = false;
}

/* Standard input that was read from already. */
static void
test_standard(void)
{
    int fd = open(path, O_RDONLY);
    const char *why;
    struct input *in;

    dup2(fd, STDIN_FILENO);
    close(fd);
    in = input_open("-", NULL, &why);
    ok(in && input_size(in) == 8 && input_is_file(in) && !input_reopens(in), "standard input is a file");
    ok(says(drain(in, 100), "") && has("a,b\n1,2\n", 8), "... and read");
    lseek(STDIN_FILENO, 4, SEEK_SET);
    in = input_open_settled("-", NULL, &why);
    ok(in && input_size(in) == -1, "... has no places where another has read its beginning");
    ok(says(drain(in, 100), "") && has("1,2\n", 4), "... and its rest is read");
}

static void
test_places(void)
{
    const char *why;
    struct input *in = input_open(path, NULL, &why);
    char p[8];

    interrupts = true;
    ok(input_read_at(in, p, 4, 2) == 4 && memcmp(p, "b\n1,", 4) == 0 && input_read_at(in, p, 4, 4) == 4 &&
           memcmp(p, "1,2\n", 4) == 0,
       "bytes by their place, interrupted");
    interrupts = false;
    fail(READ_AT, 1, EIO);
    ok(input_read_at(in, p, 4, 0) == -1 && errno == EIO, "... which can't be read");
    input_close(in);
}

static void
test_pack(void)
{
    static unsigned char noise[300000];
    int from, to;

    make_noise(noise, sizeof noise);
    put_packed(noise, sizeof noise);
    ok(size_of(packed) > (off_t)sizeof noise && says(reads(packed, NULL, 100000), "") &&
           has(noise, sizeof noise),
       "what can't be packed shorter is packed longer");
    from = open(path, O_RDONLY);
    to = open("/dev/full", O_WRONLY);
    ok(says(input_pack(from, to), strerror(ENOSPC)), "no room for it");
    close(to);
    to = open("/dev/null", O_WRONLY);
    lseek(from, 0, SEEK_SET);
    fail(READ, 2, EIO);
    ok(says(input_pack(from, to), strerror(EIO)), "it can't be read to its end");
    no_memory = true;
    ok(says(input_pack(from, to), "can't be deflated"), "no memory to deflate with");
    no_memory = false;
    no_stream = true;
    ok(says(input_pack(from, to), "can't be deflated"), "zlib refuses");
    no_stream = false;
    close(from);
    close(to);
}

int
main(void)
{
    static const char zeros[70000], text[] = "\344\366\374 and so on, and so on, and so on";
    static const char wide[] = "a\0,\0b\0\n\0a\0,\0b\0\n\0a\0,\0b\0\n\0001\0,\0002\0\n";

    if (!mkdtemp(folder))
        return 2;
    snprintf(path, sizeof path, "%s/plain", folder);
    snprintf(packed, sizeof packed, "%s/packed", folder);
    test_kinds("");
    most = 1;
    test_kinds(", a byte at a time");
    interrupts = true;
    test_kinds(", interrupted");
    interrupts = false;
    most = SIZE_MAX;
    test_failing();
    test_charsets();
    test_behind();
    test_cut(NULL, zeros, sizeof zeros, "a long run, cut anywhere");
    test_cut("ISO-8859-1", text, sizeof text - 1, "letters of another character set, cut anywhere");
    test_cut("UTF-16LE", wide, sizeof wide, "characters of two bytes, cut anywhere");
    test_settled();
    test_standard();
    test_places();
    test_pack();
    buffer_free(&got);
    unlink(path);
    unlink(packed);
    rmdir(folder);
    return tap_end();
}
