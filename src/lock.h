/*
 * Lock: who posts to a ledger keeps others out; who reads it waits until nobody posts.
 */
#ifndef TILL_LOCK_H
#define TILL_LOCK_H

#include <stdbool.h>

#define LOCK_BUSY "is being posted to by someone else"

/* Takes the lock (flock's LOCK_EX or LOCK_SH), for which it waits ten seconds. False, and errno says why not:
 * EWOULDBLOCK where somebody else has it all that time. Closing fd gives it back. */
bool lock_take(int fd, int how);

#endif
