#include "limits.h"

#include <stdlib.h>

#define ANY KINDS

struct line {
    struct slice user;
    int kind; /* enum entry_kind, or ANY */
    money limit, approves;
};

struct limits {
    struct arena arena;
    struct line *line;
    size_t n, cap;
};

const char *const limits_want[LIMITS_COLUMNS] = { "user", "kind", "limit", "?approves" };

struct limits *
limits_new(void)
{
    return mem_alloc(sizeof(struct limits));
}

void
limits_free(struct limits *l)
{
    arena_free(&l->arena);
    free(l->line);
    free(l);
}

static const struct line *
find(const struct limits *l, struct slice user, int kind)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->line[i].kind == kind && slice_equal(l->line[i].user, user))
            return &l->line[i];
    return NULL;
}

static int
kind_of(struct slice name)
{
    int k = 0;

    if (slice_is(name, "*"))
        return ANY;
    while (k < KINDS && !slice_is(name, entry_kind_name((enum entry_kind)k)))
        k++;
    return k < KINDS ? k : -1;
}

static const char *
read_limit(struct slice s, money *out)
{
    const char *why = money_parse(s.p, s.n, out);

    return why ? why : *out < 0 ? "is below zero" : NULL;
}

/* yes: as much as the user may post; no, or nothing: not at all; or an amount. */
static const char *
read_approves(struct slice s, money limit, money *out)
{
    *out = slice_is(s, "yes") ? limit : NO_AUTHORITY;
    return s.n == 0 || slice_is(s, "yes") || slice_is(s, "no") ? NULL : read_limit(s, out);
}

const char *
limits_add(struct limits *l, const struct slice field[LIMITS_COLUMNS], enum limits_column *column)
{
    struct line line = { .kind = kind_of(field[LIMITS_KIND]) };
    const char *why;

    *column = LIMITS_USER;
    if (field[LIMITS_USER].n == 0)
        return "is empty where a user belongs";
    *column = LIMITS_KIND;
    if (line.kind < 0)
        return "is not a kind of entry";
    if (find(l, field[LIMITS_USER], line.kind))
        return "stands there before for the same user";
    *column = LIMITS_LIMIT;
    if ((why = read_limit(field[LIMITS_LIMIT], &line.limit)))
        return why;
    *column = LIMITS_APPROVES;
    if ((why = read_approves(field[LIMITS_APPROVES], line.limit, &line.approves)))
        return why;
    line.user = arena_copy(&l->arena, field[LIMITS_USER]);
    l->line = mem_room(l->line, l->n, &l->cap, sizeof *l->line);
    l->line[l->n++] = line;
    return NULL;
}

static const struct line *
line_of(const struct limits *l, const char *user, enum entry_kind kind)
{
    const struct line *own = find(l, slice_of(user), (int)kind);

    return own ? own : find(l, slice_of(user), ANY);
}

money
limits_post(const struct limits *l, const char *user, enum entry_kind kind)
{
    const struct line *line = line_of(l, user, kind);

    return line ? line->limit : NO_AUTHORITY;
}

money
limits_approve(const struct limits *l, const char *user, enum entry_kind kind)
{
    const struct line *line = line_of(l, user, kind);

    return line ? line->approves : NO_AUTHORITY;
}
