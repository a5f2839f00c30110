/*
 * shim: what a system may do to a program without an error. Loaded before the C library:
 *
 *     LD_PRELOAD=shim.so TORTURE_MOST=K COMMAND
 *
 * lets no read and no write of the program move more than K bytes. TORTURE_LIE=N changes a byte of the
 * N-th write to a file. TORTURE_ALLOC=N fails the N-th allocation. TORTURE_ON=1 does that to all behind
 * it as well. TORTURE_WAIT=MS lets each write at a place wait, as a slow disk does. TORTURE_LOG is a file
 * for what failed, and behind that the number of writes and of allocations. What fails system calls is
 * fail.c; where a program stands is told to it by asking for process groups that there are not.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static struct {
    bool ready, on;
    long writes, lie_at, allocs, alloc_at, most, wait;
    int log;
    char failed[32];
} set;

static long
number_of(const char *name)
{
    const char *s = getenv(name);

    return s ? strtol(s, NULL, 10) : 0;
}

/* Opened at once: the program may take from itself the right to open files. High, where no program looks. */
static int
open_log(const char *path)
{
    long fd = path ? syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    long high = fd >= 0 ? syscall(SYS_fcntl, fd, F_DUPFD_CLOEXEC, 100) : -1;

    if (fd >= 0)
        syscall(SYS_close, fd);
    return (int)high;
}

/* To fail.c: -1: loaded, or a user was looked up; -2: a user is going to be. */
static void
tell(int where)
{
    syscall(SYS_getpgid, where);
}

__attribute__((constructor)) static void
begin(void)
{
    set.lie_at = number_of("TORTURE_LIE");
    set.alloc_at = number_of("TORTURE_ALLOC");
    set.on = number_of("TORTURE_ON") > 0;
    set.log = open_log(getenv("TORTURE_LOG"));
    set.most = number_of("TORTURE_MOST");
    set.wait = number_of("TORTURE_WAIT");
    set.ready = true;
    tell(-1);
}

__attribute__((destructor)) static void
end(void)
{
    char text[96];
    int n =
        snprintf(text, sizeof text, "%s %ld %ld\n", *set.failed ? set.failed : "-", set.writes, set.allocs);

    if (set.log >= 0)
        syscall(SYS_write, set.log, text, n);
}

static size_t
short_of(size_t n)
{
    return set.most > 0 && n > (size_t)set.most ? (size_t)set.most : n;
}

#define REAL(type, name, ...)                                                                                \
    static type (*real)(__VA_ARGS__);                                                                        \
    if (!real)                                                                                               \
    *(void **)&real = dlsym(RTLD_NEXT, name)

ssize_t
read(int fd, void *p, size_t n)
{
    REAL(ssize_t, "read", int, void *, size_t);
    return real(fd, p, short_of(n));
}

static void
wait_for_disk(void)
{
    const struct timespec t = { 0, set.wait * 1000000 };

    if (set.wait > 0)
        nanosleep(&t, NULL);
}

#define PREAD(name, bytes)                                                                                   \
    ssize_t name(int fd, bytes p, size_t n, off_t at)                                                        \
    {                                                                                                        \
        REAL(ssize_t, #name, int, bytes, size_t, off_t);                                                     \
        return real(fd, p, short_of(n), at);                                                                 \
    }
PREAD(pread, void *)
PREAD(pread64, void *)

/* A write to a file may lie: it says that all is well, and one byte is another. */
static bool
lies(void)
{
    set.writes++;
    if (set.lie_at == 0 || set.writes < set.lie_at || (set.writes > set.lie_at && !set.on))
        return false;
    snprintf(set.failed, sizeof set.failed, "lie");
    return true;
}

static const void *
lie(const void *p, size_t *n)
{
    static char other[4096];

    *n = *n < sizeof other ? *n : sizeof other;
    memcpy(other, p, *n);
    other[*n / 2] ^= 1;
    return other;
}

/* The ten bytes with which gzip begins tell a date and a system that nobody reads: they may be any. */
ssize_t
write(int fd, const void *p, size_t n)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    n = short_of(n);
    if (fd > STDERR_FILENO && n > 10 && lies())
        p = lie(p, &n);
    return real(fd, p, n);
}

#define PWRITE(name)                                                                                         \
    ssize_t name(int fd, const void *p, size_t n, off_t at)                                                  \
    {                                                                                                        \
        REAL(ssize_t, #name, int, const void *, size_t, off_t);                                              \
        wait_for_disk();                                                                                     \
        n = short_of(n);                                                                                     \
        if (lies())                                                                                          \
            p = lie(p, &n);                                                                                  \
        return real(fd, p, n, at);                                                                           \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

/* The C library's own looking up of users dies where memory runs out (glibc 2.36: nss_database.c): what is
 * allocated in there is spared. */
static bool looking_up;

struct passwd *
getpwuid(uid_t user)
{
    struct passwd *found;
    REAL(struct passwd *, "getpwuid", uid_t);

    looking_up = true;
    tell(-2);
    found = real(user);
    tell(-1);
    looking_up = false;
    return found;
}

static bool
fails_alloc(void)
{
    if (looking_up)
        return false;
    set.allocs++;
    if (!set.ready || set.alloc_at == 0 || set.allocs < set.alloc_at ||
        (set.allocs > set.alloc_at && !set.on))
        return false;
    snprintf(set.failed, sizeof set.failed, "allocation");
    errno = ENOMEM;
    return true;
}

/* What dlsym itself allocates while it looks for the allocator is given from here, and kept. */
static char early[4096];
static size_t early_used;

static bool
is_early(const void *p)
{
    return (const char *)p >= early && (const char *)p < early + sizeof early;
}

static void *
from_early(size_t n)
{
    void *p = early + early_used;

    early_used += (n + 15) / 16 * 16;
    return early_used <= sizeof early ? p : NULL;
}

static void *(*real_malloc)(size_t), *(*real_calloc)(size_t, size_t), *(*real_realloc)(void *, size_t);
static void (*real_free)(void *);

static bool
is_looking(void)
{
    static bool looking;

    if (looking)
        return true;
    if (real_free)
        return false;
    looking = true;
    *(void **)&real_malloc = dlsym(RTLD_NEXT, "malloc");
    *(void **)&real_calloc = dlsym(RTLD_NEXT, "calloc");
    *(void **)&real_realloc = dlsym(RTLD_NEXT, "realloc");
    *(void **)&real_free = dlsym(RTLD_NEXT, "free");
    looking = false;
    return false;
}

void *
malloc(size_t n)
{
    if (is_looking())
        return from_early(n);
    return fails_alloc() ? NULL : real_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
    if (is_looking())
        return from_early(n * size);
    return fails_alloc() ? NULL : real_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
    if (is_looking() || is_early(p))
        return NULL;
    return fails_alloc() ? NULL : real_realloc(p, n);
}

void
free(void *p)
{
    if (!is_looking() && !is_early(p))
        real_free(p);
}
