#include "input.h"

#include "file.h"
#include "letters.h"
#include "memory.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <zlib.h>

#define BLOCK 65536

/* Bytes flow raw -> inflated -> converted; a stage that a file does not need is left out. */
struct input {
    struct file file;
    bool gzip, convert, gzip_done;
    off_t mark; /* bytes of the byte-order mark */
    z_stream inflate;
    iconv_t conversion;
    struct letters *letters;  /* or NULL: iconv is asked for all */
    size_t raw_at, raw_n;     /* in raw: read, not yet used */
    size_t plain_at, plain_n; /* in plain: inflated, not yet converted */
    size_t ready_at, ready_n; /* in ready: converted, not yet asked for */
    const char *fault;        /* what ends the stream once all before it is out */
    unsigned char raw[BLOCK];
    char plain[BLOCK];
    char ready[64];
};

static bool
is_utf8(const char *charset)
{
    return !charset || !*charset || strcasecmp(charset, "UTF-8") == 0 || strcasecmp(charset, "UTF8") == 0;
}

bool
input_knows_charset(const char *charset)
{
    iconv_t c;

    if (is_utf8(charset))
        return true;
    c = iconv_open("UTF-8", charset);
    if (c == (iconv_t)-1)
        return false;
    iconv_close(c);
    return true;
}

/* What iconv makes of a byte. It may take it for the beginning of something, or hold a letter back for the
 * accent that could follow it (CP1258): then each byte is not a letter. */
static bool
ask(void *with, char byte, struct letter *l)
{
    iconv_t c = *(iconv_t *)with;
    char out[64], *from = &byte, *to = out;
    size_t n = 1, room = sizeof out, made;

    iconv(c, NULL, NULL, NULL, NULL);
    if (iconv(c, &from, &n, &to, &room) == (size_t)-1)
        return errno == EILSEQ;
    made = sizeof out - room;
    iconv(c, NULL, NULL, &to, &room);
    if (sizeof out - room != made || made == 0 || made > LETTER_BYTES)
        return false;
    memcpy(l->text, out, made);
    l->n = (unsigned char)made;
    return true;
}

/* Begins to convert from the set; false where it is not known. */
static bool
begin_conversion(struct input *in, const char *charset)
{
    in->conversion = iconv_open("UTF-8", charset);
    if (in->conversion == (iconv_t)-1)
        return false;
    in->convert = true;
    in->letters = letters_learn(ask, &in->conversion);
    iconv(in->conversion, NULL, NULL, NULL, NULL);
    return true;
}

static void
end_conversion(struct input *in)
{
    if (in->convert)
        iconv_close(in->conversion);
    in->convert = false;
    free(in->letters);
    in->letters = NULL;
}

/* Converts what plain holds, as far as there is room; false where a character is none of the set. */
static bool
convert_plain(struct input *in, char **to, size_t *room)
{
    char *from = in->plain + in->plain_at;
    bool good = true;

    if (in->plain_n > 0 && in->letters)
        good = letters_convert(in->letters, &from, &in->plain_n, to, room);
    else if (in->plain_n > 0)
        good = iconv(in->conversion, &from, &in->plain_n, to, room) != (size_t)-1 || errno != EILSEQ;
    memmove(in->plain, from, in->plain_n);
    in->plain_at = 0;
    return good;
}

/* Reads from the file; 0 at its end or on a fault. */
static size_t
read_file(struct input *in, void *to, size_t room)
{
    ssize_t n = file_read(&in->file, to, room);

    if (n < 0)
        in->fault = strerror(errno);
    if (n == 0 && file_is_cut(&in->file))
        in->fault = "has become shorter while it was read";
    return n > 0 ? (size_t)n : 0;
}

/* Moves what is left of raw, two bytes at most, to its front and reads more behind it; false at the end or on
 * a fault. */
static bool
read_raw(struct input *in)
{
    size_t n;

    memmove(in->raw, in->raw + in->raw_at, in->raw_n);
    in->raw_at = 0;
    n = read_file(in, in->raw + in->raw_n, BLOCK - in->raw_n);
    in->raw_n += n;
    return n > 0;
}

/* What was read to look at the start comes first. */
static ssize_t
take_raw(struct input *in, char *buf, size_t n)
{
    if (in->raw_n == 0)
        return (ssize_t)read_file(in, buf, n);
    if (n > in->raw_n)
        n = in->raw_n;
    memcpy(buf, in->raw + in->raw_at, n);
    in->raw_at += n;
    in->raw_n -= n;
    return (ssize_t)n;
}

/* A member has ended: another may follow at once, and nothing else may. */
static bool
next_member(struct input *in)
{
    while (in->raw_n < 2 && read_raw(in))
        ;
    if (in->raw_n == 0) {
        in->gzip_done = true;
        return false;
    }
    if (in->raw_n < 2 || in->raw[in->raw_at] != 0x1f || in->raw[in->raw_at + 1] != 0x8b) {
        in->fault = "has bytes behind its gzip data";
        return false;
    }
    inflateReset(&in->inflate);
    return true;
}

static ssize_t
take_inflated(struct input *in, char *buf, size_t n)
{
    in->inflate.next_out = (unsigned char *)buf;
    in->inflate.avail_out = (unsigned)(n < BLOCK ? n : BLOCK);
    n = in->inflate.avail_out;
    while (in->inflate.avail_out == n && !in->gzip_done && !in->fault) {
        bool more = in->raw_n > 0 || read_raw(in);
        int status;

        in->inflate.next_in = in->raw + in->raw_at;
        in->inflate.avail_in = (unsigned)in->raw_n;
        status = inflate(&in->inflate, Z_NO_FLUSH);
        in->raw_at += in->raw_n - in->inflate.avail_in;
        in->raw_n = in->inflate.avail_in;
        if (status == Z_STREAM_END)
            next_member(in);
        else if (status != Z_OK && status != Z_BUF_ERROR)
            in->fault = "has damaged gzip data";
        else if (!more && in->inflate.avail_out == n && !in->fault)
            in->fault = "is cut short: its gzip data has no end"; /* and nothing of it is left to hand out */
    }
    return (ssize_t)(n - in->inflate.avail_out);
}

/* What was inflated to look at the start comes first. */
static ssize_t
take_plain(struct input *in, char *buf, size_t n)
{
    if (in->plain_n == 0)
        return in->gzip ? take_inflated(in, buf, n) : take_raw(in, buf, n);
    if (n > in->plain_n)
        n = in->plain_n;
    memcpy(buf, in->plain + in->plain_at, n);
    in->plain_at += n;
    in->plain_n -= n;
    return (ssize_t)n;
}

/* Fills plain behind what it holds; false at the end of the stream or at its fault. */
static bool
fill_plain(struct input *in)
{
    char *to = in->plain + in->plain_n;
    ssize_t got;

    if (in->fault)
        return false;
    got = in->gzip ? take_inflated(in, to, BLOCK - in->plain_n) : take_raw(in, to, BLOCK - in->plain_n);
    if (got > 0)
        in->plain_n += (size_t)got;
    return got > 0;
}

/* Converts what plain holds; a character cut by the block's end waits for the next block. There must be room
 * for any character, or there would seem to be no more of them. */
static ssize_t
convert(struct input *in, char *buf, size_t n)
{
    char *out = buf;
    size_t room = n;

    for (;;) {
        bool good = convert_plain(in, &out, &room);

        if (room < n)
            break;
        if (!good) {
            in->fault = "has a character that its character set does not know";
            break;
        }
        if (!fill_plain(in)) {
            if (in->plain_n > 0 && !in->fault)
                in->fault = "ends in the middle of a character";
            else if (!in->fault) /* a letter that was held back */
                iconv(in->conversion, NULL, NULL, &out, &room);
            break;
        }
    }
    return (ssize_t)(n - room);
}

/* Where the caller has little room, what was converted waits until it is asked for. */
static ssize_t
take_converted(struct input *in, char *buf, size_t n)
{
    if (in->ready_n == 0) {
        if (n >= sizeof in->ready)
            return convert(in, buf, n);
        in->ready_at = 0;
        in->ready_n = (size_t)convert(in, in->ready, sizeof in->ready);
    }
    if (n > in->ready_n)
        n = in->ready_n;
    memcpy(buf, in->ready + in->ready_at, n);
    in->ready_at += n;
    in->ready_n -= n;
    return (ssize_t)n;
}

ssize_t
input_read(struct input *in, char *buf, size_t n, const char **why)
{
    ssize_t got = 0;

    if (!in->fault || in->plain_n > 0 || in->ready_n > 0)
        got = in->convert ? take_converted(in, buf, n) : take_plain(in, buf, n);
    if (got == 0 && in->fault) {
        *why = in->fault;
        return -1;
    }
    return got;
}

off_t
input_size(const struct input *in)
{
    return in->gzip || in->convert || in->file.size < 0 ? -1 : in->file.size - in->mark;
}

bool
input_reopens(const struct input *in)
{
    return in->file.regular && !in->file.standard;
}

bool
input_is_file(const struct input *in)
{
    return in->file.regular;
}

ssize_t
input_read_at(const struct input *in, char *buf, size_t n, off_t at)
{
    return file_read_at(&in->file, buf, n, at + in->mark);
}

/* Whether a byte-order mark of UTF-8 begins the bytes. It says what they are in, whatever character
 * set was named for files that do not say it themselves. */
static bool
has_mark(struct input *in, const void *p, size_t n)
{
    if (n < 3 || memcmp(p, "\xef\xbb\xbf", 3) != 0)
        return false;
    end_conversion(in);
    in->mark = 3;
    return true;
}

bool
input_has_mark(const struct input *in)
{
    return in->mark > 0;
}

/* The first bytes tell gzip and a byte-order mark. The mark is looked for behind gzip too,
 * which is why an inflated file's first block is made here. */
static const char *
look_at_start(struct input *in)
{
    ssize_t got;

    while (in->raw_n < 3 && read_raw(in))
        ;
    if (in->fault)
        return in->fault;
    in->gzip = in->raw_n >= 2 && in->raw[0] == 0x1f && in->raw[1] == 0x8b;
    if (!in->gzip) {
        if (has_mark(in, in->raw, in->raw_n)) {
            in->raw_at = 3;
            in->raw_n -= 3;
        }
        return NULL;
    }
    if (inflateInit2(&in->inflate, 16 + MAX_WBITS) != Z_OK)
        return "can't be inflated";
    while (in->plain_n < 3 && (got = take_inflated(in, in->plain + in->plain_n, BLOCK - in->plain_n)) > 0)
        in->plain_n += (size_t)got;
    if (has_mark(in, in->plain, in->plain_n)) {
        in->plain_at = 3;
        in->plain_n -= 3;
    }
    return NULL;
}

static struct input *
open_input(const char *path, const char *charset, bool settled, const char **why)
{
    struct input *in = mem_grow(NULL, 1, sizeof *in);

    memset(in, 0, offsetof(struct input, raw)); /* the buffers are large, and often hardly used */
    *why = NULL;
    if (!is_utf8(charset) && !begin_conversion(in, charset)) {
        free(in);
        *why = "is in a character set that is not known here";
        return NULL;
    }
    *why = file_open(&in->file, path, settled);
    if (*why || (*why = look_at_start(in))) {
        input_close(in);
        return NULL;
    }
    return in;
}

struct input *
input_open(const char *path, const char *charset, const char **why)
{
    return open_input(path, charset, false, why);
}

struct input *
input_open_settled(const char *path, const char *charset, const char **why)
{
    return open_input(path, charset, true, why);
}

void
input_close(struct input *in)
{
    if (in->gzip)
        inflateEnd(&in->inflate);
    end_conversion(in);
    file_close(&in->file);
    free(in);
}
