/*
 * Groups: records brought together by the bytes of some of their fields.
 *
 * Each group has a run of bytes for the caller's sums. Memory is in proportion to groups, never to
 * records. Groups come out in byte order of their fields, the first field first.
 */
#ifndef TILL_GROUP_H
#define TILL_GROUP_H

#include "word.h"

struct groups;

/* For keys of so many fields (none: all records are one group), size bytes a group. Owned by the
 * caller. */
struct groups *groups_new(size_t fields, size_t size);
void groups_free(struct groups *g);

/* The bytes of the group that has these fields, zeroed where it is new; they stay where they are
 * until the next call. The fields are text as a record has it, and are copied. */
void *groups_at(struct groups *g, const struct slice *field);

/* The same as a number, where the words (word.h) and their hash (hash_words) are known. */
uint32_t groups_number(struct groups *g, const struct slice *field, const uint64_t *word, uint64_t hash);

/* The hashes of n keys, up to GROUPS_RUN, and their numbers by their words alone: GROUPS_NONE where there is
 * no such group or a word is marked. And the bytes of the groups; NULL for GROUPS_LEFT. */
#define GROUPS_RUN  128
#define GROUPS_NONE UINT32_MAX
#define GROUPS_LEFT (UINT32_MAX - 1)
void groups_look(const struct groups *g, const uint64_t *word, size_t n, uint64_t *hash, uint32_t *number);
void groups_own(const struct groups *g, const uint32_t *number, size_t n, void **own);

/* Takes the groups of another in, each by join. */
void groups_join(struct groups *g, const struct groups *other,
                 void (*join)(void *with, void *own, const void *others), void *with);

size_t groups_count(const struct groups *g);

/* Brings the groups in order, after the last of them was added; returns how many there are. */
size_t groups_sort(struct groups *g);

/* Of the i-th group in order: its bytes, one of its fields, and whether the first n fields are those of the
 * j-th. */
void *groups_nth(const struct groups *g, size_t i);
struct slice groups_field(const struct groups *g, size_t i, size_t field);
bool groups_alike(const struct groups *g, size_t i, size_t j, size_t n);

#endif
