#include "period.h"

#include "memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *
period_base(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

bool
period_of(const char *path, struct range *period)
{
    const char *name = period_base(path);
    char first[] = "0000-00-01";
    struct civil c;

    if (strlen(name) < 11 || (strcmp(name + 7, ".csv") != 0 && strcmp(name + 7, ".csv.gz") != 0))
        return false;
    memcpy(first, name, 7);
    if (date_parse(first, 10, &period->from))
        return false;
    c = date_civil(period->from);
    period->to = period->from + date_days_in_month(c.year, c.month) - 1;
    return true;
}

char *
period_path_before(const char *path)
{
    size_t dir = (size_t)(period_base(path) - path);
    struct range period;
    char *name, day[DATE_TEXT];

    if (!period_of(path, &period) || period.from == DATE_MIN)
        return NULL;
    name = mem_alloc(dir + 16);
    date_format(day, period.from - 1);
    memcpy(name, path, dir);
    snprintf(name + dir, 16, "%.7s.csv", day);
    if (access(name, F_OK) == 0 || errno != ENOENT)
        return name;
    snprintf(name + dir, 16, "%.7s.csv.gz", day);
    if (access(name, F_OK) == 0 || errno != ENOENT)
        return name;
    free(name);
    return NULL;
}
