#!/bin/sh
# till-recon: the sums of two or more sources, whether they tie, and what would explain where not.
. "${0%/*}/lib.sh"

receipt=date,time,till,clerk,ref,account,item,code,tender,amount,status
entry=date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo

file tape.csv <<END
$receipt
2026-06-30,09:00,1,MROSE,1041,10047,,,CASH,40.00,sale
2026-06-30,09:01,1,MROSE,1042,10048,,,CASH,60.00,sale
2026-06-30,09:02,1,MROSE,1043,10049,,,CASH,15.00,refund
2026-06-30,09:03,1,MROSE,1044,10050,,,CASH,99.00,void
2026-06-30,09:04,2,José,2001,10051,,,CHECK,120.00,sale
2026-06-30,09:05,2,José,0977,10052,,,CHECK,30.00,return
END
file ledger.csv <<END
$entry
2026-06-30,10047,payment,1041,B1,WATER,-25.00,,CASH,1,MROSE,
2026-06-30,10047,payment,1041,B2,WATER,-15.00,,CASH,1,MROSE,
2026-06-30,10048,payment,1042,,,-60.00,,CASH,1,MROSE,
2026-06-30,10049,refund,1043,,,15.00,,CASH,1,MROSE,
2026-06-30,10049,charge,B9,B9,WATER,77.00,2026-07-20,,,,
2026-06-30,10051,payment,2001,B3,WATER,-120.00,,CHECK,2,JOSE,
2026-06-30,10052,return,0977,B4,WATER,30.00,,CHECK,2,JOSE,
2026-06-30,10053,adjustment,A1,B4,WATER,-5.00,,,,,
END
file count.csv <<END
date,till,tender,amount
2026-06-30,1,CASH,85.00
2026-06-30,2,CHECK,90.00
END
file bank.csv <<END
slip,tender,till,amount,date
118,CHECK,2,120.00,2026-06-30
119,CHECK,2,-30.00,2026-06-30
120,CASH,1,85.00,2026-06-30
END

prints "receipts count by their status, other amounts as they are" till-recon tape=tape.csv count=count.csv <<END
date,till,tender,tape,count,count_diff,status
2026-06-30,1,CASH,85.00,85.00,0.00,balanced
2026-06-30,2,CHECK,90.00,90.00,0.00,balanced
END
finds "of entries payments and returns are money received, and refunds are not" \
    till-recon tape=tape.csv posted=ledger.csv <<END
date,till,tender,tape,posted,posted_diff,status
2026-06-30,1,CASH,85.00,100.00,15.00,out
2026-06-30,2,CHECK,90.00,90.00,0.00,balanced
END
prints "four sources tie by tender, refunds counted where asked" \
    till-recon --refunds tape=tape.csv count=count.csv posted=ledger.csv bank=bank.csv <<END
date,till,tender,tape,count,posted,bank,count_diff,posted_diff,bank_diff,status
2026-06-30,1,CASH,85.00,85.00,85.00,85.00,0.00,0.00,0.00,balanced
2026-06-30,2,CHECK,90.00,90.00,90.00,90.00,0.00,0.00,0.00,balanced
END
prints "other keys" till-recon -k tender tape=tape.csv count=count.csv <<END
tender,tape,count,count_diff,status
CASH,85.00,85.00,0.00,balanced
CHECK,90.00,90.00,0.00,balanced
END
finds "keys stand in byte order, and one that a source lacks counts 0.00 there" \
    till-recon --keys=clerk,tender tape=tape.csv posted=ledger.csv --refunds <<END
clerk,tender,tape,posted,posted_diff,status
JOSE,CHECK,0.00,90.00,90.00,out
José,CHECK,90.00,0.00,-90.00,out
MROSE,CASH,85.00,85.00,0.00,balanced
END
prints "as JSON, amounts as numbers" till-recon -O json -k date tape=tape.csv count=count.csv <<END
[
{"date":"2026-06-30","tape":175.00,"count":175.00,"count_diff":0.00,"status":"balanced"}
]
END
variants tape.csv till-recon -x -k clerk tape=tape.csv posted=ledger.csv
input <count.csv
prints "a file may be standard input" till-recon tape=tape.csv count=- -k date <<END
date,tape,count,count_diff,status
2026-06-30,175.00,175.00,0.00,balanced
END

# A key on which only a void stands is no line, explained or not.
file one.csv <<END
date,till,ref,tender,amount,status
2026-06-30,1,1,CASH,5.00,sale
2026-06-30,1,2,CARD,5.00,void
END
file cash.csv <<END
date,till,tender,amount
2026-06-30,1,CASH,5.00
END
for x in '' -x; do
    ok "a void alone makes no line $x" sh -c "till-recon $x a=one.csv b=cash.csv | grep -c 06-30 | grep -qx 1"
done

# Range and tolerance.

file days.csv <<END
date,till,tender,amount
2026-06-28,1,CASH,10.00
2026-06-29,1,CASH,20.00
2026-06-30,1,CASH,30.00
2026-07-01,1,CASH,40.00
END
file near.csv <<END
date,till,tender,amount
2026-06-29,1,CASH,20.50
2026-06-30,1,CASH,29.49
END
finds "a range takes only what is dated so" till-recon -r 2026-06-29..2026-06-30 a=days.csv b=near.csv <<END
date,till,tender,a,b,b_diff,status
2026-06-29,1,CASH,20.00,20.50,0.50,out
2026-06-30,1,CASH,30.00,29.49,-0.51,out
END
finds "out is beyond the tolerance, either way" till-recon -t 0.50 -r 2026-06-29..2026-06-30 a=days.csv b=near.csv <<END
date,till,tender,a,b,b_diff,status
2026-06-29,1,CASH,20.00,20.50,0.50,balanced
2026-06-30,1,CASH,30.00,29.49,-0.51,out
END
prints "... and not at it" till-recon -t 0.51 -r 2026-06-29..2026-06-30 -x a=days.csv b=near.csv <<END
date,till,tender,a,b,b_diff,status,why
2026-06-29,1,CASH,20.00,20.50,0.50,balanced,
2026-06-30,1,CASH,30.00,29.49,-0.51,balanced,
END
finds "one day is a range" till-recon -r 2026-07-01 -k till a=days.csv b=near.csv <<END
till,a,b,b_diff,status
1,40.00,0.00,-40.00,out
END
prints "nothing in the range is in balance" till-recon -r ..2026-01-01 a=days.csv b=near.csv <<END
date,till,tender,a,b,b_diff,status
END

# A sealed ledger counts up to its last seal.
file sealed.csv <<END
$entry
2026-06-30,,batch,b1,,,,,,,MROSE,
2026-06-30,10047,payment,1041,,,-5.00,,CASH,1,MROSE,
2026-06-30,,seal,b1,1,,,,,,,0
2026-06-30,,batch,b2,,,,,,,MROSE,
2026-06-30,10047,payment,1042,,,-6.00,,CASH,1,MROSE,
END
prints "a batch without its seal is not there" till-recon cash=cash.csv posted=sealed.csv <<END
date,till,tender,cash,posted,posted_diff,status
2026-06-30,1,CASH,5.00,5.00,0.00,balanced
END

# Explanations. explains NAME WHY SOURCE...: in the one line that is out, or the first, why is WHY.
explains() {
    t_name=$1 t_why=$2
    shift 2
    t_command till-recon -x -O tsv "$@"
    is "$t_name" "$t_got $(awk -F '\t' '$(NF - 1) == "out" && !n++ { print $NF }' "$out")" "1 $t_why"
}

# taped REF,TENDER,AMOUNT,STATUS... and posted REF,TENDER,AMOUNT...: t.csv and p.csv; counted
# TENDER,AMOUNT...: c.csv; all of one till and day.
taped() {
    echo date,till,ref,tender,amount,status >t.csv
    for t_line; do echo "2026-06-30,1,$t_line"; done >>t.csv
}
posted() {
    echo date,till,account,kind,ref,tender,amount >p.csv
    for t_line; do echo "2026-06-30,1,10047,payment,$t_line"; done >>p.csv
}
counted() {
    echo date,till,tender,amount >c.csv
    for t_line; do echo "2026-06-30,1,$t_line"; done >>c.csv
}
tp="tape=t.csv ledger=p.csv" tc="tape=t.csv count=c.csv"

taped 1041,CASH,40.00,sale 1042,CASH,45.00,sale
posted 1041,CASH,-40.00
explains "a receipt that a source lacks" "receipt 1042 of 45.00 is in tape, not in ledger" $tp
explains "... the other way" "receipt 1042 of 45.00 is in tape, not in ledger" ledger=p.csv tape=t.csv
taped 1041,CASH,40.00,sale 1042,CASH,45.00,sale 1042,CASH,45.00,sale
posted 1041,CASH,-40.00 1042,CASH,-25.00 1042,CASH,-20.00
explains "a receipt that stands twice, posted to two bills" \
    "receipt 1042 of 45.00 is in tape twice, in ledger once" $tp
explains "... the other way" "receipt 1042 of 45.00 is in tape twice, in ledger once" ledger=p.csv tape=t.csv
counted CASH,85.00
explains "a receipt that stands twice where a source has no numbers" \
    "receipt 1042 of 45.00 may be twice in tape" $tc
explains "what numbers tell goes before what amounts may" \
    "receipt 1042 of 45.00 is in tape twice, in ledger once" $tc ledger=p.csv
counted CASH,40.00
taped 1041,CASH,40.00,sale 1042,CASH,45.00,sale
explains "the only receipt of the amount" "receipt 1042 of 45.00 may be missing in count" $tc
taped 1041,CASH,40.00,sale 1042,CASH,45.00,sale 1043,CASH,45.00,sale
counted CASH,85.00
explains "... is not named where there are two" "no single receipt or total explains it" $tc
counted CASH,170.00
explains "a receipt that was counted twice" "receipt 1041 of 40.00 may be twice in count" $tc

taped 1043,CHECK,1163.05,sale
counted CHECK,1136.05
explains "two digits swapped in a total" "1163.05 and 1136.05 differ by two swapped digits" $tc
taped 1043,CHECK,0.45,sale
counted CHECK,4.05
explains "... across the point" "0.45 and 4.05 differ by two swapped digits" $tc
taped 1041,CASH,40.00,sale 1042,CASH,54.00,sale
posted 1041,CASH,-40.00 1042,CASH,-45.00
explains "two digits swapped in a receipt" "receipt 1042 of 54.00 in tape is 45.00 in ledger: two swapped digits" $tp
counted CASH,85.00
explains "... where a source has no numbers" \
    "receipt 1042 of 54.00 may be 45.00 in count: two swapped digits" $tc
posted 1041,CASH,-40.00 1042,CASH,-5.40
explains "a receipt off by a factor of ten" "receipt 1042 of 54.00 in tape is 5.40 in ledger: a factor of ten" $tp
counted CASH,45.40
explains "... where a source has no numbers" "receipt 1042 of 54.00 may be 5.40 in count: a factor of ten" $tc
posted 1041,CASH,-40.00 1042,CASH,-50.00
explains "another amount of a receipt" "receipt 1042 of 54.00 in tape is 50.00 in ledger" $tp
taped 1041,CASH,45.00,sale
counted CASH,450.00
explains "a total off by a factor of ten" "45.00 and 450.00 differ by a factor of ten" $tc

taped 1041,CARD,40.00,sale 2031,CARD,60.00,void
posted 1041,CARD,-40.00 2031,CARD,-60.00
explains "a void that was posted" "receipt 2031 of 60.00 is void in tape and posted in ledger" $tp
explains "... the other way" "receipt 2031 of 60.00 is void in tape and posted in ledger" ledger=p.csv tape=t.csv
explains "... to a source of the name posted" "receipt 2031 of 60.00 is void in tape and posted" tape=t.csv posted=p.csv
posted 1041,CARD,-40.00 2031,CASH,-60.00
explains "... under another tender" "receipt 2031 of 60.00 is void in tape and posted in ledger" $tp
counted CARD,100.00
explains "... where a source has no numbers" "receipt 2031 of 60.00 is void in tape and may be in count" $tc

taped 1041,CASH,40.00,sale 2017,CASH,84.20,sale 2018,CHECK,12.00,sale
counted CASH,40.00 CHECK,96.20
t_command till-recon -x $tc
file want <<END
date,till,tender,tape,count,count_diff,status,why
2026-06-30,1,CASH,124.20,40.00,-84.20,out,receipt 2017 of 84.20 is under tender CHECK instead
2026-06-30,1,CHECK,12.00,96.20,84.20,out,receipt 2017 of 84.20 is under tender CASH instead
END
same "a tender keyed as another, told on both lines" "$out" want
posted 1041,CASH,-40.00 2017,CHECK,-84.20 2018,CHECK,-12.00
explains "... and known by the receipt's number" "receipt 2017 of 84.20 is under tender CHECK in ledger" $tp
taped 1041,CASH,40.00,sale 2017,CASH,84.20,sale 2019,CASH,84.20,sale 2018,CHECK,12.00,sale
counted CASH,124.20 CHECK,96.20
explains "... not named where there are two of the amount" "84.20 is under tender CHECK instead" $tc

file late.csv <<END
date,till,tender,amount
2026-06-29,3,CASH,700.10
2026-07-01,3,CASH,1254.10
END
file told.csv <<END
date,till,tender,amount
2026-06-29,3,CASH,700.10
2026-06-30,3,CASH,1254.10
END
finds "a deposit one day late" till-recon -x tape=told.csv bank=late.csv <<END
date,till,tender,tape,bank,bank_diff,status,why
2026-06-29,3,CASH,700.10,700.10,0.00,balanced,
2026-06-30,3,CASH,1254.10,0.00,-1254.10,out,1254.10 is under date 2026-07-01 instead
2026-07-01,3,CASH,0.00,1254.10,1254.10,out,1254.10 is under date 2026-06-30 instead
END
finds "a total that a source lacks" till-recon -x -r 2026-06-30 tape=told.csv bank=late.csv <<END
date,till,tender,tape,bank,bank_diff,status,why
2026-06-30,3,CASH,1254.10,0.00,-1254.10,out,bank has nothing here
END

taped 1,CASH,10.00,sale 2,CASH,12.50,sale 3,CASH,1.00,sale
posted 1,CASH,-10.00
explains "a few receipts together" \
    "receipt 2 of 12.50 is in tape, not in ledger and receipt 3 of 1.00 is in tape, not in ledger" $tp
taped 1,CASH,10.00,sale 2,CASH,12.50,sale 3,CASH,1.00,sale 4,CASH,2.00,sale 5,CASH,3.00,sale
explains "... and no more than a few" "no single receipt or total explains it" $tp
counted CASH,27.77
explains "nothing explains it" "no single receipt or total explains it" $tc

# Four sources, each out for a reason of its own.
taped 1041,CASH,40.00,sale 1042,CASH,1123.05,sale 1042,CASH,1123.05,sale
posted 1041,CASH,-40.00 1042,CASH,-1123.05
counted CASH,1163.05
file b.csv <<END
date,till,tender,amount,slip
2026-06-30,1,CASH,2268.10,77
END
finds "each source's difference has its own" till-recon -x tape=t.csv count=c.csv posted=p.csv bank=b.csv <<END
date,till,tender,tape,count,posted,bank,count_diff,posted_diff,bank_diff,status,why
2026-06-30,1,CASH,2286.10,1163.05,1163.05,2268.10,-1123.05,-1123.05,-18.00,out,"receipt 1042 of 1123.05 is in tape twice, in posted once; 2286.10 and 2268.10 differ by two swapped digits"
END
sed 's/2268.10/2000.00/' b.csv >bb.csv
explains "a source that nothing explains is named beside those explained" \
    "receipt 1042 of 1123.05 is in tape twice, in posted once; no single receipt or total explains bank" \
    tape=t.csv count=c.csv posted=p.csv bank=bb.csv

# The numbers of a bank's slips are none of a tape's.
file slips.csv <<END
date,till,tender,amount,ref
2026-06-30,1,CASH,40.00,40118
END
taped 1041,CASH,40.00,sale 1042,CASH,45.00,sale
explains "numbers of another kind are not compared" "receipt 1042 of 45.00 may be missing in bank" tape=t.csv bank=slips.csv

# Unnamed lines first, then a receipt by its number, among the explanations of one kind.
file tape.csv <<END
date,till,tender,ref,amount
2026-06-30,1,CASH,1041,12.00
2026-06-30,1,CHECK,1042,10.00
2026-06-30,1,CHECK,1043,15.00
2026-06-30,2,CASH,1044,30.00
2026-06-30,3,CASH,1045,30.00
END
file counted.csv <<END
date,till,tender,amount
2026-06-30,1,CASH,22.00
2026-06-30,1,CHECK,15.00
2026-06-30,2,CASH,20.00
2026-06-30,3,CASH,20.00
END
finds "lines that cancel each other, one of them by a receipt" \
    till-recon -k till,tender -x tape=tape.csv count=counted.csv <<END
till,tender,tape,count,count_diff,status,why
1,CASH,12.00,22.00,10.00,out,10.00 is under till 2 instead; 10.00 is under till 3 instead; receipt 1042 of 10.00 is under tender CHECK instead
1,CHECK,25.00,15.00,-10.00,out,receipt 1042 of 10.00 is under tender CASH instead
2,CASH,30.00,20.00,-10.00,out,10.00 is under till 1 instead
3,CASH,30.00,20.00,-10.00,out,10.00 is under till 1 instead
END

# Order and cutting change nothing.

awk -v OFS=, 'BEGIN {
    print "date,till,ref,tender,amount,status" >"big-t.csv"
    print "date,till,account,kind,ref,tender,amount" >"big-p.csv"
    print "date,till,tender,amount" >"big-c.csv"
    srand(42)
    for (i = 1; i <= 3000; i++) {
        date = sprintf("2026-06-%02d", 1 + i % 30); till = 1 + i % 3
        tender = rand() < .7 ? "CASH" : "CHECK"; amount = sprintf("%d.%02d", 1 + rand() * 500, rand() * 100)
        print date, till, i, tender, amount, i % 397 ? "sale" : "void" >"big-t.csv"
        if (i % 499 == 0) print date, till, i, tender, amount, "sale" >"big-t.csv"
        if (i % 601) print date, till, 1, "payment", i, tender, -amount >"big-p.csv"
        if (i % 397) print date, till, i % 701 ? tender : "CARD", amount >"big-c.csv"
    }
}'
t_command till-recon -x tape=big-t.csv count=big-c.csv posted=big-p.csv
cp "$out" whole
ok "many lines are out, and some are not" sh -c 'grep -q ,out, whole && grep -q ,balanced, whole'
for f in big-t big-c big-p; do
    { sed 1q $f.csv; sed 1d $f.csv | sort -t , -k 5,5r; } >$f-r.csv
    sed 1000q $f.csv >$f-1.csv
    sed '2,1000d' $f.csv >$f-2.csv
done
t_command till-recon -x tape=big-t-r.csv count=big-c-r.csv posted=big-p-r.csv
same "records in another order give the same" "$out" whole
t_command till-recon -x tape=big-t-2.csv count=big-c-1.csv posted=big-p-2.csv tape=big-t-1.csv count=big-c-2.csv posted=big-p-1.csv
same "files cut in two, in another order, give the same" "$out" whole
is "every line that is out is explained or said not to be" "$(grep -c ',out,$' whole)" 0

# Texts of up to eight bytes, longer ones that begin alike, and days before 1970: each is a key of its own.
file keyed.csv <<END
date,till,ref,amount
1969-12-31,COUNTER,1,1.00
1969-12-31,COUNTERS,12345678,2.00
1969-12-31,COUNTERS1,123456789,4.00
1969-12-31,COUNTERS2,123456780,8.00
1970-01-01,COUNTERS1,1234567890,16.00
1970-01-01,,,32.00
END
sed -e 's/,4\.00/,4.50/' -e 's/,COUNTERS2/,COUNTERS1/' keyed.csv >other.csv
finds "keys and numbers of any length" till-recon -x -k date,till a=keyed.csv b=other.csv <<END
date,till,a,b,b_diff,status,why
1969-12-31,COUNTER,1.00,1.00,0.00,balanced,
1969-12-31,COUNTERS,2.00,2.00,0.00,balanced,
1969-12-31,COUNTERS1,4.00,12.50,8.50,out,receipt 123456780 of 8.00 is under till COUNTERS2 in a and receipt 123456789 of 4.00 in a is 4.50 in b
1969-12-31,COUNTERS2,8.00,0.00,-8.00,out,receipt 123456780 of 8.00 is under till COUNTERS1 in b
1970-01-01,,32.00,32.00,0.00,balanced,
1970-01-01,COUNTERS1,16.00,16.00,0.00,balanced,
END
