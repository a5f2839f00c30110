#!/bin/sh
# till-import: foreign text becomes records, by a column map.
. "${0%/*}/lib.sh"

# map NAME <<END: a column map, its heading added.
map() {
    {
        echo column,from,form,table
        cat
    } >"$1"
}

# becomes FORM VALUE WANT: what a value of a file is in the record.
becomes() {
    printf 'column,from,form,table\n:header,none,,\n:delimiter,|,,\nvalue,#1,"%s",\n' "$1" >value.map
    printf '%s\n' "$2" >value.txt
    t_command till-import -m value.map -O json value.txt
    is "$1: $2 becomes $3" "$(sed -n 's/^{"value":\(.*\)}$/\1/p' "$out")$(cat "$err")" "$3"
}

# refuses FORM VALUE REASON: what a value can't be.
refuses() {
    printf 'column,from,form,table\n:header,none,,\n:delimiter,|,,\nvalue,#1,"%s",\n' "$1" >value.map
    printf '%s\n' "$2" >value.txt
    fails "$1: $2 is refused" till-import -m value.map value.txt <<END
till-import: value.txt:1: #1: "$2" $3
END
}

# A register's tape.

map tape.map <<'END'
date,Trans Date,date %m/%d/%Y,
time,Time,time %I:%M %p,
till,Register,text,R1=1;R2=2
ref,Receipt No,,
account,Customer,,
code,Dept,text,UB=;PE=PERMIT
tender,Pay Type,text,CA=CASH;CK=CHECK;*=OTHER
amount,Amount,amount currency thousands brackets,
status,Type,text,S=sale;V=void
source,tape,constant,
memo,Name,,
END
file tape.csv <<'END'
Trans Date,Time,Register,Receipt No,Customer,Dept,Pay Type,Amount,Type,Name
6/30/2026,8:05 AM,R1,1-001,10442,UB,CA,"$1,231.36",S,Zoë Fisher
6/30/2026,12:10 PM,R2,2-001, 10443 ,PE,ZZ,($5.00),V,"Hayes, Keisha"
6/30/2026,12:59 AM,R2,2-002,10444,UB,CK,7.5,S,
END
prints "a tape becomes receipts" till-import -m tape.map tape.csv <<'END'
date,time,till,ref,account,code,tender,amount,status,source,memo
2026-06-30,08:05:00,1,1-001,10442,,CASH,1231.36,sale,tape,Zoë Fisher
2026-06-30,12:10:00,2,2-001,10443,PERMIT,OTHER,-5.00,void,tape,"Hayes, Keisha"
2026-06-30,00:59:00,2,2-002,10444,,CHECK,7.50,sale,tape,
END

variants tape.csv till-import -m tape.map tape.csv

file other.csv <<'END'
Name,Type,Amount,Pay Type,Dept,Customer,Receipt No,Register,Time,Trans Date
Beck,S,1.00,CA,UB,10450,1-009,R1,9:00 AM,7/1/2026
END
prints "each file brings its own header" till-import -m tape.map other.csv tape.csv other.csv <<'END'
date,time,till,ref,account,code,tender,amount,status,source,memo
2026-07-01,09:00:00,1,1-009,10450,,CASH,1.00,sale,tape,Beck
2026-06-30,08:05:00,1,1-001,10442,,CASH,1231.36,sale,tape,Zoë Fisher
2026-06-30,12:10:00,2,2-001,10443,PERMIT,OTHER,-5.00,void,tape,"Hayes, Keisha"
2026-06-30,00:59:00,2,2-002,10444,,CHECK,7.50,sale,tape,
2026-07-01,09:00:00,1,1-009,10450,,CASH,1.00,sale,tape,Beck
END

sed 1q tape.csv >empty.csv
prints "a header alone makes a header alone" till-import -m tape.map empty.csv <<'END'
date,time,till,ref,account,code,tender,amount,status,source,memo
END

map short.map <<'END'
a,A,,
n,N,amount,
END
printf ' A , N,\nx,1,\ny,2\nz,3,,,\n' >commas.csv
prints "blanks around names and commas at the end of lines do no harm" till-import -m short.map commas.csv <<'END'
a,n
x,1.00
y,2.00
z,3.00
END
prints "other forms of output" till-import -m short.map -O tsv commas.csv <<'END'
a	n
x	1.00
y	2.00
z	3.00
END

# Amounts.

becomes 'amount' 12 12.00
becomes 'amount' -12.5 -12.50
becomes 'amount' -0.00 0.00
becomes 'amount' 999999999999.99 999999999999.99
becomes 'amount currency' '$12.00' 12.00
becomes 'amount currency' '-$ 12.00' -12.00
becomes 'amount currency' '$-12.00' -12.00
becomes 'amount currency' '12.00 €' 12.00
becomes 'amount currency' 'USD 12.00' 12.00
becomes 'amount currency' '12.00CAD' 12.00
becomes 'amount thousands' 1,234,567.89 1234567.89
becomes 'amount thousands' 1234567.89 1234567.89
becomes 'amount brackets' '(12.00)' -12.00
becomes 'amount brackets currency' '$(12.00)' -12.00
becomes 'amount brackets currency' '($12.00)' -12.00
becomes 'amount trailing-minus thousands' 1,149.04- -1149.04
becomes 'amount plus' +12.00 12.00
becomes 'amount cr-minus' 12.00CR -12.00
becomes 'amount cr-minus negate' '12.00 CR' 12.00
becomes 'amount cr-minus' '12.00 DR' 12.00
becomes 'amount decimal-comma' 12,5 12.50
becomes 'amount decimal-comma thousands' 1.234.567,89 1234567.89
becomes 'amount zeros' 12.5000 12.50
becomes 'amount zeros' 12.50 12.50
becomes 'amount cents' 0001250 12.50
becomes 'amount cents' 5 0.05
becomes 'amount cents' 50 0.50
becomes 'amount cents trailing-minus' 1250- -12.50
becomes 'amount negate' 12.00 -12.00
becomes 'amount negate brackets' '(12.00)' 12.00
becomes 'amount negate' 0 0.00

refuses 'amount' 1,234.50 'is not an amount (its form lacks the word thousands, or decimal-comma)'
refuses 'amount' '$5' 'is not an amount (its form lacks the word currency)'
refuses 'amount' '(5.00)' 'is not an amount (its form lacks the word brackets)'
refuses 'amount' 5.00- 'is not an amount (its form lacks the word trailing-minus)'
refuses 'amount' 12.345 'has more than two decimals'
refuses 'amount' 12. 'is not an amount'
refuses 'amount' .50 'is not an amount'
refuses 'amount' 1e3 'is not an amount'
refuses 'amount' +5 'is not an amount'
refuses 'amount' - 'is not an amount'
refuses 'amount' '- 5' 'is not an amount'
refuses 'amount' 1000000000000.00 'is beyond 999,999,999,999.99'
refuses 'amount' 99999999999999999999999.00 'is beyond 999,999,999,999.99'
refuses 'amount' 12,50 'is not an amount (its form lacks the word thousands, or decimal-comma)'
refuses 'amount thousands' 1,23.00 'is not an amount'
refuses 'amount thousands' 1234,567.00 'is not an amount'
refuses 'amount thousands' 1,234567.00 'is not an amount'
refuses 'amount thousands' ,234.00 'is not an amount'
refuses 'amount thousands' 1,234, 'is not an amount'
refuses 'amount thousands' 12.345,67 'is not an amount'
refuses 'amount decimal-comma' 12.50 'is not an amount'
refuses 'amount decimal-comma' 1.234,50 'is not an amount'
refuses 'amount decimal-comma thousands' 1,234.50 'is not an amount'
refuses 'amount brackets' '(-5.00)' 'has more than one sign'
refuses 'amount brackets' '-(5.00)' 'has more than one sign'
refuses 'amount brackets' '(5.00' 'is not an amount'
refuses 'amount brackets' '((5.00))' 'has more than one sign'
refuses 'amount trailing-minus' -5.00- 'has more than one sign'
refuses 'amount currency' '$5.00 USD' 'has more than one currency sign'
refuses 'amount currency' '$' 'is not an amount'
refuses 'amount currency' 'XUSD 5.00' 'is not an amount'
refuses 'amount zeros' 12.5010 'has more than two decimals'
refuses 'amount cents' 12.50 'is not an amount in cents'
refuses 'amount cents' 99999999999999999 'is beyond 999,999,999,999.99'

# Dates and times.

becomes 'date %m/%d/%Y' 7/4/2026 '"2026-07-04"'
becomes 'date %m/%d/%Y' 07/04/2026 '"2026-07-04"'
becomes 'date %m%d%y' 070426 '"2026-07-04"'
becomes 'date %y%m%d' 690704 '"1969-07-04"'
becomes 'date %y%m%d' 680704 '"2068-07-04"'
becomes 'date %d-%b-%y' 4-JUL-26 '"2026-07-04"'
becomes 'date %B %d, %Y' 'July 4, 2026' '"2026-07-04"'
becomes 'date %b %d %Y' 'Jul  4 2026' '"2026-07-04"'
becomes 'date %Y/%m/%d' 2026/7/4 '"2026-07-04"'
becomes 'date %m/%d/%Y %I:%M:%S %p' '7/4/2026 12:00:00 AM' '"2026-07-04"'
becomes 'date %Y-%m-%dT%H:%M:%SZ' 2024-02-29T23:59:59Z '"2024-02-29"'
becomes 'time %m/%d/%Y %H:%M' '7/4/2026 9:30' '"09:30:00"'
becomes 'time %H%M%S' 235959 '"23:59:59"'
becomes 'time %I:%M%p' 12:00pm '"12:00:00"'

refuses 'date %m/%d/%Y' 2/29/2025 'is no day of the calendar'
refuses 'date %m/%d/%Y' 13/4/2026 'is no day of the calendar'
refuses 'date %m/%d/%Y' 7/4/26 'is not a date as %m/%d/%Y'
refuses 'date %m/%d/%y' 7/4/2026 'is not a date as %m/%d/%y'
refuses 'date %m/%d/%Y' '7/4/2026 x' 'is not a date as %m/%d/%Y'
refuses 'date %m/%d/%Y' 7-4-2026 'is not a date as %m/%d/%Y'
refuses 'date %m/%d/%Y' 007/4/2026 'is not a date as %m/%d/%Y'
refuses 'date %m%d%y' 70426 'is not a date as %m%d%y'
refuses 'date %d-%b-%y' 4-Jly-26 'is not a date as %d-%b-%y'
refuses 'date %d%m%Y' 04071899 'is outside the years 1900 to 2199'
refuses 'time %I:%M %p' '13:00 PM' 'is no time of the day'
refuses 'time %I:%M %p' '0:30 AM' 'is no time of the day'
refuses 'time %H:%M' 24:00 'is no time of the day'
refuses 'time %H:%M' 9:5 'is not a time as %H:%M'
refuses 'date %Y-%m-%d %H:%M' '2026-07-04 9' 'is not a date as %Y-%m-%d %H:%M'

# Empty values.

map optional.map <<'END'
:header,none,,
date,#1,date %Y-%m-%d optional,
amount,#2,amount optional,
text,#3,,
tender,#4,text optional,CA=CASH
END
file optional.csv <<'END'
,,,
2026-06-30,5,x,CA
,,x
END
prints "what is optional may be empty, or missing at the end" till-import -m optional.map optional.csv <<'END'
date,amount,text,tender
,,,
2026-06-30,5.00,x,CASH
,,x,
END

map dash.map <<'END'
:header,none,,
amount,#1,amount optional,-=;n/a=0;*=*
text,#1,,
END
file dash.csv <<'END'
-
n/a
5
END
prints "a table comes before the form" till-import -m dash.map dash.csv <<'END'
amount,text
,-
0.00,n/a
5.00,5
END

# Columns of several rows.

map bank.map <<'END'
:delimiter,;,,
:header,4,,
:trailer,2,,
date,Buchung,date %d.%m.%Y,
ref,BK-,constant,
ref,Nr,text glued,
memo,Text,,
memo,Zusatz,,
memo,Nr,text,
memo,/,constant glued,
memo,Text,text glued,
amount,Haben,amount decimal-comma thousands optional,
amount,Soll,amount decimal-comma thousands optional negate,
END
file bank.csv <<'END'
Konto;4471
Auszug;"30.06.2026"

Buchung;Nr;Text;Zusatz;Soll;Haben
30.06.2026;1;Einzahlung;;;1.250,00
30.06.2026;2;Gebühr;Juni;12,50;
01.07.2026;3;Storno;;10,00;25,00
Summe;;;;22,50;1.275,00
Ende
END
prints "debit and credit are added, texts are joined, title and trailer lines are left out" \
    till-import -m bank.map bank.csv <<'END'
date,ref,memo,amount
2026-06-30,BK-1,Einzahlung 1/Einzahlung,1250.00
2026-06-30,BK-2,Gebühr Juni 2/Gebühr,-12.50
2026-07-01,BK-3,Storno 3/Storno,15.00
END
variants bank.csv till-import -m bank.map bank.csv
sed 's/;12,50;$/;;/' bank.csv >neither.csv
fails "an amount of several parts needs one" till-import -m bank.map neither.csv <<'END'
till-import: neither.csv:6: Haben: is empty, and so is all else that the amount is made of
END
prints "the trailer is that of each file" till-import -m bank.map bank.csv bank.csv <<'END'
date,ref,memo,amount
2026-06-30,BK-1,Einzahlung 1/Einzahlung,1250.00
2026-06-30,BK-2,Gebühr Juni 2/Gebühr,-12.50
2026-07-01,BK-3,Storno 3/Storno,15.00
2026-06-30,BK-1,Einzahlung 1/Einzahlung,1250.00
2026-06-30,BK-2,Gebühr Juni 2/Gebühr,-12.50
2026-07-01,BK-3,Storno 3/Storno,15.00
END

map sign.map <<'END'
:sign,D/C,,C=+;D*=-
amount,Amount,amount,
END
file sign.csv <<'END'
D/C,Amount
C,5.00
D,6.00
DB,-7.00
END
prints "a column beside the amount tells its sign" till-import -m sign.map sign.csv <<'END'
amount
5.00
-6.00
7.00
END
echo ,5.00 >>sign.csv
fails "a sign that is not listed" till-import -m sign.map sign.csv <<'END'
till-import: sign.csv:5: D/C: is not listed in the table of :sign
END

# Which records.

seq 1 9 | sed '1i\
N' >nine.csv
# taken DIRECTIVES...: the numbers of nine.csv that they leave.
taken() {
    {
        echo column,from,form,table
        printf '%s\n' "$@"
        echo n,N,,
    } >nine.map
    till-import -m nine.map nine.csv | sed 1d | tr '\n' ' '
}
is "lines from" "$(taken :lines,8..,,)" "8 9 "
is "lines up to" "$(taken :lines,..2,,)" "1 2 "
is "lines from and to" "$(taken :lines,3..5,,)" "3 4 5 "
is "one line" "$(taken :lines,3,,)" "3 "
is "no trailer" "$(taken :trailer,7,,)" "1 2 "
is "lines and a trailer" "$(taken :trailer,3,, :lines,5..,,)" "5 6 "
is "a file that is all trailer" "$(taken :trailer,9,,)" ""
is "take" "$(taken ':take,N,,3;5')" "3 5 "
is "leave" "$(taken ':leave,N,,3;5')" "1 2 4 6 7 8 9 "
is "take and leave" "$(taken ':take,N,,3;5;7' ':leave,#1,,5')" "3 7 "
is "two takes must both hold" "$(taken ':take,N,,3;5' ':take,N,,5;7')" "5 "
is "a header further down is the first record's place, too" "$(
    { echo title; echo; cat nine.csv; } >titled.csv
    cp titled.csv nine.csv
    taken :header,3,, :lines,1..2,,)" "1 2 "

map words.map <<'END'
:leave,#1,,Page*
:leave,What,,
:take,What,,DEPOSIT*
what,What,,
END
file words.csv <<'END'
No,What
1,DEPOSIT 1
2,
Page 2
3,FEE
4,DEPOSIT
5,DEPOSI
END
prints "values by their beginning, empty ones, and conditions in their order" till-import -m words.map words.csv <<'END'
what
DEPOSIT 1
DEPOSIT
END

# Fixed width.

map lockbox.map <<'END'
:layout,fixed,,
:header,1,,
:take,[1],,D
date,[2-7],date %m%d%y,
name,[8-13],,
amount,[14-19],amount cents,
memo,[20-],,
END
file lockbox.txt <<'END'
H063026FIRST HARBOR BANK
D063026José  001250x y z
D063026山田    000005
D063026Zoé B 100000 "quoted, all the same
T0003
END
prints "a fixed-width line is counted in characters" till-import -m lockbox.map lockbox.txt <<'END'
date,name,amount,memo
2026-06-30,José,12.50,x y z
2026-06-30,山田,0.05,
2026-06-30,Zoé B,1000.00,"""quoted, all the same"
END
grep -v '山田' lockbox.txt >latin.txt
variants latin.txt till-import -m lockbox.map latin.txt
echo D063026Bob >>lockbox.txt
echo D063026Bob...00012 >>lockbox.txt
fails "a line that ends within what is wanted" till-import -m lockbox.map lockbox.txt <<'END'
till-import: lockbox.txt:6: [8-13]: "Bob" is cut off: the line is shorter
till-import: lockbox.txt:7: [14-19]: "00012" is cut off: the line is shorter
END
map cut.map <<'END'
:layout,fixed,,
name,[1-6],text optional,
memo,[7-12],text optional,
END
printf 'Bob\nBob...mem\nBob...memory..\n' >cut.txt
prints "an optional text may be cut off" till-import -m cut.map cut.txt <<'END'
name,memo
Bob,
Bob...,mem
Bob...,memory
END

# Character sets.

map cp.map <<'END'
:charset,CP1252,,
name,Name,,
END
printf 'Name\nJos\351\n' >cp.csv
printf 'Name\nJos\303\251\n' >utf.csv
prints "the map's character set" till-import -m cp.map cp.csv <<'END'
name
José
END
prints "the command line's goes before it" till-import -m cp.map --charset=UTF-8 utf.csv <<'END'
name
José
END
prints "it goes before TILL_CHARSET" env TILL_CHARSET=UTF-8 till-import -m cp.map cp.csv <<'END'
name
José
END

# Setting aside.

file some.csv <<'END'
A,N
x,1
y,one
z "q",3
v,2,3
w,4
END
warning <<'END'
till-import: 3 records set aside in rejects.csv
END
prints "bad records are set aside, the rest is imported" till-import -m short.map --rejects=rejects.csv some.csv <<'END'
a,n
x,1.00
w,4.00
END
file rejects.want <<'END'
file,line,column,reason,record
some.csv,3,N,"""one"" is not an amount","y,one"
some.csv,4,,has a quote out of place,"z ""q"",3"
some.csv,5,,has more fields than its header,"v,2,3"
END
same "each with its place and reason" rejects.csv rejects.want

map tail.map <<'END'
:trailer,1,,
:lines,2..,,
a,A,,
END
file tail.csv <<'END'
A
title "of"
x
y "z"
w
total "of"
END
warning <<'END'
till-import: 3 records set aside in rejects.csv
END
prints "what is set aside is counted as a record" till-import -m tail.map --rejects=rejects.csv tail.csv <<'END'
a
x
w
END

# The maps of the samples.

map_is_good() {
    : >none.txt
    till-import -m "$1" none.txt 2>&1 | grep -v '^till-import: none.txt: \(is empty\|has fewer\)' | grep -v '^[a-z,]*$'
}
for m in "$top"/samples/maps/*.csv; do
    quiet "samples/maps/${m##*/} is a map" map_is_good "$m"
done
