/* The directives of a map: rows whose first field begins with a colon. */
#include "map_parts.h"

/* The directives. Each reads its row and returns what is wrong, in *bad with which field. */
typedef const char *directive(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad);

static const char *
set_layout(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad)
{
    (void)line, (void)bad;
    m->layout.fixed = slice_is(field[MAP_FROM], "fixed");
    return m->layout.fixed || slice_is(field[MAP_FROM], "csv") ? NULL : "is neither csv nor fixed";
}

static const char *
set_delimiter(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad)
{
    struct slice s = field[MAP_FROM];

    (void)bad;
    m->csv_only = line;
    m->layout.delimiter = slice_is(s, "tab") ? '\t' : s.n > 0 ? *s.p : '\0';
    if (slice_is(s, "tab") || (s.n == 1 && *s.p > ' ' && *s.p < 0x7f && *s.p != '"'))
        return NULL;
    return "is no delimiter: one character of ASCII, or tab";
}

static const char *
set_charset(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad)
{
    (void)line, (void)bad;
    m->layout.charset = arena_copy(&m->arena, field[MAP_FROM]).p;
    return *m->layout.charset ? NULL : "is empty where a character set belongs";
}

static const char *
set_header(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad)
{
    (void)line, (void)bad;
    m->header_told = true;
    m->layout.header = map_number(field[MAP_FROM], 100000);
    return m->layout.header > 0 || slice_is(field[MAP_FROM], "none") ? NULL : "is neither none nor a line";
}

static const char *
set_lines(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad)
{
    struct slice from = field[MAP_FROM], to;
    struct map_layout *l = &m->layout;
    size_t dots = 0;

    (void)line, (void)bad;
    while (dots < from.n && from.p[dots] != '.')
        dots++;
    to = from;
    if (dots < from.n) {
        if (dots + 1 == from.n || from.p[dots + 1] != '.')
            return "is no range of records, as 2..10 or 2..";
        to = (struct slice){ from.p + dots + 2, from.n - dots - 2 };
        from.n = dots;
    }
    l->from = map_number(from, UINT32_MAX);
    l->to = dots > 0 && to.n == 0 ? UINT64_MAX : map_number(to, UINT32_MAX);
    if (from.n == 0 && to.n > 0)
        l->from = 1;
    return l->from > 0 && l->to >= l->from ? NULL : "is no range of records, as 2..10 or 2..";
}

static const char *
set_trailer(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad)
{
    (void)line, (void)bad;
    m->layout.trailer = map_number(field[MAP_FROM], MAP_TRAILER);
    return m->layout.trailer > 0 ? NULL : "is no number of records from 1 to 100";
}

static const char *
add_condition(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad,
              enum condition_kind kind)
{
    struct condition c = { .kind = kind };
    const char *why = map_source(m, field[MAP_FROM], line, &c.source);

    if (why)
        return why;
    *bad = MAP_TABLE;
    why = choices_parse(field[MAP_TABLE], kind == CONDITION_SIGN, &m->arena, &c.values);
    for (size_t i = 0; !why && kind == CONDITION_SIGN && i < c.values.n; i++)
        if (!slice_is(c.values.choice[i].to, "+") && !slice_is(c.values.choice[i].to, "-"))
            why = "has a value that becomes neither + nor -";
    m->condition = mem_room(m->condition, m->conditions, &m->conditions_cap, sizeof c);
    m->condition[m->conditions++] = c;
    return why;
}

static const char *
add_take(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad)
{
    return add_condition(m, field, line, bad, CONDITION_TAKE);
}

static const char *
add_leave(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad)
{
    return add_condition(m, field, line, bad, CONDITION_LEAVE);
}

static const char *
set_sign(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad)
{
    return add_condition(m, field, line, bad, CONDITION_SIGN);
}

static const struct {
    const char *name;
    directive *read;
    bool again; /* may stand several times */
    bool table; /* has one */
} directives[] = {
    { ":layout", set_layout, false, false },   { ":delimiter", set_delimiter, false, false },
    { ":charset", set_charset, false, false }, { ":header", set_header, false, false },
    { ":lines", set_lines, false, false },     { ":trailer", set_trailer, false, false },
    { ":take", add_take, true, true },         { ":leave", add_leave, true, true },
    { ":sign", set_sign, false, true },
};

const char *
map_directive(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad)
{
    for (size_t i = 0; i < sizeof directives / sizeof *directives; i++) {
        if (!slice_is(field[MAP_COLUMN], directives[i].name))
            continue;
        *bad = MAP_COLUMN;
        if ((m->told & 1u << i) && !directives[i].again)
            return "stands there twice";
        m->told |= 1u << i;
        *bad = field[MAP_FORM].n > 0 ? MAP_FORM : MAP_TABLE;
        if (field[MAP_FORM].n > 0 || (field[MAP_TABLE].n > 0 && !directives[i].table))
            return "stands where this directive has nothing";
        *bad = MAP_FROM;
        return directives[i].read(m, field, line, bad);
    }
    *bad = MAP_COLUMN;
    return "is no directive";
}
