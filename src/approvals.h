/*
 * Approvals: a ledger without entries, each of whose batches is one user's word for another's: its id
 * is the SHA-256 of the entries, a slash, and who approved. It is sealed like any other.
 */
#ifndef TILL_APPROVALS_H
#define TILL_APPROVALS_H

#include "intern.h"
#include "ledger.h"

/* Finds who has approved the entries of that hash: their names are added to *users. Returns NULL, or
 * what is wrong with the ledger at path and in *line where. */
const char *approvals_of(const char *path, const char *sha, struct intern *users, uint64_t *line);

/* Approves: posts a batch without entries. id is made here; b's other texts are the caller's. */
struct posting approvals_add(const char *path, const char *sha, const struct batch *b);

#endif
