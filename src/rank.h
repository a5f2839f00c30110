/*
 * Rank: numbers in the byte order of the texts that they stand for, by eight bytes of each at a time.
 */
#ifndef TILL_RANK_H
#define TILL_RANK_H

#include "memory.h"

#include <stdint.h>

/* Eight bytes of number's text from 8 * depth on, the first one highest, zeros behind its end; *more: whether
 * others come behind them. */
typedef uint64_t rank_part(const void *with, uint32_t number, size_t depth, bool *more);

/* Brings n numbers in order; those of equal texts stay as they stand. Texts that are alike but for zeros at
 * their ends count as equal. */
void rank_numbers(uint32_t *number, size_t n, rank_part *part, const void *with);

/* The part of a text of its own. */
uint64_t rank_of(struct slice text, size_t depth, bool *more);

/* The numbers of n texts, 0, 1 ..., in their order: freed by the caller. */
uint32_t *rank_texts(const struct slice *text, size_t n);

#endif
