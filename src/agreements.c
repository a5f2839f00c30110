/*
 * An agreement is kept as its size in bytes and then numbers, seven bits a byte, the eighth bit set on
 * all but the last; numbers that may be below zero have their sign in the lowest bit. Of an instalment
 * the payment is the sum of its parts, and the balance is the one before less the principal.
 */
#include "agreements.h"

#include <string.h>

#define NUMBER 10 /* bytes, at most */

static char *
put(char *p, int64_t n)
{
    uint64_t v = (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0);

    while (v >= 128) {
        *p++ = (char)(v | 128);
        v >>= 7;
    }
    *p++ = (char)v;
    return p;
}

static const char *
get(const char *p, int64_t *n)
{
    uint64_t v = 0;
    int shift = 0;

    for (; (unsigned char)*p >= 128; p++, shift += 7)
        v |= (uint64_t)(*p & 127) << shift;
    v |= (uint64_t)(unsigned char)*p++ << shift;
    *n = (int64_t)(v >> 1) ^ (v & 1 ? -1 : 0);
    return p;
}

static char *
put_schedule(char *p, const struct agreement *a)
{
    date before = a->start;

    p = put(p, a->start);
    p = put(p, (int64_t)a->n);
    p = put(p, a->schedule[0].seq);
    p = put(p, a->schedule[0].balance + a->schedule[0].principal);
    for (size_t i = 0; i < a->n; i++) {
        const struct instalment *one = &a->schedule[i];
        p = put(p, one->due - before);
        p = put(p, one->principal);
        p = put(p, one->interest);
        p = put(p, one->fee);
        before = one->due;
    }
    return p;
}

static const char *
get_schedule(const char *p, struct agreement *a)
{
    int64_t start, n, seq, due, balance;

    p = get(p, &start);
    p = get(p, &n);
    p = get(p, &seq);
    p = get(p, &balance);
    a->start = (date)start;
    a->n = (size_t)n;
    for (size_t i = 0; i < a->n; i++) {
        struct instalment *one = &a->schedule[i];
        p = get(p, &due);
        p = get(p, &one->principal);
        p = get(p, &one->interest);
        p = get(p, &one->fee);
        start += due;
        balance -= one->principal;
        one->seq = (int)seq + (int)i;
        one->due = (date)start;
        one->payment = one->principal + one->interest + one->fee;
        one->balance = balance;
    }
    return p;
}

void
agreements_keep(struct agreements *all, const struct agreement *a)
{
    struct buffer *b = &all->held.b;
    size_t room = sizeof(uint32_t) + (4 + 4 * a->n + all->fields) * NUMBER;
    uint32_t size;
    char *p;

    for (size_t i = 0; i < all->fields; i++)
        room += a->field[i].n;
    buffer_reserve(b, room);
    p = put_schedule(b->p + b->n + sizeof size, a);
    for (size_t i = 0; i < all->fields; i++) {
        p = put(p, (int64_t)a->field[i].n);
        if (a->field[i].n > 0)
            memcpy(p, a->field[i].p, a->field[i].n);
        p += a->field[i].n;
    }
    size = (uint32_t)((size_t)(p - b->p) - b->n - sizeof size);
    memcpy(b->p + b->n, &size, sizeof size);
    b->n += sizeof size + size;
    hold_relieve(&all->held);
}

void
agreements_turn(struct agreements *all)
{
    hold_turn(&all->held);
}

bool
agreements_next(struct agreements *all, struct agreement *a)
{
    uint32_t size;
    const char *p;
    int64_t n;

    if (hold_take(&all->held, (char *)&size, sizeof size) != sizeof size)
        return false;
    all->one.n = 0;
    buffer_reserve(&all->one, size);
    if (hold_take(&all->held, all->one.p, size) != size)
        return false;
    p = get_schedule(all->one.p, a);
    for (size_t i = 0; i < all->fields; i++) {
        p = get(p, &n);
        a->field[i] = (struct slice){ p, (size_t)n };
        p += n;
    }
    return true;
}

const char *
agreements_fault(const struct agreements *all)
{
    return all->held.fault;
}

void
agreements_free(struct agreements *all)
{
    hold_free(&all->held);
    buffer_free(&all->one);
}
