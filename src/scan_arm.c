/*
 * Scan on ARM, 64 bits: 64 bytes at a time.
 */
#include "scan_words.h"

#if defined(__aarch64__)

#include <arm_neon.h>

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
look_neon(const char *p, char delimiter, bool crlf)
{
    uint8x16_t line[4], field[4], cr[4], strange[4], wide[4];

    for (int i = 0; i < 4; i++) {
        uint8x16_t v = vld1q_u8((const uint8_t *)p + i * 16);
        line[i] = vceqq_u8(v, vdupq_n_u8('\n'));
        cr[i] = crlf ? vceqq_u8(v, vdupq_n_u8('\r')) : vdupq_n_u8(0);
        field[i] = vorrq_u8(vorrq_u8(line[i], cr[i]), vceqq_u8(v, vdupq_n_u8((uint8_t)delimiter)));
        strange[i] = vcgeq_u8(vsubq_u8(v, vdupq_n_u8(0x20)), vdupq_n_u8(0x5f));
        strange[i] = vbicq_u8(vorrq_u8(strange[i], vceqq_u8(v, vdupq_n_u8('"'))), field[i]);
        wide[i] = vcgeq_u8(v, vdupq_n_u8(0x80));
    }
    return (struct marks){ bits_of(line), bits_of(field), bits_of(cr), bits_of(strange), bits_of(wide) };
}

void
scan_neon(struct scan *s, const char *p, size_t n, char delimiter, bool crlf)
{
    if (crlf)
        scan_words(s, p, n, delimiter, true, look_neon, lay_each);
    else
        scan_words(s, p, n, delimiter, false, look_neon, lay_each);
}

#endif
