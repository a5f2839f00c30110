/*
 * Eights: values of eight lines at once, where the processor has AVX-512.
 *
 * These find what is common; what is not they ask the rule for one text, so they never differ from it. They
 * return how many lines they have done, from the first on: none on another processor. *all is cleared where a
 * value is none.
 */
#ifndef TILL_EIGHTS_H
#define TILL_EIGHTS_H

#include "values.h"

/* A month: its text "YYYY-MM-", the number of its first day, its days. */
struct eights_month {
    uint64_t text;
    int64_t first;
    uint64_t days;
};

size_t eights_amounts(const struct values *v, text_rule *one, bool *all);

/* The month is the one that the rule for one read last. Empty is the value of no text, or VALUES_NONE. */
size_t eights_dates(const struct values *v, text_rule *one, const struct eights_month *month, int64_t empty,
                    bool *all);

/* Every text has a word. */
size_t eights_words(const struct values *v, text_rule *one);

extern bool eights_off; /* for tests: as on another processor */

#endif
