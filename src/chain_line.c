/*
 * A chain's lines, each by itself: what every reader of ledgers has to tell, without a hash.
 */
#include "chain.h"
#include "entry.h"

#include <string.h>

enum chain_mark
chain_mark(const char *line, size_t n)
{
    if (n < 12 || line[11] != ',')
        return CHAIN_ENTRY; /* as nearly all lines are */
    if (n > 16 && memcmp(line + 10, ",,seal,", 7) == 0)
        return CHAIN_SEAL;
    if (n > 17 && memcmp(line + 10, ",,batch,", 8) == 0)
        return CHAIN_BATCH;
    return CHAIN_ENTRY;
}

struct slice
chain_field(struct slice line, size_t column)
{
    bool quoted = false;
    size_t from = 0;

    while (line.n > 0 && (line.p[line.n - 1] == '\n' || line.p[line.n - 1] == '\r'))
        line.n--;
    for (size_t i = 0; i <= line.n; i++) {
        if (i < line.n && line.p[i] == '"')
            quoted = !quoted;
        if (i < line.n && (quoted || line.p[i] != ','))
            continue;
        if (column-- == 0)
            return (struct slice){ line.p + from, i - from };
        from = i + 1;
    }
    return (struct slice){ "", 0 };
}

/* Of a hash. */
static bool
is_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/* A hash is there to its last digit, and so are the empty columns that the office added. What a crash left
 * behind them, or of them, is nothing, or NULs; other bytes were put there later, and the seal has to answer
 * for them. */
bool
chain_seal_is_whole(struct slice line, size_t columns)
{
    struct slice sha = chain_field(line, ENTRY_MEMO), rest = line;
    size_t added = columns > ENTRY_COLUMNS ? columns - ENTRY_COLUMNS : 0;

    if (chain_mark(line.p, line.n) != CHAIN_SEAL || sha.n < DIGEST_TEXT - 1)
        return false;
    for (size_t i = 0; i < DIGEST_TEXT - 1; i++) {
        if (!is_digit(sha.p[i]))
            return false;
    }
    rest.p = sha.p + DIGEST_TEXT - 1;
    rest.n = (size_t)(line.p + line.n - rest.p);
    for (; added > 0 && rest.n > 0 && *rest.p == ','; added--)
        rest = (struct slice){ rest.p + 1, rest.n - 1 };
    return rest.n > 0 ? *rest.p != '\0' : added == 0;
}
