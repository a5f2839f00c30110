/*
 * Owns an open-addressed table of hashes with their texts beside, and a small filter before it: nearly
 * all lines of a ledger are turned away by their kind or by two bits that the caches hold. The hash is of
 * the number alone, for the till stands far behind in a line; it is compared where the hash is known.
 */
#include "receipts.h"

#include "chain.h"
#include "entry.h"
#include "hash.h"

#include <stdlib.h>
#include <string.h>

struct receipt {
    uint64_t hash;
    size_t end; /* of its text, behind it; 0: the slot is empty */
    uint32_t ref, till;
};

static uint64_t
bits_of(uint64_t hash)
{
    return UINT64_C(1) << (hash >> 58) | UINT64_C(1) << (hash >> 52 & 63);
}

static bool
passes(const struct receipts *r, uint64_t hash)
{
    uint64_t bits = bits_of(hash);

    return (r->filter[(hash & (r->slots - 1)) / 16] & bits) == bits;
}

/* The slot of a receipt, or the empty one where it would stand. */
static struct receipt *
find(const struct receipts *r, uint64_t hash, struct slice ref, struct slice till)
{
    for (size_t i = hash & (r->slots - 1);; i = (i + 1) & (r->slots - 1)) {
        struct receipt *at = &r->slot[i];
        const char *text;

        if (at->end == 0)
            return at;
        text = r->text.p + at->end - at->ref - at->till;
        if (at->hash == hash && slice_equal((struct slice){ text, at->ref }, ref) &&
            slice_equal((struct slice){ text + at->ref, at->till }, till))
            return at;
    }
}

static void
put(struct receipts *r, struct receipt *at, const struct receipt *one)
{
    *at = *one;
    r->filter[(one->hash & (r->slots - 1)) / 16] |= bits_of(one->hash);
}

/* No two that are put are the same, so the first empty slot is right. */
static void
grow(struct receipts *r)
{
    struct receipt *old = r->slot;
    size_t slots = r->slots;

    r->slots = slots ? slots * 2 : 1024;
    r->slot = mem_alloc(r->slots * sizeof *r->slot);
    free(r->filter);
    r->filter = mem_alloc(r->slots / 16 * sizeof *r->filter);
    for (size_t i = 0; i < slots; i++) {
        size_t at = old[i].hash & (r->slots - 1);
        if (old[i].end == 0)
            continue;
        while (r->slot[at].end > 0)
            at = (at + 1) & (r->slots - 1);
        put(r, &r->slot[at], &old[i]);
    }
    free(old);
}

void
receipts_add(struct receipts *r, struct slice ref, struct slice till)
{
    struct receipt one = { .hash = hash_bytes(ref), .ref = (uint32_t)ref.n, .till = (uint32_t)till.n }, *at;

    if (r->n * 2 >= r->slots)
        grow(r);
    at = find(r, one.hash, ref, till);
    if (at->end > 0)
        return;
    buffer_add(&r->text, ref.p, ref.n);
    buffer_add(&r->text, till.p, till.n);
    one.end = r->text.n;
    put(r, at, &one);
    r->n++;
}

/* Where the next comma stands from i on, or n. */
static size_t
comma(struct slice s, size_t i)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);

    for (; i + 8 <= s.n; i += 8) {
        uint64_t commas = load_eight(s.p + i) ^ ones * ',';
        if ((commas - ones) & ~commas & ones << 7)
            break;
    }
    while (i < s.n && s.p[i] != ',')
        i++;
    return i;
}

/* The number of a payment's receipt; false where the line is no payment. Where a quote comes before the
 * number it is found field by field. */
static bool
number_of(struct slice line, struct slice *ref)
{
    size_t account = comma(line, 0) + 1, kind = account < line.n ? comma(line, account) + 1 : 0;
    size_t from = kind + 8;

    if (kind == 0 || line.p[0] == '"' || line.p[account] == '"') {
        *ref = chain_field(line, ENTRY_REF);
        return slice_is(chain_field(line, ENTRY_KIND), "payment");
    }
    if (from >= line.n || memcmp(line.p + kind, "payment,", 8) != 0)
        return false;
    *ref = line.p[from] == '"' ? chain_field(line, ENTRY_REF)
                               : (struct slice){ line.p + from, comma(line, from) - from };
    return true;
}

bool
receipts_have(const struct receipts *r, struct slice line, struct slice *ref)
{
    uint64_t hash;

    if (r->n == 0 || !number_of(line, ref))
        return false;
    hash = hash_bytes(*ref);
    return passes(r, hash) && find(r, hash, *ref, chain_field(line, ENTRY_TILL))->end > 0;
}

void
receipts_free(struct receipts *r)
{
    free(r->filter);
    free(r->slot);
    buffer_free(&r->text);
    *r = (struct receipts){ 0 };
}
