#include "share.h"

static uint64_t
bit(unsigned part)
{
    return UINT64_C(1) << part;
}

void
share_add(struct share *s, const struct takers *by, struct block *b)
{
    struct block **last = &s->first;

    while (*last)
        last = &(*last)->next;
    *last = b;
    b->next = NULL;
    b->todo = by->each ? bit(by->parts - 1) * 2 - 1 : 1;
    b->doing = 0;
}

/* The first block that the part has still to take. */
static struct block *
next_for(const struct share *s, uint64_t todo)
{
    struct block *b = s->first;

    while (b && !(b->todo & todo))
        b = b->next;
    return b;
}

struct block *
share_pick(struct share *s, const struct takers *by, unsigned mine, unsigned *part)
{
    for (unsigned i = 0; s->first && i < by->parts; i++) {
        unsigned p = (mine + i) % by->parts;
        uint64_t todo = by->each ? bit(p) : 1;
        struct block *b = s->busy & bit(p) ? NULL : next_for(s, todo);
        if (!b)
            continue;
        b->todo &= ~todo;
        b->doing++;
        s->busy |= bit(p);
        *part = p;
        return b;
    }
    return NULL;
}

bool
share_done(struct share *s, struct block *b, unsigned part)
{
    struct block **at = &s->first;

    s->busy &= ~bit(part);
    if (--b->doing > 0 || b->todo)
        return false;
    while (*at != b)
        at = &(*at)->next;
    *at = b->next;
    return true;
}
