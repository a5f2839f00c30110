/*
 * SHA-256 by libcrypto. By its plain functions, not by EVP: those need no memory and nothing set up,
 * while EVP's setting up reads a configuration file and crashes where memory runs out midway (3.0).
 */
#define OPENSSL_API_COMPAT 0x10100000L

#include "digest.h"

#include "memory.h"

#include <openssl/sha.h>
#include <stdlib.h>

struct digest {
    SHA256_CTX context;
};

struct digest *
digest_new(void)
{
    struct digest *d = mem_alloc(sizeof *d);

    mem_must(SHA256_Init(&d->context), "SHA-256");
    return d;
}

void
digest_add(struct digest *d, const void *p, size_t n)
{
    mem_must(SHA256_Update(&d->context, p, n), "SHA-256");
}

void
digest_take(struct digest *d, char text[DIGEST_TEXT])
{
    static const char hex[] = "0123456789abcdef";
    unsigned char bytes[SHA256_DIGEST_LENGTH];

    mem_must(SHA256_Final(bytes, &d->context), "SHA-256");
    for (size_t i = 0; i < sizeof bytes; i++) {
        text[2 * i] = hex[bytes[i] >> 4];
        text[2 * i + 1] = hex[bytes[i] & 15];
    }
    text[DIGEST_TEXT - 1] = '\0';
    mem_must(SHA256_Init(&d->context), "SHA-256");
}

void
digest_free(struct digest *d)
{
    free(d);
}
