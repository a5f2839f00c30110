/*
 * states: what a crash may leave of an append, each state made in turn, and a post to each.
 *
 *     states COUNT SEED BEFORE AFTER TILL-POST
 *
 * works in a directory with two.csv; BEFORE and AFTER are a ledger before the batch "two" and after it. A
 * disk keeps any subset of the 512-byte sectors that were written, in a file of any length between;
 * what it does not keep is NULs, other bytes or what stood there once. First come all truncations, alone
 * and filled up, and all subsets of up to ten sectors, then drawn ones. Of each state the post must make
 * AFTER, the tail that was there kept beside; or refuse and leave every byte. What was only cut off must
 * be recovered. Of a small COUNT some of each kind are made. Prints the counts; the first states that are
 * not as they must are told and kept.
 */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECTOR 512
#define ROOM   65536

extern char **environ;

struct bytes {
    char p[ROOM];
    size_t n;
};

static struct bytes before, after, state, got;
static long recovered, refused, already, wrongs, wanted, made, stride, turn;
static const char *post;
static char torn[64];
static uint64_t seed;

static uint64_t
draw(uint64_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed % below;
}

/* A file's bytes; false: there is none. */
static bool
get(const char *path, struct bytes *b)
{
    int fd = open(path, O_RDONLY);
    ssize_t n = fd < 0 ? 0 : read(fd, b->p, ROOM);

    if (fd >= 0)
        close(fd);
    b->n = n > 0 ? (size_t)n : 0;
    return fd >= 0;
}

static void
put(const char *path, const struct bytes *b)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

    if (fd < 0 || write(fd, b->p, b->n) != (ssize_t)b->n || close(fd) != 0)
        err(2, "%s", path);
}

static bool
equal(const char *p, size_t n, const char *q, size_t m)
{
    return n == m && memcmp(p, q, n) == 0;
}

static int
run(void)
{
    char *argv[] = { (char *)post, "-b", "two", "ledger.csv", "two.csv", NULL };
    posix_spawn_file_actions_t to;
    pid_t child;
    int status;

    posix_spawn_file_actions_init(&to);
    posix_spawn_file_actions_addopen(&to, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&to, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&to, 2, "saying", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (posix_spawn(&child, post, &to, NULL, argv, environ) != 0 || waitpid(child, &status, 0) < 0)
        err(2, "%s", post);
    posix_spawn_file_actions_destroy(&to);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Whether the tail behind the ledger as it was has been kept. A header alone is no tail. */
static bool
tail_is_kept(void)
{
    struct bytes *tail = malloc(sizeof *tail);
    const char *nl = before.n == 0 ? memchr(after.p, '\n', after.n) : NULL;
    bool kept = state.n <= before.n || (nl && equal(state.p, state.n, after.p, (size_t)(nl - after.p) + 1)) ||
                (get(torn, tail) && equal(tail->p, tail->n, state.p + before.n, state.n - before.n));

    free(tail);
    return kept;
}

static const char *
judge(int status, bool must)
{
    bool whole = state.n >= after.n - 1 && memcmp(state.p, after.p, after.n - 1) == 0;

    get("ledger.csv", &got);
    if (status == 0 && whole && equal(got.p, got.n, state.p, state.n))
        return already++, NULL;
    if (status == 0 && equal(got.p, got.n, after.p, after.n))
        return tail_is_kept() ? (recovered++, NULL) : "the tail is not kept";
    if (status == 0)
        return "other bytes";
    if (status != 2)
        return "a strange status";
    if (!equal(got.p, got.n, state.p, state.n))
        return "refused, and changed";
    if (must)
        return "not recovered, though it was only cut off";
    return refused++, NULL;
}

static void
try(const char *what, bool must)
{
    const char *why;
    int status;

    if (made >= wanted || wrongs >= 5 || (stride > 1 && turn++ % stride != 0))
        return;
    made++;
    unlink(torn);
    put("ledger.csv", &state);
    status = run();
    why = judge(status, must);
    if (why && wrongs++ < 5) {
        char name[64];
        snprintf(name, sizeof name, "state-%ld", made);
        put(name, &state);
        warnx("%s %s: status %d, %s", name, what, status, why);
    }
}

/* Fills the state from..to with NULs, other bytes, or the ledger's own bytes from somewhere else. */
static void
fill(size_t from, size_t to, int how)
{
    size_t shift = 1 + (size_t)draw(before.n + 64);

    for (size_t i = from; i < to && i < ROOM; i++)
        state.p[i] = how == 0 ? '\0' : how == 1 ? (char)draw(256) : after.p[(i + shift) % after.n];
    if (to > state.n)
        state.n = to;
}

/* A new ledger shows that it is one by the beginning of its header. */
static bool
is_ours(size_t n)
{
    return before.n > 0 || n >= 5;
}

static void
truncations(void)
{
    for (int how = -1; how < 3; how++) {
        for (size_t n = before.n; n <= after.n; n++) {
            state = after;
            state.n = n;
            if (how >= 0)
                fill(n, after.n + (size_t)(how ? 0 : draw(5000)), how);
            try(how < 0 ? "cut off" : "cut off and filled", how < 0 || (how == 0 && is_ours(n)));
        }
    }
}

/* The sectors of the append that are kept are the set bits. */
static void
keep_sectors(uint64_t kept, int how)
{
    size_t first = before.n / SECTOR, last = (after.n - 1) / SECTOR;

    state = after;
    for (size_t s = first; s <= last; s++) {
        size_t from = s * SECTOR < before.n ? before.n : s * SECTOR;
        size_t to = (s + 1) * SECTOR > after.n ? after.n : (s + 1) * SECTOR;
        if (!(kept >> (s - first) & 1))
            fill(from, to, how);
    }
}

static void
subsets(void)
{
    size_t sectors = (after.n - 1) / SECTOR - before.n / SECTOR + 1;

    if (sectors > 10)
        sectors = 10;
    for (int how = 0; how < 3; how++) {
        for (uint64_t kept = 0; kept < (uint64_t)1 << sectors; kept++) {
            keep_sectors(kept, how);
            try("sectors", false);
        }
    }
}

static void
drawn(void)
{
    keep_sectors(draw((uint64_t)1 << 20), (int)draw(3));
    switch (draw(4)) {
    case 0:
        state.n = before.n + (size_t)draw(after.n - before.n + 1);
        break;
    case 1:
        state.n = before.n + (size_t)draw(after.n - before.n + 1);
        fill(state.n, state.n + (size_t)draw(2000), (int)draw(3));
        break;
    case 2:
        for (int i = (int)draw(4); i >= 0; i--)
            state.p[before.n + draw(after.n - before.n)] = "\n,\0a\"2"[draw(6)];
        break;
    default:
        break;
    }
    try("drawn", false);
}

int
main(int argc, char **argv)
{
    if (argc != 6)
        errx(2, "usage: states COUNT SEED BEFORE AFTER TILL-POST");
    wanted = strtol(argv[1], NULL, 10);
    seed = (uint64_t)strtol(argv[2], NULL, 10) * 2654435761u + 1;
    get(argv[3], &before);
    if (!get(argv[4], &after) || after.n <= before.n)
        errx(2, "%s: is no append to %s", argv[4], argv[3]);
    post = argv[5];
    snprintf(torn, sizeof torn, "ledger.csv.torn-%zu", before.n);
    stride = 2 * (4 * (long)(after.n - before.n) + 3 * 1024) / wanted; /* of few, each kind has some */
    truncations();
    subsets();
    stride = 1;
    while (made < wanted && wrongs < 5)
        drawn();
    printf("%ld %ld %ld %ld %ld\n", made, recovered, already, refused, wrongs);
    return wrongs > 0;
}
