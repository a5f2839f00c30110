/*
 * Input: the bytes of a file or of standard input as UTF-8.
 *
 * Gzip is told by its first bytes (RFC 1952; several members are one file), a UTF-8
 * byte-order mark is taken off, and another character set is converted on the way. input.c and
 * input_pack.c, which writes gzip, are the only ones that know zlib and iconv.
 */
#ifndef TILL_INPUT_H
#define TILL_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct input;

/* Opens path ("-" is standard input). charset is the name of its character set, or NULL for
 * UTF-8. Returns NULL and a phrase in *why where it can't be read. Owned by the caller. */
struct input *input_open(const char *path, const char *charset, const char **why);

/* The same of a file to which others may add: waits until nobody does (lock.h); what is added later is not
 * read. */
struct input *input_open_settled(const char *path, const char *charset, const char **why);

/* Reads up to n bytes. Returns 0 at the end, -1 and a phrase in *why where the rest can't be
 * read; what came before the bad place has been handed out by then. */
ssize_t input_read(struct input *in, char *buf, size_t n, const char **why);

/* For a plain file (no pipe, no gzip, nothing converted): bytes of the stream by position.
 * input_size returns -1 where the stream is no plain file. */
off_t input_size(const struct input *in);
ssize_t input_read_at(const struct input *in, char *buf, size_t n, off_t at);

/* Whether the file can be opened again and read from its start; whether it is one at all, no pipe. */
bool input_reopens(const struct input *in);
bool input_is_file(const struct input *in);

/* Whether a byte-order mark was taken off. */
bool input_has_mark(const struct input *in);

/* Closes and frees. */
void input_close(struct input *in);

/* Writes what from holds, from where it stands to its end, as gzip to to: always the same bytes, for the
 * header has no name and no time. Returns NULL, or why it can't. */
const char *input_pack(int from, int to);

/* Whether charset is known; UTF-8 and NULL are. */
bool input_knows_charset(const char *charset);

#endif
