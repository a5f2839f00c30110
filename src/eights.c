#include "eights.h"

#include "load.h"

bool eights_off;

#if defined(__x86_64__)

#include <immintrin.h>

#define AVX512       __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl")))
#define INLINE       static inline __attribute__((always_inline))
#define HAS(what)    (__builtin_cpu_supports(what) != 0)
#define OF_EIGHT(of) _mm512_set_epi64(of(7), of(6), of(5), of(4), of(3), of(2), of(1), of(0))

static bool
can(const struct values *v)
{
    return (v->end != NULL) & !eights_off & HAS("avx512bw") & HAS("avx512dq") & HAS("avx512vl");
}

AVX512 INLINE __m512i
each(uint64_t v)
{
    return _mm512_set1_epi64((long long)v);
}

/* Eight bytes of each text from skip on, and how long they are. A gather is slower. */
AVX512 INLINE __m512i
load(const struct values *v, size_t k, size_t skip, __m512i *n)
{
    const uint32_t *end = v->end, *line = v->line + k;
    const char *text = v->text + skip;
#define ENDS(i) (long long)load_eight((const char *)(end + (ptrdiff_t)line[i] - 1))
#define TEXT(i) (long long)load_eight(text + (uint32_t)(end[(ptrdiff_t)line[i] - 1] + 1))
    __m512i ends = OF_EIGHT(ENDS); /* the one before, and its own */
    __m512i from = _mm512_and_si512(_mm512_add_epi32(ends, each(1)), each(UINT32_MAX));

    *n = _mm512_sub_epi64(_mm512_srli_epi64(ends, 32), from);
    return OF_EIGHT(TEXT);
}

/* Which of eight lines are not odd. */
AVX512 INLINE __mmask8
plain_of(const struct values *v, size_t k)
{
    __m128i odd = _mm_loadl_epi64((const __m128i *)(const void *)(v->odd + k));

    return (__mmask8)_mm_testn_epi8_mask(odd, odd);
}

/* Gives out the values that were found, and asks for the others. */
AVX512 INLINE void
put(const struct values *v, size_t k, __mmask8 found, __m512i value, text_rule *one, bool *all)
{
    __mmask8 plain = plain_of(v, k), other = plain & (__mmask8)~found;
    int64_t here[8], *out = v->out + k * v->every;

    _mm512_storeu_si512(here, _mm512_maskz_mov_epi64(plain, value));
    if (other)
        for (size_t i = 0; i < 8; i++)
            if (other >> i & 1) {
                here[i] = values_one(v, k + i, one);
                *all &= here[i] != VALUES_NONE;
            }
#pragma GCC unroll 8
    for (size_t i = 0; i < 8; i++, out += v->every)
        *out = here[i];
}

/* What eight digits are; *found loses those that are none. */
AVX512 INLINE __m512i
number_of(__m512i digits, __mmask8 *found)
{
    const __m512i tens = each(UINT64_C(0x010a010a010a010a)), hundreds = each(UINT64_C(0x0001006400010064));
    __m512i over;

    digits = _mm512_sub_epi8(digits, each(UINT64_C(0x3030303030303030)));
    over = _mm512_subs_epu8(digits, each(UINT64_C(0x0909090909090909)));
    *found &= _mm512_testn_epi64_mask(over, over);
    digits = _mm512_madd_epi16(_mm512_maddubs_epi16(digits, tens), hundreds);
    return _mm512_add_epi64(_mm512_mul_epu32(digits, each(10000)), _mm512_srli_epi64(digits, 32));
}

/* -?[0-9]{1,5}\.[0-9]{2}, below zero with a digit less, for a word has no room for it: the steps of digits.c.
 */
AVX512 INLINE void
eight_amounts(const struct values *v, size_t k, text_rule *one, bool *all)
{
    __m512i n, t = load(v, k, 0, &n), whole, cents;
    __mmask8 below = _mm512_cmpeq_epi64_mask(_mm512_and_si512(t, each(0xff)), each('-')), found;

    t = _mm512_mask_srli_epi64(t, below, t, 8);
    found = _mm512_cmple_epu64_mask(_mm512_sub_epi64(n, each(4)), each(4));
    n = _mm512_mask_sub_epi64(n, below, n, each(1));
    found &= _mm512_cmpge_epu64_mask(n, each(4));
    t = _mm512_sllv_epi64(t, _mm512_slli_epi64(_mm512_sub_epi64(each(8), n), 3));
    found &=
        _mm512_cmpeq_epi64_mask(_mm512_and_si512(t, each(UINT64_C(0xff) << 40)), each((uint64_t)'.' << 40));
    cents = _mm512_and_si512(t, each(UINT64_C(0xffff000000000000)));
    whole = _mm512_slli_epi64(_mm512_and_si512(t, each(UINT64_C(0x000000ffffffffff))), 8);
    t = _mm512_slli_epi64(_mm512_sub_epi64(n, each(1)), 3);
    t = _mm512_srlv_epi64(each(UINT64_C(0x3030303030303030)), t);
    t = number_of(_mm512_or_si512(_mm512_or_si512(cents, whole), t), &found);
    put(v, k, found, _mm512_mask_sub_epi64(t, below, _mm512_setzero_si512(), t), one, all);
}

/* (The lines are these functions' own: so that the compiler does not take what is given out to change them.)
 */
AVX512 static size_t
amounts(const struct values v, text_rule *one, bool *all)
{
    size_t k;

    for (k = 0; k + 8 <= v.lines; k += 8)
        eight_amounts(&v, k, one, all);
    return k;
}

/* A day of the month, its two digits above. */
AVX512 INLINE __m512i
day_of(__m512i t, __mmask8 *found)
{
    t = _mm512_or_si512(_mm512_slli_epi64(t, 48), each(UINT64_C(0x0000303030303030)));
    return number_of(t, found);
}

AVX512 static size_t
dates(const struct values v, text_rule *one, const struct eights_month *month, int64_t empty, bool *all)
{
    size_t k;

    for (k = 0; k + 8 <= v.lines; k += 8) {
        __m512i n, t = load(&v, k, 0, &n);
        __mmask8 found = _mm512_cmpeq_epi64_mask(n, each(10)) & _mm512_cmpeq_epi64_mask(t, each(month->text));
        __mmask8 none = empty == VALUES_NONE ? 0 : _mm512_testn_epi64_mask(n, n);
        t = _mm512_sub_epi64(day_of(load(&v, k, 8, &n), &found), each(1));
        found &= _mm512_cmplt_epu64_mask(t, each(month->days));
        t = _mm512_add_epi64(t, each((uint64_t)month->first));
        put(&v, k, found | none, _mm512_mask_mov_epi64(t, none, each((uint64_t)empty)), one, all);
    }
    return k;
}

AVX512 static size_t
words(const struct values v, text_rule *one)
{
    bool all = true;
    size_t k;

    for (k = 0; k + 8 <= v.lines; k += 8) {
        __m512i n, t = load(&v, k, 0, &n);
        __m512i rest = _mm512_slli_epi64(_mm512_sub_epi64(each(8), n), 3); /* by 64 all is shifted out */
        t = _mm512_srlv_epi64(_mm512_sllv_epi64(t, rest), rest);
        put(&v, k, _mm512_cmple_epu64_mask(n, each(8)), t, one, &all);
    }
    return k;
}

size_t
eights_amounts(const struct values *v, text_rule *one, bool *all)
{
    return can(v) ? amounts(*v, one, all) : 0;
}

size_t
eights_dates(const struct values *v, text_rule *one, const struct eights_month *month, int64_t empty,
             bool *all)
{
    return can(v) ? dates(*v, one, month, empty, all) : 0;
}

size_t
eights_words(const struct values *v, text_rule *one)
{
    return can(v) ? words(*v, one) : 0;
}

#else

size_t
eights_amounts(const struct values *v, text_rule *one, bool *all)
{
    (void)v, (void)one, (void)all;
    return 0;
}

size_t
eights_dates(const struct values *v, text_rule *one, const struct eights_month *month, int64_t empty,
             bool *all)
{
    (void)v, (void)one, (void)month, (void)empty, (void)all;
    return 0;
}

size_t
eights_words(const struct values *v, text_rule *one)
{
    (void)v, (void)one;
    return 0;
}

#endif
