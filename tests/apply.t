#!/bin/sh
# till-apply: receipts spread over open items.
. "${0%/*}/lib.sh"

heads=date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo

# receipts <<END: receipts.csv from lines of status, account, ref, item, code and amount, all of
# them taken on 2025-04-10 in cash.
receipts() {
    {
        echo date,time,till,clerk,ref,account,item,code,tender,amount,status
        sed 's/\([^,]*\),\([^,]*\),\([^,]*\),\([^,]*\),\([^,]*\),\(.*\)/2025-04-10,09:00,1,ann,\3,\2,\4,\5,CASH,\6,\1/'
    } >receipts.csv
}

# spread [OPTION...]: kind, account, item, code and amount of each entry that receipts.csv makes.
spread() {
    till-apply -l ledger.csv "$@" receipts.csv >entries.csv || return
    sed 1d entries.csv | awk -F, '{ print $3, $2, $5 == "" ? "-" : $5, $6 == "" ? "-" : $6, $7 }'
}

# paid NAME [OPTION...] <<END: item, code and amount of the payments that receipts.csv makes.
paid() {
    sed 's/^/payment 1 /' >want.csv
    t_name=$1
    shift
    prints "$t_name" spread "$@" <want.csv
}

# The worked examples: what a payment of 100.00 settles.

file ledger.csv <<'END'
date,account,kind,ref,item,code,amount,due
2025-01-05,1,charge,Jan,Jan,WATER,30.00,2025-01-25
2025-01-05,1,charge,Jan,Jan,SEWER,20.00,2025-01-25
2025-01-05,1,charge,Jan,Jan,TRASH,15.00,2025-01-25
2025-01-05,1,charge,Jan,Jan,STORM,5.00,2025-01-25
2025-01-26,1,penalty,P1,Jan,PENALTY,7.00,2025-01-25
2025-02-05,1,charge,Feb,Feb,WATER,32.00,2025-02-25
2025-02-05,1,charge,Feb,Feb,SEWER,21.00,2025-02-25
2025-02-05,1,charge,Feb,Feb,TRASH,15.00,2025-02-25
2025-02-05,1,charge,Feb,Feb,STORM,5.00,2025-02-25
2025-02-26,1,penalty,P2,Feb,PENALTY,7.30,2025-02-25
2025-04-05,1,charge,Mar,Mar,WATER,34.00,2025-04-25
2025-04-05,1,charge,Mar,Mar,SEWER,22.00,2025-04-25
2025-04-05,1,charge,Mar,Mar,TRASH,15.00,2025-04-25
2025-04-05,1,charge,Mar,Mar,STORM,5.00,2025-04-25
END
cp ledger.csv three.csv
receipts <<'END'
sale,1,R1,,,100.00
END

paid "oldest,code, penalty first" -k oldest,code -c PENALTY,WATER,SEWER,TRASH,STORM <<'END'
Jan PENALTY -7.00
Jan WATER -30.00
Jan SEWER -20.00
Jan TRASH -15.00
Jan STORM -5.00
Feb PENALTY -7.30
Feb WATER -15.70
END
paid "oldest,code, penalty last" -k oldest,code -c WATER,SEWER,TRASH,STORM,PENALTY <<'END'
Jan WATER -30.00
Jan SEWER -20.00
Jan TRASH -15.00
Jan STORM -5.00
Jan PENALTY -7.00
Feb WATER -23.00
END
paid "code,oldest" -k code,oldest -c TRASH,WATER,SEWER,STORM,PENALTY <<'END'
Jan TRASH -15.00
Feb TRASH -15.00
Mar TRASH -15.00
Jan WATER -30.00
Feb WATER -25.00
END
receipts <<'END'
sale,1,R1,,,250.00
END
for keys in oldest newest penalty current oldest,penalty newest,current; do
    spread -k $keys >got
    is "any order, paying 250.00: everything, and the rest is unapplied ($keys)" \
        "$(tail -n 1 got) $(sed '$d' got | awk '{ s += $5; n++ } END { printf "%.2f %d", s, n }')" \
        "payment 1 - - -16.70 -233.30 14"
done

# Each key, and ties.

receipts <<'END'
sale,1,R1,,,80.00
END
paid "the oldest first is what it does unasked, ties by place in the ledger" <<'END'
Jan WATER -30.00
Jan SEWER -20.00
Jan TRASH -15.00
Jan STORM -5.00
Jan PENALTY -7.00
Feb WATER -3.00
END
till-apply -l ledger.csv -k oldest receipts.csv >oldest.csv
same "... the same as if asked for it" entries.csv oldest.csv
paid "newest: the latest due date first" -k newest <<'END'
Mar WATER -34.00
Mar SEWER -22.00
Mar TRASH -15.00
Mar STORM -5.00
Feb WATER -4.00
END
paid "penalty: penalties first, ties by place" -k penalty <<'END'
Jan PENALTY -7.00
Feb PENALTY -7.30
Jan WATER -30.00
Jan SEWER -20.00
Jan TRASH -15.00
Jan STORM -0.70
END
paid "penalty,newest: ties by the next key" -k penalty,newest <<'END'
Feb PENALTY -7.30
Jan PENALTY -7.00
Mar WATER -34.00
Mar SEWER -22.00
Mar TRASH -9.70
END
paid "current: what is not past due on the day of the receipt first" -k current <<'END'
Mar WATER -34.00
Mar SEWER -22.00
Mar TRASH -15.00
Mar STORM -5.00
Jan WATER -4.00
END
paid "code: codes that are not listed come last" -k code,newest -c STORM,PENALTY <<'END'
Mar STORM -5.00
Feb STORM -5.00
Jan STORM -5.00
Feb PENALTY -7.30
Jan PENALTY -7.00
Mar WATER -34.00
Mar SEWER -16.70
END
paid "several keys" --keys=penalty,current,code --codes=SEWER,WATER <<'END'
Jan PENALTY -7.00
Feb PENALTY -7.30
Mar SEWER -22.00
Mar WATER -34.00
Mar TRASH -9.70
END

file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2025-01-05,1,charge,A,W,10.00,2025-04-09
2025-01-05,1,charge,B,W,10.00,2025-04-10
2025-01-05,1,interest,C,W,10.00,2025-04-11
2025-01-05,1,charge,D,W,4.00,2025-04-12
2025-01-05,1,penalty,D,W,6.00,2025-04-12
END
receipts <<'END'
sale,1,R1,,,25.00
END
paid "an item due on the day of the receipt is current" -k current <<'END'
B W -10.00
C W -10.00
D W -5.00
END
paid "interest counts as a penalty; a charge with a penalty on it does not" -k penalty <<'END'
C W -10.00
A W -10.00
B W -5.00
END
file ledger.csv <<'END'
date,account,kind,item,code,amount,due
2025-01-06,1,charge,late,W,10.00,2025-01-31
2025-01-05,1,charge,early,W,10.00,2025-01-31
2025-01-07,1,charge,late,W,10.00,2025-01-31
END
paid "place in the ledger is that of an item's first entry" <<'END'
late W -20.00
early W -5.00
END

# The entries that are made.

cp three.csv ledger.csv
receipts <<'END'
sale,1,R1,,,250.00
END
file two.csv <<'END'
amount,account,date,ref,tender,status,clerk,till
31.00,1,2025-04-10,9,CHECK,sale,"Smith, J",7
END
prints "a receipt's date, number, tender, register and clerk stand in each of its entries" \
    till-apply -l ledger.csv two.csv <<END
$heads
2025-04-10,1,payment,9,Jan,WATER,-30.00,,CHECK,7,"Smith, J",
2025-04-10,1,payment,9,Jan,SEWER,-1.00,,CHECK,7,"Smith, J",
END
file three-columns.csv <<'END'
ref,amount,date,account
9,5,2025-04-10,1
END
prints "a receipt without a status is a sale, and needs no more than this" till-apply -l ledger.csv three-columns.csv <<END
$heads
2025-04-10,1,payment,9,Jan,WATER,-5.00,,,,,
END
echo ref,amount,date,account >none.csv
prints "no receipts: the header alone" till-apply -l ledger.csv none.csv <<END
$heads
END

# Receipts that name an item.

receipts <<'END'
sale,1,R1,Feb,,90.00
END
paid "a named item is paid first, and the rest follows the keys" <<'END'
Feb WATER -32.00
Feb SEWER -21.00
Feb TRASH -15.00
Feb STORM -5.00
Feb PENALTY -7.30
Jan WATER -9.70
END
receipts <<'END'
sale,1,R1,Feb,STORM,30.00
END
paid "the named code goes before the item's others" -k code -c PENALTY <<'END'
Feb STORM -5.00
Feb PENALTY -7.30
Feb WATER -17.70
END
receipts <<'END'
sale,1,R1,,STORM,10.00
END
paid "a code without an item does not go before the keys" <<'END'
Jan WATER -10.00
END
receipts <<'END'
sale,1,R1,Dec,,10.00
END
paid "an item that is not open leaves all to the keys" <<'END'
Jan WATER -10.00
END
receipts <<'END'
sale,1,R1,Jan,,77.00
sale,1,R2,Jan,,1.00
END
paid "what one receipt settles the next finds settled" <<'END'
Jan WATER -30.00
Jan SEWER -20.00
Jan TRASH -15.00
Jan STORM -5.00
Jan PENALTY -7.00
Feb WATER -1.00
END

# Money beyond what is open.

file ledger.csv <<'END'
date,account,kind,ref,item,code,amount,due
2025-01-05,1,charge,A,A,WATER,30.00,2025-01-25
2025-01-05,2,charge,B,B,WATER,20.00,2025-01-25
2025-01-06,2,payment,X,B,WATER,-20.00,
2025-01-06,3,payment,Y,,,-50.00,
2025-01-07,3,charge,C,C,WATER,20.00,2025-01-25
2025-01-05,4,charge,D,D,WATER,20.00,2025-01-25
2025-01-05,4,charge,D,D,SEWER,20.00,2025-01-25
2025-01-06,4,payment,Z,D,WATER,-25.00,
2025-01-06,5,charge,,,WATER,8.00,
END
receipts <<'END'
sale,1,R1,,,30.01
sale,2,R2,B,WATER,5.00
sale,3,R3,,,25.00
sale,4,R4,,,20.00
sale,5,R5,,DEPOSIT,8.00
sale,6,R6,,,1.00
END
prints "what is not open stays unapplied; items without a name can't be named by a payment" spread <<'END'
payment 1 A WATER -30.00
payment 1 - - -0.01
payment 2 - - -5.00
payment 3 C WATER -20.00
payment 3 - - -5.00
payment 4 D SEWER -15.00
payment 4 - - -5.00
payment 5 - DEPOSIT -8.00
payment 6 - - -1.00
END

# Voids and refunds.

receipts <<'END'
void,1,R1,,,30.00
void,nobody,R1,,,0.00
refund,1,R2,,,4.00
refund,2,R3,B,WATER,2.50
END
prints "a void makes no entry; a refund is one entry, for its item if it names one" spread <<'END'
refund 1 - - 4.00
refund 2 B WATER 2.50
END
receipts <<'END'
sale,1,R1,,,40.00
refund,1,R2,A,WATER,4.00
sale,1,R3,,,1.00
END
prints "what a refund opens again the next receipt may pay" spread <<'END'
payment 1 A WATER -30.00
payment 1 - - -10.00
refund 1 A WATER 4.00
payment 1 A WATER -1.00
END

# Returns: the payment's number finds what it had settled.

file ledger.csv <<'END'
date,account,kind,ref,item,code,amount,due,tender
2025-01-05,1,charge,A,A,WATER,30.00,2025-01-25,
2025-01-05,1,charge,A,A,SEWER,20.00,2025-01-25,
2025-01-05,2,charge,B,B,WATER,20.00,2025-01-25,
2025-01-06,1,payment,C-1,A,WATER,-30.00,,CHECK
2025-01-06,1,payment,C-1,A,SEWER,-20.00,,CHECK
2025-01-06,1,payment,C-1,,,-7.00,,CHECK
2025-01-06,1,payment,C-2,,,-5.00,,CHECK
2025-01-06,1,payment,C-3,A,WATER,-10.00,,CHECK
2025-01-06,2,payment,C-3,B,WATER,-20.00,,CHECK
2025-01-06,1,payment,C-4,,,-4.00,,CHECK
2025-01-07,1,return,C-4,,,4.00,,CHECK
END
receipts <<'END'
return,1,C-1,,,57.00
END
prints "a return gives back, item by item, what its payment had settled" till-apply -l ledger.csv receipts.csv <<END
$heads
2025-04-10,1,return,C-1,A,WATER,30.00,,CASH,1,ann,
2025-04-10,1,return,C-1,A,SEWER,20.00,,CASH,1,ann,
2025-04-10,1,return,C-1,,,7.00,,CASH,1,ann,
END
till-apply -l ledger.csv receipts.csv >entries.csv
prints "... and the items are open again at their first due date" till-age -d 2025-04-10 -u separate ledger.csv entries.csv <<'END'
account,current,1-30,31-60,61-90,91-120,over-120,unapplied,total
1,0.00,0.00,0.00,40.00,0.00,0.00,-5.00,35.00
END
receipts <<'END'
return,1,C-2,,,5.00
END
prints "a return of unapplied money" spread <<'END'
return 1 - - 5.00
END
receipts <<'END'
return,,C-3,,,30.00
END
prints "a check for several accounts: without an account all of it comes back" spread <<'END'
return 1 A WATER 10.00
return 2 B WATER 20.00
END
receipts <<'END'
return,2,C-3,,,20.00
return,1,C-3,,,10.00
END
prints "... with one, that account's part" spread <<'END'
return 2 B WATER 20.00
return 1 A WATER 10.00
END
receipts <<'END'
return,2,C-3,,,20.00
return,,C-3,,,10.00
END
prints "... and what is left of it comes back without one" spread <<'END'
return 2 B WATER 20.00
return 1 A WATER 10.00
END
receipts <<'END'
return,1,C-4,,,4.00
END
fails "a payment that was returned already" spread <<'END'
till-apply: receipts.csv:2: ref: "C-4" is a payment that was returned already
END
receipts <<'END'
return,1,C-1,,,57.00
return,1,C-1,,,57.00
END
fails "... be it in the same run" spread <<'END'
till-apply: receipts.csv:3: ref: "C-1" is a payment that was returned already
END
receipts <<'END'
return,1,C-1,,,50.00
END
fails "an amount that is not what the payment had settled" spread <<'END'
till-apply: receipts.csv:2: amount: "50.00" is not what that payment had settled
END
receipts <<'END'
return,1,C-9,,,50.00
END
fails "a number that no payment has" spread <<'END'
till-apply: receipts.csv:2: ref: "C-9" is no payment's receipt number in the ledger
END
receipts <<'END'
return,1,A,,,30.00
END
fails "the number of a bill is no payment's" spread <<'END'
till-apply: receipts.csv:2: ref: "A" is no payment's receipt number in the ledger
END
receipts <<'END'
sale,2,N-1,,,3.00
return,2,N-1,,,3.00
sale,1,N-2,,,1.00
END
prints "a payment and its return in the same run" spread <<'END'
payment 2 - - -3.00
return 2 - - 3.00
payment 1 - - -1.00
END
receipts <<'END'
return,2,C-3,,,20.00
sale,2,N-1,,,15.00
END
prints "what a return reopened the next receipt may pay" spread <<'END'
return 2 B WATER 20.00
payment 2 B WATER -15.00
END

file split.csv <<'END'
date,account,kind,ref,item,code,amount,due,tender
2025-01-05,1,charge,A,A,WATER,30.00,2025-01-25,
2025-01-06,1,payment,S-1,A,WATER,-10.00,,CHECK
2025-01-06,1,payment,S-1,A,WATER,-15.00,,CHECK
END
receipts <<'END'
return,1,S-1,,,25.00
END
cp receipts.csv once.csv
till-apply -l split.csv once.csv >back.csv
prints "a payment that settled an item in two parts comes back whole" till-age -d 2025-04-10 -b 30 split.csv back.csv <<'END'
account,current,1-30,over-30,unapplied,total
1,0.00,0.00,30.00,0.00,30.00
END
for again in 25 15 10; do
    sed "s/,25.00,/,$again.00,/" once.csv >again.csv
    fails "... and no part of it a second time: $again.00" till-apply -l split.csv -l back.csv again.csv <<'END'
till-apply: again.csv:2: ref: "S-1" is a payment that was returned already
END
    fails "... whichever ledger comes first: $again.00" till-apply -l back.csv -l split.csv again.csv <<'END'
till-apply: again.csv:2: ref: "S-1" is a payment that was returned already
END
    fails "... nor in the same run: $again.00" till-apply -l split.csv once.csv again.csv <<'END'
till-apply: again.csv:2: ref: "S-1" is a payment that was returned already
END
done

# Accounts.

file accounts.csv <<'END'
status,name,account
active,One,1
closed,Two,2
,Three,3
END
file statusless.csv <<'END'
account
1
END
receipts <<'END'
sale,1,R1,,,1.00
sale,3,R2,,,2.00
END
prints "accounts that are open in the table" spread --accounts=accounts.csv <<'END'
payment 1 - - -1.00
payment 3 - - -2.00
END
receipts <<'END'
sale,1,R1,,,1.00
sale,2,R2,,,2.00
refund,22,R3,,,3.00
void,22,R3,,,3.00
return,,C-3,,,30.00
END
fails "unknown and closed accounts are refused" till-apply -l ledger.csv --accounts=accounts.csv receipts.csv <<'END'
till-apply: receipts.csv:3: account: "2" is a closed account
till-apply: receipts.csv:4: account: "22" is not an account
END
warning <<'END'
till-apply: 2 records set aside in rejects.csv
END
prints "... or set aside, and the rest goes on" spread --accounts=accounts.csv --rejects=rejects.csv <<'END'
payment 1 - - -1.00
return 1 A WATER 10.00
return 2 B WATER 20.00
END
prints "... with place and reason" cat rejects.csv <<'END'
file,line,column,reason,record
receipts.csv,3,account,"""2"" is a closed account","2025-04-10,09:00,1,ann,R2,2,,,CASH,2.00,sale"
receipts.csv,4,account,"""22"" is not an account","2025-04-10,09:00,1,ann,R3,22,,,CASH,3.00,refund"
END
receipts <<'END'
sale,1,R1,,,1.00
sale,2,R2,,,2.00
END
fails "a table without a status: its accounts are open" spread --accounts=statusless.csv <<'END'
till-apply: receipts.csv:3: account: "2" is not an account
END
prints "without a table any account will do" spread <<'END'
payment 1 - - -1.00
payment 2 - - -2.00
END
receipts <<'END'
sale,1,R1,,,1.00
return,1,C-9,,,5.00
sale,1,R2,,,2.00
END
warning <<'END'
till-apply: 1 record set aside in rejects.csv
END
prints "a return that can't be made is set aside as well" spread --rejects=rejects.csv <<'END'
payment 1 - - -1.00
payment 1 - - -2.00
END

# Ledgers.

head -n 6 three.csv >first.csv
{ sed 1q three.csv; sed 1,6d three.csv; } >second.csv
receipts <<'END'
sale,1,R1,,,100.00
END
cp three.csv ledger.csv
till-apply -l ledger.csv receipts.csv >whole.csv
prints "several ledgers are one" till-apply -l first.csv --ledger=second.csv receipts.csv <whole.csv
sed -n 1p receipts.csv >more.csv
sed -n 2p receipts.csv | sed 's/R1/R2/' >>more.csv
till-apply -l ledger.csv receipts.csv more.csv >two.out
is "receipts of several files follow one another" "$(awk -F, 'NR > 1 { print $4 }' two.out | uniq -c | tr -s ' ')" " 6 R1
 7 R2"
file dated.csv <<'END'
date,account,kind,item,code,amount,due
2025-12-05,1,charge,A,W,10.00,2025-12-25
END
prints "bills that are dated after the receipt may be paid" till-apply -l dated.csv receipts.csv <<END
$heads
2025-04-10,1,payment,R1,A,W,-10.00,,CASH,1,ann,
2025-04-10,1,payment,R1,,,-90.00,,CASH,1,ann,
END

TILL_TODAY=2025-04-10 SOURCE_DATE_EPOCH=1744280000
export TILL_TODAY SOURCE_DATE_EPOCH
till-post -b bills sealed.csv ledger.csv >/dev/null
till-apply -l sealed.csv receipts.csv >first.out
same "marks of batches are no entries" first.out whole.csv
till-post -b 2025-04-10 sealed.csv first.out >/dev/null
till-apply -l sealed.csv receipts.csv >second.out
ok "after posting the next receipt finds less" sh -c '! cmp -s first.out second.out'
prints "--before a batch: as the ledger was before it, so a day can be applied again" \
    till-apply -l sealed.csv --before=2025-04-10 receipts.csv <whole.csv
till-post -b 2025-04-11 sealed.csv dated.csv >/dev/null
prints "... and before all that follows it" till-apply -l sealed.csv --before=2025-04-10 receipts.csv <whole.csv
till-apply -l sealed.csv receipts.csv >second.out
prints "... a batch that is not there ends nothing" till-apply -l sealed.csv --before=2025-04-09 receipts.csv <second.out
prints "... the ledgers after it are read from their start" till-apply -l sealed.csv -l dated.csv --before=2025-04-10 receipts.csv <whole.csv
unset TILL_TODAY SOURCE_DATE_EPOCH

# Forms.

file receipts.csv <<'END'
date,time,till,clerk,ref,account,item,code,tender,amount,status
2025-04-10,09:00,1,José,R1,1,,,CASH,10.00,sale
2025-04-10,09:05,1,José,R2,1,,,CASH,25.00,sale
END
sed 's/,Jan,/,Jän,/g' three.csv >ledger.csv
variants receipts.csv till-apply -l ledger.csv receipts.csv
input <receipts.csv
till-apply -l ledger.csv receipts.csv >whole.csv
prints "without a file standard input is read" till-apply -l ledger.csv <whole.csv
gzip -c ledger.csv >ledger.csv.gz
prints "a ledger may be gzipped" till-apply -l ledger.csv.gz receipts.csv <whole.csv
input <ledger.csv
prints "... or standard input" till-apply -l - receipts.csv <whole.csv
prints "JSON" till-apply -O json -l ledger.csv none.csv <<'END'
[]
END

# An account that is closed from a date on.

fresh
file ledger.csv <<'END'
date,account,kind,item,code,amount
2025-01-01,1,charge,B1,WATER,10.00
END
file accounts.csv <<'END'
account,status,closed
1,closed,2025-03-01
2,open,2025-03-01
END
file receipts.csv <<'END'
date,ref,account,amount
2025-02-28,R1,1,4.00
2025-03-01,R2,1,4.00
2025-03-01,R3,2,4.00
END
warning <<'END'
till-apply: 2 records set aside in rejects.csv
END
prints "a receipt of a day before its account was closed is taken" \
    till-apply -l ledger.csv --accounts=accounts.csv --rejects=rejects.csv receipts.csv <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-02-28,1,payment,R1,B1,WATER,-4.00,,,,,
END
prints "... one of that day or later is not" cut -d , -f 2-4 rejects.csv <<'END'
line,column,reason
3,account,"""1"" is a closed account"
4,account,"""2"" is a closed account"
END
file accounts.csv <<'END'
account,closed
1,soon
END
fails "a closing date that is none" till-apply -l ledger.csv --accounts=accounts.csv receipts.csv <<'END'
till-apply: accounts.csv:2: closed: "soon" is not a date (YYYY-MM-DD)
END

# Many receipts are applied side by side, as far as they have nothing to do with each other.

fresh
awk 'BEGIN {
    print "date,account,kind,ref,item,code,amount,due"
    for (i = 0; i < 900; i++)
        printf "2025-01-01,%d,charge,,B%d,%s,%d.00,2025-02-%02d\n", i % 90, i % 300, i % 2 ? "WATER" : "SEWER", 20 + i, 1 + i % 28
    for (i = 0; i < 40; i++)
        printf "2025-02-01,%d,payment,P%d,B%d,WATER,-5.00,\n", i * 2 + 1, i, i * 2 + 1
}' >ledger.csv
awk 'BEGIN {
    print "date,ref,account,item,amount,status"
    for (i = 0; i < 30000; i++) {
        printf "2025-03-01,R%d,%d,%s,%d.00,%s\n", i, i % 97, i % 3 ? "" : "B" i % 300, 1 + i % 40, i % 50 ? "sale" : "refund"
        if (i % 10001 == 9600)
            printf "2025-03-01,P%d,,,5.00,return\n", i % 40
    }
    print "2025-03-01,R29999,,,40.00,return"
}' >receipts.csv
for threads in 1 2 7; do
    TILL_THREADS=$threads till-apply -l ledger.csv receipts.csv >"made-$threads.csv"
done
prints "receipts that are applied side by side" till-report -g kind made-1.csv <<'END'
kind,count,sum
payment,30449,-605400.00
refund,600,9600.00
return,4,55.00
END
quiet "... make what they make one by one" cmp made-1.csv made-2.csv
quiet "... by any number of threads" cmp made-1.csv made-7.csv
