#include "threads.h"

#include <stdlib.h>
#include <unistd.h>

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
