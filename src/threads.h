/*
 * Threads: how many may work at once.
 */
#ifndef TILL_THREADS_H
#define TILL_THREADS_H

#define THREADS_MOST 1024

/* What TILL_THREADS says, else as many as there are processors; 0 where it says no number from 1 to
 * THREADS_MOST. */
unsigned threads_wanted(void);

#endif
