/*
 * Owns a ring of blocks. The caller fills one while the thread hashes those before it: given counts the
 * blocks that were handed over, done those that were hashed, and no more than the ring has may lie between.
 */
#include "hasher.h"

#include "digest.h"
#include "threads.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define BLOCKS 4

struct cut {
    size_t at;
    const char *sha;
};

struct block {
    struct buffer b;
    size_t end;
    struct cut *cut;
    size_t cuts, cap;
};

struct hasher {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    size_t given, done; /* under the mutex, with last */
    bool last;
    struct block block[BLOCKS];
    struct digest *digest;
    bool right;
};

static void
hash_block(struct hasher *h, const struct block *k)
{
    char sha[DIGEST_TEXT];
    size_t at = 0;

    for (size_t i = 0; i < k->cuts; i++) {
        digest_add(h->digest, k->b.p + at, k->cut[i].at - at);
        digest_take(h->digest, sha);
        h->right = h->right && memcmp(sha, k->cut[i].sha, DIGEST_TEXT - 1) == 0;
        at = k->cut[i].at;
    }
    digest_add(h->digest, k->b.p + at, k->end - at);
}

static void *
run(void *of)
{
    struct hasher *h = of;

    pthread_mutex_lock(&h->mutex);
    for (;;) {
        while (h->done == h->given && !h->last)
            pthread_cond_wait(&h->changed, &h->mutex);
        if (h->done == h->given)
            break;
        pthread_mutex_unlock(&h->mutex);
        hash_block(h, &h->block[h->done % BLOCKS]);
        pthread_mutex_lock(&h->mutex);
        h->done++;
        pthread_cond_signal(&h->changed);
    }
    pthread_mutex_unlock(&h->mutex);
    return NULL;
}

static void
discard(struct hasher *h)
{
    pthread_cond_destroy(&h->changed);
    pthread_mutex_destroy(&h->mutex);
    for (size_t i = 0; i < BLOCKS; i++) {
        buffer_free(&h->block[i].b);
        free(h->block[i].cut);
    }
    digest_free(h->digest);
    free(h);
}

/* Signals are for the thread that posts, which knows when they may come. */
struct hasher *
hasher_new(void)
{
    struct hasher *h = mem_alloc(sizeof *h);

    h->digest = digest_new();
    h->right = true;
    pthread_mutex_init(&h->mutex, NULL);
    pthread_cond_init(&h->changed, NULL);
    if (threads_start(&h->thread, run, h))
        return h;
    discard(h);
    return NULL;
}

static struct block *
at_hand(struct hasher *h)
{
    return &h->block[h->given % BLOCKS]; /* the caller alone changes given */
}

struct buffer *
hasher_block(struct hasher *h)
{
    struct block *k = at_hand(h);

    pthread_mutex_lock(&h->mutex);
    while (h->given - h->done >= BLOCKS)
        pthread_cond_wait(&h->changed, &h->mutex);
    pthread_mutex_unlock(&h->mutex);
    k->b.n = k->cuts = 0;
    return &k->b;
}

void
hasher_cut(struct hasher *h, size_t at, const char *sha)
{
    struct block *k = at_hand(h);

    k->cut = mem_room(k->cut, k->cuts, &k->cap, sizeof *k->cut);
    k->cut[k->cuts++] = (struct cut){ at, sha };
}

static void
tell(struct hasher *h, size_t more, bool last)
{
    pthread_mutex_lock(&h->mutex);
    h->given += more;
    h->last = last;
    pthread_cond_signal(&h->changed);
    pthread_mutex_unlock(&h->mutex);
}

void
hasher_give(struct hasher *h, size_t end)
{
    at_hand(h)->end = end;
    tell(h, 1, false);
}

bool
hasher_end(struct hasher *h)
{
    bool right;

    tell(h, 0, true);
    pthread_join(h->thread, NULL);
    right = h->right;
    discard(h);
    return right;
}
