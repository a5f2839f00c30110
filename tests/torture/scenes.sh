# Scenes: ledgers before and after a post, each in a directory of $work that has
#
#     before/    the files before the post        after/    and after it
#     said       what the post prints             seals     the states a reader may see, as SEAL,SHA256
#     ages       the ageings that go with them, a file each
#
# and how what came of a post that was cut off, or of one that failed, is judged.

scenes='new append torn repost close open approve pack'

# entries NAME COUNT: a batch, each entry of an account of its own.
entries() {
    awk -v name="$1" -v count="$2" 'BEGIN {
        print "date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo"
        for (i = 1; i <= count; i++)
            printf "2025-%s-0%d,%s-%d,%s,%s%d,,WATER,%s%d.%02d,,,1,ann,\n", name == "early" ? "02" : "03", i % 9 + 1,
                name, i, i % 3 ? "charge" : "payment", name, i, i % 3 ? "" : "-", i * 10, i % 100
    }' >"$1.csv"
}

# The ledger that a scene is about.
ledger_of() {
    case $1 in
    close | open) ledger=2025-03.csv ;;
    pack) ledger=2025-03.csv.gz ;;
    approve) ledger=approvals.csv ;;
    *) ledger=ledger.csv ;;
    esac
}

# deed SCENE [WRAPPER...]: the scene's post, in its directory.
deed() {
    ledger_of "$1"
    t_scene=$1
    shift
    case $t_scene in
    close) "$@" "$bin/till-post" --close $ledger ;;
    pack) "$@" "$bin/till-post" --pack 2025-03.csv ;;
    approve) "$@" "$bin/till-approve" --limits=limits.csv $ledger two.csv ;;
    *) "$@" "$bin/till-post" -b two $ledger two.csv ;;
    esac
}

# What stands before: one batch; with torn the beginning of another that is longer than the next.
before() {
    entries one 3
    entries two 5
    case $1 in
    new) ;;
    append) till-post -b one ledger.csv one.csv ;;
    torn)
        till-post -b one ledger.csv one.csv
        size=$(wc -c <ledger.csv)
        entries lost 14
        till-post -b lost ledger.csv lost.csv
        head -c "$(($(wc -c <ledger.csv) - 30))" ledger.csv >cut && mv cut ledger.csv
        tail -c "+$((size + 1))" ledger.csv >../tail
        ;;
    repost)
        till-post -b one ledger.csv one.csv
        till-post -b two ledger.csv two.csv
        ;;
    close | pack)
        till-post -b one 2025-03.csv one.csv
        till-post -b two 2025-03.csv two.csv
        [ "$1" = close ] || till-post --close 2025-03.csv
        ;;
    open)
        entries early 3
        till-post -b one 2025-02.csv early.csv
        till-post --close 2025-02.csv
        ;;
    approve)
        printf '%s\n' user,kind,limit,approves "$(id -un),charge,1.00,1000.00" "$(id -un),payment,1.00,1000.00" >limits.csv
        entries other 2
        till-approve --limits=limits.csv approvals.csv other.csv
        ;;
    esac
}

# seen FILE: its last good seal, and its ageing into $work/age. A file without a seal has neither.
seen() {
    seal=$(till-verify "$1" 2>/dev/null | sed -n '2s/^[^,]*,\([^,]*,[^,]*\),.*/\1/p')
    till-age "$1" >"$work/age" 2>/dev/null || :
}

# Of each seal of the ledger after the post the state that it leaves; and the state without any.
states_of() {
    echo 0, >seals
    zcat -f "after/$ledger" >whole
    for n in $(grep -n '^..........,,seal,' whole | cut -d : -f 1); do
        head -n "$n" whole >upto
        seen upto
        echo "$seal" >>seals
        cp "$work/age" "age-$seal"
    done
    head -n 1 whole >upto
    seen upto
    cp "$work/age" age-0,
}

scene() {
    mkdir -p "$work/$1/before" && cd "$work/$1" || exit 2
    (cd before && before "$1" >/dev/null) || exit 2
    cp -pR before after
    ledger_of "$1"
    (cd after && bin=$top/bin deed "$1") >said 2>saying || {
        cat saying >&2
        exit 2
    }
    states_of
}

# now_before: the directory now/ as before the post.
now_before() {
    rm -rf now
    cp -pR before now
}

# Readers see whole batches only, whatever the post was doing when it died.
readers_see() {
    [ -s "now/$ledger" ] || return 0
    seen "now/$ledger"
    if ! grep -qxF "$seal" seals; then
        [ -z "$seal" ] && [ "$(wc -l <"now/$ledger")" -eq 0 ] && return # a first line that is not whole
        wrong "torn $1: till-verify sees the seal \"$seal\""
    elif ! cmp -s "$work/age" "age-$seal"; then
        wrong "torn $1: till-age prints another report than that of seal $seal"
    fi
}

# survives WHAT: a post that was killed, having printed the file killed/, in now/.
survives() {
    if [ -s killed ] && ! cmp -s "now/$ledger" "after/$ledger"; then
        wrong "lost $1: its totals were printed, and the batch is not there"
    fi
    [ "$ledger" != 2025-03.csv.gz ] || [ -e "now/$ledger" ] || cmp -s now/2025-03.csv before/2025-03.csv ||
        wrong "lost $1: neither the ledger nor its compressed form is whole"
    readers_see "$1"
}

# posts_again SCENE WHAT: the same post leads to the same bytes, whatever came before.
posts_again() {
    (cd now && deed "$1") >again 2>saying || wrong "stuck $2: posting again fails: $(cat saying)"
    if ! cmp -s "now/$ledger" "after/$ledger"; then
        if [ "$(grep -c ',,batch,two,' "now/$ledger")" -gt 1 ]; then
            wrong "doubled $2: the batch stands there twice"
        else
            wrong "other $2: the ledger has other bytes than without the fault"
        fi
    fi
    cmp -s again said || wrong "other $2: posting again prints other totals"
    ls now | grep -v '\.torn-' >files
    ls after | grep -v '\.torn-' | cmp -s - files || wrong "other $2: other files are there: $(tr '\n' ' ' <files)"
    tail_kept "$2"
}

# A tail that was cut off stands beside the ledger, whole.
tail_kept() {
    [ "$ledger" = ledger.csv ] && [ -f tail ] || return 0
    cmp -s "now/$ledger" "before/$ledger" && return
    for t_file in now/*.torn-*; do
        cmp -s "$t_file" tail && return
    done
    wrong "lost $1: the tail that was cut off is not kept"
}
