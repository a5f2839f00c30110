# What a crash may leave of an append is made, state by state, and posted to; see states.c.

title() {
    echo "crash states"
}

# base NAME BEFORE-COUNT COUNT: a directory with two.csv, and the ledger before and after it.
base() {
    mkdir -p "$work/states-$1" && cd "$work/states-$1" || exit 2
    entries one "$2"
    entries two "$3"
    : >before
    if [ "$2" -gt 0 ]; then
        till-post -b one ledger.csv one.csv >/dev/null
        cp ledger.csv before
    fi
    till-post -b two ledger.csv two.csv >/dev/null
    cp ledger.csv after
}

# attack [COUNT]: that many states of each ledger.
attack() {
    helper states
    each=${1-25000} all=0 good=0 there=0 no=0 t_seed=1
    [ $scale = sample ] && each=${1-110}
    for name in new append longer many; do
        [ -f "$work/states-$name/after" ] || case $name in
            new) (base new 0 8) ;;
            append) (base append 3 9) ;;
            longer) (base longer 9 60) ;;
            many) (base many 40 3) ;;
        esac
        cd "$work/states-$name" || exit 2
        t_seed=$((t_seed + 1))
        unhurried "$made/states" "$each" $t_seed before after "$bin/till-post" >told 2>saying ||
            wrong "state $name: $(cat saying)"
        read -r a b c d e <told
        all=$((all + a)) good=$((good + b)) there=$((there + c)) no=$((no + d))
        enough && return
    done
    told="$(number $all) states, $(number $good) recovered byte for byte, $(number $there) there already, $(number $no) refused untouched"
}

controls() {
    sabotage no-cut 's/return ftruncate(l->fd, c->committed) == 0 ? NULL : strerror(errno);/return NULL;/'
    caught no-cut 900
    sabotage no-copy 's/\*saved = durable_aside(.*/*saved = mem_alloc(8);/'
    caught no-copy 100
    sabotage no-seal -e 's/else if (!\*sha || !slice_is(chain_field(line, ENTRY_MEMO), sha))/else if (false)/' \
        -e 's/else if (!is_as_written(w, line, sha))/else if (false)/'
    caught no-seal 2000
}
