# Each byte of a ledger of 100 batches is flipped, dropped and doubled: till-verify finds it, the last batch
# by a seal that was kept, and so does the recipe of its manual page for coreutils.

title() {
    echo "each byte of a ledger of 100 batches flipped, dropped, doubled"
}

batches() {
    mkdir -p "$work/bytes" && cd "$work/bytes" || exit 2
    for i in 1 2 3 4 5 6 7 8 9 10; do
        for j in 0 1 2 3 4 5 6 7 8 9; do
            printf 'date,account,kind,ref,item,code,amount\n2025-03-0%d,%d,%s,B%d%d,,WATER,%s%d.0%d\n' \
                $((j % 9 + 1)) $((i * j)) $([ $j -eq 5 ] && echo payment || echo charge) $i $j \
                "$([ $j -eq 5 ] && echo -)" $i $j |
                till-post -b "$i-$j" ledger.csv >/dev/null
        done
    done
    tail -n 1 ledger.csv >kept
}

# The recipe of till-verify(1) on the file it is given: no output and the kept seal, or it is found.
recipe() {
    cat >"$work/recipe" <<'RECIPE'
#!/bin/sh
rm -f piece-*
csplit -s -n 6 -f piece- "$1" '/^..........,,seal,/' '{*}' || exit 1
sha256sum piece-* | head -n -1 | cut -c 1-64 >made
head -q -n 1 piece-* | tail -n +2 | cut -d , -f 12 >told
cmp -s made told && tail -n 1 "$1" | cmp -s - "${0%/*}/bytes/kept" || exit 1
RECIPE
    chmod +x "$work/recipe"
}

# attack [STEP]
attack() {
    helper bytes
    [ -f "$work/bytes/kept" ] || (batches) || exit 2
    cd "$work/bytes" || exit 2
    recipe
    step=${1-1} bits=1 far=1
    [ $scale = sample ] && step=${1-307} far=4001
    anchor=$(cut -d , -f 5,12 kept | tr , :)
    unhurried "$made/bytes" ledger.csv "$step" $bits "${verify-till-verify}" --anchor "$anchor" >told 2>saying ||
        wrong "missed $(cat saying)"
    read -r changes missed <told
    told="$(number $changes) changes, $missed not found"
    [ $control = yes ] && return
    unhurried "$made/bytes" ledger.csv $far 1 "$work/recipe" >told 2>saying ||
        wrong "missed by the recipe: $(cat saying)"
    read -r changes missed <told
    told="$told; by coreutils $(number $changes), $missed not found"
}

controls() {
    sabotage no-seal -e 's/else if (!\*sha || !slice_is(chain_field(line, ENTRY_MEMO), sha))/else if (false)/' \
        -e 's/else if (!is_as_written(w, line, sha))/else if (false)/'
    verify=$made/no-seal/till-verify
    caught no-seal 97
}
