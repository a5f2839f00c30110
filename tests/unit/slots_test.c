/* Slots, ground, store and hash: what many numbers put in comes out again, however the tables have grown. */
#include "../../src/intern.h"
#include "../../src/store.h"

#include "tap.h"

#include <stdlib.h>

static uint32_t
look_up(const struct slots *t, const uint64_t *hash, uint64_t h)
{
    size_t at = slots_home(t, h);
    uint32_t number;

    while ((number = slots_look(t, h, &at)) != SLOTS_NONE && hash[number] != h)
        at = slots_after(t, at);
    return number;
}

/* NEAR of the hashes begin at the first slot, as many at the last, from which they go on at the first. */
static void
test_slots(void)
{
    enum { MANY = 500000, NEAR = 200 };
    static uint64_t hash[MANY];
    struct slots t = { 0 };
    size_t wrong = 0;

    ok(slots_first(&t, 1) == NULL, "a table without slots has none to fetch");
    for (uint32_t i = 0; i < MANY; i++) {
        size_t at;
        hash[i] = i < NEAR ? i : i < 2 * NEAR ? UINT64_MAX - i : hash_word(i);
        slots_room(&t);
        at = slots_home(&t, hash[i]);
        while (slots_look(&t, hash[i], &at) != SLOTS_NONE)
            at = slots_after(&t, at);
        slots_put(&t, hash[i], at, i);
    }
    for (uint32_t i = 0; i < MANY; i++)
        wrong += look_up(&t, hash, hash[i]) != i;
    wrong += look_up(&t, hash, hash_word(MANY + 1)) != SLOTS_NONE;
    ok(wrong == 0, "every number is found by its hash after the table has grown, and no other");
    ok(t.n == MANY && (size_t)t.n * 4 <= t.size * 3, "a quarter of the slots is free");
    slots_free(&t);
    ok(t.size == 0, "a freed table is empty");
}

/* Bytes of the heap, of the first pages, grown where they stand, and moved for want of addresses. */
static void
test_ground(void)
{
    static const size_t size[] = { 64, 1000, 3000000, 3000001, 9000000, 200000000 };
    struct ground g = { 0 };
    size_t n = 0, wrong = 0;

    for (size_t k = 0; k < sizeof size / sizeof *size; k++) {
        const char *was = g.p;
        ground_grow(&g, size[k]);
        wrong += size[k] == 9000000 && g.p != was;
        wrong += g.n < size[k] || (uintptr_t)g.p % 64 != 0;
        for (size_t i = 0; i < g.n && i < 20000000; i++)
            wrong += g.p[i] != (i < n ? (char)(i % 251) : 0);
        for (n = 0; n < g.n && n < 20000000; n++)
            g.p[n] = (char)(n % 251);
    }
    ok(wrong == 0, "bytes stay as they are while their ground grows, and new ones are zero");
    ground_grow(&g, 1);
    ok(g.n >= 200000000, "ground never shrinks");
    ground_free(&g);
    ok(!g.p && g.n == 0, "freed, it is nothing");
}

static void
test_store(void)
{
    enum { MANY = 60000 };
    static uint32_t number[MANY];
    struct store s = { 0 };
    size_t wrong = 0, seen = 0;
    uint32_t at;

    ok(store_first(&s) == STORE_NONE, "an empty store has no first record");
    for (uint32_t i = 0; i < MANY; i++) {
        size_t bytes = 8 + i % 90;
        number[i] = store_add(&s, bytes);
        wrong += i > 0 && number[i] <= number[i - 1];
        for (size_t k = 0; k < bytes; k++)
            wrong += ((const char *)store_at(&s, number[i]))[k] != 0;
        memset(store_at(&s, number[i]), 1, bytes);
        memcpy(store_at(&s, number[i]), &i, sizeof i);
    }
    for (at = store_first(&s); at != STORE_NONE; at = store_after(&s, at, 8 + seen++ % 90)) {
        uint32_t is;
        memcpy(&is, store_at(&s, at), sizeof is);
        wrong += is != seen || number[seen] != at;
    }
    ok(wrong == 0 && seen == MANY && s.chunks > 1,
       "records come zeroed, with rising numbers, and are gone through in their order");
    at = store_add(&s, (size_t)STORE_UNIT << STORE_BITS);
    ok((at & STORE_MASK) == 0 && store_after(&s, at, (size_t)STORE_UNIT << STORE_BITS) == STORE_NONE,
       "the largest record has a chunk of its own");
    at = store_add(&s, 8);
    *(uint64_t *)store_at(&s, at) = 1;
    ok(store_extend(&s, at, 8, 24) && store_add(&s, 8) == at + 4 && !store_extend(&s, at, 32, 8) &&
           !store_extend(&s, at + 4, 8, (size_t)STORE_UNIT << STORE_BITS),
       "a record grows as long as it is the last, and there is room");
    store_free(&s);
}

static void
test_hash(void)
{
    static const char text[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    size_t alike = 0, wrong = 0;

    for (size_t n = 0; n < sizeof text; n++)
        for (size_t i = 0; i < n; i++) {
            char other[sizeof text];
            memcpy(other, text, sizeof text);
            wrong += !hash_alike(text, other, n) ||
                     hash_bytes((struct slice){ text, n }) != hash_bytes((struct slice){ other, n });
            other[i] ^= 1;
            alike += hash_alike(text, other, n) ||
                     hash_bytes((struct slice){ text, n }) == hash_bytes((struct slice){ other, n });
        }
    ok(wrong == 0, "the same bytes are alike and have one hash, wherever they stand");
    ok(alike == 0, "one other byte, at any place of any length, is another text with another hash");
    ok(hash_bytes(slice_of("100345")) == UINT64_C(0xc995fd76f062d4b6) &&
           hash_bytes(slice_of(text)) == UINT64_C(0xd280c31ce99a765f),
       "hashes are the same on every machine");
}

static void
test_intern(void)
{
    static const char *const word[] = { "b", "", "abcdefgh", "abcdefghi", "a", "abcdefg", "B", "\xc3\xa9" };
    struct intern t = { 0 };
    size_t wrong = intern_find(&t, slice_of("b")) != UINT32_MAX;

    for (uint32_t i = 0; i < 16; i++)
        wrong += intern_add(&t, slice_of(word[i % 8])) != i % 8;
    for (uint32_t i = 0; i < 8; i++)
        wrong += intern_find(&t, slice_of(word[i])) != i;
    ok(wrong == 0 && t.n == 8 && intern_find(&t, slice_of("c")) == UINT32_MAX,
       "texts have one number each, and long ones are told apart behind the eighth byte");
    intern_free(&t);
}

int
main(void)
{
    test_slots();
    test_ground();
    test_store();
    test_hash();
    test_intern();
    return tap_end();
}
