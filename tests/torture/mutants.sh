# The sources of posting are changed, an operator or a statement at a time; each mutant meets the tests and
# a sample of the rows until one of them fails. What survives is told, unless the file survivors has it
# with its reason.

title() {
    echo "mutants of the posting code"
}

# The tree in which a mutant is tested: the project's, but for the programs.
tree() {
    tree=$work/tree
    mkdir -p "$tree/bin"
    for t_name in build debian man samples src tests Makefile NEWS.md README.md; do
        ln -s "$top/$t_name" "$tree/$t_name"
    done
    cp "$top"/bin/* "$tree/bin"
}

# make_mutant SOURCE N: status 1 where it can't be compiled, or compiles to what was there before.
make_mutant() {
    awk -v pick="$2" -f "$torture/mutate.awk" "$1" >"$work/mutant.c" 2>"$work/what" || return
    cp "$work/mutant.c" "$work/same.c"
    $compile -g0 -w -c -o "$work/mutant.o" "$work/same.c" 2>/dev/null || return
    cp "$1" "$work/same.c"
    $compile -g0 -w -c -o "$work/usual.o" "$work/same.c" 2>/dev/null || return
    ! cmp -s "$work/mutant.o" "$work/usual.o" || return
    for t_program in post verify approve; do
        t_objects="build/cmd/$t_program.o $work/mutant.o"
        case $1,$t_program in
        src/cmd/post.c,post) t_objects=$work/mutant.o ;;
        src/cmd/*) continue ;;
        esac
        rm -f "$tree/bin/till-$t_program"
        $link -o "$tree/bin/till-$t_program" $t_objects $libs 2>/dev/null || return
    done
}

# The mutant against the tests, the quick ones first; status 0: it lives.
lives() {
    for t_test in post period verify verify_more authority approve locked guard errors/post errors/verify; do
        [ -f "$tree/tests/$t_test.t" ] || continue
        { timeout 120 "$tree/tests/$t_test.t" 2>/dev/null || echo "not ok"; } | sed -n '/^not ok/{p;q;}' >"$work/failed"
        [ ! -s "$work/failed" ] || return 1
    done
    [ $scale = full ] || return 0
    for t_row in kills faults states memory output crowd power; do
        timeout 300 "$tree/tests/torture/run" -s -a $t_row >/dev/null 2>&1 || return 1
    done
}

attack() {
    mutants=0 caught=0 explained=0 step=${MUTANTS_STEP-4} first=${MUTANTS_FIRST-1} number=0
    [ $scale = sample ] && step=211
    tree
    cd "$top" || exit 2
    for source in src/ledger*.c src/durable.c src/chain.c src/closing.c src/cmd/post.c; do
        changes=$(awk -v pick=0 -f "$torture/mutate.awk" $source)
        for t_pick in $(seq "$changes"); do
            number=$((number + 1))
            [ $((number % step)) -eq $((first % step)) ] || continue
            make_mutant $source "$t_pick" || continue
            mutants=$((mutants + 1))
            if ! lives; then
                caught=$((caught + 1))
            elif [ -f "$torture/survivors" ] && grep -qF "$(cat "$work/what")" "$torture/survivors"; then
                explained=$((explained + 1))
            else
                wrong "survivor: $(cat "$work/what")"
            fi
        done
        [ $source != src/cmd/post.c ] || break
        cp "$top"/bin/till-post "$top"/bin/till-verify "$top"/bin/till-approve "$tree/bin"
    done
    told="$(number $mutants) mutants, $caught caught, $explained survive for a known reason, $(count survivor) unexplained"
}

controls() {
    :
}
