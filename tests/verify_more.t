#!/bin/sh
# till-verify against what was kept elsewhere: seals on paper (--anchor), a check of last night (--since),
# a backup (--prefix-of); and receipts that stand in two batches.
. "${0%/*}/lib.sh"

TILL_TODAY=2025-03-01 SOURCE_DATE_EPOCH=1740844800 SUDO_USER=ann
export TILL_TODAY SOURCE_DATE_EPOCH SUDO_USER
heads=ledger,seal,sha256,batches,entries,debits,credits,net,status

# A ledger of three batches: its lines are 1 header; 2 mark, 3-4 entries, 5 seal; 6 mark, 7 entry,
# 8 seal; 9 mark, 10 entry, 11 seal.
file 1.csv <<'END'
date,account,kind,ref,item,code,amount,due,till,memo
2025-01-05,1,charge,B1,B1,WATER,30.00,2025-01-25,,
2025-01-05,2,charge,B2,B2,WATER,20.00,2025-01-25,,José
END
file 2.csv <<'END'
date,account,kind,ref,item,code,amount,till
2025-01-20,1,payment,R1,B1,WATER,-30.00,1
END
file 3.csv <<'END'
date,account,kind,ref,item,code,amount,till
2025-01-21,2,payment,R2,B2,WATER,-20.00,1
END
for i in 1 2 3; do
    till-post -b $i good.csv $i.csv >/dev/null
done
cp good.csv ledger.csv
# sha N [LEDGER]: of the seal number N.
sha() {
    sed -n "s/.*,,seal,,$1,.*,//p" "${2-good.csv}"
}
# holds OPTION...: nothing is found.
holds() {
    prints "it holds: $*" till-verify "$@" ledger.csv <<END
$heads
ledger.csv,3,$(sha 3),3,4,50.00,-50.00,0.00,holds
END
}
# found NAME LINE-AND-WHY OPTION...: something is.
found() {
    t_about=$1 t_place=$2 status=0
    shift 2
    till-verify "$@" ledger.csv >"$out" 2>"$err" || status=$?
    is "$t_about" "$status $(cat "$err")" "1 till-verify: ledger.csv:$t_place"
    is "... it is told as damaged" "$(sed '1d; s/.*,//' "$out")" damaged
}
# reseal: ledger.csv, every seal made anew, as a forger would.
reseal() {
    awk '/^..........,,seal,/ { n++ } { print > ("piece-" n + 0) }' ledger.csv
    for t_i in 0 1 2; do
        t_hash=$(sha256sum piece-$t_i | cut -d ' ' -f 1)
        sed "1s/[0-9a-f]*\$/$t_hash/" piece-$((t_i + 1)) >piece-9
        mv piece-9 piece-$((t_i + 1))
    done
    cat piece-0 piece-1 piece-2 piece-3 >ledger.csv
    rm -f piece-?
}

# A seal that was kept.

holds --anchor=3:"$(sha 3)"
holds -a 1:"$(sha 1)" -a 2:"$(sha 2)" -a 3:"$(sha 3)"
found "a seal that is another" '5: memo: is not the seal that was kept elsewhere under that number' -a 1:"$(sha 2)"
found "one of several" '8: memo: is not the seal that was kept elsewhere under that number' \
    -a 1:"$(sha 1)" -a 2:"$(sha 1)" -a 3:"$(sha 3)"
found "a seal that the ledger does not have" '12: ends before a seal that was kept elsewhere' -a 4:"$(sha 1)"
found "... by far" '12: ends before a seal that was kept elsewhere' -a 99999999999999999999999:"$(sha 1)"
head -n 8 good.csv >ledger.csv
ok "a ledger that was cut back to a seal holds in itself" till-verify ledger.csv
found "... but not against a later seal that was kept" '9: ends before a seal that was kept elsewhere' -a 3:"$(sha 3)"
sed 's/-30.00/-40.00/' good.csv >ledger.csv
sed -i 's/credits -30.00/credits -40.00/' ledger.csv
reseal
ok "a ledger that was rewritten with all its seals holds in itself" till-verify ledger.csv
found "... but not against a seal that was kept" '11: memo: is not the seal that was kept elsewhere under that number' \
    -a 3:"$(sha 3)"
ok "... while one from before the forgery still is the same" till-verify -a 1:"$(sha 1)" ledger.csv
sed 's/JosX/José/; s/José/JosX/' good.csv >ledger.csv
found "damage is told before an anchor behind it" '5: is a seal that does not match what stands before it' -a 3:"$(sha 3)"
cp good.csv ledger.csv
for anchor in '' 3 3: "$(sha 3)" ":$(sha 3)" "0:$(sha 3)" "03:$(sha 3)" "-3:$(sha 3)" "3 :$(sha 3)" "3:$(sha 3)0" \
    "3:$(sha 3 | cut -c 2-)" "3:$(sha 3 | tr a-f A-F)" "x:$(sha 3)"; do
    fails "no anchor: '$anchor'" till-verify --anchor="$anchor" ledger.csv <<END
till-verify: --anchor: "$anchor" is not a seal's number, a colon and its SHA-256 in lower case
END
done

# Only what is new.

# since N BATCHES-AND-SUMS: what is counted behind that seal.
since() {
    prints "since seal $1 only the rest is counted" till-verify --since="$1" ledger.csv <<END
$heads
ledger.csv,3,$(sha 3),3,$2,holds
END
}
since 1 2,0.00,-50.00,-50.00
since 2 1,0.00,-20.00,-20.00
since 3 0,0.00,0.00,0.00
found "a seal that is not there yet" '1: ends before the seal that --since names' -s 4
sed 's/20.00,2025/21.00,2025/' good.csv >ledger.csv
found "a change before that seal" '5: is a seal that does not match what stands before it'
ok "... is not looked for" till-verify -s 1 ledger.csv
sed 's/-30.00/-30.01/' good.csv >ledger.csv
found "one behind it is found" '8: is a seal that does not match what stands before it' -s 1
ok "... if it is behind it" till-verify -s 2 ledger.csv
sed "s/$(sha 2)/$(sha 1)/" good.csv >ledger.csv
found "that seal itself is in the next one's bytes" '11: is a seal that does not match what stands before it' -s 2
found "... and is held against what was kept" '8: memo: is not the seal that was kept elsewhere under that number' \
    -s 2 -a 2:"$(sha 2)"
cp good.csv ledger.csv
ok "the nightly check: behind the seal of last night, which is still that" till-verify -s 2 -a 2:"$(sha 2)" ledger.csv
fails "an anchor before it would be held against nothing" till-verify -s 2 -a 1:"$(sha 1)" ledger.csv <<END
till-verify: --anchor: "1:$(sha 1)" stands before the seal of --since
END
for n in 0 1000001; do
    fails "no number of a seal: '$n'" till-verify --since="$n" ledger.csv <<END
till-verify: --since: "$n" is not between 1 and 1000000
END
done
for n in -1 x 1.5 ''; do
    fails "no number: '$n'" till-verify --since="$n" ledger.csv <<END
till-verify: --since: "$n" is not a whole number
END
done

# Original and backup.

cp good.csv whole.csv
prints "a ledger is the beginning of itself" till-verify --prefix-of=whole.csv ledger.csv <<END
$heads
ledger.csv,3,$(sha 3),3,4,50.00,-50.00,0.00,holds
END
head -n 8 good.csv >ledger.csv
ok "a backup of yesterday" till-verify -p whole.csv ledger.csv
gzip -c good.csv >whole.gz
ok "... of a ledger that was compressed since" till-verify -p whole.gz ledger.csv
gzip -c ledger.csv >packed && mv packed ledger.csv
ok "... or a compressed backup" till-verify -p whole.csv ledger.csv
head -n 8 good.csv >whole.csv
cp good.csv ledger.csv
found "the longer one is not the beginning of the shorter" '9: goes on where the other file ends' -p whole.csv
sed 's/José/Jose/' good.csv >whole.csv
found "one that differs: where" '4: differs from what the other file has there' -p whole.csv
printf x >whole.csv
found "... from its first byte" '1: differs from what the other file has there' -p whole.csv
: >whole.csv
found "... or has nothing" '1: goes on where the other file ends' -p whole.csv
{ cat good.csv; printf '2025-0'; } >ledger.csv
cp good.csv whole.csv
found "what stands behind the last seal is told as such, not as a difference" \
    '12: stands behind the last seal: a batch that was cut short, or an addition' -p whole.csv
cp good.csv ledger.csv
fails "a file that is not there" till-verify -p nowhere.csv ledger.csv <<'END'
till-verify: nowhere.csv: No such file or directory
END
head -c 40 whole.gz >cut.gz
fails "a file that is cut short" till-verify -p cut.gz ledger.csv <<'END'
till-verify: cut.gz: is cut short: its gzip data has no end
END
for option in -a "1:$(sha 1)" -s 1 -p whole.csv; do
    case $option in
    -?) letter=$option && continue ;;
    esac
    fails "$letter goes with one ledger" till-verify "$letter" "$option" ledger.csv good.csv <<'END'
till-verify: --anchor, --since and --prefix-of go with one ledger
END
done

# A receipt in two batches.

fresh
entries() {
    printf '%s\n' date,account,kind,ref,amount,till "$@"
}
entries 2025-01-05,1,payment,R1,-1.00,1 2025-01-05,1,payment,R1,-1.00,1 2025-01-05,1,payment,,-1.00,1 >1.csv
entries 2025-01-06,1,payment,R1,-1.00,1 2025-01-06,1,payment,,-1.00,1 >2.csv
entries 2025-01-07,1,payment,R1,-1.00,2 2025-01-07,1,charge,R1,1.00,1 >3.csv
for i in 1 2 3; do
    till-post --allow-duplicates -b $i good.csv $i.csv >/dev/null
done
ok "receipts that were allowed twice hold" till-verify good.csv
sed 's/ duplicates allowed//' good.csv >ledger.csv
reseal
found "... others are found at the second" '8: ref: stands in an earlier batch, too'
ok "... unless the first is not looked at" till-verify -s 1 ledger.csv
entries 2025-01-07,1,payment,R1,-1.00,2 2025-01-07,1,payment,R1,-1.00,2 >4.csv
till-post -b 4 more.csv 4.csv >/dev/null
ok "two that are alike in one batch are two" till-verify more.csv
ok "two ledgers are not held against each other" till-verify good.csv more.csv
