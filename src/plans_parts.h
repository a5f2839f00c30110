/*
 * What the two files of plans share: plans.c takes plans and entries in, plans_judge.c decides.
 * For them alone; everybody else knows plans.h.
 */
#ifndef TILL_PLANS_PARTS_H
#define TILL_PLANS_PARTS_H

#include "intern.h"
#include "items.h"
#include "plans.h"

#define NOBODY UINT32_MAX

/* An item by its name alone: its codes are one bill. */
struct bill {
    date first;   /* that an entry names it */
    bool charged; /* somebody owed it once */
    bool planned; /* a plan pays it */
};

/* A payment or, below zero, a return of an account that has a plan. */
struct receipt {
    uint32_t next, bill, ref; /* bill, ref: NOBODY where there is none */
    date day;
    money amount;
};

struct open_bill {
    uint32_t bill; /* NOBODY: a charge without a name */
    date first, due;
    money amount;
};

struct holder {
    size_t plan; /* its latest, or PLANS_NONE */
    uint32_t receipt;
    size_t from, to; /* its open bills */
};

struct plan {
    struct slice item;
    uint32_t holder, bill; /* bill: what it pays, or NOBODY: what was owed at the start */
    size_t next;           /* of its holder, or PLANS_NONE */
    date start, end;       /* end: the start of the next plan that pays the same */
    bool shared;           /* another plan pays the same at the same time */
    struct dated *instalment;
    size_t count, cap;
};

struct plans {
    struct arena arena;
    struct intern names, accounts, keys, refs; /* keys and refs: account, newline, item or reference */
    struct plan *plan;                         /* by number of names */
    struct holder *holder;                     /* by number of accounts */
    struct bill *bill;                         /* by number of keys */
    date *paid_on;                             /* by number of refs: the day of its payment */
    struct receipt *receipt;
    struct open_bill *open;
    uint32_t receipts;
    size_t opens;
    size_t plan_cap, holder_cap, bill_cap, paid_cap, receipt_cap, open_cap;
    struct items *items;
    struct buffer text; /* a key while it is looked up */
};

/* Account and item (or reference) as one text, borrowed until the next call. */
struct slice plans_key(struct plans *p, struct slice account, struct slice text);

/* The number of an item, or NOBODY for an empty name. */
uint32_t plans_bill(struct plans *p, struct slice account, struct slice item);

#endif
