/* Parts: a signal that comes while their files are being made takes those away that are there. */
#include "../../src/parts.h"

#include "tap.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/till-parts.XXXXXX";

/* In the place of the C library's: a signal comes once the second file is there. */
int
open(const char *path, int flags, ...)
{
    int fd = openat(AT_FDCWD, path, flags, 0600);

    if (strstr(path, "02.csv.new"))
        raise(SIGTERM);
    return fd;
}

int
main(void)
{
    char prefix[64];
    const char *name;
    int status = 0;
    pid_t child;

    if (!mkdtemp(folder) || (child = fork()) < 0)
        abort();
    if (child == 0) {
        snprintf(prefix, sizeof prefix, "%s/p", folder);
        parts_open(prefix, 3, &name);
        _exit(0);
    }
    waitpid(child, &status, 0);
    ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM, "a held signal ends the process all the same");
    ok(rmdir(folder) == 0, "... and no file is left");
    return tap_end();
}
