#include "word.h"

static int64_t
word_on(const char *p, size_t n)
{
    return (int64_t)word_by(p, n, load_bytes_on);
}

bool
word_values(const struct values *v)
{
    return values_each(v, word_on);
}
