/*
 * Output: bytes to a file descriptor, all of them or a fault that is told.
 */
#ifndef TILL_OUTPUT_H
#define TILL_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/* Writes all n bytes, short counts and EINTR minded. False, errno set, where it can't. */
bool output_write(int fd, const void *p, size_t n);

#endif
