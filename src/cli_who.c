/*
 * Who posts, when, and what became of it: the parts of a post that are not the ledger's.
 */
#include "cli_draft.h"
#include "text.h"

#include <errno.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Whether this process is the account that owns the ledger, or the folder where one would be made. */
static bool
owns(const char *ledger)
{
    const char *slash = strrchr(ledger, '/');
    size_t n = slash ? (size_t)(slash - ledger) + 1 : 0;
    char *dir = mem_alloc(n + 2);
    struct stat st;
    bool found;

    snprintf(dir, n + 2, "%.*s.", (int)n, ledger);
    found = stat(ledger, &st) == 0 || stat(dir, &st) == 0;
    free(dir);
    return found && st.st_uid == geteuid();
}

/* The account that owns the ledgers is nobody's name: who called sudo to be it is. SUDO_USER is only a
 * word of the environment, so it is believed of that account alone, which could write anything anyhow.
 * A name stands in a mark, where nothing is quoted. */
const char *
cli_user(const char *ledger)
{
    const char *caller = getenv("SUDO_USER");
    const struct passwd *pw;
    static char number[24];

    if (caller && *caller && !text_check(slice_of(caller)) && !strpbrk(caller, ",\" ") && owns(ledger))
        return caller;
    errno = 0;
    if ((pw = getpwuid(getuid())))
        return pw->pw_name;
    if (errno == ENOMEM || errno == EIO || errno == EMFILE || errno == ENFILE || errno == EINTR)
        cli_die("who posts can't be looked up: %s", strerror(errno));
    snprintf(number, sizeof number, "%lu", (unsigned long)getuid());
    return number;
}

/* SOURCE_DATE_EPOCH is the convention of reproducible builds: samples and tests come out the same each
 * time. */
void
cli_moment(char text[32])
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    size_t n = fixed ? strspn(fixed, "0123456789") : 0;
    time_t now = time(NULL);
    struct tm t;

    if (fixed && (fixed[n] || n > 11)) /* 11 digits reach beyond the year 5000 */
        cli_die("SOURCE_DATE_EPOCH: \"%s\" is not a number of seconds", fixed);
    if (n > 0)
        now = (time_t)strtoll(fixed, NULL, 10);
    gmtime_r(&now, &t);
    strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &t);
}

void
cli_totals(const char *batch, const struct totals *t, uint64_t seal, const char *sha)
{
    struct emit *out = cli_emit();
    money net = t->debits;

    cli_sum(&net, t->credits);
    emit_column(out, "batch", CELL_TEXT);
    emit_column(out, "entries", CELL_COUNT);
    emit_column(out, "debits", CELL_MONEY);
    emit_column(out, "credits", CELL_MONEY);
    emit_column(out, "net", CELL_MONEY);
    emit_column(out, "seal", CELL_TEXT);
    emit_column(out, "sha256", CELL_TEXT);
    emit_string(out, batch);
    emit_count(out, t->entries);
    emit_money(out, t->debits);
    emit_money(out, t->credits);
    emit_money(out, net);
    if (seal > 0)
        emit_count(out, (int64_t)seal);
    else
        emit_string(out, "");
    emit_string(out, seal > 0 ? sha : "");
    emit_end(out);
}

/* A signal between the first byte and the seal would leave a torn tail for the next post to mend. */
void
cli_hold_signals(void)
{
    sigset_t wait;

    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    sigemptyset(&wait);
    sigaddset(&wait, SIGINT);
    sigaddset(&wait, SIGTERM);
    sigaddset(&wait, SIGHUP);
    sigprocmask(SIG_BLOCK, &wait, NULL);
    mem_also = "; the outcome is unknown, and doing the same again is safe";
}
