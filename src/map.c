#include "map_parts.h"

#include <stdlib.h>

const char *const map_want[MAP_FIELDS] = { "column", "from", "?form", "?table" };

struct map *
map_new(void)
{
    struct map *m = mem_alloc(sizeof *m);

    m->layout = (struct map_layout){ .delimiter = ',', .from = 1, .to = UINT64_MAX };
    return m;
}

void
map_free(struct map *m)
{
    for (size_t i = 0; i < m->parts; i++)
        choices_free(&m->part[i].table);
    for (size_t i = 0; i < m->conditions; i++)
        choices_free(&m->condition[i].values);
    for (size_t i = 0; i < m->columns; i++)
        buffer_free(&m->column[i].text);
    free(m->part);
    free(m->condition);
    free(m->column);
    arena_free(&m->arena);
    free(m);
}

/* A string of the pieces, which lives as long as the map. */
static const char *
joined(struct map *m, const char *a, struct slice b, const char *c)
{
    struct buffer text = { 0 };
    const char *copy;

    buffer_put(&text, a);
    buffer_add(&text, b.p, b.n);
    buffer_put(&text, c);
    copy = arena_copy(&m->arena, (struct slice){ text.p, text.n }).p;
    buffer_free(&text);
    return copy;
}

/* A whole number of 1 to most, or 0. */
uint64_t
map_number(struct slice s, uint64_t most)
{
    uint64_t v = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return 0;
        v = v * 10 + (uint64_t)(s.p[i] - '0');
        if (v > most)
            return 0;
    }
    return v;
}

/* The next word between blanks. */
static bool
take_word(struct slice *rest, struct slice *word)
{
    *rest = slice_trim(*rest);
    if (rest->n == 0)
        return false;
    return slice_cut(rest, ' ', word);
}

/* [8], [1-8] and [8-]. False where it is none of them: then it is a name. */
static bool
read_range(struct slice s, struct source *to)
{
    struct slice first;
    bool open;

    if (s.n < 3 || s.p[0] != '[' || s.p[s.n - 1] != ']')
        return false;
    s = (struct slice){ s.p + 1, s.n - 2 };
    slice_cut(&s, '-', &first);
    to->from = to->to = map_number(first, 65536);
    open = s.p && s.n == 0;
    if (s.p)
        to->to = open ? 0 : map_number(s, 65536);
    return to->from > 0 && (open || to->to > 0);
}

const char *
map_source(struct map *m, struct slice s, uint64_t line, struct source *to)
{
    s = arena_copy(&m->arena, slice_trim(s));
    *to = (struct source){ .text = s.p, .line = line };
    if (s.n == 0)
        return "is empty where a column of the file belongs";
    if (s.n > 1 && s.p[0] == '#' && map_number((struct slice){ s.p + 1, s.n - 1 }, 1000) > 0) {
        to->origin = ORIGIN_POSITION;
        to->at = map_number((struct slice){ s.p + 1, s.n - 1 }, 1000) - 1;
    } else if (read_range(s, to)) {
        to->origin = ORIGIN_RANGE;
        if (to->to > 0 && to->to < to->from)
            return "ends before it begins";
    }
    return NULL;
}

/* A pattern, and the words beside it. */
static const char *
read_pattern(struct map *m, struct slice rest, struct part *p, bool is_date)
{
    struct buffer text = { 0 };
    struct slice word;
    const char *why;

    while (take_word(&rest, &word)) {
        if (slice_is(word, "optional")) {
            p->optional = true;
            continue;
        }
        buffer_add(&text, " ", text.n > 0);
        buffer_add(&text, word.p, word.n);
    }
    word = arena_copy(&m->arena, (struct slice){ text.p, text.n });
    buffer_free(&text);
    p->pattern.text = word.p;
    p->pattern.misfit = joined(m, is_date ? "is not a date as " : "is not a time as ", word, "");
    why = is_date ? foreign_date_pattern(word.p) : foreign_time_pattern(word.p);
    return why;
}

/* The words of a text, constant or amount. */
static const char *
read_words(struct map *m, struct slice rest, struct part *p, enum map_kind kind)
{
    struct slice word;

    while (take_word(&rest, &word)) {
        unsigned rule = kind == MAP_AMOUNT ? foreign_rule(word) : 0;
        if (slice_is(word, "optional") && p->source.origin != ORIGIN_CONSTANT)
            p->optional = true;
        else if (slice_is(word, "glued") && kind == MAP_TEXT)
            p->glued = true;
        else if (rule > 0)
            p->rules |= rule;
        else
            return joined(m, "has a word that it can't have: ", word, "");
    }
    return foreign_rules_check(p->rules);
}

static const char *
read_form(struct map *m, struct slice form, struct part *p, enum map_kind *kind)
{
    struct slice rest = form, first = slice_of("text");

    take_word(&rest, &first);
    *kind = MAP_TEXT;
    if (slice_is(first, "date") || slice_is(first, "time")) {
        *kind = slice_is(first, "date") ? MAP_DATE : MAP_TIME;
        return read_pattern(m, rest, p, *kind == MAP_DATE);
    }
    if (slice_is(first, "amount"))
        *kind = MAP_AMOUNT;
    else if (slice_is(first, "constant"))
        p->source.origin = ORIGIN_CONSTANT;
    else if (!slice_is(first, "text"))
        return "is none of text, date, time, amount and constant";
    return read_words(m, rest, p, *kind);
}

/* The column of that name, which is new where no row before this one made a part of it. */
static const char *
find_column(struct map *m, struct slice name, enum map_kind kind, size_t *at)
{
    for (size_t i = 0; i < m->columns; i++) {
        struct column *c = &m->column[i];
        if (!slice_is(name, c->value.name))
            continue;
        *at = i;
        c->parts++;
        if (kind != c->value.kind)
            return "is made of several rows whose forms differ";
        return kind == MAP_DATE || kind == MAP_TIME ? "is a date or time made of several rows" : NULL;
    }
    m->column = mem_room(m->column, m->columns, &m->columns_cap, sizeof *m->column);
    m->column[m->columns] = (struct column){ .value = { .kind = kind }, .parts = 1 };
    m->column[m->columns].value.name = arena_copy(&m->arena, name).p;
    *at = m->columns++;
    return NULL;
}

static const char *
add_part(struct map *m, const struct slice *field, uint64_t line, enum map_field *bad)
{
    struct part p = { 0 };
    enum map_kind kind;
    const char *why;

    *bad = MAP_FORM;
    if ((why = read_form(m, field[MAP_FORM], &p, &kind)))
        return why;
    *bad = MAP_FROM;
    if (p.source.origin == ORIGIN_CONSTANT)
        p.source.text = arena_copy(&m->arena, slice_trim(field[MAP_FROM])).p;
    else if ((why = map_source(m, field[MAP_FROM], line, &p.source)))
        return why;
    *bad = MAP_COLUMN;
    if (field[MAP_COLUMN].n == 0)
        return "is empty where a column of the record belongs";
    if ((why = find_column(m, field[MAP_COLUMN], kind, &p.column)))
        return why;
    *bad = MAP_TABLE;
    if (field[MAP_TABLE].n > 0 && p.source.origin == ORIGIN_CONSTANT)
        return "stands where a constant has no table";
    if (field[MAP_TABLE].n > 0)
        why = choices_parse(field[MAP_TABLE], true, &m->arena, &p.table);
    m->part = mem_room(m->part, m->parts, &m->parts_cap, sizeof p);
    m->part[m->parts++] = p;
    return why;
}

bool
map_add(struct map *m, const struct slice field[MAP_FIELDS], uint64_t line, struct map_fault *f)
{
    struct slice trimmed[MAP_FIELDS];
    enum map_field bad = MAP_COLUMN;

    for (int i = 0; i < MAP_FIELDS; i++)
        trimmed[i] = slice_trim(field[i]);
    *f = (struct map_fault){ .line = line };
    if (trimmed[MAP_COLUMN].n > 0 && *trimmed[MAP_COLUMN].p == ':')
        f->phrase = map_directive(m, trimmed, line, &bad);
    else
        f->phrase = add_part(m, trimmed, line, &bad);
    f->column = map_want[bad] + (map_want[bad][0] == '?');
    f->value = trimmed[bad];
    return !f->phrase;
}

/* Whether the layout has what a row asks of it. */
static const char *
check_source(const struct map *m, const struct source *s)
{
    if (s->origin == ORIGIN_RANGE && !m->layout.fixed)
        return "is a range of characters, which only a fixed layout has";
    if (s->origin == ORIGIN_POSITION && m->layout.fixed)
        return "is a position, which a fixed layout has not";
    if (s->origin == ORIGIN_NAME && m->layout.fixed)
        return "is a name, which a fixed layout has not";
    if (s->origin == ORIGIN_NAME && m->layout.header == 0)
        return "is a name, which a file without a header has not";
    return NULL;
}

static bool
check_row(const struct map *m, const struct source *s, struct map_fault *f)
{
    *f = (struct map_fault){ s->line, "from", slice_of(s->text), check_source(m, s) };
    return !f->phrase;
}

bool
map_check(struct map *m, struct map_fault *f)
{
    if (!m->header_told)
        m->layout.header = m->layout.fixed ? 0 : 1;
    m->layout.headed = m->layout.header > 0 && !m->layout.fixed;
    for (size_t i = 0; i < m->conditions; i++)
        if (!check_row(m, &m->condition[i].source, f))
            return false;
    for (size_t i = 0; i < m->parts; i++)
        if (!check_row(m, &m->part[i].source, f))
            return false;
    *f = (struct map_fault){ 0 };
    if (m->layout.fixed && m->csv_only) {
        *f = (struct map_fault){ m->csv_only, "column", slice_of(":delimiter"), "goes with the layout csv" };
        return false;
    }
    if (m->columns == 0)
        f->phrase = "makes no column";
    return !f->phrase;
}

const struct map_layout *
map_layout(const struct map *m)
{
    return &m->layout;
}

size_t
map_columns(const struct map *m)
{
    return m->columns;
}

const struct map_value *
map_value(const struct map *m, size_t i)
{
    return &m->column[i].value;
}
