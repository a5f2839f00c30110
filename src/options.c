#include "options.h"

#include "memory.h"

#include <err.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 48 /* options a program */

static struct common_options shared;

static const struct option_spec form_option = { 'O',
                                                "output",
                                                OPTION_CHOICE,
                                                &shared.form,
                                                "csv|tsv|json|table",
                                                "output form (default csv, at a terminal table)" };
static const struct option_spec day_option = { 'd',         "date",
                                               OPTION_DATE, &shared.day,
                                               "DATE",      "the day as of which to report (default today)" };
static const struct option_spec range_option = {
    'r',           "range",    OPTION_RANGE,
    &shared.range, "FROM..TO", "only what is dated so; one day, or an end left open"
};
static const struct option_spec charset_option = {
    0, "charset", OPTION_TEXT, &shared.charset, "NAME", "character set of the input (default UTF-8)"
};
static const struct option_spec rejects_option = { 0,           "rejects",
                                                   OPTION_TEXT, &shared.rejects,
                                                   "FILE",      "set bad records aside in FILE and go on" };
static const struct option_spec help_option = {
    'h', "help", OPTION_FLAG, &shared.help, NULL, "show this help"
};
static const struct option_spec version_option = { 'V',  "version",         OPTION_FLAG, &shared.version,
                                                   NULL, "show the version" };

/* All options of a program, its own first. */
static size_t
collect(const struct program *p, const struct option_spec **all)
{
    size_t n = 0;

    for (const struct option_spec *o = p->options; o->name; o++)
        all[n++] = o;
    if (p->uses & USES_DAY)
        all[n++] = &day_option;
    if (p->uses & USES_RANGE)
        all[n++] = &range_option;
    if (p->uses & USES_FORM)
        all[n++] = &form_option;
    if (p->uses & USES_INPUT) {
        all[n++] = &charset_option;
        all[n++] = &rejects_option;
    }
    all[n++] = &help_option;
    all[n++] = &version_option;
    return n;
}

static const char *
read_count(const char *s, int *out)
{
    char *end;
    long v = strtol(s, &end, 10);

    if (*s < '0' || *s > '9' || *end)
        return "is not a whole number";
    if (v < 1 || v > 1000000)
        return "is not between 1 and 1000000";
    *out = (int)v;
    return NULL;
}

static const char *
read_money(const char *s, money *out)
{
    const char *why = money_parse(s, strlen(s), out);

    return why ? why : *out < 0 ? "is below zero" : NULL;
}

static const char *
read_choice(const char *s, const char *words, int *out)
{
    struct slice rest = slice_of(words), word;

    for (int i = 0; slice_cut(&rest, '|', &word); i++)
        if (slice_is(word, s)) {
            *out = i;
            return NULL;
        }
    return "is not one of its words";
}

static const char *
read_words(char *s, struct list *out)
{
    for (char *word = s, *end; word; word = end ? end + 1 : NULL) {
        end = strchr(word, ',');
        if (end)
            *end = '\0';
        if (!*word)
            return "has an empty word";
        list_add(out, word);
    }
    return NULL;
}

static const char *
take(const struct option_spec *o, char *s)
{
    switch ((unsigned)o->type & ~(unsigned)OPTION_NEEDED) {
    case OPTION_FLAG:
        *(bool *)o->to = true;
        return NULL;
    case OPTION_TEXT:
        *(const char **)o->to = s;
        return NULL;
    case OPTION_LIST:
        list_add(o->to, s);
        return NULL;
    case OPTION_SPLIT:
        return read_words(s, o->to);
    case OPTION_COUNT:
        return read_count(s, o->to);
    case OPTION_MONEY:
        return read_money(s, o->to);
    case OPTION_DATE:
        return date_parse(s, strlen(s), o->to);
    case OPTION_RANGE:
        return range_parse(s, strlen(s), o->to);
    case OPTION_RATE:
        return rate_parse(s, strlen(s), o->to);
    default:
        return read_choice(s, o->arg, o->to);
    }
}

/* getopt's own descriptions, made from ours. An option is told by 256 + its place. */
static void
describe(const struct option_spec *const *all, size_t n, struct option *longs, char *shorts)
{
    *shorts++ = ':';
    for (size_t i = 0; i < n; i++) {
        bool has = all[i]->type != OPTION_FLAG;
        longs[i] =
            (struct option){ all[i]->name, has ? required_argument : no_argument, NULL, (int)(256 + i) };
        if (all[i]->letter) {
            *shorts++ = all[i]->letter;
            if (has)
                *shorts++ = ':';
        }
    }
    longs[n] = (struct option){ 0 };
    *shorts = '\0';
}

static const struct option_spec *
told(const struct option_spec *const *all, size_t n, int c)
{
    for (size_t i = 0; i < n; i++)
        if (c == (int)(256 + i) || (c != 0 && c == all[i]->letter))
            return all[i];
    return NULL;
}

/* getopt has refused a word of the command line. */
static bool
refuse(char **argv, const struct program *p, int c)
{
    const char *word = argv[optind - 1];

    if (c == ':')
        warnx("option %s needs an argument", word);
    else if (optopt > 0 && optopt < 256)
        warnx("unknown option -%c", optopt);
    else
        warnx("%s option %s", optopt >= 256 ? "no argument goes with" : "unknown", word);
    warnx("try '%s --help'", p->name);
    return false;
}

bool
options_read(int argc, char **argv, const struct program *p, struct common_options *common, int *first)
{
    const struct option_spec *all[MOST];
    struct option longs[MOST + 1];
    char shorts[2 * MOST + 2];
    size_t n = collect(p, all);
    int c;

    shared = (struct common_options){ .form = -1, .day = DATE_NONE, .range = { DATE_MIN, DATE_MAX } };
    describe(all, n, longs, shorts);
    opterr = 0;
    while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        const struct option_spec *o = c == '?' || c == ':' ? NULL : told(all, n, c);
        const char *why;
        if (!o)
            return refuse(argv, p, c);
        if ((why = take(o, optarg))) {
            warnx("--%s: \"%s\" %s%s%s", o->name, optarg, why, o->type == OPTION_CHOICE ? ": " : "",
                  o->type == OPTION_CHOICE ? o->arg : "");
            return false;
        }
    }
    *common = shared;
    *first = optind;
    return true;
}

/* An option as the synopsis has it: in brackets, unless it is needed. */
static int
name_option(char *word, size_t room, const struct option_spec *o)
{
    const char *arg = o->arg ? o->arg : "", *between = !o->arg ? "" : o->letter ? " " : "=";
    const char *begin = "[", *end = "]";

    if (o->type & OPTION_NEEDED)
        begin = end = "";
    if (o->letter)
        return snprintf(word, room, "%s-%c%s%s%s", begin, o->letter, between, arg, end);
    return snprintf(word, room, "%s--%s%s%s%s", begin, o->name, between, arg, end);
}

/* The synopsis, broken before column 78. */
static void
usage(const struct program *p, const struct option_spec *const *all, size_t n)
{
    int column = printf("usage: %s", p->name);
    int indent = column + 1;
    char word[96];

    for (size_t i = 0; i <= n; i++) {
        int wide =
            i == n ? snprintf(word, sizeof word, "%s", p->operands) : name_option(word, sizeof word, all[i]);
        if (wide == 0)
            continue;
        if (column + 1 + wide > 78)
            column = printf("\n%*s%s", indent, "", word) - 1;
        else
            column += printf(" %s", word);
    }
    putchar('\n');
}

void
options_help(const struct program *p)
{
    const struct option_spec *all[MOST];
    size_t n = collect(p, all);

    usage(p, all, n);
    printf("%s\n\n", p->about);
    for (size_t i = 0; i < n; i++) {
        char left[96];
        char letter[8] = "    ";
        if (all[i]->letter)
            snprintf(letter, sizeof letter, "-%c, ", all[i]->letter);
        snprintf(left, sizeof left, "  %s--%s%s%s", letter, all[i]->name, all[i]->arg ? "=" : "",
                 all[i]->arg ? all[i]->arg : "");
        printf(strlen(left) > 30 ? "%s\n%31s%s\n" : "%-30s%s%s\n", left, strlen(left) > 30 ? "" : " ",
               all[i]->help);
    }
}
