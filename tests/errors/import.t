#!/bin/sh
# till-import: what it says when something is wrong, a case a message.
. "${0%/*}/../lib.sh"

file good.map <<'END'
column,from,form,table
date,Day,date %m/%d/%Y,
amount,Amount,amount,
memo,Name,,
END
file good.csv <<'END'
Day,Amount,Name
6/30/2026,5.00,José
END

# with LINE...: bad.csv, a good record and each LINE as one more.
with() {
    {
        cat good.csv
        printf '%s\n' "$@"
    } >bad.csv
}

# by ROW...: bad.map, of the rows.
by() {
    printf '%s\n' column,from,form,table "$@" >bad.map
}

# The command line.

fails "an unknown option" till-import -m good.map -Z good.csv <<'END'
till-import: unknown option -Z
till-import: try 'till-import --help'
END
fails "no map" till-import good.csv <<'END'
till-import: option -m is missing: the column map
END
fails "a map that is not there" till-import -m no.map good.csv <<'END'
till-import: no.map: No such file or directory
END
fails "an unknown character set" till-import -m good.map --charset=CP9999 good.csv <<'END'
till-import: --charset: "CP9999" is not known here
END

# The files.

fails "a file that is not there" till-import -m good.map good.csv no.csv <<'END'
till-import: no.csv: No such file or directory
END
: >empty.csv
fails "an empty file" till-import -m good.map good.csv empty.csv <<'END'
till-import: empty.csv: is empty: it has no header
END
input <empty.csv
warning <<'END'
till-import: standard input: is empty: it has no header
END
run 2 "nothing on standard input" till-import -m good.map
file bad.csv <<'END'
Tag,Betrag,Name
END
fails "columns that are missing from the header" till-import -m good.map bad.csv <<'END'
till-import: bad.csv:1: Day: is missing from the header
till-import: bad.csv:1: Amount: is missing from the header
END
file bad.csv <<'END'
Day,Amount,Name,Amount
END
fails "a column that stands twice in the header" till-import -m good.map --rejects=r.csv bad.csv <<'END'
till-import: bad.csv:1: Amount: stands twice in the header (its position, as #3, would tell which)
END
printf 'Day,"Amount,Name\n6/30/2026,5.00,x\n' >bad.csv
fails "a header that can't be read is never set aside" till-import -m good.map --rejects=r.csv bad.csv <<'END'
till-import: bad.csv:1: has a quote that is never closed
END
gzip -c good.csv >good.gz
head -c $(($(wc -c <good.gz) - 4)) good.gz >cut.gz
fails "a gzip file that was cut short" till-import -m good.map cut.gz <<'END'
till-import: cut.gz:3: is cut short: its gzip data has no end
END
by :trailer,3,, n,Name,,
fails "a file shorter than its trailer" till-import -m bad.map good.csv <<'END'
till-import: good.csv: has fewer records than its trailer
END

# Records.

with '6/30/2026,"5.00,x'
fails "a quote that is never closed" till-import -m good.map bad.csv <<'END'
till-import: bad.csv:3: has a quote that is never closed
END
with '6/30/2026,5.00,a "b" c'
fails "a quote out of place" till-import -m good.map bad.csv <<'END'
till-import: bad.csv:3: has a quote out of place
END
with '6/30/2026,1,234.50,x'
fails "more fields than the header" till-import -m good.map bad.csv <<'END'
till-import: bad.csv:3: has more fields than its header
END
with '6/30/2026,5.00'
fails "a record that ends too early" till-import -m good.map bad.csv <<'END'
till-import: bad.csv:3: Name: is missing: the record ends before it
END
with '6/30/2026,$5.00,x' '2/29/2025,5.00,x' ',5.00,x' '6/30/2026,,x'
fails "values, each with its place" till-import -m good.map bad.csv <<'END'
till-import: bad.csv:3: Amount: "$5.00" is not an amount (its form lacks the word currency)
till-import: bad.csv:4: Day: "2/29/2025" is no day of the calendar
till-import: bad.csv:5: Day: is empty where a date belongs
till-import: bad.csv:6: Amount: is empty where an amount belongs
END
printf '6/30/2026,5.00,a\0b\n' | cat good.csv - >bad.csv
fails "a NUL byte" till-import -m good.map bad.csv <<'END'
till-import: bad.csv:3: Name: "a?b" has a NUL byte
END
printf '6/30/2026,5.00,Jos\351\n' | cat good.csv - >bad.csv
fails "bytes that are no UTF-8" till-import -m good.map bad.csv <<'END'
till-import: bad.csv:3: Name: "Jos?" is not UTF-8 (--charset names another)
END
with '6/30/2026,5.00,"a' 'b"'
fails "a line end inside a text" till-import -m good.map bad.csv <<'END'
till-import: bad.csv:3: Name: "a?b" has a line end inside
END
with "6/30/2026,5.00,$(printf '\342\200\256')x"
fails "a character that turns the writing" till-import -m good.map bad.csv <<'END'
till-import: bad.csv:3: Name: "?x" has a character that overrides the writing direction
END
{
    cat good.csv
    printf '6/30/2026,5.00,"'
    head -c 10000000 /dev/zero | tr '\0' x
    printf '"\n'
} >bad.csv
t_long=$(sed -n 3p bad.csv | head -c 60)
fails "a field of ten megabytes" till-import -m good.map bad.csv <<'END'
till-import: bad.csv:3: is a record of more than 65536 bytes
END
is "... it was one" "$t_long" "6/30/2026,5.00,\"$(printf %044d 0 | tr 0 x)"
yes 'x,y,z' | sed 25q >many
cat good.csv many >bad.csv
t_command till-import -m good.map bad.csv
is "no more than twenty errors are told" "$(wc -l <"$err" | tr -d ' ') $(sed -n '$p' "$err")" \
    "21 till-import: stopped after 20 errors"
by :header,none,, n,#1,amount, n,#2,amount,
echo 999999999999.99,0.01 >bad.csv
fails "a sum that is too large" till-import -m bad.map bad.csv <<'END'
till-import: bad.csv:1: #2: "0.01" makes a sum beyond 999,999,999,999.99
END
by t,Name,text,José=
with '6/30/2026,5.00,Zoé' '6/30/2026,5.00,'
fails "values that a table does not list" till-import -m bad.map bad.csv <<'END'
till-import: bad.csv:3: Name: "Zoé" is not listed in its table
till-import: bad.csv:4: Name: is empty, which its table does not list
END
by :take,#4,,x n,Name,,
fails "a condition on a field that is not there" till-import -m bad.map good.csv <<'END'
till-import: good.csv:2: #4: is missing: the record ends before it
END
with '6/30/2026,x,y'
t_command till-import -m good.map bad.csv
is "nothing is printed where something is wrong" "$t_got $(cat "$out")" "2 "
full_disk till-import -m good.map good.csv

# The map.

# objects ROW MESSAGE: a map with this row, told at line 3.
objects() {
    by 'good,Name,,' "$1"
    fails "a map's row $1" till-import -m bad.map good.csv <<END
till-import: bad.map:3: $2
END
}

objects 'x,Name,text comma,' 'form: "text comma" has a word that it can'"'"'t have: comma'
objects 'x,Name,amount glued,' 'form: "amount glued" has a word that it can'"'"'t have: glued'
objects 'x,CASH,constant optional,' 'form: "constant optional" has a word that it can'"'"'t have: optional'
objects 'x,Name,number,' 'form: "number" is none of text, date, time, amount and constant'
objects 'x,Name,amount cents zeros,' 'form: "amount cents zeros" says cents, which has no point, and a word about points'
objects 'x,Name,date,' 'form: "date" does not tell year, month and day'
objects 'x,Name,date %m/%d,' 'form: "date %m/%d" does not tell year, month and day'
objects 'x,Name,date %m/%d/%Q,' 'form: "date %m/%d/%Q" has a conversion that is none of %Y %y %m %b %B %d %H %I %M %S %p'
objects 'x,Name,date %m/%d/%Y %,' 'form: "date %m/%d/%Y %" has a conversion that is none of %Y %y %m %b %B %d %H %I %M %S %p'
objects 'x,Name,date %m/%d/%Y %y,' 'form: "date %m/%d/%Y %y" tells something twice'
objects 'x,Name,time %H,' 'form: "time %H" does not tell hour and minute'
objects 'x,Name,time %I:%M,' 'form: "time %I:%M" has %I without %p, or %p without %I'
objects 'x,,text,' 'from: is empty where a column of the file belongs'
objects ',Name,,' 'column: is empty where a column of the record belongs'
objects 'x,[1-8],,' 'from: "[1-8]" is a range of characters, which only a fixed layout has'
objects 'x,[8-1],,' 'from: "[8-1]" ends before it begins'
objects 'good,Amount,amount,' 'column: "good" is made of several rows whose forms differ'
objects 'x,Name,text,CASH' 'table: "CASH" has a value without = and what it becomes'
objects 'x,Name,text,A=B;A=C' 'table: "A=B;A=C" lists a value twice'
objects 'x,Name,text,*=B;A=C' 'table: "*=B;A=C" lists a value behind a * that takes it already'
objects 'x,A,constant,A=B' 'table: "A=B" stands where a constant has no table'
objects ':lime,1,,' 'column: ":lime" is no directive'
objects ':layout,wide,,' 'from: "wide" is neither csv nor fixed'
objects ':delimiter,;;,,' 'from: ";;" is no delimiter: one character of ASCII, or tab'
objects ':delimiter,,,' 'from: is no delimiter: one character of ASCII, or tab'
objects ':charset,,,' 'from: is empty where a character set belongs'
objects ':header,0,,' 'from: "0" is neither none nor a line'
objects ':lines,5..2,,' 'from: "5..2" is no range of records, as 2..10 or 2..'
objects ':lines,..,,' 'from: ".." is no range of records, as 2..10 or 2..'
objects ':lines,2.5,,' 'from: "2.5" is no range of records, as 2..10 or 2..'
objects ':lines,,,' 'from: is no range of records, as 2..10 or 2..'
objects ':trailer,101,,' 'from: "101" is no number of records from 1 to 100'
objects ':trailer,1,text,' 'form: "text" stands where this directive has nothing'
objects ':trailer,1,,x' 'table: "x" stands where this directive has nothing'
objects ':take,,,x' 'from: is empty where a column of the file belongs'
objects ':take,Name,,a;a' 'table: "a;a" lists a value twice'
objects ':sign,Name,,C' 'table: "C" has a value without = and what it becomes'
objects ':sign,Name,,C=1' 'table: "C=1" has a value that becomes neither + nor -'
objects 'x,Name,' 'has 3 fields where its header has 4'
objects 'x,"a,b' 'from: has a quote that is never closed'

by :header,1,, :header,2,, n,Name,,
fails "a directive twice" till-import -m bad.map good.csv <<'END'
till-import: bad.map:3: column: ":header" stands there twice
END
by 'd,Day,date %m/%d/%Y,' 'd,Name,date %m/%d/%Y,'
fails "a date of two columns" till-import -m bad.map good.csv <<'END'
till-import: bad.map:3: column: "d" is a date or time made of several rows
END
by :header,none,, n,Name,,
fails "a name where there is no header" till-import -m bad.map good.csv <<'END'
till-import: bad.map:3: from: "Name" is a name, which a file without a header has not
END
by n,Name,, :layout,fixed,,
fails "a name in a fixed layout, wherever the layout is told" till-import -m bad.map good.csv <<'END'
till-import: bad.map:2: from: "Name" is a name, which a fixed layout has not
END
by :layout,fixed,, 'n,#2,,'
fails "a position in a fixed layout" till-import -m bad.map good.csv <<'END'
till-import: bad.map:3: from: "#2" is a position, which a fixed layout has not
END
by :layout,fixed,, ':delimiter,;,,' 'n,[1-2],,'
fails "a delimiter in a fixed layout" till-import -m bad.map good.csv <<'END'
till-import: bad.map:3: column: ":delimiter" goes with the layout csv
END
by :charset,CP9999,, n,Name,,
fails "a character set that is not known" till-import -m bad.map good.csv <<'END'
till-import: bad.map: :charset: "CP9999" is not known here
END
by :trailer,1,,
fails "a map without a column" till-import -m bad.map good.csv <<'END'
till-import: bad.map: makes no column
END
printf 'column,form,table\nn,,\n' >bad.map
fails "a map without one of its own columns" till-import -m bad.map good.csv <<'END'
till-import: bad.map:1: from: is missing from the header
END
by 'x,Name,number,' 'y,Name,,' 'z,,,'
fails "faults of a map are told together, and not set aside" till-import -m bad.map --rejects=r.csv good.csv <<'END'
till-import: bad.map:2: form: "number" is none of text, date, time, amount and constant
till-import: bad.map:4: from: is empty where a column of the file belongs
END

# What is held until all of the input was good goes to a temporary file once it is large. The limit
# of a file's size, in blocks of 512 bytes, lets all of what goes there first in but for the last bytes.

file long.map <<'END'
column,from
x,x
END
awk 'BEGIN { print "x"; x = sprintf("%09d", 0); while (length(x) < 4000) x = x x
    x = substr(x, 1, 3999); for (i = 0; i < 34000; i++) print x }' >long.csv
for blocks in 1000 253999; do
    fails "no room for a temporary file of more than $blocks blocks" \
        sh -c "trap '' XFSZ; ulimit -f $blocks; exec till-import -m long.map long.csv" <<'END'
till-import: standard output: can't be held in a temporary file until it is whole
END
done
rm long.csv
