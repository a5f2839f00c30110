/*
 * Lines: the lines of an input in a buffer, and how far they count.
 *
 * A line ends with "\n", "\r\n" or a lone "\r", or with the input. Of a file with closing marks
 * (the seals of a ledger) only what stands up to the last of them counts. In a plain file that
 * place is found from the end; in a stream lines are held back until the mark that covers them
 * has come, so memory is then as large as the longest batch.
 */
#ifndef TILL_LINES_H
#define TILL_LINES_H

#include "memory.h"

#include <stdint.h>

enum line_result { LINE_HERE, LINE_END, LINE_LONG, LINE_FAULT };

/* What a closing mark looks like: word as the field number column (from 0). A file's last line may have
 * lost its end; whole says whether such a mark is all there. */
struct line_mark {
    size_t column;
    const char *word;
    char delimiter;
    bool (*whole)(struct slice line); /* NULL: it is not */
};

struct lines;

/* Returns NULL and a phrase in *why where path can't be read. Owned by the caller. */
struct lines *lines_open(const char *path, const char *charset, const char **why);
void lines_close(struct lines *l);

/* Whether the file can be opened again from its start (it is no pipe). */
bool lines_reopen(const struct lines *l);

/* The line that begins from bytes behind the place: *end is where the next one begins. LINE_LONG:
 * it has more than max bytes, of which *end are here. LINE_FAULT: *why says why it can't be read. */
enum line_result lines_peek(struct lines *l, size_t from, size_t max, size_t *end, const char **why);

const char *lines_at(const struct lines *l); /* the place, valid until the next lines_peek */
void lines_drop(struct lines *l, size_t n);  /* moves the place forward */

/* From here on only what stands up to the last mark counts; until is the end, behind the place, of
 * what is known to. */
void lines_hold(struct lines *l, const struct line_mark *mark, size_t until);

#endif
