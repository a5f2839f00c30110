/* A file of the bytes of a run, without a disk: for readers that take a path. */
#ifndef FUZZ_FILE_H
#define FUZZ_FILE_H

#define _GNU_SOURCE /* memfd_create */

#include "fuzz.h"

#include <fcntl.h>
#include <sys/mman.h>

/* The i-th of two files that are kept from run to run, with these bytes; its path. */
static inline const char *
file_of(int i, const void *p, size_t n)
{
    static int fd[2] = { -1, -1 };
    static char path[2][32];

    if (fd[i] < 0) {
        fd[i] = memfd_create("fuzz", MFD_CLOEXEC);
        must(fd[i] >= 0);
        snprintf(path[i], sizeof path[i], "/proc/self/fd/%d", fd[i]);
    }
    must(ftruncate(fd[i], 0) == 0);
    must(pwrite(fd[i], p, n, 0) == (ssize_t)n);
    return path[i];
}

#define PIPE_MOST 65536 /* what a pipe holds without a reader */

/* A pipe that has these bytes and ends behind them; its reading end in *fd, closed by the caller. */
static inline const char *
pipe_of(const void *p, size_t n, int *fd)
{
    static char path[32];
    int ends[2];

    must(n <= PIPE_MOST && pipe(ends) == 0);
    must(n == 0 || write(ends[1], p, n) == (ssize_t)n);
    close(ends[1]);
    *fd = ends[0];
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
    return path;
}

#endif
