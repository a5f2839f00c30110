/*
 * measure RUNS COMMAND...: runs a command RUNS times, its output thrown away, and prints the median of
 * its wall-clock milliseconds and its largest peak of memory in KiB: "412 8120".
 */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST 101

static double
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double
run(char **command)
{
    double start = now();
    pid_t pid = fork();
    int status;

    if (pid < 0)
        err(2, "fork");
    if (pid == 0) {
        int fd = open("/dev/null", O_WRONLY);
        dup2(fd, STDOUT_FILENO);
        execvp(*command, command);
        err(127, "%s", *command);
    }
    if (waitpid(pid, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) > 1)
        errx(2, "%s failed", *command);
    return now() - start;
}

static int
ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

int
main(int argc, char **argv)
{
    int runs = argc > 2 ? atoi(argv[1]) : 0;
    double took[MOST];
    struct rusage use;

    if (runs < 1 || runs > MOST)
        errx(2, "usage: measure RUNS COMMAND...");
    run(argv + 2); /* the page cache is warm from here on */
    for (int i = 0; i < runs; i++)
        took[i] = run(argv + 2);
    qsort(took, (size_t)runs, sizeof *took, ascending);
    getrusage(RUSAGE_CHILDREN, &use);
    printf("%.0f %ld\n", took[runs / 2], use.ru_maxrss);
    return 0;
}
