#include "pivot.h"

struct pivot
pivot_new(size_t fields)
{
    return (struct pivot){ .fields = fields,
                           .cells = groups_new(fields + 1, sizeof(money)),
                           .values = groups_new(1, sizeof(money)) };
}

void
pivot_free(struct pivot *p)
{
    groups_free(p->cells);
    groups_free(p->values);
}

bool
pivot_add(struct pivot *p, const struct slice *key, money m)
{
    money *cell = groups_at(p->cells, key), *value = groups_at(p->values, key + p->fields);

    return money_add(*cell, m, cell) && money_add(*value, m, value);
}

void
pivot_sort(struct pivot *p)
{
    p->cells_n = groups_sort(p->cells);
    p->values_n = groups_sort(p->values);
}

/* A group's cells and the values are in the same order, so one pass over the values finds them. */
size_t
pivot_record(const struct pivot *p, size_t i, money *sum)
{
    size_t first = i;

    for (size_t v = 0; v < p->values_n; v++) {
        bool has = i < p->cells_n && groups_alike(p->cells, first, i, p->fields) &&
                   slice_equal(groups_field(p->cells, i, p->fields), groups_field(p->values, v, 0));
        sum[v] = has ? *(money *)groups_nth(p->cells, i++) : 0;
    }
    return i;
}

void
pivot_totals(const struct pivot *p, money *sum)
{
    for (size_t v = 0; v < p->values_n; v++)
        sum[v] = *(money *)groups_nth(p->values, v);
}
