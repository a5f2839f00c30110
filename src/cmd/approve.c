/*
 * till-approve: one user's word for entries that are beyond another's limits. The word is a sealed
 * batch of a ledger of approvals, and it is for exactly these entries, by their SHA-256.
 */
#include "approvals.h"
#include "cli_confine.h"
#include "cli_draft.h"

#include <err.h>
#include <stdio.h>
#include <string.h>

static const char *limits_file;

static const struct option_spec options[] = {
    { 0, "limits", OPTION_TEXT | OPTION_NEEDED, &limits_file, "FILE",
      "needed: who may approve what (till-book(5))" },
    { 0 },
};

static const struct program program = { "till-approve", "APPROVALS [entries...]",
                                        "Approves entries that are beyond the limits of who will post them.",
                                        options, USES_INPUT | USES_FORM | WRITES_LEDGER };

/* Enough for which kinds is asked when the entries are posted, for only then is it known whose limits
 * they are beyond. Who may approve none of what is there is told so at once. */
static bool
may_approve(const struct draft *d, const struct limits *limits, const char *user)
{
    for (int k = 0; k < KINDS; k++)
        if (d->largest[k].file && limits_approve(limits, user, (enum entry_kind)k) >= d->largest[k].amount)
            return true;
    return false;
}

static struct posting
approve(const struct draft *d, const char *path)
{
    char today[DATE_TEXT], when[32], totals[MARK_MEMO / 2], memo[MARK_MEMO];
    struct batch b = { .user = cli_user(path), .memo = memo, .day = today };

    date_format(today, cli_today());
    cli_moment(when);
    mark_totals(totals, &d->totals);
    snprintf(memo, sizeof memo, "approves %s posted %s", totals, when);
    b.header = (struct slice){ d->header.p, d->header.n };
    cli_hold_signals();
    return approvals_add(path, d->sha, &b);
}

int
main(int argc, char **argv)
{
    char **files = cli_begin(argc, argv, &program);
    struct draft_rules rules = { .formulas = true };
    struct draft d = { 0 };
    struct limits *limits;
    struct posting p;
    const char *why;

    if (!*files)
        cli_die("which ledger of approvals? try 'till-approve --help'");
    if (strcmp(*files, "-") == 0)
        cli_die("a ledger is a file: \"-\" is none");
    if (!limits_file)
        cli_die("option --limits is missing: who may approve what");
    cli_confine_to(*files);
    limits = cli_limits(limits_file);
    draft_read(&d, NULL, files + 1, &rules);
    cli_checked();
    if (!may_approve(&d, limits, cli_user(*files))) {
        warnx("%s may approve none of this; nothing was approved", cli_user(*files));
        cli_end(1);
    }
    p = approve(&d, *files);
    if (p.saved)
        warnx("%s: an approval that was cut short was saved as %s and cut off", *files, p.saved);
    if (p.result == POST_ALREADY)
        warnx("%s: already approved, seal %llu", *files, (unsigned long long)p.seal);
    else if (p.result != POST_DONE && p.line > 0)
        cli_die("%s:%llu: %s; nothing was approved", *files, (unsigned long long)p.line, p.why);
    else if (p.result != POST_DONE)
        cli_die("%s: %s; %s", *files, p.why,
                p.result == POST_UNKNOWN ? "the outcome is unknown; approving again is safe"
                                         : "nothing was approved");
    cli_totals(d.sha, &d.totals, p.seal, p.sha);
    if ((why = cli_close()))
        cli_die("standard output: %s; the approval is recorded, and approving again is safe", why);
    cli_end(0);
}
