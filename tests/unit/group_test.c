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
/* Looks keys up as a run: key k is that of first + k / same. Counts those of which something else is said
 * than that every third group is there, with its number as its own. */
static size_t
look_run(struct groups *g, int first, int same)
{
    uint64_t word[GROUPS_RUN * 2], hash[GROUPS_RUN];
    uint32_t number[GROUPS_RUN];
    void *own[GROUPS_RUN];
    char text[16];
    size_t wrong = 0;

    for (int k = 0; k < GROUPS_RUN; k++) {
        snprintf(text, sizeof text, "%d", first + k / same);
        word[k * 2] = word_of(slice_of(text));
        word[k * 2 + 1] = word_of(slice_of("x"));
    }
    groups_look(g, word, GROUPS_RUN, hash, number);
    for (int k = 0; k < GROUPS_RUN; k++) {
        bool there = (first + k / same) % 3 == 0;
        wrong += (number[k] != GROUPS_NONE) != there || hash[k] != hash_words(word + k * 2, 2);
        if (number[k] == GROUPS_NONE)
            number[k] = GROUPS_LEFT;
    }
    groups_own(g, number, GROUPS_RUN, own);
    for (int k = 0; k < GROUPS_RUN; k++)
        wrong += own[k] ? *(int64_t *)own[k] != first + k / same : number[k] != GROUPS_LEFT;
    return wrong;
}

static void
test_many(void)
{
    enum { MANY = 50000 };
    struct groups *g = groups_new(2, sizeof(int64_t));
    struct slice texts[2] = { slice_of("none"), slice_of("x") };
    uint64_t word[2] = { word_of(texts[0]), word_of(texts[1]) }, hash;
    char text[16];
    size_t wrong = 0, wrong_few = 0;
    uint32_t number;

    groups_look(g, word, 1, &hash, &number);
    ok(number == GROUPS_NONE, "no group is found where there is none");
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "%d", i * 3);
        texts[0] = slice_of(text);
        *(int64_t *)groups_at(g, texts) = i * 3;
        if (i == 500)
            for (int first = 0; first < i; first++)
                wrong_few += look_run(g, first, 1);
    }
    for (int first = 0; first < 3 * MANY - GROUPS_RUN; first++)
        wrong += look_run(g, first, 1 + first % 7);
    ok(wrong_few == 0 && wrong == 0, "... nor later; all others are found by their words, few or many");
    texts[0] = slice_of("a long text");
    word[0] = word_of(texts[0]);
    groups_at(g, texts);
    groups_look(g, word, 1, &hash, &number);
    ok(number == GROUPS_NONE, "a long one is not, for its word is not enough");
    groups_free(g);
}

static void
add(void *with, void *own, const void *others)
{
    (void)with;
    *(int64_t *)own += *(const int64_t *)others;
}

/* A group of two texts: the same for the same number. */
static int64_t *
group_of(struct groups *g, int number, const char *format)
{
    char text[32], other[8];
    struct slice texts[2];

    snprintf(text, sizeof text, format, number / 7);
    if (number % 5 == 0) /* a short one among them */
        snprintf(text, sizeof text, "%d", number / 7);
    snprintf(other, sizeof other, "%d", number % 7);
    texts[0] = slice_of(text);
    texts[1] = slice_of(other);
    return groups_at(g, texts);
}

/* Groups that are joined have all that both had, and come out in order. */
static void
test_join(const char *format, const char *what)
{
    enum { ALL = 4000 };
    struct groups *a = groups_new(2, sizeof(int64_t)), *b = groups_new(2, sizeof(int64_t));
    size_t wrong = 0;

    for (int i = 0; i < ALL; i++) {
        if (i % 2 == 0)
            *group_of(a, i, format) += 1;
        if (i % 3 == 0)
            *group_of(b, i, format) += 10;
    }
    groups_join(a, b, add, NULL);
    for (int i = 0; i < ALL; i++)
        if (i % 2 == 0 || i % 3 == 0)
            wrong += *group_of(a, i, format) != (i % 2 == 0) + 10 * (i % 3 == 0);
    wrong += groups_sort(a) != ALL / 2 + ALL / 6 + 1;
    for (size_t i = 1; i < groups_count(a); i++) {
        int order = slice_compare(groups_field(a, i - 1, 0), groups_field(a, i, 0));
        wrong +=
            order > 0 || (order == 0 && slice_compare(groups_field(a, i - 1, 1), groups_field(a, i, 1)) >= 0);
    }
    ok(wrong == 0, what);
    groups_free(a);
    groups_free(b);
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
    test_join("%d", "groups of short texts are joined, and in order");
    test_join("a number of some length: %d", "... of long ones and short ones, too");
    return tap_end();
}
