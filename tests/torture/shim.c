/*
 * shim: lets system calls or allocations of a program fail. Loaded before the C library:
 *
 *     LD_PRELOAD=shim.so TORTURE_AT=N TORTURE_HOW=EIO COMMAND
 *
 * fails the N-th of the calls below with that error, TORTURE_ON=1 also all behind it. TORTURE_MOST=K lets
 * no read and no write of the program move more than K bytes. HOW of LIE changes a byte of a write.
 * TORTURE_ALLOC=N fails the N-th allocation, with TORTURE_ON=1 all behind it as well. TORTURE_WAIT=MS lets
 * each write at a place wait, as a slow disk does. TORTURE_LOG is a file for what failed, and behind that the
 * number of calls and of allocations.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const struct {
    const char *name;
    int number;
} errors[] = { { "EIO", EIO },       { "ENOSPC", ENOSPC }, { "EINTR", EINTR },
               { "EDQUOT", EDQUOT }, { "EROFS", EROFS },   { "ENOMEM", ENOMEM } };

static struct {
    bool ready, on, lie;
    long calls, allocs, at, alloc_at, most, wait;
    int error;
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

__attribute__((constructor)) static void
begin(void)
{
    const char *how = getenv("TORTURE_HOW");

    set.at = number_of("TORTURE_AT");
    set.alloc_at = number_of("TORTURE_ALLOC");
    set.on = number_of("TORTURE_ON") > 0;
    set.log = open_log(getenv("TORTURE_LOG"));
    set.most = number_of("TORTURE_MOST");
    set.wait = number_of("TORTURE_WAIT");
    for (size_t i = 0; how && i < sizeof errors / sizeof *errors; i++)
        if (strcmp(errors[i].name, how) == 0)
            set.error = errors[i].number;
    set.lie = how && strcmp(how, "LIE") == 0;
    set.ready = true;
}

__attribute__((destructor)) static void
end(void)
{
    char text[96];
    int n =
        snprintf(text, sizeof text, "%s %ld %ld\n", *set.failed ? set.failed : "-", set.calls, set.allocs);

    if (set.log >= 0)
        syscall(SYS_write, set.log, text, n);
}

/* Whether this call is to fail, or is the one that is to be short. */
static bool
is_hit(void)
{
    set.calls++;
    return set.ready && set.at > 0 && (set.calls == set.at || (set.on && set.calls > set.at));
}

static bool
fails(const char *name)
{
    if (!is_hit() || !set.error)
        return false;
    if (!*set.failed)
        snprintf(set.failed, sizeof set.failed, "%s", name);
    errno = set.error;
    return true;
}

/* The same for a call that moves bytes; *n becomes what it may move. */
static bool
fails_moving(const char *name, size_t *n)
{
    bool hit = fails(name);

    if (set.most > 0 && *n > (size_t)set.most)
        *n = (size_t)set.most;
    return hit;
}

#define REAL(type, name, ...)                                                                                \
    static type (*real)(__VA_ARGS__);                                                                        \
    if (!real)                                                                                               \
    *(void **)&real = dlsym(RTLD_NEXT, name)

#define OPEN(name)                                                                                           \
    int name(const char *path, int flags, ...)                                                               \
    {                                                                                                        \
        mode_t mode = 0;                                                                                     \
        REAL(int, #name, const char *, int, ...);                                                            \
        if (flags & O_CREAT) {                                                                               \
            va_list a;                                                                                       \
            va_start(a, flags);                                                                              \
            mode = va_arg(a, mode_t);                                                                        \
            va_end(a);                                                                                       \
        }                                                                                                    \
        return fails("open") ? -1 : real(path, flags, mode);                                                 \
    }
OPEN(open)
OPEN(open64)

ssize_t
read(int fd, void *p, size_t n)
{
    REAL(ssize_t, "read", int, void *, size_t);
    return fails_moving("read", &n) ? -1 : real(fd, p, n);
}

ssize_t
write(int fd, const void *p, size_t n)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    return fails_moving("write", &n) ? -1 : real(fd, p, n);
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
        return fails_moving(#name, &n) ? -1 : real(fd, p, n, at);                                            \
    }
PREAD(pread, void *)
PREAD(pread64, void *)

/* A write at a place may lie: it says that all is well, and one byte is another. */
#define PWRITE(name)                                                                                         \
    ssize_t name(int fd, const void *p, size_t n, off_t at)                                                  \
    {                                                                                                        \
        static char other[4096];                                                                             \
        REAL(ssize_t, #name, int, const void *, size_t, off_t);                                              \
        wait_for_disk();                                                                                     \
        if (fails_moving(#name, &n))                                                                         \
            return -1;                                                                                       \
        if (!set.lie || (set.calls != set.at && !(set.on && set.calls > set.at)))                            \
            return real(fd, p, n, at);                                                                       \
        n = n < sizeof other ? n : sizeof other;                                                             \
        memcpy(other, p, n);                                                                                 \
        other[n / 2] ^= 1;                                                                                   \
        snprintf(set.failed, sizeof set.failed, #name);                                                      \
        return real(fd, other, n, at);                                                                       \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

#define CALL(name, parameters, arguments, ...)                                                               \
    int name parameters                                                                                      \
    {                                                                                                        \
        REAL(int, #name, __VA_ARGS__);                                                                       \
        return fails(#name) ? -1 : real arguments;                                                           \
    }
CALL(fsync, (int fd), (fd), int)
CALL(fdatasync, (int fd), (fd), int)
CALL(ftruncate, (int fd, off_t n), (fd, n), int, off_t)
CALL(ftruncate64, (int fd, off_t n), (fd, n), int, off_t)
CALL(flock, (int fd, int how), (fd, how), int, int)
CALL(stat, (const char *path, struct stat *st), (path, st), const char *, struct stat *)
CALL(lstat, (const char *path, struct stat *st), (path, st), const char *, struct stat *)
CALL(fstat, (int fd, struct stat *st), (fd, st), int, struct stat *)
CALL(access, (const char *path, int how), (path, how), const char *, int)
CALL(fchmod, (int fd, mode_t mode), (fd, mode), int, mode_t)
CALL(unlink, (const char *path), (path), const char *)
CALL(dup, (int fd), (fd), int)

/* A file is closed all the same, as Linux does it. */
int
close(int fd)
{
    bool hit = fails("close");
    int closed;
    REAL(int, "close", int);

    closed = real(fd);
    if (hit)
        errno = set.error;
    return hit ? -1 : closed;
}

off_t
lseek(int fd, off_t to, int from)
{
    REAL(off_t, "lseek", int, off_t, int);
    return fails("lseek") ? -1 : real(fd, to, from);
}

/* The C library's own looking up of users dies where memory runs out (glibc 2.36: nss_database.c): what is
 * allocated in there is spared. */
static bool looking_up;

struct passwd *
getpwuid(uid_t user)
{
    struct passwd *found;
    REAL(struct passwd *, "getpwuid", uid_t);

    looking_up = true;
    found = real(user);
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
