/*
 * Cli: what every program does alike: options, files, messages, closing.
 *
 * Messages go to standard error as "till-age: ledger.csv:123: amount: "12,50" is not an amount".
 * Faults of the input are counted: after the 20th, or when the input has been read, the program
 * leaves with status 2 and has printed no total. With --rejects=FILE they are set aside there.
 */
#ifndef TILL_CLI_H
#define TILL_CLI_H

#include "date.h"
#include "emit.h"
#include "entry.h"
#include "rows.h"

#include <stdnoreturn.h>

enum option_type {
    OPTION_FLAG,   /* bool */
    OPTION_TEXT,   /* const char * */
    OPTION_LIST,   /* struct list: may be given several times */
    OPTION_COUNT,  /* int, above zero */
    OPTION_MONEY,  /* money, not below zero */
    OPTION_CHOICE, /* int: the place of the word in the '|' list of arg */
    OPTION_SPLIT   /* struct list: words between commas */
};

struct list {
    const char **word;
    size_t n, cap;
};

struct option_spec {
    char letter;      /* 0: it has only a long name */
    const char *name; /* long name */
    enum option_type type;
    void *to;
    const char *arg; /* its argument's name, for the usage */
    const char *help;
};

/* Which of the common options a program has, or'ed. */
enum { USES_INPUT = 1, USES_FORM = 2, USES_DAY = 4, USES_RANGE = 8 };

struct program {
    const char *name;     /* "till-age" */
    const char *synopsis; /* "[-d DATE] [ledger...]" */
    const char *about;    /* one line */
    const struct option_spec *options; /* ends with a NULL name */
    unsigned uses;
};

/* Reads the options; answers -h and -V; leaves with status 2 on a wrong one. Returns the operands,
 * NULL at the end. */
char **cli_begin(int argc, char **argv, const struct program *p);

date cli_today(void);         /* -d, else TILL_TODAY, else the system's date */
struct range cli_range(void); /* -r, else all days */
enum form cli_form(void);     /* -O, else a table at a terminal, else CSV */
const char *cli_charset(void);

/* A stream of records with the columns want[0..n) as slots 0 to n; names that begin with '?' may be
 * missing. Leaves with status 2 where a file can't be used. An empty list of files is standard
 * input, or the book's ledger (TILL_BOOK) at a terminal. ledger: read to the last seal. */
struct rows *cli_rows(char **files, const char *const *want, size_t n, const struct rows_form *form);
struct rows *cli_ledger(char **files);  /* a stream of entries, for cli_entry */
extern const struct rows_form cli_sealed; /* a form: ledgers count up to their last seal */

/* The next record; faults are reported on the way. False at the end. Marks of batches are skipped. */
bool cli_next(struct rows *r, struct row *row);
bool cli_entry(struct rows *r, struct row *row, struct entry *e);

/* Reports a value of the row that is not good: set aside, or counted. */
void cli_bad(const struct row *row, const char *column, struct slice value, const char *phrase);

/* The input has been read: leaves with status 2 if there were faults, and says what was set aside.
 * Call it before anything is printed or changed. */
void cli_checked(void);

noreturn void cli_die(const char *format, ...) __attribute__((format(printf, 1, 2)));
struct emit *cli_emit(void);        /* standard output in the form asked for, held */
noreturn void cli_end(int status);  /* closes all output, checks it, leaves */

#endif
