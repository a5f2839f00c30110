/* Items: the open-item rule, entry by entry, and that their order does not decide. */
#include "../../src/items_parts.h"

#include "tap.h"

#include <string.h>

static struct entry
entry(const char *on, enum entry_kind kind, const char *item, const char *code, money amount, const char *due)
{
    struct entry e = { .kind = kind, .amount = amount, .due = DATE_NONE };

    date_parse(on, 10, &e.date);
    e.account = slice_of("1");
    e.item = slice_of(item);
    e.code = slice_of(code);
    if (*due)
        date_parse(due, 10, &e.due);
    return e;
}

/* What was visited: "item/code due amount;". */
static char said[1024];
static struct items *asked;

static void
visit(void *to, const struct open_item *o)
{
    struct slice item = items_name(asked, o), code = items_code(asked, o);
    char due[DATE_TEXT] = "", amount[MONEY_TEXT];
    size_t at = strlen(said);

    (void)to;
    if (o->due != DATE_NONE)
        date_format(due, o->due);
    money_format(amount, o->open);
    snprintf(said + at, sizeof said - at, "%.*s/%.*s %s %s;", (int)item.n, item.p, (int)code.n, code.p, due,
             amount);
}

static struct items *
items_of(const struct entry *e, size_t n, const size_t *order)
{
    struct items *t = items_new();

    for (size_t i = 0; i < n; i++)
        items_add(t, &e[order ? order[i] : i], NULL);
    return t;
}

static bool
settles(const struct entry *e, size_t n, const size_t *order, enum credits how, const char *want)
{
    asked = items_of(e, n, order);
    *said = '\0';
    items_settle(asked, how, visit, NULL);
    items_free(asked);
    if (strcmp(said, want) != 0)
        printf("# wanted %s\n# got    %s\n", want, said);
    return strcmp(said, want) == 0;
}

static void
test_rule(void)
{
    const struct entry e[] = {
        entry("2024-01-10", KIND_CHARGE, "A", "W", 1000, "2024-02-10"),
        entry("2024-01-10", KIND_CHARGE, "A", "S", 500, "2024-02-05"),
        entry("2024-01-11", KIND_PAYMENT, "A", "W", -1200, ""),
        entry("2024-01-12", KIND_CHARGE, "B", "W", 700, ""),
        entry("2024-01-13", KIND_ADJUSTMENT, "", "W", 300, ""),
        entry("2024-01-14", KIND_PAYMENT, "", "", -400, ""),
        entry("2024-01-15", KIND_REFUND, "", "", 100, ""),
    };

    ok(settles(e, 7, NULL, CREDITS_SEPARATE,
               "B/W 2024-01-12 7.00;/W 2024-01-13 3.00;A/S 2024-02-05 3.00;/  -3.00;"),
       "items, what is over-credited, a refund, and what stays apart");
    ok(settles(e, 7, NULL, CREDITS_OLDEST, "B/W 2024-01-12 4.00;/W 2024-01-13 3.00;A/S 2024-02-05 3.00;"),
       "loose credit settles the oldest due");
    ok(settles(NULL, 0, NULL, CREDITS_OLDEST, ""), "no entries");
}

/* All 5,040 orders of seven entries, each made of the one before by the next permutation. */
static bool
next_order(size_t *o, size_t n)
{
    size_t i = n - 1, k = n - 1, t;

    while (i > 0 && o[i - 1] > o[i])
        i--;
    if (i == 0)
        return false;
    while (o[k] < o[i - 1])
        k--;
    t = o[i - 1], o[i - 1] = o[k], o[k] = t;
    for (k = n - 1; i < k; i++, k--)
        t = o[i], o[i] = o[k], o[k] = t;
    return true;
}

static void
test_orders(void)
{
    const struct entry e[] = {
        entry("2024-01-10", KIND_CHARGE, "A", "W", 1000, "2024-02-10"),
        entry("2024-01-10", KIND_PENALTY, "A", "W", 100, "2024-02-09"),
        entry("2024-01-10", KIND_CHARGE, "A", "S", 500, "2024-02-10"),
        entry("2024-01-11", KIND_PAYMENT, "A", "S", -800, ""),
        entry("2024-01-13", KIND_CHARGE, "B", "W", 300, "2024-02-10"),
        entry("2024-01-14", KIND_PAYMENT, "", "", -250, ""),
        entry("2024-01-14", KIND_RETURN, "", "", 900, ""),
    };
    size_t order[] = { 0, 1, 2, 3, 4, 5, 6 }, orders = 0, wrong = 0;
    char oldest[sizeof said], separate[sizeof said];

    asked = items_of(e, 7, order);
    *said = '\0';
    items_settle(asked, CREDITS_OLDEST, visit, NULL);
    strcpy(oldest, said);
    *said = '\0';
    items_settle(asked, CREDITS_SEPARATE, visit, NULL);
    strcpy(separate, said);
    items_free(asked);
    do {
        wrong += !settles(e, 7, order, CREDITS_OLDEST, oldest) ||
                 !settles(e, 7, order, CREDITS_SEPARATE, separate);
        orders++;
    } while (next_order(order, 7) && wrong == 0);
    ok(wrong == 0 && orders == 5040, "all orders of seven entries settle alike");
}

static void
test_again(void)
{
    const struct entry e[] = {
        entry("2024-01-10", KIND_CHARGE, "A", "W", 1000, "2024-02-10"),
        entry("2024-01-10", KIND_CHARGE, "A", "S", 500, "2024-02-05"),
        entry("2024-01-11", KIND_PAYMENT, "A", "W", -1200, ""),
        entry("2024-01-12", KIND_CHARGE, "B", "W", 700, "2024-02-01"),
        entry("2024-01-14", KIND_PAYMENT, "", "", -400, ""),
        entry("2024-01-14", KIND_CHARGE, "", "W", 900, ""),
    };
    struct items *t = items_of(e, 6, NULL);
    const struct open_item *open;
    char first[sizeof said];
    size_t n;

    asked = t;
    *said = '\0';
    items_settle(t, CREDITS_OLDEST, visit, NULL);
    strcpy(first, said);
    items_list(t);
    n = items_open(t, items_account_number(t, slice_of("1")), &open);
    ok(n == 2 && open[0].open == 700 && open[1].open == 300 && slice_is(items_code(t, &open[1]), "S"),
       "open items that have names, the oldest due first, loose credit left apart");
    ok(slice_is(items_name(t, &open[1]), "A") && slice_is(items_account(t, &open[1]), "1"),
       "... and which items they are");
    ok(items_account_number(t, slice_of("2")) == ITEM_NONE, "an account without entries is not there");
    *said = '\0';
    items_settle(t, CREDITS_OLDEST, visit, NULL);
    ok(strcmp(said, first) == 0, "settling leaves the items as they are");
    items_free(t);
}

static void
test_overflow(void)
{
    struct entry e = entry("2024-01-10", KIND_CHARGE, "A", "W", INT64_MAX, "");
    struct entry loose = entry("2024-01-10", KIND_PAYMENT, "", "", -INT64_MAX, "");
    struct items *t = items_new();

    ok(items_add(t, &e, NULL) && items_flush(t) && items_add(t, &e, NULL) && !items_flush(t),
       "an item's sum beyond 64 bits is refused");
    ok(items_add(t, &loose, NULL) && items_flush(t) && items_add(t, &loose, NULL) && !items_flush(t),
       "... and loose credit's");
    items_free(t);
}

static void
test_many(void)
{
    struct items *t = items_new();
    const struct open_item *open;
    size_t wrong = 0;

    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 20000; i++) {
            struct entry e = entry("2024-01-10", KIND_CHARGE, "A", "W", i + 1, "");
            char account[16], item[16];
            snprintf(account, sizeof account, "a%d", i % 5000);
            snprintf(item, sizeof item, "i%d", i);
            e.account = slice_of(account);
            e.item = slice_of(item);
            items_add(t, &e, NULL);
        }
    items_list(t);
    for (int i = 0; i < 5000; i++) {
        char account[16];
        snprintf(account, sizeof account, "a%d", i);
        wrong += items_open(t, items_account_number(t, slice_of(account)), &open) != 4;
        wrong += open[0].open + open[1].open + open[2].open + open[3].open != 2 * (4 * (i + 1) + 30000);
    }
    ok(wrong == 0, "twenty thousand items of five thousand accounts");
    items_free(t);
}

/* Long names of accounts and items, which words do not tell apart, and others that come again at once, or
 * not. */
static void
test_names(void)
{
    struct items *t = items_new();
    const struct open_item *open;
    size_t wrong = 0;

    for (int i = 0; i < 6000; i++) {
        struct entry e = entry("2024-01-10", KIND_CHARGE, "A", "W", 1, "");
        int n = i / (1 + i % 3) % 500;
        char account[80], item[80];
        snprintf(account, sizeof account, n % 2 ? "an account of some length %d" : "a%d", n % 50);
        snprintf(item, sizeof item, n % 3 ? "an item whose name is longer than one that waits: %d" : "i%d",
                 n);
        e.account = slice_of(account);
        e.item = slice_of(item);
        items_add(t, &e, NULL);
    }
    items_list(t);
    for (int n = 0; n < 500; n++) {
        char account[80], item[80];
        uint32_t number;
        int times = 0;
        for (int i = 0; i < 6000; i++)
            times += i / (1 + i % 3) % 500 == n;
        snprintf(account, sizeof account, n % 2 ? "an account of some length %d" : "a%d", n % 50);
        snprintf(item, sizeof item, n % 3 ? "an item whose name is longer than one that waits: %d" : "i%d",
                 n);
        number = items_item_number(t, items_account_number(t, slice_of(account)), slice_of(item));
        wrong += number == ITEM_NONE || items_codes(t, number, &open) != 1 || open->open != times;
    }
    ok(wrong == 0, "names of any length are kept apart, whatever came before them");
    items_free(t);
}

/* A thousand codes of one item, for each an amount that 32 bits hold and one that they do not. */
static void
test_large(void)
{
    struct items *t = items_new();
    const struct open_item *open;
    struct open_item o;
    uint32_t item;
    size_t n, wrong = 0;

    for (int round = 0; round < 4; round++)
        for (int i = 0; i < 1000; i++) {
            struct entry e =
                entry("2024-01-10", KIND_CHARGE, "A", "", i + (round < 2 ? 1 : (money)INT32_MAX), "");
            char code[16];
            snprintf(code, sizeof code, "c%d", round % 2 ? 999 - i : i);
            e.code = slice_of(code);
            items_add(t, &e, NULL);
        }
    items_list(t);
    item = items_item_number(t, items_account_number(t, slice_of("1")), slice_of("A"));
    n = items_codes(t, item, &open);
    for (size_t i = 0; i < n; i++)
        wrong += open[i].open != 2 * (999 + 1 + (money)INT32_MAX);
    ok(n == 1000 && wrong == 0 && items_is_wide(t, item), "many codes, and amounts beyond 32 bits");
    ok(items_of_code(t, item, slice_of("c700"), &o) && o.open == 2 * (1000 + (money)INT32_MAX) &&
           !items_of_code(t, item, slice_of("d"), &o),
       "... each found by its code");
    items_free(t);
}

/* An account and an item whose texts were chosen so that their hash is 0, as it is before any entry. */
static void
test_hash_of_none(void)
{
    struct entry e = entry("2024-01-10", KIND_CHARGE, "B111149", "W", 1000, "");

    e.account = slice_of("V1b8goQT");
    ok(name_hash(items_key(word_of(e.account)), word_of(e.item)) == 0, "a first item whose hash is 0");
    ok(settles(&e, 1, NULL, CREDITS_OLDEST, "B111149/W 2024-01-10 10.00;"), "... is an item like any other");
}

/* An account, other than "1", for whose item a look meets that of "1" first: the upper halves of their hashes
 * are the same. (Items don't ask what its eight bytes are.) */
static struct slice
lookalike(char name[WORD_BYTES])
{
    uint64_t key = items_key(word_of(slice_of("1")));

    do
        load_back(name, items_key_word(++key));
    while (memchr(name, '\0', WORD_BYTES) || word_is_marked(load_eight(name)));
    return (struct slice){ name, WORD_BYTES };
}

/* Before and after the item of "1" has a line that stands apart from it, in whose number's place it had the
 * rest of its hash. */
static void
test_lookalikes(void)
{
    struct items *t = items_new();
    char name[WORD_BYTES];
    struct slice other = lookalike(name);
    const struct open_item *open;
    size_t wrong = 0;

    for (int i = 0; i < 6; i++) {
        static const char *const item[] = { "A", "A", "B", "A", "A", "A" }, *const code[] = { "W", "W", "W",
                                                                                              "S", "W", "S" };
        struct entry e = entry("2024-01-10", KIND_CHARGE, item[i], code[i], 1 << i, "");
        if (i == 1 || i == 4)
            e.account = other;
        items_add(t, &e, NULL);
        items_flush(t);
    }
    items_list(t);
    wrong += items_open(t, items_account_number(t, slice_of("1")), &open) != 3;
    wrong += items_open(t, items_account_number(t, other), &open) != 1 || open->open != 2 + 16;
    ok(wrong == 0,
       "items whose hashes are half alike are told apart by the other half, then by their accounts");
    items_free(t);
}

int
main(void)
{
    test_rule();
    test_orders();
    test_again();
    test_overflow();
    test_many();
    test_names();
    test_large();
    test_lookalikes();
    test_hash_of_none();
    return tap_end();
}
