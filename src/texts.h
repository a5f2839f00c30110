/*
 * Texts: several texts of records as one, with a NUL behind each. No text has one, so "ab","c" and "a","bc"
 * stay two; and as NUL is below every other byte, the order of such is that of their texts, one after the
 * other.
 */
#ifndef TILL_TEXTS_H
#define TILL_TEXTS_H

#include "memory.h"

struct slice texts_join(struct arena *a, const struct slice *text, size_t n);

/* Whether these are the joined ones; and cuts n of them apart. */
bool texts_are(const char *joined, const struct slice *text, size_t n);
void texts_cut(const char *joined, struct slice *text, size_t n);

#endif
