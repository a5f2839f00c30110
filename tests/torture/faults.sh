# Every system call of a post fails with each error, once and from then on, while writes move a few bytes
# at a time; every write lies about what it wrote; every read and write moves 1, 2, 3... bytes. Exit
# status and bytes must agree:
#
#     0       the batch is there, and its totals were printed
#     1, 2    no totals; the ledger is as it was, or the message says that the outcome is unknown
#
# An interrupted or short call is no fault at all, and a fault of a call that the batch depends on is
# never a success. Whatever came, posting again without faults leads to the same bytes. The other programs
# meet the same errors: what they print then is what they print otherwise, or their status is 2.

. "$torture/tasks.sh"

title() {
    echo "every system call failing"
}

# with HOW AT ON SCENE: the post with that fault; its status, and what failed.
with() {
    now_before
    t_status=0
    (
        cd now || exit 2
        TORTURE_MOST=97
        case $1 in
        LIE) TORTURE_LIE=$2 TORTURE_ON=$3 TORTURE_LOG=$work/log LD_PRELOAD=$made/shim.so ;;
        [0-9]*) TORTURE_MOST=$1 TORTURE_LOG=$work/log LD_PRELOAD=$made/shim.so ;;
        *) TORTURE_SHIM=$made/shim.so ;;
        esac
        export TORTURE_MOST
        case $1 in
        LIE | [0-9]*)
            export TORTURE_LIE TORTURE_ON TORTURE_LOG LD_PRELOAD
            deed "$4"
            ;;
        *)
            export TORTURE_SHIM
            deed "$4" "$made/fail" "$2" "$3" "$1" "$work/log"
            ;;
        esac
    ) >killed 2>saying || t_status=$?
    read -r failed calls allocs <"$work/log" || failed=none
    points=$((points + 1))
}

# agree WHAT: of a post that met a fault
agree() {
    case $t_status in
    0)
        cmp -s "now/$ledger" "after/$ledger" || wrong "lost $1: status 0, and the batch is not there"
        cmp -s killed said || wrong "other $1: status 0 with other totals"
        case $failed in
        fsync | pwrite | ftruncate | fchmod | write | flock | rename) [ $how = EINTR ] || wrong "ignored $1: status 0 though $failed failed" ;;
        esac
        ;;
    1 | 2)
        [ -s saying ] || wrong "other $1: status $t_status without a message"
        told_so "$1"
        ;;
    *) wrong "crashed $1: status $t_status: $(cat saying)" ;;
    esac
    case $how,$failed in
    EINTR,read | EINTR,pread | EINTR,pwrite | EINTR,flock | [0-9]*)
        [ $t_status -eq 0 ] || wrong "gave-up $1: $(cat saying)"
        ;;
    esac
}

# What the message of a post that did not end with 0 says is so.
told_so() {
    if grep -q "standard output: .*; the \(batch is posted\|approval is recorded\)" saying; then
        cmp -s "now/$ledger" "after/$ledger" || wrong "lost $1: \"the batch is posted\", and it is not there"
        return
    fi
    [ -s killed ] && wrong "other $1: status $t_status, and totals are printed"
    grep -q "outcome is unknown" saying || as_it_was "$1"
}

# The ledger is as it was, but for a tail that was cut off and a new ledger's empty file that could not
# be removed.
as_it_was() {
    if [ ! -e "before/$ledger" ]; then
        # a period is compressed once the new name is there, whatever failed behind that
        [ ! -s "now/$ledger" ] || { [ "$scene" = pack ] && cmp -s "now/$ledger" "after/$ledger"; } ||
            wrong "torn $1: \"nothing was posted\", and something is there"
    elif ! cmp -s "now/$ledger" "before/$ledger"; then
        states=$(wc -c <"now/$ledger")
        [ -f tail ] && [ "$states" -eq $(($(wc -c <"before/$ledger") - $(wc -c <tail))) ] &&
            head -c "$states" "before/$ledger" | cmp -s - "now/$ledger" && return
        wrong "torn $1: \"nothing was posted\", and the ledger is not as it was: $(cat saying)"
    fi
}

# attack [SCENE [HOW...]]
attack() {
    helper fail
    helper shim.so -shared -fPIC -ldl
    if ! "$made/fail" 0 0 EIO "$work/log" true 2>"$work/saying"; then
        told="skipped: $(cat "$work/saying")"
        return
    fi
    points=0 step=1 wanted=${1-$scenes}
    [ $scale = sample ] && step=97
    [ $control = yes ] && step=1
    [ $# -gt 0 ] && shift
    [ $# -gt 0 ] || [ $scale = full ] || set -- EIO ENOSPC EINTR LIE 1 97
    [ $# -gt 0 ] || set -- EIO ENOSPC EINTR EDQUOT EROFS ENOMEM LIE 1 2 3 5 97 511
    for scene in $wanted; do
        [ -f "$work/$scene/seals" ] || (scene "$scene") || exit 2
        cd "$work/$scene" || exit 2
        ledger_of "$scene"
        for how; do
            for on in 0 1; do
                case $scale$how$on in
                middleEIO0) step=1 ;;
                middle*) step=7 ;;
                esac
                every_call
                enough && return
            done
        done
    done
    [ $control = yes ] || [ $scale = middle ] || other_programs
    told="$(number $points) faults, $(count lost) false acknowledgements, $(count torn) torn, $(count other) other"
}

# struck HOW N ON CMD...: with the N-th system call failing.
struck() {
    t_status=0
    t_how=$1 t_at=$2 t_on=$3
    shift 3
    TORTURE_SHIM=$made/shim.so "$made/fail" $t_at $t_on $t_how "$work/log" "$@" >killed 2>saying || t_status=$?
    read -r failed calls writes <"$work/log"
    points=$((points + 1))
}

other_programs() {
    if [ $scale = sample ]; then
        programs 1999 struck EIO
    else
        programs 1 struck EIO ENOSPC EINTR EDQUOT EROFS ENOMEM
    fi
}

# Whether the same build has left the same files in this scene already: they are read and posted to once.
known=
is_known() {
    t_left="<$bin $scene $(cd now && cksum ./* 2>/dev/null && stat -c '%a %n' ./*)>"
    case $known in
    *"$t_left"*) return 0 ;;
    esac
    known=$known$t_left
    return 1
}

# The calls of the scene, one after the other, with $how and $on.
every_call() {
    case $how$on in
    EINTR1 | [0-9]*0) return ;; # for ever interrupted is no fault that a system has
    LIE*) [ "$scene" != torn ] || return 0 ;; # what is saved beside was never acknowledged
    esac
    call=$((points % step + 1))
    case $control$how$on in
    no[0-9]*1 | yes[0-9]*1) call=0 ;; # all of them
    yesE*) with $how 0 0 "$scene" && call=$((calls / 3)) ;; # what comes before reads the batch
    esac
    while :; do
        with $how $call $on "$scene"
        [ $call -le "$calls" ] || break
        agree "$scene $how at call $call$([ $on = 0 ] || echo ' and on') ($failed)"
        if ! is_known; then
            readers_see "$scene $how $call"
            posts_again "$scene" "$scene $how at call $call$([ $on = 0 ] || echo ' and on') ($failed)"
        fi
        [ $call -gt 0 ] && ! enough || break
        call=$((call + step))
    done
}

controls() {
    case $told in
    skipped*) return ;;
    esac
    sabotage no-rollback 's/if (ftruncate(l->fd, l->chain.committed) != 0)/if (false)/'
    caught no-rollback append EIO
    sabotage fsync-unchecked 's/fsync(l->fd) != 0/fsync(l->fd) > 0/'
    caught fsync-unchecked append EIO
    sabotage write-unchecked -e "/^durable_write/,/^}/s/return false;/return true;/" \
        -e "/^durable_stands/,/^}/s/while (s.n > 0/while (false/"
    caught write-unchecked append ENOSPC
    sabotage no-readback '/^durable_stands/,/^}/s/while (s.n > 0/while (false/'
    caught no-readback append LIE
    sabotage pack-unread 's/return why ? why : holds_the_same(.*/return why;/'
    caught pack-unread pack LIE
    sabotage eintr-unminded 's/put < 0 && errno == EINTR/false/'
    caught eintr-unminded append EINTR
    sabotage short-unminded '/^durable_write/,/^}/s/n -= (size_t)put;/n = 0;/'
    caught short-unminded append 97
}
