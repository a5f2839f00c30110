#include "digest.h"

#include "memory.h"

#include <err.h>
#include <openssl/evp.h>
#include <stdlib.h>

struct digest {
    EVP_MD_CTX *context;
};

/* libcrypto fails here only for want of memory or of the algorithm itself: nothing to go on with. */
static void
must(int good)
{
    if (!good)
        errx(2, "SHA-256 is not to be had from libcrypto");
}

struct digest *
digest_new(void)
{
    struct digest *d = mem_alloc(sizeof *d);

    d->context = EVP_MD_CTX_new();
    must(d->context && EVP_DigestInit_ex(d->context, EVP_sha256(), NULL));
    return d;
}

void
digest_add(struct digest *d, const void *p, size_t n)
{
    must(EVP_DigestUpdate(d->context, p, n));
}

void
digest_take(struct digest *d, char text[DIGEST_TEXT])
{
    static const char hex[] = "0123456789abcdef";
    unsigned char bytes[32];

    must(EVP_DigestFinal_ex(d->context, bytes, NULL));
    for (size_t i = 0; i < sizeof bytes; i++) {
        text[2 * i] = hex[bytes[i] >> 4];
        text[2 * i + 1] = hex[bytes[i] & 15];
    }
    text[DIGEST_TEXT - 1] = '\0';
    must(EVP_DigestInit_ex(d->context, EVP_sha256(), NULL));
}

void
digest_free(struct digest *d)
{
    EVP_MD_CTX_free(d->context);
    free(d);
}
