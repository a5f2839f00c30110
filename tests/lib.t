#!/bin/sh
# The test library itself: that what does not hold is told, and that nothing passes by accident.
. "${0%/*}/lib.sh"

# inner: runs standard input as a test file beside the library; its plan and results in $out.
inner() {
    {
        printf '#!/bin/sh\n. "%s/tests/lib.sh"\n' "$top"
        cat
    } >"$t_tmp/tests.t"
    mkdir -p "$t_tmp/tests"
    cp "$top/tests/lib.sh" "$t_tmp/tests/lib.sh"
    mv "$t_tmp/tests.t" "$t_tmp/tests/inner.t"
    inner=0
    sh "$t_tmp/tests/inner.t" >inner.out 2>inner.err || inner=$?
}

# says STATUS NAME <<END: the results of the inner file are exactly these.
says() {
    cat >inner.want
    same "$2" inner.out inner.want
    is "... and its status is $1" "$inner" "$1"
}

inner <<'END'
prints "as expected" echo one <<OUT
one
OUT
finds "the answer is no" sh -c 'echo no; exit 1' <<OUT
no
OUT
fails "trouble" sh -c 'echo "x: bad" >&2; exit 2' <<ERR
x: bad
ERR
input <<IN
a,b
IN
prints "input is read" cat <<OUT
a,b
OUT
prints "and only once" cat
warning <<ERR
note
ERR
run 3 "all of it" sh -c 'echo out; echo note >&2; exit 3' <<OUT
out
OUT
is "strings" a a
ok "a command" test 1 -eq 1
quiet "nothing said" true
skip "a thing" "no device"
END
says 0 "results that hold" <<'END'
ok 1 - as expected
ok 2 - the answer is no
ok 3 - trouble
ok 4 - input is read
ok 5 - and only once
ok 6 - all of it
ok 7 - strings
ok 8 - a command
ok 9 - nothing said
ok 10 - a thing # SKIP no device
1..10
END
is "nothing is said on standard error" "$(cat inner.err)" ""

inner <<'END'
prints "another output" echo two <<OUT
one
OUT
prints "a lost newline" printf one <<OUT
one
OUT
prints "an output too many" echo one
prints "another status" sh -c 'exit 1'
prints "a word on standard error" sh -c 'echo hm >&2'
fails "another message" sh -c 'echo "x: worse" >&2; exit 2' <<ERR
x: bad
ERR
fails "an output beside the message" sh -c 'echo 1; echo "x: bad" >&2; exit 2' <<ERR
x: bad
ERR
fails "no such program" till-nothing <<ERR
ERR
is "strings" a b
ok "a command" test 1 -eq 2
quiet "something said" echo here
quiet "a check that broke" sh -c 'exit 2'
file a <<OUT
a
OUT
same "a missing file" a b
full_disk true
END
says 1 "results that do not hold" <<'END'
not ok 1 - another output
not ok 2 - a lost newline
not ok 3 - an output too many
not ok 4 - another status
not ok 5 - a word on standard error
not ok 6 - another message
not ok 7 - an output beside the message
not ok 8 - no such program
not ok 9 - strings
not ok 10 - a command
not ok 11 - something said
not ok 12 - a check that broke
not ok 13 - a missing file
not ok 14 - true notices a full disk
1..14
END
sed 5,7p -n inner.err >shown
file shown.want <<'END'
# @@ -1 +1 @@
# -one
# +two
END
same "the difference is shown" shown shown.want

inner <<'END'
ok "before" true
unset nothing
echo "$nothing"
ok "never reached" true
END
is "a script that dies half way is bad whatever its results" "$inner" 2

inner <<'END'
file names.csv <<IN
name
José
IN
variants names.csv true names.csv
END
is "variants of a program that says nothing are no success" "$inner" 1

# Reads UTF-8 and CP1252, LF and CRLF, but neither gzip nor a byte-order mark.
inner <<'END'
weak() {
    case $1 in
    --charset=CP1252) shift; iconv -f CP1252 -t UTF-8 "$1" ;;
    *) cat "$1" ;;
    esac | tr -d '\r'
}
file names.csv <<IN
name
José
IN
variants names.csv weak names.csv
END
grep -v '^# ' inner.out | sed 's/^\(.*\) - weak/\1/' >results
file results.want <<'END'
ok 1 answers on names.csv as it is
not ok 2 reads names.csv gzipped
ok 3 reads names.csv with CRLF line ends
not ok 4 reads names.csv after a byte-order mark
not ok 5 reads names.csv without its last newline
ok 6 reads names.csv in CP1252
ok 7 reads names.csv from standard input
1..7
END
same "variants tells which ones a program can't read" results results.want

TILL_TODAY=2001-01-01
export TILL_TODAY
inner <<'END'
is "no TILL_ setting of the caller reaches a test" "${TILL_TODAY-unset}" unset
END
is "a test's surroundings are its own" "$inner" 0
