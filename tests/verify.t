#!/bin/sh
# till-verify: whether a ledger's seals, signs and sums hold.
. "${0%/*}/lib.sh"

TILL_TODAY=2025-03-01 SOURCE_DATE_EPOCH=1740844800
export TILL_TODAY SOURCE_DATE_EPOCH
heads=ledger,seal,sha256,batches,entries,debits,credits,net,status

# A ledger of three batches: its lines are 1 header; 2 mark, 3-5 entries, 6 seal; 7 mark, 8 entry,
# 9 seal; 10 mark, 11-12 entries, 13 seal.
file 1.csv <<'END'
date,account,kind,ref,item,code,amount,due,memo
2025-01-05,1,charge,B1,B1,WATER,30.00,2025-01-25,
2025-01-05,2,charge,B2,B2,WATER,20.00,2025-01-25,"José, ""the second"""
2025-01-05,2,penalty,B3,B3,WATER,1.00,2025-01-25,
END
file 2.csv <<'END'
date,account,kind,ref,item,code,amount
2025-01-20,1,payment,R1,B1,WATER,-30.00
END
file 3.csv <<'END'
date,account,kind,ref,item,code,amount
2025-01-21,2,payment,R2,B2,WATER,-20.00
2025-01-21,3,payment,R3,,,-5.00
END
for i in 1 2 3; do
    till-post -b $i ledger.csv $i.csv >/dev/null
done
cp ledger.csv good.csv
# sha N: of the good ledger's seal number N.
sha() {
    sed -n "s/.*,,seal,,$1,.*,//p" good.csv
}

prints "a ledger that holds: its last seal, what it has, and that it does" till-verify ledger.csv <<END
$heads
ledger.csv,3,$(sha 3),3,6,51.00,-55.00,-4.00,holds
END
gzip -c good.csv >good.csv.gz
prints "... gzipped" till-verify good.csv.gz <<END
$heads
good.csv.gz,3,$(sha 3),3,6,51.00,-55.00,-4.00,holds
END
prints "several ledgers, a line each" till-verify good.csv ledger.csv <<END
$heads
good.csv,3,$(sha 3),3,6,51.00,-55.00,-4.00,holds
ledger.csv,3,$(sha 3),3,6,51.00,-55.00,-4.00,holds
END
prints "in another form" till-verify -O json ledger.csv <<END
[
{"ledger":"ledger.csv","seal":3,"sha256":"$(sha 3)","batches":3,"entries":6,"debits":51.00,"credits":-55.00,"net":-4.00,"status":"holds"}
]
END
same "nothing is written to a ledger" ledger.csv good.csv

# The same with the tools that every system has: a seal's line begins at the byte that grep -b
# tells, and its hash is that of all bytes from the seal before it on.

from=0
grep -b '^....-..-..,,seal,' good.csv >seals
while IFS=: read -r at seal; do
    tail -c "+$((from + 1))" good.csv | head -c "$((at - from))" | sha256sum | cut -d ' ' -f 1
    from=$at
done <seals >hashes
sed 's/.*,//' seals >sealed
same "the seals are what sha256sum makes of the same bytes" hashes sealed
is "... three of them" "$(wc -l <hashes)" 3

# damaged NAME LINE WHY [SEAL]: ledger.csv is damaged at that line, and holds up to that seal
# (default 0). The rest of its line is what can still be read.
damaged() {
    status=0
    till-verify ledger.csv >"$out" 2>"$err" || status=$?
    is "$1: exit status" "$status" 1
    is "... where and why" "$(cat "$err")" "till-verify: ledger.csv:$2: $3"
    is "... up to where it holds" "$(awk -F, 'NR == 2 { print $2, $3, $NF }' "$out")" \
        "${4:-0} $([ "${4:-0}" -eq 0 ] || sha "$4") damaged"
}
no_match="is a seal that does not match what stands before it"

sed '3s/WATER/WATES/' good.csv >ledger.csv
damaged "a letter changed" 6 "$no_match"
sed '8s/-30.00/-30.01/' good.csv >ledger.csv
damaged "an amount edited" 9 "$no_match" 1
sed '8s/2025-01-20/2025-01-19/' good.csv >ledger.csv
damaged "a date edited" 9 "$no_match" 1
sed '1s/memo/note/' good.csv >ledger.csv
damaged "the header edited" 6 "$no_match"
sed 4d good.csv >ledger.csv
damaged "a line dropped" 5 "$no_match"
sed '4{p;}' good.csv >ledger.csv
damaged "a line doubled" 7 "$no_match"
sed '11{h;d;};12{G;}' good.csv >ledger.csv
damaged "two lines swapped" 13 "$no_match" 2
sed '12a\
2025-01-21,3,payment,R4,,,-5.00,,,,,' good.csv >ledger.csv
damaged "a line added" 14 "$no_match" 2
sed '10s/entries 2/entries 3/' good.csv >ledger.csv
damaged "the totals in a mark edited" 13 "$no_match" 2
sed '9s/,2,/,4,/' good.csv >ledger.csv
damaged "a seal's number edited" 9 "is not the next seal in number" 1
sed "9s/$(sha 2)/$(sha 1)/" good.csv >ledger.csv
damaged "a seal's hash edited" 9 "$no_match" 1
sed '13s/^2025/2024/' good.csv >ledger.csv
damaged "the last seal's day edited" 13 "is a seal whose own line was changed" 2
sed 9d good.csv >ledger.csv
damaged "a seal removed" 12 "is not the next seal in number" 1
sed 7,9d good.csv >ledger.csv
damaged "a batch removed" 10 "is not the next seal in number" 1
{ sed -n 1,6p good.csv; sed -n 10,13p good.csv; sed -n 7,9p good.csv; } >ledger.csv
damaged "two batches swapped" 10 "is not the next seal in number" 1
sed "s/\$/$(printf '\r')/" good.csv >ledger.csv
damaged "line ends changed" 6 "$no_match"
{ printf '\357\273\277'; cat good.csv; } >ledger.csv
damaged "a byte-order mark put before it" 6 "$no_match"
gzip -f ledger.csv && mv ledger.csv.gz ledger.csv
damaged "... and compressed with it" 6 "$no_match"
for i in 1 2 3; do
    size=$(($(wc -c <good.csv)))
    cp good.csv ledger.csv
    at=$((size * i / 4))
    byte=$(tail -c "+$((at + 1))" good.csv | head -c 1 | od -An -tu1 | tr -d ' ')
    printf "\\$(printf %o $((byte ^ 1)))" | dd of=ledger.csv bs=1 seek=$at conv=notrunc 2>/dev/null
    status=0
    till-verify ledger.csv >/dev/null 2>&1 || status=$?
    is "a bit flipped at byte $at" "$status" 1
done

# Behind the last seal.

behind="stands behind the last seal: a batch that was cut short, or an addition"
{ cat good.csv; echo '2025-01-21,3,payment,R4,,,-5.00,,,,,'; } >ledger.csv
damaged "a line behind the last seal" 14 "$behind" 3
{ cat good.csv; printf '2025-0'; } >ledger.csv
damaged "the beginning of a line" 14 "$behind" 3
head -n 11 good.csv >ledger.csv
damaged "a batch without its seal" 10 "$behind" 2
printf %s "$(sed '$s/.$//' good.csv)" >ledger.csv
damaged "a seal without all of its hash" 10 "$behind" 2
printf %s "$(cat good.csv)" >ledger.csv
prints "a ledger that lost nothing but its last line end holds" till-verify ledger.csv <<END
$heads
ledger.csv,3,$(sha 3)$(till-verify good.csv | sed -n '2s/good.csv,3,[0-9a-f]*//p')
END
head -n 9 good.csv >ledger.csv
prints "a whole batch cut off can't be seen in the ledger itself, but in the seal that is printed" till-verify ledger.csv <<END
$heads
ledger.csv,2,$(sha 2),2,4,51.00,-30.00,21.00,holds
END

# Sealed, and wrong: made by other means than till-post.

# seal: standard input as a ledger of one batch, sealed as till-post would.
seal() {
    cat >ledger.csv
    echo "2025-03-01,,seal,,1,,,,,,,$(sha256sum ledger.csv | cut -d ' ' -f 1)" >ledger.seal
    cat ledger.seal >>ledger.csv
}
seal <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-03-01,,batch,1,,,,,,,ann,entries 1 debits 5.00 credits 0.00 posted 2025-03-01T16:00:00Z
2025-03-01,1,charge,,,,6.00,,,,,
END
warning <<'END'
till-verify: ledger.csv:2: memo: the batch declares other totals than its entries have
END
finds "a batch with other totals than its entries, sealed" till-verify ledger.csv <<END
$heads
ledger.csv,1,$(sed 's/.*,//' ledger.seal),1,1,6.00,0.00,6.00,damaged
END
seal <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-03-01,,batch,1,,,,,,,ann,entries 1 debits 5.00 credits 0.00 posted 2025-03-01T16:00:00Z
2025-03-01,1,charge,,,,-5.00,,,,,
END
warning <<'END'
till-verify: ledger.csv:3: amount: must be above zero for this kind
END
finds "a sign that is wrong for its kind, sealed" till-verify ledger.csv <<END
$heads
ledger.csv,1,$(sed 's/.*,//' ledger.seal),1,0,0.00,0.00,0.00,damaged
END
seal <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-03-01,1,charge,,,,5.00,,,,,
END
warning <<'END'
till-verify: ledger.csv:3: is a seal without a batch
END
finds "a seal without a batch" till-verify ledger.csv <<END
$heads
ledger.csv,0,,0,1,5.00,0.00,5.00,damaged
END
{ cat good.csv; sed -n 10p good.csv; } >ledger.csv
{ sed -n 13p good.csv; sed -n 10p good.csv; } | sha256sum | sed 's/^/2025-03-01,,seal,,3,,,,,,,/; s/ .*//' >>ledger.csv
damaged "a seal with the number of the one before it, hashed well" 15 "is not the next seal in number" 3
{ cat good.csv; sed -n 13p good.csv | sha256sum | sed 's/^/2025-03-01,,seal,,4,,,,,,,/; s/ .*//'; } >ledger.csv
damaged "a seal right behind a seal, hashed well" 14 "is a seal without a batch" 3
file ledger.csv <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-03-01,1,charge,,,,5.00,,,,,
END
warning <<'END'
till-verify: ledger.csv:1: has no seal
END
finds "entries without any seal" till-verify ledger.csv <<END
$heads
ledger.csv,0,,0,1,5.00,0.00,5.00,damaged
END

# Several, and exit statuses.

sed '8s/-30.00/-30.01/' good.csv >bad.csv
warning <<'END'
till-verify: bad.csv:9: is a seal that does not match what stands before it
END
run 1 "one damaged ledger among several is exit 1, and the rest is told" till-verify good.csv bad.csv good.csv.gz <<END
$heads
good.csv,3,$(sha 3),3,6,51.00,-55.00,-4.00,holds
bad.csv,1,$(sha 1),3,6,51.00,-55.01,-4.01,damaged
good.csv.gz,3,$(sha 3),3,6,51.00,-55.00,-4.00,holds
END
gzip -c bad.csv >bad.csv.gz
warning <<'END'
till-verify: bad.csv.gz:9: is a seal that does not match what stands before it
END
finds "damage in a gzipped ledger" till-verify bad.csv.gz <<END
$heads
bad.csv.gz,1,$(sha 1),3,6,51.00,-55.01,-4.01,damaged
END
