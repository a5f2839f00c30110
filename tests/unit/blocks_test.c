/*
 * Threads and locks that can't be had: a file is read without help, or the program says that it can't go on.
 */
#include "../../src/rows.h"
#include "../../src/threads.h"

#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define RECORDS 2000

static char path[] = "/tmp/till-blocks.XXXXXX";
static bool no_threads, no_mutex, no_condition; /* can be had */
static int threads;                             /* that were asked for */

/* In the place of the C library's: any size will do. */

int
pthread_attr_setstacksize(pthread_attr_t *how, size_t n)
{
    (void)how, (void)n;
    threads++;
    return no_threads ? EAGAIN : 0;
}

int
pthread_mutex_init(pthread_mutex_t *m, const pthread_mutexattr_t *how)
{
    (void)how;
    *m = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
    return no_mutex ? ENOMEM : 0;
}

int
pthread_cond_init(pthread_cond_t *c, const pthread_condattr_t *how)
{
    (void)how;
    *c = (pthread_cond_t)PTHREAD_COND_INITIALIZER;
    return no_condition ? ENOMEM : 0;
}

static void
make_file(void)
{
    int fd = mkstemp(path);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

    if (!f)
        abort();
    fputs("number\n", f);
    for (int i = 0; i < RECORDS; i++)
        fprintf(f, "%d\n", i);
    fclose(f);
}

/* How many records come in their order, by four threads where they can be had. */
static int
read_all(void)
{
    static const struct rows_form form = { .block = 100, .threads = 4 };
    struct rows *r = rows_new(&form);
    struct fault f;
    struct row row;
    char want[16];
    int n = 0;

    rows_want(r, "number", true);
    if (rows_add(r, path, &f))
        while (rows_next(r, &row, &f) == ROWS_ROW) {
            snprintf(want, sizeof want, "%d", n);
            n += slice_is(row_get(&row, 0), want);
        }
    rows_free(r);
    return n;
}

/* What each of five turns has done, once. */
static int turn[5];

static void
take_turn(void *with, unsigned i)
{
    ((int *)with)[i]++;
}

static bool
take_turns(void)
{
    memset(turn, 0, sizeof turn);
    threads_run(5, take_turn, turn);
    return turn[0] == 1 && turn[1] == 1 && turn[2] == 1 && turn[3] == 1 && turn[4] == 1;
}

/* The exit status of a program that reads. */
static int
read_apart(void)
{
    int status = 0;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child < 0)
        abort();
    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        exit(read_all() == RECORDS ? 0 : 1);
    }
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int
main(void)
{
    make_file();
    ok(read_all() == RECORDS && threads == 3, "one reads, three help");
    threads = 0;
    ok(take_turns() && threads == 4, "five turns are taken, four by others");
    no_threads = true;
    threads = 0;
    ok(read_all() == RECORDS && threads == 1, "where no thread can be had one reads alone, and asks once");
    ok(take_turns(), "... and takes all turns");
    no_threads = false;
    ok(read_apart() == 0, "another program");
    no_mutex = true;
    ok(read_apart() == 2, "... can't go on without a lock");
    no_mutex = false;
    no_condition = true;
    ok(read_apart() == 2, "... nor without a way to wait");
    unlink(path);
    return tap_end();
}
