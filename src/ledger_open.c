/*
 * Which file may be a ledger, and opening it under its lock.
 */
#include "ledger_parts.h"
#include "lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Nothing of the kind of a pipe may keep a post waiting. */
#define OPENING (O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)

struct posting
ledger_refuse(enum post_result result, const char *why)
{
    return (struct posting){ .result = result, .why = why };
}

static const char *
lock(int fd, int how)
{
    if (lock_take(fd, how))
        return NULL;
    return errno == EWOULDBLOCK ? LOCK_BUSY : strerror(errno);
}

/* What a ledger's file must be: nothing that a link or another hand could swap or share. */
static const char *
check_file(const struct stat *st)
{
    if (!S_ISREG(st->st_mode))
        return "is not a regular file";
    if (st->st_nlink > 1)
        return "has a second name (a hard link)";
    if (st->st_mode & S_IWOTH)
        return "may be written by everybody";
    return NULL;
}

/* The lock is on what the path names: nobody has put another file in its place meanwhile. */
static const char *
check_path(const struct ledger *l, const struct stat *st)
{
    struct stat named;

    if (lstat(l->path, &named) < 0 || named.st_ino != st->st_ino || named.st_dev != st->st_dev)
        return "was put in another's place while it was being opened";
    return NULL;
}

/* A closed period may have been compressed: NAME.csv.gz stands where NAME.csv stood. Where that can't be
 * known, nothing is posted. */
static struct posting
check_compressed(struct ledger *l)
{
    size_t n = strlen(l->path);
    char *packed = mem_alloc(n + 4);
    bool is_packed = n > 3 && strcmp(l->path + n - 3, ".gz") == 0;
    int fault;

    snprintf(packed, n + 4, "%s%s", l->path, is_packed ? "" : ".gz");
    fault = access(packed, F_OK) == 0 ? 0 : errno;
    if (is_packed || fault == 0) {
        l->packed = packed;
        return ledger_refuse(POST_CLOSED, "is compressed: its period is closed");
    }
    free(packed);
    return fault == ENOENT ? (struct posting){ .result = POST_DONE }
                           : ledger_refuse(POST_REFUSED, strerror(fault));
}

static int
open_file(struct ledger *l, bool dry)
{
    int fd = open(l->path, (dry ? O_RDONLY : O_RDWR) | OPENING);

    if (fd >= 0 || errno != ENOENT || dry || l->there)
        return fd;
    fd = open(l->path, O_RDWR | O_CREAT | O_EXCL | OPENING, 0644);
    l->made = fd >= 0;
    /* Another poster may have made it in between. */
    return fd >= 0 || errno != EEXIST ? fd : open(l->path, O_RDWR | OPENING);
}

struct posting
ledger_open(struct ledger *l, bool dry)
{
    struct stat st;
    const char *why;
    struct posting p;

    if (!l->packing && (p = check_compressed(l)).result != POST_DONE)
        return p;
    l->fd = open_file(l, dry);
    if (l->fd < 0 && errno == EACCES) { /* a closed period can still say that it has the batch */
        l->read_only = true;
        l->fd = open_file(l, true);
        if (l->fd < 0 && errno == ENOENT) /* it is the directory that may not be written */
            errno = EACCES;
    }
    if (l->fd < 0)
        return ledger_refuse(POST_REFUSED, errno == ELOOP ? "is a symbolic link" : strerror(errno));
    if ((why = lock(l->fd, dry ? LOCK_SH : LOCK_EX)))
        return ledger_refuse(POST_REFUSED, why);
    if (fstat(l->fd, &st) < 0)
        return ledger_refuse(POST_REFUSED, strerror(errno));
    if ((why = check_file(&st)) || (why = check_path(l, &st)))
        return ledger_refuse(POST_REFUSED, why);
    /* Under the lock nobody compresses it any more; whoever did before has taken its name away, and this
     * file is new. */
    if (!l->packing && (p = check_compressed(l)).result != POST_DONE) {
        ledger_unmake(l);
        return p;
    }
    l->mode = st.st_mode & 07777;
    l->read_only = l->read_only || !(st.st_mode & (S_IWUSR | S_IWGRP)) || access(l->path, W_OK) != 0;
    return (struct posting){ .result = POST_DONE };
}

/* An empty file that this post has made is not left behind. Whoever waits for its lock finds that the
 * path names it no longer. */
void
ledger_unmake(const struct ledger *l)
{
    struct stat st;

    if (l->made && fstat(l->fd, &st) == 0 && st.st_size == 0 && !check_path(l, &st))
        unlink(l->path);
}
