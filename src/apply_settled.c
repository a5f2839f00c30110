#include "apply_settled.h"

#include <stdlib.h>

void
settled_free(struct settlements *s)
{
    intern_free(&s->refs);
    intern_free(&s->texts);
    free(s->settled);
    slots_free(&s->slots);
    free(s->awaited);
    *s = (struct settlements){ 0 };
}

void
settled_await(struct settlements *s, struct slice ref)
{
    uint32_t known = s->refs.n, number = intern_add(&s->refs, ref);

    if (number < known)
        return;
    s->awaited = mem_room(s->awaited, number, &s->awaited_cap, sizeof *s->awaited);
    s->awaited[number] = (struct awaited){ SETTLED_NONE, SETTLED_NONE };
}

/* Where what is like it stands, put there where it doesn't yet. */
static struct settled *
place_of(struct settlements *s, const struct settled *like)
{
    uint64_t account = (uint64_t)like->ref << 32 | like->account,
             item = (uint64_t)like->item << 32 | like->code;
    uint64_t hash = hash_pair(account, item);
    struct awaited *w = &s->awaited[like->ref];
    uint32_t number;
    size_t at;

    slots_room(&s->slots);
    at = slots_home(&s->slots, hash);
    for (; (number = slots_look(&s->slots, hash, &at)) != SLOTS_NONE; at = slots_after(&s->slots, at)) {
        struct settled *is = &s->settled[number];
        if (is->ref == like->ref && is->account == like->account && is->item == like->item &&
            is->code == like->code)
            return is;
    }
    number = (uint32_t)s->n;
    slots_put(&s->slots, hash, at, number);
    s->settled = mem_room(s->settled, s->n, &s->cap, sizeof *s->settled);
    s->settled[s->n++] = *like;
    if (w->first == SETTLED_NONE)
        w->first = number;
    else
        s->settled[w->last].next = number;
    w->last = number;
    return &s->settled[number];
}

bool
settled_note(struct settlements *s, const struct entry *e)
{
    struct settled like = { .next = SETTLED_NONE }, *is;

    if (e->kind != KIND_PAYMENT && e->kind != KIND_RETURN)
        return true;
    like.ref = intern_find(&s->refs, e->ref);
    if (like.ref == UINT32_MAX)
        return true;
    like.account = intern_add(&s->texts, e->account);
    like.item = intern_add(&s->texts, e->item);
    like.code = intern_add(&s->texts, e->code);
    is = place_of(s, &like);
    return money_add(is->amount, -e->amount, &is->amount);
}

bool
settled_awaits(const struct settlements *s, uint64_t ref)
{
    size_t at = slots_home(&s->refs.slots, ref);

    return s->refs.n > 0 && slots_look(&s->refs.slots, ref, &at) != SLOTS_NONE;
}

uint32_t
settled_first(const struct settlements *s, struct slice ref)
{
    uint32_t number = intern_find(&s->refs, ref);

    return number == UINT32_MAX ? SETTLED_NONE : s->awaited[number].first;
}
