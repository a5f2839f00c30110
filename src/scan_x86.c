/*
 * Scan on x86-64: 16, 32 or 64 bytes at a time.
 *
 * What is strange is found in one step: less 0x20, a control character, 0x7f and all that is not ASCII are
 * 0x5f or above.
 */
#include "scan_words.h"

#if defined(__x86_64__)

#include <immintrin.h>

INLINE struct marks
look_sse2(const char *p, char delimiter, bool crlf)
{
    struct marks m = { 0, 0, 0, 0, 0 };

    for (int i = 0; i < WORD; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        __m128i nl = _mm_cmpeq_epi8(v, _mm_set1_epi8('\n'));
        __m128i cr = crlf ? _mm_cmpeq_epi8(v, _mm_set1_epi8('\r')) : _mm_setzero_si128();
        __m128i field = _mm_or_si128(_mm_or_si128(nl, cr), _mm_cmpeq_epi8(v, _mm_set1_epi8(delimiter)));
        __m128i strange = _mm_sub_epi8(v, _mm_set1_epi8(0x20));
        strange = _mm_cmpeq_epi8(_mm_max_epu8(strange, _mm_set1_epi8(0x5f)), strange);
        strange = _mm_andnot_si128(field, _mm_or_si128(strange, _mm_cmpeq_epi8(v, _mm_set1_epi8('"'))));
        m.line |= (uint64_t)(uint32_t)_mm_movemask_epi8(nl) << i;
        m.field |= (uint64_t)(uint32_t)_mm_movemask_epi8(field) << i;
        m.cr |= (uint64_t)(uint32_t)_mm_movemask_epi8(cr) << i;
        m.strange |= (uint64_t)(uint32_t)_mm_movemask_epi8(strange) << i;
        m.wide |= (uint64_t)(uint32_t)_mm_movemask_epi8(v) << i;
    }
    return m;
}

void
scan_sse2(struct scan *s, const char *p, size_t n, char delimiter, bool crlf)
{
    if (crlf)
        scan_words(s, p, n, delimiter, true, look_sse2, lay_each);
    else
        scan_words(s, p, n, delimiter, false, look_sse2, lay_each);
}

#define AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))

AVX2 INLINE struct marks
look_avx2(const char *p, char delimiter, bool crlf)
{
    struct marks m = { 0, 0, 0, 0, 0 };

    for (int i = 0; i < WORD; i += 32) {
        __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)(p + i));
        __m256i nl = _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\n'));
        __m256i cr = crlf ? _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\r')) : _mm256_setzero_si256();
        __m256i field =
            _mm256_or_si256(_mm256_or_si256(nl, cr), _mm256_cmpeq_epi8(v, _mm256_set1_epi8(delimiter)));
        __m256i strange = _mm256_sub_epi8(v, _mm256_set1_epi8(0x20));
        strange = _mm256_cmpeq_epi8(_mm256_max_epu8(strange, _mm256_set1_epi8(0x5f)), strange);
        strange =
            _mm256_andnot_si256(field, _mm256_or_si256(strange, _mm256_cmpeq_epi8(v, _mm256_set1_epi8('"'))));
        m.line |= (uint64_t)(uint32_t)_mm256_movemask_epi8(nl) << i;
        m.field |= (uint64_t)(uint32_t)_mm256_movemask_epi8(field) << i;
        m.cr |= (uint64_t)(uint32_t)_mm256_movemask_epi8(cr) << i;
        m.strange |= (uint64_t)(uint32_t)_mm256_movemask_epi8(strange) << i;
        m.wide |= (uint64_t)(uint32_t)_mm256_movemask_epi8(v) << i;
    }
    return m;
}

AVX2 void
scan_avx2(struct scan *s, const char *p, size_t n, char delimiter, bool crlf)
{
    if (crlf)
        scan_words(s, p, n, delimiter, true, look_avx2, lay_each);
    else
        scan_words(s, p, n, delimiter, false, look_avx2, lay_each);
}

#define AVX512 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt,avx512f,avx512bw,avx512vbmi,avx512vbmi2")))

AVX512 INLINE struct marks
look_avx512(const char *p, char delimiter, bool crlf)
{
    __m512i v = _mm512_loadu_si512(p), less = _mm512_sub_epi8(v, _mm512_set1_epi8(0x20));
    __mmask64 line = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\n'));
    __mmask64 cr = crlf ? _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\r')) : 0;
    __mmask64 field = _kor_mask64(line, _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(delimiter)));
    __mmask64 strange = _kor_mask64(_mm512_cmpge_epu8_mask(less, _mm512_set1_epi8(0x5f)),
                                    _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('"')));

    if (crlf)
        field = _kor_mask64(field, cr);
    return (struct marks){ line, field, cr, _kandn_mask64(field, strange), _mm512_movepi8_mask(v) };
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

AVX512 void
scan_avx512(struct scan *s, const char *p, size_t n, char delimiter, bool crlf)
{
    if (crlf)
        scan_words(s, p, n, delimiter, true, look_avx512, lay_avx512);
    else
        scan_words(s, p, n, delimiter, false, look_avx512, lay_avx512);
}

#endif
