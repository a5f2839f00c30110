# Blocks that can't be written: an ext4 on a loop device whose file is on a tmpfs that runs full. What was
# acknowledged must be there when the file system has been unmounted, room was made, and it is
# mounted again.

title() {
    echo "real block errors"
}

undo() {
    umount "$work/blocks/mnt" "$work/blocks/small" 2>/dev/null || :
}

usable() {
    mkdir -p "$work/blocks/mnt" "$work/blocks/small" && cd "$work/blocks" || exit 2
    why="no root"
    [ "$(id -u)" -eq 0 ] || return 1
    why="no mkfs.ext4"
    command -v mkfs.ext4 >/dev/null || return 1
    why="no loop device, no tmpfs or no ext4"
    begin 100 && finish
}

# begin KB: the file system on a tmpfs that has so much left.
begin() {
    mount -t tmpfs -o size=8m tmpfs small && truncate -s 64M small/image &&
        mkfs.ext4 -q -F -b 1024 -J size=1 -E nodiscard small/image >/dev/null 2>&1 &&
        mount -o loop small/image mnt || return 1
    left=$(df -k small | awk 'NR == 2 { print $4 }')
    [ "$left" -gt "$1" ] && head -c $(((left - $1) * 1024)) /dev/zero >small/filler
}

finish() {
    umount mnt small
}

# attack [TIMES]
attack() {
    times=${1-60}
    [ $scale = sample ] && times=${1-2}
    if ! usable; then
        told="skipped: $why"
        rows=0
        return
    fi
    seed=5 posts=0 failed=0
    entries batch 300
    for t_time in $(seq "$times"); do
        random 700
        begin $((drawn + 40)) || exit 2
        : >acknowledged
        for n in $(seq 30); do
            posts=$((posts + 1))
            if "$bin/till-post" -b "batch-$n" mnt/ledger.csv batch.csv --allow-duplicates >said 2>saying; then
                echo "$n" >>acknowledged
            else
                failed=$((failed + 1))
                [ -s said ] && wrong "other: it failed, and totals are printed"
            fi
        done
        umount mnt
        rm small/filler
        mount -o remount,size=80m small
        mount -o loop small/image mnt 2>saying || {
            wrong "unmounted: $(cat saying)"
            umount small
            continue
        }
        while read -r name; do
            there=$(grep -c ",,batch,batch-$name," mnt/ledger.csv 2>/dev/null)
            [ "${there:-0}" -eq 1 ] || wrong "lost: batch $name was acknowledged and stands there ${there:-0} times"
        done <acknowledged
        if [ -s acknowledged ]; then
            till-verify mnt/ledger.csv 2>saying | grep -q ',\(holds\|damaged\)$' || wrong "torn: $(cat saying)"
        fi
        for n in 1 30; do
            "$bin/till-post" -b "batch-$n" mnt/ledger.csv batch.csv --allow-duplicates >said 2>saying ||
                wrong "stuck: $(cat saying)"
        done
        till-verify mnt/ledger.csv >said 2>&1 || wrong "torn: $(cat said)"
        finish
        enough && return
    done
    told="$(number $posts) posts, $(number $failed) failed, $(count lost) false acknowledgements"
    [ $failed -gt 0 ] || wrong "idle: no post met a fault"
}

controls() {
    case $told in
    skipped*) return ;;
    esac
    sabotage no-fsync -e 's/fsync([a-z>-]*) != 0/false/' -e 's/fsync([a-z>-]*) == 0/true/'
    caught no-fsync 4
}
