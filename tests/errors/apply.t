#!/bin/sh
# till-apply: what it refuses, and how it says so.
. "${0%/*}/../lib.sh"
. "$top/tests/errors/table.sh"
records date,till,ref,account,amount,status,note \
    2025-01-02,1,R1,1001,10.00,sale,^ 'date ref account amount'

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2025-01-01,1001,charge,A,WATER,30.00,2025-01-31
END

apply='till-apply -l ledger.csv'
bad_files $apply bad.csv
bad_headers $apply bad.csv
bad_records $apply bad.csv
bad_text $apply bad.csv
bad_charsets $apply bad.csv
bad_amounts $apply bad.csv
bad_dates date $apply bad.csv
bad_many $apply bad.csv
bad_usage $apply bad.csv
bad_rejects $apply bad.csv
bad_output $apply bad.csv

# Receipts.

printf '%s\n' date,account,kind,ref,amount 2025-01-02,1001,charge,B1,10.00 >bills.csv
fails "entries are no receipts" $apply bills.csv <<'END_OF_WORDS'
till-apply: bills.csv:1: kind: is a column of entries, not of receipts; entries are posted as they are
END_OF_WORDS
fails "... nor among receipts" $apply bad.csv bills.csv <<'END_OF_WORDS'
till-apply: bills.csv:1: kind: is a column of entries, not of receipts; entries are posted as they are
END_OF_WORDS
for amount in 0.00 -5.00; do
    value amount $amount 'must be above zero in a receipt' $apply bad.csv
done
value account '' 'is empty where an account belongs' $apply bad.csv
value date '' 'is empty where a date belongs' $apply bad.csv
for status in Sale sold reversed; do
    value status $status 'is not sale, void, refund or return' $apply bad.csv
done
value status '' 'is empty where a status belongs' $apply bad.csv
column status void
sed '3s/,10\.00,/,-1.00,/' bad.csv >more.csv && mv more.csv bad.csv
told "a void below zero" ':3: amount: "-1.00" must be above zero in a receipt' $apply bad.csv
column status return
sed '3s/,R1,/,,/' bad.csv >more.csv && mv more.csv bad.csv
told "a return without a number" ":3: ref: is empty where the returned payment's receipt number belongs" $apply bad.csv
printf '%s\n' date,account,amount,ref,Item 2025-01-02,1001,10.00,R1,A >bad.csv
told "a column that a receipt need not have, spelled otherwise" ":1: Item: stands in the header where item belongs" \
    $apply bad.csv
bad 2025-01-02,1,R2,1001,1.00,sale,
sed '2s/sale/lost/' bad.csv >more.csv && mv more.csv bad.csv
told "one bad receipt, and nothing is applied" ':2: status: "lost" is not sale, void, refund or return' $apply bad.csv

# Rejects.

bad 2025-01-02,1,R2,1001,5.00,sale, 2025-01-02,1,R3,1001,-5.00,sale,
warning <<'END'
till-apply: 1 record set aside in rejects.csv
END
prints "a bad receipt is set aside, and the rest is applied" $apply --rejects=rejects.csv bad.csv <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-01-02,1001,payment,R1,A,WATER,-10.00,,,1,,
2025-01-02,1001,payment,R2,A,WATER,-5.00,,,1,,
END
prints "... with its place and reason" cat rejects.csv <<'END'
file,line,column,reason,record
bad.csv,4,amount,"""-5.00"" must be above zero in a receipt","2025-01-02,1,R3,1001,-5.00,sale,"
END

# The command line.

bad
fails "no ledger" till-apply bad.csv <<'END'
till-apply: which ledger? --ledger names it; try 'till-apply --help'
END
fails "a ledger without its name" till-apply bad.csv -l <<'END'
till-apply: option -l needs an argument
till-apply: try 'till-apply --help'
END
for keys in eldest oldest,eldest Oldest; do
    fails "a key that is none: $keys" $apply -k $keys bad.csv <<'END'
till-apply: --keys: has a key that is not oldest, newest, penalty, current or code
END
done
fails "an empty key" $apply -k oldest,,code bad.csv <<'END'
till-apply: --keys: "oldest" has an empty word
END
fails "more keys than there may be" $apply -k oldest,oldest,oldest,oldest,oldest,oldest,oldest,oldest,oldest bad.csv <<'END'
till-apply: --keys: has more than 8 keys
END
fails "the key code without codes" $apply -k oldest,code bad.csv <<'END'
till-apply: --keys: has the key code, but no codes say its order
END

# Sums.

printf '%s\n' 'date,account,amount,ref' 2025-01-02,1,999999999999.99,R1 2025-01-02,1,999999999999.99,R2 >bad.csv
prints "a receipt may be as large as an amount may be" $apply bad.csv <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-01-02,1,payment,R1,,,-999999999999.99,,,,,
2025-01-02,1,payment,R2,,,-999999999999.99,,,,,
END
awk 'BEGIN {
    print "date,account,kind,item,amount"
    for (i = 1; i <= 92234; i++)
        print "2025-01-01,1,charge,A,999999999999.99"
}' >huge.csv
fails "a sum beyond 64 bits" till-apply -l huge.csv bad.csv <<'END'
till-apply: a sum is beyond what 64 bits hold
END

# Ledgers: nothing of them is set aside.

records date,account,kind,item,code,amount,due,memo \
    2025-01-02,1001,charge,B1,WATER,10.00,2025-01-31,^ 'date account kind amount'
mv bad.csv receipts.csv
ledger='till-apply --rejects=rejects.csv -l bad.csv receipts.csv'
bad_files $ledger
bad_headers $ledger
bad_records $ledger
bad_text $ledger
bad_many $ledger
bad_amounts $ledger
bad_dates due $ledger
value kind chrage 'is not a kind of entry' $ledger
value amount -10.00 'must be above zero for this kind' $ledger

# Accounts: nor of these.

records account,status,name \
    1,active,^ account
accounts='till-apply --rejects=rejects.csv --accounts=bad.csv -l ledger.csv receipts.csv'
bad_files $accounts
bad_headers $accounts
bad_records $accounts
bad_text $accounts
bad_many $accounts
