#include "mark.h"

#include <stdio.h>
#include <string.h>

bool
totals_add(struct totals *t, money amount)
{
    money *side = amount > 0 ? &t->debits : &t->credits;

    t->entries++;
    return money_add(*side, amount, side);
}

size_t
mark_totals(char *memo, const struct totals *t)
{
    char debits[MONEY_TEXT], credits[MONEY_TEXT];

    money_format(debits, t->debits);
    money_format(credits, t->credits);
    return (size_t)snprintf(memo, MARK_MEMO, "entries %lld debits %s credits %s", (long long)t->entries,
                            debits, credits);
}

bool
mark_says(const char *memo, const struct totals *t)
{
    char text[MARK_MEMO];

    mark_totals(text, t);
    return strstr(memo, text) != NULL;
}

struct slice
mark_word(struct slice memo, const char *word)
{
    struct slice part;
    bool next = false;

    while (slice_cut(&memo, ' ', &part)) {
        if (next)
            return part;
        next = slice_is(part, word);
    }
    return (struct slice){ "", 0 };
}

bool
mark_amount(struct slice memo, const char *word, money *out)
{
    struct slice s = mark_word(memo, word);

    return money_parse(s.p, s.n, out) == NULL;
}

static void
end_line(struct buffer *to, size_t added)
{
    for (size_t i = 0; i < added; i++)
        buffer_put(to, ",");
    buffer_put(to, "\n");
}

/* Ids, users and memos of marks have no commas or quotes, so nothing has to be quoted here and whoever
 * looks for a mark can do so without minding quotes. */
void
mark_batch(struct buffer *to, const char *day, const char *id, const char *user, const char *memo,
           size_t added)
{
    buffer_put(to, day);
    buffer_put(to, ",,batch,");
    buffer_put(to, id);
    buffer_put(to, ",,,,,,,");
    buffer_put(to, user);
    buffer_put(to, ",");
    buffer_put(to, memo);
    end_line(to, added);
}

void
mark_seal(struct buffer *to, const char *day, uint64_t number, const char *sha, size_t added)
{
    char text[32];

    buffer_put(to, day);
    snprintf(text, sizeof text, ",,seal,,%llu,,,,,,,", (unsigned long long)number);
    buffer_put(to, text);
    buffer_put(to, sha);
    end_line(to, added);
}
