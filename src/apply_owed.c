#include "apply_owed.h"

#include <stdlib.h>

void
owed_free(struct owed *w)
{
    free(w->queues.node);
    free(w->root);
    free(w->wide);
    slots_free(&w->by_item);
}

/* The account's root; what is new has an empty queue. */
uint32_t *
owed_by(struct owed *w, uint32_t account)
{
    while (account >= w->roots) {
        size_t n = w->roots;
        w->root = mem_room(w->root, n, &w->roots, sizeof *w->root);
        for (; n < w->roots; n++)
            w->root[n] = QUEUE_EMPTY;
    }
    return &w->root[account];
}

bool
owed_make(struct owed *w)
{
    const struct open_item *open;

    if (!items_list(w->items))
        return false;
    for (uint32_t account = ITEM_NONE; (account = items_next_account(w->items, account)) != ITEM_NONE;) {
        size_t n = items_open(w->items, account, &open);
        for (size_t i = 0; i < n; i++)
            queue_put(&w->queues, owed_by(w, account), &open[i]);
    }
    return true;
}

void
owed_fetch(const struct owed *w, uint32_t account)
{
    uint32_t root = account < w->roots ? w->root[account] : QUEUE_EMPTY;

    if (root != QUEUE_EMPTY) {
        __builtin_prefetch(&w->queues.node[root]);
        __builtin_prefetch(&w->queues.node[root].left);
    }
}

/* Puts an empty queue for the item where a look for it has ended. */
static struct owed_item *
new_wide(struct owed *w, uint32_t item, uint64_t hash, size_t at)
{
    slots_put(&w->by_item, hash, at, (uint32_t)w->wide_n);
    w->wide = mem_room(w->wide, w->wide_n, &w->wide_cap, sizeof *w->wide);
    w->wide[w->wide_n] = (struct owed_item){ item, QUEUE_EMPTY };
    return &w->wide[w->wide_n++];
}

uint32_t *
owed_for(struct owed *w, uint32_t item, bool make)
{
    uint64_t hash = hash_word(item);
    const struct open_item *open;
    struct owed_item *new;
    uint32_t number;
    size_t at, n;

    slots_room(&w->by_item);
    at = slots_home(&w->by_item, hash);
    while ((number = slots_look(&w->by_item, hash, &at)) != SLOTS_NONE && w->wide[number].item != item)
        at = slots_after(&w->by_item, at);
    if (number != SLOTS_NONE || !make)
        return number != SLOTS_NONE ? &w->wide[number].root : NULL;
    new = new_wide(w, item, hash, at);
    n = items_codes(w->items, item, &open);
    for (size_t i = 0; i < n; i++)
        queue_put(&w->queues, &new->root, &open[i]);
    return &new->root;
}

static uint32_t *
wide_queue(struct owed *w, uint32_t item)
{
    return items_is_wide(w->items, item) ? owed_for(w, item, false) : NULL;
}

/* Does it with all that is open of the item in each queue that has it. */
static void
with_codes(struct owed *w, uint32_t account, uint32_t item,
           void (*how)(struct queues *, uint32_t *, const struct open_item *))
{
    uint32_t *root = owed_by(w, account), *wide;
    const struct open_item *open;
    size_t n;

    if (item == ITEM_NONE)
        return;
    wide = wide_queue(w, item);
    n = items_codes(w->items, item, &open);
    for (size_t i = 0; i < n; i++) {
        how(&w->queues, root, &open[i]);
        if (wide)
            how(&w->queues, wide, &open[i]);
    }
}

void
owed_leave(struct owed *w, uint32_t account, uint32_t item)
{
    with_codes(w, account, item, queue_take);
}

void
owed_return(struct owed *w, uint32_t account, uint32_t item)
{
    with_codes(w, account, item, queue_put);
}

static void
less(struct owed *w, uint32_t *root, const struct open_item *o, money part)
{
    struct queued *queued = queue_find(&w->queues, *root, o);

    if (queued->open == part)
        queue_take(&w->queues, root, o);
    else
        queued->open -= part;
}

void
owed_less(struct owed *w, const struct open_item *o, money part)
{
    uint32_t *wide = wide_queue(w, o->item);

    less(w, owed_by(w, o->account), o, part);
    if (wide)
        less(w, wide, o, part);
}

void
owed_fetch_first(const struct owed *w, uint32_t account, date on)
{
    const struct queued *o = account < w->roots ? queue_first(&w->queues, w->root[account], on) : NULL;

    if (o)
        items_fetch(w->items, o->index);
}
