#!/bin/sh
# till-plan: what it says when something is wrong, a case a message.
. "${0%/*}/../lib.sh"

export TILL_TODAY=2024-01-15

# refuses NAME MESSAGE OPTION...: a command line that is not good.
refuses() {
    name=$1 message=$2
    shift 2
    fails "$name" till-plan "$@" <<END
till-plan: $message
END
}

# records LINE...: bad.csv.
records() {
    printf '%s\n' "$@" >bad.csv
}

# The command line.

fails "an unknown option" till-plan -p 100 -n 2 -Z <<'END'
till-plan: unknown option -Z
till-plan: try 'till-plan --help'
END
fails "an unknown long option" till-plan --months=3 <<'END'
till-plan: unknown option --months=3
till-plan: try 'till-plan --help'
END
fails "an option without its argument" till-plan -n 2 -p <<'END'
till-plan: option -p needs an argument
till-plan: try 'till-plan --help'
END

refuses "a principal that is no amount" '--principal: "1,000" is not an amount' -p 1,000 -n 2
refuses "a principal with three decimals" '--principal: "1.005" has more than two decimals' -p 1.005 -n 2
refuses "a principal below zero" '--principal: "-1" is below zero' -p -1 -n 2
refuses "a principal of zero" 'the principal is not above zero' -p 0 -n 2
refuses "a principal beyond the bound" '--principal: "1000000000000" is beyond 999,999,999,999.99' -p 1000000000000 -n 2
refuses "no payments" '--payments: "0" is not between 1 and 1000000' -p 10 -n 0
refuses "too many payments" 'there are more than 1,200 payments' -p 10 -n 1201
refuses "half a payment" '--payments: "1.5" is not a whole number' -p 10 -n 1.5
refuses "neither count nor payment" 'neither a count of payments nor a payment is given' -p 10
refuses "both count and payment" 'both a count of payments and a payment are given' -p 10 -n 1 -P 5
refuses "a payment for a method that needs a count" 'this method needs a count of payments' -p 10 -P 5 -m equal
refuses "a rate that is no number" '--rate: "7%" is not a decimal number' -p 10 -n 1 -R 7%
refuses "a rate beyond its bound" 'the rate is not from 0 to 1,000 percent' -p 10 -n 1 -R 1000.1
refuses "an unknown method" '--method: "loan" is not one of its words: level|equal|addon|bullet' -p 10 -n 1 -m loan
refuses "an unknown frequency" '--frequency: "daily" is not one of its words: monthly|weekly|biweekly|semimonthly|bimonthly|quarterly' \
    -p 10 -n 1 -f daily
refuses "an unknown day count" '--day-count: "actual" is not one of its words: 30/360|actual/365|actual/360|actual/actual' \
    -p 10 -n 1 -y actual
refuses "an unknown month end" '--month-end: "last" is not one of its words: clamp|roll' -p 10 -n 1 --month-end=last
refuses "an unknown rounding" '--rounding: "up" is not one of its words: half-up|half-even' -p 10 -n 1 --rounding=up
refuses "a start that no calendar has" '--start: "2025-02-29" is no day of the calendar' -p 10 -n 1 -s 2025-02-29
refuses "a first due date in another form" '--first: "2/28/2025" is not a date (YYYY-MM-DD)' -p 10 -n 1 -1 2/28/2025
refuses "a first due date before the start" 'the first due date is before the start' -p 10 -n 1 -1 2024-01-14
refuses "a schedule beyond the calendar" 'the schedule runs past the year 2199' -p 10 -n 24 -s 2199-01-01
refuses "a down payment that is no amount" '--down: "some" is not an amount' -p 10 -n 1 -D some
refuses "a down payment that is no percentage" '--down: "x%" is not a percentage' -p 10 -n 1 -D x%
refuses "a down payment below zero" '--down: "-1" is below zero' -p 10 -n 1 -D -1
refuses "a down payment of all" '--down: "100%" is not below 100%' -p 10 -n 1 -D 100%
refuses "a down payment of the principal" 'the down payment is not from zero to below the principal' -p 10 -n 1 -D 10
refuses "a fee below zero" '--fee: "-1" is below zero' -p 10 -n 1 --fee=-1
refuses "a payment that the fee takes" 'the payment is not above the fee, or too large' -p 10 -P 1 --fee=1
refuses "a payment that interest takes" 'the payment never pays the interest' -p 100 -P 1 -R 100
refuses "a payment that takes too long" 'the payment needs more than 1,200 instalments' -p 1000000 -P 1
refuses "an add-on payment that takes too long" \
    'the payment does not pay principal and interest in 1,200 instalments' -p 100 -P 1 -R 100 -m addon
refuses "a payment beyond the bound" 'the schedule passes 999,999,999,999.99' -p 999999999999.99 -n 1 -R 100
refuses "a bad day" '--date: "2025-02-29" is no day of the calendar' -p 10 -n 1 -d 2025-02-29
refuses "records beside a principal" 'plans.csv: with --principal no records are read' -p 10 -n 1 plans.csv
refuses "a rate without what it is of" '--apr needs a --principal and a --start' --apr
refuses "a rate and a check" '--apr and --check exclude each other' --apr --check=plans.csv
refuses "a check and a principal" '--check reads plans, --principal is for one' --check=plans.csv -p 10
refuses "grace days without a check" '--grace goes with --check' -p 10 -n 1 --grace=5
refuses "grace days that are no number" '--grace: "few" is not a number of days from 0 to 3660' --check=x --grace=few
refuses "grace days below zero" '--grace: "-1" is not a number of days from 0 to 3660' --check=x --grace=-1
refuses "ten years of grace" '--grace: "3661" is not a number of days from 0 to 3660' --check=x --grace=3661
refuses "an unknown character set" '--charset: "KLINGON" is not known here' --charset=KLINGON
refuses "rejects that can't be written" 'nowhere/rejects.csv: No such file or directory' --rejects=nowhere/rejects.csv
TILL_TODAY=today
refuses "a bad TILL_TODAY" 'TILL_TODAY: "today" is not a date (YYYY-MM-DD)' -p 10 -n 1
TILL_TODAY=2024-01-15

# Files.

refuses "a file that is not there" 'nowhere.csv: No such file or directory' nowhere.csv
refuses "holidays that are not there" 'nowhere.csv: No such file or directory' -p 1 -n 1 --holidays=nowhere.csv
refuses "plans that are not there" 'nowhere.csv: No such file or directory' --check=nowhere.csv
records plan,account,principal,payments,start A,1,1,1,2024-01-01
refuses "a ledger that is not there" 'nowhere.csv: No such file or directory' --check=bad.csv nowhere.csv
mkdir folder
refuses "a directory" 'folder: is a directory' folder
: >empty.csv
refuses "a file without a header" 'empty.csv: is empty: it has no header' empty.csv
input </dev/null
refuses "nothing on standard input" 'standard input: is empty: it has no header'
awk 'BEGIN { print "plan,principal,payments"; srand(1); for (i = 0; i < 5000; i++) print i "," int(rand() * 100000) + 1 ",1" }' |
    gzip -c >whole.csv.gz
head -c 4000 whole.csv.gz >cut.csv.gz
t_command till-plan cut.csv.gz
is "a gzip that was cut off: exit status" "$t_got" 2
ok "... nothing is printed" test ! -s "$out"
is "... and it is said" "$(sed 's/csv\.gz:[0-9]*:/csv.gz:N:/' "$err")" "till-plan: cut.csv.gz:N: is cut short: its gzip data has no end"

# Headers.

records plan,payments A,1
refuses "no principal" 'bad.csv:1: principal: is missing from the header' bad.csv
records principal,payments 1,1
refuses "no plan" 'bad.csv:1: plan: is missing from the header' bad.csv
records plan,principal,rate,rate A,1,1,1
refuses "a column twice" 'bad.csv:1: rate: stands twice in the header' bad.csv
records plan,principal,Payments A,1,1
refuses "a column that is spelled otherwise" 'bad.csv:1: Payments: stands in the header where payments belongs' bad.csv
for column in seq due interest balance; do
    records "plan,principal,payments,$column" A,1,1,
    refuses "a column $column, which a schedule has" "the records have a column \"$column\", as the schedule has" bad.csv
done
records date,amount 2024-01-01,1
refuses "payments without due" 'bad.csv:1: due: is missing from the header' --apr -p 1 -s 2024-01-01 bad.csv
records due,amount 2024-01-01,1
refuses "payments without payment" 'bad.csv:1: payment: is missing from the header' --apr -p 1 -s 2024-01-01 bad.csv
records name Christmas
refuses "holidays without dates" 'bad.csv:1: date: is missing from the header' -p 1 -n 1 --holidays=bad.csv
records plan,principal,payments A,1,1
refuses "plans to check without accounts" 'bad.csv:1: account: is missing from the header' --check=bad.csv
for columns in plan,account plan,account,due; do
    records $columns
    refuses "plans to check without $columns alone" \
        'bad.csv: has neither due and payment, of a schedule, nor principal, of terms' --check=bad.csv
done

# Values.

records plan,principal,payments,payment,rate,method,frequency,start \
    ,1,1,,,,, A,,1,,,,, A,x,1,,,,, A,0,1,,,,, A,1,,,,,, A,1,x,,,,, A,1,0,,,,, A,1,1201,,,,, A,1,,0,,,, A,1,1,1,,,, \
    A,1,1,,1.,,, A,1,1,,,lvl,, A,1,1,,,,daily, A,1,1,,,,,2025-02-29
fails "every bad value of the terms is told, with its line and column" till-plan bad.csv <<'END'
till-plan: bad.csv:2: plan: is empty where a plan belongs
till-plan: bad.csv:3: principal: is empty where an amount belongs
till-plan: bad.csv:4: principal: "x" is not an amount
till-plan: bad.csv:5: principal: "0" is not above zero
till-plan: bad.csv:6: neither a count of payments nor a payment is given
till-plan: bad.csv:7: payments: "x" is not a whole number
till-plan: bad.csv:8: payments: "0" is not from 1 to 1,200
till-plan: bad.csv:9: payments: "1201" is not from 1 to 1,200
till-plan: bad.csv:10: payment: "0" is not above zero
till-plan: bad.csv:11: both a count of payments and a payment are given
till-plan: bad.csv:12: rate: "1." is not a decimal number
till-plan: bad.csv:13: method: "lvl" is not level, equal, addon or bullet
till-plan: bad.csv:14: frequency: "daily" is not monthly, weekly, biweekly, semimonthly, bimonthly or quarterly
till-plan: bad.csv:15: start: "2025-02-29" is no day of the calendar
END
records plan,principal,payments,first,day_count,down,fee,month_end,rounding \
    A,1,1,1/2/2024,,,,, A,1,1,,30/365,,,, A,1,1,,,1..,,, A,1,1,,,100%,,, A,1,1,,,,-1,, A,1,1,,,,,last, A,1,1,,,,,,up \
    A,1,1,,,1,,, A,1,1,2024-01-14,,,,,
fails "... and of the rest of them" till-plan bad.csv <<'END'
till-plan: bad.csv:2: first: "1/2/2024" is not a date (YYYY-MM-DD)
till-plan: bad.csv:3: day_count: "30/365" is not 30/360, actual/365, actual/360 or actual/actual
till-plan: bad.csv:4: down: "1.." is not an amount
till-plan: bad.csv:5: down: "100%" is not below 100%
till-plan: bad.csv:6: fee: "-1" is below zero
till-plan: bad.csv:7: month_end: "last" is not clamp or roll
till-plan: bad.csv:8: rounding: "up" is not half-up or half-even
till-plan: bad.csv:9: the down payment is not from zero to below the principal
till-plan: bad.csv:10: the first due date is before the start
END

records due,payment 2024-01-01,5 2023-12-31,5 2024-02-30,5 2024-03-01,-5 2024-03-01,1.234
fails "payments that are not good" till-plan --apr -p 10 -s 2024-01-01 bad.csv <<'END'
till-plan: bad.csv:3: due: "2023-12-31" is before the start
till-plan: bad.csv:4: due: "2024-02-30" is no day of the calendar
till-plan: bad.csv:5: payment: "-5" is below zero
till-plan: bad.csv:6: payment: "1.234" has more than two decimals
END
rate() {
    name=$1 message=$2
    shift 2
    records due,payment "$@"
    refuses "$name" "$message" --apr -p 10 -s 2024-01-01 bad.csv
}
rate "payments below the amount" 'the payments do not repay the amount' 2024-02-01,9.99
rate "no payments" 'the payments do not repay the amount'
rate "all of it paid on the start" 'nothing is owed after the start' 2024-01-01,10
rate "a rate beyond its bound" 'the rate is above 99,999.99 percent' 2024-01-02,15000
rate "payments that overflow" 'the payments are beyond 999,999,999,999.99' 2024-02-01,999999999999.99 2024-03-01,0.01

records date 2025-02-29 12/25/2025
fails "holidays that are not good" till-plan -p 1 -n 1 --holidays=bad.csv <<'END'
till-plan: bad.csv:2: date: "2025-02-29" is no day of the calendar
till-plan: bad.csv:3: date: "12/25/2025" is not a date (YYYY-MM-DD)
END

records plan,principal,payments 'A,"1,1'
refuses "a quote that is never closed" 'bad.csv:2: principal: has a quote that is never closed' bad.csv
records plan,principal,payments A,1
refuses "a field too few" 'bad.csv:2: has 2 fields where its header has 3' bad.csv
printf 'plan,principal,payments\nA\0,1,1\n' >bad.csv
refuses "a NUL byte" 'bad.csv:2: plan: has a NUL byte' bad.csv
printf 'plan,principal,payments\nJos\351,1,1\n' >bad.csv
refuses "bytes that are no UTF-8" 'bad.csv:2: plan: is not UTF-8 (--charset names another)' bad.csv
{
    printf 'plan,principal,payments\n'
    head -c 10000000 /dev/zero | tr '\0' x
    printf ',1,1\nB,1,1\n'
} >bad.csv
refuses "a field of 10 MB" 'bad.csv:2: is a record of more than 65536 bytes' bad.csv
{
    echo plan,principal,payments
    awk 'BEGIN { for (i = 1; i <= 30; i++) print i ",x" i ",1" }'
} >bad.csv
awk 'BEGIN {
    for (i = 1; i <= 20; i++)
        print "till-plan: bad.csv:" i + 1 ": principal: \"x" i "\" is not an amount"
    print "till-plan: stopped after 20 errors" }' >many.err
warning <many.err
run 2 "it stops after twenty errors" till-plan bad.csv </dev/null

# Checks.

file ledger.csv <<END
date,account,kind,amount
2024-01-02,1,payment,-5.00
END
file good.csv <<END
plan,account,principal,payments,start
A,1,10,1,2024-01-01
END
records plan,account,principal,payments,start A,,1,1,2024-01-01 A,1,1,1,2024-01-01 A,1,1,1,2024-01-01 B,1,1,1, ,1,1,1,
fails "terms that are not good" till-plan --check=bad.csv ledger.csv <<'END'
till-plan: bad.csv:2: account: is empty where an account belongs
till-plan: bad.csv:4: plan: "A" stands twice
till-plan: bad.csv:5: start: is empty where a date belongs
till-plan: bad.csv:6: plan: is empty where a plan belongs
END
records plan,account,due,payment,start A,1,2024-01-01,1,2024-01-01 A,2,2024-01-01,1, A,1,2024-01-01,-1, A,1,2024-13-01,1, \
    A,1,2024-01-01,x, A,1,2024-01-01,1,now
fails "schedules that are not good" till-plan --check=bad.csv ledger.csv <<'END'
till-plan: bad.csv:3: account: "2" is not the account of the plan's records before
till-plan: bad.csv:4: payment: "-1" is below zero
till-plan: bad.csv:5: due: "2024-13-01" is no day of the calendar
till-plan: bad.csv:6: payment: "x" is not an amount
till-plan: bad.csv:7: start: "now" is not a date (YYYY-MM-DD)
END
records plan,account,due,payment A,1,2024-01-01,1
refuses "a schedule without a start" 'bad.csv: plan "A" has no start: give it a column start, or --start' \
    --check=bad.csv ledger.csv
records plan,account,principal,payments,start A,1,1,1,2024-01-01 B,1,1,1,2024-01-02
refuses "two plans that pay the same" \
    'bad.csv: plan "A" pays the same as another plan at the same time; an item must tell them apart' --check=bad.csv ledger.csv
records date,account,kind,amount 2024-02-30,1,payment,-5.00 2024-02-29,1,payment,5.00 2024-02-29,1,pay,-5.00
fails "a ledger that is not good" till-plan --check=good.csv bad.csv <<'END'
till-plan: bad.csv:2: date: "2024-02-30" is no day of the calendar
till-plan: bad.csv:3: amount: "5.00" must be below zero for this kind
till-plan: bad.csv:4: kind: "pay" is not a kind of entry
END
records date,account,kind,amount 2024-01-02,1,payment,-999999999999.99 2024-01-02,1,payment,-0.01
refuses "a sum of payments that overflows" 'standard output: a sum is beyond 999,999,999,999.99' --check=good.csv bad.csv
records plan,account,due,payment,start A,1,2024-01-01,999999999999.99,2024-01-01 A,1,2024-01-02,0.01,
refuses "a sum of instalments that overflows" 'standard output: a sum is beyond 999,999,999,999.99' --check=bad.csv ledger.csv

# Writing.

full_disk till-plan -p 100 -n 2
full_disk till-plan --check=good.csv ledger.csv
input <<END
due,payment
2024-02-01,11
END
full_disk till-plan --apr -p 10 -s 2024-01-01
