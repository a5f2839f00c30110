/*
 * bytes: every byte of a ledger changed, dropped and doubled, and a command asked about each.
 *
 *     bytes LEDGER STEP BITS COMMAND [ARGUMENT...]
 *
 * takes every STEP-th byte, but of the last line, which no hash covers, every third at least; flips BITS of
 * its bits, one at a time, drops it and doubles it. COMMAND is run on each changed file, its last argument;
 * where it ends with 0, it has not found the change, and that is told. Prints the number of changes and of
 * those not found. The changes are dealt out to some processes, each in a directory part-N of its own.
 */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROOM    (1 << 20)
#define DROPPED 8
#define DOUBLED 9
#define PARTS   4

extern char **environ;

static char ledger[ROOM], changed[ROOM + 1];
static size_t size;
static long changes, missed;

static void
read_ledger(const char *path)
{
    FILE *in = fopen(path, "r");

    if (!in || (size = fread(ledger, 1, ROOM, in)) == 0)
        err(2, "%s", path);
    fclose(in);
}

static void
put(const char *p, size_t n)
{
    int fd = open("changed.csv", O_WRONLY | O_CREAT | O_TRUNC, 0600);

    if (fd < 0 || write(fd, p, n) != (ssize_t)n || close(fd) != 0)
        err(2, "changed.csv");
}

/* Writes the ledger with its byte at flipped in bit 0 to 7, dropped or doubled. */
static void
write_change(size_t at, int how)
{
    size_t n = at;

    memcpy(changed, ledger, at);
    if (how != DROPPED)
        changed[n++] = how < DROPPED ? (char)(ledger[at] ^ (1 << how)) : ledger[at];
    if (how == DOUBLED)
        changed[n++] = ledger[at];
    memcpy(changed + n, ledger + at + 1, size - at - 1);
    put(changed, n + size - at - 1);
}

static int
ask(char **argv)
{
    posix_spawn_file_actions_t to;
    int status;
    pid_t child;

    posix_spawn_file_actions_init(&to);
    posix_spawn_file_actions_addopen(&to, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&to, 2, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&child, argv[0], &to, NULL, argv, environ) != 0 || waitpid(child, &status, 0) < 0)
        err(2, "%s", argv[0]);
    posix_spawn_file_actions_destroy(&to);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void
change(size_t at, int how, char **argv)
{
    int status;

    write_change(at, how);
    status = ask(argv);
    changes++;
    if (status == 1 || status == 2)
        return;
    if (missed++ < 5)
        warnx("byte %zu of %zu, '%c': change %d: status %d", at, size, ledger[at], how, status);
}

/* What comes after the byte at. */
static size_t
next(size_t at, size_t step)
{
    const char *nl = memrchr(ledger, '\n', size - 1);
    size_t last = nl ? (size_t)(nl - ledger) + 1 : 0;

    if (at >= last)
        return at + (step < 3 ? step : 3);
    return at + step < last ? at + step : last;
}

/* Every so many of the places, in a directory of its own; tells its counts on the pipe. */
static void
take_part(int part, size_t step, int bits, char **command, int to)
{
    char name[32];
    long counts[2];
    int turn = 0;

    snprintf(name, sizeof name, "part-%d", part);
    if ((mkdir(name, 0700) != 0 && errno != EEXIST) || chdir(name) != 0)
        err(2, "%s", name);
    put(ledger, size);
    if (ask(command) != 0)
        errx(2, "the ledger is found bad to begin with");
    for (size_t at = 0; at < size; at = next(at, step)) {
        if (turn++ % PARTS != part)
            continue;
        for (int b = 0; b < bits; b++)
            change(at, (int)(at + (size_t)b) % 8, command);
        if (at + 1 < size) /* a file may lack its last line end */
            change(at, DROPPED, command);
        change(at, DOUBLED, command);
    }
    counts[0] = changes;
    counts[1] = missed;
    _exit(write(to, counts, sizeof counts) != (ssize_t)sizeof counts);
}

static void
deal_out(size_t step, int bits, char **command)
{
    long counts[2];
    int ends[2], good = 0;

    if (pipe(ends) != 0)
        err(2, "pipe");
    for (int part = 0; part < PARTS; part++) {
        pid_t child = fork();
        if (child < 0)
            err(2, "fork");
        if (child == 0)
            take_part(part, step, bits, command, ends[1]);
    }
    close(ends[1]);
    for (; read(ends[0], counts, sizeof counts) == (ssize_t)sizeof counts; good++) {
        changes += counts[0];
        missed += counts[1];
    }
    if (good != PARTS)
        errx(2, "a part came to no end");
}

int
main(int argc, char **argv)
{
    static char *command[64];
    size_t step;
    int bits;

    if (argc < 5 || argc > 60)
        errx(2, "usage: bytes LEDGER STEP BITS COMMAND [ARGUMENT...]");
    read_ledger(argv[1]);
    step = (size_t)strtol(argv[2], NULL, 10);
    bits = (int)strtol(argv[3], NULL, 10);
    for (int i = 4; i < argc; i++)
        command[i - 4] = argv[i];
    command[argc - 4] = "changed.csv";
    deal_out(step, bits, command);
    printf("%ld %ld\n", changes, missed);
    return missed > 0;
}
