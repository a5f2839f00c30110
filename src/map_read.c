/* Records by a map: the header of a file, then the values of each record. */
#include "map_parts.h"

#include "text.h"

#include <string.h>

/* The place of a name in a header, outer blanks of either left out. */
static const char *
find_name(struct source *s, const struct slice *cell, size_t n)
{
    bool found = false;

    for (size_t i = 0; i < n; i++) {
        if (!slice_is(slice_trim(cell[i]), s->text))
            continue;
        if (found)
            return "stands twice in the header (its position, as #3, would tell which)";
        found = true;
        s->at = i;
    }
    return found ? NULL : "is missing from the header";
}

/* The i-th source of the map: those of the conditions come first. */
static struct source *
nth_source(struct map *m, size_t i)
{
    return i < m->conditions ? &m->condition[i].source : &m->part[i - m->conditions].source;
}

/* Whether a source before the i-th has its name: one message tells of both. */
static bool
known(struct map *m, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (nth_source(m, k)->origin == ORIGIN_NAME &&
            !strcmp(nth_source(m, k)->text, nth_source(m, i)->text))
            return true;
    return false;
}

bool
map_bind(struct map *m, const struct slice *cell, size_t n, size_t *from, struct map_fault *f)
{
    m->header = n;
    for (; *from < m->conditions + m->parts; ++*from) {
        struct source *s = nth_source(m, *from);
        *f = (struct map_fault){ .column = s->text };
        if (s->origin != ORIGIN_NAME)
            continue;
        f->phrase = find_name(s, cell, n);
        if (f->phrase && !known(m, *from)) {
            ++*from;
            return false;
        }
    }
    return true;
}

/* The bytes of a line up to its n-th character; *n is what is left of n behind its end. */
static size_t
skip(struct slice line, size_t *n)
{
    struct slice rest = line;

    while (*n > 0 && rest.n > 0) {
        text_next(&rest);
        --*n;
    }
    return line.n - rest.n;
}

/* The characters of a range. */
static const char *
cut_range(const struct source *s, struct slice line, struct slice *out)
{
    size_t before = s->from - 1, within = s->to - before, from = skip(line, &before);

    *out = (struct slice){ line.p + from, line.n - from };
    if (s->to == 0)
        return NULL;
    out->n = skip(*out, &within);
    return before + within > 0 ? "is cut off: the line is shorter" : NULL;
}

/* The value of a source, trimmed. Returns NULL, or what is wrong; *out is then what there is. */
static const char *
fetch(const struct source *s, const struct slice *cell, size_t n, struct slice *out)
{
    const char *why = NULL;

    *out = (struct slice){ "", 0 };
    if (s->origin == ORIGIN_CONSTANT)
        *out = slice_of(s->text);
    else if (s->origin == ORIGIN_RANGE)
        why = cut_range(s, cell[0], out);
    else if (s->at < n)
        *out = cell[s->at];
    else
        why = "is missing: the record ends before it";
    *out = slice_trim(*out);
    return why;
}

static bool
fault(struct map_fault *f, const struct source *s, struct slice value, const char *why)
{
    *f = (struct map_fault){ .column = s->text, .value = value, .phrase = why };
    return false;
}

static bool
translate(const struct choices *table, struct slice *value, bool optional)
{
    const struct choice *c;

    if (table->n == 0)
        return true;
    c = choices_find(table, *value);
    if (c && !c->keep)
        *value = c->to;
    return c || (optional && value->n == 0);
}

/* Adds to a text: a blank stands between parts, but for glued ones. */
static void
add_text(struct column *c, const struct part *p, struct slice value)
{
    if (value.n == 0)
        return;
    buffer_add(&c->text, " ", c->text.n > 0 && !p->glued);
    buffer_add(&c->text, value.p, value.n);
    c->value.text = (struct slice){ c->text.p, c->text.n };
}

static const char *
add_amount(struct column *c, const struct part *p, struct slice value, bool turned)
{
    const char *why;
    money m;

    if ((why = foreign_amount(value, p->rules, &m)))
        return why;
    if (!money_add(c->value.amount, turned ? -m : m, &c->value.amount) || !money_fits(c->value.amount))
        return "makes a sum beyond 999,999,999,999.99";
    c->value.there = true;
    return NULL;
}

static const char *
add_value(struct column *c, const struct part *p, struct slice value, bool turned)
{
    char time[TIME_TEXT];
    const char *why;

    if (value.n == 0 && p->optional)
        return NULL;
    switch (c->value.kind) {
    case MAP_DATE:
        return foreign_date(value, &p->pattern, &c->value.date);
    case MAP_AMOUNT:
        return add_amount(c, p, value, turned);
    case MAP_TIME:
        why = foreign_time(value, &p->pattern, time);
        if (!why)
            add_text(c, p, slice_of(time));
        return why;
    default:
        add_text(c, p, value);
        return NULL;
    }
}

static bool
read_part(struct map *m, const struct part *p, const struct slice *cell, size_t n, bool turned,
          struct map_fault *f)
{
    struct column *c = &m->column[p->column];
    struct slice value, found;
    const char *why = fetch(&p->source, cell, n, &found);

    value = found;
    if (why && !(p->optional && (value.n == 0 || c->value.kind == MAP_TEXT)))
        return fault(f, &p->source, found, why);
    if ((why = text_check(value)))
        return fault(f, &p->source, found, why);
    if (!translate(&p->table, &value, p->optional))
        return fault(f, &p->source, found,
                     found.n > 0 ? "is not listed in its table" : "is empty, which its table does not list");
    why = add_value(c, p, value, turned);
    return why ? fault(f, &p->source, found, why) : true;
}

/* Whether the record is one to take; *turned says whether its sign is turned. */
static enum map_result
judge(const struct map *m, const struct slice *cell, size_t n, bool *turned, struct map_fault *f)
{
    for (size_t i = 0; i < m->conditions; i++) {
        const struct condition *c = &m->condition[i];
        const struct choice *found;
        struct slice value;
        const char *why = fetch(&c->source, cell, n, &value);

        found = why ? NULL : choices_find(&c->values, value);
        if (!why && c->kind == CONDITION_SIGN && !found)
            why = "is not listed in the table of :sign";
        if (why) {
            fault(f, &c->source, value, why);
            return MAP_BAD;
        }
        if (c->kind == CONDITION_SIGN)
            *turned = slice_is(found->to, "-");
        else if ((found != NULL) != (c->kind == CONDITION_TAKE))
            return MAP_LEFT;
    }
    return MAP_TAKEN;
}

/* A comma too many within a line moves all that follows it, so more fields than the header has are
 * no trifle; empty ones are the comma that some programs put at the end. */
static bool
has_surplus(const struct map *m, const struct slice *cell, size_t n)
{
    for (size_t i = m->header; m->layout.headed && i < n; i++)
        if (slice_trim(cell[i]).n > 0)
            return true;
    return false;
}

static void
begin(struct column *c)
{
    c->text.n = 0;
    c->value.text = (struct slice){ "", 0 };
    c->value.date = DATE_NONE;
    c->value.amount = 0;
    c->value.there = false;
}

/* An amount of several parts, as debit and credit, needs one of them. */
static bool
check_amounts(const struct map *m, struct map_fault *f)
{
    for (size_t i = 0; i < m->parts; i++) {
        const struct column *c = &m->column[m->part[i].column];
        if (c->value.kind == MAP_AMOUNT && c->parts > 1 && !c->value.there)
            return fault(f, &m->part[i].source, slice_of(""),
                         "is empty, and so is all else that the amount is made of");
    }
    return true;
}

enum map_result
map_read(struct map *m, const struct slice *cell, size_t n, struct map_fault *f)
{
    enum map_result result;
    bool turned = false;

    if (has_surplus(m, cell, n)) {
        *f = (struct map_fault){ .phrase = "has more fields than its header" };
        return MAP_BAD;
    }
    if ((result = judge(m, cell, n, &turned, f)) != MAP_TAKEN)
        return result;
    for (size_t i = 0; i < m->columns; i++)
        begin(&m->column[i]);
    for (size_t i = 0; i < m->parts; i++)
        if (!read_part(m, &m->part[i], cell, n, turned, f))
            return MAP_BAD;
    return check_amounts(m, f) ? MAP_TAKEN : MAP_BAD;
}
