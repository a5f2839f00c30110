/*
 * Line mark: the closing marks of a file (the seals of a ledger), looked for line by line.
 */
#ifndef TILL_LINE_MARK_H
#define TILL_LINE_MARK_H

#include "memory.h"

/* What a closing mark looks like: word as the field number column (from 0) of so many columns. A file's last
 * line may have lost its end; whole says whether such a mark is all there. */
struct line_mark {
    size_t column, columns;
    const char *word;
    char delimiter;
    bool (*whole)(struct slice line, size_t columns); /* NULL: it is not */
};

/* The place behind the last marked line of p[from..to), from being a line's beginning, or 0. */
size_t line_mark_last(const struct line_mark *m, const char *p, size_t from, size_t to);

/* How much of p[0..n) stands before its second line: the rest of a line that began earlier. */
size_t line_mark_second(const char *p, size_t n);

#endif
