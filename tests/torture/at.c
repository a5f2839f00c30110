/*
 * at: runs a command and kills it at its N-th stop, a stop being the entry to a system call or the
 * return from it. Killed at the entry, the call is not made; killed at the return, it was, and the
 * program has not learnt of it. Nothing is read from registers, so this works on any processor.
 *
 *     at N FILE COMMAND [ARGUMENT...]
 *
 * leaves with 137 where the command was killed, else with the command's own status; FILE then has
 * the number of stops that there were. N of 0 kills nothing. TORTURE_SHIM is preloaded by the command
 * and not by this.
 */
#define _GNU_SOURCE
#include <err.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t
begin(char **command)
{
    pid_t child = fork();

    if (child < 0)
        err(2, "fork");
    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, 0, 0) < 0)
            err(125, "ptrace");
        if (getenv("TORTURE_SHIM"))
            setenv("LD_PRELOAD", getenv("TORTURE_SHIM"), 1);
        execvp(*command, command);
        err(127, "%s", *command);
    }
    return child;
}

/* Lets the child go on to what stops it next; leaves where nothing does any more. */
static int
go_on(pid_t child, int signal, const char *file, long stops)
{
    int status;

    if (ptrace(PTRACE_SYSCALL, child, 0, signal) < 0 || waitpid(child, &status, 0) < 0)
        err(2, "ptrace");
    if (!WIFSTOPPED(status)) {
        FILE *out = fopen(file, "w");
        if (!out || fprintf(out, "%ld\n", stops) < 0 || fclose(out) != 0)
            err(2, "%s", file);
        exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    }
    return WSTOPSIG(status);
}

int
main(int argc, char **argv)
{
    long stops = 0, at;
    int status, signal = 0;
    pid_t child;

    if (argc < 4)
        errx(2, "usage: at N FILE COMMAND [ARGUMENT...]");
    at = strtol(argv[1], NULL, 10);
    child = begin(argv + 3);
    if (waitpid(child, &status, 0) < 0)
        err(2, "wait");
    if (!WIFSTOPPED(status))
        return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
    if (ptrace(PTRACE_SETOPTIONS, child, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL) < 0)
        err(2, "ptrace");
    for (;;) {
        int stop = go_on(child, signal, argv[2], stops);
        signal = stop == (SIGTRAP | 0x80) || stop == SIGTRAP ? 0 : stop;
        if (stop != (SIGTRAP | 0x80) || ++stops != at)
            continue;
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
        return 137;
    }
}
