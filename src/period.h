/*
 * Period: the month that a ledger's name says: 2026-06.csv.
 */
#ifndef TILL_PERIOD_H
#define TILL_PERIOD_H

#include "date.h"

/* The name itself: what stands behind the last slash. */
const char *period_base(const char *path);

/* The period of a ledger by its name; false: its name says none. */
bool period_of(const char *path, struct range *period);

/* The ledger of the period before that of path, compressed or not, freed by the caller; NULL: none is
 * there, or the name says no period. */
char *period_path_before(const char *path);

#endif
