/*
 * File: the bytes of a file or of standard input as they stand there, and when they may be read.
 */
#ifndef TILL_FILE_H
#define TILL_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct file {
    int fd;
    bool regular;  /* no pipe, no device */
    bool standard; /* standard input */
    bool ended;
    off_t size; /* of a regular file that is read from its start, or -1 */
    off_t left; /* bytes that may still be read, or -1: all */
    off_t due;  /* of a regular file: bytes to come that were there when it was opened */
};

/* Opens path ("-" is standard input). settled: waits until nobody posts to it (lock.h), and what is added
 * from then on is not read. Returns NULL, or why not. Closed by file_close in either case. */
const char *file_open(struct file *f, const char *path, bool settled);
void file_close(struct file *f);

/* Reads up to n bytes. Returns 0 at the end; -1 and errno where it can't. file_read_at: by position.
 * file_is_cut: at the end, whether bytes are missing that were there when the file was opened. */
ssize_t file_read(struct file *f, void *to, size_t n);
bool file_is_cut(const struct file *f);
ssize_t file_read_at(const struct file *f, void *to, size_t n, off_t at);

#endif
