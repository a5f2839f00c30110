#!/bin/sh
# What may not enter a ledger: card numbers, what a spreadsheet would run, receipts that stand there
# already. What a card number and a formula are is tried in unit/guard_test.c.
. "${0%/*}/lib.sh"

TILL_TODAY=2025-03-01 SOURCE_DATE_EPOCH=1740844800
export TILL_TODAY SOURCE_DATE_EPOCH
unset SUDO_USER
totals=batch,entries,debits,credits,net,seal,sha256
secret='holds what looks like a card number, which may not enter a ledger'

# entry COLUMN TEXT: bad.csv, an entry with this text in that column.
entry() {
    echo 'date,account,kind,ref,item,code,amount,tender,till,clerk,memo,ward' >bad.csv
    echo '2025-02-28,1001,charge,B1,B1,WATER,1.00,CASH,1,ann,note,3' |
        awk -F, -v OFS=, -v name="$1" -v value="$2" '{
            n = split("date account kind ref item code amount tender till clerk memo ward", c, " ")
            for (i = 1; i <= n; i++)
                if (c[i] == name)
                    $i = value
            print
        }' >>bad.csv
}

# Card numbers.

for column in account ref item code tender till clerk memo ward; do
    entry $column 4111111111111111
    fails "a card number as $column" till-post ledger.csv bad.csv <<END
till-post: bad.csv:2: $column: $secret
END
done
entry memo 'José 4111-1111 1111-1111 12/26'
fails "... among other text, set apart" till-post ledger.csv bad.csv <<END
till-post: bad.csv:2: memo: $secret
END
fails "... by a dry run as well" till-post -n ledger.csv bad.csv <<END
till-post: bad.csv:2: memo: $secret
END
fails "no option lets it in" till-post --allow-formulas --allow-duplicates ledger.csv bad.csv <<END
till-post: bad.csv:2: memo: $secret
END
quiet "the number is not repeated" grep 1111 "$err"
ok "no ledger was begun" test ! -e ledger.csv
till-post --rejects=rejects.csv ledger.csv bad.csv >/dev/null 2>"$err"
is "it can be set aside" "$(cat "$err")" "till-post: 1 record set aside in rejects.csv
till-post: no entries: nothing to post"
rm -f rejects.csv
sed '1s/ward/card 4111 1111 1111 1111/' bad.csv >name.csv
fails "a card number as a column's name" till-post ledger.csv name.csv <<END
till-post: name.csv:1: "...": $secret
END
fails "... as a batch's" till-post -b 'card 4111111111111111' ledger.csv bad.csv <<END
till-post: --batch: $secret
END
entry memo 4111111111111112
prints "a number that fails Luhn's check is none" till-post -n -b x ledger.csv bad.csv <<END
$totals
x,1,1.00,0.00,1.00,,
END
entry amount 411111111111.11
ok "an amount is none" till-post -n -b x ledger.csv bad.csv

# What a spreadsheet would run.

for text in '=1+1' '@SUM(A1)' '+A1' '-1+2'; do
    for column in account ref memo ward; do
        entry $column "$text"
        fails "$text as $column" till-post ledger.csv bad.csv <<END
till-post: bad.csv:2: $column: "$text" would be run as a formula by a spreadsheet (--allow-formulas)
END
        ok "... which an office may allow" till-post -n --allow-formulas ledger.csv bad.csv
    done
done
for text in -12.50 +12 '+1 (210) 555-0117' 'a=b' '#1'; do
    entry memo "$text"
    ok "$text is none" till-post -n ledger.csv bad.csv
done
entry amount -1.00
sed 's/charge/payment/' bad.csv >good.csv
ok "a negative amount is none" till-post -n ledger.csv good.csv
entry memo x
fails "a batch's name is in the ledger, too" till-post -b =1+1 ledger.csv bad.csv <<'END'
till-post: --batch: "=1+1" would be run as a formula by a spreadsheet (--allow-formulas)
END
ok "... and may be allowed, too" till-post -n --allow-formulas -b =1+1 ledger.csv bad.csv
fails "the name open is the ledger's own" till-post -b open ledger.csv bad.csv <<'END'
till-post: --batch: "open" is a ledger's own name for the opening of its period
END
fails "... and so is close" till-post -b close ledger.csv bad.csv <<'END'
till-post: --batch: "close" is a ledger's own name for the closing of its period
END
entry memo "$(head -c 4097 /dev/zero | tr '\0' x)"
fails "a field of more than 4096 bytes" till-post ledger.csv bad.csv <<END
till-post: bad.csv:2: memo: "$(head -c 60 /dev/zero | tr '\0' x)..." is longer than 4096 bytes
END
entry memo "$(head -c 4096 /dev/zero | tr '\0' x)"
ok "... 4096 may enter" till-post -n ledger.csv bad.csv
for kind in batch seal open; do
    entry kind $kind
    status=0
    till-post ledger.csv bad.csv >"$out" 2>"$err" || status=$?
    is "the kind $kind is no entry's" "$status" 2
done
ok "nothing of this began a ledger" test ! -e ledger.csv

# A receipt that stands there already.

fresh
file first.csv <<'END'
date,account,kind,ref,amount,till
2025-02-27,1,payment,R1,-5.00,1
2025-02-27,1,payment,R1,-5.00,1
2025-02-27,2,payment,"R,2",-6.00,"north ""N"""
2025-02-27,2,payment,,-6.00,1
2025-02-27,3,charge,B1,7.00,1
END
prints "two receipts that are alike in one batch are two" till-post -n -b 1 ledger.csv first.csv <<END
$totals
1,5,7.00,-22.00,-15.00,,
END
till-post -b 1 ledger.csv first.csv >/dev/null
cp ledger.csv kept.csv
# again RECORD: again.csv, with this record between others.
again() {
    printf '%s\n' date,account,kind,ref,amount,till 2025-02-28,8,charge,B7,1.00,1 "$1" \
        2025-02-28,9,payment,"${2-R9}",-1.00,1 >again.csv
}
again 2025-02-28,9,payment,R1,-3.00,1
for how in '' -n; do
    warning <<'END'
till-post: ledger.csv:3: ref: "R1": has that receipt in another batch already; nothing was posted (--allow-duplicates)
END
    finds "a receipt of another batch, whatever its account and amount $how" \
        till-post $how -b 2 ledger.csv again.csv </dev/null
done
again '2025-02-28,9,payment,"R,2",-3.00,"north ""N"""'
warning <<'END'
till-post: ledger.csv:5: ref: ""R,2"": has that receipt in another batch already; nothing was posted (--allow-duplicates)
END
finds "... quotes and all" till-post -b 2 ledger.csv again.csv </dev/null
same "nothing was posted" ledger.csv kept.csv
for record in 2025-02-28,9,payment,R1,-3.00,2 2025-02-28,9,payment,R1,-3.00, 2025-02-28,9,payment,R11,-3.00,1 \
    2025-02-28,9,payment,,-3.00,1 2025-02-28,9,charge,R1,3.00,1 2025-02-28,9,return,R1,3.00,1 \
    2025-02-28,9,payment,B1,-3.00,1; do
    again "$record"
    ok "another receipt: $record" till-post -n -b 2 ledger.csv again.csv
done
again 2025-02-28,9,payment,R1,-3.00,1
ok "it may be allowed" till-post --allow-duplicates -b 2 ledger.csv again.csv
is "... which the batch tells" "$(grep -c ',,batch,2,.* duplicates allowed posted ' ledger.csv)" 1
ok "... and till-verify accepts" till-verify ledger.csv
again 2025-02-28,9,payment,R8,-3.00,1
warning <<'END'
till-post: ledger.csv:12: ref: "R9": has that receipt in another batch already; nothing was posted (--allow-duplicates)
END
finds "the next batch has to be allowed its own" till-post -b 3 ledger.csv again.csv </dev/null
cp ledger.csv kept.csv
warning <<'END'
till-post: ledger.csv: already posted: batch 1, seal 1
END
run 0 "the same batch again is no duplicate" till-post -b 1 ledger.csv first.csv <<END
$totals
1,5,7.00,-22.00,-15.00,1,$(sed -n 's/.*,seal,,1,.*,//p' ledger.csv)
END
same "... and is not posted twice" ledger.csv kept.csv

# What a crash left behind the last seal is not there, so it is no duplicate.

again 2025-02-28,9,payment,R20,-3.00,1 R21
cp ledger.csv whole.csv
till-post -b 4 whole.csv again.csv >/dev/null
sed '$d' whole.csv >ledger.csv
ok "a receipt of a batch that was cut short may be posted" till-post -b 5 ledger.csv again.csv
