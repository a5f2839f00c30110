# The power is cut: a file system's image is copied while batches are posted to it, the copy is mounted
# as after a crash, and must have every batch that was acknowledged before the copy began. The copy has
# what reached the block layer; what a disk itself forgets is not shown. A moment is taken twice, and
# counts when nothing was written in between. It falls right behind an acknowledgement; while a post runs;
# behind the acknowledgement of a batch whose first poster died before it had called fsync; or behind a
# period that was closed and compressed.

title() {
    echo "power cut"
}

systems='ext4 xfs btrfs'

# make_system SYSTEM IMAGE: a new file system, or why not.
make_system() {
    case $1 in
    ext4) truncate -s 32M "$2" && mkfs.ext4 -q -F "$2" ;;
    xfs) truncate -s 320M "$2" && mkfs.xfs -q -f "$2" ;;
    btrfs) truncate -s 128M "$2" && mkfs.btrfs -q -f "$2" ;;
    esac >/dev/null 2>&1
}

undo() {
    umount "$work/power/mnt" "$work/power/copy" 2>/dev/null || :
}

# try_mount OPTIONS IMAGE DIRECTORY. Others may have all loop devices for a moment.
try_mount() {
    for t_try in 1 2 3 4 5; do
        mount -o "$1" "$2" "$3" && return
        sleep 1
    done
    return 1
}

# usable SYSTEM: whether it can be made and mounted here; else why not is in $why.
usable() {
    mkdir -p "$work/power/mnt" "$work/power/copy" && cd "$work/power" || exit 2
    why="no root"
    [ "$(id -u)" -eq 0 ] || return 1
    why="no mkfs.$1"
    command -v mkfs."$1" >/dev/null || return 1
    why="no loop device or no $1 in the kernel"
    make_system "$1" image && try_mount loop image mnt 2>/dev/null || return 1
    umount mnt
}

post() {
    "$bin/till-post" -b "batch-$1" mnt/ledger.csv batch.csv --allow-duplicates
}

# take N: the image as it stands at one moment, and the batches that had been acknowledged before.
take() {
    cp acknowledged "acknowledged-$1"
    for t_try in 1 2 3 4 5 6 7 8 9; do
        cp image "image-$1"
        cmp -s image "image-$1" && return
    done
    rm "image-$1"
}

acknowledge() {
    post "$1" >said 2>saying && echo "$1" >>acknowledged
}

# A period is posted to, closed and compressed.
acknowledge_period() {
    "$bin/till-post" -b one mnt/2025-03.csv batch.csv >said 2>saying &&
        "$bin/till-post" --close mnt/2025-03.csv >said 2>saying &&
        "$bin/till-post" --pack mnt/2025-03.csv 2>saying && : >"packed-$1"
}

# Ten moments of posting to a new file system.
ten_moments() {
    make_system "$system" image && try_mount loop image mnt || exit 2
    : >acknowledged
    for n in 0 1 2 3 4 5 6 7 8 9; do
        batch=$((batch + 1))
        rm -f "packed-$n"
        case $n,$((n % 3)) in
        9,*)
            acknowledge_period $n
            take $n
            ;;
        *,0)
            acknowledge $batch
            take $n
            ;;
        *,1)
            random 12
            acknowledge $batch &
            sleep "0.0$(printf %02d $drawn)"
            take $n
            wait $!
            ;;
        *,2)
            "$made/no-fsync/till-post" -b batch-$batch mnt/ledger.csv batch.csv --allow-duplicates >said 2>saying
            acknowledge $batch
            take $n
            ;;
        esac
    done
    umount mnt
}

# The copy of moment N after a crash.
after_crash() {
    [ -f "image-$1" ] || return
    moments=$((moments + 1))
    options=loop
    [ "$system" = xfs ] && options=loop,nouuid
    if ! try_mount $options "image-$1" copy 2>saying; then
        wrong "unmounted $system: $(cat saying)"
        return
    fi
    while read -r name; do
        there=$(grep -c ",,batch,batch-$name," copy/ledger.csv 2>/dev/null)
        [ "${there:-0}" -eq 1 ] || wrong "lost on $system: batch $name stands there ${there:-0} times"
    done <"acknowledged-$1"
    if [ -e "packed-$1" ]; then
        till-verify copy/2025-03.csv.gz 2>saying | grep -q ',holds$' ||
            wrong "lost on $system: a period that was compressed: $(cat saying)"
    fi
    enough || for name in $(tail -n 1 "acknowledged-$1") $batch; do
        "$bin/till-post" -b "batch-$name" copy/ledger.csv batch.csv --allow-duplicates >/dev/null 2>saying ||
            wrong "stuck on $system: $(cat saying)"
        till-verify copy/ledger.csv >/dev/null 2>saying || wrong "torn on $system: $(cat saying)"
    done
    umount copy
}

no_fsync() {
    sabotage no-fsync -e 's/fsync([a-z>-]*) != 0/false/' -e 's/fsync([a-z>-]*) == 0/true/'
}

# attack [SYSTEM...]
attack() {
    no_fsync
    moments=0 batch=0 seed=11 least=334 skips=
    [ $scale = sample ] && least=10
    [ $# -gt 0 ] || set -- $systems
    [ $scale = sample ] && set -- ext4
    for system; do
        if ! usable "$system"; then
            skips="$skips; $system skipped: $why"
            continue
        fi
        entries batch 4
        start=$moments
        while [ $((moments - start)) -lt $least ] && ! enough; do
            ten_moments
            for n in 0 1 2 3 4 5 6 7 8 9; do
                after_crash $n
                rm -f "image-$n"
            done
        done
    done
    told="$(number $moments) moments, $(count lost) lost$skips"
    [ $moments -gt 0 ] || told="skipped: ${skips#; }"
}

controls() {
    [ $moments -gt 0 ] || return
    [ $scale = full ] || systems=ext4
    for system in $systems; do
        label=" on $system"
        usable "$system" && caught no-fsync "$system"
    done
    label=
    sabotage no-confirm '/^confirm(/,/^}/s/fsync([a-z>-]*) != 0.*/false)/'
    caught no-confirm ext4
    sabotage pack-unsynced '/^write_packed(/,/^}/s/if (!why && fsync(to) != 0)/if (false)/'
    caught pack-unsynced ext4
}
