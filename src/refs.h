/*
 * Refs: the receipts of a reconciliation, kept until it is known which lines are out.
 *
 * To explain what is out only those receipts matter that stand in such a line, or bear a number that one
 * there bears. So a receipt is merely written down as it comes; numbers are looked up for those alone.
 */
#ifndef TILL_REFS_H
#define TILL_REFS_H

#include "intern.h"
#include "match.h"

struct refs; /* owned by the caller */

struct refs *refs_new(size_t sources);
void refs_free(struct refs *r);

/* Keeps a receipt of one source; word is its number's (word.h), whose text is copied. */
void refs_keep(struct refs *r, uint32_t line, bool voided, money amount, uint64_t word, struct slice text);
size_t refs_kept(const struct refs *r);

/* Takes over what another has kept, of that source, whose line i is line[i] here: an array that is taken
 * over, too. The other is gone then. */
void refs_join(struct refs *r, struct refs *other, size_t source, uint32_t *line);

/* The receipts that matter where is_out says which lines are out, their numbers those of *texts. *n: how
 * many. Whether two sources share any number stays as if all were there. Freed by refs_free. */
const struct match_receipt *refs_choose(struct refs *r, const bool *is_out, size_t *n, struct intern **texts);

#endif
