/*
 * Letters: a character set in which each byte is a character by itself (CP1252, ISO 8859), as a table of
 * what its bytes are in UTF-8.
 */
#ifndef TILL_LETTERS_H
#define TILL_LETTERS_H

#include <stdbool.h>
#include <stddef.h>

#define LETTER_BYTES 4 /* of a character in UTF-8, at most */

struct letters {
    bool ascii; /* what is ASCII stays as it is */
    struct letter {
        char text[LETTER_BYTES];
        unsigned char n; /* 0: the byte is no character */
    } letter[256];
};

/* Fills l with what a byte is; false where that can't be said of the byte alone. */
typedef bool letters_ask(void *with, char byte, struct letter *l);

/* Asks for each byte. NULL where one of them begins something longer. Freed by the caller with free. */
struct letters *letters_learn(letters_ask *ask, void *with);

/* Converts of *from's *n bytes what there is room for, and moves all four on. False where the next byte is no
 * character. */
bool letters_convert(const struct letters *l, char **from, size_t *n, char **to, size_t *room);

#endif
