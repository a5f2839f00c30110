#include "file.h"

#include "lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where there are no locks nobody posts, either. */
static const char *
settle(struct file *f, struct stat *st, off_t at)
{
    if (!lock_take(f->fd, LOCK_SH))
        return errno == EWOULDBLOCK ? LOCK_BUSY : NULL;
    if (fstat(f->fd, st) == 0 && at >= 0)
        f->left = st->st_size > at ? st->st_size - at : 0;
    flock(f->fd, LOCK_UN);
    return NULL;
}

const char *
file_open(struct file *f, const char *path, bool settled)
{
    const char *why;
    struct stat st;
    off_t at;

    *f = (struct file){ .standard = strcmp(path, "-") == 0, .size = -1, .left = -1 };
    f->fd = f->standard ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (f->fd < 0 || fstat(f->fd, &st) < 0)
        return strerror(errno);
    if (S_ISDIR(st.st_mode))
        return "is a directory";
    f->regular = S_ISREG(st.st_mode);
    if (!f->regular)
        return NULL;
    at = lseek(f->fd, 0, SEEK_CUR);
    if (settled && (why = settle(f, &st, at)))
        return why;
    if (at == 0)
        f->size = st.st_size;
    if (at >= 0)
        f->due = st.st_size - at;
    return NULL;
}

void
file_close(struct file *f)
{
    if (f->fd >= 0)
        close(f->fd);
}

ssize_t
file_read(struct file *f, void *to, size_t n)
{
    ssize_t got;

    if (f->ended)
        return 0;
    if (f->left >= 0 && n > (size_t)f->left)
        n = (size_t)f->left;
    do
        got = read(f->fd, to, n);
    while (got < 0 && errno == EINTR);
    f->ended = got <= 0;
    if (f->left >= 0 && got > 0)
        f->left -= got;
    if (got > 0)
        f->due -= got;
    return got;
}

bool
file_is_cut(const struct file *f)
{
    return f->due > 0;
}

ssize_t
file_read_at(const struct file *f, void *to, size_t n, off_t at)
{
    ssize_t got;

    do
        got = pread(f->fd, to, n, at);
    while (got < 0 && errno == EINTR);
    return got;
}
