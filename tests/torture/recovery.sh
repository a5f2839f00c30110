# A post is killed, and so is the one that recovers from that; then the batch is posted again. Of the
# first kills each different state that one leaves is taken once, and from each the recovery is killed
# at every stop behind its loading, where nothing is written yet.

. "$torture/kills.sh"

title() {
    echo "killed again at every call of the recovery"
}

# The directories left-1, left-2...: what a first kill leaves in now/, each state once; left has their number, and
# acknowledged-N is what had been printed by then.
first_kills() {
    : >sums
    left=0 stop=1
    now_before
    while kill_at "$scene" $stop; do
        sum=$( (cd now && cksum ./* 2>/dev/null) | cat - killed | cksum)
        if ! grep -qxF "$sum" sums; then
            echo "$sum" >>sums
            left=$((left + 1))
            rm -rf left-$left
            mv now left-$left
            cp killed acknowledged-$left
        fi
        stop=$((stop + stride))
        now_before
    done
    echo $left $stop >left
}

# second_kills N: at each stop of the recovery from the state left-N.
second_kills() {
    while :; do
        rm -rf now
        cp -pR left-$1 now
        kill_at "$scene" $second || break
        cat acknowledged-$1 >>killed
        survives "$scene state $1, stop $second"
        posts_again "$scene" "$scene state $1, stop $second"
        second=$((second + step)) points=$((points + 1))
        enough && return
    done
    second=$((second - stop / 2))
}

# attack [SCENE...]
attack() {
    helper at
    helper shim.so -shared -fPIC -ldl
    points=0 states=0 step=1 stride=1
    [ $scale = sample ] && step=401 stride=41
    [ $# -gt 0 ] || set -- $scenes
    for scene; do
        [ -f "$work/$scene/seals" ] || (scene "$scene") || exit 2
        cd "$work/$scene" || exit 2
        ledger_of "$scene"
        [ -f left ] || (first_kills)
        read -r left stop <left
        states=$((states + left)) second=0
        for state in $(seq "$left"); do
            second=$((stop / 2 + second % step))
            second_kills "$state"
            enough && return
        done
    done
    told="$(number $points) pairs from $states states, $(count lost) lost, $(count doubled) duplicated, $(count torn) torn reports"
}

controls() {
    sabotage no-cut 's/return ftruncate(l->fd, c->committed) == 0 ? NULL : strerror(errno);/return NULL;/'
    caught no-cut torn
    sabotage no-copy 's/\*saved = durable_aside(.*/*saved = mem_alloc(8);/'
    caught no-copy torn
    sabotage no-lookup 's/if (c->found)/if (false)/'
    caught no-lookup append
}
