/*
 * Every day of the years 1900 to 2199, and every string that could be one, against a calendar that is
 * walked: day after day, with a count of the days of each month, and nothing computed.
 *
 *   - every string of eight digits and two hyphens is a date exactly where the walk comes by it;
 *   - every date with any one byte changed to any other is judged as the walk judges it, and so is every
 *     beginning of one, and one with a byte behind it;
 *   - every day has the walk's year, month, day, weekday, ISO week, month, quarter and fiscal year;
 *   - every day moved by any number of months, either way of ending a month, is where the walk says.
 */
#include "../../src/date.h"
#include "../../src/digits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAYS   (DATE_MAX - DATE_MIN + 1)
#define MONTHS 3600

static struct {
    int year, month, day;
    int week, week_year;
    int index; /* of its month, since January 1900 */
} walk[DAYS];
static int first_of[MONTHS + 1];  /* the place of a month's first day */
static int place_of[300][12][31]; /* 1 + the place of a day, 0: there is none */
static unsigned long long strings, wrong;

/* An ISO week belongs to the year that has its Thursday; weeks of a year are counted from 1. */
static void
number_weeks(void)
{
    int week = 0, year = 0;

    for (int i = 0; i < DAYS; i += 7) { /* 1900-01-01 was a Monday */
        int thursday = i + 3;
        int now = thursday < DAYS ? walk[thursday].year : 2200;
        week = now == year ? week + 1 : 1;
        year = now;
        for (int k = i; k < i + 7 && k < DAYS; k++) {
            walk[k].week = week;
            walk[k].week_year = year;
        }
    }
}

static void
begin_walk(void)
{
    static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int at = 0;

    for (int y = 0; y < 300; y++)
        for (int m = 0; m < 12; m++) {
            int days = length[m];
            if (m == 1 && y % 4 == 0 && (y % 100 != 0 || y == 100)) /* of the hundreds, 2000 alone is leap */
                days = 29;
            first_of[12 * y + m] = at;
            for (int d = 0; d < days; d++, at++) {
                walk[at].year = 1900 + y;
                walk[at].month = m + 1;
                walk[at].day = d + 1;
                walk[at].index = 12 * y + m;
                place_of[y][m][d] = at + 1;
            }
        }
    first_of[MONTHS] = at;
    if (at != DAYS) {
        fprintf(stderr, "the walk has %d days\n", at);
        exit(2);
    }
    number_weeks();
}

static void
say(const char *what, const char *text, int n)
{
    if (wrong++ < 20)
        fprintf(stderr, "%s: \"%.*s\"\n", what, n, text);
}

/* What the walk makes of a string: the place of a day, or -1. */
static int
look_up(const char *s, int n)
{
    int v[8], k = 0, y, m, d;

    if (n != 10)
        return -1;
    for (int i = 0; i < 10; i++) {
        if (i == 4 || i == 7) {
            if (s[i] != '-')
                return -1;
        } else if (!strchr("0123456789", s[i]) || s[i] == '\0') {
            return -1;
        } else {
            v[k++] = s[i] - '0';
        }
    }
    y = v[0] * 1000 + v[1] * 100 + v[2] * 10 + v[3] - 1900;
    m = v[4] * 10 + v[5] - 1;
    d = v[6] * 10 + v[7] - 1;
    return y < 0 || y >= 300 || m < 0 || m >= 12 || d < 0 || d >= 31 ? -1 : place_of[y][m][d] - 1;
}

static void
judge(const char *s, int n)
{
    date got = 12345;
    bool good = date_parse(s, (size_t)n, &got) == NULL;
    int place = look_up(s, n);

    strings++;
    if (good != (place >= 0) || got != (good ? DATE_MIN + place : 12345) ||
        digits_date(s, (size_t)n) != (good ? got : DIGITS_NONE))
        say("read otherwise", s, n);
}

static void
all_digits(void)
{
    char s[] = "0000-00-00";
    static const int at[] = { 9, 8, 6, 5, 3, 2, 1, 0 };

    for (;;) {
        int k = 0;
        judge(s, 10);
        while (k < 8 && s[at[k]] == '9')
            s[at[k++]] = '0';
        if (k == 8)
            return;
        s[at[k]]++;
    }
}

static void
near_dates(void)
{
    char s[DATE_TEXT];

    for (int i = 0; i < DAYS; i++) {
        date_format(s, DATE_MIN + i);
        for (int k = 0; k < 10; k++) {
            char was = s[k];
            for (int c = 0; c < 256; c++) {
                s[k] = (char)c;
                judge(s, 10);
            }
            s[k] = was;
        }
        for (int n = 0; n <= 11; n++)
            judge(s, n);
    }
}

static void
names(int i, enum period p, int first, const char *want)
{
    char got[DATE_TEXT];
    size_t n = date_period(got, DATE_MIN + i, p, first);

    if (n != strlen(got) || strcmp(got, want) != 0)
        say("a period has another name", got, (int)n);
}

static void
all_days(void)
{
    char want[64];

    for (int i = 0; i < DAYS; i++) {
        struct civil c = date_civil(DATE_MIN + i);
        if (c.year != walk[i].year || c.month != walk[i].month || c.day != walk[i].day ||
            date_make(c) != DATE_MIN + i || date_weekday(DATE_MIN + i) != i % 7)
            say("is another day", "", 0);
        snprintf(want, sizeof want, "%d-%02d-%02d", walk[i].year, walk[i].month, walk[i].day);
        names(i, PERIOD_DAY, 1, want);
        snprintf(want, sizeof want, "%d-%02d", walk[i].year, walk[i].month);
        names(i, PERIOD_MONTH, 1, want);
        snprintf(want, sizeof want, "%d-W%02d", walk[i].week_year, walk[i].week);
        if (walk[i].week_year < 2200)
            names(i, PERIOD_WEEK, 1, want);
        for (int first = 1; first <= 12; first++) {
            const char *fy = first > 1 ? "FY" : "";
            int year = walk[i].year, month = walk[i].month - first; /* of the fiscal year, from 0 */
            if (month < 0)
                month += 12;
            else if (first > 1)
                year++;
            snprintf(want, sizeof want, "%s%d", fy, year);
            names(i, PERIOD_YEAR, first, want);
            snprintf(want, sizeof want, "%s%d-Q%d", fy, year, 1 + month / 3);
            names(i, PERIOD_QUARTER, first, want);
        }
    }
}

static unsigned long long
all_moves(void)
{
    unsigned long long moves = 0;

    for (int i = 0; i < DAYS; i++)
        for (int to = -12; to < MONTHS + 12; to++, moves += 2) {
            date clamp = 12345, roll = 12345;
            bool clamped = date_add_months(DATE_MIN + i, to - walk[i].index, MONTH_END_CLAMP, &clamp);
            bool rolled = date_add_months(DATE_MIN + i, to - walk[i].index, MONTH_END_ROLL, &roll);
            bool inside = to >= 0 && to < MONTHS;
            int first = inside ? first_of[to] : 0, length = inside ? first_of[to + 1] - first : 0;
            bool fits = walk[i].day <= length;
            if (clamped != inside || rolled != inside)
                say("leaves the calendar otherwise", "", 0);
            else if (inside && (clamp != DATE_MIN + first + (fits ? walk[i].day - 1 : length - 1) ||
                                roll != DATE_MIN + first + (fits ? walk[i].day - 1 : length)))
                say("is moved elsewhere", "", 0);
        }
    return moves;
}

int
main(void)
{
    unsigned long long moves;

    begin_walk();
    all_days();
    all_digits();
    near_dates();
    moves = all_moves();
    printf("date: %d days, %llu strings, %llu moves by months: %llu judged otherwise\n", DAYS, strings, moves,
           wrong);
    return wrong > 0;
}
