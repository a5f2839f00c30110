/* What the parts of make share: chance, dates and the words of a line. */
#ifndef TILL_BENCH_MAKE_H
#define TILL_BENCH_MAKE_H

#include <stdint.h>

#define ACCOUNTS 100000
#define HEADER   "date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo\n"

uint64_t hash(uint64_t x);

/* One of 0 to n - 1, the same each time for the same thing and salt (below 64). */
uint32_t chance(uint64_t of, uint32_t salt, uint32_t n);

void date_of(int64_t days, char text[11]); /* of days since 1970 */

/* To standard output. */
void word(const char *s);
void number(uint64_t n);
void cents(int64_t c);

void put_entries(uint64_t first, uint64_t end); /* the lines of a ledger from the one to the other */

#endif
