#include "cli_parts.h"

#include "hash.h"
#include "items_words.h"
#include "threads.h"

unsigned
cli_parts(void)
{
    unsigned n = threads_wanted();

    return n < SHARE_PARTS ? n : SHARE_PARTS;
}

int
cli_hashes(struct rows *r, int slot)
{
    return rows_value(r, slot, hash_values);
}

/* An entry without an account is none. */
static bool
key_accounts(const struct values *v)
{
    bool all = true;

    word_values(v);
    for (size_t k = 0; k < v->lines; k++) {
        int64_t *out = &v->out[k * v->every];
        *out = *out != 0 || v->odd[k] ? (int64_t)items_key((uint64_t)*out) : ROWS_NO_VALUE;
        all &= *out != ROWS_NO_VALUE;
    }
    return all;
}

int
cli_accounts(struct rows *r)
{
    return rows_value(r, ENTRY_ACCOUNT, key_accounts);
}

void
cli_share(struct keyed_parts *all, struct rows *r, const struct key *key, size_t size, const void *with)
{
    all->how.part = all->each;
    all->how.parts = cli_parts();
    for (unsigned i = 0; i < all->how.parts; i++) {
        all->part[i] =
            (struct keyed){ .with = with, .key = key_copy(key), .groups = groups_new(key->n, size) };
        all->each[i] = &all->part[i];
    }
    rows_share(r, &all->how);
}

struct groups *
cli_join(struct keyed_parts *all, void (*join)(void *with, void *own, const void *others))
{
    struct groups *first = all->part[0].groups;

    for (unsigned i = 0; i < all->how.parts; i++) {
        struct keyed *p = &all->part[i];
        key_free(&p->key);
        if (i == 0)
            continue;
        groups_join(first, p->groups, join, NULL);
        groups_free(p->groups);
    }
    return first;
}
