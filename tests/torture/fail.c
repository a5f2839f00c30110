/*
 * fail: runs a command and lets its N-th system call fail, told by the kernel, so that none is left out:
 *
 *     fail N ON ERROR FILE COMMAND [ARGUMENT...]
 *
 * fails that call with ERROR (EIO, ENOSPC...), with ON of 1 all behind it as well, and leaves with the
 * command's status, 128 and more where a signal ended it. FILE then has the name of what failed and
 * the number of calls that there were. N of 0 fails nothing. Calls are counted from where the shim that
 * TORTURE_SHIM names, which is preloaded by the command and not by this, has been loaded. Not counted
 * are calls that can't fail; what is written to standard error; and what the C library does to look up a
 * user: it dies where memory runs out, and a file that it can't read is one without that user (glibc
 * 2.36), who is then named by the number.
 */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_mmap
#define SYS_mmap SYS_mmap2
#endif

static const struct {
    const char *name;
    int number;
} errors[] = { { "EIO", EIO },       { "ENOSPC", ENOSPC }, { "EINTR", EINTR },
               { "EDQUOT", EDQUOT }, { "EROFS", EROFS },   { "ENOMEM", ENOMEM } };

/* What a test asks about by name; the rest is told by its number. What a batch depends on is grave: of all
 * that failed it is what is told. */
static const struct {
    const char *name;
    int number;
    bool grave;
} names[] = { { "fsync", SYS_fsync, true },     { "ftruncate", SYS_ftruncate, true },
              { "fchmod", SYS_fchmod, true },   { "pwrite", SYS_pwrite64, true },
              { "write", SYS_write, true },     { "writev", SYS_writev, true },
              { "flock", SYS_flock, true },
#ifdef SYS_rename
              { "rename", SYS_rename, true },
#endif
              { "rename", SYS_renameat, true }, { "pread", SYS_pread64, false },
              { "read", SYS_read, false },      { "close", SYS_close, false },
              { "openat", SYS_openat, false },  { "lseek", SYS_lseek, false },
              { "mmap", SYS_mmap, false },      { "unlinkat", SYS_unlinkat, false } };

/* Calls without an error of their own, and what begins or ends a program. */
static const int never[] = { SYS_exit,    SYS_exit_group, SYS_rt_sigreturn, SYS_execve,         SYS_getuid,
                             SYS_geteuid, SYS_getgid,     SYS_getegid,      SYS_getpid,         SYS_umask,
                             SYS_brk,     SYS_futex,      SYS_rseq,         SYS_set_robust_list };

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct {
    bool begun, looking_up, on;
    long calls, at;
    int error;
    int failed; /* the number of what failed, -1: nothing */
} run = { .failed = -1 };

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define LOW 0
#else
#define LOW 4
#endif

/* Every call asks, but for those of never[] and those that write to standard error. Returns where to
 * listen. */
static int
set_filter(void)
{
    struct sock_filter code[COUNT(never) * 2 + 16];
    struct sock_fprog program = { 0, code };
    unsigned short n = 0;

    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < COUNT(never); i++) {
        code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)never[i], 0, 1);
        code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    }
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_write, 1, 0);
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_writev, 0, 3);
    code[n++] =
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + LOW);
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, STDERR_FILENO, 0, 1);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
    program.len = n;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        return -1;
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

/* The child shares the parent's open files until it becomes the command, so both have the listener, and
 * tells its number by memory: any call that it made would wait for an answer already. */
static pid_t
begin(char **command, int *listener)
{
    volatile int *told = mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t child;

    if (told == MAP_FAILED)
        err(2, "mmap");
    *told = -2;
    if ((child = (pid_t)syscall(SYS_clone, CLONE_FILES | SIGCHLD, 0, 0, 0, 0)) < 0)
        err(2, "clone");
    if (child == 0) {
        if (getenv("TORTURE_SHIM"))
            setenv("LD_PRELOAD", getenv("TORTURE_SHIM"), 1);
        *told = set_filter();
        execvp(*command, command);
        _exit(127);
    }
    while (*told == -2)
        sched_yield();
    *listener = *told;
    if (*listener < 0) {
        kill(child, SIGKILL);
        errx(125, "the kernel lets nobody listen to system calls");
    }
    return child;
}

static bool
is_grave(int number)
{
    for (size_t i = 0; i < COUNT(names); i++)
        if (names[i].number == number && names[i].grave)
            return true;
    return false;
}

/* Whether the call is to fail. The shim asks for process groups that there are not, to tell where it is. */
static bool
is_hit(const struct seccomp_data *call)
{
    if (call->nr == SYS_getpgid && (int)call->args[0] < 0) {
        run.begun = true;
        run.looking_up = (int)call->args[0] == -2;
        return false;
    }
    if (!run.begun || run.looking_up)
        return false;
    run.calls++;
    if (run.at == 0 || run.calls < run.at || (run.calls > run.at && !run.on))
        return false;
    if (run.failed < 0 || (!is_grave(run.failed) && is_grave(call->nr)))
        run.failed = call->nr;
    return true;
}

/* Answers until nobody asks any more. */
static void
answer_all(int listener)
{
    for (;;) {
        struct pollfd ready = { .fd = listener, .events = POLLIN };
        struct seccomp_notif asked = { 0 };
        struct seccomp_notif_resp answer = { 0 };

        if (poll(&ready, 1, -1) < 0 || !(ready.revents & POLLIN))
            return;
        if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &asked) < 0)
            continue;
        answer.id = asked.id;
        if (is_hit(&asked.data))
            answer.error = -run.error;
        else
            answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
        ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
    }
}

static void
tell(const char *path)
{
    FILE *out = fopen(path, "w");
    char number[16];
    const char *name = number;

    snprintf(number, sizeof number, run.failed < 0 ? "-" : "call-%d", run.failed);
    for (size_t i = 0; i < COUNT(names); i++)
        if (names[i].number == run.failed)
            name = names[i].name;
    if (!out || fprintf(out, "%s %ld 0\n", name, run.calls) < 0 || fclose(out) != 0)
        err(2, "%s", path);
}

int
main(int argc, char **argv)
{
    int listener, status;
    pid_t child;

    if (argc < 6)
        errx(2, "usage: fail N ON ERROR FILE COMMAND [ARGUMENT...]");
    run.at = strtol(argv[1], NULL, 10);
    run.on = strcmp(argv[2], "1") == 0;
    for (size_t i = 0; i < COUNT(errors); i++)
        if (strcmp(errors[i].name, argv[3]) == 0)
            run.error = errors[i].number;
    if (!run.error)
        errx(2, "%s: is no error", argv[3]);
    child = begin(argv + 5, &listener);
    answer_all(listener);
    if (waitpid(child, &status, 0) < 0)
        err(2, "wait");
    tell(argv[4]);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
