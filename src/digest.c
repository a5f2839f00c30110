#include "digest.h"

#include "memory.h"

#include <openssl/evp.h>
#include <stdlib.h>

struct digest {
    EVP_MD_CTX *context;
};

struct digest *
digest_new(void)
{
    struct digest *d = mem_alloc(sizeof *d);

    d->context = EVP_MD_CTX_new();
    mem_must(d->context && EVP_DigestInit_ex(d->context, EVP_sha256(), NULL), "SHA-256");
    return d;
}

void
digest_add(struct digest *d, const void *p, size_t n)
{
    mem_must(EVP_DigestUpdate(d->context, p, n), "SHA-256");
}

void
digest_take(struct digest *d, char text[DIGEST_TEXT])
{
    static const char hex[] = "0123456789abcdef";
    unsigned char bytes[32];

    mem_must(EVP_DigestFinal_ex(d->context, bytes, NULL), "SHA-256");
    for (size_t i = 0; i < sizeof bytes; i++) {
        text[2 * i] = hex[bytes[i] >> 4];
        text[2 * i + 1] = hex[bytes[i] & 15];
    }
    text[DIGEST_TEXT - 1] = '\0';
    mem_must(EVP_DigestInit_ex(d->context, EVP_sha256(), NULL), "SHA-256");
}

void
digest_free(struct digest *d)
{
    EVP_MD_CTX_free(d->context);
    free(d);
}
