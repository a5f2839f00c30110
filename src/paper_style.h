/*
 * Style: the one style sheet of our pages, for the screen, light and dark, and for Letter.
 */
#ifndef TILL_PAPER_STYLE_H
#define TILL_PAPER_STYLE_H

extern const char paper_style[];

#endif
