/*
 * Packing: what is written so that input.c reads it again.
 */
#include "input.h"
#include "output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define BLOCK 65536

/* Deflates what stands in z's input; with finish, the end as well. */
static const char *
deflate_on(z_stream *z, int to, bool finish)
{
    unsigned char out[BLOCK];

    do {
        z->next_out = out;
        z->avail_out = sizeof out;
        if (deflate(z, finish ? Z_FINISH : Z_NO_FLUSH) == Z_STREAM_ERROR)
            return "can't be deflated";
        if (!output_write(to, out, sizeof out - z->avail_out))
            return strerror(errno);
    } while (z->avail_out == 0);
    return NULL;
}

const char *
input_pack(int from, int to)
{
    z_stream z = { 0 };
    unsigned char in[BLOCK];
    const char *why = NULL;
    ssize_t got = 1;

    if (deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return "can't be deflated";
    while (!why && got > 0) {
        do
            got = read(from, in, sizeof in);
        while (got < 0 && errno == EINTR);
        if (got < 0)
            why = strerror(errno);
        z.next_in = in;
        z.avail_in = got > 0 ? (unsigned)got : 0;
        if (!why)
            why = deflate_on(&z, to, got == 0);
    }
    deflateEnd(&z);
    return why;
}
