/* Words and groups: texts of any length are keys, kept apart, found again and brought into the order of
 * bytes. */
#include "../../src/group.h"

#include "../../src/eights.h"
#include "tap.h"

#include <stdio.h>

#define LETTERS "abcdefghijklmnopqrst"

static void
test_words(void)
{
    size_t wrong = 0;

    for (size_t n = 0; n <= 20; n++) {
        struct slice text = { LETTERS, n }, other = { LETTERS "-" + 1, n };
        wrong += word_is_marked(word_of(text)) != (n > WORD_BYTES);
        wrong += n <= WORD_BYTES && word_length(word_of(text)) != n;
        wrong += (word_of(text) == word_of(other)) != (n == 0);
    }
    ok(wrong == 0, "up to eight bytes are their word, which has their length; longer ones are marked");
    ok(word_of(slice_of("ab")) == 0x6261, "words are the same on every machine");
}

/* A column of no to twenty letters in each field: what a rule makes of it is what it makes of its texts. */
static void
test_column(values_rule *rule, uint64_t (*one)(struct slice s), const char *what)
{
    enum { LINES = 21 };
    static char text[LINES * LINES + VALUES_SLACK];
    static uint32_t end[LINES + 1], line[LINES];
    static unsigned char odd[LINES];
    int64_t out[LINES];
    struct values v = {
        .text = text, .end = end, .line = line, .odd = odd, .lines = LINES, .out = out, .every = 1
    };
    size_t wrong = 0;

    for (uint32_t k = 0; k < LINES; k++) {
        line[k] = k + 1;
        end[k + 1] = end[k] + k + 1;
        memcpy(text + end[k] + 1, LETTERS, k);
        text[end[k + 1]] = ',';
    }
    wrong += !rule(&v);
    for (uint32_t k = 0; k < LINES; k++)
        wrong += (uint64_t)out[k] != one((struct slice){ text + end[k] + 1, k });
    ok(wrong == 0, "%s of a column are those of its texts, whatever stands behind them", what);
}

/* In the order of bytes, the first field first. */
static const char *const key[][2] = {
    { "", "" },           { "", "b" },
    { "a", "" },          { "a", "12345678" },
    { "a", "123456789" }, { "ab", "" },
    { "abcdefg", "x" },   { "abcdefgh", "" },
    { "abcdefgh", "y" },  { "abcdefgh", "y-z-y-z-y-z" },
    { "abcdefghi", "" },  { "abcdefghi", "a" },
    { "abcdefghij", "" }, { "abcdefghijklmnopqrstuvw", "abcdefghijklmnopqrstuvw" },
    { "b", "a" },         { "\xc3\xa9", "\xc3\xa9t\xc3\xa9 \xc3\xa9t\xc3\xa9" },
};

enum { KEYS = sizeof key / sizeof *key };

static int64_t *
at(struct groups *g, size_t k)
{
    return groups_at(g, (struct slice[]){ slice_of(key[k][0]), slice_of(key[k][1]) });
}

static void
add_up(void *with, void *own, const void *others)
{
    (void)with;
    *(int64_t *)own += *(const int64_t *)others;
}

static void
test_keys(void)
{
    struct groups *g = groups_new(2, sizeof(int64_t)), *other = groups_new(2, sizeof(int64_t));
    size_t wrong = 0;

    for (size_t i = 0; i < KEYS * 3; i++) {
        *at(g, i * 7 % KEYS) += 1;
        *at(other, i * 5 % KEYS) += 10;
    }
    groups_join(g, other, add_up, NULL);
    ok(groups_count(g) == KEYS && groups_sort(g) == KEYS, "every key is one group");
    for (size_t k = 0; k < KEYS; k++) {
        wrong += *(int64_t *)groups_nth(g, k) != 33;
        wrong += !slice_is(groups_field(g, k, 0), key[k][0]) || !slice_is(groups_field(g, k, 1), key[k][1]);
    }
    ok(wrong == 0, "... that comes in the order of bytes, with its fields, and all that was joined");
    ok(groups_alike(g, 0, 1, 1) && !groups_alike(g, 0, 1, 2) && !groups_alike(g, 1, 2, 1),
       "groups are compared by the first fields");
    groups_free(other);
    groups_free(g);
}

/* More keys than the first table has room for, looked up by their words alone. */
static void
test_many(void)
{
    enum { MANY = 50000 };
    struct groups *g = groups_new(1, sizeof(int64_t));
    char text[16];
    size_t wrong = 0;
    uint64_t word = word_of(slice_of("none")), hash = groups_hash(0, word);
    uint32_t number;

    groups_look(g, &word, &hash, 1, &number);
    ok(number == GROUPS_NONE, "no group is found where there is none");
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "%d", i * 3);
        *(int64_t *)groups_at(g, &(struct slice){ text, strlen(text) }) = i;
    }
    for (int i = 0; i < MANY * 3; i++) {
        snprintf(text, sizeof text, "%d", i);
        word = word_of(slice_of(text));
        hash = groups_hash(0, word);
        groups_look(g, &word, &hash, 1, &number);
        wrong += number == GROUPS_NONE ? i % 3 == 0 : *(int64_t *)groups_own(g, number) * 3 != i;
    }
    ok(wrong == 0, "... nor later; all others are found by their words");
    word = word_of(slice_of("a long text"));
    hash = groups_hash(0, word);
    groups_at(g, &(struct slice){ "a long text", 11 });
    groups_look(g, &word, &hash, 1, &number);
    ok(number == GROUPS_NONE, "a long one is not, for its word is not enough");
    groups_free(g);
}

int
main(void)
{
    test_words();
    test_column(hash_values, hash_bytes, "hashes");
    test_column(word_values, word_of, "words");
    eights_off = true;
    test_column(word_values, word_of, "words, one by one,");
    test_keys();
    test_many();
    return tap_end();
}
