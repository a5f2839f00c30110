# What the rows of make torture share: where they work, sabotaged programs, and how a result is told.
# Read by run; a row is a file ROW.sh with
#
#     title      what the row is called
#     attack     the attack on the till-post of $bin; notes what goes wrong, leaves its counts in $told
#     controls   "caught NAME" for each sabotaged build, which the same attack must find out
#
# $scale is full or sample, $control is yes while a sabotaged build is attacked: the first fault is
# enough then.

ulimit -S -t "${TORTURE_SECONDS-60}" # of one program: what runs for longer hangs

torture=$top/tests/torture made=$top/build/torture
bin=$top/bin control=no
for t_name in $(env | sed -n 's/^\(T[A-Z]*_[A-Za-z0-9_]*\)=.*/\1/p'); do
    case $t_name in
    TILL_* | TORTURE_*) unset "$t_name" ;;
    esac
done
unset SUDO_USER
PATH=$top/bin:$PATH LC_ALL=C TZ=UTC TILL_TODAY=2025-03-15 SOURCE_DATE_EPOCH=1742050800
export PATH LC_ALL TZ TILL_TODAY SOURCE_DATE_EPOCH
umask 022
set -u

# unhurried CMD...: a helper that makes many thousands of cases, each of them short.
unhurried() {
    ([ $hasty = yes ] || ulimit -S -t unlimited && exec "$@")
}

# The rigs work in memory where they can: but for the rows on power and blocks, none needs a disk.
memory=${TMPDIR:-/tmp}
[ -d /dev/shm ] && [ -w /dev/shm ] && memory=/dev/shm
work=$(mktemp -d "$memory/till-torture.XXXXXX") || exit 2
undo() {
    :
}
trap 'undo; cd / && chmod -R u+rwx "$work" && rm -rf "$work" "${disk%/disk}"' EXIT
trap 'exit 130' HUP INT TERM
disk=$(mktemp -d "${TMPDIR:-/tmp}/till-torture.XXXXXX")/disk || exit 2
faults=$work/faults

# wrong KIND TEXT: a fault of the program, kept with those that came before. enough: is one enough?
wrong() {
    printf '%s\n' "$*" >>"$faults"
}
enough() {
    [ $control$hasty != nono ] && [ -s "$faults" ]
}

# count KIND: how many faults of that kind there were.
count() {
    grep -c "^$1" "$faults" || :
}

# 1240 as 1,240.
number() {
    printf '%s\n' "$1" | sed -e :a -e 's/^\([0-9]*[0-9]\)\([0-9]\{3\}\)/\1,\2/' -e ta
}

# random N: sets drawn to a number below N, the same for the same seed everywhere (Park and Miller's).
seed=1
random() {
    seed=$((seed * 16807 % 2147483647))
    drawn=$((seed % $1))
}

# The compiler's words, as the Makefile has them.
flags() {
    mkdir -p "$made"
    (
        cd "$top" || exit 2
        printf '%s\n' 'include Makefile' 'torture-flags:' \
            "	@printf '%s\\n' 'compile=\"\$(COMPILE)\"' 'link=\"\$(LINK)\"' 'libs=\"\$(LIB) \$(LIBS)\"'" |
            MAKEFLAGS='' MFLAGS='' make -s -f - torture-flags
    ) >"$work/flags" || exit 2
    . "$work/flags"
}

# helper NAME [FLAG...]: a program of this directory, made where it is older than its source.
helper() {
    t_name=$1
    shift
    [ "$made/$t_name" -nt "$torture/${t_name%.so}.c" ] && return
    ${CC:-cc} -O1 -Wall -Wextra "$@" -o "$made/$t_name.$$" "$torture/${t_name%.so}.c" &&
        mv "$made/$t_name.$$" "$made/$t_name" || exit 2
}

# sabotage NAME SED...: a till-post and a till-verify in $made/NAME whose sources are changed by sed. A
# script that finds nothing to change any more is a fault of the rig.
sabotage() {
    t_dir=$made/$1
    shift
    rm -rf "$work/src"
    mkdir -p "$t_dir" "$work/src"
    (
        cd "$top" || exit 2
        for t_source in src/cmd/post.c src/ledger*.c src/lock.c src/durable.c src/chain.c src/closing.c src/memory.c; do
            t_copy=$work/src/${t_source##*/}
            sed "$@" $t_source >"$t_copy" || exit 2
            cmp -s $t_source "$t_copy" && rm "$t_copy"
        done
        cat "$work"/src/*.c >"$work/sabotage.c" 2>/dev/null || {
            echo "torture: the sabotage ${t_dir##*/} finds nothing to change" >&2
            exit 2
        }
        [ "$t_dir/till-post" -nt bin/till-post ] && cmp -s "$work/sabotage.c" "$t_dir/sabotage.c" && exit
        t_post=build/cmd/post.o t_objects=
        for t_copy in "$work"/src/*.c; do
            $compile -w -c -o "${t_copy%.c}.o" "$t_copy" || exit 2
            case $t_copy in
            */post.c) t_post=${t_copy%.c}.o ;;
            *) t_objects="$t_objects ${t_copy%.c}.o" ;;
            esac
        done
        rm -f "$t_dir"/till-*
        $link -o "$t_dir/till-verify" build/cmd/verify.o $t_objects $libs &&
            $link -o "$t_dir/till-post" $t_post $t_objects $libs && cp "$work/sabotage.c" "$t_dir/sabotage.c"
    ) || exit 2
}

# caught NAME [WHERE...]: whether the row's attack finds out the build of that name; WHERE, what the attack
# makes of it, is where it can, and spares the rest.
caught() {
    (
        bin=$made/$1 control=yes faults=$work/control
        shift
        : >"$faults"
        attack "$@" >/dev/null
    )
    if [ -s "$work/control" ]; then
        t_caught="$t_caught${t_caught:+, }$1${label-}"
    else
        wrong "uncaught: the build \"$1\" passes"
    fi
}

# The result of a row: a line, and behind it the first faults. Status 1 where there were any.
row() {
    : >"$faults"
    t_caught= told=
    attack
    [ "$alone" = yes ] || controls
    echo "$(title): $told${t_caught:+; caught: $t_caught}"
    [ -s "$faults" ] || return 0
    sed -e 's/^/    /' -e "${most-20}q" "$faults"
    echo "    FAILED: $(wc -l <"$faults") faults"
    return 1
}

skipped() {
    echo "$(title): skipped: $1"
}
