/*
 * The parts of lines: for lines.c, the place and how far lines count, and lines_lane.c, the lanes.
 */
#ifndef TILL_LINES_PARTS_H
#define TILL_LINES_PARTS_H

#include "lines.h"

struct lines {
    struct input *in; /* of blocks */
    struct blocks *blocks;
    const struct block_shape *shape;
    struct block *now;   /* of which the view is all or the last part */
    struct block *ahead; /* read already while a mark was looked for */
    struct block **last; /* of these */
    struct slice view;   /* the bytes in which the place is */
    uint64_t base;       /* position in the stream of its first byte */
    size_t at;           /* the place */
    struct buffer side;  /* the view where a record goes on from one block into another */
    bool aside;          /* the view is that */
    size_t joint;        /* where the last block begins in it */
    struct lane lane;
    size_t synced; /* the lane's line at the place */
    bool ended;
    const char *fault;
    bool held;
    struct line_mark mark;
    uint64_t safe; /* position in the stream up to which lines count, once held */
};

/* The view becomes the block in which the place is, at in it. */
void lines_view(struct lines *l, size_t at);

/* The lane's lines that were taken move the place. Before the place is looked at. */
void lines_settle(struct lines *l);

/* Has one more block behind what is here; what lies before the place is left behind. False at the end. */
bool lines_fill(struct lines *l);

/* Notes how many lines of the block are before the place, which is about to leave it. */
void lines_pass(struct lines *l);

#endif
