#include "faults.h"

#include "emit_csv.h"
#include "output.h"
#include "text.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SHOWN 60 /* bytes of a bad value that a message repeats */

static const char header[] = "file,line,column,reason,record\n";

static struct {
    const char *path; /* of the rejects, or NULL */
    int fd;
    struct buffer rejects;
    size_t written; /* of them */
    unsigned long long rejected, said;
    int told;
} faults;

/* A value as a message repeats it: short, and harmless at a terminal. */
static void
add_shown(struct buffer *b, struct slice s)
{
    bool cut = s.n > SHOWN;

    if (cut)
        s.n = SHOWN;
    while (s.n > 0) {
        struct slice c = s;
        text_next(&s);
        c.n -= s.n;
        buffer_add(b, text_check(c) ? "?" : c.p, text_check(c) ? 1 : c.n);
    }
    if (cut)
        buffer_add(b, "...", 3);
}

/* "12,50" is not an amount */
static void
add_reason(struct buffer *b, const struct fault *f)
{
    if (f->value.p && f->value.n > 0) {
        buffer_add(b, "\"", 1);
        add_shown(b, f->value);
        buffer_add(b, "\" ", 2);
    }
    buffer_put(b, f->phrase);
}

const char *
faults_file(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

/* Whether a file is empty or holds rejects. What else it holds is somebody's: a ledger that is named
 * as the file of rejects by mistake would be gone. Of what is no regular file nothing is lost. */
static bool
may_be_replaced(int fd)
{
    char start[sizeof header - 1];
    struct stat st;

    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size == 0)
        return true;
    return pread(fd, start, sizeof start, 0) == (ssize_t)sizeof start &&
           memcmp(start, header, sizeof start) == 0;
}

const char *
faults_to(const char *path)
{
    /* Opened while files may still be opened for writing; what it held stays until there is something new. */
    faults.fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (faults.fd < 0 && errno == EACCES)
        faults.fd = open(path, O_WRONLY | O_CLOEXEC); /* a terminal or a pipe that only takes */
    if (faults.fd < 0)
        return strerror(errno);
    if (!may_be_replaced(faults.fd))
        return "holds other things than rejects, and would be overwritten";
    faults.path = path;
    buffer_add(&faults.rejects, header, sizeof header - 1);
    return NULL;
}

static void
set_aside(const struct fault *f)
{
    struct buffer *b = &faults.rejects, reason = { 0 };
    char line[24];

    add_reason(&reason, f);
    emit_csv_field(b, slice_of(faults_file(f->file)));
    buffer_add(b, line, (size_t)snprintf(line, sizeof line, ",%llu,", (unsigned long long)f->line));
    emit_csv_field(b, slice_of(f->column));
    buffer_add(b, ",", 1);
    emit_csv_field(b, (struct slice){ reason.p, reason.n });
    buffer_add(b, ",", 1);
    emit_csv_field(b, f->raw);
    buffer_add(b, "\n", 1);
    buffer_free(&reason);
    faults.rejected++;
}

static void
tell(const struct fault *f)
{
    struct buffer reason = { 0 };

    add_reason(&reason, f);
    buffer_add(&reason, "", 1);
    if (f->line == 0)
        warnx("%s: %s", faults_file(f->file), reason.p);
    else
        warnx("%s:%llu: %s%s%s", faults_file(f->file), (unsigned long long)f->line,
              f->column ? f->column : "", f->column ? ": " : "", reason.p);
    buffer_free(&reason);
    faults.told++;
}

int
faults_report(const struct fault *f, bool strict)
{
    if (faults.path && !strict && f->line > 0 && f->raw.p)
        set_aside(f);
    else
        tell(f);
    return faults.told;
}

int
faults_told(void)
{
    return faults.told;
}

/* What has not been written yet. The descriptor stays, for there may be more to set aside; a second one is
 * closed in its place, as some file systems tell only then that a write has failed. */
static bool
write_rest(void)
{
    int last;

    if (!output_write(faults.fd, faults.rejects.p + faults.written, faults.rejects.n - faults.written))
        return false;
    faults.written = faults.rejects.n;
    last = dup(faults.fd);
    return last >= 0 && close(last) == 0;
}

const char *
faults_write(void)
{
    if (!faults.path)
        return NULL;
    /* A pipe or a terminal can't be cut, and needs not be. */
    if (faults.written == 0 && ftruncate(faults.fd, 0) != 0 && errno != EINVAL)
        return strerror(errno);
    if (!write_rest())
        return strerror(errno);
    if (faults.rejected > faults.said)
        warnx("%llu record%s set aside in %s", faults.rejected, faults.rejected == 1 ? "" : "s", faults.path);
    faults.said = faults.rejected;
    return NULL;
}
