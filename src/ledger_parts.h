/* What ledger.c does to post and closing.c does to close: for these two alone. */
#ifndef TILL_LEDGER_PARTS_H
#define TILL_LEDGER_PARTS_H

#include "ledger.h"

/* An open, locked ledger, and what its reading gathers: first of the batch that is being read, then,
 * once its seal has come, for good. */
struct ledger {
    const char *path;
    int fd;
    mode_t mode;
    bool read_only;
    bool there;   /* none is made where none is */
    bool packing; /* LEDGER.gz may stand there: it is half the work */
    bool made;    /* by this post: its directory has to reach the disk too */
    struct chain chain;
    const struct batch *batch;
    struct totals totals, open_totals;
    bool overflow;            /* the totals are beyond 64 bits */
    uint64_t line, open_line; /* of a receipt that stands there already; 0: none */
    struct buffer receipt;
};

/* Opens, locks and reads; where the batch may be appended, what a crash left behind the last seal is
 * saved (*saved says where) and cut off. */
struct posting ledger_prepare(struct ledger *l, const struct batch *b, bool dry, char **saved);

/* Appends the batch to a prepared ledger. */
struct posting ledger_append(struct ledger *l);

void ledger_done(struct ledger *l);

#endif
