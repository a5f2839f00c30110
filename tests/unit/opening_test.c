/*
 * What others do between two calls of a post that opens its ledger: the calls are made here, and let another
 * hand act first. Whoever comes second must post to the ledger that the path names, or to none.
 */
#define _GNU_SOURCE /* AT_EMPTY_PATH */

#include "../../src/closing.h"
#include "../../src/ledger.h"

#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define HEADER "date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo\n"
#define ENTRY  "2026-06-30,A1,charge,B1,B1,WATER,12.50,,,,,\n"

static char folder[] = "/tmp/till-opening.XXXXXX";
static char path[96];

/* What happens before a ledger is made, and before it is locked: once. */
static void (*before_making)(void), (*before_locking)(void);
static int moments;            /* waited for a lock */
static int stats;              /* of the open file until one fails, 0: none does */
static int reading, locking;   /* fails so, once; 0: it doesn't */
static int finding, asking;    /* likewise: whether the compressed twin is there, whether one may write */
static int turning;            /* likewise: back to the beginning */
static bool for_reading_alone; /* may the ledger be opened */
static bool for_nothing;       /* likewise */
static bool on_another_device; /* is what the path names */

static void
happens(void (**what)(void))
{
    void (*now)(void) = *what;

    *what = NULL;
    if (now)
        now();
}

/* In the place of the C library's. */

int
open(const char *name, int flags, ...)
{
    va_list more;
    mode_t mode = 0;

    if (flags & O_CREAT) {
        va_start(more, flags);
        mode = va_arg(more, mode_t);
        va_end(more);
        if (strcmp(name, path) == 0)
            happens(&before_making);
    }
    if (strcmp(name, path) == 0 && (for_nothing || (for_reading_alone && (flags & O_ACCMODE) != O_RDONLY))) {
        errno = EACCES;
        return -1;
    }
    return openat(AT_FDCWD, name, flags, mode);
}

/* Whether a call fails, once, and its error. */
static bool
fails(int *error)
{
    bool now = *error != 0;

    if (now)
        errno = *error;
    *error = 0;
    return now;
}

ssize_t
read(int fd, void *p, size_t n)
{
    return fails(&reading) ? -1 : (ssize_t)syscall(SYS_read, fd, p, n);
}

off_t
lseek(int fd, off_t at, int whence)
{
    return fails(&turning) ? -1 : (off_t)syscall(SYS_lseek, fd, at, whence);
}

int
access(const char *name, int how)
{
    if (fails(how == F_OK ? &finding : &asking))
        return -1;
    return faccessat(AT_FDCWD, name, how, 0);
}

int
flock(int fd, int how)
{
    happens(&before_locking);
    if (fails(&locking))
        return -1;
    return (int)syscall(SYS_flock, fd, how);
}

int
nanosleep(const struct timespec *wish, struct timespec *left)
{
    (void)wish, (void)left;
    moments++;
    return 0;
}

int
fstat(int fd, struct stat *st)
{
    if (stats > 0 && --stats == 0) {
        errno = EIO;
        return -1;
    }
    return fstatat(fd, "", st, AT_EMPTY_PATH);
}

int
lstat(const char *name, struct stat *st)
{
    int got = fstatat(AT_FDCWD, name, st, AT_SYMLINK_NOFOLLOW);

    st->st_dev += on_another_device;
    return got;
}

/* What the other hand does. */

static void
write_to(const char *text)
{
    int fd = openat(AT_FDCWD, path, O_WRONLY | O_CREAT, 0600);

    if (fd < 0 || write(fd, text, strlen(text)) < 0)
        abort();
    close(fd);
}

static void
make_it(void)
{
    write_to("");
}

static void
make_another_ledger(void)
{
    write_to("date,and so on\n2026-06-30,a line\n");
}

static void
remove_it(void)
{
    unlink(path);
}

static void
replace_it(void)
{
    char other[100];
    int fd;

    snprintf(other, sizeof other, "%s-2", path);
    fd = openat(AT_FDCWD, other, O_WRONLY | O_CREAT, 0600);
    close(fd);
    if (rename(other, path) != 0)
        abort();
}

static struct posting
post_text(const char *id, const char *body)
{
    struct batch b = { .header = slice_of(HEADER), .body = slice_of(body), .id = id, .day = "2026-06-30" };
    struct posting p;

    b.user = "ann";
    b.memo = "entries 1 debits 12.50 credits 0.00";
    p = ledger_post(path, &b, false);
    free(p.saved);
    return p;
}

static enum post_result
post(const char *id)
{
    return post_text(id, ENTRY).result;
}

/* The result of a post to a ledger that isn't there; *size: of what is there then, or -1. */
static enum post_result
post_new(off_t *size)
{
    enum post_result result = post("b1");
    struct stat st;

    *size = fstatat(AT_FDCWD, path, &st, 0) == 0 ? st.st_size : -1;
    unlink(path);
    on_another_device = false;
    return result;
}

/* The ledger is closed and compressed; its file is gone. */
static void
pack_it(void)
{
    struct posting packed;

    if (post("b1") != POST_DONE)
        return;
    packed =
        ledger_close(path, &(struct batch){ .id = MARK_CLOSE, .user = "", .memo = "", .day = "2026-06-30" },
                     0, &(struct totals){ 0 }, &(money){ 0 });
    if (packed.result == POST_DONE)
        packed = ledger_pack(path);
    ok(packed.result == POST_DONE, "a period is closed and compressed");
}

/* Whoever saw no compressed ledger, and then found none to post to, begins no second one. */
static void
test_compressed(void)
{
    char packed[sizeof path + 4];
    off_t size;

    snprintf(packed, sizeof packed, "%s.gz", path);
    before_making = pack_it;
    ok(post_new(&size) == POST_ALREADY && size == -1, "... while somebody opened it: it has the batch");
    unlink(packed);
    before_making = pack_it;
    ok(post("b2") == POST_CLOSED && faccessat(AT_FDCWD, path, F_OK, 0) != 0, "... and takes no other");
    unlink(packed);
}

/* A clerk may read the ledger of a closed period, and not write to it. */
static void
test_closed(void)
{
    ok(post("b1") == POST_DONE && chmod(path, 0444) == 0, "a period is closed");
    for_reading_alone = true;
    ok(post("b1") == POST_ALREADY && post("b2") == POST_CLOSED, "who may only read it is told what it has");
    ok(chmod(path, 0644) == 0 && post("b1") == POST_ALREADY && post("b2") == POST_REFUSED,
       "... whatever its mode promises, but not that a period is closed");
    for_nothing = true;
    ok(strcmp(post_text("b1", ENTRY).why, strerror(EACCES)) == 0, "who may not even read it is told so");
    for_nothing = false;
    unlink(path);
    ok(strcmp(post_text("b1", ENTRY).why, strerror(EACCES)) == 0,
       "who may make no ledger is told so, not that there is none");
    for_reading_alone = false;
}

static void
test_held(void)
{
    off_t size;
    int fd;

    make_it();
    fd = openat(AT_FDCWD, path, O_RDONLY);
    ok(syscall(SYS_flock, fd, LOCK_EX) == 0, "somebody posts");
    ok(post_new(&size) == POST_REFUSED && size == 0 && moments == 500, "who waits ten seconds waits no more");
    close(fd);
}

/* Calls that fail. */
static void
test_faults(void)
{
    off_t size;

    stats = 1;
    ok(post_new(&size) == POST_REFUSED && size == -1, "what was opened can't be asked what it is");
    stats = 2;
    ok(post_new(&size) == POST_DONE, "... nor how long it is: it is read all the same");
    stats = 3;
    before_locking = make_another_ledger;
    ok(post_new(&size) == POST_REFUSED && size == 33, "... nor whether it is empty: it stays");
    reading = EINTR;
    ok(post_new(&size) == POST_DONE, "a reading that was interrupted goes on");
    reading = EIO;
    ok(post_new(&size) == POST_REFUSED && size == -1, "one that fails does not");
    locking = EINTR;
    ok(post_new(&size) == POST_DONE, "a lock that was interrupted is asked for again");
    locking = ENOLCK;
    ok(post_new(&size) == POST_REFUSED && size == -1, "one that can't be had is not");
    finding = EIO;
    ok(post_new(&size) == POST_REFUSED && size == -1, "nobody knows whether the period has been compressed");
    ok(post("b1") == POST_DONE, "a ledger");
    asking = EROFS;
    ok(post("b2") == POST_REFUSED, "... on a disk that can't be written to any more");
    unlink(path);
}

/* A long ledger whose hash is taken beside its reading, and is another: it is read again to say why. */
static void
test_changed(void)
{
    size_t n = sizeof ENTRY - 1, lines = 120000;
    char *body = malloc(n * lines + 1);
    struct posting p;
    int fd;

    for (size_t i = 0; i < lines; i++)
        memcpy(body + i * n, ENTRY, n);
    body[n * lines] = '\0';
    setenv("TILL_THREADS", "2", true);
    ok(post_text("b1", body).result == POST_DONE, "a long ledger");
    fd = openat(AT_FDCWD, path, O_WRONLY);
    ok(pwrite(fd, "7", 1, (off_t)(sizeof HEADER + n * lines / 2)) == 1, "... is changed in the middle");
    close(fd);
    p = post_text("b2", ENTRY);
    ok(p.result == POST_REFUSED && p.line == lines + 3 &&
           strcmp(p.why, "is a seal that does not match what stands before it") == 0,
       "its seal says so");
    turning = EIO;
    p = post_text("b2", ENTRY);
    ok(p.result == POST_REFUSED && strcmp(p.why, strerror(EIO)) == 0,
       "where it can't be read again nobody knows why, and nothing is posted");
    unlink(path);
    free(body);
}

int
main(void)
{
    off_t size;

    if (!mkdtemp(folder))
        return 2;
    snprintf(path, sizeof path, "%s/ledger.csv", folder);
    test_held();
    test_closed();
    test_compressed();
    before_making = make_it;
    ok(post_new(&size) == POST_DONE && size > 0, "another made the ledger first");
    before_locking = make_another_ledger;
    ok(post_new(&size) == POST_REFUSED && size == 33, "another wrote to it first: that stays");
    before_locking = remove_it;
    ok(post_new(&size) == POST_REFUSED && size == -1, "it was removed before it was locked");
    before_locking = replace_it;
    ok(post_new(&size) == POST_REFUSED && size == 0, "another was put in its place");
    on_another_device = true;
    ok(post_new(&size) == POST_REFUSED && size == 0, "... of the same number, on another device");
    test_faults();
    test_changed();
    rmdir(folder);
    return tap_end();
}
