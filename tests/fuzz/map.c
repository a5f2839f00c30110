/*
 * A column map and the records it reads, from bytes: lines of the map as fields between commas, an empty
 * line, the header of a file, its records.
 */
#include "fuzz.h"

#include "../../src/map.h"
#include "../../src/text.h"

#define CELLS 12

static void
must_tell(const struct map_fault *f)
{
    must(f->phrase && *f->phrase && f->value.n <= 65536);
    must(!f->column || strlen(f->column) <= 65536);
}

/* False where the lines are no map. What is no text does not come to a map, for rows refuses it. */
static bool
read_map(struct map *m, struct bytes *in)
{
    struct slice part;
    struct map_fault f;
    bool good = true;

    for (uint64_t line = 2; take_part(in, '\n', &part) && part.n > 0; line++) {
        struct slice field[MAP_FIELDS];
        take_fields(part, field, MAP_FIELDS);
        if (text_check(part)) {
            good = false;
        } else if (!map_add(m, field, line, &f)) {
            must_tell(&f);
            good = false;
        }
        drop_fields(field, MAP_FIELDS);
    }
    if (good && !map_check(m, &f)) {
        must(f.phrase != NULL);
        good = false;
    }
    return good;
}

/* The fields of a line; of a fixed layout the line itself. */
static size_t
cells_of(const struct map *m, struct slice part, struct slice *cell)
{
    size_t n = 0;

    if (map_layout(m)->fixed) {
        cell[0] = exactly(part);
        return 1;
    }
    while (n < CELLS && slice_cut(&part, ',', &cell[n])) {
        cell[n] = exactly(cell[n]);
        n++;
    }
    return n;
}

static void
must_be_values(const struct map *m)
{
    for (size_t i = 0; i < map_columns(m); i++) {
        const struct map_value *v = map_value(m, i);
        must(v->name != NULL);
        if (v->kind == MAP_AMOUNT)
            must(money_fits(v->amount) && (v->there || v->amount == 0));
        else if (v->kind == MAP_DATE)
            must(v->date == DATE_NONE || (v->date >= DATE_MIN && v->date <= DATE_MAX));
        else
            must(text_check(v->text) == NULL);
    }
}

static void
read_records(struct map *m, struct bytes in)
{
    struct slice part, cell[CELLS];
    struct map_fault f;
    size_t from = 0, n;

    if (map_layout(m)->headed && take_part(&in, '\n', &part)) {
        bool good = true;
        n = cells_of(m, part, cell);
        while (!map_bind(m, cell, n, &from, &f)) {
            must_tell(&f);
            good = false;
        }
        drop_fields(cell, n);
        if (!good)
            return;
    }
    while (take_part(&in, '\n', &part)) {
        enum map_result got;
        n = cells_of(m, part, cell);
        got = map_read(m, cell, n, &f);
        if (got == MAP_TAKEN)
            must_be_values(m);
        else if (got == MAP_BAD)
            must_tell(&f);
        drop_fields(cell, n);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct bytes in = { data, n };
    struct map *m = map_new();

    if (read_map(m, &in))
        read_records(m, in);
    map_free(m);
    return 0;
}
