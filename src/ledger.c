#include "ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE 10 /* seconds for another's lock */
#define BLOCK    1048576

/* An open, locked ledger. */
struct ledger {
    const char *path;
    int fd;
    bool made; /* by this post: its directory has to reach the disk too */
    struct chain chain;
};

static struct posting
refuse(enum post_result result, const char *why)
{
    return (struct posting){ .result = result, .why = why };
}

/* flock, not fcntl: an fcntl lock is lost when any descriptor of the file is closed. */
static const char *
lock(int fd, int how)
{
    const struct timespec moment = { 0, 20000000 };

    for (int i = 0; i < PATIENCE * 50; i++) {
        if (flock(fd, how | LOCK_NB) == 0)
            return NULL;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return strerror(errno);
        nanosleep(&moment, NULL);
    }
    return "is being posted to by someone else";
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

/* A closed period may have been compressed: NAME.csv.gz stands where NAME.csv stood. */
static bool
is_compressed(const char *path)
{
    size_t n = strlen(path);
    char *packed = mem_alloc(n + 4);
    bool there;

    if (n > 3 && strcmp(path + n - 3, ".gz") == 0)
        there = true;
    else
        there = access(strcat(strcpy(packed, path), ".gz"), F_OK) == 0;
    free(packed);
    return there;
}

static struct posting
open_ledger(struct ledger *l, bool dry)
{
    struct stat st;
    const char *why;

    if (is_compressed(l->path))
        return refuse(POST_CLOSED, "is compressed: its period is closed");
    l->fd = open(l->path, (dry ? O_RDONLY : O_RDWR) | O_NOFOLLOW | O_CLOEXEC);
    if (l->fd < 0 && errno == ENOENT && !dry) {
        l->fd = open(l->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
        l->made = l->fd >= 0;
        if (l->fd < 0 && errno == EEXIST)
            l->fd = open(l->path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    }
    if (l->fd < 0)
        return errno == EACCES && access(l->path, R_OK) == 0
                   ? refuse(POST_CLOSED, "is read-only: its period is closed")
                   : refuse(POST_REFUSED, errno == ELOOP ? "is a symbolic link" : strerror(errno));
    if ((why = lock(l->fd, dry ? LOCK_SH : LOCK_EX)))
        return refuse(POST_REFUSED, why);
    if (fstat(l->fd, &st) < 0)
        return refuse(POST_REFUSED, strerror(errno));
    if ((why = check_file(&st)) || (why = check_path(l, &st)))
        return refuse(POST_REFUSED, why);
    if (!(st.st_mode & (S_IWUSR | S_IWGRP)))
        return refuse(POST_CLOSED, "is read-only: its period is closed");
    return (struct posting){ .result = POST_DONE };
}

/* Reads exactly n bytes at a position; false on a fault or a shorter file. */
static bool
read_at(int fd, char *p, size_t n, off_t at)
{
    while (n > 0) {
        ssize_t got = pread(fd, p, n, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        p += got;
        n -= (size_t)got;
        at += got;
    }
    return true;
}

static bool
write_at(int fd, const char *p, size_t n, off_t at)
{
    while (n > 0) {
        ssize_t put = pwrite(fd, p, n, at);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        p += put;
        n -= (size_t)put;
        at += put;
    }
    return true;
}

/* Whether the file has exactly s at a position. */
static bool
stands_at(int fd, struct slice s, off_t at)
{
    char *block = mem_alloc(BLOCK);
    bool same = true;

    while (s.n > 0 && same) {
        size_t n = s.n < BLOCK ? s.n : BLOCK;
        same = read_at(fd, block, n, at) && memcmp(block, s.p, n) == 0;
        s.p += n;
        s.n -= n;
        at += (off_t)n;
    }
    free(block);
    return same;
}

static struct posting
compare_found(const struct ledger *l, const struct batch *b)
{
    const struct chain *c = &l->chain;
    struct posting p = { .result = POST_OTHER, .seal = c->found_seal };

    memcpy(p.sha, c->found_sha, sizeof p.sha);
    if (c->body_end - c->body == (off_t)b->body.n && stands_at(l->fd, b->body, c->body))
        p.result = POST_ALREADY;
    else
        p.why = "has a batch of that name with other entries";
    return p;
}

/* The file's bytes in their order, for chain_read. */
static ssize_t
read_on(void *from, char *buf, size_t n, const char **why)
{
    int fd = *(int *)from;
    ssize_t got;

    do
        got = read(fd, buf, n);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        *why = strerror(errno);
    return got;
}

/* Reads the chain; DONE: the batch may be appended. */
static struct posting
examine(struct ledger *l, const struct batch *b)
{
    struct posting p = { .result = POST_DONE };
    const char *why = chain_read(read_on, &l->fd, b->id, &l->chain);

    if (why)
        return refuse(POST_REFUSED, why);
    if (l->chain.damage) {
        p = refuse(POST_REFUSED, l->chain.damage);
        p.line = l->chain.line;
        return p;
    }
    if (l->chain.strange)
        return refuse(POST_REFUSED, "holds lines without a seal: it is no ledger of till-post");
    if (l->chain.found)
        return compare_found(l, b);
    if (l->chain.seals > 0 && !slice_equal(b->header, (struct slice){ l->chain.header.p, l->chain.header.n }))
        return refuse(POST_REFUSED, "has another header now");
    return p;
}

static bool
sync_directory(const char *path)
{
    char *dir = mem_alloc(strlen(path) + 3);
    char *slash;
    int fd;
    bool good;

    strcpy(dir, path);
    slash = strrchr(dir, '/');
    if (!slash)
        strcpy(dir, ".");
    else
        slash[slash == dir ? 1 : 0] = '\0';
    fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    good = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    free(dir);
    return good;
}

/* What stands behind the last seal is a batch that was cut short. It is kept beside the ledger,
 * under the position it stood at, before it is cut off. */
static const char *
save_tail(struct ledger *l, char **saved)
{
    size_t n = (size_t)(l->chain.size - l->chain.committed), room = strlen(l->path) + 64;
    char *tail = mem_alloc(n), *name = mem_alloc(room);
    const char *why = NULL;
    int fd = -1;

    for (int i = 0; fd < 0 && i < 1000; i++) {
        snprintf(name, room, "%s.torn-%lld%s%.0d", l->path, (long long)l->chain.committed, i ? "-" : "", i);
        fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    if (fd < 0 || !read_at(l->fd, tail, n, l->chain.committed) || !write_at(fd, tail, n, 0) ||
        fsync(fd) != 0 || !sync_directory(name))
        why = "has a tail that was cut short, and it can't be saved beside it";
    if (fd >= 0)
        close(fd);
    free(tail);
    *saved = name;
    if (!why && ftruncate(l->fd, l->chain.committed) != 0)
        why = strerror(errno);
    return why;
}

/* All that is appended, in one buffer: the seal's hash takes in the line of the seal before. */
static const char *
compose(const struct ledger *l, const struct batch *b, struct buffer *out, struct posting *p)
{
    struct digest *d = digest_new();
    const struct chain *c = &l->chain;
    char line[160];
    int n;

    if (c->seals == 0)
        buffer_add(out, b->header.p, b->header.n);
    buffer_add(out, b->mark.p, b->mark.n);
    buffer_add(out, b->body.p, b->body.n);
    if (c->seals > 0) {
        size_t length = (size_t)(c->committed - c->seal_at);
        char *seal = mem_alloc(length);
        bool good = read_at(l->fd, seal, length, c->seal_at);
        digest_add(d, seal, length);
        free(seal);
        if (!good) {
            digest_free(d);
            return "can't be read";
        }
    }
    digest_add(d, out->p, out->n);
    digest_take(d, p->sha);
    digest_free(d);
    p->seal = c->seals + 1;
    n = snprintf(line, sizeof line, "%s,,seal,,%llu,,,,,,,%s", b->date, (unsigned long long)p->seal, p->sha);
    buffer_add(out, line, (size_t)n);
    for (size_t i = 0; i < b->added; i++)
        buffer_add(out, ",", 1);
    buffer_add(out, "\n", 1);
    return NULL;
}

/* Writing failed: the ledger is cut back to what it was. Where that can't be done, or the disk
 * refused to say that the batch is on it, nobody knows what the disk holds. */
static struct posting
roll_back(const struct ledger *l, enum post_result result, const char *why)
{
    if (ftruncate(l->fd, l->chain.committed) != 0)
        result = POST_UNKNOWN;
    return refuse(result, why);
}

static struct posting
append(struct ledger *l, const struct batch *b)
{
    struct posting p = { .result = POST_DONE };
    struct buffer out = { 0 };
    off_t at = l->chain.committed;
    const char *why = compose(l, b, &out, &p);

    if (why)
        p = refuse(POST_REFUSED, why);
    else if (!write_at(l->fd, out.p, out.n, at))
        p = roll_back(l, POST_FAILED, strerror(errno));
    else if (fsync(l->fd) != 0 || (l->made && !sync_directory(l->path)))
        /* After a failed fsync the kernel may have dropped the pages and forgotten the fault: a second
         * one would report success for nothing. */
        p = roll_back(l, POST_UNKNOWN, strerror(errno));
    else {
        posix_fadvise(l->fd, at, (off_t)out.n, POSIX_FADV_DONTNEED);
        if (!stands_at(l->fd, (struct slice){ out.p, out.n }, at))
            p = roll_back(l, POST_UNKNOWN, "does not give back what was written");
    }
    buffer_free(&out);
    return p;
}

struct posting
ledger_post(const char *path, const struct batch *b, bool dry)
{
    struct ledger l = { .path = path, .fd = -1 };
    struct posting p = open_ledger(&l, dry);
    char *saved = NULL;

    if (dry && p.result == POST_REFUSED && l.fd < 0 && access(path, F_OK) != 0)
        p.result = POST_DONE; /* a new ledger would be made */
    else if (p.result == POST_DONE)
        p = examine(&l, b);
    if (p.result == POST_DONE && !dry && l.chain.size > l.chain.committed) {
        const char *why = save_tail(&l, &saved);
        if (why)
            p = refuse(POST_REFUSED, why);
    }
    if (p.result == POST_DONE && !dry)
        p = append(&l, b);
    p.saved = saved;
    chain_free(&l.chain);
    /* The lock goes with the descriptor. Nothing depends on close(): the batch is on the disk by now. */
    if (l.fd >= 0)
        close(l.fd);
    return p;
}

const char *
ledger_header(const char *path, struct buffer *header)
{
    char block[4096];
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    ssize_t got = 0;
    const char *nl = NULL;

    if (fd < 0)
        return errno == ENOENT ? NULL : errno == ELOOP ? "is a symbolic link" : strerror(errno);
    while (!nl && header->n < 65536 && (got = read(fd, block, sizeof block)) > 0) {
        nl = memchr(block, '\n', (size_t)got);
        buffer_add(header, block, nl ? (size_t)(nl - block) + 1 : (size_t)got);
    }
    close(fd);
    if (!nl)
        header->n = 0;
    return got < 0 ? strerror(errno) : NULL;
}
