# Every allocation of every program fails: a clean message and status 2 and nothing printed, or else
# exactly what comes out otherwise. A ledger is as it was, or posting again leads to the same bytes.

. "$torture/faults.sh"

title() {
    echo "every allocation failing, every program"
}

# What each program does here: a line a program, run in a directory with the samples of the manual.
tasks() {
    cat <<'TASKS'
till-age ledger.csv
till-apply -l ledger.csv receipts.csv
till-approve --limits=limits.csv approvals.csv two.csv
till-count counts.csv
till-import -m export-map.csv export.csv
till-plan -p 1200.00 -n 12 -R 6
till-post -n -b x none.csv two.csv
till-print -T html bills.csv
till-recon -x bills=bills.csv again=bills.csv -k account
till-report -g account bills.csv
till-verify ledger.csv
TASKS
}

# spoilt HOW... : a program that met no memory: judged by its status and what it printed.
spoilt() {
    [ $t_status -eq 0 ] && cmp -s said killed && return
    [ $t_status -eq "$usual" ] && cmp -s said killed && return
    [ $t_status -eq 2 ] || wrong "crashed $1: status $t_status: $(cat saying)"
    [ -s saying ] || wrong "other $1: no message"
    [ ! -s killed ] || wrong "other $1: status 2, and something is printed"
}

# starved N ON CMD...: with the N-th allocation failing.
starved() {
    t_status=0
    (
        TORTURE_ALLOC=$1 TORTURE_ON=$2 TORTURE_LOG=$work/log LD_PRELOAD=$made/shim.so
        export TORTURE_ALLOC TORTURE_ON TORTURE_LOG LD_PRELOAD
        shift 2
        "$@"
    ) >killed 2>saying || t_status=$?
    allocs=0
    read -r failed calls allocs <"$work/log" || :
    points=$((points + 1))
}

# programs STEP: each program, each STEP-th allocation.
programs() {
    mkdir -p "$work/programs" && cd "$work/programs" || exit 2
    cp "$top"/tests/examples/* .
    entries two 5
    tasks >tasks
    printf '%s\n' user,kind,limit,approves "$(id -un),charge,1.00,1000.00" "$(id -un),payment,1.00,1000.00" >limits.csv
    while read -r task; do
        usual=0
        $task >said 2>saying || usual=$?
        [ $usual -le 1 ] || wrong "other $task: $(cat saying)"
        rm -f approvals.csv
        starved 0 0 $task
        all=$allocs
        rm -f approvals.csv
        for on in 0 1; do
            at=$((on + 1))
            while [ $at -le "$all" ] && ! enough; do
                starved $at $on $task
                spoilt "$task, allocation $at"
                rm -f approvals.csv
                at=$((at + $1))
            done
        done
    done <tasks
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
        (cd now && starved 0 0 deed "$scene" && echo "$allocs" >../allocs)
        read -r at <allocs
        while [ "$at" -gt 0 ] && ! enough; do
            now_before
            (cd now && starved $at 0 deed "$scene" && echo $t_status >../status)
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
        programs 1
        posts 1 $scenes
        ;;
    sampleno)
        programs 499
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
