#include "lock.h"

#include <errno.h>
#include <sys/file.h>
#include <time.h>

#define PATIENCE 10 /* seconds */

/* flock, not fcntl: an fcntl lock is lost when any descriptor of the file is closed. */
bool
lock_take(int fd, int how)
{
    const struct timespec moment = { 0, 20000000 };

    for (int i = 0; i < PATIENCE * 50; i++) {
        if (flock(fd, how | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return false;
        nanosleep(&moment, NULL);
    }
    errno = EWOULDBLOCK;
    return false;
}
