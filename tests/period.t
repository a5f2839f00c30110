#!/bin/sh
# Periods: a ledger named YYYY-MM.csv is that month's. It is closed, takes a balance over from the month
# before, and is compressed (till-post --close and --pack), and till-verify ties one to the other.
. "${0%/*}/lib.sh"

TILL_TODAY=2026-06-30 SOURCE_DATE_EPOCH=1782820800 SUDO_USER=ann
export TILL_TODAY SOURCE_DATE_EPOCH SUDO_USER
totals=batch,entries,debits,credits,net,seal,sha256
heads=ledger,seal,sha256,batches,entries,debits,credits,net,status

# entry DATE KIND REF AMOUNT >FILE: entries of one record.
entry() {
    printf '%s\n' date,account,kind,ref,amount "$1,1,$2,$3,$4"
}
# sha LEDGER N: the hash of its seal number N; mark LEDGER ID: the line of its batch ID.
sha() {
    sed -n "s/.*,,seal,,$2,.*,//p" "$1"
}
mark() {
    grep ",,batch,$2," "$1"
}

# Dates.

for date in 2026-05-31 2026-07-01 2025-06-15 2027-06-15; do
    entry $date charge B1 1.00 >e.csv
    for ledger in 2026-06.csv ledger/2026-06.csv; do
        mkdir -p ledger
        fails "$date is not of $ledger" till-post -b 1 $ledger e.csv <<END
till-post: e.csv:2: date: "$date" is outside the period of the ledger's name
END
    done
    for ledger in ledger.csv 2026-6.csv 2026-13.csv a2026-06.csv 2026-06.txt 2026-06.csv.old 2026_06.csv; do
        ok "... the name $ledger says no period" till-post -n $ledger e.csv
    done
done
for date in 2026-06-01 2026-06-30; do
    entry $date charge B1 1.00 >e.csv
    ok "$date is of June" till-post -n 2026-06.csv e.csv
done
printf '%s\n' date,account,kind,amount 2026-06-01,1,charge,1.00 2026-07-01,1,charge,1.00 >e.csv
till-post -b 1 --rejects=rejects.csv 2026-06.csv e.csv >/dev/null 2>&1
is "one of another month can be set aside" "$(sed 1d rejects.csv)" \
    'e.csv,3,date,"""2026-07-01"" is outside the period of the ledger'"'"'s name","2026-07-01,1,charge,1.00"'

# Closing.

fresh
entry 2026-05-05 charge B1 30.00 >may-1.csv
entry 2026-05-06 payment R1 -50.00 >may-2.csv
till-post -b 1 2026-05.csv may-1.csv >/dev/null
till-post -b 2 2026-05.csv may-2.csv >/dev/null
cp 2026-05.csv open.csv
tail -n 1 open.csv >covered
echo "2026-06-30,,batch,close,,,,,,,ann,closing opening 0.00 entries 2 debits 30.00 credits -50.00 balance -20.00 posted 2026-06-30T12:00:00Z" >>covered
seal=$(sha256sum covered | cut -d ' ' -f 1)
{ cat open.csv; sed 1d covered; echo "2026-06-30,,seal,,3,,,,,,,$seal"; } >want.csv
prints "closing prints the totals of the period" till-post --close 2026-05.csv <<END
$totals
close,2,30.00,-50.00,-20.00,3,$seal
END
same "... which stand at its end with the balances, sealed" 2026-05.csv want.csv
is "... and nobody may write to it" "$(ls -l 2026-05.csv | cut -c 1-10)" -r--r--r--
prints "it holds" till-verify 2026-05.csv <<END
$heads
2026-05.csv,3,$seal,3,2,30.00,-50.00,-20.00,holds
END
prints "reports count it as before" till-report 2026-05.csv <<'END'
count,sum
2,-20.00
END
warning <<'END'
till-post: 2026-05.csv: already posted: batch close, seal 3
END
prints "to close it again is no harm" till-post --close 2026-05.csv <<END
$totals
close,2,30.00,-50.00,-20.00,3,$seal
END
entry 2026-05-07 charge B3 1.00 >late.csv
warning <<'END'
till-post: 2026-05.csv: is read-only: its period is closed; nothing was posted
END
finds "nothing more is posted to it" till-post -b 3 2026-05.csv late.csv </dev/null
warning <<'END'
till-post: 2026-05.csv: is read-only: its period is closed; nothing was posted
END
finds "... by a dry run neither" till-post -n -b 3 2026-05.csv late.csv </dev/null
warning <<'END'
till-post: 2026-05.csv: already posted: batch 1, seal 1
END
prints "what was posted before is still told to be posted" till-post -b 1 2026-05.csv may-1.csv <<END
$totals
1,1,30.00,0.00,30.00,1,$(sha open.csv 1)
END
warning <<'END'
till-post: 2026-05.csv: batch 1: has a batch of that name with other entries (seal 1)
END
finds "... and another batch of its name to be another" till-post -b 1 2026-05.csv late.csv </dev/null
same "nothing of this was written" 2026-05.csv want.csv
chmod u+w 2026-05.csv
warning <<'END'
till-post: 2026-05.csv: has been closed with its period; nothing was posted
END
finds "though it were made writable, nothing is posted" till-post -b 3 2026-05.csv late.csv </dev/null
till-post --close 2026-05.csv >/dev/null 2>&1
is "closing again takes the right to write away again: a crash may have come between" \
    "$(ls -l 2026-05.csv | cut -c 1-10)" -r--r--r--
same "... and does no more" 2026-05.csv want.csv

# The next period.

entry 2026-06-02 charge B4 100.00 >june.csv
till-post -b 1 2026-06.csv june.csv >"$out"
is "the next month's first batch has seal 2" "$(sed -n 2p "$out")" "1,1,100.00,0.00,100.00,2,$(sha 2026-06.csv 2)"
is "... for it opens with the closing seal and the balance" "$(mark 2026-06.csv open)" \
    "2026-06-30,,batch,open,,,,,,,ann,opening from 2026-05 seal 3 sha256 $seal balance -20.00"
head -n 2 2026-06.csv | sha256sum | cut -d ' ' -f 1 >hash
is "... which has a seal of its own" "$(sha 2026-06.csv 1)" "$(cat hash)"
prints "the two tie" till-verify 2026-05.csv 2026-06.csv <<END
$heads
2026-05.csv,3,$seal,3,2,30.00,-50.00,-20.00,holds
2026-06.csv,2,$(sha 2026-06.csv 2),2,1,100.00,0.00,100.00,holds
END
entry 2026-06-03 adjustment A1 5.00 >more.csv
till-post -b 2 2026-06.csv more.csv >/dev/null
is "a period opens once" "$(grep -c ,batch,open, 2026-06.csv)" 1
till-post --close 2026-06.csv >/dev/null
is "its closing begins with the balance that it opened with" "$(mark 2026-06.csv close)" \
    "2026-06-30,,batch,close,,,,,,,ann,closing opening -20.00 entries 2 debits 105.00 credits 0.00 balance 85.00 from 2026-05 seal 3 sha256 $seal posted 2026-06-30T12:00:00Z"
ok "they tie" till-verify 2026-05.csv 2026-06.csv
is "... and the balance is what all their entries sum to" "$(till-report 2026-05.csv 2026-06.csv | sed -n 2p)" 4,85.00

# A month that was begun before the one before it was closed has no opening, but its closing ties.

fresh
entry 2026-05-05 charge B1 30.00 >may.csv
entry 2026-06-02 charge B4 100.00 >june.csv
till-post -b 1 2026-05.csv may.csv >/dev/null
till-post -b 1 2026-06.csv june.csv >/dev/null
is "while the month before is open, there is no opening" "$(grep -c ,open, 2026-06.csv)" 0
cp 2026-06.csv kept.csv
warning <<'END'
till-post: 2026-05.csv: the period before is not closed; nothing was closed
END
finds "months are closed in their order" till-post --close 2026-06.csv </dev/null
same "... and not otherwise" 2026-06.csv kept.csv
till-post --close 2026-05.csv >/dev/null
seal=$(sha 2026-05.csv 2)
till-post --close 2026-06.csv >/dev/null
is "the closing names the seal that it goes on from" "$(mark 2026-06.csv close)" \
    "2026-06-30,,batch,close,,,,,,,ann,closing opening 30.00 entries 1 debits 100.00 credits 0.00 balance 130.00 from 2026-05 seal 2 sha256 $seal posted 2026-06-30T12:00:00Z"
ok "... and they tie" till-verify 2026-05.csv 2026-06.csv
entry 2027-01-04 charge B9 1.00 >january.csv
entry 2026-12-04 charge B8 2.00 >december.csv
till-post -b 1 2026-12.csv december.csv >/dev/null
till-post --close 2026-12.csv >/dev/null
till-post -b 1 2027-01.csv january.csv >/dev/null
is "January takes over from December" "$(mark 2027-01.csv open | sed 's/.*,//; s/sha256 .* b/b/')" \
    "opening from 2026-12 seal 2 balance 2.00"
is "a month whose month before is not there opens with nothing" "$(mark 2026-12.csv close | sed 's/.*closing \(opening [0-9.]*\).*/\1/')" "opening 0.00"

# What till-verify finds where they do not tie.

# sealed FILE: the first batch of the ledger is sealed anew, as till-post would, and there is no other.
sealed() {
    sed '/,,seal,/,$d' "$1" >body
    { cat body; echo "2026-06-30,,seal,,1,,,,,,,$(sha256sum body | cut -d ' ' -f 1)"; } >"$1"
}
# untied NAME LINE WHY: till-verify of May and June.
untied() {
    status=0
    till-verify 2026-05.csv june.csv >"$out" 2>"$err" || status=$?
    is "$1" "$status $(cat "$err")" "1 till-verify: june.csv:$2: memo: $3"
    is "... May holds, June does not" "$(sed '1d; s/.*,//' "$out" | tr '\n' ' ')" "holds damaged "
}
fresh
entry 2026-05-05 charge B1 30.00 >may.csv
entry 2026-06-02 charge B4 100.00 >entries.csv
till-post -b 1 2026-05.csv may.csv >/dev/null
till-post --close 2026-05.csv >/dev/null
till-post -b 1 2026-06.csv entries.csv >/dev/null
sed 's/balance 30.00/balance 31.00/' 2026-06.csv >june.csv
sealed june.csv
untied "an opening with another balance" 2 "takes over another balance than the period before left"
sed "2s/sha256 .\{8\}/sha256 00000000/" 2026-06.csv >june.csv
sealed june.csv
untied "an opening from another seal" 2 "names another seal than the last one of the period before"
ok "... alone it holds" till-verify june.csv

# closed MEMO: june.csv, a ledger of one entry and this closing.
closed() {
    printf '%s\n' date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo \
        "2026-06-30,,batch,1,,,,,,,ann,entries 1 debits 100.00 credits 0.00" 2026-06-02,1,charge,,,,100.00,,,,, >june.csv
    echo "2026-06-30,,seal,,1,,,,,,,$(sha256sum june.csv | cut -d ' ' -f 1)" >>june.csv
    tail -n 1 june.csv >covered
    echo "2026-06-30,,batch,close,,,,,,,ann,$1" | tee -a covered >>june.csv
    echo "2026-06-30,,seal,,2,,,,,,,$(sha256sum covered | cut -d ' ' -f 1)" >>june.csv
}
seal=$(sha 2026-05.csv 2)
closed "closing opening 30.00 entries 1 debits 100.00 credits 0.00 balance 130.00 from 2026-05 seal 2 sha256 $seal posted x"
ok "a closing that ties" till-verify 2026-05.csv june.csv
closed "closing opening 31.00 entries 1 debits 100.00 credits 0.00 balance 131.00 from 2026-05 seal 2 sha256 $seal posted x"
untied "a closing that begins with another balance" 5 "takes over another balance than the period before left"
closed "closing opening 30.00 entries 1 debits 100.00 credits 0.00 balance 130.00 from 2026-05 seal 2 sha256 $(sha 2026-05.csv 1) posted x"
untied "a closing that goes on from another seal" 5 "names another seal than the last one of the period before"
closed "closing opening 30.00 entries 1 debits 100.00 credits 0.00 balance 130.01 posted x"
untied "a closing balance that is not the sum" 5 "the closing balance is not the opening one and the totals"
closed "closing opening 30.00 entries 1 debits 100.00 credits -1.00 balance 129.00 posted x"
untied "a closing with other totals" 5 "the closing declares other totals than the period has"
closed "closing entries 1 debits 100.00 credits 0.00"
untied "a closing without balances" 5 "the closing balance is not the opening one and the totals"
mkdir new && cp june.csv new/2026-05.csv
fails "nothing is taken over from it" till-post -b 1 new/2026-06.csv entries.csv <<'END'
till-post: new/2026-05.csv: was closed without a balance; nothing was posted
END
closed "closing opening 30.00 entries 1 debits 100.00 credits 0.00 balance 130.00 posted x"
tail -n 1 june.csv >covered
printf '%s\n' "2026-06-30,,batch,2,,,,,,,ann,entries 1 debits 1.00 credits 0.00" 2026-06-03,1,charge,,,,1.00,,,,, | tee -a covered >>june.csv
echo "2026-06-30,,seal,,3,,,,,,,$(sha256sum covered | cut -d ' ' -f 1)" >>june.csv
warning <<'END'
till-verify: june.csv:7: stands behind the closing of the period
END
finds "a batch behind the closing, though it were sealed" till-verify june.csv <<END
$heads
june.csv,2,$(sha june.csv 2),3,2,101.00,0.00,101.00,damaged
END

# Trouble.

fresh
entry 2026-06-02 charge B4 100.00 >june.csv
fails "a ledger that is not there" till-post --close 2026-06.csv <<'END'
till-post: 2026-06.csv: No such file or directory; nothing was posted
END
ok "... is not made" test ! -e 2026-06.csv
: >2026-06.csv
fails "one that was not begun" till-post --close 2026-06.csv <<'END'
till-post: 2026-06.csv: has no batch that could be closed; nothing was posted
END
echo date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo >2026-06.csv
fails "... or has a header alone" till-post --close 2026-06.csv <<'END'
till-post: 2026-06.csv: has no batch that could be closed; nothing was posted
END
is "... which stays" "$(ls 2026-06*) $(wc -l <2026-06.csv)" "2026-06.csv 1"
fails "entries with --close" till-post --close 2026-06.csv june.csv <<'END'
till-post: --close goes with a ledger alone
END
fails "a name with it" till-post --close -b x 2026-06.csv <<'END'
till-post: --close goes with a ledger alone
END
fails "a dry run of it" till-post --close -n 2026-06.csv <<'END'
till-post: --close goes with a ledger alone
END
fails "no ledger" till-post --close <<'END'
till-post: which ledger? try 'till-post --help'
END
till-post -b 1 2026-06.csv june.csv >/dev/null
sed 's/100.00/100.01/' 2026-06.csv >2026-05.csv
cp 2026-06.csv kept.csv
fails "closing, where the month before is damaged" till-post --close 2026-06.csv <<'END'
till-post: 2026-05.csv: is a seal that does not match what stands before it; nothing was closed
END
same "... closes nothing" 2026-06.csv kept.csv
ok "... but a month that has begun is posted to" till-post -b 2 2026-06.csv june.csv --allow-duplicates
cp kept.csv 2026-06.csv
mv 2026-06.csv away.csv
fails "opening, where the month before is damaged" till-post -b 1 2026-06.csv june.csv <<'END'
till-post: 2026-05.csv: is a seal that does not match what stands before it; nothing was posted
END
ok "... opens nothing" test ! -e 2026-06.csv
cp 2026-05.csv 2026-06.csv && rm 2026-05.csv
fails "closing a damaged ledger" till-post --close 2026-06.csv <<'END'
till-post: 2026-06.csv:4: is a seal that does not match what stands before it; nothing was posted
END
size=$(wc -c <away.csv)
{ cat away.csv; printf 'half a ba'; } >2026-06.csv
till-post --close 2026-06.csv >"$out" 2>"$err"
is "what was cut short is saved and cut off first" "$(cat "$err")" \
    "till-post: 2026-06.csv: a batch that was cut short was found behind the last seal; saved as 2026-06.csv.torn-$size and cut off"
ok "... and the closed ledger holds" till-verify 2026-06.csv
printf '%s\n' date,account,kind,amount 2026-07-01,1,charge,999999999999.99 >huge.csv
till-post -b 1 2026-07.csv huge.csv >/dev/null
till-post -b 2 2026-07.csv huge.csv >/dev/null
mv 2026-06.csv aside.csv
fails "a balance that no amount can be" till-post --close 2026-07.csv <<'END'
till-post: 2026-07.csv: has totals beyond 999,999,999,999.99; nothing was posted
END

# Packing.

fresh
entry 2026-05-05 charge B1 30.00 >may.csv
till-post -b 1 2026-05.csv may.csv >/dev/null
fails "a ledger that is open is not packed" till-post --pack 2026-05.csv <<'END'
till-post: 2026-05.csv: is not closed; it was not compressed
END
chmod a-w 2026-05.csv
fails "... nor one that is only read-only" till-post --pack 2026-05.csv <<'END'
till-post: 2026-05.csv: is not closed; it was not compressed
END
chmod u+w 2026-05.csv
fails "... nor one that is not there" till-post --pack 2026-06.csv <<'END'
till-post: 2026-06.csv: No such file or directory; it was not compressed
END
till-post --close 2026-05.csv >/dev/null
cp 2026-05.csv closed.csv
rm -f 2026-05.csv && sed 's/30.00/30.01/' closed.csv >2026-05.csv
fails "... nor one that is damaged" till-post --pack 2026-05.csv <<'END'
till-post: 2026-05.csv:4: is a seal that does not match what stands before it; it was not compressed
END
rm -f 2026-05.csv && cp closed.csv 2026-05.csv
# packed NAME [LEFT]: 2026-05.csv is packed now, and only that.
packed() {
    warning <<'END'
till-post: 2026-05.csv.gz: compressed, up to seal 2
END
    run 0 "$1" till-post --pack 2026-05.csv </dev/null
    gzip -dc 2026-05.csv.gz >plain
    same "... the same bytes" plain closed.csv
    is "... in its place" "$(echo 2026-05.csv*)" 2026-05.csv.gz
}
packed "a closed ledger is packed"
is "... once" "$(till-post --pack 2026-05.csv 2>&1)" "till-post: 2026-05.csv.gz: compressed already"
is "... which nobody may write to" "$(ls -l 2026-05.csv.gz | cut -c 1-10)" -r--r--r--
cp 2026-05.csv.gz first.gz
prints "it holds as before" till-verify 2026-05.csv.gz <<END
$heads
2026-05.csv.gz,2,$(sha closed.csv 2),2,1,30.00,0.00,30.00,holds
END
prints "... and reports count it" till-report 2026-05.csv.gz <<'END'
count,sum
1,30.00
END
for option in --close '-b 2'; do
    entries=may.csv
    [ "$option" != --close ] || entries=
    warning <<'END'
till-post: 2026-05.csv: is compressed: its period is closed; nothing was posted
END
    finds "nothing is posted to it any more: $option" till-post $option 2026-05.csv $entries </dev/null
done
is "... it still says that it has a batch, and by which seal" "$(till-post -b 1 2026-05.csv may.csv 2>/dev/null | sed 1d)" \
    "1,1,30.00,0.00,30.00,1,$(sha closed.csv 1)"
is "... by the same words" "$(till-post -b 1 2026-05.csv may.csv 2>&1 >/dev/null)" \
    "till-post: 2026-05.csv: already posted: batch 1, seal 1"
sed 's/30/31/' may.csv >other.csv
warning <<'END'
till-post: 2026-05.csv: batch 1: has a batch of that name with other entries (seal 1)
END
finds "... and that it has another one of that name" till-post -b 1 2026-05.csv other.csv </dev/null
sed -n '1p;$p' may.csv | sed '2p' >longer.csv
run 1 "... or one with fewer entries" sh -c 'till-post -b 1 2026-05.csv longer.csv 2>/dev/null' </dev/null
entry 2026-06-02 charge B4 100.00 >june.csv
till-post -b 1 2026-06.csv june.csv >/dev/null
is "the next month takes over from it" "$(mark 2026-06.csv open | sed 's/.*,//; s/ sha.*//')" "opening from 2026-05 seal 2"
ok "... and ties" till-verify 2026-05.csv.gz 2026-06.csv
mkdir elsewhere && cp 2026-05.csv.gz elsewhere
till-post -b 1 elsewhere/2026-06.csv june.csv >/dev/null
same "... in a folder of its own, too" elsewhere/2026-06.csv 2026-06.csv

# A crash leaves both, or a beginning.

cp closed.csv 2026-05.csv
fails "while both are there, a report that reads both would count twice" till-report 2026-05.csv 2026-05.csv.gz <<'END'
till-report: 2026-05.csv: 2026-05.csv.gz is the same ledger, compressed; 'till-post --pack 2026-05.csv' ends what it began
END
packed "packing again ends what was begun"
same "... with the same bytes" 2026-05.csv.gz first.gz
rm -f 2026-05.csv.gz && cp closed.csv 2026-05.csv && head -c 20 first.gz >2026-05.csv.gz-new
packed "... and begins anew where it was not finished"
rm -f 2026-05.csv.gz && cp closed.csv 2026-05.csv && chmod u+w 2026-05.csv && echo 2026 >>2026-05.csv
fails "a ledger with something behind its last seal is not packed" till-post --pack 2026-05.csv <<'END'
till-post: 2026-05.csv: holds something behind its last seal; it was not compressed
END
is "... and stays" "$(ls 2026-05.csv*)" 2026-05.csv
fails "--pack goes with a ledger alone" till-post --pack 2026-05.csv may.csv <<'END'
till-post: --pack goes with a ledger alone
END
fails "... and without --close" till-post --pack --close 2026-05.csv <<'END'
till-post: --pack goes with a ledger alone
END

# What a crash left of a new month's first batch is not its beginning.

fresh
entry 2026-05-15 charge B1 5.00 >may.csv
entry 2026-06-15 charge B2 7.00 >june.csv
till-post -b 1 2026-05.csv may.csv >/dev/null
till-post --close 2026-05.csv >/dev/null
till-post -b 1 2026-06.csv june.csv >/dev/null
cp 2026-06.csv want.csv
head -c 100 want.csv >2026-06.csv
till-post -b 1 2026-06.csv june.csv >/dev/null 2>&1
same "a month whose first batch was cut short begins with its opening all the same" 2026-06.csv want.csv
