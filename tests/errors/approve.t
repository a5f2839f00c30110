#!/bin/sh
# till-approve: what it refuses, and how it says so; whatever it refuses, no approval is written.
. "${0%/*}/../lib.sh"
. "$top/tests/errors/table.sh"
records date,account,kind,item,code,amount,due,memo \
    2025-01-02,1001,charge,B1,WATER,10.00,2025-01-31,^ 'date account kind amount'

TILL_TODAY=2025-03-01 SOURCE_DATE_EPOCH=1740844800 SUDO_USER=bob
export TILL_TODAY SOURCE_DATE_EPOCH SUDO_USER
printf '%s\n' user,kind,limit,approves 'bob,*,0.00,999999999999.99' >limits.csv
bad
till-approve --limits=limits.csv approvals.csv bad.csv >/dev/null
cp approvals.csv kept.csv

for ledger in approvals.csv new.csv; do
    approve="till-approve --limits=limits.csv $ledger"
    bad_files $approve bad.csv
    bad_headers $approve bad.csv
    bad_records $approve bad.csv
    bad_text $approve bad.csv
    bad_amounts $approve bad.csv
    bad_dates date $approve bad.csv
    bad_dates due $approve bad.csv
    bad_many $approve bad.csv
    bad_charsets $approve bad.csv
    bad_usage $approve bad.csv
    bad_rejects $approve bad.csv
done
same "the approvals are as they were" approvals.csv kept.csv
ok "... and no others were begun" test ! -e new.csv

# Entries.

approve='till-approve --limits=limits.csv approvals.csv'
value account '' 'is empty where an account belongs' $approve bad.csv
value kind chrage 'is not a kind of entry' $approve bad.csv
value amount -5.00 'must be above zero for this kind' $approve bad.csv
column kind payment
told "a payment above zero" ':3: amount: "10.00" must be below zero for this kind' $approve bad.csv
bad "$(text_is 4111111111111111)"
told "a card number" ":3: memo: holds what looks like a card number, which may not enter a ledger" $approve bad.csv
bad "$(text_is "$(head -c 4097 /dev/zero | tr '\0' x)")"
told "a field of more than 4096 bytes" ":3: memo: \"$(head -c 60 /dev/zero | tr '\0' x)...\" is longer than 4096 bytes" $approve bad.csv
awk -v head="$head" 'BEGIN {
    print head
    for (i = 1; i <= 92234; i++)
        print "2025-01-01,1,charge,1,1,999999999999.99,,"
}' >huge.csv
fails "a sum beyond 64 bits" $approve huge.csv <<'END'
till-approve: a sum is beyond what 64 bits hold
END

# The command line.

bad
fails "no ledger of approvals" till-approve --limits=limits.csv <<'END'
till-approve: which ledger of approvals? try 'till-approve --help'
END
fails "standard input in its place" till-approve --limits=limits.csv - bad.csv <<'END'
till-approve: a ledger is a file: "-" is none
END
ok "... no file of that name is made" test ! -e ./-
fails "no limits" till-approve approvals.csv bad.csv <<'END'
till-approve: option --limits is missing: who may approve what
END
fails "a day that no calendar has" env TILL_TODAY=2025-02-29 $approve bad.csv <<'END'
till-approve: TILL_TODAY: "2025-02-29" is no day of the calendar
END

# The limits. Each of their errors is tried in authority.t.

fails "limits that are not there" till-approve --limits=no.csv approvals.csv bad.csv <<'END'
till-approve: no.csv: No such file or directory
END
printf '%s\n' user,kind,limit,approves 'bob,*,0.00,maybe' >less.csv
fails "a bad limit" till-approve --limits=less.csv approvals.csv bad.csv <<'END'
till-approve: less.csv:2: approves: "maybe" is not an amount
END

# The approvals.

bad "$good"
# refused NAME WHERE-AND-WHY: an approval can't be written to other.csv.
refused() {
    fails "$1" till-approve --limits=limits.csv other.csv bad.csv <<END
till-approve: other.csv$2; nothing was approved
END
}
sed 's/charge/bill/; s/,bob,approves/,ann,approves/' kept.csv >other.csv
cp other.csv damaged.csv
refused "approvals that were edited" ":3: is a seal that does not match what stands before it"
same "... stay as they are" other.csv damaged.csv
echo 'dear customer' >other.csv
refused "a file that is no ledger" ": holds lines without a seal: it is no ledger of till-post"
is "... it stays" "$(cat other.csv)" 'dear customer'
printf 'date,account,%0500d\n' 7 >other.csv
cp other.csv header.csv
till-approve --limits=limits.csv other.csv bad.csv >/dev/null 2>"$err"
is "another ledger's header alone" "$(cat "$err")" \
    "till-approve: other.csv: an approval that was cut short was saved as other.csv.torn-0 and cut off"
same "... is saved beside it" other.csv.torn-0 header.csv
ok "... and the approvals hold" till-verify other.csv
rm other.csv && ln -s kept.csv other.csv
refused "a symbolic link" ": is a symbolic link"
rm other.csv && mkdir other.csv
refused "a folder" ": Is a directory"
rmdir other.csv && mkfifo other.csv
refused "a pipe" ": is not a regular file"
rm other.csv && cp kept.csv other.csv && chmod 646 other.csv
refused "a file that everybody may write" ": may be written by everybody"
chmod 444 other.csv
refused "one that is read-only" ": is read-only: its period is closed"
chmod 644 other.csv
gzip -c kept.csv >other.csv.gz
refused "one that was compressed" ": is compressed: its period is closed"
rm -f other.csv other.csv.gz
same "the approvals are as they were" approvals.csv kept.csv

# What it prints.

if [ -c /dev/full ]; then
    status=0
    $approve bad.csv >/dev/full 2>"$err" || status=$?
    is "totals that can't be printed are trouble" "$status $(cat "$err")" \
        "2 till-approve: standard output: No space left on device; the approval is recorded, and approving again is safe"
    warning <<'END'
till-approve: approvals.csv: already approved, seal 2
END
    $approve bad.csv >"$out" 2>"$err"
    is "... approving again is safe" "$? $(sed 's/[0-9]*$//' "$err")" "0 till-approve: approvals.csv: already approved, seal "
else
    skip "totals that can't be printed are trouble" 'no /dev/full'
fi
