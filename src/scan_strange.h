/*
 * Scan, off its loop: what is seldom.
 */
#ifndef TILL_SCAN_STRANGE_H
#define TILL_SCAN_STRANGE_H

#include <stdint.h>

#define WORD 64 /* bytes that are looked at together: a bit each in 64, the first byte the lowest */

/* Marks the lines of the 64 bytes at p that have something odd, or wide; first is of the line at p, and lines
 * are the ends of lines. */
void scan_strange(unsigned char *first, const char *p, uint64_t odd, uint64_t wide, uint64_t lines);

#endif
