#include "word.h"

#include "eights.h"

static int64_t
word_on(const char *p, size_t n)
{
    return (int64_t)word_by(p, n, load_bytes_on);
}

bool
word_values(const struct values *v)
{
    return values_from(v, eights_words(v, word_on), word_on);
}
