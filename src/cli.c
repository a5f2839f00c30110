#include "cli.h"

#include "chain.h"
#include "cli_confine.h"
#include "faults.h"
#include "input.h"
#include "rows_share.h"
#include "threads.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define VERSION "0.1"

/* One program runs in a process, so what belongs to it stands here once. */
static struct {
    struct common_options options;
    const char *usual_charset; /* of the input, where nothing nearer says */
    bool reads_ledger;         /* files that are not named are those of a book's ledger */
    uint64_t records;
    struct emit *out;
    bool closed; /* standard output */
} cli;

const struct rows_form cli_sealed = {
    .mark_column = "kind", .opens = "batch", .closes = "seal", .whole = chain_seal_is_whole
};

noreturn static void
leave(int status)
{
    exit(status);
}

void
cli_die(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vwarnx(format, args);
    va_end(args);
    leave(2);
}

/* A file must never be opened as the standard output that somebody closed: the place is taken by
 * one that can't be written to, and the closed stream is noticed as it should be. */
static void
hold_places(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
            open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
            cli_die("/dev/null: %s", strerror(errno));
}

char **
cli_begin(int argc, char **argv, const struct program *p)
{
    const char *why;
    int first;

    hold_places();
    if (!options_read(argc, argv, p, &cli.options, &first))
        leave(2);
    if (cli.options.help)
        options_help(p);
    if (cli.options.version)
        printf("%s %s\n", p->name, VERSION);
    if (cli.options.help || cli.options.version)
        cli_end(0);
    cli.reads_ledger = p->uses & READS_LEDGER;
    cli.usual_charset = p->uses & USES_INPUT ? getenv("TILL_CHARSET") : NULL;
    if (!input_knows_charset(cli.options.charset))
        cli_die("--charset: \"%s\" is not known here", cli.options.charset);
    if (!input_knows_charset(cli.usual_charset))
        cli_die("TILL_CHARSET: \"%s\" is not known here", cli.usual_charset);
    if (threads_wanted() == 0)
        cli_die("TILL_THREADS: \"%s\" is not a number from 1 to %d", getenv("TILL_THREADS"), THREADS_MOST);
    if (cli.options.rejects && (why = faults_to(cli.options.rejects)))
        cli_die("%s: %s", cli.options.rejects, why);
    if (!(p->uses & WRITES_LEDGER))
        cli_confine(NULL);
    return argv + first;
}

date
cli_today(void)
{
    const char *set = getenv("TILL_TODAY"), *why;
    time_t now = time(NULL);
    struct tm t;
    date d;

    if (cli.options.day != DATE_NONE)
        return cli.options.day;
    if (set && *set) {
        if ((why = date_parse(set, strlen(set), &d)))
            cli_die("TILL_TODAY: \"%s\" %s", set, why);
        return d;
    }
    localtime_r(&now, &t);
    return date_make((struct civil){ t.tm_year + 1900, t.tm_mon + 1, t.tm_mday });
}

struct range
cli_range(void)
{
    return cli.options.range;
}

static void
clear_progress(void)
{
    if (cli.records >> 17 && isatty(STDERR_FILENO))
        fputs("\r\033[K", stderr);
}

static void
report(const struct fault *f, bool strict)
{
    clear_progress();
    if (faults_report(f, strict) >= FAULTS_MOST)
        cli_die("stopped after %d errors", FAULTS_MOST);
}

/* What a file is known by, whatever it is called; zeros for what is no regular file. */
static struct stat
identity(const char *path)
{
    struct stat st = { 0 };
    int got = strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &st) : stat(path, &st);

    if (got != 0 || !S_ISREG(st.st_mode))
        return (struct stat){ 0 };
    return st;
}

/* A file that is named twice would be counted twice. So would a ledger whose compressing was cut
 * short, for it stands there twice. */
static void
check_twins(const char *const *files, size_t n)
{
    struct stat *st = mem_alloc(n * sizeof *st);

    for (size_t i = 0; i < n; i++) {
        st[i] = identity(files[i]);
        for (size_t k = 0; k < i; k++)
            if (st[i].st_ino != 0 && st[i].st_ino == st[k].st_ino && st[i].st_dev == st[k].st_dev)
                cli_die("%s: is the same file as %s, and would count twice", faults_file(files[i]),
                        faults_file(files[k]));
        for (size_t k = 0; k < n; k++) {
            size_t length = strlen(files[i]);
            if (strncmp(files[k], files[i], length) == 0 && strcmp(files[k] + length, ".gz") == 0)
                cli_die("%s: %s is the same ledger, compressed; 'till-post --pack %s' ends what it began",
                        files[i], files[k], files[i]);
        }
    }
    free(st);
}

static struct rows *
open_rows(const char *const *files, size_t files_n, const char *const *want, size_t n,
          const struct rows_form *form)
{
    struct rows_form how = *form;
    struct rows *r;
    struct fault f;

    check_twins(files, files_n);
    how.threads = threads_wanted();
    r = rows_new(&how);
    for (size_t i = 0; i < n; i++)
        rows_want(r, want[i] + (want[i][0] == '?'), want[i][0] != '?');
    for (size_t i = 0; i < files_n; i++)
        if (!rows_add(r, files[i], &f))
            report(&f, true);
    if (faults_told() > 0)
        leave(2);
    return r;
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The files of a book's ledger, in the order of their names, which is that of their months, whether they
 * are compressed or not. */
static void
add_book(struct list *files, const char *book)
{
    static glob_t found; /* its strings stay in use */
    char pattern[4096];

    if (snprintf(pattern, sizeof pattern, "%s/ledger/*.csv", book) > (int)sizeof pattern - 4)
        cli_die("%s: %s (TILL_BOOK)", book, strerror(ENAMETOOLONG));
    glob(pattern, 0, NULL, &found);
    snprintf(pattern, sizeof pattern, "%s/ledger/*.csv.gz", book);
    glob(pattern, GLOB_APPEND, NULL, &found);
    if (found.gl_pathc > 1)
        qsort(found.gl_pathv, found.gl_pathc, sizeof *found.gl_pathv, by_name);
    for (size_t i = 0; i < found.gl_pathc; i++)
        list_add(files, found.gl_pathv[i]);
    if (files->n == 0)
        cli_die("%s: has no ledger (TILL_BOOK)", book);
}

struct rows *
cli_rows(char **files, const char *const *want, size_t n, const struct rows_form *form)
{
    const char *book = getenv("TILL_BOOK");
    struct rows_form how = *form;
    struct list list = { 0 };

    for (; *files; files++)
        list_add(&list, *files);
    if (list.n == 0 && cli.reads_ledger && book && *book && isatty(STDIN_FILENO))
        add_book(&list, book);
    if (list.n == 0)
        list_add(&list, "-");
    if (cli.options.charset)
        how.charset = cli.options.charset;
    else if (!how.charset)
        how.charset = cli.usual_charset;
    return open_rows(list.word, list.n, want, n, &how);
}

struct rows *
cli_side(const char *const *files, size_t files_n, const char *const *want, size_t n,
         const struct rows_form *form)
{
    struct rows_form how = *form;

    how.strict = true;
    return open_rows(files, files_n, want, n, &how);
}

static void
show_progress(size_t more)
{
    uint64_t before = cli.records;

    cli.records += more;
    if (before >> 17 != cli.records >> 17 && isatty(STDERR_FILENO))
        fprintf(stderr, "\r%llu records", (unsigned long long)cli.records);
}

bool
cli_next(struct rows *r, struct row *row)
{
    struct fault f;

    for (;;) {
        switch (rows_next(r, row, &f)) {
        case ROWS_ROW:
            show_progress(1);
            return true;
        case ROWS_SHARED:
            show_progress(rows_shared(r));
            break;
        case ROWS_FAULT:
            report(&f, rows_form_of(r)->strict);
            break;
        default:
            return false;
        }
    }
}

static void
bad_value(const struct row *row, const char *column, struct slice value, const char *phrase, bool strict)
{
    struct fault f = { row->file, row->line, column, value, phrase, row->raw, false };

    report(&f, strict);
}

void
cli_bad(const struct row *row, const char *column, struct slice value, const char *phrase)
{
    bad_value(row, column, value, phrase, row->strict);
}

void
cli_checked(void)
{
    const char *why;

    clear_progress();
    if (faults_told() > 0)
        leave(2);
    if ((why = faults_write()))
        cli_die("%s: %s", cli.options.rejects, why);
}

void
cli_sum(money *sum, money m)
{
    if (!money_add(*sum, m, sum))
        cli_die("a sum is beyond what 64 bits hold");
}

struct emit *
cli_emit(void)
{
    int form = cli.options.form;

    if (form < 0)
        form = isatty(STDOUT_FILENO) ? FORM_TABLE : FORM_CSV;
    cli.out = emit_open(STDOUT_FILENO, (enum form)form, true);
    return cli.out;
}

const char *
cli_close(void)
{
    const char *why = cli.out ? emit_close(cli.out, true) : NULL;

    cli.out = NULL;
    if (!why && !cli.closed && (fflush(stdout) != 0 || ferror(stdout) || close(STDOUT_FILENO) != 0))
        why = strerror(errno);
    cli.closed = true;
    return why;
}

void
cli_end(int status)
{
    const char *why = cli_close();

    if (why)
        cli_die("standard output: %s", why);
    leave(status);
}
