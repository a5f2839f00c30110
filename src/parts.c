#include "parts.h"

#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK 65536

struct part {
    char *name, *new; /* new: what it is called until it is whole */
    int fd;
    const char *made; /* what it is called now, or NULL: it is not there */
    struct buffer b;
    int64_t records;
    int fault; /* errno of the first write that failed, or 0 */
};

static struct {
    struct part *part;
    size_t n;
} parts;

static const int deadly[] = { SIGHUP, SIGINT, SIGTERM };
#define DEADLY (sizeof deadly / sizeof *deadly)

size_t
parts_of(struct slice key, size_t n)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < key.n; i++)
        h = (h ^ (unsigned char)key.p[i]) * UINT64_C(0x100000001b3);
    /* The lowest bit of the hash depends on the lowest bits of the key alone. */
    return (size_t)((h ^ h >> 32) % n);
}

static void
drop(void)
{
    for (size_t i = 0; i < parts.n; i++)
        if (parts.part[i].made)
            unlink(parts.part[i].made);
}

/* Between a file's coming and its being noted no signal may end the process. It is not held back by
 * a mask: the threads that read would take it. */
static volatile sig_atomic_t holding, held;

static void
drop_and_end(int number)
{
    if (holding) {
        held = number;
        return;
    }
    drop();
    signal(number, SIG_DFL);
    raise(number); /* delivered on return */
}

static void
hold_signals(bool hold)
{
    holding = hold;
    if (!hold && held)
        raise(held);
}

/* sigaction, not signal: by POSIX alone that may set a handler for one time only. */
static void
mind_the_end(void)
{
    struct sigaction now, then = { .sa_handler = drop_and_end, .sa_flags = SA_RESTART };

    sigemptyset(&then.sa_mask);
    atexit(drop);
    signal(SIGPIPE, SIG_IGN); /* errors of write, instead */
    signal(SIGXFSZ, SIG_IGN);
    for (size_t i = 0; i < DEADLY; i++)
        if (sigaction(deadly[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaction(deadly[i], &then, NULL);
}

static const char *
why(int error)
{
    return error == EEXIST ? "is there already, and no file is overwritten" : strerror(error);
}

static bool
is_there(const char *name)
{
    struct stat st;

    return lstat(name, &st) == 0;
}

/* The names of the i-th part; enough digits that all of them sort. */
static void
name_part(struct part *p, const char *prefix, size_t i)
{
    size_t room = strlen(prefix) + 32;
    int digits = parts.n > 99 ? 3 : 2;

    p->name = mem_alloc(room);
    p->new = mem_alloc(room);
    snprintf(p->name, room, "%s%0*zu.csv", prefix, digits, i + 1);
    snprintf(p->new, room, "%s.new", p->name);
    p->fd = -1;
}

/* Returns 0 or an errno, of the file that is then in *name. */
static int
make_part(struct part *p, const char **name)
{
    *name = p->name;
    if (is_there(p->name))
        return EEXIST;
    *name = p->new;
    p->fd = open(p->new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (p->fd < 0)
        return errno;
    p->made = p->new;
    return 0;
}

const char *
parts_open(const char *prefix, size_t n, const char **name)
{
    int error = 0;

    parts.part = mem_alloc(n * sizeof *parts.part);
    parts.n = n;
    for (size_t i = 0; i < n; i++)
        name_part(&parts.part[i], prefix, i);
    mind_the_end();
    hold_signals(true);
    for (size_t i = 0; i < n && error == 0; i++)
        error = make_part(&parts.part[i], name);
    hold_signals(false);
    return error ? why(error) : NULL;
}

static void
flush(struct part *p)
{
    if (!p->fault && !output_write(p->fd, p->b.p, p->b.n))
        p->fault = errno;
    p->b.n = 0;
}

static void
put(struct part *p, struct slice line)
{
    buffer_add(&p->b, line.p, line.n);
    buffer_add(&p->b, "\n", 1);
    if (p->b.n >= BLOCK)
        flush(p);
}

void
parts_head(struct slice line)
{
    for (size_t i = 0; i < parts.n; i++)
        put(&parts.part[i], line);
}

bool
parts_add(size_t i, struct slice line)
{
    put(&parts.part[i], line);
    parts.part[i].records++;
    return parts.part[i].fault == 0;
}

/* Returns 0 or an errno. */
static int
finish(struct part *p)
{
    int closed;

    flush(p);
    closed = close(p->fd);
    p->fd = -1;
    buffer_free(&p->b);
    return p->fault ? p->fault : closed != 0 ? errno : 0;
}

/* A link can't overwrite; where there are none, a name that was free at the start is taken. */
static int
publish(struct part *p)
{
    if (link(p->new, p->name) == 0)
        unlink(p->new);
    else if (errno == EEXIST || is_there(p->name))
        return EEXIST;
    else if (rename(p->new, p->name) != 0)
        return errno;
    p->made = p->name;
    return 0;
}

const char *
parts_close(const char **name)
{
    int error = 0;

    for (size_t i = 0; i < parts.n && error == 0; i++) {
        *name = parts.part[i].name;
        error = finish(&parts.part[i]);
    }
    hold_signals(true);
    for (size_t i = 0; i < parts.n && error == 0; i++) {
        *name = parts.part[i].name;
        error = publish(&parts.part[i]);
    }
    hold_signals(false);
    return error ? why(error) : NULL;
}

const char *
parts_name(size_t i)
{
    return parts.part[i].name;
}

int64_t
parts_records(size_t i)
{
    return parts.part[i].records;
}

void
parts_keep(void)
{
    hold_signals(true);
    for (size_t i = 0; i < parts.n; i++)
        parts.part[i].made = NULL;
    hold_signals(false);
}
