/*
 * Scan, the vector units: one of these is chosen when the program runs.
 */
#ifndef TILL_SCAN_UNITS_H
#define TILL_SCAN_UNITS_H

#include "scan.h"

#define SCAN_STRETCH (LINE_BYTES / 4) /* bytes of whole words */

/* The lines of p[0..n), under room for all that they could be; crlf: they end with "\r\n", else with "\n". */
typedef void scanner(struct scan *s, const char *p, size_t n, char delimiter, bool crlf);

scanner scan_bytes;
#if defined(__x86_64__)
scanner scan_sse2, scan_avx2, scan_avx512;
#elif defined(__aarch64__)
scanner scan_neon;
#endif

#endif
