#!/bin/sh
# A ledger that somebody else has locked is waited for: up to ten seconds by till-post.
. "${0%/*}/lib.sh"

TILL_TODAY=2025-03-01 SOURCE_DATE_EPOCH=1740844800
export TILL_TODAY SOURCE_DATE_EPOCH
printf '%s\n' date,account,kind,amount 2025-02-28,1,charge,1.00 >a.csv
printf '%s\n' date,account,kind,amount 2025-02-28,2,charge,2.00 >b.csv
till-post -b a ledger.csv a.csv >/dev/null
cp ledger.csv kept.csv
if ! command -v flock >/dev/null; then
    skip "a ledger that is locked is waited for" 'no flock here'
    exit 0
fi

# held SECONDS HOW: the ledger is locked for so long by somebody else, $holder, and already is.
held() {
    rm -f locked
    flock -F "$2" ledger.csv sh -c "touch locked; exec sleep $1" >/dev/null 2>&1 &
    holder=$!
    while [ ! -e locked ]; do
        sleep 0.1
    done
}

held 1 -x
ok "who posts waits for another who posts" till-post -b b ledger.csv b.csv
cp kept.csv ledger.csv
held 1 -s
ok "... and for one who reads" till-post -b b ledger.csv b.csv
held 300 -s
ok "who reads does not wait for one who reads" timeout 200 till-verify ledger.csv
kill $holder
wait
cp kept.csv ledger.csv
held 1 -x
ok "a report waits for one who posts" till-report ledger.csv
held 300 -x
timeout 200 till-report ledger.csv >report.out 2>report.err &
reader=$!
fails "... but not for ever" timeout 200 till-post -b b ledger.csv b.csv <<'END'
till-post: ledger.csv: is being posted to by someone else; nothing was posted
END
same "... and the ledger is as it was" ledger.csv kept.csv
code=0
wait $reader || code=$?
is "... nor does a report wait for ever" "$code $(cat report.out report.err)" \
    '2 till-report: ledger.csv: is being posted to by someone else'
kill $holder
wait
