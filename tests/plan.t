#!/bin/sh
# till-plan: instalment schedules, the annual percentage rate, and whether plans are kept.
. "${0%/*}/lib.sh"

# columns LIST OPTION...: the columns with these numbers of a schedule.
columns() {
    list=$1
    shift
    till-plan "$@" >columns.csv || return
    cut -d, -f"$list" columns.csv
}

# The published schedules.

prints "100 at 12 %, 30/360, in 6 months" till-plan -p 100 -n 6 -R 12 -s 2024-01-15 <<END
seq,due,payment,principal,interest,fee,balance
1,2024-02-15,17.25,16.25,1.00,0.00,83.75
2,2024-03-15,17.25,16.41,0.84,0.00,67.34
3,2024-04-15,17.25,16.58,0.67,0.00,50.76
4,2024-05-15,17.25,16.74,0.51,0.00,34.02
5,2024-06-15,17.25,16.91,0.34,0.00,17.11
6,2024-07-15,17.28,17.11,0.17,0.00,0.00
END

prints "10,000 at 12 %, actual/actual, from a plain into a leap year" \
    till-plan -p 10000 -n 6 -R 12 -y actual/actual -s 2023-12-12 <<END
seq,due,payment,principal,interest,fee,balance
1,2024-01-12,1725.56,1623.75,101.81,0.00,8376.25
2,2024-02-12,1725.56,1640.42,85.14,0.00,6735.83
3,2024-03-12,1725.56,1661.51,64.05,0.00,5074.32
4,2024-04-12,1725.56,1673.98,51.58,0.00,3400.34
5,2024-05-12,1725.56,1692.11,33.45,0.00,1708.23
6,2024-06-12,1725.59,1708.23,17.36,0.00,0.00
END

prints "100 at 12 %, actual/365" till-plan -p 100 -n 6 -R 12 -y actual/365 -s 2024-01-01 <<END
seq,due,payment,principal,interest,fee,balance
1,2024-02-01,17.25,16.23,1.02,0.00,83.77
2,2024-03-01,17.25,16.45,0.80,0.00,67.32
3,2024-04-01,17.25,16.56,0.69,0.00,50.76
4,2024-05-01,17.25,16.75,0.50,0.00,34.01
5,2024-06-01,17.25,16.90,0.35,0.00,17.11
6,2024-07-01,17.28,17.11,0.17,0.00,0.00
END

prints "10,000 at 12 %, actual/365, over clamped month ends" \
    till-plan -p 10000 -n 3 -R 12 -y actual/365 -s 2025-01-31 <<END
seq,due,payment,principal,interest,fee,balance
1,2025-02-28,3397.82,3305.77,92.05,0.00,6694.23
2,2025-03-31,3397.82,3329.59,68.23,0.00,3364.64
3,2025-04-30,3397.83,3364.64,33.19,0.00,0.00
END

prints "100 at 30 %, a bullet after 8 months" till-plan -p 100 -n 8 -R 30 -m bullet -s 2024-01-15 <<END
seq,due,payment,principal,interest,fee,balance
1,2024-02-15,2.50,0.00,2.50,0.00,100.00
2,2024-03-15,2.50,0.00,2.50,0.00,100.00
3,2024-04-15,2.50,0.00,2.50,0.00,100.00
4,2024-05-15,2.50,0.00,2.50,0.00,100.00
5,2024-06-15,2.50,0.00,2.50,0.00,100.00
6,2024-07-15,2.50,0.00,2.50,0.00,100.00
7,2024-08-15,2.50,0.00,2.50,0.00,100.00
8,2024-09-15,102.50,100.00,2.50,0.00,0.00
END

prints "1,000 without interest in 7 months" till-plan -p 1000 -n 7 -s 2024-01-15 <<END
seq,due,payment,principal,interest,fee,balance
1,2024-02-15,142.86,142.86,0.00,0.00,857.14
2,2024-03-15,142.86,142.86,0.00,0.00,714.28
3,2024-04-15,142.86,142.86,0.00,0.00,571.42
4,2024-05-15,142.86,142.86,0.00,0.00,428.56
5,2024-06-15,142.86,142.86,0.00,0.00,285.70
6,2024-07-15,142.86,142.86,0.00,0.00,142.84
7,2024-08-15,142.84,142.84,0.00,0.00,0.00
END

prints "1,200 at 6 % in parts of equal principal" till-plan -p 1200 -n 6 -R 6 -m equal -s 2024-01-15 <<END
seq,due,payment,principal,interest,fee,balance
1,2024-02-15,206.00,200.00,6.00,0.00,1000.00
2,2024-03-15,205.00,200.00,5.00,0.00,800.00
3,2024-04-15,204.00,200.00,4.00,0.00,600.00
4,2024-05-15,203.00,200.00,3.00,0.00,400.00
5,2024-06-15,202.00,200.00,2.00,0.00,200.00
6,2024-07-15,201.00,200.00,1.00,0.00,0.00
END

# 36,000 at 1 % bears 1.00 a day of 30/360: the interest is the count of days.

days() {
    columns 2,5 -p 36000 -n 1 -R 1 -m bullet "$@" | sed 1d
}

prints "30/360 counts 29 days from 31 January to 29 February, where they are odd" \
    days -f weekly -s 2024-01-31 -1 2024-02-29 <<END
2024-02-29,29.00
END
prints "30/360 counts 60 days from 31 January to 31 March" days -f weekly -s 2024-01-31 -1 2024-03-31 <<END
2024-03-31,60.00
END
prints "30/360 counts 76 days from 15 January to 31 March" days -s 2024-01-15 -1 2024-03-31 <<END
2024-03-31,76.00
END
prints "a whole period counts 30 days a month, whatever its end" \
    columns 2,5 -p 10000 -n 1 -R 12 -s 2025-01-31 <<END
due,interest
2025-02-28,100.00
END
prints "two whole months before the first payment count 60 days" days -s 2025-01-31 -1 2025-03-31 <<END
2025-03-31,60.00
END
prints "actual/360 counts the days as they are" days -y actual/360 -s 2025-01-31 <<END
2025-02-28,28.00
END

# Dates.

prints "the anchor day is kept" columns 2 -p 4 -n 4 -s 2025-01-31 <<END
due
2025-02-28
2025-03-31
2025-04-30
2025-05-31
END
prints "a month end rolls to the first of the next month" columns 2 -p 4 -n 4 -s 2025-01-31 --month-end=roll <<END
due
2025-03-01
2025-03-31
2025-05-01
2025-05-31
END
prints "weekly" columns 2 -p 3 -n 3 -s 2024-02-20 -f weekly <<END
due
2024-02-27
2024-03-05
2024-03-12
END
prints "every two weeks, from a first due date" columns 2 -p 3 -n 3 -s 2024-02-20 --first=2024-02-23 -f biweekly <<END
due
2024-02-23
2024-03-08
2024-03-22
END
prints "twice a month, on the 15th and the last day" columns 2 -p 4 -n 4 -s 2024-01-15 -f semimonthly <<END
due
2024-01-31
2024-02-15
2024-02-29
2024-03-15
END
prints "every two months" columns 2 -p 3 -n 3 -s 2024-10-31 -f bimonthly <<END
due
2024-12-31
2025-02-28
2025-04-30
END
prints "every three months" columns 2 -p 3 -n 3 -s 2024-11-30 -f quarterly <<END
due
2025-02-28
2025-05-30
2025-08-30
END

file holidays.csv <<END
name,date
Independence Day,2024-07-04
Labor Day,2024-09-02
Day after,2024-09-03
END
prints "an instalment on a weekend or holiday moves to the next business day, the next one from the anchor" \
    columns 1,2,5 -p 1200 -n 5 -R 12 -s 2024-06-01 -1 2024-07-04 --holidays=holidays.csv <<END
seq,due,interest
1,2024-07-05,13.20
2,2024-08-05,9.66
3,2024-09-04,7.28
4,2024-10-04,4.88
5,2024-11-04,2.45
END
prints "a down payment stays on the start" columns 1,2,3 -p 100 -n 1 -D 10 -s 2024-06-30 --holidays=holidays.csv <<END
seq,due,payment
0,2024-06-30,10.00
1,2024-07-30,90.00
END

prints "without a start it begins on the day of -d" columns 2 -p 1 -n 1 -d 2024-06-30 <<END
due
2024-07-30
END
TILL_TODAY=2024-03-31
export TILL_TODAY
prints "or on the day of TILL_TODAY" columns 2 -p 1 -n 1 <<END
due
2024-04-30
END
unset TILL_TODAY

# Amounts.

prints "a given payment goes on until all is paid" till-plan -p 1000 -P 300 -R 12 -s 2024-01-15 <<END
seq,due,payment,principal,interest,fee,balance
1,2024-02-15,300.00,290.00,10.00,0.00,710.00
2,2024-03-15,300.00,292.90,7.10,0.00,417.10
3,2024-04-15,300.00,295.83,4.17,0.00,121.27
4,2024-05-15,122.48,121.27,1.21,0.00,0.00
END
prints "the fee is part of a given payment, and on top of a computed one" \
    till-plan -p 90 -P 50 --fee=5 -s 2024-01-15 <<END
seq,due,payment,principal,interest,fee,balance
1,2024-02-15,50.00,45.00,0.00,5.00,45.00
2,2024-03-15,50.00,45.00,0.00,5.00,0.00
END
prints "a fee on each instalment, and none on the down payment" \
    till-plan -p 1000 -n 2 -D 25% --fee=1.50 -s 2024-01-15 <<END
seq,due,payment,principal,interest,fee,balance
0,2024-01-15,250.00,250.00,0.00,0.00,750.00
1,2024-02-15,376.50,375.00,0.00,1.50,375.00
2,2024-03-15,376.50,375.00,0.00,1.50,0.00
END
prints "a part of a percent is rounded to the cent" columns 1,3 -p 99.99 -n 1 -D 12.5% -s 2024-01-15 <<END
seq,payment
0,12.50
1,87.49
END
prints "add-on interest is that of the whole sum, spread evenly" \
    till-plan -p 1200 -n 3 -R 10 -m addon -s 2024-01-15 <<END
seq,due,payment,principal,interest,fee,balance
1,2024-02-15,410.00,400.00,10.00,0.00,800.00
2,2024-03-15,410.00,400.00,10.00,0.00,400.00
3,2024-04-15,410.00,400.00,10.00,0.00,0.00
END
prints "half a cent goes up" columns 5 -p 10.50 -n 1 -R 12 -m bullet -s 2024-01-15 <<END
interest
0.11
END
prints "or to the even cent" columns 5 -p 10.50 -n 1 -R 12 -m bullet -s 2024-01-15 --rounding=half-even <<END
interest
0.10
END
prints "the largest amount" columns 3,7 -p 999999999999.99 -n 2 -s 2024-01-15 <<END
payment,balance
500000000000.00,499999999999.99
499999999999.99,0.00
END

# Many plans.

file plans.csv <<END
account,principal,payments,rate,start,name,plan,payment,down
10-1,100,2,12,2024-01-31,José,A,,
10-2,300,,,2024-02-01,"Li, 山田",B,200,
10-3,1000,1,0,,Ann,C,,40%
END
prints "a plan a record, what it leaves out from the command line, the rest passed through" \
    till-plan -n 12 --fee=0.50 -s 2024-05-31 plans.csv <<END
plan,account,name,start,seq,due,payment,principal,interest,fee,balance
A,10-1,José,2024-01-31,1,2024-02-29,51.25,49.75,1.00,0.50,50.25
A,10-1,José,2024-01-31,2,2024-03-31,51.25,50.25,0.50,0.50,0.00
B,10-2,"Li, 山田",2024-02-01,1,2024-03-01,200.00,199.50,0.00,0.50,100.50
B,10-2,"Li, 山田",2024-02-01,2,2024-04-01,101.00,100.50,0.00,0.50,0.00
C,10-3,Ann,2024-05-31,0,2024-05-31,400.00,400.00,0.00,0.00,600.00
C,10-3,Ann,2024-05-31,1,2024-06-30,600.50,600.00,0.00,0.50,0.00
END
file terms.csv <<END
plan,principal,method,frequency,first,day_count,fee,month_end,rounding,payments,down
Á,100,bullet,quarterly,2024-05-31,actual/360,1,roll,half-even,2,
B,100,equal,weekly,,,,,,2,0
END
prints "every term has its column" till-plan -s 2024-02-29 -R 12 -D 50 terms.csv <<END
plan,seq,due,payment,principal,interest,fee,balance
Á,0,2024-02-29,50.00,50.00,0.00,0.00,50.00
Á,1,2024-05-31,2.53,0.00,1.53,1.00,50.00
Á,2,2024-08-31,52.53,50.00,1.53,1.00,0.00
B,1,2024-03-07,50.23,50.00,0.23,0.00,50.00
B,2,2024-03-14,50.12,50.00,0.12,0.00,0.00
END
variants terms.csv till-plan -s 2024-02-29 -R 12 -D 50 terms.csv

file more.csv <<END
payments,principal,plan,note
2,100,E,x
END
prints "files with other columns are one stream" till-plan -m equal -s 2024-02-29 terms.csv more.csv <<END
plan,note,seq,due,payment,principal,interest,fee,balance
Á,,1,2024-05-31,1.00,0.00,0.00,1.00,100.00
Á,,2,2024-08-31,101.00,100.00,0.00,1.00,0.00
B,,1,2024-03-07,50.00,50.00,0.00,0.00,50.00
B,,2,2024-03-14,50.00,50.00,0.00,0.00,0.00
E,x,1,2024-03-29,50.00,50.00,0.00,0.00,50.00
E,x,2,2024-04-29,50.00,50.00,0.00,0.00,0.00
END
input <<END
plan,principal,payments
A,1,1
B,-5,1
END
warning <<END
till-plan: 1 record set aside in rejects.csv
END
prints "a bad plan is set aside, the others are made" till-plan -s 2024-01-01 --rejects=rejects.csv <<END
plan,seq,due,payment,principal,interest,fee,balance
A,1,2024-02-01,1.00,1.00,0.00,0.00,0.00
END
prints "with its place and reason" cat rejects.csv <<END
file,line,column,reason,record
standard input,3,principal,"""-5"" is not above zero","B,-5,1"
END

# What holds for any terms: random ones of a generator of our own, so that they are the same with
# every awk.
random_plans() {
    awk 'function rnd(n) { seed = (seed * 16807) % 2147483647; return seed % n }
    BEGIN {
        seed = 20240229
        split("level equal addon bullet", method, " ")
        split("monthly weekly biweekly semimonthly bimonthly quarterly", frequency, " ")
        split("30/360 actual/365 actual/360 actual/actual", count, " ")
        print "plan,principal,payments,rate,method,frequency,start,first,day_count,down,fee,month_end,rounding"
        for (i = 1; i <= 600; i++) {
            start = 2000 + rnd(60) "-" 11 + rnd(2) "-" 10 + rnd(21)
            first = rnd(3) ? "" : substr(start, 1, 4) + 1 "-0" 1 + rnd(9) "-" 10 + rnd(19)
            printf "%d,%d.%02d,%d,%d.%03d,%s,%s,%s,%s,%s,%s,%d.%02d,%s,%s\n", i, 1 + rnd(rnd(2) ? 1000 : 1000000), \
                rnd(100), 1 + rnd(60), rnd(25), rnd(1000), method[1 + rnd(4)], frequency[1 + rnd(6)], start, first, \
                count[1 + rnd(4)], rnd(2) ? "" : rnd(99) "%", rnd(5), rnd(100), rnd(2) ? "clamp" : "roll", \
                rnd(2) ? "half-up" : "half-even"
        }
    }'
}
random_plans >random.csv
ok "schedules of 600 random plans are made" sh -c 'till-plan random.csv >random.out'

# In cents, which awk holds exactly.
untied() {
    awk -F, '
    function cents(s) { return sprintf("%d", s * 100 + (s < 0 ? -0.5 : 0.5)) + 0 }
    function over() {
        if (plan != "" && (principal != asked[plan] || balance != 0 || count != agreed[plan]))
            print plan ": principal " principal ", balance " balance ", payments " count
        principal = balance = count = 0
    }
    FNR == 1 { next }
    FILENAME == "random.csv" { asked[$1] = cents($2); agreed[$1] = $3; plans++; next }
    $1 != plan { over(); plan = $1; due = ""; made++ }
    {
        if (cents($4) != cents($5) + cents($6) + cents($7))
            print $0 ": payment is not principal, interest and fee"
        principal += cents($5)
        if (cents($8) != asked[$1] - principal)
            print $0 ": balance is not what is left"
        if ($3 <= due && $2 > 1)
            print $0 ": not after the one before"
        due = $3
        balance = cents($8)
        count += $2 > 0
    }
    END { over(); if (made != plans) print made " plans of " plans }' random.csv random.out
}
quiet "payments are principal, interest and fees, principal sums to what was borrowed, the last balance is 0.00" untied

# The annual percentage rate: the examples of Regulation Z, Appendix J. The dates are a schedule's.

# rate AMOUNT START SCHEDULE: the rate of payments in standard input.
rate() {
    till-plan --apr -p "$1" -s "$2"
}

input <<END
$(columns 2,3 -p 5520 -n 24 -s 1978-01-10)
END
prints "5,000 in 24 months of 230: 9.69 %" rate 5000 1978-01-10 <<END
apr
9.69
END
input <<END
$(columns 2,3 -p 7200 -n 36 -s 1978-02-10 -1 1978-04-01)
END
prints "6,000 in 36 months of 200, an odd first period: 11.82 %" rate 6000 1978-02-10 <<END
apr
11.82
END
input <<END
$(columns 2,3 -p 528 -n 30 -f weekly -s 1978-03-20 -1 1978-04-21)
END
prints "500 in 30 weeks of 17.60: 14.96 %" rate 500 1978-03-20 <<END
apr
14.96
END
input <<END
$(columns 2,3 -p 190 -n 20 -f biweekly -s 1978-04-03 -1 1978-04-11 | sed '$s/9\.50/30.00/')
END
prints "200 in 19 payments of 9.50 every two weeks and one of 30: 12.22 %" rate 200 1978-04-03 <<END
apr
12.22
END
input <<END
$(columns 2,3 -p 9300 -n 20 -f bimonthly -s 1978-01-10 -1 1978-03-01 | sed -e '2s/465\.00/449.36/' -e '$s/465\.00/200.00/')
END
prints "8,000 in 20 payments every two months, the first and last irregular: 7.30 %" rate 8000 1978-01-10 <<END
apr
7.30
END
input <<END
payment,note,due
1080,"all of it, at once",1978-09-15
END
prints "1,000 repaid by 1,080 after 255 days: 11.45 %" rate 1000 1978-01-03 <<END
apr
11.45
END

input <<END
$(till-plan -p 1000 -n 12 -R 9 -D 10% -s 2024-01-15)
END
prints "the rate of a schedule of whole months is its own, a down payment apart" rate 1000 2024-01-15 <<END
apr
9.00
END
input <<END
due,payment
2024-04-15,102.00
2024-02-15,102.00
2024-03-15,101.00
2024-03-15,1.00
END
prints "payments in any order, two on a day" rate 300 2024-01-15 <<END
apr
11.96
END
input <<END
due,payment
2025-01-15,100
END
prints "payments without interest: 0.00 %" rate 100 2024-01-15 <<END
apr
0.00
END

# Whether plans are kept: agreements about what accounts owed on 15 January, with a ledger.

fresh
file agreements.csv <<END
plan,account,principal,payments,start
P1,100,300,3,2024-01-15
P2,200,300,3,2024-01-15
P3,300,300,3,2024-01-15
P4,400,300,3,2024-01-15
P5,500,300,3,2024-01-15
P6,600,300,3,2024-01-15
END
file ledger.csv <<END
date,account,kind,ref,item,code,amount,due
2023-11-01,100,charge,B1,B1,WATER,300.00,2023-11-20
2023-11-01,200,charge,B2,B2,WATER,300.00,2023-11-20
2023-11-01,300,charge,B3,B3,WATER,300.00,2023-11-20
2023-11-01,400,charge,B4,B4,WATER,300.00,2023-11-20
2023-11-01,500,charge,B5,B5,WATER,300.00,2023-11-20
2024-01-10,400,payment,R0,B4,WATER,-20.00,
2024-02-01,400,charge,C4,C4,WATER,40.00,2024-02-20
2024-02-01,500,charge,C5,C5,WATER,40.00,2024-02-20
2024-02-14,100,payment,R1,B1,WATER,-100.00,
2024-02-15,200,payment,R2,B2,WATER,-60.00,
2024-02-15,400,payment,R3,B4,WATER,-100.00,
2024-02-15,500,payment,R4,,,-100.00,
2024-02-16,500,payment,R5,C5,WATER,-40.00,
2024-02-20,400,return,R0,B4,WATER,20.00,
2024-02-25,200,payment,R6,B2,WATER,-40.00,
2024-03-10,100,payment,R7,B1,WATER,-200.00,
2024-03-20,100,charge,C1,C1,WATER,40.00,2024-03-25
2024-03-20,500,return,R4,,,100.00,
END
finds "an instalment or a current bill unpaid breaks a plan" \
    till-plan --check=agreements.csv -d 2024-02-21 ledger.csv <<END
plan,account,due,paid,behind,first_unpaid,status,why
P1,100,100.00,100.00,0.00,,kept,
P2,200,100.00,60.00,40.00,2024-02-15,broken,instalment due 2024-02-15 unpaid
P3,300,100.00,0.00,100.00,2024-02-15,broken,instalment due 2024-02-15 unpaid
P4,400,100.00,100.00,0.00,,broken,bill C4 due 2024-02-20 unpaid
P5,500,100.00,100.00,0.00,,kept,
P6,600,100.00,0.00,100.00,2024-02-15,broken,instalment due 2024-02-15 unpaid
END
prints "what is unpaid breaks nothing until its grace days are over" \
    till-plan --check=agreements.csv --grace=6 -d 2024-02-21 ledger.csv <<END
plan,account,due,paid,behind,first_unpaid,status,why
P1,100,100.00,100.00,0.00,,kept,
P2,200,100.00,60.00,40.00,2024-02-15,kept,
P3,300,100.00,0.00,100.00,2024-02-15,kept,
P4,400,100.00,100.00,0.00,,kept,
P5,500,100.00,100.00,0.00,,kept,
P6,600,100.00,0.00,100.00,2024-02-15,kept,
END
finds "a plan that caught up is kept, one paid in full is over, a return counts against the plan" \
    till-plan --check=agreements.csv --grace=6 -d 2024-04-20 ledger.csv <<END
plan,account,due,paid,behind,first_unpaid,status,why
P1,100,300.00,300.00,0.00,,kept,paid in full
P2,200,300.00,100.00,200.00,2024-03-15,broken,instalment due 2024-03-15 unpaid
P3,300,300.00,0.00,300.00,2024-02-15,broken,instalment due 2024-02-15 unpaid
P4,400,300.00,100.00,200.00,2024-03-15,broken,instalment due 2024-03-15 unpaid; bill C4 due 2024-02-20 unpaid
P5,500,300.00,0.00,300.00,2024-02-15,broken,instalment due 2024-02-15 unpaid
P6,600,300.00,0.00,300.00,2024-02-15,broken,instalment due 2024-02-15 unpaid
END
columns_of_check() {
    till-plan --check=agreements.csv "$@" ledger.csv >check.out && sed 1d check.out | cut -d, -f7
}
prints "before anything is due all are kept" columns_of_check -d 2024-01-15 <<END
kept
kept
kept
kept
kept
kept
END

sed 1d ledger.csv | sort -r | sed '1i\
date,account,kind,ref,item,code,amount,due' >turned.csv
till-plan --check=agreements.csv --grace=6 -d 2024-04-20 ledger.csv >straight.out
till-plan --check=agreements.csv --grace=6 -d 2024-04-20 turned.csv >turned.out
same "the order of entries changes nothing" turned.out straight.out
sed -n '1p;2,9p' ledger.csv >first.csv
sed -n '1p;10,$p' ledger.csv >second.csv
till-plan --check=agreements.csv --grace=6 -d 2024-04-20 second.csv first.csv >cut.out
same "cutting the ledger in two files changes nothing" cut.out straight.out

till-plan agreements.csv >schedules.csv
till-plan --check=schedules.csv --grace=6 -d 2024-04-20 ledger.csv >schedules.out
same "schedules say the same as the terms they come from" schedules.out straight.out
till-plan -n 3 -p 300 -s 2024-01-15 | sed -e '1s/^/plan,account,/' -e '2,$s/^/P1,100,/' >one.csv
prints "a schedule without a start begins on --start" till-plan --check=one.csv -s 2024-03-01 -d 2024-03-15 ledger.csv <<END
plan,account,due,paid,behind,first_unpaid,status,why
P1,100,200.00,200.00,0.00,,kept,
END

# Plans that pay a bill of their own.

fresh
file agreements.csv <<END
plan,account,item,principal,payments,start
PL-1,100,,200,2,2024-01-15
PL-2,100,B9,100,2,2024-01-15
END
file ledger.csv <<END
date,account,kind,ref,item,code,amount,due
2023-11-01,100,charge,B1,B1,WATER,200.00,2023-11-20
2023-11-01,100,charge,B9,B9,PERMIT,100.00,2023-11-20
2023-11-01,100,charge,B2,B2,WATER,10.00,2023-11-20
2024-01-15,100,transfer,T1,B1,WATER,-200.00,
2024-01-15,100,transfer,T1,PL-1,PLAN,200.00,2024-02-15
2024-02-10,100,payment,R1,PL-1,PLAN,-100.00,
2024-02-11,100,payment,R2,B9,PERMIT,-40.00,
2024-02-12,100,payment,R3,B2,WATER,-10.00,
END
finds "a plan that is a bill of its own, or names one, has the payments of that bill alone" \
    till-plan --check=agreements.csv -d 2024-02-16 ledger.csv <<END
plan,account,due,paid,behind,first_unpaid,status,why
PL-1,100,100.00,100.00,0.00,,kept,
PL-2,100,50.00,40.00,10.00,2024-02-15,broken,instalment due 2024-02-15 unpaid
END

# Plans one after the other.

fresh
file agreements.csv <<END
plan,account,principal,payments,start
NEW,100,50,1,2024-03-20
OLD,100,200,2,2024-01-15
END
file ledger.csv <<END
date,account,kind,item,amount,due
2023-11-01,100,charge,B1,200.00,2023-11-20
2024-02-10,100,payment,B1,-100.00,
2024-03-25,100,payment,B1,-50.00,
2024-03-26,100,charge,,5.00,
END
finds "no payment counts for two plans; a charge without a number is a current bill" \
    till-plan --check=agreements.csv -d 2024-03-27 ledger.csv <<END
plan,account,due,paid,behind,first_unpaid,status,why
NEW,100,0.00,50.00,0.00,,kept,paid in full
OLD,100,200.00,100.00,100.00,2024-03-15,broken,instalment due 2024-03-15 unpaid; a charge due 2024-03-26 unpaid
END

printf 'plan,principal,payments,"a,b"\nP,10.00,1,"x,y"\n' >comma.csv
prints "a TSV has no quotes, in its header neither" till-plan -s 2026-01-01 -O tsv comma.csv <<'END'
plan	a,b	seq	due	payment	principal	interest	fee	balance
P	x,y	1	2026-02-01	10.00	10.00	0.00	0.00	0.00
END
