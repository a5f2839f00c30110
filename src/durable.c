#include "durable.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK 1048576

bool
durable_read(int fd, char *p, size_t n, off_t at)
{
    while (n > 0) {
        ssize_t got = pread(fd, p, n, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = 0;
        if (got <= 0)
            return false;
        p += got;
        n -= (size_t)got;
        at += got;
    }
    return true;
}

bool
durable_write(int fd, const char *p, size_t n, off_t at)
{
    while (n > 0) {
        ssize_t put = pwrite(fd, p, n, at);
        if (put < 0 && errno == EINTR)
            continue;
        if (put == 0)
            errno = EIO;
        if (put <= 0)
            return false;
        p += put;
        n -= (size_t)put;
        at += put;
    }
    return true;
}

bool
durable_stands(int fd, struct slice s, off_t at)
{
    char *block = mem_alloc(BLOCK);
    bool same = true;

    posix_fadvise(fd, at, (off_t)s.n, POSIX_FADV_DONTNEED);
    while (s.n > 0 && same) {
        size_t n = s.n < BLOCK ? s.n : BLOCK;
        same = durable_read(fd, block, n, at) && memcmp(block, s.p, n) == 0;
        s.p += n;
        s.n -= n;
        at += (off_t)n;
    }
    free(block);
    return same;
}

bool
durable_directory(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash ? (size_t)(slash - path) + 1 : 0;
    char *dir = mem_alloc(n + 2);
    int fd;
    bool good;

    snprintf(dir, n + 2, "%.*s.", (int)n, path);
    fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    good = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    free(dir);
    return good;
}

/* A name that nobody has yet, opened. */
static int
new_file(char *name, size_t room, const char *path, const char *suffix)
{
    int fd = -1;

    for (int i = 0; fd < 0 && i < 1000; i++) {
        if (i == 0)
            snprintf(name, room, "%s.%s", path, suffix);
        else
            snprintf(name, room, "%s.%s-%d", path, suffix, i);
        fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    return fd;
}

char *
durable_aside(int fd, off_t from, off_t to, const char *path, const char *suffix)
{
    size_t n = (size_t)(to - from), room = strlen(path) + strlen(suffix) + 16;
    char *bytes = mem_alloc(n), *name = mem_alloc(room);
    int copy = new_file(name, room, path, suffix);
    bool good = copy >= 0 && durable_read(fd, bytes, n, from) && durable_write(copy, bytes, n, 0) &&
                fsync(copy) == 0 && durable_directory(name);

    if (copy >= 0)
        close(copy);
    free(bytes);
    if (good)
        return name;
    free(name);
    return NULL;
}
