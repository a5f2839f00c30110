/*
 * Parts: the files that one stream of records is cut into, PREFIX01.csv, PREFIX02.csv ... They are
 * there all together and whole, or not at all.
 *
 * Until the last of them is written they are called PREFIX01.csv.new; then each is given its name,
 * which nobody may have taken. A process has one set of them.
 */
#ifndef TILL_PARTS_H
#define TILL_PARTS_H

#include "memory.h"

#include <stdint.h>

#define PARTS_MOST 999

/* The part of a key, from 0: FNV-1a of its bytes in 64 bits (Fowler, Noll and Vo), its upper half
 * folded onto its lower by exclusive or, modulo parts. The same on every machine. */
size_t parts_of(struct slice key, size_t parts);

/* Makes n empty files. Returns NULL, or why not all of them; *name then says which. From here on an
 * end of the process, by exit or by HUP, INT or TERM, takes them away again. */
const char *parts_open(const char *prefix, size_t n, const char **name);

/* Adds a line without its end to all of them, or to the i-th as a record. False: it can't be written,
 * and parts_close will say why. */
void parts_head(struct slice line);
bool parts_add(size_t i, struct slice line);

/* Writes what is left and gives the files their names. Returns as parts_open. */
const char *parts_close(const char **name);

const char *parts_name(size_t i);
int64_t parts_records(size_t i);

/* They stay, from now on. */
void parts_keep(void);

#endif
