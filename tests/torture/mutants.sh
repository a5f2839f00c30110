# The sources of posting are changed, an operator or a statement at a time; each mutant meets the tests and
# a sample of the rows until one of them fails. What survives is told, unless the file survivors has it
# with its reason. Every third change is made (MUTANTS_STEP), three at a time, for the tests often wait;
# MUTANTS_ONLY is a file of those that are to be made.

title() {
    echo "mutants of the posting code"
}

posting() {
    echo src/ledger*.c src/lock.c src/durable.c src/chain.c src/closing.c src/cmd/post.c src/hasher.c src/receipts.c src/chain_line.c
}

# make_tree K: the project as the worker K tests it, but for the programs and what the rows build.
make_tree() {
    tree=$work/tree-$1
    mkdir -p "$tree/bin" "$tree/build/torture"
    for t_name in debian man samples src tests Makefile NEWS.md README.md; do
        ln -s "$top/$t_name" "$tree/$t_name"
    done
    for t_name in cmd libtill.a iconv.mk unit; do
        ln -s "$top/build/$t_name" "$tree/build/$t_name"
    done
    cp "$top"/bin/* "$tree/bin"
    cp -p "$made/at" "$made/fail" "$made/shim.so" "$made/states" "$made/broken" "$tree/build/torture"
    cp -pR "$made/no-fsync" "$tree/build/torture"
    for t_unit in chain ledger receipts opening; do
        $compile -w -c -o "$tree/${t_unit}_test.o" "tests/unit/${t_unit}_test.c" || exit 2
    done
}

# make_mutant SOURCE N: status 1 where it can't be compiled, or compiles to what was there before.
make_mutant() {
    awk -v pick="$2" -f "$torture/mutate.awk" "$1" >"$tree/mutant.c" || return
    cp "$tree/mutant.c" "$tree/same.c"
    $compile -g0 -w -c -o "$tree/mutant.o" "$tree/same.c" 2>/dev/null || return
    ! cmp -s "$tree/mutant.o" "$tree/usual.o" || return
    for t_program in post verify approve; do
        t_objects="build/cmd/$t_program.o $tree/mutant.o"
        case $1,$t_program in
        src/cmd/post.c,post) t_objects=$tree/mutant.o ;;
        src/cmd/*) t_objects=build/cmd/$t_program.o ;;
        esac
        rm -f "$tree/bin/till-$t_program"
        $link -o "$tree/bin/till-$t_program" $t_objects $libs 2>/dev/null || return
    done
    for t_unit in chain ledger receipts opening; do
        rm -f "$tree/${t_unit}_test"
        case $1 in
        src/cmd/*) ;;
        *) $link -o "$tree/${t_unit}_test" "$tree/${t_unit}_test.o" "$tree/mutant.o" $libs 2>/dev/null || return ;;
        esac
    done
}

# passes CMD...: no test of it fails, and it ends.
passes() {
    { (ulimit -S -t 5 && exec timeout 60 "$@") 2>/dev/null || echo "not ok"; } | sed -n '/^not ok/{p;q;}' >"$tree/failed"
    [ ! -s "$tree/failed" ]
}

stands() {
    TORTURE_SECONDS=5 timeout 600 "$tree/tests/torture/run" -a -1 "$@" >/dev/null 2>&1
}

# The mutant against the tests, the quick ones first; status 0: it lives.
lives() {
    for t_unit in chain ledger receipts opening; do
        [ ! -x "$tree/${t_unit}_test" ] || passes "$tree/${t_unit}_test" || return 1
    done
    for t_test in post period verify verify_more authority approve guard long; do
        passes "$tree/tests/$t_test.t" || return 1
    done
    [ $scale = full ] || return 0
    stands -s states && stands -s output && stands -m faults && stands -m kills && stands -m memory &&
        stands -s recovery && stands -s crowd && passes "$tree/tests/locked.t" &&
        passes "$tree/tests/errors/post.t" && passes "$tree/tests/errors/approve.t" && stands -s power
}

# work_on K: each K-th of the mutants; says of each "caught", "known" or "survivor" and what it is. The
# sources as they are go first: where they don't live, nothing is caught.
work_on() {
    make_tree "$1"
    lives || wrong "unfit: the sources as they are don't live: $(cat "$tree/failed")"
    number=0
    for source in $(posting); do
        cp $source "$tree/same.c"
        $compile -g0 -w -c -o "$tree/usual.o" "$tree/same.c" || exit 2
        t_pick=0
        awk -v pick=-1 -f "$torture/mutate.awk" $source >"$tree/changes"
        while read -r what <&4; do
            t_pick=$((t_pick + 1))
            number=$((number + 1))
            [ $((number % step)) -eq $((first % step)) ] || continue
            [ $((number / step % workers)) -eq "$1" ] || continue
            [ -z "$only" ] || grep -qxF "$what" "$only" || continue
            make_mutant $source $t_pick || continue
            how=survivor
            ! grep -qxF "$what" "$torture/survivors" || how=known
            lives 4<&- || how=caught
            printf '%s\n' "$how: $what" >>"$work/came-$1"
        done 4<"$tree/changes"
    done
}

# The survivors that are explained are changes that can still be made.
check_survivors() {
    for source in $(posting); do
        awk -v pick=-1 -f "$torture/mutate.awk" $source
    done >"$work/possible"
    sed -e '/^#/d' -e '/^$/d' "$torture/survivors" | grep -vxF -f "$work/possible" >"$work/gone"
    while read -r line; do
        wrong "gone: there is no such change any more: $line"
    done <"$work/gone"
}

attack() {
    most=1000
    step=${MUTANTS_STEP-3} first=${MUTANTS_FIRST-1} workers=${MUTANTS_WORKERS-3}
    [ $scale = sample ] && step=211 workers=1
    only=${MUTANTS_ONLY-}
    cd "$top" || exit 2
    [ -f "$torture/survivors" ] || : >"$torture/survivors"
    check_survivors
    (helper at && helper fail && helper shim.so -shared -fPIC -ldl && helper states && helper broken)
    sabotage no-fsync -e 's/fsync([a-z>-]*) != 0/false/' -e 's/fsync([a-z>-]*) == 0/true/'
    for t_worker in $(seq 0 $((workers - 1))); do
        work_on "$t_worker" &
    done
    wait
    cat "$work"/came-* >"$work/came"
    sed -n '/^survivor/p' "$work/came" >>"$faults"
    told="$(number "$(wc -l <"$work/came")") mutants, $(grep -c ^caught "$work/came") caught, $(grep -c ^known "$work/came") survive for a known reason, $(count survivor) unexplained"
}

controls() {
    :
}
