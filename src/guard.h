/*
 * Guard: what may not enter a ledger although it is text.
 *
 * A card number: a ledger is read by many and kept for years, and a number in a memo would make all of
 * it card data (PCI DSS, requirement 3). Text that a spreadsheet would run as a formula: the ledger is
 * CSV that people open in one (OWASP, "CSV Injection").
 */
#ifndef TILL_GUARD_H
#define TILL_GUARD_H

#include "memory.h"

#define GUARD_FIELD 4096 /* bytes of a field, at most */

/* Whether s holds 13 to 19 digits, single blanks or hyphens among them allowed, that pass Luhn's check
 * (ISO/IEC 7812-1, annex B). Other digits behind a blank or hyphen hide none that stands in one piece, or
 * set as on a card. Who reports it must not repeat it. */
bool guard_has_card(struct slice s);

/* Whether a spreadsheet would take s for a formula: it begins with =, +, - or @ and is no plain number
 * and no telephone number. */
bool guard_is_formula(struct slice s);

#endif
