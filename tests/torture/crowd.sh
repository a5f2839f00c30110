# Many posters at once, each batch twice, some killed at a random moment, readers in between. Nothing that
# was acknowledged is lost, nothing stands there twice, and no report is of half a batch: each batch
# adds 1000.01, in two entries. The disk is slow, so that they meet.

title() {
    echo "posters at once, each batch twice, random kills"
}

# poster BATCH COPY: one of the crowd, which waits at the gate; its process becomes the post.
poster() {
    : >"out-$1-$2"
    sh -c 'read -r line <&9; exec 9>&-; LD_PRELOAD=$0 TORTURE_WAIT=4 exec "$@"' "$made/shim.so" \
        "$bin/till-post" -b "batch-$1" ledger.csv "in-$1.csv" >"out-$1-$2" 2>"err-$1-$2" &
    echo "$! $1-$2" >>pids
}

# Reads until it is told to stop: a report is of whole batches; none of a ledger that has not begun.
reader() {
    reports=0
    while [ ! -e stop ]; do
        [ -s ledger.csv ] && till-age -g code ledger.csv >"report-$1" 2>/dev/null || continue
        net=$(sed -n '2s/.*,\([0-9]*\)\.\([0-9]*\)$/\1\2/p' "report-$1")
        [ $((${net:-0} % 100001)) -eq 0 ] || wrong "torn: a report of $net cents"
        reports=$((reports + 1))
        echo $reports >"reports-$1"
    done
}

# attack [BATCHES]
attack() {
    helper shim.so -shared -fPIC -ldl
    batches=${1-128}
    [ $scale = sample ] && batches=${1-24}
    rm -rf "$disk"
    mkdir "$disk" && cd "$disk" || exit 2
    mkfifo gate
    exec 9<>gate
    kills=0 seed=7
    : >pids
    for i in $(seq "$batches"); do
        printf '%s\n' date,account,kind,ref,code,amount "2025-03-01,$i,charge,B$i,WATER,1000.00" \
            "2025-03-01,$i,charge,B$i,WATER,0.01" >"in-$i.csv"
        poster "$i" a
        poster "$i" b
    done
    echo 0 | tee reports-1 >reports-2
    reader 1 9>&- &
    echo $! >readers
    reader 2 9>&- &
    echo $! >>readers
    awk -v n=$((batches * 2)) 'BEGIN { while (n-- > 0) print "" }' >&9
    meanwhile
    exec 9>&-
    judge
    told="$((batches * 2)) posters, $kills killed, $reports reports: $(count lost) lost, $(count doubled) duplicated, $(count torn) torn"
}

# Kills one in four at some moment, and waits for all.
meanwhile() {
    while read -r pid name; do
        random 4
        [ "$drawn" -eq 0 ] && [ $control = no ] || continue
        sleep "0.0$((seed % 10))"
        kill -9 "$pid" 2>/dev/null && kills=$((kills + 1))
    done <pids
    while read -r pid name; do
        status=0
        wait "$pid" 2>/dev/null || status=$?
        echo $status >"status-$name"
    done <pids
    : >stop
    wait $(cat readers)
    reports=$(($(cat reports-1) + $(cat reports-2)))
}

judge() {
    for i in $(seq "$batches"); do
        for copy in a b; do
            read -r status <"status-$i-$copy"
            there=$(grep -c ",,batch,batch-$i," ledger.csv)
            if [ "$status" -eq 0 ] || [ "$(wc -l <"out-$i-$copy")" -gt 1 ]; then
                [ "$there" -eq 1 ] || wrong "lost: batch $i was acknowledged and stands there $there times"
            elif [ "$status" -ne 137 ] && [ "$status" -ne 2 ]; then
                wrong "other: batch $i: status $status: $(cat "err-$i-$copy")"
            fi
        done
        till-post -b "batch-$i" ledger.csv "in-$i.csv" >again 2>&1 || wrong "other: batch $i again: $(cat again)"
        there=$(grep -c ",,batch,batch-$i," ledger.csv)
        [ "$there" -eq 1 ] || wrong "doubled: batch $i stands there $there times"
    done
    till-verify ledger.csv >verified 2>&1 || wrong "torn: $(cat verified)"
}

controls() {
    sabotage no-lock 's/flock(fd, how | LOCK_NB) == 0/true/'
    caught no-lock 24
    sabotage no-lookup 's/if (c->found)/if (false)/'
    caught no-lookup 8
}
