/*
 * Bytes of a file: gzip, byte-order mark, character sets. The first byte names a character set, the second
 * how the bytes are asked for. However they are asked for, from a file, a pipe, or packed as gzip, they
 * must be the same, and end alike; and what is UTF-8 must come out as it is.
 */
#include "fuzz_file.h"

#include "../../src/input.h"

static const char *const charsets[] = { NULL,     "UTF-8",  "CP1252",    "ISO-8859-1", "UTF-16LE",
                                        "UTF-16", "CP1258", "SHIFT_JIS", "UTF-7",      "no such" };

struct read {
    struct buffer b;
    const char *why;
    bool opened;
};

static struct read
read_all(const char *path, const char *charset, size_t step)
{
    struct read r = { 0 };
    struct input *in = input_open(path, charset, &r.why);
    ssize_t got;

    must((in == NULL) == (r.why != NULL));
    if (!in)
        return r;
    r.opened = true;
    do {
        buffer_reserve(&r.b, step);
        got = input_read(in, r.b.p + r.b.n, step, &r.why);
        must(got <= (ssize_t)step && (got >= 0 || r.why));
        r.b.n += got > 0 ? (size_t)got : 0;
    } while (got > 0 && r.b.n < 1 << 22);
    must(input_size(in) < 0 || input_size(in) == (off_t)r.b.n);
    input_close(in);
    return r;
}

static void
must_agree(struct read *a, struct read *b)
{
    must(a->opened == b->opened && (a->why == b->why || strcmp(a->why, b->why) == 0));
    must(a->b.n == b->b.n && (a->b.n == 0 || memcmp(a->b.p, b->b.p, a->b.n) == 0));
    buffer_free(&b->b);
}

/* What is no gzip comes out of gzip as it went in. */
static void
try_packed(struct bytes in, const char *charset, struct read *plain)
{
    static int fd = -1;
    const char *from = file_of(0, in.p, in.n);
    char path[32];
    struct read r;
    int raw;

    if (fd < 0)
        fd = memfd_create("packed", MFD_CLOEXEC);
    must(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0);
    raw = open(from, O_RDONLY | O_CLOEXEC);
    must(raw >= 0 && input_pack(raw, fd) == NULL);
    close(raw);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    r = read_all(path, charset, 65536);
    must_agree(plain, &r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct bytes in = { data, n };
    const char *charset = charsets[take_byte(&in) % (sizeof charsets / sizeof *charsets)];
    uint8_t how = take_byte(&in);
    struct read file, other;
    bool gzip;
    int fd;

    if (in.n > PIPE_MOST)
        return 0;
    gzip = in.n >= 2 && in.p[0] == 0x1f && in.p[1] == 0x8b;
    file = read_all(file_of(0, in.p, in.n), charset, 65536);
    if (how & 1) {
        other = read_all(pipe_of(in.p, in.n, &fd), charset, 16 + (how >> 3));
        close(fd);
        must_agree(&file, &other);
    }
    if ((how & 6) == 6 && !gzip && file.opened)
        try_packed(in, charset, &file);
    if (!gzip && file.opened && (!charset || strcmp(charset, "UTF-8") == 0)) {
        size_t mark = in.n >= 3 && memcmp(in.p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
        must(!file.why && file.b.n == in.n - mark);
        must(file.b.n == 0 || memcmp(file.b.p, in.p + mark, file.b.n) == 0);
    }
    buffer_free(&file.b);
    return 0;
}
