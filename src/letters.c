#include "letters.h"

#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct letters *
letters_learn(letters_ask *ask, void *with)
{
    struct letters *l = mem_alloc(sizeof *l);
    bool single = true;

    l->ascii = true;
    for (int byte = 0; byte < 256 && single; byte++) {
        struct letter *a = &l->letter[byte];
        single = ask(with, (char)byte, a);
        l->ascii &= byte >= 128 || (a->n == 1 && a->text[0] == byte);
    }
    if (single)
        return l;
    free(l);
    return NULL;
}

/* The bytes at the start of p that are ASCII, by eights. */
static size_t
ascii_run(const char *p, size_t n)
{
    size_t i = 0;
    uint64_t v;

    for (; n - i >= 8; i += 8) {
        memcpy(&v, p + i, 8);
        if (v & UINT64_C(0x8080808080808080))
            break;
    }
    return i;
}

bool
letters_convert(const struct letters *l, char **from, size_t *n, char **to, size_t *room)
{
    while (*n > 0 && *room >= LETTER_BYTES) {
        const struct letter *a = &l->letter[(unsigned char)**from];
        size_t run = l->ascii ? ascii_run(*from, *n < *room ? *n : *room) : 0;
        if (run > 0) {
            memcpy(*to, *from, run);
            *from += run, *n -= run;
            *to += run, *room -= run;
            continue;
        }
        if (a->n == 0)
            return false;
        memcpy(*to, a->text, LETTER_BYTES);
        *from += 1, *n -= 1;
        *to += a->n, *room -= a->n;
    }
    return true;
}
