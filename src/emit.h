/*
 * Emit: records out, as CSV, TSV, JSON or a table for people, all through one buffer.
 *
 * Columns are named first, then each record's cells are given in their order. An amount that
 * no record may hold (money_fits) is remembered as a fault, for a total that can't be written
 * is worse than none. Held output reaches the stream only when it is closed as good: a filter
 * that finds a fault in its last line has then written nothing that the next program in the
 * pipe could take for the whole.
 */
#ifndef TILL_EMIT_H
#define TILL_EMIT_H

#include "date.h"
#include "memory.h"
#include "money.h"

#include <stdbool.h>
#include <stdint.h>

enum form { FORM_CSV, FORM_TSV, FORM_JSON, FORM_TABLE };
enum cell { CELL_TEXT, CELL_MONEY, CELL_COUNT };

struct emit;

/* Writes to file descriptor fd, which stays the caller's. Held: see above. */
struct emit *emit_open(int fd, enum form form, bool held);

void emit_column(struct emit *e, const char *name, enum cell type); /* the name is copied */

/* The cells of a record, one call a column. */
void emit_text(struct emit *e, struct slice s);
void emit_string(struct emit *e, const char *s);
void emit_money(struct emit *e, money m);
void emit_money_or_empty(struct emit *e, money m, bool there);
void emit_count(struct emit *e, int64_t n);
void emit_date(struct emit *e, date d); /* DATE_NONE: empty */
void emit_end(struct emit *e);          /* the record is whole */

/* Ends the holding: all that could be wrong with the input has been looked for. */
void emit_release(struct emit *e);

/* Writes what is left, or with good false drops what is held. Frees. Returns NULL, or why not all
 * of it is where it should be ("No space left on device", a sum beyond the bound). */
const char *emit_close(struct emit *e, bool good);

#endif
