# A post is killed, and so is the one that recovers from that; then the batch is posted again. The
# pairs of places are drawn, the first from the later half of the calls: before, nothing is written.

. "$torture/kills.sh"

title() {
    echo "killed again at every call of the recovery"
}

# attack [SCENE...]
attack() {
    helper at
    helper shim.so -shared -fPIC -ldl
    points=0 least=2000 seed=42
    [ $scale = sample ] && least=35
    [ $# -gt 0 ] || set -- $scenes
    while [ $points -lt $least ]; do
        for scene; do
            [ -f "$work/$scene/seals" ] || (scene "$scene") || exit 2
            cd "$work/$scene" || exit 2
            ledger_of "$scene"
            now_before
            [ -f stops ] || {
                kill_at "$scene" 0
                cp "$work/stops" stops
                now_before
            }
            read -r stops <stops
            random "$stops"
            first=$((drawn / 2 + stops / 2 + 1))
            kill_at "$scene" $first
            survives "$scene stop $first"
            random "$stops"
            second=$((drawn + 1))
            kill_at "$scene" $second
            survives "$scene stops $first and $second"
            posts_again "$scene" "$scene stops $first and $second"
            points=$((points + 1))
            enough && return
        done
    done
    told="$(number $points) pairs, $(count lost) lost, $(count doubled) duplicated, $(count torn) torn reports"
}

controls() {
    sabotage no-cut 's/return ftruncate(l->fd, c->committed) == 0 ? NULL : strerror(errno);/return NULL;/'
    caught no-cut torn
    sabotage no-copy 's/\*saved = durable_aside(.*/*saved = mem_alloc(8);/'
    caught no-copy torn
    sabotage no-lookup 's/if (c->found)/if (false)/'
    caught no-lookup append
}
