/* Periods: what a ledger's name says, and which file is the one before. */
#include "../../src/period.h"

#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
is_period(const char *name, const char *from, const char *to)
{
    struct range p;
    char first[DATE_TEXT], last[DATE_TEXT];

    if (!period_of(name, &p))
        return false;
    date_format(first, p.from);
    date_format(last, p.to);
    return strcmp(first, from) == 0 && strcmp(last, to) == 0;
}

static void
test_names(void)
{
    static const char *const others[] = { "2026-06",         "2026-06.cs",  "2026-06.csv.g",
                                          "2026-06.csv.gzx", "2026-13.csv", "2026-00.csv",
                                          "2026-6-.csv",     "202606.csv",  "ledger.csv",
                                          "2026-06-1.csv",   "1899-12.csv", "2026-06.csv/",
                                          "2026-06.csv/x.gz" };
    struct range p;
    size_t wrong = 0;

    ok(is_period("2026-06.csv", "2026-06-01", "2026-06-30") &&
           is_period("a/2024-02.csv.gz", "2024-02-01", "2024-02-29") &&
           is_period("/2199-12.csv", "2199-12-01", "2199-12-31"),
       "a ledger's name says its month");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        wrong += period_of(others[i], &p);
    ok(wrong == 0, "other names say none");
}

/* Whether the ledger before 2026-01.csv is that file, or none. */
static bool
before_is(const char *want)
{
    char *name = period_path_before("./2026-01.csv");
    bool same = want ? name && strcmp(name, want) == 0 : !name;

    free(name);
    return same;
}

static void
test_before(void)
{
    char *none = period_path_before("1900-01.csv");

    ok(!none && !(none = period_path_before("ledger.csv")),
       "nothing is before the first month, or before no month");
    ok(before_is(NULL), "no ledger of the month before");
    close(open("2025-12.csv.gz", O_WRONLY | O_CREAT, 0600));
    ok(before_is("./2025-12.csv.gz"), "a compressed one");
    close(open("2025-12.csv", O_WRONLY | O_CREAT, 0600));
    ok(before_is("./2025-12.csv"), "one that is not goes first");
    unlink("2025-12.csv");
    unlink("2025-12.csv.gz");
    ok(symlink("2025-12.csv", "2025-12.csv") == 0 && before_is("./2025-12.csv"),
       "one that can't be looked for is taken to be there");
    unlink("2025-12.csv");
    ok(symlink("2025-12.csv.gz", "2025-12.csv.gz") == 0 && before_is("./2025-12.csv.gz"),
       "... compressed, too");
    unlink("2025-12.csv.gz");
}

int
main(void)
{
    char folder[] = "/tmp/till-period.XXXXXX";

    if (!mkdtemp(folder) || chdir(folder) != 0)
        return 2;
    test_names();
    test_before();
    rmdir(folder);
    return tap_end();
}
