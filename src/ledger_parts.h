/* The inside of a ledger: for ledger.c, which posts, ledger_open.c and closing.c alone. */
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
    char *packed; /* LEDGER.gz where it stands there, or NULL */
    bool packing; /* LEDGER.gz may stand there: it is half the work */
    bool made;    /* by this post */
    struct chain chain;
    const struct batch *batch;
    bool closing; /* the totals are asked for */
    struct totals totals, open_totals;
    bool overflow;            /* the totals are beyond 64 bits */
    uint64_t line, open_line; /* of a receipt that stands there already; 0: none */
    struct buffer receipt;
};

struct posting ledger_refuse(enum post_result result, const char *why);

/* Opens and locks the file, made where it is not there yet. DONE: it may be a ledger. */
struct posting ledger_open(struct ledger *l, bool dry);

/* Removes the file that this post has made and left empty. */
void ledger_unmake(const struct ledger *l);

/* Opens, locks and reads; where the batch may be appended, what a crash left behind the last seal is
 * saved (*saved says where) and cut off. */
struct posting ledger_prepare(struct ledger *l, const struct batch *b, bool dry, char **saved);

/* Appends the batch to a prepared ledger. */
struct posting ledger_append(struct ledger *l);

void ledger_done(struct ledger *l);

#endif
