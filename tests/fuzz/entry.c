/*
 * Entries, lists of choices, limits and terms from bytes: the first byte says which, then a record a
 * line, its fields between commas.
 */
#include "fuzz.h"

#include "../../src/choices.h"
#include "../../src/entry.h"
#include "../../src/limits.h"
#include "../../src/mark.h"
#include "../../src/terms.h"

/* DESIGN, section 3: which kinds are above zero, which below, which either. */
static void
must_have_its_sign(const struct entry *e)
{
    static const int sign[KINDS] = { 1, 1, 1, -1, 1, 0, 1, -1, 0 };

    must(e->kind < KINDS && money_fits(e->amount));
    must(sign[e->kind] == 0 || (sign[e->kind] > 0 ? e->amount > 0 : e->amount < 0));
    must(e->date >= DATE_MIN && e->date <= DATE_MAX && e->account.n > 0);
    must(e->due == DATE_NONE || (e->due >= DATE_MIN && e->due <= DATE_MAX));
}

static void
try_entries(struct bytes in)
{
    struct slice part, field[ENTRY_COLUMNS];

    while (take_part(&in, '\n', &part)) {
        struct entry e;
        enum entry_column bad;
        const char *why;
        take_fields(part, field, ENTRY_COLUMNS);
        why = entry_parse(field, &e, &bad);
        must(!why || bad < ENTRY_COLUMNS);
        if (!why) {
            must_have_its_sign(&e);
            must(slice_is(field[ENTRY_KIND], entry_kind_name(e.kind)) && !entry_is_mark(field[ENTRY_KIND]));
        }
        drop_fields(field, ENTRY_COLUMNS);
    }
}

/* Nobody has more than some line of the table gave. */
static void
try_limits(struct bytes in)
{
    struct limits *l = limits_new();
    struct slice part, field[LIMITS_COLUMNS];
    money most = 0;

    while (take_part(&in, '\n', &part)) {
        enum limits_column bad;
        money limit;
        take_fields(part, field, LIMITS_COLUMNS);
        if (!limits_add(l, field, &bad) &&
            !money_parse(field[LIMITS_LIMIT].p, field[LIMITS_LIMIT].n, &limit) && limit > most)
            most = limit;
        drop_fields(field, LIMITS_COLUMNS);
    }
    for (int k = 0; k < KINDS; k++) {
        money may = limits_post(l, "ann", (enum entry_kind)k);
        must(may >= NO_AUTHORITY && may <= most);
        must(limits_approve(l, "ann", (enum entry_kind)k) >= NO_AUTHORITY);
    }
    limits_free(l);
}

static void
try_terms(struct bytes in)
{
    struct slice part, field[TERMS_COLUMNS];

    while (take_part(&in, '\n', &part)) {
        struct terms t = { .payments = 12, .start = DATE_NONE, .first = DATE_NONE };
        enum terms_column bad;
        take_fields(part, field, TERMS_COLUMNS);
        if (!terms_parse(field, &t, &bad)) {
            must(t.principal > 0 && money_fits(t.principal) && t.payments >= 0 && t.payment >= 0);
            must(t.method <= METHOD_BULLET && t.frequency <= FREQUENCY_QUARTERLY && t.fee >= 0 &&
                 t.down >= 0);
        } else {
            must(bad < TERMS_COLUMNS);
        }
        drop_fields(field, TERMS_COLUMNS);
    }
}

static void
try_choices(struct bytes in, bool pairs)
{
    struct arena arena = { 0 };
    struct choices c;
    struct slice part = { "", 0 }, text;

    take_part(&in, '\n', &part);
    text = exactly(part);
    if (!choices_parse(text, pairs, &arena, &c))
        while (take_part(&in, '\n', &part)) {
            const struct choice *found = choices_find(&c, part);
            must(!found || found->open || slice_equal(found->from, part));
            must(!found || !found->open || part.n >= found->from.n);
        }
    choices_free(&c);
    arena_free(&arena);
    drop_exactly(text);
}

/* A memo's words are looked for as mark_totals writes them. */
static void
try_memo(struct bytes in)
{
    struct slice memo = exactly((struct slice){ (const char *)in.p, in.n });
    struct slice word = mark_word(memo, "posted");
    char *text = malloc(in.n + 1);
    struct totals t = { 1, 100, -100 };
    money m;

    memcpy(text, memo.p, memo.n);
    text[memo.n] = '\0';
    must(word.n <= memo.n);
    must(!mark_amount(memo, "balance", &m) || money_fits(m));
    must(!mark_says(text, &t) || strstr(text, "entries 1 debits 1.00 credits -1.00"));
    free(text);
    drop_exactly(memo);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct bytes in = { data, n };

    switch (take_byte(&in) % 6) {
    case 0:
        try_entries(in);
        break;
    case 1:
        try_limits(in);
        break;
    case 2:
        try_terms(in);
        break;
    case 3:
        try_choices(in, true);
        break;
    case 4:
        try_choices(in, false);
        break;
    default:
        try_memo(in);
        break;
    }
    return 0;
}
