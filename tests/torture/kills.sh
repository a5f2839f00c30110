# A post is killed at every entry to and every return from a system call, and posted again. Each write
# moves a few bytes only, so that a kill also falls between the parts of one.

title() {
    echo "killed at every system call, then posted again"
}

# kill_at SCENE STOP: status 0: it was killed there.
kill_at() {
    t_status=0
    (
        cd now || exit 2
        TORTURE_MOST=97 TORTURE_SHIM=$made/shim.so
        export TORTURE_MOST TORTURE_SHIM
        deed "$1" "$made/at" "$2" "$work/stops"
    ) >killed 2>saying || t_status=$?
    [ $t_status -eq 137 ]
}

# attack [SCENE [FROM [STEP]]]
attack() {
    helper at
    helper shim.so -shared -fPIC -ldl
    points=0 step=${3-1}
    [ $scale = sample ] && step=${3-61}
    [ $scale = middle ] && step=${3-11}
    for scene in ${1-$scenes}; do
        [ -f "$work/$scene/seals" ] || (scene "$scene") || exit 2
        cd "$work/$scene" || exit 2
        ledger_of "$scene"
        stop=${2-$((points % step + 1))}
        now_before
        while kill_at "$scene" "$stop" && ! enough; do
            survives "$scene stop $stop"
            posts_again "$scene" "$scene stop $stop"
            stop=$((stop + step)) points=$((points + 1))
            now_before
        done
    done
    told="$(number $points) points, $(count lost) lost, $(count doubled) duplicated, $(count torn) torn reports"
}

controls() {
    sabotage no-cut 's/return ftruncate(l->fd, c->committed) == 0 ? NULL : strerror(errno);/return NULL;/'
    caught no-cut torn 1
    sabotage no-copy 's/\*saved = durable_aside(.*/*saved = mem_alloc(8);/'
    caught no-copy torn 1
    sabotage no-lookup 's/if (c->found)/if (false)/'
    caught no-lookup repost 1
    sabotage early-totals 's/p = ledger_post(path, &b, dry);/puts("posted"); fflush(stdout); &/'
    caught early-totals append 240 10
    sabotage early-seal -e "/buffer_add(out, b->body.p, b->body.n);/d" \
        -e "s/^    digest_free(d);/    buffer_add(out, b->body.p, b->body.n);&/"
    caught early-seal append 240 3
}
