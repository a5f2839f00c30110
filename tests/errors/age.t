#!/bin/sh
# till-age: what it refuses, and how it says so.
. "${0%/*}/../lib.sh"
. "$top/tests/errors/table.sh"
records date,account,kind,item,code,amount,due,memo \
    2025-01-02,1001,charge,B1,WATER,10.00,2025-01-31,^ 'date account kind amount'

age='till-age -d 2025-06-30'
bad_files $age bad.csv
bad_headers $age bad.csv
bad_records $age bad.csv
bad_text $age bad.csv
bad_charsets till-age -d 2025-06-30 bad.csv
bad_amounts $age bad.csv
bad_dates date $age bad.csv
bad_dates due $age bad.csv
bad_many $age bad.csv
bad_usage till-age bad.csv
bad_rejects till-age bad.csv
bad_output $age bad.csv

# Entries.

value account '' 'is empty where an account belongs' $age bad.csv
value date '' 'is empty where a date belongs' $age bad.csv
value kind '' 'is empty where a kind belongs' $age bad.csv
for kind in chrage Charge bill ' charge'; do
    value kind "$kind" 'is not a kind of entry' $age bad.csv
done
for kind in charge penalty interest return refund; do
    for amount in 0.00 -5.00; do
        column kind $kind
        sed "3s/,10\.00,/,$amount,/" bad.csv >more.csv && mv more.csv bad.csv
        told "a $kind of $amount" ":3: amount: \"$amount\" must be above zero for this kind" $age bad.csv
    done
done
for kind in payment writeoff; do
    for amount in 0.00 5.00; do
        column kind $kind
        sed "3s/,10\.00,/,$amount,/" bad.csv >more.csv && mv more.csv bad.csv
        told "a $kind of $amount" ":3: amount: \"$amount\" must be below zero for this kind" $age bad.csv
    done
done
column date 2025-12-31
sed '3s/,10\.00,/,x,/' bad.csv >more.csv && mv more.csv bad.csv
told "an entry that is dated later has to be good as well" ':3: amount: "x" is not an amount' $age bad.csv

# Sums.

bad 2025-01-02,1001,charge,B1,WATER,999999999999.99,,
fails "a total beyond what an amount may be" $age bad.csv <<'END'
till-age: standard output: a sum is beyond 999,999,999,999.99
END
awk -v head="$head" 'BEGIN {
    print head
    for (i = 1; i <= 92234; i++)
        print "2025-01-01,1,charge,1,1,999999999999.99,,"
}' >huge.csv
fails "a sum beyond 64 bits" $age huge.csv <<'END'
till-age: a sum is beyond what 64 bits hold
END
bad 2025-01-02,1001,charge,B1,WATER,999999999999.99,, 2025-01-02,1001,payment,B1,WATER,-999999999999.99,,
prints "... only the total has to fit" $age -b 30 bad.csv <<'END'
account,current,1-30,over-30,unapplied,total
1001,0.00,0.00,10.00,0.00,10.00
END

# The command line.

bad
for days in 0 -1 x 1.5 ' 30' 100001 99999999999999999999 30x; do
    fails "buckets: '$days'" $age -b "$days" bad.csv <<END
till-age: --buckets: "$days" is not a number of days
END
done
fails "buckets that do not rise" $age -b 30,60,60 bad.csv <<'END'
till-age: --buckets: 60 does not come after 60
END
fails "an empty bucket" $age -b 30,,60 bad.csv <<'END'
till-age: --buckets: "30" has an empty word
END
fails "more buckets than there may be" $age \
    -b 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33 bad.csv <<'END'
till-age: --buckets: more than 32 of them
END
fails "a treatment of credits that is none" $age -u newest bad.csv <<'END'
till-age: --unapplied: "newest" is not one of its words: oldest|separate
END
fails "a day that no calendar has" till-age -d 2025-02-29 bad.csv <<'END'
till-age: --date: "2025-02-29" is no day of the calendar
END
fails "... in the environment" env TILL_TODAY=tomorrow till-age bad.csv <<'END'
till-age: TILL_TODAY: "tomorrow" is not a date (YYYY-MM-DD)
END
fails "a column to report by that is not there" $age -g fund bad.csv <<'END'
till-age: bad.csv:1: fund: is missing from the header
END
sed 's/^\([^,]*,[^,]*,[^,]*,[^,]*\),[^,]*/\1/' bad.csv >codeless.csv
fails "... be it a column that an entry need not have" $age -g code codeless.csv <<'END'
till-age: codeless.csv:1: code: is missing from the header
END
fails "... in one of two files" $age -g code bad.csv codeless.csv <<'END'
till-age: codeless.csv:1: code: is missing from the header
END
for column in current 1-30 over-120 unapplied total; do
    fails "a column to report by that the report has itself: $column" $age -g $column bad.csv <<END
till-age: --group: the report would have two columns "$column"
END
done
for column in '' '?code'; do
    fails "a column's name that none has: '$column'" $age -g "$column" bad.csv <<END
till-age: --group: "$column" is no column's name
END
done

# Rejects.

printf '%s\n' "$head" "$good" 2025-02-29,1,charge,B,W,1.00,, '2025-02-28,"a, b",charge,B,W,12.505,,"say ""x"""' \
    x,y 2025-02-28,2,payment,B,W,1.00,, >bad.csv
printf '2025-02-28,3,charge,B,W,2.00,,"open\n2025-02-28,4,charge,B,W,3.00,,\n' >>bad.csv
warning <<'END'
till-age: 5 records set aside in rejects.csv
END
prints "bad records are set aside, and the rest is good" $age -b 30 --rejects=rejects.csv bad.csv <<'END'
account,current,1-30,over-30,unapplied,total
1001,0.00,0.00,10.00,0.00,10.00
4,0.00,0.00,3.00,0.00,3.00
END
prints "... each with its place and reason" cat rejects.csv <<'END'
file,line,column,reason,record
bad.csv,3,date,"""2025-02-29"" is no day of the calendar","2025-02-29,1,charge,B,W,1.00,,"
bad.csv,4,amount,"""12.505"" has more than two decimals","2025-02-28,""a, b"",charge,B,W,12.505,,""say """"x"""""""
bad.csv,5,,has 2 fields where its header has 8,"x,y"
bad.csv,6,amount,"""1.00"" must be below zero for this kind","2025-02-28,2,payment,B,W,1.00,,"
bad.csv,7,memo,has a quote that is never closed,"2025-02-28,3,charge,B,W,2.00,,""open"
END
warning <<'END'
till-age: 5 records set aside in rejects.csv
END
input <bad.csv
prints "... from standard input as well" $age -b 30 --rejects=rejects.csv <<'END'
account,current,1-30,over-30,unapplied,total
1001,0.00,0.00,10.00,0.00,10.00
4,0.00,0.00,3.00,0.00,3.00
END
is "... which is named so" "$(sed -n 2p rejects.csv | cut -d , -f 1-3)" "standard input,3,date"
bad
prints "no bad records: the header alone is there" $age -b 30 --rejects=rejects.csv bad.csv <<'END'
account,current,1-30,over-30,unapplied,total
1001,0.00,0.00,10.00,0.00,10.00
END
is "... and takes the place of what was" "$(cat rejects.csv)" file,line,column,reason,record
awk -v head="$head" 'BEGIN { print head; for (i = 0; i < 25; i++) print "x" }' >bad.csv
warning <<'END'
till-age: 25 records set aside in rejects.csv
END
prints "more than twenty may be set aside" $age -b 30 --rejects=rejects.csv bad.csv <<'END'
account,current,1-30,over-30,unapplied,total
END
