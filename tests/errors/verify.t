#!/bin/sh
# till-verify: trouble, which is another thing than a ledger that does not hold.
. "${0%/*}/../lib.sh"
. "$top/tests/errors/table.sh"
records date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo \
    2025-01-02,1001,charge,B1,B1,WATER,10.00,2025-01-31,,,,^ 'date account kind amount'

TILL_TODAY=2025-03-01 SOURCE_DATE_EPOCH=1740844800
export TILL_TODAY SOURCE_DATE_EPOCH
bad
till-post -b first ledger.csv bad.csv >/dev/null
heads=ledger,seal,sha256,batches,entries,debits,credits,net,status

rm -rf bad.csv
told "a file that is not there" ": No such file or directory" till-verify bad.csv
told "... among good ones: nothing is said of them" ": No such file or directory" till-verify ledger.csv bad.csv
mkdir bad.csv
told "a folder" ": is a directory" till-verify bad.csv
rmdir bad.csv
gzip -c ledger.csv >whole.gz
size=$(wc -c <whole.gz)
head -c $((size - 5)) whole.gz >bad.csv
told "a truncated gzip file" ": is cut short: its gzip data has no end" till-verify bad.csv
{ head -c $((size - 8)) whole.gz; printf 'wrong sum'; } | head -c "$size" >bad.csv
told "a damaged gzip file" ": has damaged gzip data" till-verify bad.csv
{ cat whole.gz; printf 'and more'; } >bad.csv
told "bytes behind gzip data" ": has bytes behind its gzip data" till-verify bad.csv

bad_usage till-verify bad.csv
cp ledger.csv bad.csv
full_disk till-verify bad.csv
fails "a closed standard output" sh -c 'till-verify bad.csv >&-' <<'END'
till-verify: standard output: Bad file descriptor
END
fails "no ledger" till-verify <<'END'
till-verify: which ledger? try 'till-verify --help'
END

# What is read well and does not hold is told by exit status 1: a sealed batch with each of these
# in its second entry.

# sealed RECORD: bad.csv, a ledger of one batch that has this record, sealed by other means.
sealed() {
    printf '%s\n' "$head" '2025-03-01,,batch,1,,,,,,,ann,' "$(text_is '')" "$1" >bad.csv
    echo "2025-03-01,,seal,,1,,,,,,,$(sha256sum bad.csv | cut -d ' ' -f 1)" >>bad.csv
}
# found NAME WHERE-AND-WHAT
found() {
    status=0
    till-verify bad.csv >"$out" 2>"$err" || status=$?
    is "$1: exit status" "$status" 1
    is "... where and why" "$(sed 1q "$err")" "till-verify: bad.csv:$2"
    is "... on the ledger's line" "$(sed 's/.*,//' "$out" | tr '\n' ' ')" "status damaged "
}
sealed "$(text_is '' | sed 's/2025-01-02/2025-02-29/')"
found "a day that no calendar has" "4: date: is no day of the calendar"
sealed "$(text_is '' | sed 's/10.00/10.005/')"
found "a bad amount" "4: amount: has more than two decimals"
sealed "$(text_is '' | sed 's/10.00/-10.00/')"
found "a wrong sign" "4: amount: must be above zero for this kind"
sealed "$(text_is '' | sed 's/charge/bill/')"
found "a kind that is none" "4: kind: is not a kind of entry"
sealed "$(text_is "$(printf '\033')")"
found "a control character" "4: memo: has a control character"
sealed "$(text_is "$(printf '\377')")"
found "bytes that are no UTF-8" "4: memo: is not UTF-8 (--charset names another)"
sealed 1,2,3
found "a record with too few fields" "4: has 3 fields where its header has 12"
sealed "$(text_is '"open')"
found "an open quote" "4: memo: has a quote that is never closed"
