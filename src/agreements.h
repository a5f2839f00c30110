/*
 * Agreements: schedules that were made, each with the fields that its record hands on, kept until all
 * records were read. An instalment takes some seven bytes: dates and amounts are near those before, or
 * follow from them.
 */
#ifndef TILL_AGREEMENTS_H
#define TILL_AGREEMENTS_H

#include "hold.h"
#include "schedule.h"

/* Zero-initialise. */
struct agreements {
    size_t fields; /* that each hands on */
    bool dated;    /* with its start: for who keeps them to know */
    struct hold held;
    struct buffer one; /* the last one that was given back */
};

struct agreement {
    date start;
    struct instalment *schedule; /* n of them, in the caller's SCHEDULE_ROOM */
    size_t n;
    struct slice *field; /* in the caller's array */
};

/* All is copied. */
void agreements_keep(struct agreements *all, const struct agreement *a);

/* After the last one: back to the first. */
void agreements_turn(struct agreements *all);

/* The next one, into *a, whose arrays are set; its texts stay until the next call.
 * False at the end, or on a fault. */
bool agreements_next(struct agreements *all, struct agreement *a);

/* Why not all were given back, or NULL. */
const char *agreements_fault(const struct agreements *all);

void agreements_free(struct agreements *all);

#endif
