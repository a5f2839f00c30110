#!/bin/sh
# What holds for any ledger, tried on random ones: ledger.awk makes them, each the same for its seed.
. "${0%/*}/lib.sh"

# ledger SEED ENTRIES: ledger.csv.
ledger() {
    awk -v seed="$1" -v entries="$2" -f "$top/tests/ledger.awk" >ledger.csv
}

# sum COLUMN [DATE] FILE: that column's sum over the records, up to that date, by awk.
sum() {
    awk -F, -v column="$1" -v day="${3:+$2}" '
    FNR > 1 && (day == "" || $1 <= day) {
        amount = $(column ? column : NF)
        sub(/\./, "", amount)
        sum += amount
    }
    END {
        size = sum < 0 ? -sum : sum
        printf "%s%d.%02d\n", sum < 0 ? "-" : "", size / 100, size % 100
    }' "${3:-$2}"
}

# The ageing's total is the ledger's balance, at every date, whichever way credits are treated.

days='2023-12-31 2024-01-01 2024-01-31 2024-02-29 2024-03-31 2024-05-01 2024-06-30 2024-08-15 2024-10-10
2024-11-30 2024-12-31 2025-12-31'
untied() {
    for day in $days; do
        for credits in oldest separate; do
            till-age -d $day -u $credits --tie ledger.csv >report.csv 2>tie || echo "$day $credits: exit status $?"
            want=$(sum 7 $day ledger.csv)
            [ "$(cat tie)" = "till-age: tie: total $want, ledger balance $want, difference 0.00" ] || cat tie
            total=$(sum 0 report.csv)
            [ "$total" = "$want" ] || echo "$day $credits: the totals sum to $total, not $want"
        done
    done
}
for seed in 1 2 3 4; do
    ledger $seed $((seed * 400))
    quiet "the ageing's total is the ledger's balance at twelve dates, seed $seed" untied
done

# till-age against age.awk, which was written from the words of the design.

other_words() {
    for day in 2024-02-29 2024-06-30 2024-12-31; do
        for credits in oldest separate; do
            till-age -d $day -u $credits ledger.csv >report.csv
            awk -v day=$day -v credits=$credits -f "$top/tests/age.awk" ledger.csv >naive.csv
            diff naive.csv report.csv
            [ "$(wc -l <naive.csv)" -gt 10 ] || echo "$day: too few accounts to tell"
        done
    done
}
for seed in 11 12 13 14 15 16; do
    ledger $seed $(((seed - 10) * 300))
    quiet "the ageing is what a naive reading of the rule gives, seed $seed" other_words
done

# Order, files, and how they are written.

# shuffled SEED FILE: its records in another order.
shuffled() {
    sed 1q "$2"
    sed 1d "$2" | awk -v state="$1" '{ state = state * 16807 % 2147483647; printf "%010d %s\n", state, $0 }' |
        sort | cut -d ' ' -f 2-
}

# part FROM TO: these records of ledger.csv with their header.
part() {
    sed 1q ledger.csv
    sed 1d ledger.csv | sed -n "$1,$2p"
}

# All that till-age says of the files, by account and by other columns.
all_ages() {
    for group in account code clerk item; do
        till-age -d 2024-09-30 -g $group "$@"
        till-age -d 2024-09-30 -g $group -u separate --tie "$@" 2>&1 | sed 's/, as of seal .*//'
    done
}

for seed in 21 22 23; do
    ledger $seed 900
    all_ages ledger.csv >want
    shuffled 7 ledger.csv >shuffled.csv
    all_ages shuffled.csv >got
    same "the order of entries changes nothing, seed $seed" got want
    for cut in 0 1 450 899; do
        part 1 $cut >one.csv
        [ $cut -gt 0 ] || sed 1q ledger.csv >one.csv
        part $((cut + 1)) 900 >two.csv
        all_ages one.csv two.csv >got
        same "a ledger cut in two behind entry $cut is the same, seed $seed" got want
        all_ages two.csv one.csv >got
        same "... in the other order" got want
    done
    part 1 300 >one.csv
    part 301 600 >two.csv
    part 601 900 >three.csv
    shuffled 5 two.csv | gzip -c >two.csv.gz
    for files in 'one.csv two.csv.gz three.csv' 'two.csv.gz three.csv one.csv' 'three.csv one.csv two.csv.gz' \
        'three.csv two.csv.gz one.csv'; do
        all_ages $files >got
        same "files in any order are the same: $files" got want
    done
done
ledger 31 600
variants ledger.csv till-age -d 2024-09-30 -g clerk ledger.csv
variants ledger.csv till-report -g clerk,kind ledger.csv

# Money received lowers what is owed by what was received, and by nothing else.

# receipts SEED N: receipts.csv, and in received what each account's balance has to fall by.
receipts() {
    awk -v state="$1" -v n="$2" '
    function random(n) { state = state * 16807 % 2147483647; return state % n }
    BEGIN {
        print "date,time,till,clerk,ref,account,item,code,tender,amount,status"
        for (i = 0; i < 8; i++)
            random(2)
        for (i = 0; i < n; i++) {
            account = 1000 + random(20)
            cents = random(4) ? random(9000) + 1 : random(90000) + 1
            what = random(20)
            status = what == 0 ? "void" : what == 1 ? "refund" : "sale"
            fall[account] += status == "void" ? 0 : status == "refund" ? -cents : cents
            printf "2025-01-%02d,09:00,1,ann,N%d,%d,%s,%s,CASH,%d.%02d,%s\n", i % 28 + 1, i, account,
                random(3) ? "" : "B" random(6), random(3) ? "" : "WATER", cents / 100, cents % 100, status
        }
        for (account in fall)
            if (fall[account] != 0)
                print account, fall[account] | "sort >received"
    }' >receipts.csv
}

# balances FILE: each account's, in cents.
balances() {
    awk -F, 'FNR > 1 && $7 != "" { amount = $7; sub(/\./, "", amount); sum[$2] += amount }
        END { for (account in sum) print account, sum[account] }' "$1" | sort
}

TILL_TODAY=2025-02-01 SOURCE_DATE_EPOCH=1738400000
export TILL_TODAY SOURCE_DATE_EPOCH
for seed in 41 42; do
    ledger $seed 500
    rm -f book.csv
    till-post -b book book.csv ledger.csv >/dev/null
    balances ledger.csv >before
    receipts $seed 120
    for keys in oldest newest penalty current code oldest,code newest,penalty penalty,current,code current,newest; do
        cp book.csv day.csv
        till-apply -l day.csv -k $keys -c SEWER,PENALTY,WATER receipts.csv >entries.csv
        till-post -b day day.csv entries.csv >/dev/null
        balances day.csv >after
        join -a 1 -a 2 -e 0 -o 0,1.2,2.2 before after | awk '$2 != $3 { print $1, $2 - $3 }' >fallen
        same "each balance falls by what was received: $keys, seed $seed" fallen received
        awk -F, 'NR == FNR { if ($11 == "sale") want[$5] = -$10 * 100; next }
            FNR > 1 && $3 == "payment" { got[$4] += $7 * 100 }
            END { for (ref in want) if (sprintf("%.0f", want[ref]) != sprintf("%.0f", got[ref])) print ref, want[ref], got[ref]
                for (ref in got) if (!(ref in want)) print ref, "was not sold" }' receipts.csv entries.csv >differ
        quiet "... and each receipt's entries sum to it" cat differ
        ok "... and the ledger holds" till-verify day.csv
    done
    till-apply -l day.csv --before=day -k current,newest -c SEWER receipts.csv >again.csv
    same "applied again as of before the batch, the day is the same, seed $seed" again.csv entries.csv
done

# What was posted comes out as it went in.

ledger 51 700
till-post -b all sealed.csv ledger.csv >/dev/null
unset TILL_TODAY SOURCE_DATE_EPOCH
all_ages ledger.csv >want
all_ages sealed.csv >got
same "a ledger reports what its entries report" got want
sed '/,,batch,/d; /,,seal,/d' sealed.csv >stripped.csv
same "... and has them byte for byte" stripped.csv ledger.csv
