/*
 * The words (word.h) by which items know the texts of an entry; and the keys of accounts.
 */
#ifndef TILL_ITEMS_WORDS_H
#define TILL_ITEMS_WORDS_H

#include "word.h"

/* The key of an account's word. Keys are as different as words are, and either half of one is a hash. */
static inline uint64_t
items_key(uint64_t word)
{
    word *= UINT64_C(0x9e3779b97f4a7c15);
    return (word ^ word >> 32) * UINT64_C(0xe7037ed1a0b428db);
}

/* The word that has the key. */
static inline uint64_t
items_key_word(uint64_t key)
{
    key *= UINT64_C(0x2e1b9953f3b39353);
    return (key ^ key >> 32) * UINT64_C(0xf1de83e19937733d);
}

struct item_words {
    uint64_t account; /* its key */
    uint64_t item, code;
    bool marked; /* one of them is: the texts are needed as well */
};

static inline struct item_words
item_words_of(uint64_t account, uint64_t item, uint64_t code)
{
    return (struct item_words){ account, item, code,
                                word_is_marked(items_key_word(account)) || word_is_marked(item) ||
                                    word_is_marked(code) };
}

/* Names take eight bytes at least: a short one, zeros behind it, is its word. */
static inline size_t
name_room(size_t n)
{
    return n > WORD_BYTES ? n : WORD_BYTES;
}

static inline bool
name_is(const char *name, size_t n, uint64_t word, struct slice text)
{
    if (word_is_marked(word))
        return n == text.n && hash_alike(name, text.p, n);
    return n <= WORD_BYTES && load_eight(name) == word;
}

#endif
