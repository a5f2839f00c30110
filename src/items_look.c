/*
 * What items are called and what they are like.
 */
#include "items.h"
#include "items_at.h"

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
    const struct item *i;

    if (o->item == ITEM_NONE)
        return (struct slice){ "", 0 };
    i = item_at(t, o->item);
    if (item_is_long(i))
        return (struct slice){ i->text, i->n };
    return (struct slice){ i->name, word_length(load_eight(i->name)) };
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

    return !(l->bits & LINE_DUE) && on < line_date(l);
}

bool
items_is_penalty(const struct items *t, uint32_t index)
{
    return (line_at(t, index)->bits & (LINE_CHARGED | LINE_PENALISED)) == LINE_PENALISED;
}

uint32_t
items_line_after(const struct items *t, uint32_t item, uint32_t at)
{
    const struct item *i = item_at(t, item);
    uint32_t behind = item + (uint32_t)(item_bytes_before(i) / STORE_UNIT), end = behind + i->behind;

    if (at == item && i->behind > 0)
        return behind;
    if (at == item || at + 1 == end)
        return item_next(i);
    return at < end ? at + 1 : more_at(t, at)->next;
}

bool
items_is_wide(const struct items *t, uint32_t item)
{
    uint32_t at = item;

    for (int i = 0; i < WIDE_FROM && at != ITEM_NONE; i++)
        at = items_line_after(t, item, at);
    return at != ITEM_NONE;
}

uint32_t
items_find_wide(const struct items *t, uint32_t item, uint32_t code, size_t *at)
{
    uint64_t hash = wide_hash(item, code);
    uint32_t number;

    *at = slots_home(&t->by_code, hash);
    while ((number = slots_look(&t->by_code, hash, at)) != SLOTS_NONE) {
        const struct more *m = more_at(t, number);
        if (m->item == item && line_code(t, &m->line) == code)
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
        if (line_code(t, line_at(t, number)) == code)
            return number;
        number = items_line_after(t, item, number);
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
        item_at(t, item)->account, number, line_group(t, l), item, line, line_date(l), line_open(t, l)
    };
    return true;
}

date
items_first(const struct items *t, const struct open_item *o)
{
    return o->index == ITEM_NONE ? o->due : ((const struct single *)line_at(t, o->index))->first;
}

uint32_t
items_next_account(const struct items *t, uint32_t account)
{
    if (account == ITEM_NONE)
        return store_first(&t->accounts);
    return store_after(&t->accounts, account, account_bytes(account_at(t, account)->n));
}
