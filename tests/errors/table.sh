# The bad inputs that every program which reads records has to refuse, as functions for the tests
# beside this file, to be read after lib.sh:
#
#     records HEAD GOOD MUST   what follows is about records with this header, the last of its
#                              columns one of free text; a good record, with ^ where that text
#                              stands; the columns that have to be there
#     bad_... CMD...           what a command that reads bad.csv refuses; its first word is the
#                              program
#
# All that is found is told by exit status 2, a message with place and reason, and no output.

records() {
    head=$1 good=$2 must=$3
    text=${head##*,}
    fields=$(printf '%s,' "$head" | tr -cd , | wc -c)
}

# bad RECORD...: bad.csv, its first record good, then these.
bad() {
    printf '%s\n' "$head" "$good" "$@" >bad.csv
}

# text_is TEXT: a good record, but for its text. (sed would mind a backslash.)
text_is() {
    printf '%s%s%s' "${good%%^*}" "$1" "${good#*^}"
}

# told NAME WHERE-AND-WHAT CMD...: bad.csv is refused.
told() {
    warning <<END
$3: bad.csv$2
END
    t_name=$1
    shift 2
    run 2 "$t_name" "$@" </dev/null
}

bad_files() {
    rm -rf bad.csv
    told "a file that is not there" ": No such file or directory" "$@"
    mkdir bad.csv
    told "a folder" ": is a directory" "$@"
    rmdir bad.csv
    : >bad.csv
    told "nothing at all" ": is empty: it has no header" "$@"
    printf '\n\n' >bad.csv
    told "blank lines alone" ": is empty: it has no header" "$@"
    printf '\357\273\277' >bad.csv
    told "a byte-order mark alone" ": is empty: it has no header" "$@"
    gzip -c </dev/null >bad.csv
    told "nothing, gzipped" ": is empty: it has no header" "$@"
    bad
    gzip -c bad.csv >whole.gz
    size=$(wc -c <whole.gz)
    head -c $((size - 5)) whole.gz >bad.csv
    told "a truncated gzip file" ":3: is cut short: its gzip data has no end" "$@"
    head -c 2 whole.gz >bad.csv
    told "... of which two bytes are left" ":1: is cut short: its gzip data has no end" "$@"
    { head -c $((size - 8)) whole.gz; printf 'wrong sum'; } | head -c "$size" >bad.csv
    told "a damaged gzip file" ":3: has damaged gzip data" "$@"
    { cat whole.gz; printf 'and more'; } >bad.csv
    told "bytes behind gzip data" ":3: has bytes behind its gzip data" "$@"
}

bad_headers() {
    for t_column in $must; do
        bad
        sed "1s/^$t_column,/other,/; 1s/,$t_column,/,other,/" bad.csv >more.csv && mv more.csv bad.csv
        told "no column $t_column" ":1: $t_column: is missing from the header" "$@"
        t_upper=$(printf %s "$t_column" | tr a-z A-Z)
        sed "1s/other/$t_upper/" bad.csv >more.csv && mv more.csv bad.csv
        told "$t_column in capitals" ":1: $t_upper: stands in the header where $t_column belongs" "$@"
        sed "1s/$t_upper/ $t_column/" bad.csv >more.csv && mv more.csv bad.csv
        told "$t_column behind a blank" ":1:  $t_column: stands in the header where $t_column belongs" "$@"
    done
    printf '%s\n' "$head,$text" "$good,x" >bad.csv
    told "a column twice" ":1: $text: stands twice in the header" "$@"
    printf '%s\n' "$head," "$good,x" >bad.csv
    told "a column without a name" ":1: column $((fields + 1)) of the header has no name" "$@"
    printf '%s,a\001b\n' "$head" >bad.csv
    told "a control character in the header" ":1: header: has a control character" "$@"
    printf '%s,a\000b\n' "$head" >bad.csv
    told "a NUL byte in the header" ":1: header: has a NUL byte" "$@"
    printf '%s,"a\n' "$head" >bad.csv
    told "a header with an open quote" ":1: has a quote that is never closed" "$@"
    { printf '%s' "$head"; awk 'BEGIN { for (i = 0; i < 1000000; i++) printf ",%d", i; print "" }'; } >bad.csv
    told "a million columns" ":1: is a record of more than 65536 bytes" "$@"
    { printf '%s' "$head"; awk 'BEGIN { for (i = 0; i < 1001; i++) printf ",%d", i; print "" }'; } >bad.csv
    told "more than a thousand columns" ":1: has more than 1000 fields" "$@"
}

bad_records() {
    bad "${good%,*}"
    told "a field too few" ":3: has $((fields - 1)) fields where its header has $fields" "$@"
    bad "$good,"
    told "a field too many" ":3: has $((fields + 1)) fields where its header has $fields" "$@"
    bad x "$good"
    told "a single field" ":3: has 1 field where its header has $fields" "$@"
    bad "$(text_is '"open')" "$good"
    told "a quote that is open at the end" ":3: $text: has a quote that is never closed" "$@"
    bad "$(text_is '"open')"
    printf %s "$(cat bad.csv)" >more.csv && mv more.csv bad.csv
    told "... with the last line" ":3: $text: has a quote that is never closed" "$@"
    bad "$(text_is 'a"b')" "$good"
    told "a stray quote" ":3: $text: has a quote out of place" "$@"
    bad "$(text_is '"a"b')" "$good"
    told "text behind a closing quote" ":3: $text: has a quote out of place" "$@"
    bad "$(text_is '"a
b"')"
    told "a line end within a field" ":3: $text: has a line end inside" "$@"
    { cat bad.csv; awk 'BEGIN { for (i = 0; i < 1000000; i++) printf ",%d", i; print "" }'; } |
        sed 3,4d >more.csv && mv more.csv bad.csv
    told "a million fields" ":3: is a record of more than 65536 bytes" "$@"
    bad "$(awk 'BEGIN { for (i = 0; i < 1001; i++) printf ",%d", i }')"
    told "more than a thousand fields" ":3: has more than 1000 fields" "$@"
    head -c 10000000 /dev/zero | tr '\0' x >long
    { printf '%s\n%s\n%s' "$head" "$good" "${good%%^*}"; cat long; printf '%s\n%s\n' "${good#*^}" "$good"; } >bad.csv
    told "a field of 10 MB" ":3: is a record of more than 65536 bytes" "$@"
    { printf '%s\n%s\n%s"' "$head" "$good" "${good%%^*}"; cat long; printf '"%s\n%s\n' "${good#*^}" "$good"; } >bad.csv
    told "... in quotes" ":3: is a record of more than 65536 bytes" "$@"
    { printf '%s\n' "$head"; cat long; } >bad.csv
    told "... that is all there is" ":2: is a record of more than 65536 bytes" "$@"
    { printf '%s\n%s\n%s"' "$head" "$good" "${good%%^*}"; tr x '\n' <long; } >bad.csv
    told "10 MB of lines within a quote" ":3: $text: has a quote that is not closed within 65536 bytes" "$@"
    rm long
}

# bytes NAME BYTES WHY CMD...: a text with these bytes, as printf has them.
bytes() {
    t_bytes=$2 t_why=$3 t_about=$1
    shift 3
    { printf '%s\n%s\n%sa' "$head" "$good" "${good%%^*}"; printf "$t_bytes"; printf 'b%s\n' "${good#*^}"; } >bad.csv
    told "$t_about" ":3: $text: $t_why" "$@"
}

bad_text() {
    bytes "a NUL byte" '\000' 'has a NUL byte' "$@"
    bytes "a control character" '\033' 'has a control character' "$@"
    bytes "a tab" '\t' 'has a control character' "$@"
    bytes "the character DEL" '\177' 'has a control character' "$@"
    bytes "a control character of the second set" '\302\205' 'has a control character' "$@"
    bytes "a byte that is no UTF-8" '\377' 'is not UTF-8 (--charset names another)' "$@"
    bytes "UTF-8 cut short" '\303' 'is not UTF-8 (--charset names another)' "$@"
    bytes "UTF-8 longer than it has to be" '\300\200' 'is not UTF-8 (--charset names another)' "$@"
    bytes "half a surrogate pair" '\355\240\200' 'is not UTF-8 (--charset names another)' "$@"
    bytes "beyond Unicode" '\364\220\200\200' 'is not UTF-8 (--charset names another)' "$@"
    bytes "a character that overrides the writing direction" '\342\200\256' \
        'has a character that overrides the writing direction' "$@"
    bytes "... that isolates it" '\342\201\246' 'has a character that overrides the writing direction' "$@"
}

# CMD here is without its program's name.
bad_charsets() {
    t_program=$1
    shift
    { printf "%s\n%s\n%sa\201b" "$head" "$good" "${good%%^*}"; printf "%s\n" "${good#*^}"; } >bad.csv
    told "a character that its character set does not have" ":3: has a character that its character set does not know" \
        "$t_program" --charset=ASCII "$@"
    bad
    { iconv -f UTF-8 -t UTF-16LE bad.csv; printf x; } >more.csv && mv more.csv bad.csv
    told "a file that ends in the middle of a character" ":3: ends in the middle of a character" \
        "$t_program" --charset=UTF-16LE "$@"
    fails "an unknown character set" "$t_program" --charset=KLINGON "$@" <<END
$t_program: --charset: "KLINGON" is not known here
END
    fails "... in the environment" env TILL_CHARSET=KLINGON "$t_program" "$@" <<END
$t_program: TILL_CHARSET: "KLINGON" is not known here
END
}

# column NAME VALUE: bad.csv with a third line like the good one, but for that column.
column() {
    bad
    awk -F, -v OFS=, -v name="$1" -v value="$2" '
    NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i }
    NR == 2 { print; $at = value }
    { print }' bad.csv >more.csv && mv more.csv bad.csv
}

# value COLUMN VALUE WHY CMD...: a record with that value is refused, and it is told why.
value() {
    t_column=$1 t_value=$2 t_why=$3
    column "$1" "$2"
    shift 3
    told "$t_column: \"$t_value\" $t_why" ":3: $t_column: ${t_value:+\"$t_value\" }$t_why" "$@"
}

bad_amounts() {
    value amount '' 'is empty where an amount belongs' "$@"
    for t_amount in x - . -. 1. .5 1,5 +1 1e3 0x1 1.2.3 '$1' '1 ' ' 1' --1 '(1)' 1.-1 '１'; do
        case $t_amount in
        *,*) bad "$(printf '%s\n' "$good" | awk -F, -v OFS=, -v h="$head" '{ n = split(h, c, ","); for (i = 1; i <= n; i++) if (c[i] == "amount") $i = "\"1,5\""; print }')"
            told "amount: \"$t_amount\" is not an amount" ":3: amount: \"1,5\" is not an amount" "$@" ;;
        *) value amount "$t_amount" 'is not an amount' "$@" ;;
        esac
    done
    value amount 12.505 'has more than two decimals' "$@"
    for t_amount in 1000000000000 1000000000000.00 99999999999999999999999999999; do
        value amount $t_amount 'is beyond 999,999,999,999.99' "$@"
    done
}

# bad_dates COLUMN CMD...
bad_dates() {
    t_dates=$1
    shift
    for t_date in 2025-02-29 2100-02-29 2025-04-31 2025-13-01 2025-00-01 2025-01-00 2025-01-32; do
        value "$t_dates" $t_date 'is no day of the calendar' "$@"
    done
    for t_date in 7/4/26 2025-1-1 20250101 2025-01-01x 2025/01/01 '2025-01-1 ' today; do
        value "$t_dates" "$t_date" 'is not a date (YYYY-MM-DD)' "$@"
    done
    for t_date in 1899-12-31 2200-01-01 0000-01-01 9999-12-31; do
        value "$t_dates" $t_date 'is outside the years 1900 to 2199' "$@"
    done
}

# Twenty errors and no more, all of them from one reading.
bad_many() {
    bad
    awk 'BEGIN { for (i = 3; i <= 32; i++) print "x" }' >>bad.csv
    awk -v p="$1" -v n="$fields" 'BEGIN {
        for (i = 3; i <= 22; i++)
            print p ": bad.csv:" i ": has 1 field where its header has " n
        print p ": stopped after 20 errors"
    }' >many.err
    warning <many.err
    run 2 "it stops after twenty errors" "$@" </dev/null
    sed '23,$d' bad.csv >more.csv && mv more.csv bad.csv
    sed '20,$d' many.err | sed 's/:22:.*/:/' >fewer.err
    sed 22d bad.csv >more.csv && mv more.csv bad.csv
    warning <fewer.err
    run 2 "... nineteen are told to the end" "$@" </dev/null
}

# The command line, and what CMD writes; bad.csv is good here.
bad_usage() {
    bad
    t_program=$1
    shift
    fails "an unknown option" "$t_program" -Z "$@" <<END
$t_program: unknown option -Z
$t_program: try '$t_program --help'
END
    fails "an unknown long option" "$t_program" --loud "$@" <<END
$t_program: unknown option --loud
$t_program: try '$t_program --help'
END
    fails "an option without its argument" "$t_program" "$@" -O <<END
$t_program: option -O needs an argument
$t_program: try '$t_program --help'
END
    fails "a long option without its argument" "$t_program" "$@" --output <<END
$t_program: option --output needs an argument
$t_program: try '$t_program --help'
END
    fails "an argument where none goes" "$t_program" --version=2 "$@" <<END
$t_program: no argument goes with option --version=2
$t_program: try '$t_program --help'
END
    fails "a form that is none" "$t_program" -O xml "$@" <<END
$t_program: --output: "xml" is not one of its words: csv|tsv|json|table
END
}

bad_rejects() {
    bad
    t_program=$1
    shift
    fails "rejects that can't be written" "$t_program" --rejects=no/rejects.csv "$@" <<END
$t_program: no/rejects.csv: No such file or directory
END
    mkdir -p folder
    fails "rejects that are a folder" "$t_program" --rejects=folder "$@" <<END
$t_program: folder: Is a directory
END
    cp bad.csv mine.csv
    fails "rejects that would take the place of a table" "$t_program" --rejects=bad.csv "$@" <<END
$t_program: bad.csv: holds other things than rejects, and would be overwritten
END
    same "... which is as it was" bad.csv mine.csv
    if [ -c /dev/full ]; then
        bad x
        fails "rejects on a full disk" "$t_program" --rejects=/dev/full "$@" <<END
$t_program: /dev/full: No space left on device
END
    else
        skip "rejects on a full disk" 'no /dev/full'
    fi
    rm -rf bad.csv
    fails "a file that is not there is nothing to set aside" "$t_program" --rejects=rejects.csv "$@" <<END
$t_program: bad.csv: No such file or directory
END
}

bad_output() {
    bad
    full_disk "$@"
    warning <<END
$1: standard output: Bad file descriptor
END
    run 2 "a closed standard output" sh -c '"$@" >&-' sh "$@" </dev/null
}
