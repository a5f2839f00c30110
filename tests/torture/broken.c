/* broken: runs a command with a standard output that nobody reads any more. */
#define _GNU_SOURCE
#include <err.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
    int ends[2];

    if (argc < 2 || pipe(ends) < 0 || dup2(ends[1], STDOUT_FILENO) < 0)
        err(2, "usage: broken COMMAND [ARGUMENT...]");
    close(ends[0]);
    close(ends[1]);
    execvp(argv[1], argv + 1);
    err(127, "%s", argv[1]);
}
