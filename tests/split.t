#!/bin/sh
# till-split: records cut by account into parts.
. "${0%/*}/lib.sh"

file ledger.csv <<'END'
date,account,kind,item,amount,memo
2025-01-01,1001,charge,B1,10.00,
2025-01-01,1002,charge,B1,20.00,"late, again"
2025-01-02,1003,charge,B1,30.00,"said ""no"""
2025-01-02,"1001",payment,B1,-10.00,Zoë
2025-01-03,1004,charge,B1,4,"plain"
2025-01-03,1002,payment,,-5.5,
END

prints "the parts are made, and counted" till-split -n 2 -o part ledger.csv <<'END'
file,records
part01.csv,3
part02.csv,3
END
prints "a record stands in its part as it stood, an account in one part" cat part01.csv <<'END'
date,account,kind,item,amount,memo
2025-01-01,1002,charge,B1,20.00,"late, again"
2025-01-03,1004,charge,B1,4,"plain"
2025-01-03,1002,payment,,-5.5,
END
prints "... and the others in theirs" cat part02.csv <<'END'
date,account,kind,item,amount,memo
2025-01-01,1001,charge,B1,10.00,
2025-01-02,1003,charge,B1,30.00,"said ""no"""
2025-01-02,"1001",payment,B1,-10.00,Zoë
END
is "nothing else is made" "$(echo *)" 'ledger.csv part01.csv part02.csv'
prints "by another column" till-split -n 2 -k date -o dates- ledger.csv <<'END'
file,records
dates-01.csv,4
dates-02.csv,2
END
prints "one part is a copy" till-split -n 1 -o copy -O json ledger.csv <<'END'
[
{"file":"copy01.csv","records":6}
]
END
same "... byte for byte" copy01.csv ledger.csv
mkdir there
prints "into a folder" till-split -n 1 -o there/ ledger.csv <<'END'
file,records
there/01.csv,6
END
prints "a hundred have three digits" sh -c 'till-split -n 100 -o many ledger.csv | tail -n 1' <<'END'
many100.csv,0
END

# Where a key goes is part of the promise: parts made on two machines belong together. This is FNV-1a
# worked out by the shell, whose numbers have 64 bits.

# part KEY N: its part of N.
part() {
    hash=-3750763034362895579 # 0xcbf29ce484222325
    for byte in $(printf %s "$1" | od -An -v -tu1); do
        hash=$(((hash ^ byte) * 0x100000001b3))
    done
    # Modulo N without a sign: the upper half first, then the lower.
    upper=$(((hash >> 32) & 0xffffffff))
    lower=$(((hash & 0xffffffff) ^ upper))
    echo $((((upper % $2) * (4294967296 % $2) + lower) % $2 + 1))
}
keys='1001 1002 C-77 a 1000000007 0 zz9 -'
elsewhere() {
    for n in 2 3 7 100; do
        { echo account,part; for key in $keys; do echo "$key,$(part "$key" $n)"; done; } >keys.csv
        till-split -n $n -o k keys.csv >/dev/null
        for f in k[0-9]*.csv; do
            number=${f#k}
            number=$(expr "${number%.csv}" + 0)
            sed 1d "$f" | grep -v ",$number\$"
            rm "$f"
        done
    done
    return 0
}
fresh
if [ "$((1 << 62 >> 61))" = 2 ] 2>/dev/null; then
    quiet "a key's part is FNV-1a, folded, modulo the parts" elsewhere
else
    skip "a key's part is FNV-1a, folded, modulo the parts" 'this shell does not count in 64 bits'
fi

awk 'BEGIN { print "account"; for (i = 0; i < 10000; i++) print 100000 + 10 * i }' >many.csv
level() {
    for n in 2 3 4 5 7 8 16; do
        mkdir $n
        till-split -n $n -o $n/m many.csv | sed 1d |
            awk -F, -v n=$n '$2 < 9000 / n || $2 > 11000 / n { print n " parts: " $0 }'
    done
}
quiet "accounts spread evenly" level

# Inputs.

fresh
file one.csv <<'END'
date,account,amount
2025-01-01,1001,10.00
END
file two.csv <<'END'
"account","amount","date","note"
"1001","-4.00","2025-01-02","a, b"
"1003","1.00","2025-01-02",
END
file three.csv <<'END'
amount,date,account
5.00,2025-01-03,1001
END
till-split -n 1 -o all one.csv two.csv three.csv >/dev/null
prints "files with other columns are brought into the order of the first" cat all01.csv <<'END'
date,account,amount,note
2025-01-01,1001,10.00,
2025-01-02,1001,-4.00,"a, b"
2025-01-02,1003,1.00,
2025-01-03,1001,5.00,
END
input <one.csv
prints "standard input" till-split -n 2 -o std <<'END'
file,records
std01.csv,0
std02.csv,1
END
prints "a part without records has the header" cat std01.csv <<'END'
date,account,amount
END
sed 1q one.csv >none.csv
prints "no records at all" till-split -n 1 -o no none.csv <<'END'
file,records
no01.csv,0
END
same "... make headers alone" no01.csv none.csv
printf '\357\273\277date,account,amount\r\n2025-01-01,1001,10.00\r\n' | gzip -c >dos.csv
till-split -n 1 -o dos- dos.csv >/dev/null
same "gzip, CR LF and a byte-order mark are taken off" dos-01.csv one.csv
file ledger.csv <<'END'
date,account,memo
2025-01-01,1001,Zoë
END
iconv -f UTF-8 -t CP1252 ledger.csv >cp1252.csv
till-split --charset=CP1252 -n 1 -o c cp1252.csv >/dev/null
same "parts are UTF-8" c01.csv ledger.csv

# A ledger.

# entries PREFIX: the records of all parts, in one order.
entries() {
    for f in "$1"[0-9]*.csv; do
        sed 1d "$f"
    done | sort
}
fresh
cp "$top/tests/examples/ledger.csv" .
till-split -n 2 -o p ledger.csv >/dev/null
sed 1d ledger.csv | grep -vE ',(batch|seal),' | sort >want
entries p >got
same "of a ledger parts have the entries and no marks" got want
{
    cat ledger.csv
    echo '2025-03-11,,batch,torn,,,,,,,,'
    echo '2025-03-11,1001,charge,X,X,WATER,1.00,,,,,'
} >torn.csv
till-split -n 2 -o torn- torn.csv >/dev/null
entries torn- >got
same "... up to its last seal" got want

awk -v seed=3 -v entries=900 -f "$top/tests/ledger.awk" >random.csv
till-split -n 5 -o r random.csv >parts
sed 1d random.csv | sort >want
entries r >got
same "no record is lost, or there twice" got want
is "... as the counts say" "$(awk -F, '{ n += $2 } END { print n }' parts)" 900
in_order() {
    for f in r0?.csv; do
        sed 1d $f | cut -d, -f4 | sort -c -k 1.2n || echo $f
    done
}
quiet "the order of records is kept" in_order
shared() {
    for f in r0?.csv; do
        sed 1d $f | cut -d, -f2 | sort -u
    done | sort | uniq -d
}
quiet "an account is in one part" shared

# All of them or none.

fresh
cp "$top/tests/examples/ledger.csv" .
echo mine >p02.csv
fails "what is there is not overwritten" till-split -n 3 -o p ledger.csv <<'END'
till-split: p02.csv: is there already, and no file is overwritten
END
is "... and no part is left" "$(echo *) $(cat p02.csv)" 'ledger.csv p02.csv mine'
rm p02.csv
ln -s nowhere p02.csv
fails "nor is a link to nowhere" till-split -n 3 -o p ledger.csv <<'END'
till-split: p02.csv: is there already, and no file is overwritten
END
rm p02.csv
{
    sed '/,seal,/d; /,batch,/d' ledger.csv
    echo a,b
} >bad.csv
fails "a bad record and there are no parts" till-split -n 3 -o p bad.csv <<END
till-split: bad.csv:$(($(wc -l <bad.csv))): has 2 fields where its header has 12
END
is "... not one" "$(echo p*)" 'p*'
warning <<'END'
till-split: 1 record set aside in rejects.csv
END
prints "set aside, and the others are there" till-split -n 1 -o p --rejects=rejects.csv bad.csv <<END
file,records
p01.csv,$(sed 1d ledger.csv | grep -cvE ',(batch|seal),')
END
rm p01.csv
full_disk till-split -n 2 -o p ledger.csv
is "what can't be told is not left there" "$(echo p*)" 'p*'
awk 'BEGIN { print "account,memo"; for (i = 0; i < 20000; i++) print i ",some text" }' >many.csv
fails "a part can't be written whole" sh -c 'ulimit -f 1; exec till-split -n 2 -o p many.csv' <<'END'
till-split: p01.csv: File too large
END
is "... and takes the others with it" "$(echo p*)" 'p*'

# Ended half way, it takes away what it made.
mkfifo pipe
for signal in HUP TERM; do
    if sh -c "kill -$signal \$\$; :" 2>/dev/null; then
        continue # it is ignored here, as under nohup
    fi
    till-split -n 2 -o p pipe >said 2>&1 &
    pid=$!
    exec 3>pipe
    awk 'BEGIN { print "account"; while (i < 9999999) print ++i }' >&3 2>/dev/null &
    feeder=$!
    tries=0
    while [ ! -e p02.csv.new ] && [ $tries -lt 100 ]; do
        sleep 0.05
        tries=$((tries + 1))
    done
    made=$(echo p0*)
    kill -$signal $pid
    exec 3>&-
    status=0
    wait $pid 2>/dev/null || status=$?
    kill $feeder 2>/dev/null
    wait $feeder 2>/dev/null
    is "$signal takes the parts away" "$made, $(echo p0*), $((status > 128))" 'p01.csv.new p02.csv.new, p0*, 1'
done
