#include "apply_queue.h"

#include <string.h>

static const char *const key_names[APPLY_KEYS] = { "oldest", "newest", "penalty", "current", "code" };

const char *
policy_set(struct policy *p, const char *const *key, size_t keys, const char *const *code, size_t codes)
{
    bool by_code = false;

    if (keys > QUEUE_KEYS)
        return "has more than 8 keys";
    for (size_t i = 0; i < keys; i++) {
        int k = 0;
        while (k < APPLY_KEYS && strcmp(key[i], key_names[k]) != 0)
            k++;
        if (k == APPLY_KEYS)
            return "has a key that is not oldest, newest, penalty, current or code";
        by_code |= k == KEY_CODE;
        p->key[i] = (enum apply_key)k;
    }
    p->keys = keys ? keys : p->keys;
    for (size_t i = 0; i < codes; i++)
        intern_add(&p->codes, slice_of(code[i]));
    if (by_code && codes == 0)
        return "has the key code, but no codes say its order";
    return NULL;
}

static struct queued
as_queued(const struct queues *q, const struct open_item *o)
{
    return (struct queued){ .code = o->code,
                            .item = o->item,
                            .index = o->index,
                            .due = o->due,
                            .open = o->open,
                            .latest = o->due,
                            .left = QUEUE_EMPTY,
                            .right = QUEUE_EMPTY,
                            .rank = intern_find(&q->policy->codes, items_code(q->items, o)) & QUEUE_UNRANKED,
                            .penalty = items_is_penalty(q->items, o->index) };
}

static int
compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* By the keys up to the n-th but KEY_CURRENT. */
static int
by_keys(const struct queues *q, const struct queued *a, const struct queued *b, size_t n)
{
    int c = 0;

    for (size_t k = 0; k < n && !c; k++)
        switch (q->policy->key[k]) {
        case KEY_OLDEST:
            c = compare_numbers(a->due, b->due);
            break;
        case KEY_NEWEST:
            c = compare_numbers(b->due, a->due);
            break;
        case KEY_PENALTY:
            c = compare_numbers(b->penalty, a->penalty);
            break;
        case KEY_CODE:
            c = compare_numbers(a->rank, b->rank);
            break;
        default:
            break;
        }
    return c;
}

static int
by_policy(const struct queues *q, const struct queued *a, const struct queued *b)
{
    int c = by_keys(q, a, b, q->policy->keys);

    return c ? c : compare_numbers(a->index, b->index);
}

static date
latest_of(const struct queues *q, uint32_t root)
{
    return root == QUEUE_EMPTY ? DATE_NONE : q->node[root].latest;
}

/* Brings what the node knows of those below it up to date. */
static void
look_below(struct queues *q, uint32_t root)
{
    struct queued *n = &q->node[root];
    date left = latest_of(q, n->left), right = latest_of(q, n->right);

    n->latest = n->due > left ? n->due : left;
    n->latest = n->latest > right ? n->latest : right;
}

/* Parts a tree before and behind where the node belongs. */
static void
split(struct queues *q, uint32_t root, const struct queued *at, uint32_t *before, uint32_t *behind)
{
    if (root == QUEUE_EMPTY) {
        *before = *behind = QUEUE_EMPTY;
    } else if (by_policy(q, &q->node[root], at) < 0) {
        split(q, q->node[root].right, at, &q->node[root].right, behind);
        *before = root;
        look_below(q, root);
    } else {
        split(q, q->node[root].left, at, before, &q->node[root].left);
        *behind = root;
        look_below(q, root);
    }
}

static uint32_t
join(struct queues *q, uint32_t before, uint32_t behind)
{
    uint32_t root = before;

    if (before == QUEUE_EMPTY || behind == QUEUE_EMPTY)
        return before == QUEUE_EMPTY ? behind : before;
    if (hash_word(q->node[before].index) > hash_word(q->node[behind].index)) {
        q->node[before].right = join(q, q->node[before].right, behind);
    } else {
        root = behind;
        q->node[behind].left = join(q, before, q->node[behind].left);
    }
    look_below(q, root);
    return root;
}

static uint32_t
insert(struct queues *q, uint32_t root, uint32_t node)
{
    struct queued *n = &q->node[node], *r;

    if (root == QUEUE_EMPTY)
        return node;
    r = &q->node[root];
    if (hash_word(n->index) > hash_word(r->index)) {
        split(q, root, n, &n->left, &n->right);
        root = node;
    } else if (by_policy(q, n, r) < 0) {
        r->left = insert(q, r->left, node);
    } else {
        r->right = insert(q, r->right, node);
    }
    look_below(q, root);
    return root;
}

static uint32_t
erase(struct queues *q, uint32_t root, const struct queued *at)
{
    struct queued *r;
    int c;

    if (root == QUEUE_EMPTY)
        return root;
    r = &q->node[root];
    c = by_policy(q, at, r);
    if (c == 0) {
        uint32_t rest = join(q, r->left, r->right);
        r->left = q->spare;
        q->spare = root + 1;
        return rest;
    }
    if (c < 0)
        r->left = erase(q, r->left, at);
    else
        r->right = erase(q, r->right, at);
    look_below(q, root);
    return root;
}

void
queue_put(struct queues *q, uint32_t *root, const struct open_item *o)
{
    uint32_t node = q->spare - 1;

    if (q->spare > 0) {
        q->spare = q->node[node].left;
    } else {
        q->node = mem_room(q->node, q->nodes, &q->cap, sizeof *q->node);
        node = (uint32_t)q->nodes++;
    }
    q->node[node] = as_queued(q, o);
    *root = insert(q, *root, node);
}

void
queue_take(struct queues *q, uint32_t *root, const struct open_item *o)
{
    struct queued at = as_queued(q, o);

    *root = erase(q, *root, &at);
}

struct queued *
queue_find(const struct queues *q, uint32_t root, const struct open_item *o)
{
    struct queued at = as_queued(q, o);
    int c = 1;

    while (root != QUEUE_EMPTY && (c = by_policy(q, &at, &q->node[root])) != 0)
        root = c < 0 ? q->node[root].left : q->node[root].right;
    return root == QUEUE_EMPTY ? NULL : &q->node[root];
}

/* The first that is due on the day or later; there is one. */
static const struct queued *
first_from(const struct queues *q, uint32_t root, date on)
{
    for (;;) {
        const struct queued *n = &q->node[root];
        if (latest_of(q, n->left) >= on)
            root = n->left;
        else if (n->due >= on)
            return n;
        else
            root = n->right;
    }
}

const struct queued *
queue_first(const struct queues *q, uint32_t root, date on)
{
    const struct queued *first, *current;
    uint32_t at = root;
    size_t before = 0;

    if (root == QUEUE_EMPTY)
        return NULL;
    while (q->node[at].left != QUEUE_EMPTY)
        at = q->node[at].left;
    first = &q->node[at];
    while (before < q->policy->keys && q->policy->key[before] != KEY_CURRENT)
        before++;
    if (before == q->policy->keys || q->node[root].latest < on)
        return first;
    current = first_from(q, root, on);
    return by_keys(q, first, current, before) == 0 ? current : first;
}
