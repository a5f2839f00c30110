/*
 * Markup: bytes of HTML and SVG, with what comes from records escaped.
 */
#ifndef TILL_MARKUP_H
#define TILL_MARKUP_H

#include "memory.h"

#include <stddef.h>

/* Appends what the format makes: for our own tags and numbers, as buffer_put is, never for text of a
 * record. */
void markup_print(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Appends text so that it can be nothing but text, in an element or in a quoted attribute. */
void markup_text(struct buffer *b, struct slice s);

#endif
