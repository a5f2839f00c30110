#include "items.h"
#include "items_at.h"

/* The line's large part, made where it has none yet. */
static struct large *
make_large(struct items *t, struct line *l)
{
    uint32_t number;
    struct large *large = line_large(t, l);

    if (large)
        return large;
    number = store_add(&t->large, sizeof *large);
    large = store_at(&t->large, number);
    *large = (struct large){ l->open, line_code(t, l), ITEM_NONE };
    l->large = number;
    l->bits |= LINE_CODE_MASK;
    return large;
}

bool
line_add(struct items *t, struct line *l, money amount)
{
    struct large *large = line_large(t, l);
    money sum;

    if (!money_add(large ? large->open : l->open, amount, &sum))
        return false;
    if (!large && sum == (int32_t)sum)
        l->open = (int32_t)sum;
    else
        make_large(t, l)->open = sum;
    return true;
}

void
line_start(struct items *t, struct line *l, enum line_bits kind, const struct addition *a)
{
    bool small = a->code < LINE_NO_CODE;

    *l = (struct line){ .bits = (uint32_t)(a->date - DATE_MIN) << LINE_DATE | kind |
                                (small ? a->code : LINE_NO_CODE) << LINE_CODE };
    if (!small && a->code != ITEM_NONE)
        make_large(t, l)->code = a->code;
    if (a->group != ITEM_NONE)
        make_large(t, l)->group = a->group;
}

/* Whether an entry of that date decides the line's group: it is that of the first due charge, or of the
 * first entry as long as there is no charge; among equals the first in byte order, so that the order of
 * entries does not decide. */
static bool
chooses_group(const struct items *t, const struct line *l, bool charge, date at, uint32_t group)
{
    bool has = l->bits & LINE_DUE;
    struct slice mine, theirs;

    if (charge != has)
        return charge;
    if (at != line_date(l))
        return at < line_date(l);
    mine = t->texts.text[group];
    theirs = t->texts.text[line_group(t, l)];
    return slice_compare(mine, theirs) < 0;
}

/* Whether the entry makes the line due on another day; *on is that day. */
static inline bool
moves(const struct line *l, const struct addition *a, date *on)
{
    bool charge = entry_is_charge(a->kind), has = l->bits & LINE_DUE;

    *on = charge && a->due != DATE_NONE ? a->due : a->date;
    return charge > has || (charge == has && *on < line_date(l));
}

static inline void
move_to(struct line *l, date on)
{
    l->bits = (uint32_t)(on - DATE_MIN) << LINE_DATE | (l->bits & ((1u << LINE_DATE) - 1));
}

static inline void
note_kind(struct line *l, enum entry_kind kind)
{
    if (entry_is_charge(kind))
        l->bits |= LINE_DUE | (kind == KIND_CHARGE ? LINE_CHARGED : LINE_PENALISED);
}

/* (By itself, so that the small ones need not save what this one uses.) */
static __attribute__((noinline)) bool
enter_large(struct items *t, struct line *l, const struct addition *a)
{
    date on;
    bool move = moves(l, a, &on);

    if (a->group != line_group(t, l) && chooses_group(t, l, entry_is_charge(a->kind), on, a->group))
        make_large(t, l)->group = a->group;
    if (move)
        move_to(l, on);
    note_kind(l, a->kind);
    return line_add(t, l, a->amount);
}

bool
line_enter(struct items *t, struct line *l, const struct addition *a)
{
    money sum;
    date on;

    if (line_small_code(l) == LINE_LARGE || a->group != ITEM_NONE ||
        __builtin_add_overflow(l->open, a->amount, &sum) || sum != (int32_t)sum)
        return enter_large(t, l, a);
    if (moves(l, a, &on))
        move_to(l, on);
    note_kind(l, a->kind);
    l->open = (int32_t)sum;
    return true;
}
