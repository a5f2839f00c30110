/*
 * Options: the command line of a program, described once: the parser, the usage and the help are
 * all made from the description, so they can't differ.
 */
#ifndef TILL_OPTIONS_H
#define TILL_OPTIONS_H

#include "date.h"
#include "emit.h"
#include "memory.h"
#include "money.h"

enum option_type {
    OPTION_FLAG,       /* bool */
    OPTION_TEXT,       /* const char * */
    OPTION_LIST,       /* struct list: may be given several times */
    OPTION_SPLIT,      /* struct list: words between commas */
    OPTION_COUNT,      /* int, above zero */
    OPTION_MONEY,      /* money, not below zero */
    OPTION_DATE,       /* date */
    OPTION_RANGE,      /* struct range */
    OPTION_RATE,       /* struct rate */
    OPTION_CHOICE,     /* int: the place of the word in arg, "csv|tsv|json" */
    OPTION_NEEDED = 16 /* or'ed to one: there is no doing without it, and the program says so */
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
enum { USES_INPUT = 1, USES_FORM = 2, USES_DAY = 4, USES_RANGE = 8, WRITES_LEDGER = 16, READS_LEDGER = 32 };

struct program {
    const char *name;                  /* "till-age" */
    const char *operands;              /* "[ledger...]" */
    const char *about;                 /* one line */
    const struct option_spec *options; /* its own; ends with a NULL name */
    unsigned uses;
};

/* What the common options said. */
struct common_options {
    bool help, version;
    int form; /* enum form, or -1 */
    date day; /* or DATE_NONE */
    struct range range;
    const char *charset, *rejects;
};

/* Reads the options of p; the index of the first operand goes to *first. Returns false, having
 * said why on standard error. */
bool options_read(int argc, char **argv, const struct program *p, struct common_options *common, int *first);

/* Prints the help to standard output. */
void options_help(const struct program *p);

#endif
