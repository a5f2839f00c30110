#include "threads.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#define STACK 262144 /* bytes */

unsigned
threads_wanted(void)
{
    const char *set = getenv("TILL_THREADS");
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    char *end;

    if (set && *set) {
        n = strtol(set, &end, 10);
        return *set >= '1' && *set <= '9' && !*end && n <= THREADS_MOST ? (unsigned)n : 0;
    }
    return n > 1 ? (unsigned)n : 1;
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
