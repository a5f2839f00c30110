/* The smallest producer of TAP: ok() for each test, tap_end() for the plan and the exit status. */
#ifndef TAP_H
#define TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static int tap_count, tap_failed;

static inline bool
ok(bool pass, const char *name, ...)
{
    va_list ap;

    printf("%sok %d - ", pass ? "" : "not ", ++tap_count);
    va_start(ap, name);
    vprintf(name, ap);
    va_end(ap);
    putchar('\n');
    tap_failed += !pass;
    return pass;
}

static inline int
tap_end(void)
{
    printf("1..%d\n", tap_count);
    return tap_failed > 0;
}

#endif
