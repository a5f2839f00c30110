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
#include "options.h"
#include "rows.h"

#include <stdnoreturn.h>

/* Reads the options; answers -h and -V; leaves with status 2 on a wrong one. Returns the operands,
 * NULL at the end. */
char **cli_begin(int argc, char **argv, const struct program *p);

date cli_today(void);         /* -d, else TILL_TODAY, else the system's date */
struct range cli_range(void); /* -r, else all days */

extern const struct rows_form cli_sealed; /* ledgers count up to their last seal */

/* A stream of records with the columns want[0..n) as its first slots; a name that begins with '?'
 * may be missing. Leaves with status 2 where a file can't be used. No files: standard input, or at
 * a terminal, for a program that reads ledgers, that of TILL_BOOK. The character set is that of --charset,
 * else the form's, else that of TILL_CHARSET. */
struct rows *cli_rows(char **files, const char *const *want, size_t n, const struct rows_form *form);

/* The same for tables and ledgers that are named by options: UTF-8, and no fault is set aside. */
struct rows *cli_side(const char *const *files, size_t files_n, const char *const *want, size_t n,
                      const struct rows_form *form);

/* The next record; faults are reported on the way. False at the end. Marks of batches are skipped,
 * unless the form asks for them. cli_entry is for a stream with entry_want as its columns. */
bool cli_next(struct rows *r, struct row *row);
bool cli_entry(struct rows *r, struct row *row, struct entry *e);

/* Has the amounts or dates of a column found while the records are read; returns their place among
 * the row's values. Before the first record. cli_entries: those of an entry, the first values; cli_entry asks
 * for them itself where nothing else is asked for. */
int cli_amounts(struct rows *r, int slot);
int cli_dates(struct rows *r, int slot);
void cli_entries(struct rows *r);

/* What was found for the row, and is put right there; false, and reported, where it is not good. */
bool cli_amount(const struct row *row, int slot, int value, const char *column, money *out);
bool cli_day(const struct row *row, int slot, int value, const char *column, date *out);

/* Reads one value of the row; false, and reported, where it is not good. */
bool cli_money(const struct row *row, int slot, const char *column, money *out);
bool cli_date(const struct row *row, int slot, const char *column, date *out);

/* Reports a value of the row that is not good: set aside, or counted. */
void cli_bad(const struct row *row, const char *column, struct slice value, const char *phrase);

/* The input has been read: leaves with status 2 if there were faults, and says what was set aside.
 * Call it before anything is printed or changed. */
void cli_checked(void);

/* *sum += m, or leaves with status 2: a total beyond 64 bits. */
void cli_sum(money *sum, money m);

noreturn void cli_die(const char *format, ...) __attribute__((format(printf, 1, 2)));
struct emit *cli_emit(void);       /* standard output in the form asked for, held */
const char *cli_close(void);       /* closes all output: NULL, or why not all of it is written */
noreturn void cli_end(int status); /* closes all output, checks it, leaves */

#endif
