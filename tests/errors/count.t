#!/bin/sh
# till-count: what it refuses, and how it says so.
. "${0%/*}/../lib.sh"

# bad MESSAGE RECORD...: a count with these records on lines 2, 3 ... is refused with the message,
# told of the file bad.csv.
bad() {
    t_message=$1
    shift
    { echo 'date,till,clerk,tender,denomination,quantity,amount'; printf '%s\n' "$@"; } >bad.csv
    fails "refused: $t_message" till-count bad.csv <<END
till-count: bad.csv:$t_message
END
}

bad '2: amount: 20.00 x 20 is 400.00, not 410.00' 2026-06-30,1,A,CASH,20,20,410.00
bad '3: denomination: "0.00" is not above zero' 2026-06-30,1,A,CASH,20,20, 2026-06-30,1,A,CASH,0.00,20,
bad '2: denomination: "-5" is not above zero' 2026-06-30,1,A,CASH,-5,20,
bad '2: denomination: ".25" is not an amount' 2026-06-30,1,A,CASH,.25,4,
bad '2: quantity: "-1" is below zero' 2026-06-30,1,A,CASH,20,-1,
bad '2: quantity: "1.5" is not a whole number' 2026-06-30,1,A,CASH,20,1.5,
bad '2: quantity: "1234567890123" has more than twelve digits' 2026-06-30,1,A,CASH,20,1234567890123,
bad '2: quantity: is empty where a quantity belongs' 2026-06-30,1,A,CASH,20,,20.00
bad '2: quantity: "100000000000" makes an amount beyond 999,999,999,999.99' 2026-06-30,1,A,CASH,20,100000000000,
bad '2: amount: is empty where an amount belongs' 2026-06-30,1,A,CASH,,,
bad '2: amount: is empty where an amount belongs' 2026-06-30,1,A,CASH,,4,
bad '2: amount: "-5.00" is below zero' 2026-06-30,1,A,CASH,,,-5.00
bad '2: amount: "-5.00" is below zero' 2026-06-30,1,A,CASH,5.00,1,-5.00
bad '2: amount: "12,50" is not an amount' '2026-06-30,1,A,CASH,,,"12,50"'
bad '2: amount: "1.005" has more than two decimals' 2026-06-30,1,A,CASH,,,1.005
bad '2: amount: "1000000000000" is beyond 999,999,999,999.99' 2026-06-30,1,A,CASH,,,1000000000000
bad '2: date: "2025-02-29" is no day of the calendar' 2025-02-29,1,A,CASH,,,1.00
bad '2: till: is empty where a till belongs' 2026-06-30,,A,CASH,,,1.00
bad '2: tender: is empty where a tender belongs' 2026-06-30,1,A,,,,1.00
bad '2: has 3 fields where its header has 7' 2026-06-30,1,A

# The command line.

file good.csv <<END
date,till,clerk,tender,denomination,quantity,amount
2026-06-30,1,José,CASH,20.00,20,400.00
END
fails "an unknown option" till-count -Z good.csv <<END
till-count: unknown option -Z
till-count: try 'till-count --help'
END
fails "an option without its argument" till-count -f <<END
till-count: option -f needs an argument
till-count: try 'till-count --help'
END
fails "a change fund below zero" till-count -f -200 good.csv <<END
till-count: --float: "-200" is below zero
END
fails "a change fund that is neither an amount nor a file" till-count -f 200,00 good.csv <<END
till-count: 200,00: No such file or directory
END
fails "a total by the amount" till-count -g till,amount good.csv <<END
till-count: --group: "amount" is what is summed
END
fails "a total by a column twice" till-count -g till,date,till good.csv <<END
till-count: --group: "till" stands twice
END
fails "an empty word" till-count -g till, good.csv <<END
till-count: --group: "till" has an empty word
END
fails "a question mark" till-count -g '?till' good.csv <<END
till-count: --group: "?till" begins with a question mark, as no column here does
END
fails "an unknown character set" till-count --charset=CP9999 good.csv <<END
till-count: --charset: "CP9999" is not known here
END

# The table of change funds.

printf '%s\n' till,amount 1,-200.00 >funds.csv
fails "a fund below zero" till-count -f funds.csv good.csv <<END
till-count: funds.csv:2: amount: "-200.00" is below zero
END
printf '%s\n' till,amount 1,200.00 1,100.00 >funds.csv
fails "a till with two funds" till-count -f funds.csv --rejects=r.csv good.csv <<END
till-count: funds.csv:3: till: "1" has a change fund already
END
printf '%s\n' till,amount 1,x >funds.csv
fails "a fund that is no amount" till-count -f funds.csv good.csv <<END
till-count: funds.csv:2: amount: "x" is not an amount
END
printf '%s\n' till,fund 1,200.00 >funds.csv
fails "a table without amounts" till-count -f funds.csv good.csv <<END
till-count: funds.csv:1: amount: is missing from the header
END
cat good.csv - >shared.csv <<END
2026-06-30,1,Zoé,CASH,20.00,5,
END
fails "a fund that would have to be divided" till-count -f 200 -g clerk,tender shared.csv <<END
till-count: 2026-06-30, till 1: its cash is in several totals, so its change fund can't be taken off one
END

# Files.

fails "a file that is not there" till-count good.csv nowhere.csv <<END
till-count: nowhere.csv: No such file or directory
END
: >empty.csv
fails "a file without a header" till-count empty.csv <<END
till-count: empty.csv: is empty: it has no header
END
echo 'date,till,clerk,amount' >bad.csv
fails "a column that is missing" till-count bad.csv <<END
till-count: bad.csv:1: tender: is missing from the header
END
fails "a column of the groups that is missing" till-count -g drawer good.csv <<END
till-count: good.csv:1: drawer: is missing from the header
END
echo 'date,till,tender,amount,till' >bad.csv
fails "a column twice in the header" till-count bad.csv <<END
till-count: bad.csv:1: till: stands twice in the header
END
awk 'BEGIN { srand(1); while (i++ < 5000) print "2026-06-30,1,A,CASH,,," int(rand() * 100000) }' |
    cat good.csv - | gzip -c >whole.gz
head -c 4000 whole.gz >cut.gz
t_command till-count cut.gz
is "a gzip file that was cut short" "$t_got $(cat "$out") $(sed 's/gz:[0-9]*:/gz:N:/' "$err")" \
    "2  till-count: cut.gz:N: is cut short: its gzip data has no end"

# Records.

bad '2: amount: has a quote that is never closed' '2026-06-30,1,A,CASH,,,"5.00'
printf '2026-06-30,1,a\0b,CASH,,,5.00\n' | cat good.csv - >bad.csv
fails "a NUL byte" till-count bad.csv <<END
till-count: bad.csv:3: clerk: has a NUL byte
END
printf '2026-06-30,1,Jos\351,CASH,,,5.00\n' | cat good.csv - >bad.csv
fails "bytes that are no UTF-8" till-count bad.csv <<END
till-count: bad.csv:3: clerk: is not UTF-8 (--charset names another)
END
{
    cat good.csv
    printf '2026-06-30,1,"'
    head -c 10000000 /dev/zero | tr '\0' x
    printf '",CASH,,,5.00\n'
} >bad.csv
fails "a field of ten megabytes" till-count bad.csv <<END
till-count: bad.csv:3: is a record of more than 65536 bytes
END
cat good.csv - >bad.csv <<END
2026-06-30,1,A,CASH,,,999999999999.99
END
fails "a sum that is too large" till-count bad.csv <<END
till-count: standard output: a sum is beyond 999,999,999,999.99
END
awk 'BEGIN { while (i++ < 100000) print "2026-06-30,1,A,CASH,,,999999999999.99" }' | cat good.csv - >bad.csv
fails "a sum beyond 64 bits" till-count bad.csv <<END
till-count: a sum is beyond what 64 bits hold
END
cat good.csv - >bad.csv <<END
2026-06-30,1,A,CASH,20.00,3,61.00
END
warning <<END
till-count: 1 record set aside in r.csv
END
run 0 "a bad record is set aside where that is asked for" till-count --rejects=r.csv bad.csv <<END
date,till,tender,amount
2026-06-30,1,CASH,400.00
END
is "... with its place and reason" "$(sed 1d r.csv)" \
    'bad.csv,3,amount,"20.00 x 3 is 60.00, not 61.00","2026-06-30,1,A,CASH,20.00,3,61.00"'
full_disk till-count good.csv

fresh
file cash.csv <<'END'
date,till,clerk,tender,amount
2025-03-10,1,ann,Cash,93.00
END
fails "cash under another name, of which a change fund would not be taken" till-count -f 50.00 cash.csv <<'END'
till-count: cash.csv:2: tender: "Cash" is not CASH, from which the change fund is taken
END
ok "... is a tender like any other where there is no fund" till-count cash.csv
