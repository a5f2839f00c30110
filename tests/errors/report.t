#!/bin/sh
# till-report: what it says when something is wrong, a case a message.
. "${0%/*}/../lib.sh"

file good.csv <<'END'
date,account,kind,code,amount
2025-01-01,1001,charge,WATER,10.00
END

# with LINE: bad.csv, two good records and LINE between them.
with() {
    printf '%s\n' date,account,kind,code,amount 2025-01-01,1001,charge,WATER,10.00 "$1" \
        2025-01-03,1001,payment,WATER,-4.00 >bad.csv
}

# The command line.

fails "an unknown option" till-report -g code -Z good.csv <<'END'
till-report: unknown option -Z
till-report: try 'till-report --help'
END

fails "an unknown long option" till-report --groups=code good.csv <<'END'
till-report: unknown option --groups=code
till-report: try 'till-report --help'
END

fails "an option without its argument" till-report good.csv -g <<'END'
till-report: option -g needs an argument
till-report: try 'till-report --help'
END

fails "a period of another kind" till-report -p decade good.csv <<'END'
till-report: --period: "decade" is not one of its words: day|week|month|quarter|year
END

fails "a month that no year has" till-report -p year --fiscal=13 good.csv <<'END'
till-report: --fiscal: "13" is not a month (1 to 12)
END

fails "a month by its name" till-report -p year --fiscal=October good.csv <<'END'
till-report: --fiscal: "October" is not a whole number
END

fails "a range that ends before it begins" till-report -r 2025-02-01..2025-01-01 good.csv <<'END'
till-report: --range: "2025-02-01..2025-01-01" ends before it begins
END

fails "a range with a day that no calendar has" till-report -r 2025-02-29.. good.csv <<'END'
till-report: --range: "2025-02-29.." is no day of the calendar
END

fails "an unknown word of --also" till-report -a min,median good.csv <<'END'
till-report: --also: "median" is not one of its words: min, max, mean
END

fails "an empty word" till-report -g '' good.csv <<'END'
till-report: --group: "" has an empty word
END

fails "a column twice" till-report -g code,account,code good.csv <<'END'
till-report: the report would have two columns "code"
END

fails "a column named as one of the report's own" till-report -p year -g period good.csv <<'END'
till-report: the report would have two columns "period"
END

fails "a word of --also twice" till-report -a min,min good.csv <<'END'
till-report: the report would have two columns "min"
END

fails "a column's name that means something else" till-report -g '?code' good.csv <<'END'
till-report: --group: "?code" begins with a question mark, as no column here does
END

fails "a pivot with more than sums" till-report --pivot=code -a mean good.csv <<'END'
till-report: --pivot can't be had with --also
END

for option in -pmonth -vamount -amin --pivot=code; do
    fails "a roll-forward with $option" till-report --rollforward $option good.csv <<'END'
till-report: --rollforward can't be had with --period, --value, --also or --pivot
END
done

fails "an unknown character set" till-report --charset=KLINGON good.csv <<'END'
till-report: --charset: "KLINGON" is not known here
END

fails "rejects that can't be written" till-report --rejects=nowhere/rejects.csv good.csv <<'END'
till-report: nowhere/rejects.csv: No such file or directory
END

# Files.

fails "a file that is not there" till-report good.csv nowhere.csv <<'END'
till-report: nowhere.csv: No such file or directory
END

mkdir folder
fails "a directory" till-report folder <<'END'
till-report: folder: is a directory
END

: >empty.csv
fails "a file without a header" till-report empty.csv <<'END'
till-report: empty.csv: is empty: it has no header
END

input </dev/null
fails "nothing on standard input" till-report <<'END'
till-report: standard input: is empty: it has no header
END

awk 'BEGIN { print "date,account,kind,code,amount"; srand(1); for (i = 0; i < 5000; i++) print "2025-01-01,1001,charge,WATER," int(rand() * 100000) }' |
    gzip -c >whole.csv.gz
head -c 4000 whole.csv.gz >cut.csv.gz
t_command till-report cut.csv.gz
is "a gzip that was cut off: exit status" "$t_got" 2
ok "... nothing is printed" test ! -s "$out"
is "... and it is said" "$(sed 's/csv\.gz:[0-9]*:/csv.gz:N:/' "$err")" "till-report: cut.csv.gz:N: is cut short: its gzip data has no end"

# Headers.

for columns in "-g fund" "-v fund" "--pivot=fund" "--rollforward -g fund"; do
    fails "a column that is not there: $columns" till-report $columns good.csv <<'END'
till-report: good.csv:1: fund: is missing from the header
END
done

printf '%s\n' date,kind,account,amount 2025-01-01,charge,1001,10.00 >codeless.csv
fails "a column that an entry need not have, but the report is by" till-report --rollforward -g code codeless.csv <<'END'
till-report: codeless.csv:1: code: is missing from the header
END

printf '%s\n' day,amount 2025-01-01,10.00 >undated.csv
for options in "-p day" "-r 2025-01-01.."; do
    fails "no dates: $options" till-report $options undated.csv <<'END'
till-report: undated.csv:1: date: is missing from the header
END
done

fails "a column that only one file has" till-report -g code good.csv codeless.csv <<'END'
till-report: codeless.csv:1: code: is missing from the header
END

printf '%s\n' code,amount,code WATER,10.00,SEWER >twice.csv
fails "a column twice in a header" till-report twice.csv <<'END'
till-report: twice.csv:1: code: stands twice in the header
END

printf '%s\n' code,Amount WATER,10.00 >spelled.csv
fails "a column that is spelled otherwise" till-report spelled.csv <<'END'
till-report: spelled.csv:1: Amount: stands in the header where amount belongs
END

# Values.

with 2025-01-02,1001,charge,WATER,12.505
fails "an amount with three decimals" till-report bad.csv <<'END'
till-report: bad.csv:3: amount: "12.505" has more than two decimals
END

with '2025-01-02,1001,charge,WATER,"12,50"'
fails "an amount with a comma" till-report bad.csv <<'END'
till-report: bad.csv:3: amount: "12,50" is not an amount
END

with 2025-01-02,1001,charge,WATER,
fails "no amount" till-report bad.csv <<'END'
till-report: bad.csv:3: amount: is empty where an amount belongs
END

with 2025-01-02,1001,charge,WATER,1000000000000.00
fails "an amount beyond the bound" till-report bad.csv <<'END'
till-report: bad.csv:3: amount: "1000000000000.00" is beyond 999,999,999,999.99
END

fails "a value column that has no amounts" till-report -v code good.csv <<'END'
till-report: good.csv:2: code: "WATER" is not an amount
END

with 2025-02-29,1001,charge,WATER,12.50
for options in "-p month" "-r 2025-01-01.." "-r 2026-01-01..2026-12-31" --rollforward; do
    fails "a day that no calendar has: $options" till-report $options bad.csv <<'END'
till-report: bad.csv:3: date: "2025-02-29" is no day of the calendar
END
done

with 2026-01-02,1001,charge,WATER,twelve
fails "a bad amount outside of the range" till-report -r 2025-01-01..2025-12-31 bad.csv <<'END'
till-report: bad.csv:3: amount: "twelve" is not an amount
END

with 2025-01-02,1001,charge,WATER,-12.50
fails "a wrong sign for the kind" till-report --rollforward bad.csv <<'END'
till-report: bad.csv:3: amount: "-12.50" must be above zero for this kind
END

with 2025-01-02,1001,chrage,WATER,12.50
fails "no kind of entry" till-report --rollforward bad.csv <<'END'
till-report: bad.csv:3: kind: "chrage" is not a kind of entry
END

with 2025-01-02,,charge,WATER,12.50
fails "an entry without an account" till-report --rollforward -g code bad.csv <<'END'
till-report: bad.csv:3: account: is empty where an account belongs
END

with 2025-01-02,1001,charge,12.50
fails "a field too few" till-report bad.csv <<'END'
till-report: bad.csv:3: has 4 fields where its header has 5
END

with '2025-01-02,1001,charge,"WATER,12.50'
fails "a quote that is never closed" till-report bad.csv <<'END'
till-report: bad.csv:3: code: has a quote that is never closed
END

with "$(printf '2025-01-02,1001,charge,WA\377TER,12.50')"
fails "bytes that are no UTF-8" till-report bad.csv <<'END'
till-report: bad.csv:3: code: is not UTF-8 (--charset names another)
END

printf 'date,amount\n2025-01-01,1\0000.00\n' >nul.csv
fails "a NUL byte" till-report nul.csv <<'END'
till-report: nul.csv:2: amount: has a NUL byte
END

{
    printf 'code,amount\n'
    head -c 10000000 /dev/zero | tr '\0' x
    printf ',1.00\nWATER,2.00\n'
} >long.csv
fails "a field of 10 MB" till-report -g code long.csv <<'END'
till-report: long.csv:2: is a record of more than 65536 bytes
END

# quoted N: a record of so many bytes, its line end among them, within quotes.
quoted() {
    printf 'code,amount\n"%s",1.00\n' "$(head -c $(($1 - 8)) /dev/zero | tr '\0' x)"
}
quoted 65536 >long.csv
prints "a field in quotes as long as may be" till-report long.csv <<'END'
count,sum
1,1.00
END
quoted 65537 >long.csv
fails "... and one that is longer" till-report long.csv <<'END'
till-report: long.csv:2: is a record of more than 65536 bytes
END

with "$(printf '2025-01-02,1001,charge,\342\200\256WATER,12.50')"
fails "a character that turns the writing around" till-report bad.csv <<'END'
till-report: bad.csv:3: code: has a character that overrides the writing direction
END

# What is wrong is told to the twentieth time.

{
    echo amount
    awk 'BEGIN { for (i = 1; i <= 30; i++) print "x" i }'
} >many.csv
awk 'BEGIN {
    for (i = 1; i <= 20; i++)
        print "till-report: many.csv:" i + 1 ": amount: \"x" i "\" is not an amount"
    print "till-report: stopped after 20 errors" }' >many.err
warning <many.err
run 2 "it stops after twenty errors" till-report many.csv </dev/null

# Sums.

printf '%s\n' k,amount a,999999999999.99 b,0.01 >large.csv
fails "a sum beyond what an amount may be" till-report large.csv <<'END'
till-report: standard output: a sum is beyond 999,999,999,999.99
END

fails "a total beyond it, where no group is" till-report -g k --totals large.csv <<'END'
till-report: standard output: a sum is beyond 999,999,999,999.99
END

prints "... and the groups alone are good" till-report -g k large.csv <<'END'
k,count,sum
a,1,999999999999.99
b,1,0.01
END

awk 'BEGIN {
    print "date,account,kind,amount"
    for (i = 1; i <= 92234; i++)
        print "2025-01-01,1,charge,999999999999.99" }' >huge.csv
for options in "" --pivot=kind --rollforward; do
    fails "a sum beyond 64 bits $options" till-report $options huge.csv <<'END'
till-report: a sum is beyond what 64 bits hold
END
done

# Pivots.

printf '%s\n' kind,amount charge,1.00 total,2.00 >total.csv
fails "a value of the pivot with the name of another column" till-report --pivot=kind total.csv <<'END'
till-report: the report would have two columns "total"
END

awk 'BEGIN { print "ref,amount"; for (i = 1; i <= 1000; i++) print "r" i ",1.00" }' >refs.csv
fails "a pivot with more values than a record has columns" till-report --pivot=ref refs.csv <<'END'
till-report: the report would have more than 1000 columns
END
sed '$d' refs.csv >fewer.csv
till-report --pivot=ref fewer.csv >fewer.out
prints "... and one less is a record that can be read" till-report -v total fewer.out <<'END'
count,sum
1,999.00
END

# Output.

full_disk till-report -g code good.csv
full_disk till-report --rollforward -O table good.csv
fails "a closed standard output" sh -c 'till-report good.csv >&-' <<'END'
till-report: standard output: Bad file descriptor
END
