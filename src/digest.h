/*
 * Digest: SHA-256 (FIPS 180-4) by libcrypto. The only file that knows it.
 */
#ifndef TILL_DIGEST_H
#define TILL_DIGEST_H

#include <stddef.h>

#define DIGEST_TEXT 65 /* 64 hexadecimal digits and NUL */

struct digest;

struct digest *digest_new(void); /* owned by the caller */
void digest_add(struct digest *d, const void *p, size_t n);

/* Writes the hash of all that was added as lower-case hexadecimal digits; begins anew. */
void digest_take(struct digest *d, char text[DIGEST_TEXT]);

void digest_free(struct digest *d);

#endif
