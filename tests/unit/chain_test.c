/* Chains that are not as till-post writes them: each fault of a mark has its word, and ends the chain. */
#include "../../src/chain.h"

#include "../../src/hasher.h"
#include "tap.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>

#define HEADER "date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo\n"
#define BATCH  "2026-06-30,,batch,b1,,,,,,,ann,entries 0\n"

#define TEXT(s) s, sizeof(s) - 1

/* A source gives so many bytes at once; what its room has behind them is nobody's. */
static size_t portion = SIZE_MAX;

static ssize_t
give(void *from, char *buf, size_t room, const char **why)
{
    struct slice *rest = from;
    size_t n = room < rest->n ? room : rest->n;

    (void)why;
    n = n < portion ? n : portion;
    memcpy(buf, rest->p, n);
    if (portion < room)
        buf[n] = '\0';
    rest->p += n;
    rest->n -= n;
    return (ssize_t)n;
}

static bool no_threads; /* can be had */

/* In the place of the C library's: any size will do. */
int
pthread_attr_setstacksize(pthread_attr_t *how, size_t n)
{
    (void)how, (void)n;
    return no_threads ? ENOMEM : 0;
}

/* A batch with a line of four megabytes, its hash taken beside the reading: whether all is well with it. */
static bool
is_good_beside(const char *sha)
{
    static char text[4200000];
    const struct chain_query query = { .beside = true };
    char right[DIGEST_TEXT];
    struct digest *d = digest_new();
    struct chain c;
    struct slice all;
    size_t n = (size_t)snprintf(text, sizeof text, "%s%s", HEADER, BATCH);
    bool good;

    memset(text + n, 'x', 4000000);
    n += 4000000;
    text[n++] = '\n';
    digest_add(d, text, n);
    digest_take(d, right);
    digest_free(d);
    snprintf(text + n, sizeof text - n, "2026-06-30,,seal,,1,,,,,,,%s\n", sha ? sha : right);
    all = slice_of(text);
    good = !chain_read(give, &all, &query, &c) && !c.damage && !c.doubtful && c.seals == 1;
    chain_free(&c);
    return good;
}

/* Whether the chain that was read last ends with a seal without its line end. */
static bool unended;

/* Names of columns that the office added. */
static const char *added = "";

/* A chain of one batch whose seal has that beginning and hash ("@": the right one), and that end. */
static const char *
damage_of(const char *seal, const char *sha, const char *end, uint64_t since)
{
    static char text[1024], body[256];
    char right[DIGEST_TEXT];
    const struct chain_query query = { .since = since };
    struct digest *d = digest_new();
    struct chain c;
    struct slice all;

    snprintf(body, sizeof body, "%.*s%s\n%s", (int)strlen(HEADER) - 1, HEADER, added, BATCH);
    digest_add(d, body, strlen(body));
    digest_take(d, right);
    digest_free(d);
    snprintf(text, sizeof text, "%s%s,,,,,,,%s%s", body, seal, strcmp(sha, "@") == 0 ? right : sha, end);
    all = slice_of(text);
    if (chain_read(give, &all, &query, &c))
        return "can't be read";
    unended = c.unended;
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

/* A ledger of some megabytes: batches of many sizes, one of them without entries. */
static struct buffer
long_ledger(void)
{
    struct buffer b = { 0 };
    struct digest *d = digest_new();
    char sha[DIGEST_TEXT], line[256];
    size_t hashed = 0;

    buffer_put(&b, HEADER);
    for (unsigned batch = 1; batch <= 60; batch++) {
        snprintf(line, sizeof line, "2026-06-30,,batch,b%u,,,,,,,ann,entries 0\n", batch);
        buffer_put(&b, line);
        for (unsigned i = 0; i < batch * batch * 37 % 5000; i++) {
            snprintf(line, sizeof line, "2026-06-30,%u,payment,R%u-%u,,,-1.00,,CASH,1,ann,\n", i % 777, batch,
                     i);
            buffer_put(&b, line);
        }
        digest_add(d, b.p + hashed, b.n - hashed);
        digest_take(d, sha);
        hashed = b.n;
        snprintf(line, sizeof line, "2026-06-30,,seal,,%u,,,,,,,%s\n", batch, sha);
        buffer_put(&b, line);
    }
    digest_free(d);
    return b;
}

struct seen {
    uint64_t lines, seals, last;
};

static void
see(void *to, enum chain_mark what, struct slice line, uint64_t at)
{
    struct seen *s = to;

    s->lines += line.n > 0;
    s->seals += what == CHAIN_SEAL;
    s->last = at;
}

static struct chain
read_it(struct slice all, bool beside, struct seen *seen)
{
    const struct chain_query query = { .batch = "b31", .visit = see, .to = seen, .beside = beside };
    struct chain c;

    *seen = (struct seen){ 0 };
    chain_read(give, &all, &query, &c);
    return c;
}

/* Whether both ways of hashing come to the same; where the one beside has its doubts, all is said. */
static bool
same_beside(struct slice all, bool *doubtful)
{
    struct seen s, t;
    struct chain a = read_it(all, false, &s), b = read_it(all, true, &t);
    bool same = a.seals == b.seals && a.committed == b.committed && a.seal_at == b.seal_at &&
                a.line == b.line && a.damage == b.damage && a.unended == b.unended && a.found == b.found &&
                a.body == b.body && a.body_end == b.body_end && strcmp(a.sha, b.sha) == 0 &&
                a.size == b.size && s.lines == t.lines && s.seals == t.seals && s.last == t.last;

    *doubtful = b.doubtful;
    chain_free(&a);
    chain_free(&b);
    return same;
}

static void
test_beside(void)
{
    struct buffer b = long_ledger();
    struct slice all = { b.p, b.n };
    bool doubtful, good = b.n > 4 << 20 && same_beside(all, &doubtful) && !doubtful;
    size_t missed = 0;

    ok(good, "a hash beside the reading finds a long chain good");
    all.n--;
    ok(same_beside(all, &doubtful) && !doubtful, "... without its last line end");
    all.n = b.n / 2;
    ok(same_beside(all, &doubtful) && !doubtful, "... cut in the middle");
    all.n = b.n;
    no_threads = true;
    ok(same_beside(all, &doubtful) && !doubtful, "... hashed step by step where no thread can be had");
    no_threads = false;
    for (size_t at = 100; at < b.n; at += b.n / 41) {
        b.p[at] ^= 1;
        missed += !same_beside(all, &doubtful) ? !doubtful : 0;
        b.p[at] ^= 1;
    }
    ok(missed == 0, "where it finds another chain it has its doubts");
    buffer_free(&b);
}

/* A mark is one from its word's comma on, and nothing else that has no account is. */
static void
test_marks(void)
{
    static const char seal[] = "2026-06-30,,seal,,1,,,,,,,", batch[] = "2026-06-30,,batch,b1,,,,,,,ann,";
    size_t wrong = 0;

    for (size_t n = 0; n < sizeof seal; n++)
        wrong += chain_mark(seal, n) != (n < 17 ? CHAIN_ENTRY : CHAIN_SEAL);
    for (size_t n = 0; n < sizeof batch; n++)
        wrong += chain_mark(batch, n) != (n < 18 ? CHAIN_ENTRY : CHAIN_BATCH);
    ok(wrong == 0, "a mark is whole, or none");
    ok(chain_mark(TEXT("2026-06-30,,charge,B1,B1,WATER,1.00,,,,,\n")) == CHAIN_ENTRY &&
           chain_mark(TEXT("2026-06-30,,seals,,1,,,,,,,\n")) == CHAIN_ENTRY &&
           chain_mark(TEXT("2026-06-30,,batches,b1,,,,,,,ann,\n")) == CHAIN_ENTRY,
       "a line without an account is none for that");
}

/* A seal whose hash has that byte in its middle, and that text behind it: whether it is all there. */
static bool
is_whole(char byte, const char *behind, size_t columns)
{
    char line[160];
    int n;

    memset(line, ',', sizeof line); /* what comes after the line is nobody's */
    n = snprintf(line, sizeof line, "2026-06-30,,seal,,1,,,,,,,%032d%c%031d%s", 0, byte, 0, behind);
    line[n] = ',';

    return chain_seal_is_whole((struct slice){ line, (size_t)n }, columns);
}

static void
test_hashes(void)
{
    size_t wrong = 0;

    for (int c = 1; c < 256; c++)
        if (c != ',' && c != '"')
            wrong += is_whole((char)c, "", 12) != (strchr("0123456789abcdef", c) != NULL);
    ok(wrong == 0, "a hash has the digits of hashes");
    ok(is_whole('0', "\n", 12) && is_whole('0', "x", 12) && !is_whole(',', "", 12) && !is_whole('"', "", 12),
       "... and is there to its last one");
    ok(is_whole('0', ",,", 14) && is_whole('0', ",x", 14) && !is_whole('0', ",", 14) &&
           !is_whole('0', "", 14),
       "... with the columns behind it");
}

/* Behind a hash there is a comma for each column that the office added, no less and no more. */
static void
test_added(void)
{
    static const char changed[] = "is a seal whose own line was changed";

    ok(says(damage("1", "@", ",\n", 0), changed) && says(damage("1", "@", ",", 0), changed),
       "a seal has no column that its header has not");
    added = ",fund,ward";
    ok(says(damage("1", "@", ",,\n", 0), "") && !unended && says(damage("1", "@", ",,", 0), "") && unended,
       "columns that the office added are empty in a seal");
    ok(says(damage("1", "@", ",\n", 0), changed) && says(damage("1", "@", ",,,\n", 0), changed) &&
           says(damage("1", "@", ",,,", 0), changed),
       "... all of them, and no more");
    ok(says(damage("1", "@", ",", 0), "") && !unended && says(damage("1", "@", "", 0), "") && !unended,
       "... and where they are still to come, so is the seal");
    added = "";
}

/* Whether many blocks, of which the hasher has to be waited for, come to their hash. */
static bool
hashes(bool right)
{
    enum { GIVEN = 24, BYTES = 1 << 20 };
    static char block[BYTES];
    char sha[DIGEST_TEXT];
    struct digest *d = digest_new();
    struct hasher *h = hasher_new();

    for (int i = 0; i < GIVEN; i++)
        digest_add(d, block, BYTES);
    digest_take(d, sha);
    digest_free(d);
    sha[0] ^= !right;
    for (int i = 0; i < GIVEN; i++) {
        buffer_add(hasher_block(h), block, BYTES);
        if (i == GIVEN - 1)
            hasher_cut(h, BYTES, sha);
        hasher_give(h, BYTES);
    }
    return hasher_end(h);
}

int
main(void)
{
    static const char number[] = "is not the next seal in number",
                      changed[] = "is a seal whose own line was changed";

    ok(says(damage("1", "@", "\n", 0), "") && says(damage("1", "@", "", 0), ""),
       "a seal, and one without its line end");
    ok(says(damage("1", "@", "x", 0), "is a seal that does not match what stands before it") &&
           says(damage("1", "@", ",x", 0), changed),
       "a seal with another byte in the place of its line end is damage");
    portion = 1;
    ok(says(damage("1", "@", "", 0), "") && unended && strcmp(damage("1", "@", "x", 0), "") != 0,
       "... of a chain that comes byte by byte, too");
    portion = SIZE_MAX;
    ok(says(damage("1", "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789", "", 0),
            ""),
       "... what is no hash is the beginning of something else");
    ok(says(damage("1", "/000000000000000000000000000000000000000000000000000000000000000", "", 0), "") &&
           says(damage_of("2026-06-30,,mark,,1", "@", "", 0), "") && !unended,
       "... and so is what only ends as one does, and a hash that is no seal's");
    test_added();
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
    test_marks();
    test_hashes();
    ok(hashes(true) && !hashes(false), "blocks that come faster than they can be hashed");
    test_beside();
    ok(is_good_beside(NULL), "a line longer than a block, hashed beside");
    ok(!is_good_beside("abc") && !is_good_beside("") &&
           !is_good_beside("0000000000000000000000000000000000000000000000000000000000000000"),
       "... with another hash");
    return tap_end();
}
