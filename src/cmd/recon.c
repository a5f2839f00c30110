/*
 * till-recon: the sums of two or more sources, side by side by key, and whether they tie.
 *
 * Each source is brought to one measure, money received: minus the payments and returns of
 * entries, receipts by their status, and the amounts of anything else as they are.
 */
#include "recon.h"
#include "cli_parts.h"
#include "cli_received.h"
#include "key.h"
#include "match.h"
#include "refs.h"
#include "word.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
#define DIFFERENCE   "_diff"

static struct list key_names;
static money tolerance;
static bool explain, refunds;

static const struct option_spec options[] = {
    { 'k', "keys", OPTION_SPLIT, &key_names, "COLUMNS", "compare sums by these (default date,till,tender)" },
    { 't', "tolerance", OPTION_MONEY, &tolerance, "AMOUNT", "out is what differs by more (default 0.00)" },
    { 'x', "explain", OPTION_FLAG, &explain, NULL, "say of each line that is out what would explain it" },
    { 0, "refunds", OPTION_FLAG, &refunds, NULL, "count the refunds of entries, too, below zero" },
    { 0 },
};

static const struct program program = { "till-recon", "NAME=FILE NAME=FILE...",
                                        "Ties the sums of two or more sources by key.", options,
                                        USES_INPUT | USES_FORM | USES_RANGE };

/* One source: a NAME and all its files. */
struct source {
    struct list files; /* NULL at the end */
    struct rows *rows;
    bool posted, known; /* it has entries; it has receipt numbers */
};

static struct source *source;
static struct list names; /* of the sources */

static struct list want;

/* The key's columns, and where the word of each stands among the values of a record; the same of the receipt
 * number, where it matters. */
static int *key_slot, *key_value, ref_value;

static struct recon sums;
static struct refs *refs;

/* NAME=FILE; files of one name are one source. */
static void
take_operand(char *word, bool *standard)
{
    size_t n = strspn(word, NAME_LETTERS), at = 0;

    if (n == 0 || word[n] != '=')
        cli_die("\"%s\" is not NAME=FILE (a name has letters, digits and _)", word);
    if (word[n + 1] == '\0')
        cli_die("\"%s\" names no file", word);
    if (strcmp(word + n + 1, "-") == 0 && *standard)
        cli_die("\"%s\": standard input can be read only once", word);
    *standard |= strcmp(word + n + 1, "-") == 0;
    word[n] = '\0';
    while (at < names.n && strcmp(names.word[at], word) != 0)
        at++;
    if (at == names.n) {
        source = mem_grow(source, at + 1, sizeof *source);
        source[at] = (struct source){ 0 };
        list_add(&names, word);
    }
    list_add(&source[at].files, word + n + 1);
}

static void
take_operands(char **words)
{
    bool standard = false;

    for (; *words; words++)
        take_operand(*words, &standard);
    if (names.n < 2)
        cli_die("two sources at least: NAME=FILE NAME=FILE...");
    if (names.n > UINT16_MAX)
        cli_die("more sources than %d", UINT16_MAX);
    for (size_t i = 0; i < names.n; i++)
        list_add(&source[i].files, NULL);
}

static char *
difference_name(const char *name)
{
    size_t n = strlen(name);
    char *s = mem_alloc(n + sizeof DIFFERENCE);

    memcpy(s, name, n);
    memcpy(s + n, DIFFERENCE, sizeof DIFFERENCE);
    return s;
}

/* The names of the output's columns, each of which must be the only one of its name. */
static struct list
name_columns(void)
{
    struct list all = { 0 };

    for (size_t i = 0; i < key_names.n; i++)
        list_add(&all, key_names.word[i]);
    for (size_t i = 0; i < names.n; i++)
        list_add(&all, names.word[i]);
    for (size_t i = 1; i < names.n; i++)
        list_add(&all, difference_name(names.word[i]));
    list_add(&all, "status");
    list_add(&all, "why");
    for (size_t i = 0; i < all.n; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(all.word[i], all.word[k]) == 0)
                cli_die("two columns of the output would be named %s", all.word[i]);
    return all;
}

static bool
has_range(void)
{
    return cli_range().from != DATE_MIN || cli_range().to != DATE_MAX;
}

static void
choose_columns(void)
{
    static const char *const keys[] = { "date", "till", "tender" };
    bool usual = key_names.n == 0;

    for (int i = 0; i < RECEIVED_COLUMNS; i++)
        list_add(&want, received_want[i]);
    if (has_range())
        key_want(&want, "date");
    for (int i = 0; usual && i < 3; i++)
        list_add(&key_names, keys[i]);
    key_slot = mem_alloc(key_names.n * sizeof *key_slot);
    key_value = mem_alloc(key_names.n * sizeof *key_value);
    for (size_t i = 0; i < key_names.n; i++) {
        if (key_names.word[i][0] == '?')
            cli_die("--keys: \"%s\" begins with a question mark, as no column here does", key_names.word[i]);
        key_slot[i] = key_want(&want, key_names.word[i]);
    }
    sums = recon_new(key_names.n, names.n);
    refs = refs_new(names.n);
}

/* Asks for the words. A date has one form alone, so its day is as good as a word. */
static void
ask_words(struct rows *r)
{
    if (explain)
        ref_value = rows_value(r, RECEIVED_REF, word_values);
    for (size_t i = 0; i < key_names.n; i++)
        key_value[i] = key_slot[i] == RECEIVED_DATE ? RECEIVED_DAY : rows_value(r, key_slot[i], word_values);
}

/* All sources are opened before any is read: what they lack is told at once. */
static void
open_sources(void)
{
    for (size_t s = 0; s < names.n; s++) {
        source[s].rows = cli_rows((char **)source[s].files.word, want.word, want.n, &cli_sealed);
        for (size_t i = 0; i < rows_columns(source[s].rows); i++) {
            int slot;
            rows_column(source[s].rows, i, &slot);
            source[s].posted |= slot == RECEIVED_KIND;
            source[s].known |= slot == RECEIVED_REF;
        }
        received_ahead(source[s].rows);
        ask_words(source[s].rows);
    }
}

/* What one part of a source comes to, by lines of its own. */
struct part {
    bool ranged;       /* the range decides */
    struct recon sums; /* of one source */
    struct refs *refs;
    uint64_t *word; /* of the keys at hand */
    struct slice *text;
};

/* The line is the key's, or RECON_NONE: its words alone do not say. */
static void
take_one(struct part *p, const struct row *row, const uint64_t *word, uint32_t line)
{
    money m;
    enum received what = received_of(row->value, refunds, &m);

    if (what == RECEIVED_NOTHING || (what == RECEIVED_VOID && !explain) ||
        (p->ranged && !range_has(cli_range(), (date)row->value[RECEIVED_DAY])))
        return;
    if (line == RECON_NONE) {
        for (size_t i = 0; i < key_names.n; i++)
            p->text[i] = row_get(row, key_slot[i]);
        line = recon_at(&p->sums, word, p->text);
    }
    if (what == RECEIVED)
        recon_add(&p->sums, line, 0, m);
    if (explain && row->value[ref_value] != 0)
        refs_keep(p->refs, line, what == RECEIVED_VOID, m, (uint64_t)row->value[ref_value],
                  row_get(row, RECEIVED_REF));
}

static void
take_received(void *with, const struct row *first, size_t n)
{
    struct part *p = with;
    struct row row = *first;
    uint32_t line[ROWS_RUN];
    uint64_t *word = p->word;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < key_names.n; k++)
            *word++ = (uint64_t)row_value(first, i)[key_value[k]];
    recon_look(&p->sums, p->word, n, line);
    for (size_t i = 0; i < n; i++) {
        row_move(&row, i);
        take_one(p, &row, p->word + i * key_names.n, line[i]);
    }
}

/* The parts stay from source to source, as most of the keys do. */
static struct part part[SHARE_PARTS];
static void *each_part[SHARE_PARTS];

static void
begin_parts(void)
{
    for (unsigned i = 0; i < cli_parts(); i++) {
        part[i] = (struct part){ .ranged = has_range(), .sums = recon_new(key_names.n, 1) };
        part[i].word = mem_alloc(key_names.n * ROWS_RUN * sizeof *part->word);
        part[i].text = mem_alloc(key_names.n * sizeof *part->text);
        each_part[i] = &part[i];
    }
}

static void
join_part(struct part *p, size_t s)
{
    uint32_t *line = mem_alloc(p->sums.lines * sizeof *line);

    recon_join(&sums, &p->sums, s, line);
    recon_clear(&p->sums);
    refs_join(refs, p->refs, s, line);
    if (refs_kept(refs) >= UINT32_MAX)
        cli_die("more receipts than can be explained at once");
}

static void
read_source(size_t s, bool dated)
{
    struct rows_share how = {
        .take = take_received, .part = each_part, .parts = cli_parts(), .good = received_good
    };
    struct row row;
    date day;

    for (unsigned i = 0; i < how.parts; i++)
        part[i].refs = refs_new(names.n);
    rows_share(source[s].rows, &how);
    while (cli_next(source[s].rows, &row))
        if (received_read(&row) && (!dated || cli_day(&row, RECEIVED_DATE, RECEIVED_DAY, "date", &day)))
            rows_give(source[s].rows, &row);
    rows_free(source[s].rows);
    for (unsigned i = 0; i < how.parts; i++)
        join_part(&part[i], s);
}

static void
end_parts(void)
{
    for (unsigned i = 0; i < cli_parts(); i++) {
        recon_free(&part[i].sums);
        free(part[i].word);
        free(part[i].text);
    }
}

static void
read_sources(void)
{
    bool dated = has_range();

    for (size_t i = 0; i < key_names.n; i++)
        dated |= strcmp(key_names.word[i], "date") == 0;
    begin_parts();
    for (size_t s = 0; s < names.n; s++)
        read_source(s, dated);
    end_parts();
}

/* From here on no difference passes 64 bits. */
static void
check_differences(void)
{
    money unused;

    if (!recon_close(&sums))
        cli_die("a sum is beyond what 64 bits hold");
    for (uint32_t line = 0; line < sums.lines; line++)
        for (size_t s = 1; s < names.n; s++)
            if (__builtin_sub_overflow(recon_sum(&sums, line, s), recon_sum(&sums, line, 0), &unused))
                cli_die("a difference is beyond what 64 bits hold");
}

static struct match *
match_sources(const uint32_t *order)
{
    static struct match_input in;
    bool *posted = mem_alloc(names.n * sizeof *posted), *known = mem_alloc(names.n * sizeof *known);
    bool *is_out = mem_alloc(sums.lines * sizeof *is_out);
    const struct match_receipt *receipt;
    struct intern *texts;
    size_t receipts;

    for (size_t s = 0; s < names.n; s++) {
        posted[s] = source[s].posted;
        known[s] = source[s].known;
    }
    for (uint32_t line = 0; line < sums.lines; line++)
        for (size_t s = 1; s < names.n; s++)
            is_out[line] |= match_out(recon_sum(&sums, line, s) - recon_sum(&sums, line, 0), tolerance);
    receipt = refs_choose(refs, is_out, &receipts, &texts);
    free(is_out);
    in = (struct match_input){ names.word, posted,      known,    names.n,    key_names.word, key_names.n,
                               order,      sums.text,   sums.sum, sums.there, sums.lines,     receipt,
                               receipts,   texts->text, texts->n, tolerance };
    return match_new(&in);
}

/* Prints a line; returns whether it is out. */
static bool
print_line(struct emit *out, struct match *m, uint32_t line)
{
    struct buffer why = { 0 };
    bool is_out = false;

    for (size_t i = 0; i < key_names.n; i++)
        emit_text(out, recon_key(&sums, line)[i]);
    for (size_t s = 0; s < names.n; s++)
        emit_money(out, recon_sum(&sums, line, s));
    for (size_t s = 1; s < names.n; s++) {
        money difference = recon_sum(&sums, line, s) - recon_sum(&sums, line, 0);
        emit_money(out, difference);
        is_out |= match_out(difference, tolerance);
    }
    emit_string(out, is_out ? "out" : "balanced");
    if (m && is_out)
        match_explain(m, line, &why);
    if (m)
        emit_text(out, (struct slice){ why.n ? why.p : "", why.n });
    emit_end(out);
    buffer_free(&why);
    return is_out;
}

static bool
print_lines(const struct list *all)
{
    struct emit *out = cli_emit();
    uint32_t *order = recon_order(&sums);
    struct match *m = explain ? match_sources(order) : NULL;
    bool any_out = false;

    for (size_t i = 0; i < all->n - !explain; i++)
        emit_column(out, all->word[i], i < key_names.n || i >= all->n - 2 ? CELL_TEXT : CELL_MONEY);
    for (size_t i = 0; i < sums.lines; i++)
        if (recon_there(&sums, order[i])) /* a key that has only void receipts is no line */
            any_out |= print_line(out, m, order[i]);
    if (m)
        match_free(m);
    free(order);
    return any_out;
}

int
main(int argc, char **argv)
{
    struct list all;

    take_operands(cli_begin(argc, argv, &program));
    choose_columns();
    all = name_columns();
    open_sources();
    read_sources();
    cli_checked();
    check_differences();
    cli_end(print_lines(&all) ? 1 : 0);
}
