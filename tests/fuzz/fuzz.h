/*
 * What the targets of tests/fuzz share. A target is a function that libFuzzer calls with bytes; built with
 * driver.c instead it reads them from files, which is how "make check" runs the corpus.
 *
 * A target looks for more than crashes: what it asks of the answers it says with must().
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "../../src/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* What does not hold ends the run: libFuzzer then keeps the input. */
#define must(holds) ((holds) ? (void)0 : must_have(#holds, __FILE__, __LINE__))

static inline void
must_have(const char *what, const char *file, int line)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    abort();
}

/* The rest of the input. */
struct bytes {
    const uint8_t *p;
    size_t n;
};

/* The next byte, 0 behind the end. */
static inline uint8_t
take_byte(struct bytes *in)
{
    if (in->n == 0)
        return 0;
    in->n--;
    return *in->p++;
}

static inline uint64_t
take_number(struct bytes *in, int width)
{
    uint64_t v = 0;

    while (width-- > 0)
        v = v << 8 | take_byte(in);
    return v;
}

/* The bytes up to the next mark, which is left out. False where nothing is left. */
static inline bool
take_part(struct bytes *in, char mark, struct slice *part)
{
    struct slice rest = { (const char *)in->p, in->n };

    if (in->n == 0)
        return false;
    slice_cut(&rest, mark, part);
    in->n = rest.p ? rest.n : 0;
    in->p += part->n + (rest.p != NULL);
    return true;
}

/* A copy that ends where its memory does, so that a byte read behind it is seen. */
static inline struct slice
exactly(struct slice s)
{
    char *p = calloc(s.n ? s.n : 1, 1);

    if (s.n > 0)
        memcpy(p, s.p, s.n);
    return (struct slice){ p + (s.n == 0), s.n };
}

static inline void
drop_exactly(struct slice s)
{
    free((char *)(uintptr_t)s.p - (s.n == 0));
}

/* The part's fields between commas, each an own copy; those that it lacks are empty. Freed by drop_fields. */
static inline void
take_fields(struct slice part, struct slice *field, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct slice s = { "", 0 };
        slice_cut(&part, ',', &s);
        field[i] = exactly(s);
    }
}

static inline void
drop_fields(struct slice *field, size_t count)
{
    for (size_t i = 0; i < count; i++)
        drop_exactly(field[i]);
}

#endif
