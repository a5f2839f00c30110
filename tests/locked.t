#!/bin/sh
# A ledger that somebody else has locked is waited for: up to ten seconds.
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
timeout 200 till-verify ledger.csv >verify.out 2>verify.err &
checker=$!
fails "... but not for ever" timeout 200 till-post -b b ledger.csv b.csv <<'END'
till-post: ledger.csv: is being posted to by someone else; nothing was posted
END
same "... and the ledger is as it was" ledger.csv kept.csv
code=0
wait $reader || code=$?
is "... nor does a report wait for ever" "$code $(cat report.out report.err)" \
    '2 till-report: ledger.csv: is being posted to by someone else'
code=0
wait $checker || code=$?
is "... nor who checks its seals" "$code $(cat verify.out verify.err)" \
    '2 till-verify: ledger.csv: is being posted to by someone else'
kill $holder
wait

# Who checks does not keep others out: here it waits for the other file while somebody posts.
mkfifo other
till-verify --prefix-of=other ledger.csv >verify.out 2>&1 &
checker=$!
ok "who posts does not wait for one who checks" \
    timeout 200 sh -c 'exec 3>other && till-post -b b ledger.csv b.csv && cat kept.csv >&3'
wait $checker
is "... who tells what was there before" "$(tail -n 1 verify.out | cut -d , -f 2,4-)" 1,1,1,1.00,0.00,1.00,holds

# A pipe in the place of the ledger has another batch when it is read for the second time.
(cat kept.csv >other && sleep 2 && cat ledger.csv >other) &
till-verify other >verify.out 2>&1
is "a batch that is posted between two readings is left out" \
    "$(tail -n 1 verify.out | cut -d , -f 2,4-)" 1,1,1,1.00,0.00,1.00,holds
wait
