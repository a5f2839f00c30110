#include "closing.h"

#include "durable.h"
#include "input.h"
#include "ledger_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where a ledger is read until its first seal has been seen. */
struct beginning {
    struct input *in;
    bool sealed;
};

static ssize_t
read_beginning(void *from, char *buf, size_t n, const char **why)
{
    const struct beginning *b = from;

    return b->sealed ? 0 : input_read(b->in, buf, n, why);
}

static void
see_seal(void *to, enum chain_mark what, struct slice line, uint64_t number)
{
    struct beginning *b = to;

    (void)line;
    (void)number;
    b->sealed |= what == CHAIN_SEAL;
}

bool
period_has_begun(const char *path)
{
    struct beginning b = { 0 };
    const struct chain_query query = { .visit = see_seal, .to = &b };
    struct chain c = { 0 };
    const char *why;
    struct stat st;

    /* whatever else it may be is said when it is opened to be posted to */
    if (stat(path, &st) < 0 || !S_ISREG(st.st_mode) || !(b.in = input_open(path, NULL, &why)))
        return false;
    chain_read(read_beginning, &b, &query, &c);
    input_close(b.in);
    chain_free(&c);
    return b.sealed;
}

struct predecessor
period_before(const char *path)
{
    struct predecessor p = { .is = BEFORE_NONE };
    const struct chain_query all = { 0 };
    struct chain c = { 0 };
    char balance[MONEY_TEXT];

    if (!(p.path = period_path_before(path)))
        return p;
    p.why = chain_read_file(p.path, &all, &c);
    if (!p.why)
        p.why = c.damage;
    p.is = p.why ? BEFORE_BAD : c.closed ? BEFORE_CLOSED : BEFORE_OPEN;
    if (p.is == BEFORE_CLOSED && !mark_amount(slice_of(c.closing.p), "balance", &p.balance)) {
        p.is = BEFORE_BAD;
        p.why = "was closed without a balance";
    }
    money_format(balance, p.balance);
    snprintf(p.from, sizeof p.from, "from %.7s seal %llu sha256 %s", period_base(p.path),
             (unsigned long long)c.seals, c.sha);
    snprintf(p.memo, sizeof p.memo, "opening %s balance %s", p.from, balance);
    chain_free(&c);
    return p;
}

/* closing opening 10.00 entries 3 debits 20.00 credits -5.00 balance 25.00 */
static bool
compose_memo(const struct ledger *l, money carried, money *balance, char *memo)
{
    char opening[MONEY_TEXT], closing[MONEY_TEXT], totals[MARK_MEMO / 2];

    if (l->overflow || !money_add(carried, l->totals.debits, balance) ||
        !money_add(*balance, l->totals.credits, balance) || !money_fits(*balance))
        return false;
    money_format(opening, carried);
    money_format(closing, *balance);
    mark_totals(totals, &l->totals);
    snprintf(memo, MARK_MEMO, "closing opening %s %s balance %s %s", opening, totals, closing,
             l->batch->memo);
    return true;
}

static const char *
make_read_only(const struct ledger *l)
{
    if (fchmod(l->fd, l->mode & ~(mode_t)0222) != 0 || fsync(l->fd) != 0)
        return strerror(errno);
    return NULL;
}

struct posting
ledger_close(const char *path, const struct batch *b, money carried, struct totals *totals, money *balance)
{
    struct ledger l = { .path = path, .fd = -1, .there = true };
    char *saved = NULL, memo[MARK_MEMO];
    struct batch closing = *b;
    struct posting p = ledger_prepare(&l, b, false, &saved);

    closing.header = (struct slice){ l.chain.header.p, l.chain.header.n };
    closing.memo = memo;
    if (p.result == POST_DONE && l.chain.seals == 0) {
        p = (struct posting){ .result = POST_REFUSED, .why = "has no batch that could be closed" };
    } else if (p.result == POST_DONE && !compose_memo(&l, carried, balance, memo)) {
        p = (struct posting){ .result = POST_REFUSED, .why = "has totals beyond 999,999,999,999.99" };
    } else if (p.result == POST_DONE) {
        l.batch = &closing;
        p = ledger_append(&l);
    } else if (l.chain.closed) { /* the crash came between the seal and this */
        p = (struct posting){ .result = POST_ALREADY, .seal = l.chain.seals };
        memcpy(p.sha, l.chain.sha, sizeof p.sha);
        mark_amount(slice_of(l.chain.closing.p), "balance", balance);
    }
    *totals = l.totals;
    if ((p.result == POST_DONE || p.result == POST_ALREADY) && (p.why = make_read_only(&l)))
        p.result = POST_UNKNOWN;
    p.saved = saved;
    ledger_done(&l);
    return p;
}

/* Whether the file at path is a closed ledger whose last seal is that of want; its bytes are as many. */
static const char *
holds_the_same(const char *path, const struct chain *want)
{
    const struct chain_query all = { 0 };
    struct chain c = { 0 };
    const char *why = chain_read_file(path, &all, &c);

    if (!why && (c.damage || !c.closed || c.size != want->size || strcmp(c.sha, want->sha) != 0))
        why = "does not give back what was written";
    chain_free(&c);
    return why;
}

/* Writes the packed ledger under a name of its own; what an earlier attempt left there goes. */
static const char *
write_packed(const struct ledger *l, const char *made)
{
    const char *why;
    int to;

    unlink(made);
    to = open(made, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);
    if (to < 0)
        return strerror(errno);
    why = lseek(l->fd, 0, SEEK_SET) != 0 ? strerror(errno) : input_pack(l->fd, to);
    if (!why && fsync(to) != 0)
        why = strerror(errno);
    close(to);
    return why ? why : holds_the_same(made, &l->chain);
}

static const char *
replace(const struct ledger *l, const char *made, const char *packed)
{
    const char *why = write_packed(l, made);

    if (why) {
        unlink(made);
        return why;
    }
    /* Both are there for a moment; whoever finds both takes the packed one. */
    if (rename(made, packed) != 0 || !durable_directory(packed) || unlink(l->path) != 0 ||
        !durable_directory(packed))
        return strerror(errno);
    return NULL;
}

struct posting
ledger_pack(const char *path)
{
    const struct batch none = { .id = MARK_CLOSE, .user = "", .memo = "", .day = "" };
    struct ledger l = { .path = path, .fd = -1, .packing = true };
    size_t room = strlen(path) + 8;
    char *made = mem_alloc(room), *packed = mem_alloc(room), *saved = NULL;
    struct posting p = ledger_prepare(&l, &none, true, &saved);

    snprintf(packed, room, "%s.gz", path);
    snprintf(made, room, "%s.gz-new", path);
    if (l.fd < 0 && access(path, F_OK) != 0 && access(packed, F_OK) == 0) {
        p = (struct posting){ .result = POST_ALREADY };
    } else if (l.fd < 0) {
        p = (struct posting){ .result = POST_REFUSED, .why = p.why ? p.why : strerror(ENOENT) };
    } else if (p.result == POST_DONE || (p.result != POST_REFUSED && !l.chain.closed)) {
        p = (struct posting){ .result = POST_REFUSED, .why = "is not closed" };
    } else if (l.chain.closed && l.chain.size != l.chain.committed) {
        p = (struct posting){ .result = POST_REFUSED, .why = "holds something behind its last seal" };
    } else if (l.chain.closed) {
        p = (struct posting){ .result = POST_DONE, .seal = l.chain.seals };
        memcpy(p.sha, l.chain.sha, sizeof p.sha);
        if ((p.why = replace(&l, made, packed)))
            p.result = POST_FAILED;
    }
    free(made);
    free(packed);
    ledger_done(&l);
    return p;
}
