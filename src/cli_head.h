/*
 * Cli, the head of a report: its columns, each of which must be the only one of its name, and first the
 * key's.
 */
#ifndef TILL_CLI_HEAD_H
#define TILL_CLI_HEAD_H

#include "cli.h"
#include "group.h"

/* Adds a column. Leaves with status 2 where there is one of that name, or there are too many. */
void head_add(const char *name, enum cell type);

/* The columns so far are those of the key; and how many they are. */
void head_end_key(void);
size_t head_keys(void);

struct emit *head_begin(void); /* standard output, its columns told */

/* The key of a record: that of the i-th group, or the word total where one is wanted, else false. Without a
 * key the only record is the total, and there is no place for the word nor need of it. */
void head_key(struct emit *out, const struct groups *g, size_t i);
bool head_total(struct emit *out, bool wanted);

#endif
