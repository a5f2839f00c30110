/*
 * A run of entries as items take them in: numbers that were found while records were read.
 */
#ifndef TILL_ITEMS_RUN_H
#define TILL_ITEMS_RUN_H

#include "entry.h"

#include <stdint.h>

/* The numbers of an entry, as a record's values begin: the account's key, the words of item and code. */
enum item_number {
    NUMBER_DATE,
    NUMBER_KIND,
    NUMBER_AMOUNT,
    NUMBER_DUE,
    NUMBER_ACCOUNT,
    NUMBER_ITEM,
    NUMBER_CODE,
    ITEM_NUMBERS
};

/* Records as they come by (rows_share.h): the numbers of the i-th begin at value[nth[i] * every]. */
struct item_run {
    const int64_t *value;
    const uint32_t *nth;
    size_t n, every; /* a few hundred at most, so that the sum holds */
    date until;      /* later entries are passed over */
    void (*texts)(const void *with, size_t i, struct entry *e); /* of the i-th, asked where words do not do */
    const void *with;
    money sum; /* the amounts of those that were taken in are added to it */
    bool good; /* put to false where a sum has passed 64 bits, as by items_add */
};

#endif
