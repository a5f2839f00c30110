/*
 * Share: blocks whose lines have been passed, and the parts that take them.
 *
 * Who knows the order of an input passes its lines; what they come to is found by parts, side by side.
 * A part takes one block at a time. Either any one part takes a block, or each part takes every block, in
 * their order, and chooses of its lines: the first for sums, which can be joined, the second for what can
 * be cut in parts. All of this is done under the lock of blocks.c; only the taking itself is not.
 */
#ifndef TILL_SHARE_H
#define TILL_SHARE_H

#include "block.h"

#define SHARE_PARTS 64 /* at most */

struct takers {
    void (*take)(void *with, const struct block *b, unsigned part);
    void *with;
    unsigned parts;
    bool each; /* part takes every block */
};

/* The part to which a hash belongs. Its lower half says so, for the upper one says where it stands in the
 * part's tables (slots.h). */
static inline unsigned
share_part(uint64_t hash, unsigned parts)
{
    return (unsigned)((uint64_t)(uint32_t)hash * parts >> 32);
}

/* Zero-initialise. */
struct share {
    struct block *first; /* those that are not yet done with, in order */
    uint64_t busy;       /* parts that are taking one */
};

/* Hands a block over to the parts. */
void share_add(struct share *s, const struct takers *by, struct block *b);

/* A block that a part may take now, and which part: mine, or one behind it in the ring. NULL: none. */
struct block *share_pick(struct share *s, const struct takers *by, unsigned mine, unsigned *part);

/* The part has taken it. True where that was the last: the block is the caller's again. */
bool share_done(struct share *s, struct block *b, unsigned part);

#endif
