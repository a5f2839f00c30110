#!/bin/sh
# The examples of the manual and of the README do what they show. In a page they are the blocks
# between .Bd -literal and .Ed, in the README those between ```console and ```, that have lines
# beginning with "$ ": such a line is a command, lines beginning with "> " right below go on with
# it, and what follows, up to the next command or the end of the block, is all that it says, on
# standard output and standard error together. A page's examples are run one after the other in a
# copy of tests/examples of its own, at noon of 10 March 2025 by a user ann.
. "${0%/*}/lib.sh"

SOURCE_DATE_EPOCH=1741608000 SUDO_USER=ann
export SOURCE_DATE_EPOCH SUDO_USER

# Cuts the examples of page $1 into files of the current directory: 001.cmd, 001.out, 002.cmd ...
cut_examples() {
    awk '
    function plain(s) { # a literal line of mdoc as it is read
        gsub(/\\&/, "", s)
        gsub(/\\-/, "-", s)
        gsub(/\\\(dq/, "\"", s)
        gsub(/\\\(aq/, "\047", s)
        gsub(/\\\(ha/, "^", s)
        gsub(/\\\(ti/, "~", s)
        gsub(/\\e|\\\(rs/, "\\", s)
        return s
    }
    page && /^\.Bd .*-literal/ || !page && /^```console$/ { inside = 1; next }
    page && /^\.Ed$/ || !page && /^```$/ { inside = n_in_block = 0; next }
    !inside { next }
    { line = page ? plain($0) : $0 }
    line ~ /^\$ / {
        name = sprintf("%03d", ++n)
        n_in_block = commanding = 1
        print substr(line, 3) >(name ".cmd")
        printf "" >(name ".out")
        next
    }
    commanding && line ~ /^> / { print substr(line, 3) >(name ".cmd"); next }
    { commanding = 0 }
    n_in_block { print line >(name ".out") }
    ' page="$(case $1 in *.md) ;; *) echo 1 ;; esac)" "$1"
}

# Runs the examples of page $1.
try_page() {
    fresh
    cut_examples "$1"
    mkdir work && cp -R "$top/tests/examples/." work && chmod -R u+w work
    for example in [0-9]*.cmd; do
        [ -f "$example" ] || continue
        n=${example%.cmd}
        (cd work && sh "../$example") >"$n.got" 2>&1
        same "${1##*/}: $(head -n 1 "$example")" "$n.got" "$n.out"
    done
}

for page in "$top"/man/*.[157] "$top/README.md"; do
    [ -f "$page" ] || continue
    try_page "$page"
done

# That blocks are found at all must not depend on how somebody writes them.
for page in "$top"/man/*.[15] "$top/README.md"; do
    ok "${page##*/} has an example that is run" grep -q '^\$ ' "$page"
done

# Nor may the reading of them go wrong in silence.
fresh
file page.1 <<'END'
.Bd -literal -offset indent
not an example
.Ed
.Bd -literal -offset indent
$ printf 'a\en' |
> cat
a
\&.b
$ true
.Ed
$ outside
END
cut_examples page.1
is 'two commands are found' "$(echo *.cmd)" '001.cmd 002.cmd'
is 'a command goes on in the next line' "$(cat 001.cmd)" "printf 'a\\n' |
cat"
is 'what it says is read as it is shown' "$(cat 001.out)" 'a
.b'
