#include "sums.h"

#include "group.h"
#include "tally.h"

#include <stdlib.h>
#include <string.h>

/* A group. */
struct added {
    size_t input; /* the last that had it */
    int64_t value[];
};

struct sums {
    enum sum_rule *rule;
    size_t columns, count, sum; /* count, sum: columns, or their number where there are none */
    struct slice *key;          /* of the record at hand */
    int64_t *value, *total;
    struct groups *groups;
    size_t groups_n;
};

static size_t
find(const struct sum_column *column, size_t n, const char *name)
{
    size_t i = 0;

    while (i < n && (column[i].key || strcmp(column[i].name, name) != 0))
        i++;
    return i;
}

/* What the columns are that till-report calls so. */
static void
know_by_name(struct sums *s, const struct sum_column *column)
{
    static const struct {
        const char *name;
        enum sum_rule rule;
    } known[] = { { "count", SUM_COUNT }, { "min", SUM_LEAST }, { "max", SUM_MOST }, { "mean", SUM_MEAN } };

    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        size_t i = find(column, s->columns, known[k].name);
        if (i < s->columns)
            s->rule[i] = known[k].rule;
    }
    s->count = find(column, s->columns, "count");
    s->sum = find(column, s->columns, "sum");
}

struct sums *
sums_new(const struct sum_column *column, size_t n, bool plain)
{
    struct sums *s = mem_alloc(sizeof *s);
    size_t keys = 0;

    s->columns = s->count = s->sum = n;
    s->rule = mem_alloc(n * sizeof *s->rule);
    for (size_t i = 0; i < n; i++) {
        s->rule[i] = column[i].key ? SUM_KEY : SUM_AMOUNT;
        keys += column[i].key;
    }
    if (!plain)
        know_by_name(s, column);
    s->key = mem_alloc((keys + 1) * sizeof *s->key);
    s->value = mem_alloc(n * sizeof *s->value);
    s->total = mem_alloc(n * sizeof *s->total);
    s->groups = groups_new(keys, sizeof(struct added) + n * sizeof(int64_t));
    return s;
}

void
sums_free(struct sums *s)
{
    groups_free(s->groups);
    free(s->rule);
    free(s->key);
    free(s->value);
    free(s->total);
    free(s);
}

enum sum_rule
sums_rule(const struct sums *s, size_t column)
{
    return s->rule[column];
}

static const char *
read_count(struct slice s, int64_t *out)
{
    *out = 0;
    if (s.n == 0 || s.n > 15)
        return "is no count";
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return "is no count";
        *out = *out * 10 + (s.p[i] - '0');
    }
    return NULL;
}

static const char *
read_amount(struct slice s, int64_t *out)
{
    if (s.n < 4 || s.p[s.n - 3] != '.' || money_parse(s.p, s.n, out))
        return "is no amount with two decimals, which could be added (-k names the columns of the key)";
    return NULL;
}

/* A least, a greatest or a mean; those of nothing are empty. */
static const char *
read_other(const struct sums *s, const struct slice *cell, size_t i, int64_t *out)
{
    if (s->count == s->columns || s->sum == s->columns)
        return "can't be merged without the columns count and sum";
    if (cell[i].n == 0 && slice_is(cell[s->count], "0"))
        return NULL;
    return read_amount(cell[i], out);
}

/* Reads a record into key and value. */
static const char *
read_cells(struct sums *s, const struct slice *cell, size_t *column)
{
    const char *why = NULL;
    size_t keys = 0;

    for (size_t i = 0; i < s->columns && !why; i++) {
        *column = i;
        s->value[i] = 0;
        if (s->rule[i] == SUM_KEY)
            s->key[keys++] = cell[i];
        else if (s->rule[i] == SUM_COUNT)
            why = read_count(cell[i], &s->value[i]);
        else if (s->rule[i] == SUM_AMOUNT)
            why = read_amount(cell[i], &s->value[i]);
        else
            why = read_other(s, cell, i, &s->value[i]);
    }
    return why;
}

/* to += from; false where a sum passes 64 bits. */
static bool
join(const struct sums *s, int64_t *to, const int64_t *from)
{
    bool counts = s->count < s->columns, good = true;
    bool first = counts && to[s->count] == 0, nothing = counts && from[s->count] == 0;

    for (size_t i = 0; i < s->columns; i++)
        if (s->rule[i] == SUM_AMOUNT || s->rule[i] == SUM_COUNT)
            good = money_add(to[i], from[i], &to[i]) && good;
        else if (s->rule[i] == SUM_LEAST && !nothing && (first || from[i] < to[i]))
            to[i] = from[i];
        else if (s->rule[i] == SUM_MOST && !nothing && (first || from[i] > to[i]))
            to[i] = from[i];
    return good;
}

/* The first column of the key, for what is wrong with it as a whole. */
static size_t
key_column(const struct sums *s)
{
    size_t i = 0;

    while (i + 1 < s->columns && s->rule[i] != SUM_KEY)
        i++;
    return i;
}

/* till-report says "total" in the first column of its totals and nothing in the others of the key. */
static bool
is_total(const struct sums *s)
{
    size_t keys = 0;

    for (size_t i = 0; i < s->columns; i++) {
        if (s->rule[i] != SUM_KEY)
            continue;
        if (!slice_is(s->key[keys], keys == 0 ? "total" : ""))
            return false;
        keys++;
    }
    return keys > 0;
}

const char *
sums_add(struct sums *s, const struct slice *cell, size_t input, size_t *column)
{
    const char *why = read_cells(s, cell, column);
    struct added *to;

    if (why)
        return why;
    *column = key_column(s);
    if (is_total(s))
        return "is a line of totals: make the parts without, and give --totals here";
    to = groups_at(s->groups, s->key);
    if (to->input == input)
        return "stands twice in one input with the same key (-k names all columns of the key)";
    to->input = input;
    return join(s, to->value, s->value) ? NULL : "makes a sum beyond what 64 bits hold";
}

size_t
sums_sort(struct sums *s)
{
    return s->groups_n = groups_sort(s->groups);
}

static const int64_t *
values(const struct sums *s, size_t group)
{
    return group == s->groups_n ? s->total : ((const struct added *)groups_nth(s->groups, group))->value;
}

static int64_t
mean(const struct sums *s, const int64_t *value)
{
    return tally_mean(value[s->sum], value[s->count]);
}

struct sum
sums_at(const struct sums *s, size_t group, size_t column)
{
    const int64_t *value = values(s, group);
    struct sum sum = { .value = value[column], .there = true };
    size_t key = 0;

    if (s->rule[column] == SUM_KEY) {
        for (size_t i = 0; i < column; i++)
            key += s->rule[i] == SUM_KEY;
        sum.text =
            group < s->groups_n ? groups_field(s->groups, group, key) : slice_of(key == 0 ? "total" : "");
    } else if (s->rule[column] > SUM_COUNT) {
        sum.there = value[s->count] > 0;
        if (s->rule[column] == SUM_MEAN)
            sum.value = mean(s, value);
    }
    return sum;
}

bool
sums_are_zero(const struct sums *s, size_t group)
{
    const int64_t *value = values(s, group);

    for (size_t i = 0; i < s->columns; i++)
        if (value[i] != 0)
            return false;
    return true;
}

bool
sums_total(struct sums *s)
{
    bool good = true;

    for (size_t i = 0; i < s->groups_n; i++)
        good = join(s, s->total, values(s, i)) && good;
    return good;
}
