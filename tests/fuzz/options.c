/*
 * Command lines: a word a line. Warnings are made, as text, and thrown away.
 */
#include "fuzz.h"

#include "../../src/options.h"

#include <err.h>
#include <getopt.h>
#include <stdarg.h>

#define WORDS 24

/* In the place of the C library's: the same text, to nowhere. */
void
warnx(const char *format, ...)
{
    char text[512];
    va_list ap;

    va_start(ap, format);
    must(vsnprintf(text, sizeof text, format, ap) > 0);
    va_end(ap);
}

static bool flag;
static const char *text;
static struct list list, split;
static int count, choice;
static money amount;
static date day;
static struct range range;
static struct rate rate;

static const struct option_spec specs[] = {
    { 'f', "flag", OPTION_FLAG, &flag, NULL, "" },
    { 't', "text", OPTION_TEXT, &text, "WORD", "" },
    { 'l', "list", OPTION_LIST, &list, "WORD", "" },
    { 's', "split", OPTION_SPLIT, &split, "WORDS", "" },
    { 'n', "count", OPTION_COUNT, &count, "COUNT", "" },
    { 'p', "amount", OPTION_MONEY, &amount, "AMOUNT", "" },
    { 0, "day", OPTION_DATE, &day, "DATE", "" },
    { 0, "range-of", OPTION_RANGE, &range, "RANGE", "" },
    { 'R', "rate", OPTION_RATE, &rate, "RATE", "" },
    { 'm', "method", OPTION_CHOICE, &choice, "level|equal|addon", "" },
    { 0 },
};
static const struct program program = { "till-fuzz", "[file...]", "Nothing.", specs,
                                        USES_INPUT | USES_FORM | USES_DAY | USES_RANGE };

static void
must_be_values(const struct common_options *c)
{
    must(count >= 0 && count <= 1000000 && choice >= 0 && choice <= 2);
    must(amount >= 0 && money_fits(amount) && rate.units >= 0);
    must(day == DATE_NONE || (day >= DATE_MIN && day <= DATE_MAX));
    must(c->day == DATE_NONE || (c->day >= DATE_MIN && c->day <= DATE_MAX));
    must(c->range.from <= c->range.to && c->form >= -1 && c->form <= 3);
    for (size_t i = 0; i < split.n; i++)
        must(split.word[i][0] && !strchr(split.word[i], ','));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct bytes in = { data, n };
    char *argv[WORDS + 2] = { strdup("till-fuzz") };
    struct common_options common;
    struct slice word;
    int argc = 1, first = -1;

    while (argc <= WORDS && take_part(&in, '\n', &word)) {
        argv[argc] = calloc(word.n + 1, 1);
        memcpy(argv[argc++], word.p, word.n);
    }
    list.n = split.n = 0;
    count = choice = 0;
    amount = 0;
    day = DATE_NONE;
    rate.units = 0;
    optind = 0;
    if (options_read(argc, argv, &program, &common, &first)) {
        must(first >= 1 && first <= argc);
        must_be_values(&common);
    }
    for (int i = 0; i < argc; i++)
        free(argv[i]);
    return 0;
}
