/*
 * Lines: the lines of an input, the place among them, and how far they count.
 *
 * A line ends with "\n", "\r\n" or a lone "\r", or with the input. Of a file with closing marks
 * (the seals of a ledger) only what stands up to the last of them counts. In a plain file that
 * place is found from the end; in a stream lines are held back until the mark that covers them
 * has come, so memory is then as large as the longest batch.
 *
 * Lines are looked at one by one (lines_peek), or taken as they lie in a block where they are plain
 * (lines_lane): both go on from the same place.
 */
#ifndef TILL_LINES_H
#define TILL_LINES_H

#include "blocks.h"
#include "line_mark.h"

enum line_result { LINE_HERE, LINE_END, LINE_LONG, LINE_FAULT };

struct lines;

/* How to read: block, the bytes that are read at once, may be 0; settled is input_open_settled's. */
struct lines_how {
    const char *charset;
    bool settled;
    size_t block;
    unsigned threads;
};

/* Returns NULL and a phrase in *why where path can't be read. Owned by the caller. */
struct lines *lines_open(const char *path, const struct lines_how *how, const char **why);
void lines_close(struct lines *l);

/* Whether the file can be opened again from its start (it is no pipe). */
bool lines_reopen(const struct lines *l);

/* The line that begins from bytes behind the place: *end is where the next one begins. LINE_LONG:
 * it has more than max bytes, of which *end are here. LINE_FAULT: *why says why it can't be read. */
enum line_result lines_peek(struct lines *l, size_t from, size_t max, size_t *end, const char **why);

const char *lines_at(struct lines *l);      /* the place, valid until the next lines_peek */
void lines_drop(struct lines *l, size_t n); /* moves the place forward */

/* From here on only what stands up to the last mark counts; until is the end, behind the place, of
 * what is known to. */
void lines_hold(struct lines *l, const struct line_mark *mark, size_t until);

/* The plain lines of a block: the caller takes them by moving now, as long as now is below count and
 * line_is_good(odd[now]). */
struct lane {
    const char *text;
    const struct scan *scan;
    const unsigned char *odd;
    int64_t *value;
    size_t now, count;
};

/* Says what plain lines have; the shape stays the caller's. */
void lines_shape(struct lines *l, const struct block_shape *shape);

/* Has the plain lines taken that lie before the place when their block is left, and what is in its spare: the
 * records of the block in which the place is that were read by hand (share.h); line is the one that the last
 * record was, or before which it ended. */
void lines_take(struct lines *l, const struct takers *by);
struct spare *lines_spare(struct lines *l, size_t *line);

/* A lane whose line now is plain and stands at the place; NULL where the next one is not plain. Valid
 * until the next call of any function here. */
struct lane *lines_lane(struct lines *l);

#endif
