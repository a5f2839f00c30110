#include "scan.h"

#include "scan_words.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Room for all that n bytes could be: what is never written takes no memory. */
static void
make_room(struct scan *s, size_t n)
{
    if (s->cap >= n)
        return;
    s->cap = n + n / 8; /* the next block may be a little longer */
    s->room = mem_grow(s->room, s->cap, sizeof *s->room);
    s->end = s->room + 1;
    s->line = mem_grow(s->line, s->cap, sizeof *s->line);
    s->odd = mem_grow(s->odd, s->cap, 1);
}

INLINE struct marks
look_bytes(const char *p, char delimiter, bool crlf)
{
    struct marks m = { 0, 0, 0, 0, 0 };

    for (int i = 0; i < WORD; i++) {
        unsigned char c = (unsigned char)p[i];
        bool cr = crlf && c == '\r', field = c == '\n' || p[i] == delimiter || cr;
        m.line |= (uint64_t)(c == '\n') << i;
        m.field |= (uint64_t)field << i;
        m.cr |= (uint64_t)cr << i;
        m.strange |= (uint64_t)(!field && (c < 0x20 || c == '"' || c >= 0x7f)) << i;
        m.wide |= (uint64_t)(c >> 7) << i;
    }
    return m;
}

void
scan_bytes(struct scan *s, const char *p, size_t n, char delimiter, bool crlf)
{
    scan_words(s, p, n, delimiter, crlf, look_bytes, lay_each);
}

/* The best last; of those that are not here from the start scan_unit says whether they are. */
enum { BYTES, SSE2, AVX2, AVX512, NEON = SSE2 };

static struct unit {
    const char *name;
    scanner *scan;
    bool here;
} units[] = {
    [BYTES] = { "bytes", scan_bytes, true },
#if defined(__x86_64__)
    [SSE2] = { "sse2", scan_sse2, true },
    [AVX2] = { "avx2", scan_avx2, false },
    [AVX512] = { "avx512", scan_avx512, false },
#elif defined(__aarch64__)
    [NEON] = { "neon", scan_neon, true },
#endif
};

#define UNITS     ((int)(sizeof units / sizeof *units))
#define HAS(what) (__builtin_cpu_supports(what) != 0)

static scanner *chosen;
static pthread_once_t choosing = PTHREAD_ONCE_INIT; /* by whichever thread comes first */

const char *
scan_unit(int i)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    /* "&": a branch that only another machine takes is one that no test here could. */
    units[AVX2].here = HAS("avx2") & HAS("bmi2");
    units[AVX512].here = units[AVX2].here & HAS("avx512bw") & HAS("avx512vbmi") & HAS("avx512vbmi2");
#endif
    for (int k = 0; k < UNITS; k++)
        if ((i -= units[k].here) < 0)
            return units[k].name;
    return NULL;
}

bool
scan_use(const char *unit)
{
    for (int i = 0; i < UNITS; i++)
        if (strcmp(units[i].name, unit) == 0) {
            chosen = units[i].scan;
            return true;
        }
    return false;
}

static void
choose_best(void)
{
    int best = 0; /* the bytes are always there */

    while (scan_unit(best + 1))
        best++;
    if (!chosen)
        scan_use(scan_unit(best));
}

/* A line with another number of fields is odd, and so is one with nothing in it. */
static void
check_counts(struct scan *s, size_t per_line)
{
    for (size_t k = 0; k < s->lines; k++)
        s->odd[k] |= s->line[k + 1] - s->line[k] != per_line;
}

static void
check_blank(struct scan *s, size_t ending)
{
    for (size_t k = 0; k < s->lines; k++)
        s->odd[k] |= scan_start(s, k + 1) - scan_start(s, k) == ending;
}

/* More ends behind the last line's: so a field that a short line lacks is looked for at a place, too. */
static void
lay_behind(uint32_t *end, size_t more)
{
    for (; more > 0; more--, end++)
        *end = end[-1];
}

void
scan_text(struct scan *s, const char *p, size_t n, char delimiter, size_t fields)
{
    const char *nl = n > 0 ? memchr(p, '\n', n) : NULL;
    bool crlf = nl && nl > p && nl[-1] == '\r';

    pthread_once(&choosing, choose_best);
    make_room(s, n + fields + 2 * WORD);
    s->end[-1] = UINT32_MAX;
    s->line[0] = 0;
    s->odd[0] = LINE_PLAIN;
    chosen(s, p, n, delimiter, crlf);
    lay_behind(s->end + s->line[s->lines], fields);
    check_counts(s, fields + crlf);
    if (fields == 1)
        check_blank(s, crlf ? 2 : 1);
}

void
scan_free(struct scan *s)
{
    free(s->room);
    free(s->line);
    free(s->odd);
    *s = (struct scan){ 0 };
}
