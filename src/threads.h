/*
 * Threads: how many may work at once.
 */
#ifndef TILL_THREADS_H
#define TILL_THREADS_H

#include <pthread.h>
#include <stdbool.h>

#define THREADS_MOST 1024

/* What TILL_THREADS says, else as many as there are processors; 0 where it says no number from 1 to
 * THREADS_MOST. */
unsigned threads_wanted(void);

/* Starts a thread that takes no signals: they are for the one that knows what to do with them. False where
 * none can be had. */
bool threads_start(pthread_t *thread, void *(*work)(void *), void *with);

/* Has work done for 0, 1 ... n - 1, each on a thread of its own where one can be had; returns when all is. */
void threads_run(unsigned n, void (*work)(void *with, unsigned i), void *with);

#endif
