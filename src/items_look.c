/*
 * What items are called and what they are like.
 */
#include "items.h"
#include "items_parts.h"

#include <stddef.h>

static struct slice
text_of(const struct items *t, uint32_t number)
{
    return number == ITEM_NONE ? (struct slice){ "", 0 } : t->texts.text[number];
}

struct slice
items_account(const struct items *t, const struct open_item *o)
{
    const struct account *a = account_at(t, o->account);

    return (struct slice){ a->name, a->n };
}

struct slice
items_name(const struct items *t, const struct open_item *o)
{
    const struct head *h;

    if (o->item == ITEM_NONE)
        return (struct slice){ "", 0 };
    h = store_at(&t->lines, o->item);
    return (struct slice){ h->name, h->n };
}

struct slice
items_code(const struct items *t, const struct open_item *o)
{
    return text_of(t, o->code);
}

struct slice
items_group(const struct items *t, const struct open_item *o)
{
    return o->group == ITEM_NONE ? items_account(t, o) : text_of(t, o->group);
}

bool
items_moves(const struct items *t, uint32_t index, date on)
{
    const struct line *l = line_at(t, index);

    return !(l->when & LINE_DUE) && on < line_date(l);
}

bool
items_is_penalty(const struct items *t, uint32_t index)
{
    return (line_at(t, index)->when & (LINE_CHARGED | LINE_PENALISED)) == LINE_PENALISED;
}

bool
items_is_wide(const struct items *t, uint32_t item)
{
    const struct line *l = line_at(t, item);

    for (int i = 1; i < WIDE_FROM && l->next != ITEM_NONE; i++)
        l = line_at(t, l->next);
    return l->next != ITEM_NONE;
}

uint32_t
items_find_wide(const struct items *t, uint32_t item, uint32_t code, size_t *at)
{
    uint64_t hash = wide_hash(item, code);
    uint32_t number;

    *at = slots_home(&t->by_code, hash);
    while ((number = slots_look(&t->by_code, hash, at)) != SLOTS_NONE) {
        const struct wide *w = store_at(&t->lines, number);
        if (w->head == item && w->line.code == code)
            break;
        *at = slots_after(&t->by_code, *at);
    }
    return number;
}

/* The line of the item's code, or ITEM_NONE. */
static uint32_t
find_line(const struct items *t, uint32_t item, uint32_t code)
{
    uint32_t number = item;
    size_t at;

    for (int i = 0; i < WIDE_FROM && number != ITEM_NONE; i++) {
        if (line_at(t, number)->code == code)
            return number;
        number = line_at(t, number)->next;
    }
    return number != ITEM_NONE ? items_find_wide(t, item, code, &at) : ITEM_NONE;
}

bool
items_of_code(const struct items *t, uint32_t item, struct slice code, struct open_item *o)
{
    uint32_t number = intern_find(&t->texts, code), line;
    const struct line *l;

    if (number == UINT32_MAX || (line = find_line(t, item, number)) == ITEM_NONE)
        return false;
    l = line_at(t, line);
    *o = (struct open_item){
        ((const struct head *)line_at(t, item))->account, number, l->group, item, line, line_date(l), l->open
    };
    return true;
}

date
items_first(const struct items *t, const struct open_item *o)
{
    return o->index == ITEM_NONE ? o->due : ((const struct own *)store_at(&t->lines, o->index))->first;
}

uint32_t
items_next_account(const struct items *t, uint32_t account)
{
    if (account == ITEM_NONE)
        return store_first(&t->accounts);
    return store_after(&t->accounts, account, offsetof(struct account, name) + account_at(t, account)->n);
}
