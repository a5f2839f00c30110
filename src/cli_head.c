#include "cli_head.h"

#include <string.h>

#define COLUMNS_MOST 1000 /* of a record (rows.h) */

/* One program makes one report. */
static struct {
    const char *name[COLUMNS_MOST];
    enum cell type[COLUMNS_MOST];
    size_t n, keys;
} head;

/* Two columns of one name would make records that no program could read by name. */
void
head_add(const char *name, enum cell type)
{
    for (size_t i = 0; i < head.n; i++)
        if (strcmp(head.name[i], name) == 0)
            cli_die("the report would have two columns \"%s\"", name);
    if (head.n == COLUMNS_MOST)
        cli_die("the report would have more than %d columns", COLUMNS_MOST);
    head.name[head.n] = name;
    head.type[head.n++] = type;
}

void
head_end_key(void)
{
    head.keys = head.n;
}

size_t
head_keys(void)
{
    return head.keys;
}

struct emit *
head_begin(void)
{
    struct emit *out = cli_emit();

    for (size_t i = 0; i < head.n; i++)
        emit_column(out, head.name[i], head.type[i]);
    return out;
}

void
head_key(struct emit *out, const struct groups *g, size_t i)
{
    for (size_t f = 0; f < head.keys; f++)
        emit_text(out, groups_field(g, i, f));
}

bool
head_total(struct emit *out, bool wanted)
{
    for (size_t f = 0; wanted && f < head.keys; f++)
        emit_string(out, f == 0 ? "total" : "");
    return wanted && head.keys > 0;
}
