/*
 * Memory: slices, arenas and growing arrays.
 *
 * Running out of memory is the one fault that the library does not hand back: these
 * functions say so and leave with status 2, so no caller has to check.
 */
#ifndef TILL_MEMORY_H
#define TILL_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Leaves likewise where good is false: for what a library can't do for want of memory alone. */
void mem_must(bool good, const char *what);

/* What a program says besides where memory runs out: a writer, that what it wrote may be there. */
extern const char *mem_also;

/* Bytes that somebody else owns. */
struct slice {
    const char *p;
    size_t n;
};

/* Bytes that are freed together. Zero-initialise; what it hands out stays where it is. */
struct arena {
    struct chunk *last;
};

/* A growing run of bytes, owned. Zero-initialise. */
struct buffer {
    char *p;
    size_t n, cap;
};

void *mem_alloc(size_t n); /* n zeroed bytes */

/* Multiples of MEM_PAGE bytes, not zeroed, in large pages where the system has them: for what will be used
 * all over, since the first touch of many small pages costs more than most of what is done with them. */
#define MEM_PAGE ((size_t)2 << 20)
void *mem_pages(size_t n);

void *mem_grow(void *p, size_t count, size_t size);       /* realloc of count * size, checked */
void *arena_alloc(struct arena *a, size_t n);             /* n bytes, aligned for any type */
struct slice arena_copy(struct arena *a, struct slice s); /* a NUL stands behind the copy */
void arena_free(struct arena *a);

void buffer_reserve(struct buffer *b, size_t more); /* room for more bytes behind n */
void buffer_add(struct buffer *b, const char *p, size_t n);
void buffer_put(struct buffer *b, const char *s); /* a C string */
void buffer_fit(struct buffer *b, size_t keep);   /* gives back the room behind n + keep, where it is much */
void buffer_free(struct buffer *b);

/* A growing list of words that somebody else owns. Zero-initialise. */
struct list {
    const char **word;
    size_t n, cap;
};

void list_add(struct list *l, const char *word);

struct slice slice_of(const char *s); /* of a C string; NULL gives an empty one */
bool slice_equal(struct slice a, struct slice b);
bool slice_is(struct slice a, const char *s);
int slice_compare(struct slice a, struct slice b); /* byte order: below, at, above zero */
struct slice slice_trim(struct slice s);           /* without outer blanks and tabs */

/* Cuts the part before the next mark off *rest; false where nothing is left. "a,b" gives a, b. */
bool slice_cut(struct slice *rest, char mark, struct slice *part);

/* Makes room for one more element of a growing array of *cap elements of size bytes. */
void *mem_room(void *p, size_t n, size_t *cap, size_t size);

#endif
