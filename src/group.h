/*
 * Groups: records brought together by the bytes of some of their fields.
 *
 * Each group has a run of bytes for the caller's sums. Memory is in proportion to groups, never to
 * records. Groups come out in byte order of their fields, the first field first.
 */
#ifndef TILL_GROUP_H
#define TILL_GROUP_H

#include "memory.h"
#include "values.h"

#include <stdint.h>

struct groups;

/* For keys of so many fields (none: all records are one group), size bytes a group. Owned by the
 * caller. */
struct groups *groups_new(size_t fields, size_t size);
void groups_free(struct groups *g);

/* A key's hash: of its fields' hashes (hash.h), from the first on, beginning with 0. */
static inline uint64_t
group_hash(uint64_t before, uint64_t field)
{
    return (before << 23 | before >> 41) * UINT64_C(0x9e3779b97f4a7c15) ^ field;
}

/* The bytes of the group that has these fields, zeroed where it is new; they stay where they are
 * until the next call. The fields are text as a record has it, and are copied. */
void *groups_at(struct groups *g, const struct slice *field);
void *groups_find(struct groups *g, const struct slice *field, uint64_t hash); /* the same, the hash known */

/* Takes the groups of another in, each by join. */
void groups_join(struct groups *g, const struct groups *other,
                 void (*join)(void *with, void *own, const void *others), void *with);

size_t groups_count(const struct groups *g);

/* Has what keys of these hashes need brought near: one that comes soon and one that comes after it. */
void groups_expect(const struct groups *g, uint64_t soon, uint64_t later);

/* Brings the groups in order, after the last of them was added; returns how many there are. */
size_t groups_sort(struct groups *g);

/* Of the i-th group in order: its bytes, one of its fields (a NUL stands behind it), and whether the
 * first n fields are those of the j-th. */
void *groups_nth(const struct groups *g, size_t i);
struct slice groups_field(const struct groups *g, size_t i, size_t field);
bool groups_alike(const struct groups *g, size_t i, size_t j, size_t n);

#endif
