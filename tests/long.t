#!/bin/sh
# A ledger of some megabytes is hashed on a thread of its own while it is looked through: till-post says
# and writes the same with one thread and with two.
. "${0%/*}/lib.sh"

TILL_TODAY=2026-06-30 SOURCE_DATE_EPOCH=1782856800
export TILL_TODAY SOURCE_DATE_EPOCH

# entries FIRST COUNT: payments with receipt numbers from FIRST on.
entries() {
    awk -v first="$1" -v count="$2" 'BEGIN {
        print "date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo"
        for (i = first; i < first + count; i++)
            print "2026-06-30," i % 977 ",payment,R" i ",,WATER,-12.50,,CASH,0" i % 3 ",ann,\"paid, in person\""
    }'
}

for part in 1 2 3; do
    entries $((part * 100000)) 30000 >"$part.csv"
    till-post -b "$part" ledger.csv "$part.csv" >/dev/null || exit 2
done
ok "the ledger is long" test "$(wc -c <ledger.csv)" -gt 4194304
cp ledger.csv kept.csv

# both NAME ENTRIES...: posted with one thread and with two, the same is said and done.
both() {
    name=$1
    shift
    for threads in 1 2; do
        rm -f ledger.csv.torn-*
        cp kept.csv ledger.csv
        TILL_THREADS=$threads till-post "$@" >"said-$threads" 2>&1
        echo "status $?" >>"said-$threads"
        mv ledger.csv "left-$threads.csv"
    done
    same "$name: the same is said" said-1 said-2
    same "$name: the same is left" left-1.csv left-2.csv
}

entries 900000 10 >new.csv
entries 229999 1 >twin.csv
both "a batch" -b new ledger.csv new.csv
is "... is posted" "$(tail -n 1 said-2)" "status 0"
both "a batch that is there" -b 2 ledger.csv 2.csv
ok "... is found" grep -q 'already posted: batch 2, seal 2' said-2
both "a name that is taken" -b 2 ledger.csv new.csv
is "... is refused" "$(tail -n 1 said-2)" "status 1"
both "a receipt that is there" -b twin ledger.csv twin.csv
ok "... is found in its line" grep -q '^till-post: ledger.csv:60004: ref: "R229999": has that receipt' said-2

printf '2026-06-30,,batch,cut,,,,,,,ann,entries 1\n2026-06-3' >>kept.csv
both "a tail that was cut short" -b new ledger.csv new.csv
is "... is mended" "$(tail -n 1 said-2)" "status 0"

mv left-2.csv good.csv
sed '40000,$s/R2/R3/' good.csv >kept.csv
both "a ledger that was changed" -b twin ledger.csv twin.csv
ok "... is refused at the seal behind" grep -q '^till-post: ledger.csv:60005: is a seal that does not match' said-2
is "... as damaged" "$(tail -n 1 said-2)" "status 2"

sed '$s/[0-9a-f]*$//' good.csv >kept.csv
both "a seal whose hash was taken out" -b later ledger.csv new.csv
is "... is none" "$(tail -n 1 said-2)" "status 2"
