#include "holidays.h"

#include <stdlib.h>

static int
compare(const void *a, const void *b)
{
    const date *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

void
holidays_sort(date *days, size_t count)
{
    if (count > 1)
        qsort(days, count, sizeof *days, compare);
}

bool
holidays_open(const struct holidays *h, date d)
{
    size_t low = 0, high = h->count;

    if (date_weekday(d) >= 5)
        return false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (h->days[middle] == d)
            return false;
        if (h->days[middle] < d)
            low = middle + 1;
        else
            high = middle;
    }
    return true;
}

bool
holidays_next(const struct holidays *h, date d, date *out)
{
    for (; d <= DATE_MAX; d++) {
        if (holidays_open(h, d)) {
            *out = d;
            return true;
        }
    }
    return false;
}
