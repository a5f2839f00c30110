#!/bin/sh
# till-age: open amounts by age.
. "${0%/*}/lib.sh"

heads=account,current,1-30,31-60,61-90,91-120,over-120,unapplied,total

# ages NAME [OPTION...] <<END: the lines below the usual header, for ledger.csv on 2024-06-30.
ages() {
    t_name=$1
    shift
    { echo "$heads"; cat; } >want.csv
    prints "$t_name" till-age -d 2024-06-30 "$@" ledger.csv <want.csv
}

# The worked example.

file ledger.csv <<'END'
date,account,kind,ref,item,code,amount,due
2024-01-01,1,charge,B1,B1,WATER,100.00,2024-07-10
2024-01-01,1,charge,B2,B2,WATER,90.00,2024-06-30
2024-01-01,1,charge,B3,B3,WATER,80.00,2024-06-29
2024-01-01,1,charge,B4,B4,WATER,70.00,2024-05-31
2024-01-01,1,charge,B5,B5,WATER,60.00,2024-05-30
2024-01-01,1,charge,B6,B6,WATER,50.00,2024-05-01
2024-01-01,1,charge,B7,B7,WATER,40.00,2024-04-30
2024-01-01,1,charge,B8,B8,WATER,30.00,2024-04-01
2024-01-01,1,charge,B9,B9,WATER,20.00,2024-03-31
2024-01-01,1,charge,B10,B10,WATER,10.00,2024-03-02
2024-01-01,1,charge,B11,B11,WATER,5.00,2024-03-01
2024-06-20,1,payment,R1,B3,WATER,-25.00,
2024-07-05,1,payment,R2,B5,WATER,-60.00,
2024-06-15,1,payment,R3,,,-15.00,
END
ages "the worked example: every edge of every bucket" -u separate <<'END'
1,190.00,125.00,110.00,70.00,30.00,5.00,-15.00,515.00
END
ages "credit that is not kept apart settles what is due first" <<'END'
1,190.00,125.00,110.00,70.00,20.00,0.00,0.00,515.00
END
prints "a payment exists from its date on" till-age -d 2024-07-05 -u separate ledger.csv <<END
$heads
1,100.00,145.00,70.00,90.00,50.00,15.00,-15.00,455.00
END
prints "days of one's own" till-age -d 2024-06-30 -u separate -b 7,30,365 ledger.csv <<'END'
account,current,1-7,8-30,31-365,over-365,unapplied,total
1,190.00,55.00,70.00,215.00,0.00,-15.00,515.00
END
prints "a single bucket of a day" till-age -d 2024-06-30 -u separate --buckets=1 ledger.csv <<'END'
account,current,1-1,over-1,unapplied,total
1,190.00,55.00,285.00,-15.00,515.00
END

# What the program prints.

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-06-01,b,charge,1,W,1.00,2024-06-30
2024-06-01,é,charge,1,W,2.00,2024-06-30
2024-06-01,B,charge,1,W,3.00,2024-06-30
2024-06-01,10,charge,1,W,4.00,2024-06-30
2024-06-01,9,charge,1,W,5.00,2024-06-30
2024-06-01,100,charge,1,W,6.00,2024-06-30
END
ages "accounts stand in byte order" <<'END'
10,4.00,0.00,0.00,0.00,0.00,0.00,0.00,4.00
100,6.00,0.00,0.00,0.00,0.00,0.00,0.00,6.00
9,5.00,0.00,0.00,0.00,0.00,0.00,0.00,5.00
B,3.00,0.00,0.00,0.00,0.00,0.00,0.00,3.00
b,1.00,0.00,0.00,0.00,0.00,0.00,0.00,1.00
é,2.00,0.00,0.00,0.00,0.00,0.00,0.00,2.00
END

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-06-01,paid,charge,1,W,10.00,2024-06-30
2024-06-02,paid,payment,1,W,-10.00,
2024-06-01,apart,charge,1,W,10.00,2024-06-30
2024-06-02,apart,payment,,,-10.00,
2024-07-01,later,charge,1,W,10.00,2024-07-30
END
ages "an account with nothing but zeros has no record" <<'END'
END
ages "an account whose cells are not zeros has one, even where they sum to zero" -u separate <<'END'
apart,10.00,0.00,0.00,0.00,0.00,0.00,-10.00,0.00
END
prints "no records: the header alone" till-age -d 2024-05-31 ledger.csv <<END
$heads
END
warning <<'END'
till-age: tie: total 0.00, ledger balance 0.00, difference 0.00
END
prints "... and the tie is of nothing" till-age -d 2024-05-31 --tie ledger.csv <<END
$heads
END
echo date,account,kind,amount >none.csv
prints "a ledger that has a header and no entries" till-age -d 2024-06-30 none.csv <<END
$heads
END

# The day.

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-01-10,1,charge,1,W,10.00,2024-01-31
2024-02-10,1,charge,2,W,20.00,2024-02-29
2024-02-20,1,payment,1,W,-10.00,
END
for day in 2024-01-09: 2024-01-10:1,10.00,0.00 2024-01-31:1,10.00,0.00 2024-02-01:1,0.00,10.00 \
    2024-02-10:1,20.00,10.00 2024-02-20:1,20.00,0.00 2024-03-01:1,0.00,20.00; do
    {
        echo "$heads"
        line=${day#*:}
        total=$(echo "$line" | awk -F, '{ printf "%.2f", $2 + $3 }')
        [ -z "$line" ] || echo "$line,0.00,0.00,0.00,0.00,0.00,$total"
    } >want.csv
    prints "as it stood on ${day%%:*}: entries dated later do not exist" till-age -d "${day%%:*}" ledger.csv <want.csv
done
prints "today may be set in the environment" env TILL_TODAY=2024-02-01 till-age ledger.csv <<END
$heads
1,0.00,10.00,0.00,0.00,0.00,0.00,0.00,10.00
END
prints "... and --date goes before it" env TILL_TODAY=2024-02-01 till-age --date=2024-01-31 ledger.csv <<END
$heads
1,10.00,0.00,0.00,0.00,0.00,0.00,0.00,10.00
END
till-age ledger.csv >now.csv
till-age -d "$(date +%Y-%m-%d)" ledger.csv >today.csv
same "without either, today is the system's date" now.csv today.csv

# Open items, sentence by sentence.

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-05-01,1,charge,A,W,10.00,2024-06-15
2024-05-02,1,charge,A,W,5.00,2024-05-20
2024-05-03,1,payment,A,W,-4.00,
2024-05-01,1,charge,A,S,3.00,2024-06-30
2024-05-01,2,charge,A,W,2.00,2024-06-30
END
ages "one account, item and code are one open item: their sum, due on the earliest day" <<'END'
1,3.00,0.00,11.00,0.00,0.00,0.00,0.00,14.00
2,2.00,0.00,0.00,0.00,0.00,0.00,0.00,2.00
END

for kind in penalty interest; do
    file ledger.csv <<END
date,account,kind,item,code,amount,due
2024-05-01,1,charge,A,W,10.00,2024-06-15
2024-05-01,1,$kind,A,W,1.00,2024-05-15
END
    ages "a due date of $kind counts as a charge's" <<'END'
1,0.00,0.00,11.00,0.00,0.00,0.00,0.00,11.00
END
done

for kind in adjustment refund return transfer; do
    file ledger.csv <<END
date,account,kind,item,code,amount,due
2024-05-01,1,charge,A,W,10.00,2024-06-15
2024-03-01,1,$kind,A,W,1.00,2024-03-01
END
    ages "a due date of $kind does not" <<'END'
1,0.00,11.00,0.00,0.00,0.00,0.00,0.00,11.00
END
done

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-05-31,1,charge,A,W,10.00,
2024-06-10,1,charge,A,W,5.00,2024-06-20
END
ages "a charge without a due date is due on its date" <<'END'
1,0.00,15.00,0.00,0.00,0.00,0.00,0.00,15.00
END

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-06-20,1,adjustment,A,W,10.00,
2024-05-20,1,transfer,A,W,5.00,
END
ages "an item without a charge is due on its first date" <<'END'
1,0.00,0.00,15.00,0.00,0.00,0.00,0.00,15.00
END

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-05-01,1,charge,A,W,10.00,2024-05-31
2024-05-10,1,payment,A,W,-10.00,
2024-06-12,1,return,A,W,10.00,
END
ages "a return reopens the item at its first due date" <<'END'
1,0.00,10.00,0.00,0.00,0.00,0.00,0.00,10.00
END

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-01-01,1,charge,A,W,10.00,2024-06-29
2024-01-01,1,charge,A,S,5.00,2024-04-15
2024-01-01,1,charge,A,T,5.00,2024-05-15
2024-01-01,1,charge,B,W,50.00,2024-01-31
2024-01-02,1,payment,A,W,-17.00,
END
ages "what an item was over-credited settles the other codes of the same item, the oldest first" -u separate <<'END'
1,0.00,0.00,3.00,0.00,0.00,50.00,0.00,53.00
END
sed 's/-17/-23/' ledger.csv >more.csv && mv more.csv ledger.csv
ages "... and is loose then" <<'END'
1,0.00,0.00,0.00,0.00,0.00,47.00,0.00,47.00
END
ages "... and stays apart where loose credit does" -u separate <<'END'
1,0.00,0.00,0.00,0.00,0.00,50.00,-3.00,47.00
END

for kind in payment adjustment writeoff transfer; do
    file ledger.csv <<END
date,account,kind,item,code,amount,due
2024-01-01,1,charge,A,W,10.00,2024-06-30
2024-01-01,1,$kind,,W,-4.00,
END
    ages "a credit without an item is loose: $kind" -u separate <<'END'
1,10.00,0.00,0.00,0.00,0.00,0.00,-4.00,6.00
END
done

for kind in charge penalty interest adjustment transfer; do
    file ledger.csv <<END
date,account,kind,item,code,amount,due
2024-06-20,1,$kind,,W,10.00,
2024-05-25,1,$kind,,W,20.00,
2024-01-01,1,payment,,W,-4.00,
END
    ages "a debit without an item is an item of its own: $kind" -u separate <<'END'
1,0.00,10.00,20.00,0.00,0.00,0.00,-4.00,26.00
END
done

for kind in refund return; do
    file ledger.csv <<END
date,account,kind,item,code,amount,due
2024-05-01,1,payment,,,-10.00,
2024-05-10,1,$kind,,,4.00,
END
    ages "a $kind without an item takes back loose credit" -u separate <<'END'
1,0.00,0.00,0.00,0.00,0.00,0.00,-6.00,-6.00
END
    sed 's/,4\.00,/,14.00,/' ledger.csv >more.csv && mv more.csv ledger.csv
    ages "... and the rest is due on its date" -u separate <<'END'
1,0.00,0.00,4.00,0.00,0.00,0.00,0.00,4.00
END
done

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-05-01,1,charge,A,W,10.00,2024-05-15
2024-05-01,1,charge,B,W,20.00,2024-06-15
2024-05-01,1,payment,,,-10.00,
2024-05-10,1,refund,,,10.00,
END
ages "loose credit is taken back before it settles what is due" <<'END'
1,0.00,20.00,10.00,0.00,0.00,0.00,0.00,30.00
END

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-03-01,1,refund,,,10.00,
2024-05-10,1,payment,,,-10.00,
2024-05-10,1,refund,,,5.00,
END
ages "the oldest refund takes back first, be another of the credit's own day" <<'END'
1,0.00,0.00,5.00,0.00,0.00,0.00,0.00,5.00
END

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-05-01,1,charge,A,W,10.00,2024-05-15
2024-06-01,1,payment,A,W,-25.00,
2024-06-10,1,refund,,,15.00,
END
ages "what an item was over-credited is taken back like any loose credit" <<'END'
END

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-05-01,1,charge,young,W,10.00,2024-06-29
2024-05-01,1,charge,old,W,20.00,2024-05-15
2024-05-01,1,charge,,W,30.00,2024-03-15
2024-06-02,1,payment,,,-35.00,
2024-06-03,2,payment,,,-7.00,
END
ages "loose credit settles the oldest due first" <<'END'
1,0.00,10.00,15.00,0.00,0.00,0.00,0.00,25.00
2,0.00,0.00,0.00,0.00,0.00,0.00,-7.00,-7.00
END
ages "... or stays apart" -u separate <<'END'
1,0.00,10.00,20.00,0.00,30.00,0.00,-35.00,25.00
2,0.00,0.00,0.00,0.00,0.00,0.00,-7.00,-7.00
END
till-age -d 2024-06-30 ledger.csv >plain.csv
till-age -d 2024-06-30 -u oldest ledger.csv >oldest.csv
same "the oldest first is what it does unasked" plain.csv oldest.csv

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-05-01,1,charge,A,W,10.00,2024-05-15
2024-06-02,1,payment,,,-35.00,
END
ages "what is left is unapplied, below zero" <<'END'
1,0.00,0.00,0.00,0.00,0.00,0.00,-25.00,-25.00
END

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-05-01,1,charge,A,W,10.00,2024-05-15
2024-05-01,1,adjustment,A,W,0.00,2024-01-15
2024-05-01,2,adjustment,A,W,0.00,
2024-05-01,3,adjustment,,W,0.00,
END
ages "an adjustment of nothing changes nothing" <<'END'
1,0.00,0.00,10.00,0.00,0.00,0.00,0.00,10.00
END

# By other columns.

file ledger.csv <<'END'
date,account,kind,item,code,amount,due,till,fund
2024-05-01,1,charge,A,WATER,10.00,2024-05-15,,510
2024-05-01,1,charge,A,SEWER,5.00,2024-05-15,,520
2024-05-01,2,charge,B,WATER,20.00,2024-06-30,,510
2024-05-20,1,payment,A,WATER,-4.00,,3,510
2024-05-20,2,payment,,,-6.00,,3,100
2024-06-01,2,charge,,FEE,2.00,2024-06-10,,510
END
prints "by code" till-age -d 2024-06-30 -u separate -g code ledger.csv <<END
code,${heads#*,}
,0.00,0.00,0.00,0.00,0.00,0.00,-6.00,-6.00
FEE,0.00,2.00,0.00,0.00,0.00,0.00,0.00,2.00
SEWER,0.00,0.00,5.00,0.00,0.00,0.00,0.00,5.00
WATER,20.00,0.00,6.00,0.00,0.00,0.00,0.00,26.00
END
prints "by register: an item is where its first due charge is, loose credit where it was taken" \
    till-age -d 2024-06-30 -u separate --group=till ledger.csv <<END
till,${heads#*,}
,20.00,2.00,11.00,0.00,0.00,0.00,0.00,33.00
3,0.00,0.00,0.00,0.00,0.00,0.00,-6.00,-6.00
END
warning <<'END'
till-age: tie: total 27.00, ledger balance 27.00, difference 0.00
END
prints "by a column that the office added, tied all the same" till-age -d 2024-06-30 -g fund --tie ledger.csv <<END
fund,${heads#*,}
510,16.00,0.00,6.00,0.00,0.00,0.00,0.00,22.00
520,0.00,0.00,5.00,0.00,0.00,0.00,0.00,5.00
END

file ledger.csv <<'END'
date,account,kind,item,code,amount,due,fund
2024-05-01,1,charge,A,W,10.00,2024-06-15,late
2024-05-20,1,charge,A,W,10.00,2024-05-15,zoo
2024-05-03,1,charge,A,W,10.00,2024-05-15,early
2024-01-03,1,adjustment,A,W,1.00,2024-05-15,first
END
prints "an item belongs to its first due charge, the first in byte order among equals" \
    till-age -d 2024-06-30 -g fund ledger.csv <<END
fund,${heads#*,}
early,0.00,0.00,31.00,0.00,0.00,0.00,0.00,31.00
END

# Forms of output.

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-05-01,José,charge,A,W,10.00,2024-06-30
2024-05-01,"A,""b""",charge,A,W,1200.00,2024-06-30
END
till-age -d 2024-06-30 ledger.csv >plain.csv
till-age -d 2024-06-30 -O csv ledger.csv >asked.csv
same "CSV is what it writes into a pipe" plain.csv asked.csv
ages "CSV: quotes where they are needed" <<'END'
"A,""b""",1200.00,0.00,0.00,0.00,0.00,0.00,0.00,1200.00
José,10.00,0.00,0.00,0.00,0.00,0.00,0.00,10.00
END
tr , '\t' <<END >want.tsv
$heads
END
printf 'A,"b"\t1200.00\t0.00\t0.00\t0.00\t0.00\t0.00\t0.00\t1200.00\n' >>want.tsv
printf 'José\t10.00\t0.00\t0.00\t0.00\t0.00\t0.00\t0.00\t10.00\n' >>want.tsv
prints "TSV" till-age -d 2024-06-30 -O tsv ledger.csv <want.tsv
prints "JSON: amounts as exact decimal numbers" till-age -d 2024-06-30 -O json -b 30 ledger.csv <<'END'
[
{"account":"A,\"b\"","current":1200.00,"1-30":0.00,"over-30":0.00,"unapplied":0.00,"total":1200.00},
{"account":"José","current":10.00,"1-30":0.00,"over-30":0.00,"unapplied":0.00,"total":10.00}
]
END
prints "JSON of no records" till-age -d 2024-04-30 -O json ledger.csv <<'END'
[]
END
prints "a table for people" till-age -d 2024-06-30 -O table -b 30 ledger.csv <<'END'
account   current  1-30  over-30  unapplied     total
-------  --------  ----  -------  ---------  --------
A,"b"    1,200.00  0.00     0.00       0.00  1,200.00
José        10.00  0.00     0.00       0.00     10.00
END

# The tie.

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2024-05-01,1,charge,A,W,10.00,2024-05-15
2024-06-02,2,payment,,,-35.00,
2024-07-02,2,payment,,,-1.00,
END
warning <<'END'
till-age: tie: total -25.00, ledger balance -25.00, difference 0.00
END
prints "the total stands beside the ledger's balance of that day" till-age -d 2024-06-30 --tie -b 30 ledger.csv <<'END'
account,current,1-30,over-30,unapplied,total
1,0.00,0.00,10.00,0.00,10.00
2,0.00,0.00,0.00,-35.00,-35.00
END

# Order, files, columns.

file one.csv <<'END'
date,account,kind,item,code,amount,due,fund
2024-01-01,1,charge,A,W,10.00,2024-06-29,x
2024-01-01,1,charge,A,S,5.00,2024-04-15,y
2024-01-02,1,payment,A,W,-12.00,,z
2024-02-02,1,payment,,,-3.00,,z
END
file two.csv <<'END'
fund,amount,kind,memo,account,date,code,item,due
x,50.00,charge,"Ré, second",1,2024-01-01,W,B,2024-01-31
z,2.00,refund,,1,2024-02-03,,,
z,-1.00,payment,,2,2024-02-03,,,
END
for group in account code fund; do
    for credits in oldest separate; do
        till-age -d 2024-06-30 -g $group -u $credits one.csv two.csv >first.csv
        { sed 1q one.csv; sed 1d one.csv | sort -r; } >reversed.csv
        till-age -d 2024-06-30 -g $group -u $credits two.csv reversed.csv >second.csv
        same "neither the order of entries nor of files matters: by $group, credits $credits" second.csv first.csv
    done
done
prints "several files are one stream, each with its own header and order of columns" \
    till-age -d 2024-06-30 one.csv two.csv <<END
$heads
1,0.00,0.00,0.00,3.00,0.00,49.00,0.00,52.00
2,0.00,0.00,0.00,0.00,0.00,0.00,-1.00,-1.00
END
file bare.csv <<'END'
amount,kind,account,date
10.00,charge,1,2024-06-30
END
prints "columns that an entry need not have may be missing" till-age -d 2024-06-30 bare.csv <<END
$heads
1,10.00,0.00,0.00,0.00,0.00,0.00,0.00,10.00
END
input <one.csv
prints "- among files is standard input" till-age -d 2024-06-30 two.csv - <<END
$heads
1,0.00,0.00,0.00,3.00,0.00,49.00,0.00,52.00
2,0.00,0.00,0.00,0.00,0.00,0.00,-1.00,-1.00
END
input <one.csv
prints "without a file standard input is read" till-age -d 2024-02-01 -b 30 <<'END'
account,current,1-30,over-30,unapplied,total
1,3.00,0.00,0.00,0.00,3.00
END
variants two.csv till-age -d 2024-06-30 one.csv two.csv

# Ledgers with seals: what stands behind the last one is not there yet.

file january.csv <<'END'
date,account,kind,ref,item,code,amount,due
2024-01-05,1,charge,B1,B1,WATER,10.00,2024-01-31
2024-01-05,2,charge,B2,B2,WATER,20.00,2024-01-31
END
file february.csv <<'END'
date,account,kind,ref,item,code,amount,due,memo
2024-02-05,1,payment,R1,B1,WATER,-10.00,,José
END
TILL_TODAY=2024-02-05 SOURCE_DATE_EPOCH=1707148800
export TILL_TODAY SOURCE_DATE_EPOCH
till-post sealed.csv january.csv >/dev/null
cp sealed.csv early.csv
till-post sealed.csv february.csv >/dev/null
unset TILL_TODAY SOURCE_DATE_EPOCH
posted="account,current,1-30,over-30,unapplied,total
2,0.00,0.00,20.00,0.00,20.00"
before="account,current,1-30,over-30,unapplied,total
1,0.00,0.00,10.00,0.00,10.00
2,0.00,0.00,20.00,0.00,20.00"

# in_all_ways NAME WANT: sealed.csv as a file, by a pipe, and gzipped.
in_all_ways() {
    prints "$1" till-age -d 2024-06-30 -b 30 sealed.csv <<END
$2
END
    prints "... from a pipe" sh -c 'cat sealed.csv | till-age -d 2024-06-30 -b 30' <<END
$2
END
    gzip -c sealed.csv >sealed.csv.gz
    prints "... gzipped" till-age -d 2024-06-30 -b 30 sealed.csv.gz <<END
$2
END
}

in_all_ways "marks of batches are no entries" "$posted"
cp sealed.csv whole.csv
is "a seal that is read from a pipe is one of standard input" \
    "$(till-age -d 2024-06-30 --tie 2>&1 >/dev/null <whole.csv | sed 's/.*, //')" "as of seal 2 of standard input"

{ cat whole.csv; echo '2024-02-06,2,payment,R2,B2,WATER,-20.00,,,,,'; } >sealed.csv
in_all_ways "an entry behind the last seal is not there yet" "$posted"
{ cat whole.csv; printf '2024-02-06,,batch,X,,,,,,,ann,\n2024-02-06,2,payment,R2,B2,WATER,-20.00,,,,,\n'; } >sealed.csv
in_all_ways "a batch that is being written is not there yet" "$posted"
variants sealed.csv till-age -d 2024-06-30 -b 30 sealed.csv
{ cat whole.csv; printf '2024-02-06,,batch,X,,,,,,,"ann\n\377\0002024-02-06,2,pay'; } >sealed.csv
in_all_ways "... whatever it looks like so far" "$posted"
lines=$(wc -l <early.csv)
{ cat early.csv; sed "1,${lines}d" whole.csv | sed '$d'; } >sealed.csv
in_all_ways "a batch that lacks its seal is not there" "$before"
{ cat early.csv; sed "1,${lines}d" whole.csv | tr -d '\n'; } >sealed.csv
in_all_ways "... nor one whose lines have no ends" "$before"
printf %s "$(cat whole.csv)" >sealed.csv
in_all_ways "... but one whose seal lost nothing but its line end is" "$posted"
printf %s "$(cat whole.csv)" | sed '$s/.$//' >sealed.csv
in_all_ways "... unlike one whose seal lost a digit of its hash" "$before"
sed "${lines}q" whole.csv | sed '$d' >sealed.csv
in_all_ways "a first batch without its seal is not there" "account,current,1-30,over-30,unapplied,total"
prints "a file that has seals stands beside one that has none" till-age -d 2024-06-30 -b 30 early.csv february.csv <<END
$posted
END
file memo.csv <<'END'
date,account,kind,item,amount,memo
2024-06-30,1,charge,A,10.00,seal
2024-06-30,1,charge,A,10.00,"2024-06-30,,seal,"
2024-06-30,1,charge,A,10.00,batch
END
prints "the words of marks in other columns are words" till-age -d 2024-06-30 -b 30 memo.csv <<'END'
account,current,1-30,over-30,unapplied,total
1,30.00,0.00,0.00,0.00,30.00
END

# Accounts may have much in common.

awk 'BEGIN {
    print "date,account,kind,amount"
    for (name = "a"; length(name) < 20000; name = name name)
        ;
    for (i = 8; i > 0; i--)
        print "2024-06-30," name i ",charge,1.00"
}' >alike.csv
TILL_THREADS=2 till-age -d 2024-06-30 -b 30 alike.csv | sed 's/^a*//' >"$out"
is "accounts that are alike for 32,768 bytes are in order" "$(cut -d , -f 1 "$out" | tr '\n' ' ')" \
    "ccount 1 2 3 4 5 6 7 8 "

# Months that are left out.

fresh
mkdir ledger
for month in 01 02 03; do
    printf '%s\n' date,account,kind,amount 2024-$month-05,1,charge,1.00 >entries.csv
    till-post -b 1 ledger/2024-$month.csv entries.csv >/dev/null
done
till-post --close ledger/2024-01.csv >/dev/null
till-post --pack ledger/2024-01.csv 2>/dev/null
till-age -d 2024-03-31 --tie ledger/*.csv >"$out" 2>"$err"
is "a compressed month that a pattern passed over is named beside the tie" "$(sed 's/, as of.*//' "$err")" \
    "till-age: tie: ledger/2024-01.csv.gz, the period before ledger/2024-02.csv, was not read
till-age: tie: total 2.00, ledger balance 2.00, difference 0.00"
till-age -d 2024-03-31 --tie ledger/*.csv* >"$out" 2>"$err"
is "... with all of them nothing is missing" "$(sed 's/, as of.*//' "$err")" \
    "till-age: tie: total 3.00, ledger balance 3.00, difference 0.00"
