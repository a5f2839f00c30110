#!/bin/sh
# till-approve: one user's word for entries that are beyond another's limits. What the word is worth
# when they are posted is tried in authority.t.
. "${0%/*}/lib.sh"

TILL_TODAY=2025-03-01 SOURCE_DATE_EPOCH=1740844800 SUDO_USER=bob
export TILL_TODAY SOURCE_DATE_EPOCH SUDO_USER
totals=batch,entries,debits,credits,net,seal,sha256

file limits.csv <<'END'
user,kind,limit,approves
bob,refund,50.00,yes
cat,*,0.00,1000.00
dan,refund,50.00,no
END
file refund.csv <<'END'
date,account,kind,ref,amount,memo
2025-02-28,1,payment,R1,-60.00,José
2025-02-28,1,refund,A1,40,
END
id=$(sha256sum refund.csv | cut -d ' ' -f 1)
approve="till-approve --limits=limits.csv approvals.csv"

# A ledger of approvals, to the byte.

cat >want.csv <<END
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-03-01,,batch,$id/bob,,,,,,,bob,approves entries 2 debits 40.00 credits -60.00 posted 2025-03-01T16:00:00Z
END
seal=$(sha256sum want.csv | cut -d ' ' -f 1)
echo "2025-03-01,,seal,,1,,,,,,,$seal" >>want.csv
prints "an approval tells what it is for, and its own seal" $approve refund.csv <<END
$totals
$id,2,40.00,-60.00,-20.00,1,$seal
END
same "... a batch without entries, named by their SHA-256 and by who approves" approvals.csv want.csv
prints "... which till-verify checks like any other" till-verify approvals.csv <<END
ledger,seal,sha256,batches,entries,debits,credits,net,status
approvals.csv,1,$seal,1,0,0.00,0.00,0.00,holds
END
prints "... and reports have nothing of" till-report approvals.csv <<'END'
count,sum
0,0.00
END
warning <<END
till-approve: approvals.csv: already approved, seal 1
END
prints "the same again is approved already" $approve refund.csv <<END
$totals
$id,2,40.00,-60.00,-20.00,1,$seal
END
same "... and nothing is written" approvals.csv want.csv
SUDO_USER=cat
$approve refund.csv >"$out" 2>"$err"
is "another's word for the same entries is another, with a seal of its own" \
    "$(sed -n 2p "$out")" "$id,2,40.00,-60.00,-20.00,2,$(sed 's/.*,//' approvals.csv | tail -n 1)"
ok "the approvals hold" till-verify approvals.csv
SUDO_USER=bob

# The entries are known by their SHA-256 however they are written.

cp refund.csv kept.csv
for how in gzip crlf bom cut cp1252 stdin; do
    rm approvals.csv
    charset=
    case $how in
    gzip) gzip -c kept.csv >refund.csv ;;
    crlf) sed "s/\$/$(printf '\r')/" kept.csv >refund.csv ;;
    bom) { printf '\357\273\277'; cat kept.csv; } >refund.csv ;;
    cut) printf %s "$(cat kept.csv)" >refund.csv ;;
    cp1252) iconv -f UTF-8 -t CP1252 kept.csv >refund.csv; charset=--charset=CP1252 ;;
    stdin) cp kept.csv refund.csv ;;
    esac
    case $how in
    stdin) $approve <refund.csv >"$out" 2>"$err" ;;
    *) $approve $charset refund.csv >"$out" 2>"$err" ;;
    esac
    is "the same entries, $how" "$(sed -n 2p "$out" | cut -d , -f 1)" "$id"
done
cp kept.csv refund.csv
rm approvals.csv
$approve refund.csv >"$out"
seal=$(sed -n 's/.*,seal,,1,.*,//p' approvals.csv)
warning <<'END'
till-approve: approvals.csv: already approved, seal 1
END
prints "in another form" till-approve --limits=limits.csv -O json approvals.csv refund.csv <<END
[
{"batch":"$id","entries":2,"debits":40.00,"credits":-60.00,"net":-20.00,"seal":1,"sha256":"$seal"}
]
END

# Who may.

rm approvals.csv
for user in dan zoe; do
    SUDO_USER=$user
    warning <<END
till-approve: $user may approve none of this; nothing was approved
END
    finds "$user may approve no refund" $approve refund.csv </dev/null
done
SUDO_USER=bob
sed 's/,40,/,50.01,/' refund.csv >more.csv
warning <<END
till-approve: bob may approve none of this; nothing was approved
END
finds "... nor bob one beyond his own limit" $approve more.csv </dev/null
echo date,account,kind,amount >none.csv
warning <<END
till-approve: bob may approve none of this; nothing was approved
END
finds "there is nothing to approve in no entries" $approve none.csv </dev/null
ok "nothing of this began a ledger" test ! -e approvals.csv

# As crashes leave it.

$approve refund.csv >/dev/null
size=$(($(wc -c <approvals.csv)))
cp approvals.csv whole.csv
head -c 100 whole.csv >>approvals.csv
SUDO_USER=cat
warning <<END
till-approve: approvals.csv: an approval that was cut short was saved as approvals.csv.torn-$size and cut off
END
$approve refund.csv >"$out" 2>"$t_tmp/got.err"
same "what was cut short is saved beside it, and cut off" "$t_tmp/got.err" "$t_tmp/want.err"
rm -f "$t_tmp/want.err"
head -c 100 whole.csv >torn
same "... to the byte" "approvals.csv.torn-$size" torn
ok "... and the approvals hold" till-verify approvals.csv
