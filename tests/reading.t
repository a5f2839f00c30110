#!/bin/sh
# How files are read that say more, or other things, about themselves than usual.
. "${0%/*}/lib.sh"

file plain.csv <<'END'
account,amount
José,10.00
END
{ printf '\357\273\277'; cat plain.csv; } >mark.csv
gzip -c mark.csv >packed.csv
iconv -f UTF-8 -t CP1252 plain.csv >western.csv

for name in mark.csv packed.csv; do
    for where in --charset=CP1252 --charset=UTF-16; do
        prints "a byte-order mark of UTF-8 says more than $where: $name" till-report -g account $where $name <<'END'
account,count,sum
José,1,10.00
END
    done
done

prints "files with and without it are read side by side" \
    env TILL_CHARSET=CP1252 till-report -g account mark.csv western.csv packed.csv <<'END'
account,count,sum
José,3,30.00
END

prints "a character set without a name is the usual one" env TILL_CHARSET= till-report -g account plain.csv <<'END'
account,count,sum
José,1,10.00
END
prints "... as an option" env TILL_CHARSET=CP1252 till-report --charset= -g account plain.csv <<'END'
account,count,sum
José,1,10.00
END

# Members of gzip data follow each other; one may be empty.

{ gzip -c plain.csv; gzip -c </dev/null; sed 1d plain.csv | gzip -c; gzip -c </dev/null; } >members.csv.gz
prints "gzip data of several members is one file" till-report members.csv.gz <<'END'
count,sum
2,20.00
END

# Behind the last seal anything may stand: it has not been posted.

file entries.csv <<'END'
date,account,kind,amount,ref,item,code,due,tender,till,clerk,memo
2025-01-02,1001,charge,10.00,B1,B1,WATER,,,,,
END
till-post -b one ledger.csv entries.csv >posted.csv
till-report ledger.csv >want
{ cat ledger.csv; head -c 10000000 /dev/zero | tr '\0' x; } >long.csv
gzip -c long.csv >long.csv.gz
for name in long.csv long.csv.gz; do
    till-report $name >got
    same "a line of 10 MB behind the last seal is left out: $name" got want
done
till-report - <long.csv >got
same "... of standard input" got want
cat long.csv | till-report >got
same "... of a pipe" got want
rm long.csv

# A lone CR ends a line, whatever stands behind it: here a letter of two bytes.

printf 'account,amount,memo\r\nA,1.00,x\r\nA,2.00\r\303\251t\303\251\r\nA,3.00,y\r\n' >stray.csv
fails "a lone CR where lines end with CRLF" till-report stray.csv <<'END'
till-report: stray.csv:3: has 2 fields where its header has 3
till-report: stray.csv:4: has 1 field where its header has 3
END

# A file that is named twice would be counted twice.

ln -s plain.csv other.csv
ln plain.csv third.csv
for name in plain.csv ./plain.csv other.csv third.csv; do
    fails "a file twice: plain.csv and $name" till-report plain.csv western.csv $name <<END
till-report: $name: is the same file as plain.csv, and would count twice
END
done
fails "... and as standard input" sh -c 'till-report plain.csv - <plain.csv' <<'END'
till-report: standard input: is the same file as plain.csv, and would count twice
END
prints "two sources may be one file" till-recon -k account a=plain.csv b=other.csv <<'END'
account,a,b,b_diff,status
José,10.00,10.00,0.00,balanced
END
printf '%s\n' date,till,ref,account,tender,amount,status 2025-01-03,1,R1,1001,CASH,10.00,sale >receipts.csv
fails "a ledger twice" till-apply -l ledger.csv -l ./ledger.csv receipts.csv <<'END'
till-apply: ./ledger.csv: is the same file as ledger.csv, and would count twice
END

# Names are text wherever they stand.

printf '%s\n' 'code,amount' '"a,""b""",1.00' >names.csv
prints "tab-separated names are as they are, like the fields" till-report -O tsv --pivot=code names.csv <<'END'
a,"b"	total
1.00	1.00
END

# Lines that end with a lone CR have no line end where blocks of 262,144 bytes meet, and a seal may stand there.

border() { # the bytes before the seal
    awk -v bytes="$1" 'BEGIN {
        printf "date,kind,amount,memo\r2025-01-02,batch,,\r"
        for (at = 41; at < bytes - 100; at += 32)
            printf "2025-01-02,charge,1.00,a memo..\r"
        printf "2025-01-02,charge,1.00,%*s\r", bytes - at - 24, "x"
        printf "2025-01-02,seal,,%064d\r2025-01-02,batch,,\r", 0
        for (i = 0; i < 9000; i++)
            printf "2025-01-02,charge,1.00,not sealed\r"
    }'
}
E=$(printf "\\r")
for before in 262080 262100 262130 262143; do
    border $before >border.csv
    till-report border.csv >want
    gzip -c border.csv >border.csv.gz
    till-report border.csv.gz >got
    same "a seal $((262144 - before)) bytes before the border of a block is found" got want
    sed "s/,memo$E/,memo\\
/" border.csv >mixed.csv
    gzip -c mixed.csv >mixed.csv.gz
    till-report mixed.csv.gz >got
    same "... behind a header that ends with LF" got want
done
is "... and what it covers counts" "$(sed 1d want)" 8189,8189.00

# A blank line of a wide table has no field where the amount would be.
awk 'BEGIN {
    printf "date,account,kind"
    for (i = 0; i < 256; i++)
        printf ",c%d", i
    print ",amount\n\n\n\n\n\n\n\n"
}' >wide.csv
MALLOC_PERTURB_=165 till-age -d 2025-01-31 wide.csv >got 2>&1
is "blank lines of a table of 260 columns" "$? $(sed 1d got)" "0 "
