#include "scan.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#define WORD   64 /* bytes that are looked at together: a bit each in 64 */
#define INLINE static inline __attribute__((always_inline))

/* What stands in 64 bytes, a bit each, the first byte the lowest. */
struct marks {
    uint64_t field; /* ends a field: delimiter, "\r", "\n" */
    uint64_t line;  /* "\n" */
    uint64_t cr;
    uint64_t odd;  /* a quote, a control character */
    uint64_t wide; /* not ASCII */
};

typedef struct marks looker(const char *p, char delimiter);
typedef void laying(uint32_t *end, uint64_t bits, uint32_t place);
typedef void scanner(struct scan *s, const char *p, size_t n, char delimiter, bool crlf);

static void
make_room(struct scan *s, size_t ends)
{
    if (s->ends_cap - ends < WORD + 2) {
        s->ends_cap = s->ends_cap ? s->ends_cap * 2 : 256;
        s->room = mem_grow(s->room, s->ends_cap, sizeof *s->room);
        s->end = s->room + 1;
    }
    if (s->lines_cap - s->lines < WORD + 2) {
        s->lines_cap = s->lines_cap ? s->lines_cap * 2 : 128;
        s->line = mem_grow(s->line, s->lines_cap, sizeof *s->line);
        s->odd = mem_grow(s->odd, s->lines_cap, 1);
    }
}

/* The places of the bits, in order; room for 64 is there, and what is written behind them is nothing. */
INLINE void
lay_each(uint32_t *end, uint64_t bits, uint32_t place)
{
    while (bits) {
        for (int i = 0; i < 4; i++) {
            *end++ = place + (uint32_t)(bits ? __builtin_ctzll(bits) : 0);
            bits &= bits - 1;
        }
    }
}

/* Lines that end in the word; before is how many ends stand before it. */
INLINE void
lay_lines(struct scan *s, const struct marks *m, size_t before)
{
    uint64_t rest = m->line;

    while (rest) {
        uint64_t upto = rest ^ (rest - 1); /* the lowest bit and all below it */
        s->lines++;
        s->line[s->lines] = (uint32_t)(before + (size_t)__builtin_popcountll(m->field & upto));
        s->odd[s->lines] = LINE_PLAIN;
        rest &= rest - 1;
    }
}

/* Marks the lines in which the bits stand; first is the line at the word's first byte. */
static void
mark_lines(struct scan *s, uint64_t bits, uint64_t lines, size_t first, unsigned char how)
{
    while (bits) {
        uint64_t below = (bits & -bits) - 1;
        s->odd[first + (size_t)__builtin_popcountll(lines & below)] |= how;
        bits &= bits - 1;
    }
}

/* The loop that all units share; look and lay become part of it. */
INLINE void
scan_words(struct scan *s, const char *p, size_t n, char delimiter, bool crlf, looker *look, laying *lay)
{
    uint64_t carry = 0;         /* whether the byte before the word is a "\r" */
    size_t ends = 0, begun = 0; /* begun: the word in which the line begins */
    char last[WORD];

    for (size_t at = 0; at < n; at += WORD) {
        const char *from = p + at;
        size_t first = s->lines;
        struct marks m;
        uint64_t stray;

        if (n - at < WORD) {
            memset(last, 'x', sizeof last);
            memcpy(last, from, n - at);
            from = last;
        }
        m = look(from, delimiter);
        make_room(s, ends);
        lay(s->end + ends, m.field, (uint32_t)at);
        lay_lines(s, &m, ends);
        ends += (size_t)__builtin_popcountll(m.field);
        stray = crlf ? (m.cr << 1 | carry) ^ m.line : m.cr;
        carry = crlf ? m.cr >> (WORD - 1) : 0;
        if (m.line) {
            if (at - begun > LINE_BYTES - 2 * WORD)
                s->odd[first] = LINE_ODD;
            begun = at;
        }
        if (stray | m.odd)
            mark_lines(s, stray | m.odd, m.line, first, LINE_ODD);
        if (m.wide)
            mark_lines(s, m.wide, m.line, first, LINE_WIDE);
    }
}

#if defined(__x86_64__)

INLINE struct marks
look_sse2(const char *p, char delimiter)
{
    struct marks m = { 0, 0, 0, 0, 0 };

    for (int i = 0; i < WORD; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        __m128i nl = _mm_cmpeq_epi8(v, _mm_set1_epi8('\n')), cr = _mm_cmpeq_epi8(v, _mm_set1_epi8('\r'));
        __m128i field = _mm_or_si128(_mm_or_si128(nl, cr), _mm_cmpeq_epi8(v, _mm_set1_epi8(delimiter)));
        __m128i odd = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1f)), v);
        odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
        odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7f)));
        m.field |= (uint64_t)(uint32_t)_mm_movemask_epi8(field) << i;
        m.line |= (uint64_t)(uint32_t)_mm_movemask_epi8(nl) << i;
        m.cr |= (uint64_t)(uint32_t)_mm_movemask_epi8(cr) << i;
        m.odd |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_andnot_si128(field, odd)) << i;
        m.wide |= (uint64_t)(uint32_t)_mm_movemask_epi8(v) << i;
    }
    return m;
}

static void
scan_sse2(struct scan *s, const char *p, size_t n, char delimiter, bool crlf)
{
    scan_words(s, p, n, delimiter, crlf, look_sse2, lay_each);
}

#define AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))

AVX2 INLINE struct marks
look_avx2(const char *p, char delimiter)
{
    struct marks m = { 0, 0, 0, 0, 0 };

    for (int i = 0; i < WORD; i += 32) {
        __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)(p + i));
        __m256i nl = _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\n'));
        __m256i cr = _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\r'));
        __m256i field =
            _mm256_or_si256(_mm256_or_si256(nl, cr), _mm256_cmpeq_epi8(v, _mm256_set1_epi8(delimiter)));
        __m256i odd = _mm256_cmpeq_epi8(_mm256_min_epu8(v, _mm256_set1_epi8(0x1f)), v);
        odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(v, _mm256_set1_epi8('"')));
        odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(v, _mm256_set1_epi8(0x7f)));
        m.field |= (uint64_t)(uint32_t)_mm256_movemask_epi8(field) << i;
        m.line |= (uint64_t)(uint32_t)_mm256_movemask_epi8(nl) << i;
        m.cr |= (uint64_t)(uint32_t)_mm256_movemask_epi8(cr) << i;
        m.odd |= (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_andnot_si256(field, odd)) << i;
        m.wide |= (uint64_t)(uint32_t)_mm256_movemask_epi8(v) << i;
    }
    return m;
}

AVX2 static void
scan_avx2(struct scan *s, const char *p, size_t n, char delimiter, bool crlf)
{
    scan_words(s, p, n, delimiter, crlf, look_avx2, lay_each);
}

#define AVX512 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt,avx512f,avx512bw,avx512vbmi,avx512vbmi2")))

AVX512 INLINE struct marks
look_avx512(const char *p, char delimiter)
{
    __m512i v = _mm512_loadu_si512(p);
    uint64_t nl = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\n'));
    uint64_t cr = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\r'));
    uint64_t field = nl | cr | _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(delimiter));
    uint64_t odd = _mm512_cmplt_epu8_mask(v, _mm512_set1_epi8(0x20)) |
                   _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('"')) |
                   _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(0x7f));

    return (struct marks){ field, nl, cr, odd & ~field, _mm512_movepi8_mask(v) };
}

/* Sixteen places at once: the numbers of the bytes that have a bit are moved together. */
AVX512 INLINE void
lay_avx512(uint32_t *end, uint64_t bits, uint32_t place)
{
    const __m512i numbers =
        _mm512_set_epi8(63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43,
                        42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22,
                        21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    __m512i packed = _mm512_maskz_compress_epi8(bits, numbers), base = _mm512_set1_epi32((int)place);
    int n = __builtin_popcountll(bits);

    _mm512_storeu_si512(end, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed))));
    if (n > 16)
        _mm512_storeu_si512(
            end + 16, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 1))));
    if (n > 32) {
        _mm512_storeu_si512(
            end + 32, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 2))));
        _mm512_storeu_si512(
            end + 48, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 3))));
    }
}

AVX512 static void
scan_avx512(struct scan *s, const char *p, size_t n, char delimiter, bool crlf)
{
    scan_words(s, p, n, delimiter, crlf, look_avx512, lay_avx512);
}

#elif defined(__aarch64__)

/* A bit for each byte that is all ones: each keeps the bit of its place, and neighbours are added up. */
INLINE uint64_t
bits_of(const uint8x16_t v[4])
{
    static const uint8_t weights[16] = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128 };
    const uint8x16_t w = vld1q_u8(weights);
    uint8x16_t low = vpaddq_u8(vandq_u8(v[0], w), vandq_u8(v[1], w));
    uint8x16_t high = vpaddq_u8(vandq_u8(v[2], w), vandq_u8(v[3], w));

    low = vpaddq_u8(low, high);
    low = vpaddq_u8(low, low);
    return vgetq_lane_u64(vreinterpretq_u64_u8(low), 0);
}

INLINE struct marks
look_neon(const char *p, char delimiter)
{
    uint8x16_t field[4], nl[4], cr[4], odd[4], wide[4];

    for (int i = 0; i < 4; i++) {
        uint8x16_t v = vld1q_u8((const uint8_t *)p + i * 16);
        nl[i] = vceqq_u8(v, vdupq_n_u8('\n'));
        cr[i] = vceqq_u8(v, vdupq_n_u8('\r'));
        field[i] = vorrq_u8(vorrq_u8(nl[i], cr[i]), vceqq_u8(v, vdupq_n_u8((uint8_t)delimiter)));
        odd[i] = vorrq_u8(vcltq_u8(v, vdupq_n_u8(0x20)), vceqq_u8(v, vdupq_n_u8('"')));
        odd[i] = vbicq_u8(vorrq_u8(odd[i], vceqq_u8(v, vdupq_n_u8(0x7f))), field[i]);
        wide[i] = vcgeq_u8(v, vdupq_n_u8(0x80));
    }
    return (struct marks){ bits_of(field), bits_of(nl), bits_of(cr), bits_of(odd), bits_of(wide) };
}

static void
scan_neon(struct scan *s, const char *p, size_t n, char delimiter, bool crlf)
{
    scan_words(s, p, n, delimiter, crlf, look_neon, lay_each);
}

#endif

INLINE struct marks
look_bytes(const char *p, char delimiter)
{
    struct marks m = { 0, 0, 0, 0, 0 };

    for (int i = 0; i < WORD; i++) {
        unsigned char c = (unsigned char)p[i];
        uint64_t nl = c == '\n', cr = c == '\r', field = nl | cr | (p[i] == delimiter);
        m.line |= nl << i;
        m.cr |= cr << i;
        m.field |= field << i;
        m.odd |= (uint64_t)((c < 0x20 || c == '"' || c == 0x7f) && !field) << i;
        m.wide |= (uint64_t)(c >> 7) << i;
    }
    return m;
}

static void
scan_bytes(struct scan *s, const char *p, size_t n, char delimiter, bool crlf)
{
    scan_words(s, p, n, delimiter, crlf, look_bytes, lay_each);
}

static struct unit {
    const char *name;
    scanner *scan;
    bool here;
} units[] = {
    { "bytes", scan_bytes, true },
#if defined(__x86_64__)
    { "sse2", scan_sse2, true },
    { "avx2", scan_avx2, false },
    { "avx512", scan_avx512, false },
#elif defined(__aarch64__)
    { "neon", scan_neon, true },
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
    units[2].here = HAS("avx2") & HAS("bmi2");
    units[3].here = units[2].here & HAS("avx512bw") & HAS("avx512vbmi") & HAS("avx512vbmi2");
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
lay_behind(struct scan *s, size_t n, size_t more)
{
    for (; more > 0; more--, n++) {
        make_room(s, n);
        s->end[n] = s->end[(ptrdiff_t)n - 1];
    }
}

void
scan_text(struct scan *s, const char *p, size_t n, char delimiter, size_t fields)
{
    const char *nl = n > 0 ? memchr(p, '\n', n) : NULL;
    bool crlf = nl && nl > p && nl[-1] == '\r';

    pthread_once(&choosing, choose_best);
    s->lines = 0;
    make_room(s, 0);
    s->end[-1] = UINT32_MAX;
    s->line[0] = 0;
    s->odd[0] = LINE_PLAIN;
    chosen(s, p, n, delimiter, crlf);
    lay_behind(s, s->line[s->lines], fields);
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
