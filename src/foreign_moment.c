/* Dates and times by a pattern: one language for both, so a date may be read out of a time stamp. */
#include "foreign.h"

#include <string.h>

enum field { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, HALF, FIELDS };

/* What a value says; a field that its pattern has not is 0. */
struct moment {
    int field[FIELDS];
};

static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December" };

/* The field that a conversion tells, or FIELDS. */
static enum field
field_of(char conversion)
{
    static const char letters[] = "YymbBdHIMSp";
    static const enum field fields[] = { YEAR, YEAR, MONTH,  MONTH,  MONTH, DAY,
                                         HOUR, HOUR, MINUTE, SECOND, HALF };
    const char *at = conversion ? strchr(letters, conversion) : NULL;

    return at ? fields[at - letters] : FIELDS;
}

/* Which fields a pattern tells, each a bit; a phrase where it is not good. */
static const char *
survey(const char *p, unsigned *fields)
{
    bool twelve = false;

    *fields = 0;
    for (; *p; p++) {
        unsigned bit;
        if (*p != '%')
            continue;
        twelve = twelve || p[1] == 'I';
        if (field_of(*++p) == FIELDS)
            return "has a conversion that is none of %Y %y %m %b %B %d %H %I %M %S %p";
        bit = 1u << field_of(*p);
        if (*fields & bit)
            return "tells something twice";
        *fields |= bit;
    }
    if (twelve != ((*fields & 1u << HALF) != 0))
        return "has %I without %p, or %p without %I";
    return NULL;
}

static const char *
survey_for(const char *text, unsigned needs, const char *lacks)
{
    unsigned fields;
    const char *why = survey(text, &fields);

    return why ? why : (fields & needs) == needs ? NULL : lacks;
}

const char *
foreign_date_pattern(const char *text)
{
    return survey_for(text, 1u << YEAR | 1u << MONTH | 1u << DAY, "does not tell year, month and day");
}

const char *
foreign_time_pattern(const char *text)
{
    return survey_for(text, 1u << HOUR | 1u << MINUTE, "does not tell hour and minute");
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes least to most digits off s. */
static bool
take_number(struct slice *s, size_t least, size_t most, int *out)
{
    size_t n = 0;

    for (*out = 0; n < most && n < s->n && is_digit(s->p[n]); n++)
        *out = *out * 10 + (s->p[n] - '0');
    s->p += n;
    s->n -= n;
    return n >= least;
}

/* Takes the first n letters of word off s; capitals or not. */
static bool
take_word(struct slice *s, const char *word, size_t n)
{
    if (s->n < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((s->p[i] | 0x20) != (word[i] | 0x20))
            return false;
    s->p += n;
    s->n -= n;
    return true;
}

static bool
take_month(struct slice *s, bool whole, int *out)
{
    for (int i = 0; i < 12; i++)
        if (take_word(s, months[i], whole ? strlen(months[i]) : 3)) {
            *out = i + 1;
            return true;
        }
    return false;
}

static bool
take_half(struct slice *s, int *out)
{
    *out = take_word(s, "PM", 2);
    return *out || take_word(s, "AM", 2);
}

/* A number of two digits may be one of one where something stands behind it that tells its end. */
static bool
take_field(struct slice *s, char conversion, bool joined, int *out)
{
    switch (conversion) {
    case 'Y':
        return take_number(s, 4, 4, out);
    case 'y':
        if (!take_number(s, 2, 2, out))
            return false;
        *out += *out < 69 ? 2000 : 1900; /* as POSIX strptime has it */
        return true;
    case 'b':
    case 'B':
        return take_month(s, conversion == 'B', out);
    case 'p':
        return take_half(s, out);
    case 'M':
    case 'S':
        return take_number(s, 2, 2, out);
    default:
        return take_number(s, joined ? 2 : 1, 2, out);
    }
}

/* A blank of the pattern stands for any number of blanks, but for one at least. */
static bool
take_blanks(struct slice *s)
{
    size_t before = s->n;

    while (s->n > 0 && *s->p == ' ') {
        s->p++;
        s->n--;
    }
    return s->n < before;
}

static bool
fits(struct slice s, const char *p, struct moment *m)
{
    *m = (struct moment){ 0 };
    for (; *p; p++) {
        if (*p == '%') {
            char conversion = *++p;
            if (!take_field(&s, conversion, p[1] == '%', &m->field[field_of(conversion)]))
                return false;
        } else if (*p == ' ') {
            if (!take_blanks(&s))
                return false;
        } else if (s.n > 0 && *s.p == *p) {
            s.p++;
            s.n--;
        } else {
            return false;
        }
    }
    return s.n == 0;
}

const char *
foreign_date(struct slice s, const struct pattern *p, date *out)
{
    struct moment m;
    struct civil c;

    if (s.n == 0)
        return "is empty where a date belongs";
    if (!fits(s, p->text, &m))
        return p->misfit;
    c = (struct civil){ m.field[YEAR], m.field[MONTH], m.field[DAY] };
    if (c.year < 1900 || c.year > 2199)
        return "is outside the years 1900 to 2199";
    if (!date_valid(c.year, c.month, c.day))
        return "is no day of the calendar";
    *out = date_make(c);
    return NULL;
}

/* 12 at night is 12 AM, 12 at noon 12 PM. */
static int
hour_of(const struct moment *m, bool twelve)
{
    int hour = m->field[HOUR];

    if (!twelve)
        return hour;
    return hour < 1 || hour > 12 ? 24 : hour % 12 + 12 * m->field[HALF];
}

static void
put(char *to, int v)
{
    to[0] = (char)('0' + v / 10);
    to[1] = (char)('0' + v % 10);
}

const char *
foreign_time(struct slice s, const struct pattern *p, char out[TIME_TEXT])
{
    struct moment m;
    int hour;

    if (s.n == 0)
        return "is empty where a time belongs";
    if (!fits(s, p->text, &m))
        return p->misfit;
    hour = hour_of(&m, strstr(p->text, "%p") != NULL);
    if (hour > 23 || m.field[MINUTE] > 59 || m.field[SECOND] > 59)
        return "is no time of the day";
    memcpy(out, "00:00:00", TIME_TEXT);
    put(out, hour);
    put(out + 3, m.field[MINUTE]);
    put(out + 6, m.field[SECOND]);
    return NULL;
}
