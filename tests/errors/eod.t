#!/bin/sh
# till-eod: what it says when something is wrong, a case a message.
. "${0%/*}/../lib.sh"

SOURCE_DATE_EPOCH=1741608000 SUDO_USER=ann
export SOURCE_DATE_EPOCH SUDO_USER

file bills.csv <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-02-15,1001,charge,B-1,B-1,WATER,30.00,2025-03-20,,,,
END
mkdir -p good/ledger good/reports good/maps
TILL_TODAY=2025-02-15 till-post -b bills good/ledger/2025-02.csv bills.csv >posted
file good/accounts.csv <<'END'
account,status
1001,open
END
file good/office.conf <<'END'
TOLERANCE=0.00
END
file good/maps/tape.csv <<'END'
column,from,form,table
date,Day,date %m/%d/%Y,
till,R1,constant,
clerk,ann,constant,
ref,No,,
account,Account,,
item,,constant,
tender,CASH,constant,
amount,Amount,amount,
status,sale,constant,
END
file good/inbox/2025-03-10/tape-1.csv <<'END'
Day,No,Account,Amount
3/10/2025,1-1,1001,10.00
END

# book: a good one, to be spoiled.
book() {
    chmod -R u+w book 2>/dev/null
    rm -rf book
    cp -Rp good book
}

# closes_not NAME: exit status 2, the message on standard input, and the book as it was.
closes_not() {
    rm -rf before
    cp -Rp book before
    fails "$1" till-eod -d 2025-03-10 book
    quiet "... and all is as it was" diff -r before book
}

ok "the book is good" sh -c 'cp -Rp good book && till-eod -d 2025-03-10 book'

# The command line.

fails "no book" till-eod <<'END'
till-eod: which book? try 'till-eod --help'
END
fails "two books" till-eod one two <<'END'
till-eod: which book? try 'till-eod --help'
END
fails "an unknown option" till-eod -x book <<'END'
till-eod: unknown option -x
till-eod: try 'till-eod --help'
END
fails "an option without its date" till-eod -d <<'END'
till-eod: option -d needs a DATE
END
fails "a date that is none" till-eod --date=3/10/2025 book <<'END'
till-eod: --date: "3/10/2025" is not a date (YYYY-MM-DD)
END
fails "a day that is not in the calendar, for it has no papers" till-eod -d 2025-02-29 book <<'END'
till-eod: book/inbox/2025-02-29: no such directory
END
fails "a date that is a path" till-eod -d ../../../etc book <<'END'
till-eod: --date: "../../../etc" is not a date (YYYY-MM-DD)
END
fails "a book that is not there" till-eod -d 2025-03-10 nowhere <<'END'
till-eod: nowhere/inbox/2025-03-10: no such directory
END

# The settings.

book
rm book/office.conf
closes_not "no settings" <<'END'
till-eod: book/office.conf: no such file (an empty one will do)
END
book
echo 'TOLERANZ=5.00' >>book/office.conf
closes_not "a setting that is none" <<'END'
till-eod: book/office.conf: "TOLERANZ" is no setting
END
book
printf 'TOLERANCE=5.00\r\nTOLERANZ=5.00\r' >book/office.conf
closes_not "... be it in a last line without an end, from a spreadsheet" <<'END'
till-eod: book/office.conf: "TOLERANZ" is no setting
END
book
echo 'TOLERANCE=$(touch executed)' >book/office.conf
closes_not "a setting is read, never executed" <<'END'
till-recon: --tolerance: "$(touch executed)" is not an amount
till-eod: book: 2025-03-10 was not closed
END
book
echo 'APPLY_KEYS=eldest' >book/office.conf
closes_not "an order of money that is none" <<'END'
till-apply: --keys: has a key that is not oldest, newest, penalty, current or code
till-eod: book: 2025-03-10 was not closed
END

# The papers.

book
rm -r book/inbox/2025-03-10/*
mkdir book/inbox/2025-03-10/more
closes_not "a directory among the papers" <<'END'
till-eod: book/inbox/2025-03-10/more: is no file
till-eod: book: 2025-03-10 was not closed
END
book
rm book/inbox/2025-03-10/*
closes_not "no papers" <<'END'
till-eod: book/inbox/2025-03-10: no paper is there
till-eod: book: 2025-03-10 was not closed
END
book
echo x >"book/inbox/2025-03-10/tape 2.csv"
closes_not "a paper whose name can't be a batch's" <<'END'
till-eod: book/inbox/2025-03-10/tape 2.csv: a name has letters, digits, dots and dashes
till-eod: book: 2025-03-10 was not closed
END
book
gzip -k book/inbox/2025-03-10/tape-1.csv
closes_not "a paper that came twice" <<'END'
till-eod: book/inbox/2025-03-10/tape-1.csv.gz: another paper is named tape-1
till-eod: book: 2025-03-10 was not closed
END
book
rm book/inbox/2025-03-10/tape-1.csv
printf 'date,till,tender,amount\n2025-03-10,R1,CASH,10.00\n' >book/inbox/2025-03-10/count.csv
closes_not "no tape" <<'END'
till-eod: book/inbox/2025-03-10: no tape is there
till-eod: book: 2025-03-10 was not closed
END
book
echo 'Please call back' >book/inbox/2025-03-10/note.txt
closes_not "a paper that is none" <<'END'
till-import: inbox/2025-03-10/note.txt:1: date: is missing from the header
till-import: inbox/2025-03-10/note.txt:1: till: is missing from the header
till-import: inbox/2025-03-10/note.txt:1: clerk: is missing from the header
till-import: inbox/2025-03-10/note.txt:1: ref: is missing from the header
till-import: inbox/2025-03-10/note.txt:1: account: is missing from the header
till-import: inbox/2025-03-10/note.txt:1: item: is missing from the header
till-import: inbox/2025-03-10/note.txt:1: tender: is missing from the header
till-import: inbox/2025-03-10/note.txt:1: amount: is missing from the header
till-import: inbox/2025-03-10/note.txt:1: status: is missing from the header
till-eod: book: 2025-03-10 was not closed
END
book
echo '3/11/2025,1-2,1001,1O.00' >>book/inbox/2025-03-10/tape-1.csv
closes_not "a bad amount on a tape" <<'END'
till-import: inbox/2025-03-10/tape-1.csv:3: Amount: "1O.00" is not an amount
till-eod: book: 2025-03-10 was not closed
END
book
echo '2/29/2025,1-2,1001,10.00' >>book/inbox/2025-03-10/tape-1.csv
closes_not "a bad date on a tape" <<'END'
till-import: inbox/2025-03-10/tape-1.csv:3: Day: "2/29/2025" is no day of the calendar
till-eod: book: 2025-03-10 was not closed
END
book
printf '3/10/2025,1-2,10\000001,10.00\n' >>book/inbox/2025-03-10/tape-1.csv
closes_not "a NUL byte on a tape" <<'END'
till-import: inbox/2025-03-10/tape-1.csv:3: Account: "10?001" has a NUL byte
till-eod: book: 2025-03-10 was not closed
END
book
printf '3/10/2025,1-2,\377,10.00\n' >>book/inbox/2025-03-10/tape-1.csv
closes_not "a tape in another character set" <<'END'
till-import: inbox/2025-03-10/tape-1.csv:3: Account: "?" is not UTF-8 (--charset names another)
till-eod: book: 2025-03-10 was not closed
END
book
gzip book/inbox/2025-03-10/tape-1.csv
head -c 60 book/inbox/2025-03-10/tape-1.csv.gz >cut
mv cut book/inbox/2025-03-10/tape-1.csv.gz
closes_not "a compressed tape that was cut short" <<'END'
till-import: inbox/2025-03-10/tape-1.csv.gz:2: is cut short: its gzip data has no end
till-eod: book: 2025-03-10 was not closed
END
book
printf 'date,till,clerk,tender,denomination,quantity,amount\n2025-03-10,R1,ann,CASH,20.00,x,\n' \
    >book/inbox/2025-03-10/count.csv
closes_not "a bad quantity in a count" <<'END'
till-count: inbox/2025-03-10/count.csv:2: quantity: "x" is not a whole number
till-eod: book: 2025-03-10 was not closed
END
book
printf 'date,till,tender\n2025-03-10,R1,CASH\n' >book/inbox/2025-03-10/ztape.csv
closes_not "a Z tape without amounts" <<'END'
till-import: inbox/2025-03-10/ztape.csv:1: amount: is missing from the header
till-eod: book: 2025-03-10 was not closed
END

# What is found in a copy is told of the paper.

receipts() { # LINE...
    printf '%s\n' date,till,clerk,ref,account,item,tender,amount,status "$@" >book/inbox/2025-03-10/kiosk.csv
}
book
receipts 2025-03-10,K,,K-1,1001,,CARD,7.00,sale 2025-03-10,K,,K-2,1001,,CARD,7.0O,sale
closes_not "a bad amount on a tape without a map" <<'END'
till-recon: inbox/2025-03-10/kiosk.csv:3: amount: "7.0O" is not an amount
till-eod: book: 2025-03-10 was not closed
END
book
receipts 2025-03-10,K,,K-1,1001,,CARD,7.00,sold
gzip book/inbox/2025-03-10/kiosk.csv
closes_not "a bad status on one that is compressed" <<'END'
till-recon: inbox/2025-03-10/kiosk.csv.gz:2: status: "sold" is not sale, void, refund or return
till-eod: book: 2025-03-10 was not closed
END
book
sed -i /^item,/d book/maps/tape.csv
closes_not "a map that makes no item" <<'END'
till-import: inbox/2025-03-10/tape-1.csv (as maps/tape.csv makes it):1: item: is missing from the header
till-eod: book: 2025-03-10 was not closed
END
book
receipts 2025-03-10,K,,=K-1,1001,,CARD,7.00,sale
fails "a receipt number that may not enter a ledger" till-eod -d 2025-03-10 book <<'END'
till-post: inbox/2025-03-10/kiosk.csv (its entries):2: ref: "=K-1" would be run as a formula by a spreadsheet (--allow-formulas)
till-eod: book: 2025-03-10 was not closed
END

# The book.

book
mv book/inbox/2025-03-10/tape-1.csv book/inbox/2025-03-10/register-1.csv
cp book/maps/tape.csv book/maps/register.csv
printf 'date,till,tender,amount\n2025-03-10,R1,CASH,10.00\n' >book/inbox/2025-03-10/ztape.csv
closes_not "Z tapes without tapes" <<'END'
till-eod: book/inbox/2025-03-10: Z tapes, but no tape-*
till-eod: book: 2025-03-10 was not closed
END
book
rm book/accounts.csv
closes_not "no accounts" <<'END'
till-apply: accounts.csv: No such file or directory
till-eod: book: 2025-03-10 was not closed
END
book
rm book/ledger/*
closes_not "no ledger" <<'END'
till-eod: book/ledger: no ledger is there
END
book
full=$(cat good/inbox/2025-03-10/tape-1.csv)
is "the tape is what it was" "$(cat book/inbox/2025-03-10/tape-1.csv)" "$full"
full_disk till-eod -d 2025-03-10 book
ok "a sheet that can't be printed is in the reports all the same" test -s book/reports/2025-03-10/sheet.txt
