# The TAP library of tests/*.t, in POSIX sh. A test file begins with
#
#     #!/bin/sh
#     # till-age: open amounts by age.
#     . "${0%/*}/lib.sh"
#
# and is then in an empty directory of its own, which goes away when it ends. Its plan is printed
# when it ends, too, so nothing has to be counted. Every comparison is byte for byte, and what a
# program is not expected to say on either stream it must not say.
#
#     file NAME <<END ... END      makes a file (a folder in its name is made as well)
#     input <<END ... END          standard input of the next command; without it there is none
#     warning <<END ... END        standard error expected of the next command; without it none
#
#     prints NAME CMD... <<END     exit status 0 and exactly this standard output
#     finds NAME CMD... <<END      exit status 1 (the answer is no) and exactly this standard output
#     fails NAME CMD... <<END      exit status 2, exactly this standard error, nothing printed
#     run STATUS NAME CMD... <<END any status, exactly this standard output
#
#     ok NAME CMD...               CMD (a test, a function) succeeds
#     is NAME GOT WANT             two strings are the same
#     same NAME GOT WANT           two files are the same
#     quiet NAME CMD...            CMD prints nothing: for checks that list what they object to, and
#                                  that did their work (status 0, or 1 where they found nothing)
#     skip NAME WHY                a result that can't be had here
#     variants FILE CMD...         CMD says the same whichever way FILE is written; see there
#     full_disk CMD...             CMD notices that standard output can't be written
#     fresh                        a new empty directory, for what follows
#
# NAME is prose: what holds, not what is called. After a command its output is in $out and $err,
# two files. $top is the project's directory. The library's own variables begin with t_.

t_count=0 t_failed=0 t_fresh=0
t_here=${0%/*}
[ -f "$t_here/lib.sh" ] || t_here=$t_here/..
top=$(cd "$t_here/.." && pwd) || exit 2
t_tmp=$(mktemp -d "${TMPDIR:-/tmp}/till-test.XXXXXX") || exit 2
out=$t_tmp/out err=$t_tmp/err

# The status of a script that died half way is kept: prove then calls the file bad, whatever its
# results so far.
t_end() {
    t_status=$?
    trap - EXIT HUP INT TERM
    echo "1..$t_count"
    cd / && chmod -R u+rwx "$t_tmp" && rm -rf "$t_tmp"
    [ "$t_status" -eq 0 ] && [ "$t_failed" -gt 0 ] && t_status=1
    exit "$t_status"
}
trap t_end EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# A command without a here-document gets the empty one: nothing expected, nothing read.
exec </dev/null
umask 022
for t_name in $(env | sed -n 's/^\(TILL_[A-Za-z0-9_]*\)=.*/\1/p'); do
    unset "$t_name"
done
unset CDPATH COLUMNS GZIP POSIXLY_CORRECT
PATH=$top/bin:$PATH LC_ALL=C TZ=UTC HOME=$t_tmp/home
export PATH LC_ALL TZ HOME
mkdir "$t_tmp/home" "$t_tmp/0" && cd "$t_tmp/0" || exit 2
set -u

# Results. One that holds is a line; one that does not is told at once, on standard error, where
# prove shows it.
t_pass() {
    t_count=$((t_count + 1))
    printf 'ok %d - %s\n' "$t_count" "$1"
}

t_fail() {
    t_count=$((t_count + 1)) t_failed=$((t_failed + 1))
    printf 'not ok %d - %s\n' "$t_count" "$1"
    printf '#\n# not ok %d - %s (%s)\n' "$t_count" "$1" "${0##*/}" >&2
}

# Comment lines on standard error, of a file or standard input: the first 60, each carriage return
# to be seen.
t_say() {
    sed -e "s/$(printf '\r')/\\\\r/g" -e 's/^/# /' ${1+"$1"} | sed -e '60q' >&2
}

t_diff() {
    printf '# %s: - wanted, + got\n' "$1" >&2
    diff -u "$2" "$3" 2>&1 | sed 1,2d | t_say
}

file() {
    case $1 in
    */*) mkdir -p "${1%/*}" ;;
    esac
    cat >"$1"
}

input() {
    cat >"$t_tmp/in"
}

warning() {
    cat >"$t_tmp/want.err"
}

fresh() {
    t_fresh=$((t_fresh + 1))
    mkdir "$t_tmp/$t_fresh" && cd "$t_tmp/$t_fresh" || exit 2
}

# Runs a command with the input that is set, leaving $out, $err and t_got.
t_command() {
    t_got=0
    if [ -f "$t_tmp/in" ]; then
        "$@" <"$t_tmp/in" >"$out" 2>"$err" || t_got=$?
    else
        "$@" </dev/null >"$out" 2>"$err" || t_got=$?
    fi
    rm -f "$t_tmp/in"
}

# t_judge NAME STATUS: the command that just ran against want.out and want.err.
t_judge() {
    if [ "$t_got" -eq "$2" ] && cmp -s "$t_tmp/want.out" "$out" && cmp -s "$t_tmp/want.err" "$err"; then
        t_pass "$1"
    else
        t_fail "$1"
        shift 2
        printf '# $ %s\n' "$*" | t_say
        [ "$t_got" -eq "$t_want" ] || echo "# exit status $t_got, not $t_want" >&2
        cmp -s "$t_tmp/want.out" "$out" || t_diff 'standard output' "$t_tmp/want.out" "$out"
        cmp -s "$t_tmp/want.err" "$err" || t_diff 'standard error' "$t_tmp/want.err" "$err"
    fi
    rm -f "$t_tmp/want.out" "$t_tmp/want.err"
}

run() {
    cat >"$t_tmp/want.out"
    [ -f "$t_tmp/want.err" ] || : >"$t_tmp/want.err"
    t_want=$1 t_name=$2
    shift 2
    t_command "$@"
    t_judge "$t_name" "$t_want" "$@"
}

prints() {
    run 0 "$@"
}

finds() {
    run 1 "$@"
}

fails() {
    warning
    run 2 "$@" </dev/null
}

ok() {
    t_name=$1
    shift
    if "$@" >"$t_tmp/say" 2>&1; then
        t_pass "$t_name"
    else
        t_fail "$t_name"
        printf '# $ %s\n' "$*" | t_say
        t_say "$t_tmp/say"
    fi
}

quiet() {
    t_name=$1
    shift
    t_got=0
    "$@" >"$t_tmp/say" 2>&1 || t_got=$?
    if [ -s "$t_tmp/say" ] || [ "$t_got" -gt 1 ]; then
        t_fail "$t_name"
        [ "$t_got" -le 1 ] || echo "# exit status $t_got" >&2
        t_say "$t_tmp/say"
    else
        t_pass "$t_name"
    fi
}

same() {
    if cmp -s "$2" "$3"; then
        t_pass "$1"
    else
        t_fail "$1"
        t_diff "$2" "$3" "$2"
    fi
}

is() {
    printf '%s\n' "$2" >"$t_tmp/got"
    printf '%s\n' "$3" >"$t_tmp/want"
    if cmp -s "$t_tmp/got" "$t_tmp/want"; then
        t_pass "$1"
    else
        t_fail "$1"
        t_diff 'the string' "$t_tmp/want" "$t_tmp/got"
    fi
}

skip() {
    t_count=$((t_count + 1))
    printf 'ok %d - %s # SKIP %s\n' "$t_count" "$1" "$2"
}

# full_disk CMD...: with the input that is set, CMD ends with 2 and says why.
full_disk() {
    if [ ! -c /dev/full ]; then
        skip "$1 notices a full disk" 'no /dev/full'
        return 0
    fi
    t_got=0
    [ -f "$t_tmp/in" ] || : >"$t_tmp/in"
    "$@" <"$t_tmp/in" >/dev/full 2>"$err" || t_got=$?
    rm -f "$t_tmp/in"
    if [ "$t_got" -eq 2 ] && [ -s "$err" ]; then
        t_pass "$1 notices a full disk"
    else
        t_fail "$1 notices a full disk"
        echo "# exit status $t_got, not 2 with a message" >&2
        t_say "$err"
    fi
}

# variants FILE CMD...: runs CMD, which reads FILE, on FILE as it is, and then on the same records
# written in other ways, under the same name: gzipped, with CRLF, after a byte-order mark, in
# CP1252 (with --charset=CP1252 as the first option), without the last newline, and from standard
# input where a word of CMD is FILE itself. Exit status and both streams must stay the same (from
# standard input the messages may name it otherwise). FILE needs a letter that CP1252 has and
# ASCII has not, and no newline inside quotes.
variants() {
    t_file=$1
    shift
    rm -f "$t_tmp/in"
    cp "$t_file" "$t_tmp/plain"
    t_command "$@"
    cp "$out" "$t_tmp/plain.out"
    cp "$err" "$t_tmp/plain.err"
    t_want=$t_got
    ok "$1 answers on $t_file as it is" test "$t_want" -le 1 -a -s "$out"
    t_variant gzipped t_gzip "$@"
    t_variant 'with CRLF line ends' t_crlf "$@"
    t_variant 'after a byte-order mark' t_bom "$@"
    t_variant 'without its last newline' t_cut "$@"
    t_program=$1
    shift
    if t_cp1252 >/dev/null && ! t_cp1252 | cmp -s - "$t_tmp/plain"; then
        t_variant 'in CP1252' t_cp1252 "$t_program" --charset=CP1252 "$@"
    else
        t_fail "$t_program reads $t_file in CP1252"
        echo "# $t_file: in CP1252 it is the same, or can't be had" >&2
    fi
    cp "$t_tmp/plain" "$t_file"
    t_stdin "$t_program" "$@"
}

t_gzip() {
    gzip -c "$t_tmp/plain"
}

t_crlf() {
    sed "s/\$/$(printf '\r')/" "$t_tmp/plain"
}

t_bom() {
    printf '\357\273\277'
    cat "$t_tmp/plain"
}

t_cut() {
    printf %s "$(cat "$t_tmp/plain")"
}

t_cp1252() {
    iconv -f UTF-8 -t CP1252 "$t_tmp/plain"
}

# t_variant HOW WRITER CMD...
t_variant() {
    t_how=$1
    "$2" >"$t_file"
    shift 2
    t_command "$@"
    cp "$t_tmp/plain.out" "$t_tmp/want.out"
    cp "$t_tmp/plain.err" "$t_tmp/want.err"
    t_judge "$1 reads $t_file $t_how" "$t_want" "$@"
}

# Replaces the words of CMD that are FILE by -, and gives FILE on standard input.
t_stdin() {
    t_left=$# t_found=no
    while [ "$t_left" -gt 0 ]; do
        if [ "$1" = "$t_file" ]; then
            set -- "$@" -
            t_found=yes
        else
            set -- "$@" "$1"
        fi
        shift
        t_left=$((t_left - 1))
    done
    [ $t_found = yes ] || return 0
    input <"$t_file"
    t_command "$@"
    cp "$t_tmp/plain.out" "$t_tmp/want.out"
    cp "$err" "$t_tmp/want.err"
    t_judge "$1 reads $t_file from standard input" "$t_want" "$@"
}
