#include "approvals.h"

#include "entry.h"

#include <stdio.h>
#include <string.h>

struct search {
    const char *sha;
    struct intern *users;
    char user[MARK_MEMO]; /* of the batch that is not sealed yet; empty: it is another's */
};

/* An approval by whom: empty where the mark is none of these entries. Its id alone is no word of anybody:
 * who posts entries to a ledger names their batch as he likes, but not its clerk and its memo. */
static struct slice
approver_of(const struct search *s, struct slice mark)
{
    struct slice id = chain_field(mark, ENTRY_REF), user = chain_field(mark, ENTRY_CLERK);
    struct slice memo = chain_field(mark, ENTRY_MEMO), word;
    size_t n = DIGEST_TEXT - 1;

    if (slice_cut(&memo, ' ', &word) && slice_is(word, "approves") && id.n == n + 1 + user.n &&
        memcmp(id.p, s->sha, n) == 0 && id.p[n] == '/' && memcmp(id.p + n + 1, user.p, user.n) == 0)
        return user;
    return (struct slice){ "", 0 };
}

static void
visit(void *to, enum chain_mark what, struct slice line, uint64_t number)
{
    struct search *s = to;
    struct slice user;

    (void)number;
    if (what == CHAIN_BATCH) {
        user = approver_of(s, line);
        snprintf(s->user, sizeof s->user, "%.*s", (int)user.n, user.p);
    } else if (what == CHAIN_SEAL && s->user[0]) {
        intern_add(s->users, slice_of(s->user));
    }
}

const char *
approvals_of(const char *path, const char *sha, struct intern *users, uint64_t *line)
{
    struct search s = { .sha = sha, .users = users };
    const struct chain_query query = { .visit = visit, .to = &s };
    struct chain c = { 0 };
    const char *why = chain_read_file(path, &query, &c);

    *line = 0;
    if (!why && c.damage) {
        why = c.damage;
        *line = c.line;
    }
    chain_free(&c);
    return why;
}

struct posting
approvals_add(const char *path, const char *sha, const struct batch *b)
{
    struct batch approval = *b;
    char id[DIGEST_TEXT + MARK_MEMO];

    snprintf(id, sizeof id, "%s/%s", sha, b->user);
    approval.id = id;
    return ledger_post(path, &approval, false);
}
