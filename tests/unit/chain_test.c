/* Chains that are not as till-post writes them: each fault of a mark has its word, and ends the chain. */
#include "../../src/chain.h"

#include "tap.h"

#include <string.h>

#define HEADER "date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo\n"
#define BATCH  "2026-06-30,,batch,b1,,,,,,,ann,entries 0\n"

static ssize_t
give(void *from, char *buf, size_t n, const char **why)
{
    struct slice *rest = from;

    (void)why;
    n = n < rest->n ? n : rest->n;
    memcpy(buf, rest->p, n);
    rest->p += n;
    rest->n -= n;
    return (ssize_t)n;
}

/* A chain of one batch whose seal has that beginning and hash ("@": the right one), and that end. */
static const char *
damage_of(const char *seal, const char *sha, const char *end, uint64_t since)
{
    static char text[1024];
    char right[DIGEST_TEXT];
    const struct chain_query query = { .since = since };
    struct digest *d = digest_new();
    struct chain c;
    struct slice all;

    digest_add(d, HEADER BATCH, strlen(HEADER BATCH));
    digest_take(d, right);
    digest_free(d);
    snprintf(text, sizeof text, "%s%s%s,,,,,,,%s%s", HEADER, BATCH, seal, strcmp(sha, "@") == 0 ? right : sha,
             end);
    all = slice_of(text);
    if (chain_read(give, &all, &query, &c))
        return "can't be read";
    chain_free(&c);
    return c.damage ? c.damage : "";
}

static const char *
damage(const char *number, const char *sha, const char *end, uint64_t since)
{
    char seal[64];

    snprintf(seal, sizeof seal, "2026-06-30,,seal,,%s", number);
    return damage_of(seal, sha, end, since);
}

static bool
says(const char *got, const char *want)
{
    return strcmp(got, want) == 0;
}

int
main(void)
{
    static const char number[] = "is not the next seal in number",
                      changed[] = "is a seal whose own line was changed";

    ok(says(damage("1", "@", "\n", 0), "") && says(damage("1", "@", "", 0), ""),
       "a seal, and one without its line end");
    ok(says(damage("1", "@", ",,\n", 0), ""), "columns that the office added are empty in a seal");
    ok(says(damage("", "@", "\n", 0), number) && says(damage("2", "@", "\n", 0), number) &&
           says(damage("x", "@", "\n", 0), number) && says(damage("1/", "@", "\n", 0), number) &&
           says(damage("1:", "@", "\n", 0), number) &&
           says(damage("1000000000000000001", "@", "\n", 0), number),
       "a number that is not the next");
    ok(says(damage("01", "@", "\n", 0), changed) && says(damage("1", "@", ",x\n", 0), changed) &&
           says(damage("1", "@", "\r\n", 0), changed),
       "the right number and hash, written otherwise");
    ok(says(damage_of("2026,06-30,,seal,1", "@", "", 0), changed), "... in fewer bytes");
    ok(says(damage("1", "abc", "\n", 0), "is a seal that does not match what stands before it"),
       "another hash");
    ok(says(damage("1", "0000000000000000000000000000000000000000000000000000000000000000", "\n", 1), ""),
       "the hash of a seal that is trusted is");
    ok(says(damage("1", "abc", "\n", 1), "is a seal that does not match what stands before it"),
       "... where it is one");
    return tap_end();
}
