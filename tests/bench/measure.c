/*
 * measure OUT RUNS SLOW <PLAN: runs commands by turns, so that what else the machine does falls on all of
 * them alike. A line of the plan is NAME, a tab, a command and, if it must be made ready each time, a tab
 * and the command that does so, which is not measured. A '-' before the name: its output is of no interest.
 *
 * Each is run once to warm the page cache, its output kept as OUT/NAME, then RUNS times in turn with its
 * output thrown away; one that takes more than SLOW seconds has only that first run. A line a command:
 * name, median, least and most milliseconds, the largest peak of memory of one process in KiB (ru_maxrss of
 * wait4), runs, the median of the milliseconds of all processors. Where a command fails (exit status above
 * 1), the milliseconds are "failed".
 *
 * A command of plain words is run as it is; one with a sign of the shell by "sh -c".
 */
#include <err.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_RUNS     1001
#define MOST_COMMANDS 32
#define MOST_WORDS    64
#define LINE          8192

extern pid_t wait4(pid_t pid, int *status, int options, struct rusage *use); /* of BSD, and of Linux */

struct command {
    char *name, *text, *ready;
    char *word[MOST_WORDS + 1];
    bool failed, quiet;
    int runs;
    double took[MOST_RUNS + 1], busy[MOST_RUNS + 1];
    long peak; /* KiB */
};

static struct command command[MOST_COMMANDS];
static size_t commands;

/* Whether only a shell understands the command; one costs as much as a small program. */
static bool
wants_shell(const char *text)
{
    return strpbrk(text, "'\"\\|&;<>()$`*?[]{}#~") || memchr(text, '=', strcspn(text, " "));
}

static void
cut_words(struct command *c, char *text)
{
    size_t n = 0;

    if (wants_shell(text)) {
        static char shell[] = "sh", flag[] = "-c";
        c->word[n++] = shell;
        c->word[n++] = flag;
        c->word[n++] = text;
    } else
        for (char *w = strtok(text, " "); w && n < MOST_WORDS; w = strtok(NULL, " "))
            c->word[n++] = w;
    c->word[n] = NULL;
}

static void
read_plan(void)
{
    char line[LINE];

    while (fgets(line, sizeof line, stdin)) {
        struct command *c = &command[commands];
        char *copy, *tab;
        line[strcspn(line, "\n")] = '\0';
        copy = strdup(line);
        if (!copy || commands == MOST_COMMANDS)
            errx(2, "too many commands");
        c->quiet = *copy == '-';
        c->name = copy + c->quiet;
        c->text = strchr(copy, '\t');
        if (!c->text)
            errx(2, "\"%s\": no command", line);
        *c->text++ = '\0';
        tab = strchr(c->text, '\t');
        if (tab) {
            *tab = '\0';
            c->ready = tab + 1;
        }
        cut_words(c, c->text);
        commands++;
    }
}

static double
busy_of(const struct rusage *use)
{
    return (double)(use->ru_utime.tv_sec + use->ru_stime.tv_sec) * 1e3 +
           (double)(use->ru_utime.tv_usec + use->ru_stime.tv_usec) / 1e3;
}

static double
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Runs c with its output to the file at path, as the next of its runs. */
static void
run(struct command *c, const char *path)
{
    struct rusage use;
    double start;
    pid_t pid;
    int status, fd;

    if (c->ready && system(c->ready) != 0)
        errx(2, "failed: %s", c->ready);
    start = now();
    pid = fork();
    if (pid < 0)
        err(2, "fork");
    if (pid == 0) {
        fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
            err(127, "%s", path);
        close(fd);
        fd = open("/dev/null", O_RDONLY);
        dup2(fd, STDIN_FILENO);
        execvp(*c->word, c->word);
        err(127, "%s", *c->word);
    }
    if (wait4(pid, &status, 0, &use) < 0)
        err(2, "wait4");
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
        c->failed = true;
    if (use.ru_maxrss > c->peak)
        c->peak = use.ru_maxrss;
    c->took[c->runs] = now() - start;
    c->busy[c->runs++] = busy_of(&use);
}

static int
ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void
warm_up(const char *out, double slow)
{
    for (struct command *c = command; c < command + commands; c++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", out, c->name);
        run(c, c->quiet ? "/dev/null" : path);
        if (c->took[0] <= slow * 1e3)
            c->runs = 0;
    }
}

int
main(int argc, char **argv)
{
    int runs = argc == 4 ? atoi(argv[2]) : 0;
    bool slow[MOST_COMMANDS];

    if (runs < 1 || runs > MOST_RUNS)
        errx(2, "usage: measure OUT RUNS SLOW <PLAN");
    read_plan();
    warm_up(argv[1], atof(argv[3]));
    for (size_t i = 0; i < commands; i++)
        slow[i] = command[i].runs > 0 || command[i].failed;
    for (int r = 0; r < runs; r++)
        for (size_t i = 0; i < commands; i++)
            if (!slow[i] && !command[i].failed)
                run(&command[i], "/dev/null");
    for (struct command *c = command; c < command + commands; c++) {
        if (c->failed) {
            printf("%s\tfailed\t0\t0\t0\t0\t0\n", c->name);
            continue;
        }
        qsort(c->took, (size_t)c->runs, sizeof *c->took, ascending);
        qsort(c->busy, (size_t)c->runs, sizeof *c->busy, ascending);
        printf("%s\t%.3f\t%.3f\t%.3f\t%ld\t%d\t%.3f\n", c->name, c->took[c->runs / 2], c->took[0],
               c->took[c->runs - 1], c->peak, c->runs, c->busy[c->runs / 2]);
    }
    return 0;
}
