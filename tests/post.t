#!/bin/sh
# till-post: one sealed batch, all or nothing.
. "${0%/*}/lib.sh"

TILL_TODAY=2025-03-01 SOURCE_DATE_EPOCH=1740844800
export TILL_TODAY SOURCE_DATE_EPOCH
unset SUDO_USER
me=$(id -un)
totals=batch,entries,debits,credits,net,seal,sha256

file entries.csv <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-02-28,1,charge,B1,B1,WATER,30.00,2025-03-20,,,,
2025-02-28,1,payment,R1,,,-12.5,,CASH,1,ann,José
END
file more.csv <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-03-01,2,charge,B2,B2,WATER,7.00,2025-03-20,,,,
END

# sum FILE: its SHA-256.
sum() {
    sha256sum "$1" | cut -d ' ' -f 1
}

# keep: what the ledger is now. unchanged NAME: it still is.
keep() {
    cp -p ledger.csv kept.csv
}
unchanged() {
    same "$1" ledger.csv kept.csv
}

# A new ledger, to the byte.

cat >want.csv <<END
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-03-01,,batch,first,,,,,,,$me,entries 2 debits 30.00 credits -12.50 posted 2025-03-01T16:00:00Z
2025-02-28,1,charge,B1,B1,WATER,30.00,2025-03-20,,,,
2025-02-28,1,payment,R1,,,-12.50,,CASH,1,ann,José
END
seal=$(sum want.csv)
echo "2025-03-01,,seal,,1,,,,,,,$seal" >>want.csv
prints "a new ledger: the control totals" till-post -b first ledger.csv entries.csv <<END
$totals
first,2,30.00,-12.50,17.50,1,$seal
END
same "... header, mark, entries and seal, to the byte" ledger.csv want.csv
ok "... which its maker and the office may read" test "$(ls -l ledger.csv | cut -c 1-10)" = -rw-r--r--

# The next batch: its seal covers all from the line of the seal before.

tail -n 1 want.csv >covered
cat >>covered <<END
2025-03-01,,batch,second,,,,,,,$me,entries 1 debits 7.00 credits 0.00 posted 2025-03-01T16:00:00Z
2025-03-01,2,charge,B2,B2,WATER,7.00,2025-03-20,,,,
END
seal=$(sum covered)
{ cat want.csv; sed 1d covered; echo "2025-03-01,,seal,,2,,,,,,,$seal"; } >want2.csv
prints "a second batch is appended" till-post -b second ledger.csv more.csv <<END
$totals
second,1,7.00,0.00,7.00,2,$seal
END
same "... and what stood before stays as it was" ledger.csv want2.csv
ok "the ledger holds" till-verify ledger.csv
first=$(sed -n 's/.*,seal,,1,.*,//p' ledger.csv)

# The same batch again.

keep
warning <<'END'
till-post: ledger.csv: already posted: batch first, seal 1
END
prints "the same batch again is already posted: its own totals and seal" till-post -b first ledger.csv entries.csv <<END
$totals
first,2,30.00,-12.50,17.50,1,$first
END
unchanged "... and nothing is written"
warning <<'END'
till-post: ledger.csv: batch first: has a batch of that name with other entries (seal 1)
END
finds "the same name with other entries is refused" till-post -b first ledger.csv more.csv </dev/null
unchanged "... and nothing is written"
head -n 2 entries.csv >half.csv
warning <<'END'
till-post: ledger.csv: batch first: has a batch of that name with other entries (seal 1)
END
finds "... a part of them is other entries" till-post -b first ledger.csv half.csv </dev/null
prints "a name that is the beginning of another's is another" till-post -n -b firs ledger.csv more.csv <<END
$totals
firs,1,7.00,0.00,7.00,,
END

# Without a name.

fresh
cat >entries.csv <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-02-28,1,charge,B1,B1,WATER,30.00,2025-03-20,,,,José
END
id=$(sum entries.csv)
till-post ledger.csv entries.csv >posted.csv
is "without a name the batch's is the SHA-256 of its file" "$(sed -n 2p posted.csv | cut -d , -f 1)" "$id"
keep
gzip -c entries.csv >packed
sed "s/\$/$(printf '\r')/" entries.csv >crlf
{ printf '\357\273\277'; cat entries.csv; } >bom
printf %s "$(cat entries.csv)" >cut
for how in packed crlf bom cut; do
    warning <<END
till-post: ledger.csv: already posted: batch $id, seal 1
END
    prints "... whichever way it is written: $how" till-post ledger.csv $how <posted.csv
done
iconv -f UTF-8 -t CP1252 entries.csv >cp1252
warning <<END
till-post: ledger.csv: already posted: batch $id, seal 1
END
prints "... and in CP1252" till-post --charset=CP1252 ledger.csv cp1252 <posted.csv
input <entries.csv
warning <<END
till-post: ledger.csv: already posted: batch $id, seal 1
END
prints "... and from standard input" till-post ledger.csv <posted.csv
unchanged "nothing of this was written"
file ordered.csv <<'END'
memo,amount,account,date,kind,ref,item,code,due
José,30.00,1,2025-02-28,charge,B1,B1,WATER,2025-03-20
END
till-post -b x by-order.csv ordered.csv >/dev/null
is "columns in another order stand in the ledger's" "$(sed -n 3p by-order.csv)" "$(sed -n 2p entries.csv)"

# A dry run.

warning <<END
till-post: ledger.csv: already posted: batch $id, seal 1
END
prints "a dry run says that it is posted" till-post -n ledger.csv entries.csv <posted.csv
file other.csv <<'END'
date,account,kind,amount
2025-02-28,1,charge,1.00
END
prints "a dry run says what would be posted" till-post --dry-run -b x ledger.csv other.csv <<END
$totals
x,1,1.00,0.00,1.00,,
END
unchanged "... and writes nothing"
prints "a dry run on a ledger that is not there" till-post -n -b x nowhere.csv other.csv <<END
$totals
x,1,1.00,0.00,1.00,,
END
ok "... makes none" test ! -e nowhere.csv
touch -d '2025-01-01 00:00' ledger.csv
till-post -n -b y ledger.csv other.csv >/dev/null
is "a dry run does not even touch the file" "$(date -r ledger.csv +%Y-%m-%d)" 2025-01-01

# Nothing to post; the same twice.

echo date,account,kind,amount >none.csv
warning <<'END'
till-post: no entries: nothing to post
END
prints "nothing to post is said, and no ledger is made" till-post -b x none-yet.csv none.csv <<END
$totals
x,0,0.00,0.00,0.00,,
END
ok "... none at all" test ! -e none-yet.csv
file twice.csv <<'END'
date,account,kind,ref,amount
2025-02-28,1,payment,R1,-5.00
2025-02-28,1,payment,R1,-5.00
END
till-post -b twice twice-ledger.csv twice.csv >/dev/null
is "two receipts that are alike in one batch stay two" "$(grep -c R1 twice-ledger.csv)" 2
file zero.csv <<'END'
date,account,kind,amount
2025-02-28,1,adjustment,0
2025-02-28,2,transfer,-1
2025-02-28,3,transfer,1
END
prints "transfers and adjustments of either sign" till-post -n -b z ledger.csv zero.csv <<END
$totals
z,3,1.00,-1.00,0.00,,
END
till-post -b 'North, South' x.csv zero.csv >/dev/null 2>&1
is "a name with a comma is refused" "$?" 2
file quoted.csv <<'END'
date,account,kind,amount,memo
2025-02-28,1,charge,1.00,"paid ""late"", again"
END
till-post -b q quotes.csv quoted.csv >/dev/null
is "quotes stand where they are needed" "$(sed -n 3p quotes.csv)" '2025-02-28,1,charge,,,,1.00,,,,,"paid ""late"", again"'
ok "... and the ledger holds" till-verify quotes.csv
prints "the totals in another form" till-post -n -O json -b x ledger.csv other.csv <<'END'
[
{"batch":"x","entries":1,"debits":1.00,"credits":0.00,"net":1.00,"seal":"","sha256":""}
]
END

fresh
printf '%s\n' date,account,kind,amount,ward 2025-02-28,1,charge,2.00,c >plain.csv
printf '%s\n' ward,amount,kind,account,date c,2.00,charge,1,2025-02-28 >turned.csv
is "the name of a batch is its SHA-256, whatever the order of an entry's columns" \
    "$(till-post -n ledger.csv turned.csv | sed -n '2s/,.*//p')" "$(sha256sum <plain.csv | cut -c 1-64)"

# Columns that the office added.

fresh
file fund.csv <<'END'
date,account,kind,amount,fund,ward
2025-02-28,1,charge,1.00,510,"a,b"
END
till-post -b 1 ledger.csv fund.csv >/dev/null
is "a new ledger has the input's own columns behind the entry's" "$(sed -n 1p ledger.csv)" \
    date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo,fund,ward
is "... with their values" "$(sed -n 3p ledger.csv)" '2025-02-28,1,charge,,,,1.00,,,,,,510,"a,b"'
file plain.csv <<'END'
date,account,kind,amount
2025-02-28,1,charge,2.00
END
till-post -b 2 ledger.csv plain.csv >/dev/null
is "entries without them leave them empty" "$(grep ,2.00, ledger.csv)" '2025-02-28,1,charge,,,,2.00,,,,,,,'
file ward.csv <<'END'
ward,date,account,kind,amount,fund
c,2025-02-28,1,charge,3.00,5
END
till-post -b 3 ledger.csv ward.csv >/dev/null
is "each value goes to its column by name" "$(grep ,3.00, ledger.csv)" '2025-02-28,1,charge,,,,3.00,,,,,,5,c'
ok "the ledger holds" till-verify ledger.csv
keep
file new.csv <<'END'
date,account,kind,amount,route
2025-02-28,1,charge,2.00,7
END
fails "a column that the ledger does not have would be lost" till-post -b 4 ledger.csv new.csv <<'END'
till-post: new.csv:1: "route": is no column of the ledger, and would be lost
END
unchanged "... so nothing is written"

fresh
sed '1s/ward/=1+1/' "$OLDPWD/fund.csv" >formula.csv
fails "a column's name that is a formula" till-post ledger.csv formula.csv <<'END'
till-post: formula.csv:1: "=1+1": would be run as a formula by a spreadsheet (--allow-formulas)
END
ok "... may be let in" till-post -n --allow-formulas ledger.csv formula.csv

# wide COLUMNS LENGTH [BYTES]: an entry with so many columns of the office's own, their names of that length, and
# so many bytes in the first sixteen of them.
wide() {
    awk -v n="$1" -v length_="$2" -v bytes="${3-0}" 'BEGIN {
        head = "date,account,kind,amount"; line = "2025-02-28,1,charge,1"
        for (i = 1; i <= n; i++) {
            head = head "," sprintf("c%0*d", length_ - 1, i)
            take = i > 16 ? 0 : bytes > 4096 ? 4096 : bytes
            bytes -= take
            line = line "," (take > 0 ? sprintf("%0*d", take, 0) : "")
        }
        print head "\n" line
    }'
}
wide 988 4 >wide.csv
prints "a ledger of a thousand columns is begun" till-post -n -b 1 ledger.csv wide.csv <<END
$totals
1,1,1.00,0.00,1.00,,
END
wide 989 4 >wide.csv
fails "one of more is not, for nothing could read it" till-post -b 1 ledger.csv wide.csv <<'END'
till-post: wide.csv:1: the header of a ledger has at most 1000 columns and 65536 bytes
END
ok "... and is not there" test ! -e ledger.csv
wide 885 73 >wide.csv
fails "... nor one whose header would be too long" till-post -b 1 ledger.csv wide.csv <<'END'
till-post: wide.csv:1: the header of a ledger has at most 1000 columns and 65536 bytes
END
wide 16 3 65487 >long.csv
ok "an entry as long as a record may be is posted" till-post -b 1 ledger.csv long.csv
ok "... and read again" till-verify ledger.csv
is "... with all of its bytes" "$(sed -n '3{p;q;}' ledger.csv | wc -c)" 65536
wide 16 3 65488 >long.csv
keep
fails "one that becomes longer in the ledger is not" till-post -b 2 ledger.csv long.csv <<'END'
till-post: long.csv:2: would be a record of more than 65536 bytes
END
unchanged "... and the ledger is as it was"

# What stands behind the last seal, and what stands in its place.

fresh
# two: a.csv and b.csv, an entry each.
two() {
    printf '%s\n' date,account,kind,amount 2025-02-28,1,charge,1.00 >a.csv
    printf '%s\n' date,account,kind,amount 2025-02-28,2,charge,2.00 >b.csv
}
two
till-post -b a ledger.csv a.csv >/dev/null
cp ledger.csv whole.csv
till-post -b b whole.csv b.csv >whole.out
size=$(wc -c <ledger.csv)
# torn NAME BYTES [FILE]: the ledger with so many bytes of the next batch, as FILE has them.
torn() {
    head -c "$((size + $2))" "${3-whole.csv}" >ledger.csv
    tail -c "+$((size + 1))" ledger.csv >tail
    rm -f ledger.csv.torn-*
    warning <<END
till-post: ledger.csv: a batch that was cut short was found behind the last seal; saved as ledger.csv.torn-$size and cut off
END
    prints "$1: it is saved beside the ledger and cut off" till-post -b b ledger.csv b.csv <whole.out
    same "... the batch stands as if nothing had been" ledger.csv whole.csv
    same "... what was cut off is kept" "ledger.csv.torn-$size" tail
}
torn "a byte of a batch" 1
torn "half a mark" 20
torn "a batch without its seal" $(($(sed '$d' whole.csv | wc -c) - size))
printf '%s\0' "$(cat whole.csv)" >zero
torn "a batch whose last byte is still to come" $(($(wc -c <zero) - size)) zero
printf '%sx' "$(cat whole.csv)" >ledger.csv
keep
fails "a last line end that was made another byte is damage, not a batch cut short" \
    till-post -b b ledger.csv b.csv <<'END'
till-post: ledger.csv:7: is a seal that does not match what stands before it; nothing was posted
END
unchanged "... and the ledger stays as it is"
printf %s "$(cat whole.csv)" >ledger.csv
keep
warning <<'END'
till-post: ledger.csv: already posted: batch b, seal 2
END
prints "a ledger that lost its last line end lost no batch" till-post -b b ledger.csv b.csv <whole.out
unchanged "... and stays as it is"
printf '%s\n' date,account,kind,amount 2025-02-28,3,charge,3.00 >c.csv
ok "... the next batch goes on behind it" till-post -b c ledger.csv c.csv
cp whole.csv whole-3.csv && till-post -b c whole-3.csv c.csv >/dev/null
same "... as if the line end had been there" ledger.csv whole-3.csv
head -c "$((size + 9))" whole.csv >ledger.csv
warning <<END
till-post: ledger.csv: a batch that was cut short was found behind the last seal; saved as ledger.csv.torn-$size-1 and cut off
END
prints "a second torn tail at the same place does not replace the first" till-post -b b ledger.csv b.csv <whole.out
head -c "$((size + 9))" whole.csv >ledger.csv
keep
rm -f ledger.csv.torn-*
prints "a dry run" till-post -n -b b ledger.csv b.csv <<END
$totals
b,1,2.00,0.00,2.00,,
END
unchanged "... leaves a torn tail where it is"

# A seal has the columns that the office added; while one of them is missing, it is not there yet.
fresh
printf '%s\n' date,account,kind,amount,fund,ward 2025-02-28,1,charge,1.00,5, >a.csv
printf '%s\n' date,account,kind,amount,fund,ward 2025-02-28,2,charge,2.00,,c >b.csv
till-post -b a ledger.csv a.csv >/dev/null
cp ledger.csv whole.csv
till-post -b b whole.csv b.csv >whole.out
size=$(wc -c <ledger.csv) end=$(wc -c <whole.csv)
torn "a seal that lacks a column" $((end - size - 2))
torn "a seal that lacks two" $((end - size - 3))
{ head -c $((end - 2)) whole.csv; printf '\0'; } >zero
torn "a seal whose last column is still to come" $((end - size - 1)) zero
head -c $((end - 2)) whole.csv >ledger.csv
is "... is none to a report" "$(till-report ledger.csv)" "$(head -c "$size" whole.csv | till-report)"
sed '$s/,$/,,/' whole.csv >ledger.csv
keep
fails "a seal with a column more was changed" till-post -b c ledger.csv a.csv <<'END'
till-post: ledger.csv:7: is a seal whose own line was changed; nothing was posted
END
unchanged "... and the ledger stays as it is"

fresh
two
till-post -b a whole.csv a.csv >/dev/null
till-post -b b whole.csv b.csv >/dev/null
sed 's/,1\.00,/,7.00,/' whole.csv >ledger.csv
keep
fails "a ledger that was edited is not posted to" till-post -b c ledger.csv a.csv <<'END'
till-post: ledger.csv:4: is a seal that does not match what stands before it; nothing was posted
END
unchanged "... and stays as it is, to be looked into"
fails "... not even to say that a batch is posted already" till-post -b b ledger.csv b.csv <<'END'
till-post: ledger.csv:4: is a seal that does not match what stands before it; nothing was posted
END
sed '2,4d' whole.csv >ledger.csv
keep
fails "a ledger that lacks a batch" till-post -b c ledger.csv a.csv <<'END'
till-post: ledger.csv:4: is not the next seal in number; nothing was posted
END
unchanged "... stays as it is"
printf '%s\n' date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo 2025-01-01,1,charge,,,,1.00,,,,, >ledger.csv
keep
fails "a file with entries and no seal is no ledger" till-post -b c ledger.csv a.csv <<'END'
till-post: ledger.csv: holds lines without a seal: it is no ledger of till-post; nothing was posted
END
unchanged "... and stays as it is"
printf 'dear customer' >ledger.csv
keep
fails "nor is any other text" till-post -b c ledger.csv a.csv <<'END'
till-post: ledger.csv: holds lines without a seal: it is no ledger of till-post; nothing was posted
END
unchanged "... and stays as it is"
echo 'dear customer' >ledger.csv
keep
fails "... with a line end" till-post -b c ledger.csv a.csv <<'END'
till-post: ledger.csv:1: "dear customer" stands in the header where a ledger has date
END
unchanged "... and stays as it is, too"
printf 'name,address\nx,y\n' >ledger.csv
keep
fails "nor is another table" till-post -b c ledger.csv a.csv <<'END'
till-post: ledger.csv:1: "name" stands in the header where a ledger has date
END
unchanged "... and stays as it is"
: >ledger.csv
till-post -b a ledger.csv a.csv >/dev/null
head -n 4 whole.csv >first.csv
same "an empty file is a ledger that was not begun" ledger.csv first.csv

# The file that it is.

fresh
two
till-post -b a ledger.csv a.csv >/dev/null
keep
ln -s ledger.csv link.csv
fails "a symbolic link is refused" till-post -b b link.csv b.csv <<'END'
till-post: link.csv: is a symbolic link; nothing was posted
END
unchanged "... and what it leads to stays as it is"
ln -s nowhere.csv dangling.csv
fails "... be there a file behind it or not" till-post -b b dangling.csv b.csv <<'END'
till-post: dangling.csv: is a symbolic link; nothing was posted
END
ok "... none is made" test ! -e nowhere.csv
ln ledger.csv second.csv
fails "a file with two names is refused" till-post -b b ledger.csv b.csv <<'END'
till-post: ledger.csv: has a second name (a hard link); nothing was posted
END
rm second.csv
chmod 646 ledger.csv
fails "a file that everybody may write is refused" till-post -b b ledger.csv b.csv <<'END'
till-post: ledger.csv: may be written by everybody; nothing was posted
END
chmod 444 ledger.csv
warning <<'END'
till-post: ledger.csv: is read-only: its period is closed; nothing was posted
END
finds "a read-only file is a closed period" till-post -b b ledger.csv b.csv </dev/null
chmod 644 ledger.csv
unchanged "nothing of this was written"
mkdir folder
fails "a folder is refused" till-post -b b folder b.csv <<'END'
till-post: folder: Is a directory; nothing was posted
END
fails "a folder that is not there is not made" till-post -b b no/ledger.csv b.csv <<'END'
till-post: no/ledger.csv: No such file or directory; nothing was posted
END
fails "... nor taken to be there by a dry run" till-post -n -b b no/ledger.csv b.csv <<'END'
till-post: no/ledger.csv: No such file or directory; nothing was posted
END
mkfifo pipe
fails "a pipe is refused" timeout 5 till-post -b b pipe b.csv <<'END'
till-post: pipe: is not a regular file; nothing was posted
END
fails "... by a dry run as well" timeout 5 till-post -n -b b pipe b.csv <<'END'
till-post: pipe: is not a regular file; nothing was posted
END
gzip -c ledger.csv >ledger.csv.gz
warning <<'END'
till-post: ledger.csv: is compressed: its period is closed; nothing was posted
END
finds "a period whose file was compressed is closed, the old file beside it or not" till-post -b b ledger.csv b.csv </dev/null
mv ledger.csv away.csv
warning <<'END'
till-post: ledger.csv: is compressed: its period is closed; nothing was posted
END
finds "... no new one is begun beside it" till-post -b b ledger.csv b.csv </dev/null
ok "... at all" test ! -e ledger.csv
mv away.csv ledger.csv
rm ledger.csv.gz

# A failed write.

# limited BLOCKS CMD...: no file of CMD may be longer than that many blocks of 512 bytes.
limited() (
    ulimit -f "$1" || exit 99
    shift
    exec "$@"
)
awk 'BEGIN { print "date,account,kind,amount"; for (i = 0; i < 3000; i++) print "2025-02-28," i ",charge,1.00" }' >many.csv
keep
fails "a write that fails leaves the ledger as it was" limited 8 till-post -b many ledger.csv many.csv <<'END'
till-post: ledger.csv: File too large; nothing was posted
END
unchanged "... to the byte"
fails "... and a new one is not begun" limited 8 till-post -b many new.csv many.csv <<'END'
till-post: new.csv: File too large; nothing was posted
END
ok "... no empty file stays" test ! -e new.csv
full=$t_tmp/full
if mkdir "$full" && mount -t tmpfs -o size=64k till-test "$full" 2>/dev/null; then
    cp ledger.csv "$full/ledger.csv"
    fails "a disk that is full leaves the ledger as it was" till-post -b many "$full/ledger.csv" many.csv <<END
till-post: $full/ledger.csv: No space left on device; nothing was posted
END
    same "... to the byte" "$full/ledger.csv" ledger.csv
    ok "... and what fits can be posted" till-post -b b "$full/ledger.csv" b.csv
    umount "$full"
else
    skip "a disk that is full leaves the ledger as it was" 'no tmpfs can be mounted here'
fi
if [ -c /dev/full ]; then
    status=0
    till-post -b b ledger.csv b.csv >/dev/full 2>"$err" || status=$?
    is "totals that can't be printed are trouble" "$status" 2
    is "... and it is said that the batch is posted" "$(cat "$err")" \
        "till-post: standard output: No space left on device; the batch is posted, and posting it again is safe"
    warning <<'END'
till-post: ledger.csv: already posted: batch b, seal 2
END
    t_seal=$(tail -n 1 ledger.csv)
    prints "... which it is" till-post -b b ledger.csv b.csv <<END
$totals
b,1,2.00,0.00,2.00,2,${t_seal##*,}
END
else
    skip "totals that can't be printed are trouble" 'no /dev/full'
fi

# Together.

fresh
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    printf '%s\n' date,account,kind,amount "2025-02-28,$i,charge,$i.00" >$i.csv
done
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    till-post -b "batch-$i" ledger.csv $i.csv >out.$i 2>err.$i &
done
wait
is "twenty posts at once: none complains" "$(cat err.*)" ""
is "... every entry is there once" "$(grep -c ,charge, ledger.csv) $(grep ,charge, ledger.csv | sort -u | wc -l)" "20 20"
is "... every one has a seal of its own" "$(sed -n 's/^batch-[^,]*,1,[^,]*,0.00,[^,]*,\([0-9]*\),.*/\1/p' out.* | sort -n | tr '\n' ' ')" \
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 "
ok "... and the chain holds" till-verify ledger.csv
for i in 1 2 3 4 5 6 7 8; do
    till-post -b same ledger.csv 1.csv >out.$i 2>err.$i &
done
wait
is "the same batch from eight hands is posted once" "$(grep -c ',batch,same,' ledger.csv)" 1
is "... and the others are told so" "$(cat err.1 err.2 err.3 err.4 err.5 err.6 err.7 err.8 | grep -c 'already posted: batch same, seal 21')" 7

if command -v flock >/dev/null; then
    flock ledger.csv sleep 1 &
    sleep 0.3
    ok "who has to wait for another's lock waits" till-post -b waited ledger.csv 2.csv
    wait
    ok "... and the chain holds" till-verify ledger.csv
else
    skip "who has to wait for another's lock waits" 'no flock here'
fi

# The moment of posting.

fresh
two
SOURCE_DATE_EPOCH=0 till-post -b x epoch.csv a.csv >/dev/null
is "SOURCE_DATE_EPOCH is the moment" "$(sed -n '2s/.* posted //p' epoch.csv)" 1970-01-01T00:00:00Z
unset SOURCE_DATE_EPOCH
before=$(date -u +%Y-%m-%dT%H:%M:%SZ)
till-post -b x now.csv a.csv >/dev/null
moment=$(sed -n '2s/.* posted //p' now.csv)
is "without it, the moment is now" "$(printf '%s\n' "$before" "$moment" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" | sort -c && echo yes)" yes
for moment in never 1e9 99999999999999999999 ' 1'; do
    fails "a moment that is none: '$moment'" env SOURCE_DATE_EPOCH="$moment" till-post -b x moment.csv a.csv <<END
till-post: SOURCE_DATE_EPOCH: "$moment" is not a number of seconds
END
done
fails "a day that is none" env TILL_TODAY=2025-02-29 till-post -b x moment.csv a.csv <<'END'
till-post: TILL_TODAY: "2025-02-29" is no day of the calendar
END
ok "... nothing is begun" test ! -e moment.csv
SUDO_USER=clerk till-post -b x sudo.csv a.csv >/dev/null
is "who calls through sudo is who posts" "$(sed -n 2p sudo.csv | cut -d , -f 11)" clerk
