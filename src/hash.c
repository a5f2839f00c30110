#include "hash.h"

static int64_t
hash_on(const char *p, size_t n)
{
    return (int64_t)hash_by(p, n, load_bytes_on);
}

bool
hash_values(const struct values *v)
{
    return values_each(v, hash_on);
}
