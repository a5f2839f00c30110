/*
 * Durable: bytes that are on the disk when it is said that they are.
 */
#ifndef TILL_DURABLE_H
#define TILL_DURABLE_H

#include "memory.h"

#include <sys/types.h>

/* Reads or writes exactly n bytes at a position, short counts and EINTR minded; false, errno set, on a
 * fault. A file that ends before n bytes is a fault of reading (errno 0). */
bool durable_read(int fd, char *p, size_t n, off_t at);
bool durable_write(int fd, const char *p, size_t n, off_t at);

/* Whether the file has exactly s at a position, asked of the disk rather than of the cache as far as
 * the system lets itself be asked. */
bool durable_stands(int fd, struct slice s, off_t at);

/* fsyncs the directory that holds path: a new name is on the disk only then. */
bool durable_directory(const char *path);

/* Copies the bytes from..to of fd to a new file path.SUFFIX (-1, -2 ... behind it where that is taken)
 * and sees it to the disk. Returns its name, freed by the caller, or NULL. */
char *durable_aside(int fd, off_t from, off_t to, const char *path, const char *suffix);

#endif
