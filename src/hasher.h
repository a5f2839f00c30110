/*
 * Hasher: a chain's hashes on a thread of its own, while the caller looks through the same bytes.
 *
 * The bytes come in blocks. Where a seal begins, the caller says which hash it claims for what stands
 * before it; whether all of them were right is known at the end.
 */
#ifndef TILL_HASHER_H
#define TILL_HASHER_H

#include "memory.h"

#include <stdbool.h>

struct hasher;

/* NULL where no thread can be had. Owned by the caller, until hasher_end. */
struct hasher *hasher_new(void);

/* The next block, empty, once one is free; the one before it must have been given. */
struct buffer *hasher_block(struct hasher *h);

/* In the block at hand a hash ends before the byte at, and is claimed to be the 64 digits sha, which
 * stand in the block. */
void hasher_cut(struct hasher *h, size_t at, const char *sha);

/* Hands over the block at hand up to end; it may still be read until hasher_block was called twice. */
void hasher_give(struct hasher *h, size_t end);

/* Waits for the rest. Whether every claim was right. */
bool hasher_end(struct hasher *h);

#endif
