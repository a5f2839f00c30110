#!/bin/sh
# till-recon: what it refuses, and how it says so.
. "${0%/*}/../lib.sh"

file good.csv <<END
date,till,tender,amount,clerk
2026-06-30,1,CASH,5.00,José
END

# bad MESSAGE HEADER RECORD...: a source with these lines is refused with the message, told of bad.csv.
bad() {
    t_message=$1
    shift
    printf '%s\n' "$@" >bad.csv
    fails "refused: $t_message" till-recon a=good.csv b=bad.csv <<END
till-recon: bad.csv:$t_message
END
}

# The command line.

fails "an unknown option" till-recon -Z a=good.csv b=good.csv <<END
till-recon: unknown option -Z
till-recon: try 'till-recon --help'
END
fails "no source" till-recon <<END
till-recon: two sources at least: NAME=FILE NAME=FILE...
END
fails "one source, of two files" till-recon a=good.csv a=good.csv <<END
till-recon: two sources at least: NAME=FILE NAME=FILE...
END
fails "a file without a name" till-recon a=good.csv good.csv <<END
till-recon: "good.csv" is not NAME=FILE (a name has letters, digits and _)
END
fails "a name with a blank" till-recon a=good.csv "the count=good.csv" <<END
till-recon: "the count=good.csv" is not NAME=FILE (a name has letters, digits and _)
END
fails "a name without a file" till-recon a=good.csv b= <<END
till-recon: "b=" names no file
END
fails "standard input twice" till-recon a=- b=- <<END
till-recon: "b=-": standard input can be read only once
END
for name in tender status why a_diff; do
    fails "a source named as a column: $name" till-recon b=good.csv a=good.csv $name=good.csv <<END
till-recon: two columns of the output would be named $name
END
done
fails "a key twice" till-recon -k date,date a=good.csv b=good.csv <<END
till-recon: two columns of the output would be named date
END
fails "a key with a question mark" till-recon -k '?date' a=good.csv b=good.csv <<END
till-recon: --keys: "?date" begins with a question mark, as no column here does
END
fails "a tolerance below zero" till-recon -t -1 a=good.csv b=good.csv <<END
till-recon: --tolerance: "-1" is below zero
END
fails "a range with a day that no calendar has" till-recon -r 2025-02-29.. a=good.csv b=good.csv <<END
till-recon: --range: "2025-02-29.." is no day of the calendar
END

# Files.

fails "a file that is not there" till-recon a=good.csv b=nowhere.csv <<END
till-recon: nowhere.csv: No such file or directory
END
: >empty.csv
fails "a file without a header" till-recon a=good.csv b=empty.csv <<END
till-recon: empty.csv: is empty: it has no header
END
bad '1: tender: is missing from the header' date,till,amount
bad '1: amount: is missing from the header' date,till,tender
bad '1: till: stands twice in the header' date,till,tender,till,amount
bad '1: Tender: stands in the header where tender belongs' date,till,Tender,amount
fails "a key that one source lacks" till-recon -k clerk a=good.csv b=bad.csv <<END
till-recon: bad.csv:1: clerk: is missing from the header
END
printf '%s\n' till,amount 1,5.00 >bad.csv
fails "a range, and no dates" till-recon -k till -r 2026-06-30 a=good.csv b=bad.csv <<END
till-recon: bad.csv:1: date: is missing from the header
END
awk 'BEGIN { srand(1); while (i++ < 5000) print "2026-06-30,1,CASH," int(rand() * 100000) ",A" }' |
    cat good.csv - | gzip -c >whole.gz
head -c 4000 whole.gz >cut.gz
t_command till-recon a=good.csv b=cut.gz
is "a gzip file that was cut short" "$t_got $(cat "$out") $(sed 's/gz:[0-9]*:/gz:N:/' "$err")" \
    "2  till-recon: cut.gz:N: is cut short: its gzip data has no end"

# Records.

bad '2: amount: "12,50" is not an amount' date,till,tender,amount '2026-06-30,1,CASH,"12,50"'
bad '2: amount: is empty where an amount belongs' date,till,tender,amount 2026-06-30,1,CASH,
bad '2: date: "2025-02-29" is no day of the calendar' date,till,tender,amount 2025-02-29,1,CASH,1.00
bad '2: amount: "-5.00" is below zero: the status says which way it went' \
    date,till,tender,amount,status 2026-06-30,1,CASH,-5.00,refund
bad '2: status: "Sale" is not sale, void, refund or return' date,till,tender,amount,status 2026-06-30,1,CASH,5.00,Sale
bad '2: status: is empty where a status belongs' date,till,tender,amount,status 2026-06-30,1,CASH,5.00,
bad '2: kind: "paid" is not a kind of entry' date,till,tender,amount,kind 2026-06-30,1,CASH,-5.00,paid
bad '2: amount: "5.00" must be below zero for this kind' date,till,tender,amount,kind 2026-06-30,1,CASH,5.00,payment
bad '2: amount: "-5.00" must be above zero for this kind' date,till,tender,amount,kind 2026-06-30,1,CASH,-5.00,return
bad '2: amount: has a quote that is never closed' date,till,tender,amount '2026-06-30,1,CASH,"5.00'
bad '2: has 3 fields where its header has 4' date,till,tender,amount 2026-06-30,1,CASH
printf '2026-06-30,1,CASH,5.00,a\0b\n' | cat good.csv - >bad.csv
fails "a NUL byte" till-recon a=good.csv b=bad.csv <<END
till-recon: bad.csv:3: clerk: has a NUL byte
END
printf '2026-06-30,1,CASH,5.00,Jos\351\n' | cat good.csv - >bad.csv
fails "bytes that are no UTF-8" till-recon a=good.csv b=bad.csv <<END
till-recon: bad.csv:3: clerk: is not UTF-8 (--charset names another)
END
{
    cat good.csv
    printf '2026-06-30,1,"'
    head -c 10000000 /dev/zero | tr '\0' x
    printf '",5.00,A\n'
} >bad.csv
fails "a field of ten megabytes" till-recon a=good.csv b=bad.csv <<END
till-recon: bad.csv:3: is a record of more than 65536 bytes
END
cat good.csv - >bad.csv <<END
2026-06-30,1,CASH,999999999999.99,A
END
fails "a sum that is too large" till-recon a=good.csv b=bad.csv <<END
till-recon: standard output: a sum is beyond 999,999,999,999.99
END
awk 'BEGIN { while (i++ < 100000) print "2026-06-30,1,CASH,999999999999.99,A" }' | cat good.csv - >bad.csv
fails "a sum beyond 64 bits" till-recon a=good.csv b=bad.csv <<END
till-recon: a sum is beyond what 64 bits hold
END
sed 's/,999/,-999/' bad.csv | sed 60000q >below.csv
sed 60000q bad.csv >above.csv
fails "a difference beyond 64 bits" till-recon a=below.csv b=above.csv <<END
till-recon: a difference is beyond what 64 bits hold
END
cat good.csv - >bad.csv <<END
2026-06-30,1,CASH,x,A
END
warning <<END
till-recon: 1 record set aside in r.csv
END
run 0 "a bad record is set aside where that is asked for" till-recon --rejects=r.csv a=good.csv b=bad.csv <<END
date,till,tender,a,b,b_diff,status
2026-06-30,1,CASH,5.00,5.00,0.00,balanced
END
full_disk till-recon a=good.csv b=good.csv
