/* Runs of entries, as records come by: what they come to is what the same entries come to one by one. */
#include "../../src/items.h"

#include "../../src/items_words.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>

enum { ENTRIES = 3000, LONGEST = 300 };

#define UNTIL 20150

static struct entry made[ENTRIES];
static int64_t number[ENTRIES][ITEM_NUMBERS + 2];
static char text[ENTRIES][3][64];

/* A sequence of its own, the same on every machine. */
static uint32_t
next(uint32_t below)
{
    static uint64_t state = 1;

    state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (uint32_t)(state >> 33) % below;
}

static struct slice
name(size_t i, int which, const char *form, uint32_t n)
{
    snprintf(text[i][which], sizeof text[i][which], form, n);
    return slice_of(text[i][which]);
}

/* Most are of the item of the one before; texts are short, or long, or none. */
static void
make_entries(void)
{
    for (size_t i = 0; i < ENTRIES; i++) {
        bool again = i > 0 && next(3) > 0;
        struct entry *e = &made[i];
        *e = (struct entry){ .kind = KIND_CHARGE, .due = DATE_NONE };
        e->date = UNTIL - 50 + (date)next(60);
        e->amount = (money)next(100000) + (next(40) ? 0 : (money)1 << 33);
        if (next(3) == 0) {
            e->kind = KIND_PAYMENT;
            e->amount = -e->amount;
        }
        if (next(2) == 0)
            e->due = e->date + (date)next(40);
        e->account = again ? made[i - 1].account
                           : name(i, 0, next(9) ? "%u" : "an account of some length, %u", 10 + next(30));
        e->item = again ? made[i - 1].item
                  : next(6) > 0
                      ? name(i, 1, next(9) ? "B%u" : "an item whose name is longer than one that waits %u",
                             next(40))
                      : slice_of("");
        e->code = name(i, 2, next(12) ? "C%u" : "a long code %u", next(20));
        if (e->item.n == 0 && next(5) == 0)
            e->amount = 0;
        number[i][NUMBER_DATE] = e->date;
        number[i][NUMBER_KIND] = e->kind;
        number[i][NUMBER_AMOUNT] = e->amount;
        number[i][NUMBER_DUE] = e->due;
        number[i][NUMBER_ACCOUNT] = (int64_t)items_key(word_of(e->account));
        number[i][NUMBER_ITEM] = (int64_t)word_of(e->item);
        number[i][NUMBER_CODE] = (int64_t)word_of(e->code);
    }
}

/* The texts of a run that begins with entry *with. */
static void
texts_of(const void *with, size_t i, struct entry *e)
{
    const struct entry *from = (const struct entry *)with + i;

    e->account = from->account;
    e->item = from->item;
    e->code = from->code;
}

/* Takes them in by runs of many lengths; what they come to. */
static struct items *
by_runs(money *sum)
{
    struct items *t = items_new();
    uint32_t nth[LONGEST];

    for (uint32_t i = 0; i < LONGEST; i++)
        nth[i] = i;
    *sum = 0;
    for (size_t i = 0, n; i < ENTRIES; i += n) {
        struct item_run run = {
            .value = number[i], .nth = nth, .until = UNTIL, .texts = texts_of, .good = true
        };
        n = 1 + next(next(4) ? 7 : LONGEST);
        n = n < ENTRIES - i ? n : ENTRIES - i;
        run.n = n;
        run.every = sizeof *number / sizeof **number;
        run.with = &made[i];
        items_add_run(t, &run);
        *sum += run.sum;
    }
    return t;
}

static struct items *
one_by_one(money *sum)
{
    struct items *t = items_new();

    *sum = 0;
    for (size_t i = 0; i < ENTRIES; i++) {
        if (made[i].date > UNTIL)
            continue;
        *sum += made[i].amount;
        items_add(t, &made[i], NULL);
    }
    return t;
}

/* All that is open of one, as text. */
struct saying {
    const struct items *items;
    struct buffer said;
};

static void
say(void *to, const struct open_item *o)
{
    struct saying *s = to;
    struct slice account = items_account(s->items, o), item = items_name(s->items, o),
                 code = items_code(s->items, o);
    char line[256];

    snprintf(line, sizeof line, "%.*s,%.*s,%.*s,%d,%lld\n", (int)account.n, account.p, (int)item.n, item.p,
             (int)code.n, code.p, o->due, (long long)o->open);
    buffer_put(&s->said, line);
}

static struct buffer
said_of(struct items *t)
{
    struct saying s = { .items = t };

    items_settle(t, CREDITS_SEPARATE, say, &s);
    items_free(t);
    return s.said;
}

static void
test_overflow(void)
{
    static const uint32_t nth[2] = { 0, 1 };
    struct item_run run = { .value = number[0], .nth = nth, .n = 2, .until = UNTIL, .texts = texts_of };
    struct items *t = items_new();

    run.every = sizeof *number / sizeof **number;
    run.with = made;
    run.good = true;
    for (int i = 0; i < 2; i++) {
        memcpy(number[i], number[0], sizeof *number);
        number[i][NUMBER_DATE] = UNTIL;
        number[i][NUMBER_ITEM] = (int64_t)word_of(slice_of("A"));
        number[i][NUMBER_ACCOUNT] = (int64_t)items_key(word_of(slice_of("1")));
        number[i][NUMBER_CODE] = 0;
        number[i][NUMBER_AMOUNT] = INT64_MAX / 2 + 1;
    }
    run.n = 1;
    items_add_run(t, &run);
    run.sum = 0;
    run.nth++;
    items_add_run(t, &run);
    ok(run.good && !items_flush(t),
       "a sum beyond 64 bits is told of where the entries that wait are entered");
    items_free(t);
}

int
main(void)
{
    money one, many;
    struct buffer a, b;

    make_entries();
    a = said_of(one_by_one(&one));
    b = said_of(by_runs(&many));
    ok(a.n > 1000 && a.n == b.n && memcmp(a.p, b.p, a.n) == 0, "runs of any length come to the same");
    ok(one == many, "and their amounts are added up, but for those of later days");
    buffer_free(&a);
    buffer_free(&b);
    test_overflow();
    return tap_end();
}
