#!/bin/sh
# till-report: counts and sums by group and period, pivots, and the roll-forward.
. "${0%/*}/lib.sh"

file receipts.csv <<'END'
date,till,clerk,ref,tender,amount
2024-12-30,1,ann,r1,CASH,10.00
2024-12-31,2,ben,r2,CHECK,20.50
2025-01-01,1,ann,r3,CASH,-0.01
2025-01-06,1,José,r4,,5
2025-04-01,2,ben,r5,CARD,7.1
2025-10-01,10,ann,r6,CASH,100.00
END

prints "without groups there is one record, of everything" till-report receipts.csv <<'END'
count,sum
6,142.59
END

prints "groups stand in byte order, the first column first" till-report -g till,clerk receipts.csv <<'END'
till,clerk,count,sum
1,José,1,5.00
1,ann,2,9.99
10,ann,1,100.00
2,ben,2,27.60
END

prints "the columns are in the order asked for, and an empty value is a group" till-report -g tender,till receipts.csv <<'END'
tender,till,count,sum
,1,1,5.00
CARD,2,1,7.10
CASH,1,2,9.99
CASH,10,1,100.00
CHECK,2,1,20.50
END

file joined.csv <<'END'
a,b,amount
x,yz,1.00
xy,z,2.00
xyz,,4.00
,xyz,8.00
x,,16.00
x,y,32.00
END
prints "fields of a key never run into each other, and a shorter one comes first" till-report -g a,b joined.csv <<'END'
a,b,count,sum
,xyz,1,8.00
x,,1,16.00
x,y,1,32.00
x,yz,1,1.00
xy,z,1,2.00
xyz,,1,4.00
END

# Periods.

prints "a day a record" till-report -p day -r ..2024-12-31 receipts.csv <<'END'
period,count,sum
2024-12-30,1,10.00
2024-12-31,1,20.50
END

prints "a week begins on Monday and belongs to the year of its Thursday" till-report -p week receipts.csv <<'END'
period,count,sum
2025-W01,3,30.49
2025-W02,1,5.00
2025-W14,1,7.10
2025-W40,1,100.00
END

prints "months, and the groups in them" till-report -p month -g till receipts.csv <<'END'
period,till,count,sum
2024-12,1,1,10.00
2024-12,2,1,20.50
2025-01,1,2,4.99
2025-04,2,1,7.10
2025-10,10,1,100.00
END

prints "quarters" till-report -p quarter receipts.csv <<'END'
period,count,sum
2024-Q4,2,30.50
2025-Q1,2,4.99
2025-Q2,1,7.10
2025-Q4,1,100.00
END

prints "quarters of a fiscal year that begins in October" till-report -p quarter --fiscal=10 receipts.csv <<'END'
period,count,sum
FY2025-Q1,2,30.50
FY2025-Q2,2,4.99
FY2025-Q3,1,7.10
FY2026-Q1,1,100.00
END

prints "years" till-report -p year receipts.csv <<'END'
period,count,sum
2024,2,30.50
2025,4,112.09
END

prints "fiscal years" till-report -p year --fiscal=10 --totals receipts.csv <<'END'
period,count,sum
FY2025,5,42.59
FY2026,1,100.00
total,6,142.59
END

prints "a fiscal year that begins in January is the year" till-report -p year --fiscal=1 receipts.csv <<'END'
period,count,sum
2024,2,30.50
2025,4,112.09
END

# Ranges.

prints "both ends of a range count" till-report -r 2024-12-31..2025-01-06 receipts.csv <<'END'
count,sum
3,25.49
END

prints "one day is a range" till-report -r 2025-01-06 -g ref receipts.csv <<'END'
ref,count,sum
r4,1,5.00
END

prints "a range may have nothing in it" till-report -r 2026-01-01.. receipts.csv <<'END'
count,sum
0,0.00
END

# What is summed, and how.

prints "minimum, maximum and mean in the order asked for" till-report -g clerk -a mean,min,max receipts.csv <<'END'
clerk,count,sum,mean,min,max
José,1,5.00,5.00,5.00,5.00
ann,3,109.99,36.66,-0.01,100.00
ben,2,27.60,13.80,7.10,20.50
END

file halves.csv <<'END'
k,amount
a,0.01
a,0.02
b,-0.01
b,-0.02
c,0.01
c,0.00
c,0.00
d,-0.01
d,0.00
e,999999999999.99
e,999999999999.99
e,-999999999999.99
END
prints "a mean is rounded half-up to the cent, halves away from zero" till-report -g k -a mean halves.csv <<'END'
k,count,sum,mean
a,2,0.03,0.02
b,2,-0.03,-0.02
c,3,0.01,0.00
d,2,-0.01,-0.01
e,3,999999999999.99,333333333333.33
END

file count.csv <<'END'
denomination,quantity,amount
20.00,20,400.00
10.00,92,920.00
END
prints "another column is summed" till-report -v quantity count.csv <<'END'
count,sum
2,112.00
END

# Totals.

prints "the total is the last record and says so in its first column" till-report -g till,tender --totals -a min,max,mean receipts.csv <<'END'
till,tender,count,sum,min,max,mean
1,,1,5.00,5.00,5.00,5.00
1,CASH,2,9.99,-0.01,10.00,5.00
10,CASH,1,100.00,100.00,100.00,100.00
2,CARD,1,7.10,7.10,7.10,7.10
2,CHECK,1,20.50,20.50,20.50,20.50
total,,6,142.59,-0.01,100.00,23.77
END

prints "a report without groups is its own total" till-report --totals receipts.csv <<'END'
count,sum
6,142.59
END

# Pivots.

prints "a pivot has a column of sums for each value, in byte order" till-report -g till --pivot=tender receipts.csv <<'END'
till,(none),CARD,CASH,CHECK,total
1,5.00,0.00,9.99,0.00,14.99
10,0.00,0.00,100.00,0.00,100.00
2,0.00,7.10,0.00,20.50,27.60
END

prints "a pivot by period and group, with totals" till-report -p year -g clerk --pivot=till --totals receipts.csv <<'END'
period,clerk,1,10,2,total
2024,ann,10.00,0.00,0.00,10.00
2024,ben,0.00,0.00,20.50,20.50
2025,José,5.00,0.00,0.00,5.00
2025,ann,-0.01,100.00,0.00,99.99
2025,ben,0.00,0.00,7.10,7.10
total,,14.99,100.00,27.60,142.59
END

prints "a pivot without groups is one record" till-report --pivot=till --totals receipts.csv <<'END'
1,10,2,total
14.99,100.00,27.60,142.59
END

# Nothing to report.

sed 1q receipts.csv >none.csv

prints "no records are a count of 0" till-report -a min,mean none.csv <<'END'
count,sum,min,mean
0,0.00,,
END

prints "no records have no groups" till-report -g till none.csv <<'END'
till,count,sum
END

prints "no records in groups have a total still" till-report -g till --totals none.csv <<'END'
till,count,sum
total,0,0.00
END

prints "no records have no values to pivot" till-report --pivot=till none.csv <<'END'
total
0.00
END

prints "no entries have nothing to roll forward" till-report --rollforward --totals -r ..2024-12-31 "$top/tests/examples/water.csv" <<'END'
account,opening,charges,payments,adjustments,closing
total,0.00,0.00,0.00,0.00,0.00
END

# Forms.

prints "as JSON numbers are numbers" till-report -g till -a min --totals -O json none.csv <<'END'
[
{"till":"total","count":0,"sum":0.00,"min":null}
]
END

prints "as a table" till-report -g tender -O table receipts.csv <<'END'
tender  count     sum
------  -----  ------
            1    5.00
CARD        1    7.10
CASH        3  109.99
CHECK       1   20.50
END

prints "as TSV" till-report -g till -O tsv -r 2025-10-01 receipts.csv <<'END'
till	count	sum
10	1	100.00
END

# Streams.

file other.csv <<'END'
amount,"clerk, on duty",till,memo,date
1.00,zoe,1,x,2025-01-01
END
prints "files may have their columns in any order" till-report -g till receipts.csv other.csv <<'END'
till,count,sum
1,4,15.99
10,1,100.00
2,2,27.60
END

prints "a name with a comma is quoted where it is printed" till-report --pivot='clerk, on duty' other.csv <<'END'
zoe,total
1.00,1.00
END

file sealed.csv <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-01-02,,batch,b1,,,,,,,ann,
2025-01-02,1,charge,B1,B1,WATER,10.00,2025-01-20,,,,
2025-01-02,,seal,b1,1,,,,,,,8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4
2025-01-03,,batch,b2,,,,,,,ann,
2025-01-03,1,charge,B2,B2,WATER,99.00,2025-01-20,,,,
END
prints "marks of batches are skipped, and what is not sealed is not there" till-report -g kind sealed.csv <<'END'
kind,count,sum
charge,1,10.00
END

prints "... nor rolled forward" till-report --rollforward sealed.csv <<'END'
account,opening,charges,payments,adjustments,closing
1,0.00,10.00,0.00,0.00,10.00
END

file bad.csv <<'END'
till,amount
1,5.00
1,
2,1.00
1,"1,000.00"
END
warning <<'END'
till-report: 2 records set aside in rejects.csv
END
prints "bad records are set aside where that is asked for" till-report -g till --rejects=rejects.csv bad.csv <<'END'
till,count,sum
1,1,5.00
2,1,1.00
END
file want.csv <<'END'
file,line,column,reason,record
bad.csv,3,amount,is empty where an amount belongs,"1,"
bad.csv,5,amount,"""1,000.00"" is not an amount","1,""1,000.00"""
END
same "... with their place and reason" rejects.csv want.csv

# The roll-forward.

file ledger.csv <<'END'
date,account,kind,ref,item,code,amount,due,fund
2025-01-31,1001,charge,B1,B1,WATER,50.00,2025-02-20,W
2025-02-01,1001,charge,B2,B2,WATER,40.00,2025-02-20,W
2025-02-01,1001,penalty,P1,B1,PENALTY,5.00,2025-02-20,W
2025-02-02,1001,interest,I1,B1,PENALTY,0.50,2025-02-20,W
2025-02-10,1001,payment,R1,B1,WATER,-50.00,,W
2025-02-11,1001,return,R1,B1,WATER,50.00,,W
2025-02-12,1001,payment,R2,B1,WATER,-30.00,,W
2025-02-12,1001,adjustment,A1,B1,WATER,-2.00,,W
2025-02-13,1001,refund,F1,,,3.00,,W
2025-02-28,1001,transfer,T1,,,-1.00,,W
2025-02-28,1002,transfer,T1,,,1.00,,G
2025-02-28,1002,writeoff,W1,,,-0.25,,G
2025-03-01,1002,charge,B3,B3,SEWER,70.00,2025-03-20,G
2025-01-15,1003,charge,B4,B4,SEWER,9.00,2025-01-20,G
2025-01-16,1003,payment,R4,B4,SEWER,-9.00,,G
2025-03-05,1004,charge,B5,B5,SEWER,9.00,2025-03-20,G
END

prints "a roll-forward goes from opening to closing, each kind in its place" till-report --rollforward -r 2025-02-01..2025-02-28 --totals ledger.csv <<'END'
account,opening,charges,payments,adjustments,closing
1001,50.00,45.50,30.00,0.00,65.50
1002,0.00,0.00,0.00,0.75,0.75
total,50.00,45.50,30.00,0.75,66.25
END

prints "by other columns, the entry's own or another" till-report --rollforward -g fund,code -r 2025-02-01..2025-02-28 ledger.csv <<'END'
fund,code,opening,charges,payments,adjustments,closing
G,,0.00,0.00,0.00,0.75,0.75
W,,0.00,0.00,0.00,2.00,2.00
W,PENALTY,0.00,5.50,0.00,0.00,5.50
W,WATER,50.00,40.00,30.00,-2.00,58.00
END

prints "without a range it begins with nothing; an account where all came to zero stays, for things happened" \
    till-report --rollforward ledger.csv <<'END'
account,opening,charges,payments,adjustments,closing
1001,0.00,95.50,30.00,0.00,65.50
1002,0.00,70.00,0.00,0.75,70.75
1003,0.00,9.00,9.00,0.00,0.00
1004,0.00,9.00,0.00,0.00,9.00
END

prints "a bounced payment of another month makes what was received negative" till-report --rollforward -r 2025-02-11 ledger.csv <<'END'
account,opening,charges,payments,adjustments,closing
1001,45.50,0.00,-50.00,0.00,95.50
END

# The same records written in other ways.

variants receipts.csv till-report -g clerk,till -p month -a min,max,mean --totals receipts.csv
sed 's/B1,WATER,50.00/B1,Café,50.00/' ledger.csv >cafe.csv
variants cafe.csv till-report --rollforward -g code --totals cafe.csv
variants cafe.csv till-report --pivot=code -g account cafe.csv

# Properties, over ledgers of chance.

# ledger SEED N: N entries of a year.
ledger() {
    awk -v seed="$1" -v n="$2" '
    function any(n) { return int(rand() * n) }
    BEGIN {
        srand(seed)
        split("charge penalty interest return refund payment writeoff adjustment transfer", kinds, " ")
        split("WATER SEWER TRASH", codes, " ")
        split("CASH CHECK CARD", tenders, " ")
        print "date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo"
        for (i = 1; i <= n; i++) {
            k = any(9) + 1
            sign = k <= 5 ? "" : k <= 7 || any(2) ? "-" : ""
            printf "2025-%02d-%02d,%d,%s,%d,%s,%s,%s%d.%02d,,%s,%d,,\n", any(12) + 1, any(28) + 1, any(40), kinds[k],
                i, any(3) ? any(200) : "", codes[any(4)], sign, any(500), any(99) + 1, k == 6 ? tenders[any(3) + 1] : "",
                any(3) + 1
        }
    }'
}

# shuffled SEED FILE: the records in another order.
shuffled() {
    sed 1q "$2"
    sed 1d "$2" | awk -v seed="$1" 'BEGIN { srand(seed) } { printf "%.9f\t%s\n", rand(), $0 }' | sort | cut -f 2-
}

# reports FILE...: reports of every kind.
reports() {
    till-report -g account,code -a min,max,mean --totals "$@" &&
        till-report -p week --totals "$@" &&
        till-report -p quarter --fiscal=7 -g kind --pivot=tender --totals "$@" &&
        till-report -r 2025-03-10..2025-08-20 -g till "$@" &&
        till-report --rollforward -r 2025-03-10..2025-08-20 -g account,code --totals "$@"
}

# columns FILE FIRST: the sum of each column from FIRST on, in cents, of all records but the last;
# and the last, which is the total. One line where all tie.
columns() {
    awk -F, -v first="$2" '
    function cents(s) { sub(/\./, "", s); return s + 0 }
    NR == 1 { next }
    held != "" { n = split(held, f, ","); for (i = first; i <= n; i++) sum[i] += cents(f[i]) }
    { held = $0 }
    END {
        n = split(held, f, ",")
        for (i = first; i <= n; i++)
            if (sum[i] != cents(f[i]))
                print FILENAME ", column " i ": " sum[i] " is not " f[i]
    }' "$1"
}

for seed in 1 2 3; do
    fresh
    ledger $seed 1500 >all.csv
    reports all.csv >all.out
    ok "ledger $seed: there is something to compare" test "$(wc -l <all.out)" -gt 300

    shuffled $seed all.csv >mixed.csv
    reports mixed.csv >mixed.out
    same "ledger $seed: the order of the records is never seen" mixed.out all.out

    sed 1001q all.csv >first.csv
    sed '2,1001d' all.csv >second.csv
    reports second.csv first.csv >split.out
    same "ledger $seed: cut in two files it is the same" split.out all.out

    till-report -g account,code --totals all.csv >report
    quiet "ledger $seed: groups add up to the total" columns report 3
    till-report -p month -g code --pivot=tender --totals all.csv >report
    quiet "ledger $seed: the columns of a pivot add up" columns report 3
    till-report --rollforward -r 2025-04-01..2025-06-30 --totals all.csv >report
    quiet "ledger $seed: the roll-forward adds up" columns report 2
    quiet "ledger $seed: opening + charges - payments + adjustments is closing, on every line" awk -F, '
        function cents(s) { sub(/\./, "", s); return s + 0 }
        NR > 1 && cents($2) + cents($3) - cents($4) + cents($5) != cents($6)' report
    is "ledger $seed: the grand total is the same by any group" "$(till-report -g till,code --totals all.csv | tail -n 1)" \
        "$(till-report all.csv | sed -n 's/^/total,,/; 2p')"

    for month in 01 02 03 04 05 06 07 08 09 10 11; do
        till-report --rollforward -g account,code -r 2025-$month-01..2025-$month-28 all.csv | sed 1d |
            awk -F, '$7 != "0.00" { print $1 "," $2 "," $7 }'
        echo
    done >closings
    for month in 02 03 04 05 06 07 08 09 10 11 12; do
        till-report --rollforward -g account,code -r 2025-$month-01..2025-$month-28 all.csv | sed 1d |
            awk -F, '$3 != "0.00" { print $1 "," $2 "," $3 }'
        echo
    done >openings
    same "ledger $seed: what a month closes with the next opens with" openings closings

    till-report --rollforward -r 2025-06-01..2025-07-15 all.csv | awk -F, 'NR > 1 && $6 != "0.00" { print $1 "," $6 }' >closing
    till-age -d 2025-07-15 all.csv | awk -F, 'NR > 1 && $NF != "0.00" { print $1 "," $NF }' >aged
    same "ledger $seed: the closing is each account's total in the ageing of that day" closing aged
done

prints "many groups are each found again" sh -c "awk 'BEGIN { print \"k,amount\"
    for (i = 0; i < 60000; i++) print i * 7 % 20000 \",0.01\" }' | till-report -g k | till-report -v sum -a min,max" <<'END'
count,sum,min,max
20000,600.00,0.03,0.03
END

# What passes 64 bits on its way and comes back is the same in any order, and with any number of threads.
awk 'BEGIN {
    print "date,account,kind,amount"
    for (i = 0; i < 200000; i++)
        print "2025-01-01,1,adjustment," (i < 100000 ? "" : "-") "999999999999.99" }' >there-and-back.csv
for n in 1 2; do
    prints "a sum that is huge on its way, with $n at once" env TILL_THREADS=$n till-report there-and-back.csv <<'END'
count,sum
200000,0.00
END
    prints "... rolled forward" env TILL_THREADS=$n till-report --rollforward --totals there-and-back.csv <<'END'
account,opening,charges,payments,adjustments,closing
total,0.00,0.00,0.00,0.00,0.00
END
    sed 's/adjustment/payment/' there-and-back.csv | sed 's/payment,9/return,9/' >paid.csv
    printf '%s\n' date,till,tender,amount >nothing.csv
    prints "... tied" env TILL_THREADS=$n till-recon -k date paid=paid.csv counted=nothing.csv <<'END'
date,paid,counted,counted_diff,status
2025-01-01,0.00,0.00,0.00,balanced
END
done
