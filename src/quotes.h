/*
 * Quotes: the lines of a block that have them.
 *
 * Where a line is a record all by itself, libcsv (cells.h) has read it here, on whichever thread looks
 * through the block; so only what is wrong, or goes on in the next line, is left to whoever knows the order.
 */
#ifndef TILL_QUOTES_H
#define TILL_QUOTES_H

#include "block.h"

/* Makes a spare record of each odd line that is one, has its values, all of them good, and is no mark; the
 * line is then LINE_QUOTED. */
void quotes_read(struct block *b, const struct block_shape *shape);

#endif
