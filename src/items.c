#include "items.h"

#include "items_parts.h"

#include <stdlib.h>
#include <string.h>

struct items *
items_new(void)
{
    return mem_alloc(sizeof(struct items));
}

void
items_free(struct items *t)
{
    intern_free(&t->texts);
    free(t->item);
    free(t->loose);
    free(t->account);
    free(t->table);
    free(t->open);
    free(t);
}

struct slice
items_text(const struct items *t, uint32_t number)
{
    return number == ITEM_NONE ? (struct slice){ "", 0 } : t->texts.text[number];
}

uint32_t
items_number(struct items *t, struct slice text)
{
    return intern_add(&t->texts, text);
}

struct item *
items_at(struct items *t, uint32_t index)
{
    return index == ITEM_NONE ? NULL : &t->item[index];
}

date
item_due(const struct item *i)
{
    return i->due == DATE_NONE ? i->first : i->due;
}

static uint64_t
hash_key(uint32_t account, uint32_t item, uint32_t code)
{
    return hash_word(hash_word((uint64_t)account << 32 | item) ^ code);
}

static size_t
find_slot(const struct items *t, uint32_t account, uint32_t item, uint32_t code)
{
    size_t i = hash_key(account, item, code) & (t->slots - 1);

    for (; t->table[i]; i = (i + 1) & (t->slots - 1)) {
        const struct item *at = &t->item[t->table[i] - 1];
        if (at->account == account && at->item == item && at->code == code)
            break;
    }
    return i;
}

static void
grow_table(struct items *t)
{
    t->slots = t->slots ? t->slots * 2 : 1024;
    free(t->table);
    t->table = mem_alloc(t->slots * sizeof *t->table);
    for (uint32_t i = 0; i < t->items; i++)
        if (t->item[i].item != ITEM_NONE)
            t->table[find_slot(t, t->item[i].account, t->item[i].item, t->item[i].code)] = i + 1;
}

static struct account *
account_of(struct items *t, uint32_t number)
{
    if (number >= t->accounts) {
        size_t n = t->accounts ? t->accounts : 256;
        while (n <= number)
            n *= 2;
        t->account = mem_grow(t->account, n, sizeof *t->account);
        memset(t->account + t->accounts, 0, (n - t->accounts) * sizeof *t->account);
        t->accounts = n;
    }
    if (!t->account[number].known)
        t->account[number] = (struct account){ ITEM_NONE, ITEM_NONE, true };
    return &t->account[number];
}

static struct item *
new_item(struct items *t, uint32_t account, uint32_t item, uint32_t code)
{
    struct account *a = account_of(t, account);
    struct item *i;

    t->item = mem_room(t->item, t->items, &t->items_cap, sizeof *t->item);
    i = &t->item[t->items];
    *i = (struct item){ .account = account, .item = item, .code = code, .next = a->items };
    i->due = i->first = DATE_NONE;
    i->place = UINT64_MAX;
    a->items = t->items++;
    return i;
}

/* The item with that name and code, made where it is not there yet. */
static struct item *
named_item(struct items *t, uint32_t account, struct slice name, uint32_t code)
{
    uint32_t item = intern_add(&t->texts, name);
    size_t slot;

    if (t->named * 2 >= t->slots)
        grow_table(t);
    slot = find_slot(t, account, item, code);
    if (!t->table[slot]) {
        new_item(t, account, item, code);
        t->table[slot] = t->items;
        t->named++;
    }
    return &t->item[t->table[slot] - 1];
}

/* The item's group is that of its first due charge, or of its first entry as long as it has none;
 * among equals the first in byte order, so that the order of entries does not decide. */
static void
choose_group(const struct items *t, struct item *i, const struct entry *e, date due, uint32_t group)
{
    bool charge = entry_is_charge(e->kind), has = i->due != DATE_NONE;
    date at = charge ? due : e->date, best = has ? i->due : i->first;

    if (charge != has && best != DATE_NONE) {
        if (charge)
            i->group = group;
        return;
    }
    if (best == DATE_NONE || at < best ||
        (at == best && slice_compare(t->texts.text[group], t->texts.text[i->group]) < 0))
        i->group = group;
}

static bool
add_to(const struct items *t, struct item *i, const struct entry *e, uint32_t group, uint64_t place)
{
    date due = e->due == DATE_NONE ? e->date : e->due;

    choose_group(t, i, e, due, group);
    if (entry_is_charge(e->kind) && (i->due == DATE_NONE || due < i->due))
        i->due = due;
    if (i->first == DATE_NONE || e->date < i->first)
        i->first = e->date;
    i->charged |= e->kind == KIND_CHARGE;
    i->penalised |= e->kind == KIND_PENALTY || e->kind == KIND_INTEREST;
    if (place < i->place)
        i->place = place;
    return money_add(i->open, e->amount, &i->open);
}

/* Loose credit of an account that has the same date and group is one, so that a long ledger of
 * payments on account takes no more room than its days. */
static bool
add_loose(struct items *t, uint32_t account, uint32_t group, const struct entry *e)
{
    struct account *a = account_of(t, account);
    struct loose *l;

    if (a->loose != ITEM_NONE) {
        l = &t->loose[a->loose];
        if (l->date == e->date && l->group == group && (l->amount < 0) == (e->amount < 0))
            return money_add(l->amount, e->amount, &l->amount);
    }
    t->loose = mem_room(t->loose, t->looses, &t->loose_cap, sizeof *t->loose);
    t->loose[t->looses] = (struct loose){ account, group, a->loose, e->date, e->amount };
    a->loose = t->looses++;
    return true;
}

bool
items_add(struct items *t, const struct entry *e, struct slice group, uint64_t place)
{
    uint32_t account = intern_add(&t->texts, e->account);
    uint32_t code = intern_add(&t->texts, e->code);
    uint32_t by = intern_add(&t->texts, group);

    if (e->item.n > 0)
        return add_to(t, named_item(t, account, e->item, code), e, by, place);
    if (e->amount == 0)
        return true;
    if (e->amount < 0 || e->kind == KIND_REFUND || e->kind == KIND_RETURN)
        return add_loose(t, account, by, e);
    return add_to(t, new_item(t, account, ITEM_NONE, code), e, by, place);
}
