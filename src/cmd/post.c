/*
 * till-post: the one writer. Entries in, a sealed batch at the end of a ledger and its control
 * totals out. All of the input is read and judged before the ledger is opened for writing; the
 * totals are printed when the batch is on the disk and was read back, and not before.
 */
#include "approvals.h"
#include "cli_confine.h"
#include "cli_draft.h"
#include "closing.h"
#include "guard.h"
#include "text.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool dry, closing, packing, allow_duplicates, allow_formulas;
static const char *id, *limits_file, *approvals_file;

static const struct option_spec options[] = {
    { 'b', "batch", OPTION_TEXT, &id, "BATCH", "the batch's name (default: the SHA-256 of its entries)" },
    { 'n', "dry-run", OPTION_FLAG, &dry, NULL, "check everything, write nothing" },
    { 0, "limits", OPTION_TEXT, &limits_file, "FILE", "refuse entries beyond the user's limits" },
    { 0, "approvals", OPTION_TEXT, &approvals_file, "FILE", "unless one who may has approved them there" },
    { 0, "allow-duplicates", OPTION_FLAG, &allow_duplicates, NULL, "receipts may stand there already" },
    { 0, "allow-formulas", OPTION_FLAG, &allow_formulas, NULL, "text may begin with = + - or @" },
    { 0, "close", OPTION_FLAG, &closing, NULL, "close the ledger's period; no entries" },
    { 0, "pack", OPTION_FLAG, &packing, NULL, "compress the closed ledger into LEDGER.gz; no entries" },
    { 0 },
};

static const struct program program = { "till-post", "LEDGER [entries...]",
                                        "Posts entries to a ledger as one sealed batch, all or nothing.",
                                        options, USES_INPUT | USES_FORM | WRITES_LEDGER };

static void
check_id(void)
{
    const char *why = text_check(slice_of(id));

    if (why || !*id || strlen(id) > 128 || strpbrk(id, ",\""))
        cli_die("--batch: \"%s\" %s", id,
                why ? why : "is not a name of up to 128 bytes without commas or quotes");
    if (guard_has_card(slice_of(id)))
        cli_die("--batch: holds what looks like a card number, which may not enter a ledger");
    if (!allow_formulas && guard_is_formula(slice_of(id)))
        cli_die("--batch: \"%s\" would be run as a formula by a spreadsheet (--allow-formulas)", id);
    if (strcmp(id, MARK_OPEN) == 0 || strcmp(id, MARK_CLOSE) == 0)
        cli_die("--batch: \"%s\" is a ledger's own name for the %s of its period", id,
                strcmp(id, MARK_OPEN) == 0 ? "opening" : "closing");
}

static void
complain(const char *path, const struct posting *p)
{
    if (p->saved)
        warnx("%s: a batch that was cut short was found behind the last seal; saved as %s and cut off", path,
              p->saved);
    switch (p->result) {
    case POST_DONE:
        return;
    case POST_ALREADY:
        warnx("%s: already posted: batch %s, seal %llu", path, id, (unsigned long long)p->seal);
        return;
    case POST_UNKNOWN:
        warnx("%s: %s: the outcome is unknown; posting the same batch again is safe", path, p->why);
        return;
    case POST_OTHER:
        warnx("%s: batch %s: %s (seal %llu)", path, id, p->why, (unsigned long long)p->seal);
        return;
    case POST_DUPLICATE:
        warnx("%s:%llu: ref: \"%s\": %s; nothing was posted (--allow-duplicates)", path,
              (unsigned long long)p->line, p->receipt, p->why);
        return;
    default:
        if (p->line > 0)
            warnx("%s:%llu: %s; nothing was posted", path, (unsigned long long)p->line, p->why);
        else
            warnx("%s: %s; nothing was posted", path, p->why);
    }
}

static int
status_of(enum post_result r)
{
    switch (r) {
    case POST_DONE:
    case POST_ALREADY:
        return 0;
    case POST_OTHER:
    case POST_DUPLICATE:
    case POST_CLOSED:
        return 1;
    default:
        return 2;
    }
}

/* A batch whose totals no record can hold would be posted without a receipt. */
static void
check_totals(const struct totals *t)
{
    money net;

    if (!money_add(t->debits, t->credits, &net) || !money_fits(t->debits) || !money_fits(t->credits))
        cli_die("the batch's totals are beyond 999,999,999,999.99; nothing was posted");
}

/* Whether one of users may approve all that is beyond the poster's limits; nobody approves an own batch. */
static const char *
find_approver(const struct intern *users, const char *poster, const struct draft *d,
              const struct limits *limits, const bool *beyond)
{
    for (uint32_t u = 0; u < users->n; u++) {
        const char *name = users->text[u].p;
        bool may = strcmp(name, poster) != 0;
        for (int k = 0; k < KINDS && may; k++)
            may = !beyond[k] || limits_approve(limits, name, (enum entry_kind)k) >= d->largest[k].amount;
        if (may)
            return name;
    }
    return NULL;
}

/* The approver of a draft that needs one, NULL where it needs none. Leaves with status 1 where the user
 * has no authority for it and nobody who has has lent it. */
static const char *
check_authority(const struct draft *d, const char *user)
{
    static struct intern users;
    struct limits *limits;
    bool beyond[KINDS];
    const char *approver, *why;
    uint64_t line;

    if (!limits_file)
        return NULL;
    limits = cli_limits(limits_file);
    cli_checked();
    if (draft_beyond(d, limits, user, beyond, false) == 0)
        return NULL;
    /* Where no ledger of approvals is there yet, nobody has approved anything. */
    if (approvals_file && access(approvals_file, F_OK) == 0 &&
        (why = approvals_of(approvals_file, d->sha, &users, &line))) {
        if (line > 0)
            cli_die("%s:%llu: %s", approvals_file, (unsigned long long)line, why);
        cli_die("%s: %s", approvals_file, why);
    }
    approver = find_approver(&users, user, d, limits, beyond);
    /* Under a second name the same entries could be posted again, and one approval would do for both. */
    if (approver && id)
        cli_die("entries that need an approval are posted under their SHA-256: leave --batch out");
    if (approver)
        return approver;
    draft_beyond(d, limits, user, beyond, true);
    warnx("nothing was posted; the entries wait for an approval by till-approve: SHA-256 %s", d->sha);
    cli_end(1);
}

/* The batch that a new ledger begins with where the period before it has been closed. */
static const char *
opening_of(const char *path, struct predecessor *before)
{
    *before = period_before(path);
    if (before->is == BEFORE_BAD)
        cli_die("%s: %s; nothing was posted", before->path, before->why);
    return before->is == BEFORE_CLOSED ? before->memo : NULL;
}

static struct posting
post(const struct draft *d, const char *path, const char *approver)
{
    char today[DATE_TEXT], when[32], totals[MARK_MEMO / 2], memo[MARK_MEMO];
    struct batch b = { .id = id, .user = cli_user(path), .memo = memo, .day = today, .added = d->added };
    struct predecessor before = { .is = BEFORE_NONE };
    struct posting p;

    date_format(today, cli_today());
    cli_moment(when);
    mark_totals(totals, &d->totals);
    snprintf(memo, sizeof memo, "%s%s%s%s posted %s", totals, approver ? " approved " : "",
             approver ? approver : "", allow_duplicates ? " duplicates allowed" : "", when);
    b.header = (struct slice){ d->header.p, d->header.n };
    b.body = (struct slice){ d->body.p, d->body.n };
    b.receipts = allow_duplicates ? NULL : &d->receipts;
    b.opening = period_has_begun(path) ? NULL : opening_of(path, &before);
    cli_hold_signals();
    p = ledger_post(path, &b, dry);
    free(before.path);
    return p;
}

/* Closes output; a batch is posted by then, whatever becomes of its totals. */
noreturn static void
end(const struct posting *p)
{
    const char *why = cli_close();

    if (why)
        cli_die("standard output: %s%s", why,
                p->seal > 0 ? "; the batch is posted, and posting it again is safe" : "");
    cli_end(status_of(p->result));
}

noreturn static void
close_period(const char *path)
{
    char today[DATE_TEXT], when[32], memo[MARK_MEMO / 2];
    struct batch b = { .id = MARK_CLOSE, .user = cli_user(path), .memo = memo, .day = today };
    struct predecessor before = period_before(path);
    struct totals totals = { 0 };
    struct posting p;
    money balance = 0;

    id = MARK_CLOSE;
    if (before.is == BEFORE_BAD)
        cli_die("%s: %s; nothing was closed", before.path, before.why);
    if (before.is == BEFORE_OPEN) {
        warnx("%s: the period before is not closed; nothing was closed", before.path);
        cli_end(1);
    }
    date_format(today, cli_today());
    cli_moment(when);
    snprintf(memo, sizeof memo, "%s%sposted %s", before.from, before.is == BEFORE_CLOSED ? " " : "", when);
    cli_hold_signals();
    p = ledger_close(path, &b, before.balance, &totals, &balance);
    complain(path, &p);
    if (status_of(p.result) == 0)
        cli_totals(MARK_CLOSE, &totals, p.seal, p.sha);
    free(before.path);
    end(&p);
}

noreturn static void
pack(const char *path)
{
    struct posting p = ledger_pack(path);

    if (p.result == POST_ALREADY) {
        warnx("%s.gz: compressed already", path);
        end(&p);
    }
    if (p.result != POST_DONE && p.line > 0)
        cli_die("%s:%llu: %s; it was not compressed", path, (unsigned long long)p.line, p.why);
    if (p.result != POST_DONE)
        cli_die("%s: %s; it was not compressed", path, p.why);
    warnx("%s.gz: compressed, up to seal %llu", path, (unsigned long long)p.seal);
    end(&p);
}

int
main(int argc, char **argv)
{
    char **files = cli_begin(argc, argv, &program);
    struct draft_rules rules = { .formulas = allow_formulas };
    struct draft d = { 0 };
    struct posting p = { .result = POST_DONE };
    const char *path = *files, *approver;

    if (!path)
        cli_die("which ledger? try 'till-post --help'");
    if (strcmp(path, "-") == 0)
        cli_die("a ledger is a file: \"-\" is none");
    cli_confine_to(path);
    if ((closing || packing) && (id || dry || files[1] || (closing && packing)))
        cli_die("--%s goes with a ledger alone", packing ? "pack" : "close");
    if (approvals_file && !limits_file)
        cli_die("--approvals goes with --limits");
    if (closing)
        close_period(path);
    if (packing)
        pack(path);
    if (id)
        check_id();
    rules.dated = period_of(path, &rules.period);
    draft_read(&d, path, files + 1, &rules);
    cli_checked();
    check_totals(&d.totals);
    approver = check_authority(&d, cli_user(path));
    if (!id)
        id = d.sha;
    if (d.totals.entries == 0)
        warnx("no entries: nothing to post");
    else
        p = post(&d, path, approver);
    complain(path, &p);
    if (status_of(p.result) == 0)
        cli_totals(id, &d.totals, p.seal, p.sha);
    end(&p);
}
