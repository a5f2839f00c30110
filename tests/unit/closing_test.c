/* A period whose debits are more than 64 bits hold: it can't be closed, and stays open. */
#include "../../src/closing.h"

#include "tap.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEADER  "date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo\n"
#define ENTRY   "2026-06-30,A1,charge,B1,B1,WATER,999999999999.99,,,,,\n"
#define ENTRIES 92234 /* the largest amount so often is beyond 2^63 cents */

int
main(void)
{
    char folder[] = "/tmp/till-closing.XXXXXX", path[64];
    size_t n = strlen(ENTRY), entries = ENTRIES;
    char *body = malloc(n * entries);
    struct batch b = { .header = slice_of(HEADER), .id = "b1", .day = "2026-06-30", .user = "ann" };
    struct totals totals = { 0 };
    struct posting p;
    money balance = 0;

    if (!body || !mkdtemp(folder))
        return 2;
    snprintf(path, sizeof path, "%s/2026-06.csv", folder);
    for (size_t i = 0; i < entries; i++)
        memcpy(body + n * i, ENTRY, n);
    b.memo = "";
    b.body = (struct slice){ body, n * entries };
    ok(ledger_post(path, &b, false).result == POST_DONE, "a batch of the largest amounts");
    b.id = "close";
    b.body = (struct slice){ "", 0 };
    p = ledger_close(path, &b, 0, &totals, &balance);
    ok(p.result == POST_REFUSED && p.why, "what it adds up to can't be said, so it can't be closed: %s",
       p.why);
    b.id = "b2";
    b.body = slice_of(ENTRY);
    ok(ledger_post(path, &b, false).result == POST_DONE, "it stays open");
    unlink(path);
    rmdir(folder);
    free(body);
    return tap_end();
}
