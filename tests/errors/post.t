#!/bin/sh
# till-post: what it refuses, and how it says so; whatever it refuses, no ledger is touched.
. "${0%/*}/../lib.sh"
. "$top/tests/errors/table.sh"
records date,account,kind,item,code,amount,due,memo \
    2025-01-02,1001,charge,B1,WATER,10.00,2025-01-31,^ 'date account kind amount'

TILL_TODAY=2025-03-01 SOURCE_DATE_EPOCH=1740844800
export TILL_TODAY SOURCE_DATE_EPOCH
printf '%s\n' "$head" "$good" | tr -d "^" >first.csv
till-post -b first ledger.csv first.csv >/dev/null
cp ledger.csv kept.csv

for ledger in ledger.csv new.csv; do
    post="till-post $ledger"
    bad_files $post bad.csv
    bad_headers $post bad.csv
    bad_records $post bad.csv
    bad_text $post bad.csv
    bad_amounts $post bad.csv
    bad_dates date $post bad.csv
    bad_dates due $post bad.csv
    bad_many $post bad.csv
    bad_charsets $post bad.csv
    bad_usage $post bad.csv
    bad_rejects $post bad.csv
done
same "the ledger is as it was" ledger.csv kept.csv
ok "... and no other was begun" test ! -e new.csv

# Entries.

post='till-post ledger.csv'
value account '' 'is empty where an account belongs' $post bad.csv
for kind in batch seal; do
    value kind $kind "is a mark of till-post's own, no kind of entry" $post bad.csv
done
fails "a ledger is not posted to another" till-post new.csv ledger.csv <<'END'
till-post: ledger.csv:2: is the mark of a batch: the file is a ledger with seals, not entries
END
gzip -c ledger.csv >old.csv.gz
fails "... nor one that is compressed, whose faults are set aside" till-post --rejects=aside new.csv old.csv.gz <<'END'
till-post: old.csv.gz:2: is the mark of a batch: the file is a ledger with seals, not entries
END
value kind chrage 'is not a kind of entry' $post bad.csv
for amount in 0.00 -5.00; do
    value amount $amount 'must be above zero for this kind' $post bad.csv
done
for kind in payment writeoff; do
    column kind $kind
    told "a $kind above zero" ':3: amount: "10.00" must be below zero for this kind' $post bad.csv
done
bad "$(text_is "$(head -c 4097 /dev/zero | tr '\0' x)")"
told "a field of more than 4096 bytes" ":3: memo: \"$(head -c 60 /dev/zero | tr '\0' x)...\" is longer than 4096 bytes" $post bad.csv
same "the ledger is as it was" ledger.csv kept.csv
bad 2025-01-02,1002,payment,,,5.00,,
told "one bad entry, and nothing is posted" ':3: amount: "5.00" must be below zero for this kind' $post bad.csv
fails "... by a dry run neither" $post -n bad.csv <<'END'
till-post: bad.csv:3: amount: "5.00" must be below zero for this kind
END
same "the ledger is as it was" ledger.csv kept.csv

# Columns.

printf '%s\n' 'date,account,kind,amount,"a,b"' 2025-01-02,1001,charge,1.00,x >bad.csv
fails "a column whose name has a comma" till-post new.csv bad.csv <<'END'
till-post: bad.csv:1: "a,b": has a comma or a quote, as no column of a ledger has
END
printf '%s\n' date,account,kind,amount,fund 2025-01-02,1001,charge,1.00,x >bad.csv
fails "a column that the ledger does not have" till-post ledger.csv bad.csv <<'END'
till-post: bad.csv:1: "fund": is no column of the ledger, and would be lost
END

# The command line.

bad
fails "no ledger" till-post <<'END'
till-post: which ledger? try 'till-post --help'
END
fails "a batch without its name" till-post ledger.csv bad.csv -b <<'END'
till-post: option -b needs an argument
till-post: try 'till-post --help'
END
long=$(head -c 129 /dev/zero | tr '\0' x)
for name in '' 'a,b' 'a"b' "$long"; do
    fails "a batch's name: '$name'" till-post -b "$name" ledger.csv bad.csv <<END
till-post: --batch: "$name" is not a name of up to 128 bytes without commas or quotes
END
done
fails "... with a control character" till-post -b "$(printf 'a\tb')" ledger.csv bad.csv <<END
till-post: --batch: "$(printf 'a\tb')" has a control character
END
fails "a day that no calendar has" env TILL_TODAY=2025-02-29 till-post ledger.csv bad.csv <<'END'
till-post: TILL_TODAY: "2025-02-29" is no day of the calendar
END

# Sums.

bad 2025-01-02,1001,charge,B1,WATER,999999999999.99,,
awk -v head="$head" 'BEGIN {
    print head
    for (i = 1; i <= 92234; i++)
        print "2025-01-01,1,charge,1,1,999999999999.99,,"
}' >huge.csv
fails "a sum beyond 64 bits" $post huge.csv <<'END'
till-post: a sum is beyond what 64 bits hold
END
printf '%s\n' "$head" 2025-01-01,1,charge,1,1,999999999999.99,, 2025-01-01,1,charge,1,1,0.01,, >large.csv
fails "totals that no record can hold" $post large.csv <<'END'
till-post: the batch's totals are beyond 999,999,999,999.99; nothing was posted
END
same "the ledger is as it was" ledger.csv kept.csv

# Rejects.

bad 2025-02-29,1001,charge,B1,WATER,1.00,, 2025-01-03,1001,payment,B1,WATER,-1.00,,
till-post -n -b x --rejects=rejects.csv ledger.csv bad.csv >"$out" 2>"$err"
is "a bad entry is set aside, and the rest counts" "$(sed 1d "$out"; cat "$err")" \
    "x,2,10.00,-1.00,9.00,,
till-post: 1 record set aside in rejects.csv"
prints "... with its place and reason" cat rejects.csv <<'END'
file,line,column,reason,record
bad.csv,3,date,"""2025-02-29"" is no day of the calendar","2025-02-29,1001,charge,B1,WATER,1.00,,"
END
