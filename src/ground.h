/*
 * Ground: bytes that grow where they stand, so that nothing of a large table is moved or touched twice.
 *
 * Many are of large pages, with addresses set aside to grow into; few are of the heap. Addresses are no
 * memory, but under a limit of addresses (ulimit -v) they count.
 */
#ifndef TILL_GROUND_H
#define TILL_GROUND_H

#include <stddef.h>

/* Zero-initialise. */
struct ground {
    char *p;
    size_t n, reserved; /* bytes; those set aside, 0: they are of the heap */
};

/* Grows to n bytes at least, the new ones zero, and where they are moved p with them. */
void ground_grow(struct ground *g, size_t n);
void ground_free(struct ground *g);

#endif
