#include "threads.h"

#include "memory.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#define STACK 262144 /* bytes */

static unsigned
count(void)
{
    const char *set = getenv("TILL_THREADS");
    char *end;
    long n;

    if (!set || !*set) {
        n = sysconf(_SC_NPROCESSORS_ONLN);
        return n > 1 ? (unsigned)n : 1;
    }
    n = strtol(set, &end, 10);
    return *set >= '1' && *set <= '9' && !*end && n <= THREADS_MOST ? (unsigned)n : 0;
}

/* The system is asked once, for it answers from a file. */
unsigned
threads_wanted(void)
{
    static unsigned wanted;

    if (wanted == 0)
        wanted = count();
    return wanted;
}

bool
threads_start(pthread_t *thread, void *(*work)(void *), void *with)
{
    pthread_attr_t how;
    sigset_t all, were;
    bool good;

    if (pthread_attr_init(&how) != 0)
        return false;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &were);
    good = pthread_attr_setstacksize(&how, STACK) == 0 && pthread_create(thread, &how, work, with) == 0;
    pthread_sigmask(SIG_SETMASK, &were, NULL);
    pthread_attr_destroy(&how);
    return good;
}

struct turn {
    void (*work)(void *with, unsigned i);
    void *with;
    unsigned i;
    bool started;
    pthread_t thread;
};

static void *
take_turn(void *with)
{
    const struct turn *t = with;

    t->work(t->with, t->i);
    return NULL;
}

void
threads_run(unsigned n, void (*work)(void *with, unsigned i), void *with)
{
    struct turn *turn = mem_alloc((n + 1) * sizeof *turn);

    for (unsigned i = 1; i < n; i++) {
        turn[i] = (struct turn){ .work = work, .with = with, .i = i };
        turn[i].started = threads_start(&turn[i].thread, take_turn, &turn[i]);
    }
    if (n > 0)
        work(with, 0);
    for (unsigned i = 1; i < n; i++)
        if (turn[i].started)
            pthread_join(turn[i].thread, NULL);
        else
            work(with, i);
    free(turn);
}
