#!/bin/sh
# Who may post what: limits by user and kind, and the approvals of others (till-post, till-approve).
# SUDO_USER stands for sudo here: the user of the tests owns the ledgers.
. "${0%/*}/lib.sh"

TILL_TODAY=2025-03-01 SOURCE_DATE_EPOCH=1740844800 SUDO_USER=ann
export TILL_TODAY SOURCE_DATE_EPOCH SUDO_USER
totals=batch,entries,debits,credits,net,seal,sha256

# as USER CMD...
as() (
    SUDO_USER=$1
    shift
    "$@"
)
sum() {
    sha256sum "$1" | cut -d ' ' -f 1
}

file limits.csv <<'END'
user,kind,limit,approves
ann,payment,100.00,no
ann,refund,25,
ann,adjustment,10.00,no
bob,refund,50.00,yes
bob,writeoff,0,500.00
cat,*,1000.00,yes
cat,writeoff,5.00,no
dan,refund,10.00,30.00
eve,refund,5000.00,no
END

# may NAME USER KIND AMOUNT, may_not ... LIMIT: one entry of the kind, under limits.csv.
one() {
    printf '%s\n' date,account,kind,amount "2025-02-28,1,$1,$2" >one.csv
}
may() {
    one "$3" "$4"
    ok "$1" as "$2" till-post -n --limits=limits.csv ledger.csv one.csv
}
may_not() {
    one "$3" "$4"
    warning <<END
till-post: one.csv:2: amount: ${4#-} is beyond $2's limit of $5 for the kind $3
till-post: nothing was posted; the entries wait for an approval by till-approve: SHA-256 $(sum one.csv)
END
    finds "$1" as "$2" till-post -n --limits=limits.csv ledger.csv one.csv </dev/null
}

may "an entry of the limit" ann payment -100.00
may_not "... and of a cent more" ann payment -100.01 100.00
may "a limit is of the amount either way: above zero" ann adjustment 10.00
may "... and below" ann adjustment -10.00
may_not "... beyond it above zero" ann adjustment 10.01 10.00
may_not "... and below" ann adjustment -10.01 10.00
may_not "a kind without a line" ann charge 0.01 0.00
may_not "a user without a line" zoe payment -1.00 0.00
may_not "... not even of nothing" zoe adjustment 0.00 0.00
may_not "a user is known by the whole name" an payment -1.00 0.00
may "any kind that has no line of its own" cat transfer 1000.00
may_not "... beyond it" cat transfer 1000.01 1000.00
may_not "a line of its own stands before that for any kind" cat writeoff -5.01 5.00
one charge 5000.00
ok "without a table there are no limits" as zoe till-post -n ledger.csv one.csv

file many.csv <<'END'
date,account,kind,ref,amount
2025-02-28,1,payment,R1,-60.00
2025-02-28,1,payment,R2,-60.00
2025-02-28,1,refund,A1,26.00
2025-02-28,2,refund,A2,40.00
2025-02-28,3,refund,A3,30.00
2025-02-28,3,adjustment,A4,-11.00
END
warning <<END
till-post: many.csv:7: amount: 11.00 is beyond ann's limit of 10.00 for the kind adjustment
till-post: many.csv:5: amount: 40.00 is beyond ann's limit of 25.00 for the kind refund
till-post: nothing was posted; the entries wait for an approval by till-approve: SHA-256 $(sum many.csv)
END
finds "a limit is of each entry, not of their sum; the largest of each kind is told" \
    till-post --limits=limits.csv ledger.csv many.csv </dev/null
ok "nothing of this began a ledger" test ! -e ledger.csv

# An entry of 0.00 takes authority as well, and so does its approval.
one adjustment 0.00
: >approvals.csv
for user in bob eve; do
    warning <<END
till-approve: $user may approve none of this; nothing was approved
END
    finds "$user may not approve nothing" as $user till-approve --limits=limits.csv approvals.csv one.csv </dev/null
done
ok "cat may" as cat till-approve --limits=limits.csv approvals.csv one.csv
ok "... and then zoe posts it" as zoe till-post -n --limits=limits.csv --approvals=approvals.csv ledger.csv one.csv
ok "ann needs nobody" till-post -n --limits=limits.csv ledger.csv one.csv
rm approvals.csv

# Approvals.

file refund.csv <<'END'
date,account,kind,ref,amount
2025-02-28,1,payment,R1,-60.00
2025-02-28,1,refund,A1,40.00
END
id=$(sum refund.csv)
: >approvals.csv
post=--approvals=approvals.csv
# refused NAME USER LIMIT [OPTION...]: refund.csv is not posted by the user, for its refund.
refused() {
    t_about=$1 user=$2
    warning <<END
till-post: refund.csv:$(sed -n '/,refund,/=' refund.csv): amount: 40.00 is beyond $2's limit of $3 for the kind refund
till-post: nothing was posted; the entries wait for an approval by till-approve: SHA-256 $id
END
    shift 3
    finds "$t_about" as "$user" till-post --limits=limits.csv "$@" ledger.csv refund.csv </dev/null
}
refused "nobody has approved" ann 25.00 $post
for user in ann dan eve zoe; do
    warning <<END
till-approve: $user may approve none of this; nothing was approved
END
    finds "$user may not approve it" as $user till-approve --limits=limits.csv approvals.csv refund.csv </dev/null
done
is "... and has not" "$(wc -c <approvals.csv)" 0
ok "bob approves it" as bob till-approve --limits=limits.csv approvals.csv refund.csv
prints "a dry run says that it could be posted" till-post -n --limits=limits.csv $post ledger.csv refund.csv <<END
$totals
$id,2,40.00,-60.00,-20.00,,
END
refused "the approvals have to be named" ann 25.00
fails "approvals without limits are for nothing" till-post $post ledger.csv refund.csv <<'END'
till-post: --approvals goes with --limits
END
fails "one approval is for one posting: under another name the same could be posted twice" \
    till-post --limits=limits.csv $post -b refunds ledger.csv refund.csv <<'END'
till-post: entries that need an approval are posted under their SHA-256: leave --batch out
END
one refund 40.00
warning <<END
till-post: one.csv:2: amount: 40.00 is beyond ann's limit of 25.00 for the kind refund
till-post: nothing was posted; the entries wait for an approval by till-approve: SHA-256 $(sum one.csv)
END
finds "other entries are not approved with it" till-post --limits=limits.csv $post ledger.csv one.csv </dev/null
warning <<END
till-post: standard input:2: amount: 40.00 is beyond ann's limit of 25.00 for the kind refund
till-post: nothing was posted; the entries wait for an approval by till-approve: SHA-256 $(sum one.csv)
END
finds "... nor on standard input" sh -c 'till-post --limits=limits.csv --approvals=approvals.csv ledger.csv <one.csv' </dev/null
sed 's/40.00/40.01/' refund.csv >changed.csv
{ sed -n 1p refund.csv; sed -n 3p refund.csv; sed -n 2p refund.csv; } >sorted.csv
for other in changed sorted; do
    status=0
    till-post --limits=limits.csv $post ledger.csv $other.csv >"$out" 2>"$err" || status=$?
    is "... nor these, $other" "$status" 1
done

ok "ann posts what bob approved" till-post --limits=limits.csv $post ledger.csv refund.csv
is "the batch names both" "$(sed -n 2p ledger.csv)" \
    "2025-03-01,,batch,$id,,,,,,,ann,entries 2 debits 40.00 credits -60.00 approved bob posted 2025-03-01T16:00:00Z"
ok "... and the ledger holds" till-verify ledger.csv
cp ledger.csv kept.csv
gzip -c refund.csv >packed
for written in refund.csv packed; do
    warning <<END
till-post: ledger.csv: already posted: batch $id, seal 1
END
    prints "posted again it is already posted: $written" till-post --limits=limits.csv $post ledger.csv $written <<END
$totals
$id,2,40.00,-60.00,-20.00,1,$(sed 's/.*,//' ledger.csv | tail -n 1)
END
done
same "... and not posted twice" ledger.csv kept.csv
sed 's/R1/R7/; s/40.00/20.00/' refund.csv >small.csv
till-post --limits=limits.csv $post -b small ledger.csv small.csv >/dev/null
is "what needs no approval names nobody, and may have a name" "$(sed -n 's/.*,batch,small,.* \(credits .*\)/\1/p' ledger.csv)" \
    "credits -60.00 posted 2025-03-01T16:00:00Z"

# Nobody approves an own batch.

fresh
file limits.csv <<'END'
user,kind,limit,approves
ann,refund,10.00,100.00
bob,refund,20.00,100.00
cat,writeoff,0.00,100.00
END
file refund.csv <<'END'
date,account,kind,amount
2025-02-28,1,refund,40.00
END
id=$(sum refund.csv)
ok "ann may approve refunds" as ann till-approve --limits=limits.csv approvals.csv refund.csv
refused "... but not her own" ann 10.00 $post
ok "... bob posts it on her word" as bob till-post -n --limits=limits.csv $post ledger.csv refund.csv
ok "bob gives his" as bob till-approve --limits=limits.csv approvals.csv refund.csv
ok "... and she posts it on that" as ann till-post -n --limits=limits.csv $post ledger.csv refund.csv

# Authority is asked for when it is posted, not when it was approved.

cp limits.csv more.csv
sed '/bob/s/100.00/39.99/' more.csv >limits.csv
refused "an approver whose authority was lowered since" ann 10.00 $post
mv more.csv limits.csv

# One user has to have the authority for all that is beyond the poster's.

file both.csv <<'END'
date,account,kind,amount
2025-02-28,1,refund,40.00
2025-02-28,1,writeoff,-40.00
END
for user in bob cat; do
    ok "$user may approve a part of it, and does" as $user till-approve --limits=limits.csv approvals.csv both.csv
done
warning <<END
till-post: both.csv:2: amount: 40.00 is beyond ann's limit of 10.00 for the kind refund
till-post: both.csv:3: amount: 40.00 is beyond ann's limit of 0.00 for the kind writeoff
till-post: nothing was posted; the entries wait for an approval by till-approve: SHA-256 $(sum both.csv)
END
finds "two halves are no whole" as ann till-post --limits=limits.csv $post ledger.csv both.csv </dev/null

# Approvals that are none.

fresh
file limits.csv <<'END'
user,kind,limit,approves
ann,refund,10.00,no
bob,refund,50.00,yes
END
file refund.csv <<'END'
date,account,kind,amount
2025-02-28,1,refund,40.00
END
file small.csv <<'END'
date,account,kind,amount
2025-02-28,1,refund,1.00
END
id=$(sum refund.csv)
as ann till-post -b "$id/bob" approvals.csv small.csv >/dev/null
refused "a batch of entries under an approval's name" ann 10.00 $post
as bob till-post -b "$id/bob" more.csv small.csv >/dev/null
refused "... though its approver had posted it" ann 10.00 --approvals=more.csv
rm approvals.csv
as bob till-approve --limits=limits.csv approvals.csv refund.csv >/dev/null
cp approvals.csv good.csv
sed '$d' good.csv >approvals.csv
refused "an approval without its seal" ann 10.00 $post
sed 's/,bob,approves/,ann,approves/' good.csv >approvals.csv
fails "one that was edited" till-post --limits=limits.csv $post ledger.csv refund.csv <<'END'
till-post: approvals.csv:3: is a seal that does not match what stands before it
END
warning <<'END'
till-post: refund.csv:2: amount: 40.00 is beyond ann's limit of 10.00 for the kind refund
till-post: nothing was posted; the entries wait for an approval by till-approve: SHA-256 a49cddc45038f1cb31f9a3266a95ea2eecb4cb60c641d12b47aa0151e170c074
END
finds "where no approvals are there, nobody has approved" till-post --limits=limits.csv --approvals=no.csv \
    ledger.csv refund.csv </dev/null
ok "... are not asked for where none is needed" till-post -n --limits=limits.csv --approvals=no.csv ledger.csv small.csv
gzip -c good.csv >approvals.csv
ok "approvals may be compressed" till-post -n --limits=limits.csv $post ledger.csv refund.csv
{ cat good.csv; head -c 40 good.csv; } >approvals.csv
ok "what was cut short behind one does it no harm" till-post -n --limits=limits.csv $post ledger.csv refund.csv
ok "nothing of this began a ledger" test ! -e ledger.csv

# Who it is.

unset SUDO_USER
me=$(id -un)
# posted NAME: a batch of that ledger was posted by me.
posted() {
    is "$1" "$(sed -n '2s/,entries.*//p' "$2")" "2025-03-01,,batch,plain,,,,,,,$me"
}
till-post -b plain ledger.csv small.csv >/dev/null
posted "without sudo the user is the real one" ledger.csv
for name in '' 'a b' 'a,b' 'a"b' "$(printf 'a\tb')"; do
    rm -f ledger.csv
    SUDO_USER=$name till-post -b plain ledger.csv small.csv >/dev/null
    posted "SUDO_USER can't be '$name'" ledger.csv
done
if [ "$(id -u)" -eq 0 ]; then
    mkdir office && chown 65534 office
    SUDO_USER=ann till-post -b plain office/ledger.csv small.csv >/dev/null
    posted "SUDO_USER is believed only of who owns the ledgers" office/ledger.csv
else
    skip "SUDO_USER is believed only of who owns the ledgers" 'only root can give a folder away'
fi

# The table.

fresh
one payment -5.00
# limits RECORD WHY: a table with this record is refused.
limits() {
    printf '%s\n' user,kind,limit,approves ann,payment,10.00,no "$1" >limits.csv
    fails "limits: $1" till-post --limits=limits.csv ledger.csv one.csv <<END
till-post: limits.csv:3: $2
END
}
limits ,payment,10.00,no 'user: is empty where a user belongs'
limits bob,bribe,10.00,no 'kind: "bribe" is not a kind of entry'
limits bob,,10.00,no 'kind: is not a kind of entry'
limits ann,payment,20.00,no 'kind: "payment" stands there before for the same user'
limits bob,payment,,no 'limit: is empty where an amount belongs'
limits bob,payment,ten,no 'limit: "ten" is not an amount'
limits bob,payment,1.001,no 'limit: "1.001" has more than two decimals'
limits bob,payment,-1.00,no 'limit: "-1.00" is below zero'
limits bob,payment,1.00,maybe 'approves: "maybe" is not an amount'
limits bob,payment,1.00,-5.00 'approves: "-5.00" is below zero'
limits bob,payment,1.00 'has 3 fields where its header has 4'
fails "limits that are not there" till-post --limits=no.csv ledger.csv one.csv <<'END'
till-post: no.csv: No such file or directory
END
for column in user kind limit; do
    printf '%s\n' user,kind,limit,approves ann,payment,10.00,no | sed "1s/$column/other/" >limits.csv
    fails "limits without $column" till-post --limits=limits.csv ledger.csv one.csv <<END
till-post: limits.csv:1: $column: is missing from the header
END
done
file limits.csv <<'END'
note,limit,kind,user
"till 1, mornings",10.00,payment,ann
END
ok "columns of its own, in any order; without approves nobody approves" \
    env SUDO_USER=ann till-post -n --limits=limits.csv ledger.csv one.csv
ok "nothing of this began a ledger" test ! -e ledger.csv

# Who brings papers: the command that till-book(5) shows, for a book that is here.

fresh
mkdir -p till/inbox
awk -v first='# office-bring DATE PAPER' '
    /^\.Ed/ { here = 0 }
    index($0, first) == 1 { here = 1; print "#!/bin/sh" }
    here' "$top/man/till-book.5" | sed "s,/srv/till,$PWD/till," >office-bring
chmod +x office-bring
echo one >paper
# bring PAPER...: for one day, from the file paper.
bring() {
    ./office-bring 2025-02-28 "$@" <paper
}
ok "a paper is brought" bring count-1.csv
ok "... and another" bring tape-1.csv.gz
echo two >paper
ok "one that is there is not written over" sh -c '! ./office-bring 2025-02-28 count-1.csv <paper'
is "... and is as it was" "$(cat till/inbox/.2025-02-28/count-1.csv)" one
for name in ../out .hidden a/b 'a b' ''; do
    ok "'$name' is no paper" sh -c '! ./office-bring 2025-02-28 "$1" <paper' sh "$name"
done
ok "'..' is no day" sh -c '! ./office-bring .. tape-1.csv <paper'
quiet "until it is complete there is no day" ls till/inbox
ok "the day is complete" bring
is "... with what was brought" "$(ls till/inbox/2025-02-28)" "$(printf '%s\n' count-1.csv tape-1.csv.gz)"
ok "... and takes no more" sh -c '! ./office-bring 2025-02-28 tape-2.csv <paper'
