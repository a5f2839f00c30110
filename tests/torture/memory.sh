# Every allocation of every program fails: a clean message and status 2 and nothing printed, or else
# exactly what comes out otherwise. A ledger is as it was, or posting again leads to the same bytes.

. "$torture/faults.sh"

title() {
    echo "every allocation failing, every program"
}

# starved HOW N ON CMD...: with the N-th allocation failing.
starved() {
    t_status=0
    (
        TORTURE_ALLOC=$2 TORTURE_ON=$3 TORTURE_LOG=$work/log LD_PRELOAD=$made/shim.so
        export TORTURE_ALLOC TORTURE_ON TORTURE_LOG LD_PRELOAD
        shift 3
        "$@"
    ) >killed 2>saying || t_status=$?
    calls=0
    read -r failed writes calls <"$work/log" || :
    points=$((points + 1))
}

# posts STEP [SCENE...]: the posts themselves, from the last allocation to the first.
posts() {
    t_step=$1
    shift
    for scene; do
        [ -f "$work/$scene/seals" ] || (scene "$scene") || exit 2
        cd "$work/$scene" || exit 2
        ledger_of "$scene"
        usual=0
        now_before
        (cd now && starved memory 0 0 deed "$scene" && echo "$calls" >../allocs)
        read -r at <allocs
        while [ "$at" -gt 0 ] && ! enough; do
            now_before
            (cd now && starved memory $at 0 deed "$scene" && echo $t_status >../status)
            mv now/killed now/saying .
            read -r t_status <status
            points=$((points + 1))
            agree "$scene allocation $at"
            readers_see "$scene allocation $at"
            posts_again "$scene" "$scene allocation $at"
            at=$((at - t_step))
        done
    done
}

attack() {
    helper shim.so -shared -fPIC -ldl
    points=0 how=memory failed=allocation
    case $scale$control in
    fullno)
        programs 1 starved memory
        posts 1 $scenes
        ;;
    middleno) posts 7 $scenes ;;
    sampleno)
        programs 499 starved memory
        posts 1499 $scenes
        ;;
    *) posts 1 append ;;
    esac
    told="$(number $points) allocations, $(count lost) lost, $(count crashed) crashed, $(count other) other"
}

controls() {
    sabotage memory-unminded '/^mem_alloc/,/^}/s/if (!p)/if (false)/'
    caught memory-unminded
}
