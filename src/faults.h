/*
 * Faults: what is wrong with the input is told with its place, or set aside with it.
 *
 * Told, it stands on standard error as "till-age: ledger.csv:123: amount: "12,50" is not an amount".
 * Set aside, it is a record file,line,column,reason,record of the file of rejects.
 */
#ifndef TILL_FAULTS_H
#define TILL_FAULTS_H

#include "rows.h"

#define FAULTS_MOST 20 /* whoever has seen twenty has seen the pattern */

/* Faults with a place of a record go to path from here on. Returns NULL, or why it can't be written. */
const char *faults_to(const char *path);

/* Tells f, or sets it aside unless it is strict. Returns how many have been told. */
int faults_report(const struct fault *f, bool strict);
int faults_told(void);

/* A file as messages name it: "-" is standard input. */
const char *faults_file(const char *path);

/* Writes what was set aside since the last call, says how much in all. Returns NULL, or why it can't be
 * written. */
const char *faults_write(void);

#endif
