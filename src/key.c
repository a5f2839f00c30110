#include "key.h"

#include <stdlib.h>
#include <string.h>

int
key_want(struct list *want, const char *name)
{
    for (size_t i = 0; i < want->n; i++)
        if (strcmp(want->word[i] + (want->word[i][0] == '?'), name) == 0) {
            want->word[i] = name;
            return (int)i;
        }
    list_add(want, name);
    return (int)want->n - 1;
}

static void
add(struct key *k, int slot)
{
    k->slot = mem_room(k->slot, k->n, &k->cap, sizeof *k->slot);
    k->field = mem_grow(k->field, k->cap, sizeof *k->field);
    k->slot[k->n++] = slot;
}

void
key_add_period(struct key *k, enum period period, int first)
{
    k->period = period;
    k->first = first;
    add(k, -1);
}

void
key_add_column(struct key *k, struct list *want, const char *name)
{
    add(k, key_want(want, name));
}

void
key_fill(struct key *k, const struct row *row, date d)
{
    for (size_t i = 0; i < k->n; i++)
        if (k->slot[i] >= 0)
            k->field[i] = row_get(row, k->slot[i]);
        else
            k->field[i] = (struct slice){ k->text, date_period(k->text, d, k->period, k->first) };
}

void
key_free(struct key *k)
{
    free(k->slot);
    free(k->field);
}
