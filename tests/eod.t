#!/bin/sh
# till-eod: the end of day of a book.
. "${0%/*}/lib.sh"

SOURCE_DATE_EPOCH=1741608000 SUDO_USER=ann
export SOURCE_DATE_EPOCH SUDO_USER

# A small book: two customers, a bill each, and a day on which both are paid.
small_book() {
    mkdir -p book/ledger book/inbox/2025-03-10 book/reports
    file bills.csv <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-02-15,1001,charge,B-1,B-1,WATER,30.00,2025-03-20,,,,
2025-02-15,1001,charge,B-1,B-1,SEWER,20.00,2025-03-20,,,,
2025-02-15,1002,charge,B-2,B-2,WATER,60.00,2025-03-20,,,,
END
    TILL_TODAY=2025-02-15 till-post -b bills book/ledger/2025-02.csv bills.csv >posted
    file book/accounts.csv <<'END'
account,name,status
1001,José Núñez,open
1002,山田 花子,open
1003,Quay Fencing,closed
END
    file book/office.conf <<'END'
# What the office wants.
OFFICE=Port Amity
FLOAT=100.00
END
    file book/inbox/2025-03-10/tape-1.csv <<'END'
date,till,clerk,ref,account,item,tender,amount,status
2025-03-10,1,ann,1-1,1001,B-1,CASH,50.00,sale
END
    file book/inbox/2025-03-10/tape-2.csv <<'END'
date,till,clerk,ref,account,item,tender,amount,status
2025-03-10,2,bo,2-1,1002,B-2,CHECK,60.00,sale
END
    file book/inbox/2025-03-10/count.csv <<'END'
date,till,clerk,tender,denomination,quantity,amount
2025-03-10,1,ann,CASH,50.00,3,150.00
2025-03-10,2,bo,CHECK,,1,60.00
END
}

# The programs, of which a test may put another in the place of one.
programs() {
    mkdir bin
    ln -s "$top"/bin/till-* bin
}

hidden() {
    ls -A book/reports | grep '^\.'
}

# The sample city's day.

"$top/samples/make-book" book
cp -Rp book fresh
t_command till-eod -d 2026-06-30 book
is "the sample day is out of balance" "$t_got" 1
cp "$out" sheet
same "the sheet is printed as it is kept" sheet book/reports/2026-06-30/sheet.txt

prints "what is out comes first" sed -n '/^Seal/q; p' sheet <<'END'
Daily cash sheet, City of Port Amity, 2026-06-30
================================================

The day

! Result:           out of balance
  Lines out:        7 of 13
  Ledgers damaged:  0 of 24
  Receipts:         78

Out of balance

till  tender      tape     count    posted      bank  why
----  ------  --------  --------  --------  --------  -----------------------------------------------------------
1     CASH    2,381.82  2,381.82  2,285.62  2,381.82  receipt 1-105626 of 96.20 is in tape, not in posted
1     CHECK   1,433.10  1,343.10  1,433.10  1,433.10  1433.10 and 1343.10 differ by two swapped digits
2     CARD    1,797.50  1,797.50  1,882.50  1,797.50  receipt 2-090821 of 85.00 is void in tape and posted
2     CASH    2,844.82  2,581.52  2,844.82  2,581.52  receipt 2-090816 of 263.30 is under tender CHECK instead
2     CHECK   1,141.82  1,405.12  1,141.82  1,405.12  receipt 2-090816 of 263.30 is under tender CASH instead
3     CARD    1,186.76  1,000.34  1,000.34  1,000.34  receipt 3-062983 of 186.42 is in tape twice, in posted once
3     CASH    1,074.55  1,074.55  1,074.55      0.00  bank has nothing here

Register totals (Z tapes) out

till  tender      tape     ztape  why
----  ------  --------  --------  -----------------------------------------------
3     CARD    1,186.76  1,000.34  receipt 3-062983 of 186.42 may be twice in tape

Money by till and tender, USD

  till   tender       tape      count     posted       bank  status
  -----  ------  ---------  ---------  ---------  ---------  --------
  1      CARD     1,849.72   1,849.72   1,849.72   1,849.72  balanced
! 1      CASH     2,381.82   2,381.82   2,285.62   2,381.82  out
! 1      CHECK    1,433.10   1,343.10   1,433.10   1,433.10  out
  1      MO         261.32     261.32     261.32     261.32  balanced
! 2      CARD     1,797.50   1,797.50   1,882.50   1,797.50  out
! 2      CASH     2,844.82   2,581.52   2,844.82   2,581.52  out
! 2      CHECK    1,141.82   1,405.12   1,141.82   1,405.12  out
  2      MO         201.40     201.40     201.40     201.40  balanced
! 3      CARD     1,186.76   1,000.34   1,000.34   1,000.34  out
! 3      CASH     1,074.55   1,074.55   1,074.55       0.00  out
  3      CHECK    1,089.54   1,089.54   1,089.54   1,089.54  balanced
  3      MO         754.00     754.00     754.00     754.00  balanced
  LB     CHECK    2,082.24   2,082.24   2,082.24   2,082.24  balanced
                 ---------  ---------  ---------  ---------
  total          18,098.59  17,822.17  17,900.97  16,837.62
                 =========  =========  =========  =========

! status is out

END
prints "the seal is the last of the ledger" sed -n '/^ledger:/,/^sha256:/p' sheet <<END
ledger:  ledger/2026-06.csv
seal:    6
sha256:  $(sed -n '$s/.*,//p' book/ledger/2026-06.csv)
END
prints "each exception is told, or how many were checked" \
    sed -n '/^Set aside/,/^Over and short by day/p' sheet <<'END'
Set aside, not posted

reason                       record
---------------------------  -------------------------------------------------------------------------------------
"14061" is a closed account  2026-06-30,11:06:00,1,MROSE,1-105626,14061,2511-14061,,CASH,96.20,sale,William Fisher

Twice on a tape

till  clerk  ref       account  item        tender  amount
----  -----  --------  -------  ----------  ------  ------
3     TLINH  3-062983  15009    2606-15009  CARD    186.42

Overpaid, not applied

till  clerk  ref       account  tender  amount
----  -----  --------  -------  ------  ------
1     MROSE  1-105621  10708    CARD    -25.00

Returned payments

till  clerk  ref       account  item        tender  amount
----  -----  --------  -------  ----------  ------  ------
3     TLINH  3-062955  10404    2606-10404  CHECK   201.40

Refunds

till  clerk  ref       account  item  tender  amount
----  -----  --------  -------  ----  ------  ------
3     TLINH  3-062985  10602          CASH      7.35

Voids

till  clerk    ref       account  item       tender  amount
----  -------  --------  -------  ---------  ------  ------
2     DOKAFOR  2-090821  11003    PB26-0240  CARD     85.00

Receipts of other dates

none of 78 receipts checked

Deposits of other dates

date        till  tender  amount
----------  ----  ------  ------
2026-06-29  3     CASH    425.12

Instalment plans broken

plan      account     due    paid  behind  why
--------  -------  ------  ------  ------  --------------------------------
PL26-004  12737    266.52  181.34   85.18  instalment due 2026-05-15 unpaid

Over and short by day
END
prints "over and short is told by day, and by clerk with the earlier days of the month" sed -n '/^Over and short by day/,/^Receivables/p' sheet <<'END'
Over and short by day

date            sum
----------  -------
2026-06-01    -0.25
2026-06-02   -20.00
2026-06-08     0.01
2026-06-15     0.25
2026-06-22    -5.11
2026-06-23     0.05
2026-06-29    -0.01
2026-06-30  -276.42

Over and short by clerk, month to date

clerk       CARD     CASH   CHECK    MO    total
-------  -------  -------  ------  ----  -------
DOKAFOR     0.00  -263.06  263.30  0.00     0.24
JBECK       0.00   -25.25    0.00  0.00   -25.25
LB          0.00     0.00    0.00  0.00     0.00
MROSE       0.00     0.00  -90.00  0.00   -90.00
SPATEL      0.00    -0.04    0.00  0.00    -0.04
TLINH    -186.42    -0.01    0.00  0.00  -186.43
         -------  -------  ------  ----  -------
total    -186.42  -288.36  173.30  0.00  -301.48
         =======  =======  ======  ====  =======

Receivables by age
END
prints "the ageing ties to the ledger" sed -n '/^Total by age/,/^Difference/p' sheet <<'END'
Total by age:    18,039.48
Ledger balance:  18,039.48
Difference:      0.00
END
prints "every tape and the lockbox is a batch" cut -d, -f1-6 book/reports/2026-06-30/posted.csv <<'END'
batch,entries,debits,credits,net,seal
2026-06-30-lockbox,36,0.00,-2082.24,-2082.24,3
2026-06-30-tape-1,100,0.00,-5829.76,-5829.76,4
2026-06-30-tape-2,92,0.00,-5985.54,-5985.54,5
2026-06-30-tape-3,73,208.75,-4127.18,-3918.43,6
END
prints "the month rolls forward to the ageing's total" \
    till-report -v closing book/reports/2026-06-30/rollforward.csv <<'END'
count,sum
9,18039.48
END
prints "the reports are there" ls book/reports/2026-06-30 <<'END'
activity.csv
age-by-code.csv
age.csv
cash.csv
day.csv
exceptions-bank.csv
exceptions-date.csv
exceptions-ledgers.csv
exceptions-plans.csv
exceptions-refund.csv
exceptions-rejects.csv
exceptions-return.csv
exceptions-twice.csv
exceptions-unapplied.csv
exceptions-void.csv
exceptions-ztape.csv
index.html
out.csv
overshort-clerks.csv
overshort-days.csv
overshort.csv
plans.csv
posted.csv
rollforward.csv
seal.csv
sheet.txt
tie.csv
verify.csv
ztape.csv
END
page=book/reports/2026-06-30/index.html
ok "the page has the charts" test "$(grep -c '<svg ' $page)" -eq 2
quiet "the page fetches nothing" grep -nE '<script|src=|href=|url\(h|@import' $page
quiet "no temporary name is in the reports" grep -rn 'reports/\.' book/reports/2026-06-30
quiet "nothing half-done is left" hidden

cp -Rp book before
warning <<'END'
till-post: ledger/2026-06.csv: already posted: batch 2026-06-30-lockbox, seal 3
till-post: ledger/2026-06.csv: already posted: batch 2026-06-30-tape-1, seal 4
till-post: ledger/2026-06.csv: already posted: batch 2026-06-30-tape-2, seal 5
till-post: ledger/2026-06.csv: already posted: batch 2026-06-30-tape-3, seal 6
END
finds "run again, nothing is posted twice" till-eod -d 2026-06-30 book <sheet
quiet "run again, every byte is the same" diff -r before book

# A day that is in balance, in a book that has little.

fresh
small_book
cp -Rp book clean
t_command till-eod -d 2025-03-10 book
cp "$out" sheet
is "a day with nothing out is in balance" "$t_got $(cat "$err")" '0 '
prints "what was looked at is told where nothing was found" sed -n '/^The day/,/^Money/p' sheet <<'END'
The day

Result:           in balance
Lines out:        0 of 2
Ledgers damaged:  0 of 2
Receipts:         2

Out of balance

none of 2 lines checked

Money by till and tender
END
quiet "sources that did not come are not spoken of" grep -nE 'bank|ztape|Deposits|plans' sheet
cp -Rp book closed

rm -rf book before
cp -Rp clean book
input </dev/null
ok "without -d the day is TILL_TODAY" env TILL_TODAY=2025-03-10 till-eod book
quiet "and all is the same" diff -r closed book

# Trouble leaves everything as it was.

rm -rf book before
cp -Rp clean book
printf '2025-03-10,1,ann,1-2,1002,B-2,CASH,"5.00\n' >>book/inbox/2025-03-10/tape-2.csv
cp -Rp book before
fails "a tape that is cut short closes no day" till-eod -d 2025-03-10 book <<'END'
till-import: inbox/2025-03-10/tape-2.csv:3: has a quote that is never closed
till-eod: book: 2025-03-10 was not closed
END
quiet "of papers that can't all be read, none is posted" diff -r before book

rm -rf book before
cp -Rp closed book
echo 'date,till,tender' >book/inbox/2025-03-10/bank.csv
cp -Rp book before
till-eod -d 2025-03-10 book >"$out" 2>"$err"
is "a bank file without amounts closes no day" $? 2
quiet "a report that was there stays as it was" diff -r before book

# A line on a tape twice, word for word, is one receipt; the same number on another line is not.
rm -rf book before
cp -Rp clean book
sed -n 2p book/inbox/2025-03-10/tape-1.csv >line
cat line >>book/inbox/2025-03-10/tape-1.csv
t_command till-eod -d 2025-03-10 book
prints "a line that stands twice on a tape is posted once" cut -d, -f1-4 book/reports/2025-03-10/posted.csv <<'END'
batch,entries,debits,credits
2025-03-10-tape-1,2,0.00,-50.00
2025-03-10-tape-2,1,0.00,-60.00
END
prints "and is an exception" cat book/reports/2025-03-10/exceptions-twice.csv <<'END'
till,clerk,ref,account,item,tender,amount
1,ann,1-1,1001,B-1,CASH,50.00
END

# Later papers, later months.

rm -rf book before
cp -Rp closed book
file book/inbox/2025-03-10/kiosk.csv <<'END'
date,till,clerk,ref,account,item,tender,amount,status
2025-03-10,K,,K-1,1002,,CARD,7.00,sale
END
file book/inbox/2025-03-10/bank.csv <<'END'
date,till,tender,amount
2025-03-10,1,CASH,50.00
2025-03-10,2,CHECK,60.00
2025-03-10,K,CARD,7.00
END
warning <<'END'
till-post: ledger/2025-03.csv: already posted: batch 2025-03-10-tape-1, seal 1
till-post: ledger/2025-03.csv: already posted: batch 2025-03-10-tape-2, seal 2
END
till-eod -d 2025-03-10 book >"$out" 2>"$err"
same "a paper that comes late is posted after the others" "$err" "$t_tmp/want.err"
rm -f "$t_tmp/want.err"
prints "and is tied with them" cat book/reports/2025-03-10/cash.csv <<'END'
date,till,tender,tape,count,posted,bank,count_diff,posted_diff,bank_diff,status,why
2025-03-10,1,CASH,50.00,50.00,50.00,50.00,0.00,0.00,0.00,balanced,
2025-03-10,2,CHECK,60.00,60.00,60.00,60.00,0.00,0.00,0.00,balanced,
2025-03-10,K,CARD,7.00,0.00,7.00,7.00,-7.00,0.00,0.00,out,receipt K-1 of 7.00 may be missing in count
END

rm -rf book before
cp -Rp closed book
file later.csv <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-04-01,1001,charge,B-3,B-3,WATER,31.00,2025-04-20,,,,
END
TILL_TODAY=2025-04-01 till-post -b later book/ledger/2025-04.csv later.csv >posted
t_command till-eod -d 2025-03-10 book
quiet "a later month changes nothing of the day" diff -r closed/reports book/reports

rm -rf book before
cp -Rp closed book
sed 's/CHECK,60.00/CHECK,61.00/' closed/inbox/2025-03-10/tape-2.csv >book/inbox/2025-03-10/tape-2.csv
t_command till-eod -d 2025-03-10 book
is "a paper that is not what was posted closes no day" "$t_got $(sed -n '2p' "$err")" \
    "2 till-post: ledger/2025-03.csv: batch 2025-03-10-tape-2: has a batch of that name with other entries (seal 2)"

# A ledger that was changed by hand.

rm -rf book before
cp -Rp closed book
sed 's/WATER,60.00,2025-03-20/WATER,60.00,2025-03-21/' closed/ledger/2025-02.csv >book/ledger/2025-02.csv
t_command till-eod -d 2025-03-10 book
is "a ledger that does not hold is out" "$t_got" 1
cp "$out" sheet
prints "and is told first" sed -n '/^! Result/,/^Out of/p' sheet <<'END'
! Result:           out of balance
  Lines out:        0 of 2
  Ledgers damaged:  1 of 2
  Receipts:         2

Ledgers that do not hold

ledger              seal  entries     net  status
------------------  ----  -------  ------  -------
ledger/2025-02.csv  0           3  110.00  damaged

Out of balance
END

# A run that was killed, at each program that comes after something was posted.

for victim in apply post recon age verify print; do
    rm -rf book bin
    cp -Rp clean book
    mkdir bin
    ln -s "$top"/bin/till-* bin
    rm "bin/till-$victim"
    file "bin/till-$victim" <<END
#!/bin/sh
case $victim in
apply | post) [ -s ledger/one ] || { echo >ledger/one && exec "$top/bin/till-$victim" "\$@"; } ;;
esac
kill -KILL \$PPID
END
    chmod +x "bin/till-$victim"
    sh -c 'bin/till-eod -d 2025-03-10 book' >/dev/null 2>&1
    ok "killed at till-$victim, it leaves no report of the day" test ! -e book/reports/2025-03-10
    rm -f book/ledger/one
    till-eod -d 2025-03-10 book >/dev/null 2>&1
    quiet "killed at till-$victim and run again, every byte is as if it had not been" diff -r closed book
done
