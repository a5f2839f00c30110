#!/bin/sh
# The house rules that a machine can check: who calls whom, what fits a screen, and what belongs to
# each program. Every check lists what it objects to, and holds when it prints nothing.
. "${0%/*}/lib.sh"
cd "$top" || exit 2

sources=$(ls src/*.[ch] src/cmd/*.[ch] 2>/dev/null)
scripts=$(grep -l '^#!/bin/\(ba\)\{0,1\}sh' bin/* samples/* tests/* tests/errors/* debian/* .ci/* 2>/dev/null)

# only PATTERN FILE...: the lines of the sources with PATTERN (as grep -E has it) in other files.
only() {
    pattern=$1
    shift
    grep -nE -e "$pattern" $sources | outside "$@"
}

# Of lines that begin with a file's name, those of files that no argument (a case pattern) names.
outside() {
    while IFS= read -r line; do
        known=no
        for allowed; do
            case ${line%%:*} in
            $allowed) known=yes ;;
            esac
        done
        [ $known = yes ] || printf '%s\n' "$line"
    done
}

# The sources without comments and the insides of strings, each line with its place.
code() {
    awk '
    FNR == 1 { inside = 0 }
    {
        line = $0
        gsub(/\\./, "", line)
        gsub(/"[^"]*"/, "\"\"", line)
        text = ""
        while (line != "") {
            if (inside) {
                at = index(line, "*/")
                line = at ? substr(line, at + 2) : ""
                inside = !at
            } else {
                at = index(line, "/*")
                text = text (at ? substr(line, 1, at - 1) : line)
                line = at ? substr(line, at + 2) : ""
                inside = at > 0
            }
        }
        sub(/\/\/.*/, "", text)
        if (text !~ /^[ \t]*$/)
            print FILENAME ":" FNR ":" text
    }' $sources
}
code >"$t_tmp/code"

# calls PATTERN FILE...: like only, but of code alone, and of whole names.
calls() {
    pattern=$1
    shift
    grep -E -e ":(.*[^A-Za-z0-9_])?($pattern)" "$t_tmp/code" | outside "$@"
}

# includes "MODULE..." PATTERN: what the files of each module include that PATTERN (of a header's
# name with its sign, <stdio.h> or "cli.h") forbids.
includes() {
    for module in $1; do
        for f in "src/$module.c" "src/$module.h" src/"$module"_*.[ch]; do
            [ -f "$f" ] && grep -nE "^#include ($2)" "$f" /dev/null
        done
    done
}

# Who calls whom.

quiet "zlib and iconv have one door" only '^#include <(zlib|iconv)\.h>' src/input.c src/input_pack.c
quiet "libcsv has one door" only '^#include <csv\.h>' src/cells.c
quiet "libcrypto has one file behind it" sh -c 'set -- $(grep -lE "^#include <openssl/" src/*.[ch] src/cmd/*.[ch])
    [ $# -le 1 ] || echo "$@"'
quiet "only the ledger opens for append" only 'O_APPEND|fopen\([^)]*, *"a' 'src/ledger*.c'
quiet "only programs and the command line leave, and memory where there is none" \
    calls '(exit|_exit|_Exit|quick_exit|errx?|verrx?) *\(' 'src/cmd/*.c' src/cli.c 'src/cli_*.c' src/memory.c
quiet "only the command line and the ledger know the clock" \
    calls '(time|clock|clock_gettime|gettimeofday|localtime(_r)?|gmtime(_r)?) *\(' src/cli.c 'src/cli_*.c' \
    'src/ledger*.c' src/cmd/post.c
quiet "nothing follows the locale, runs a command, or reads numbers and copies strings unchecked" \
    calls '(setlocale|system|popen|gets|atoi|atol|atof|strtod|strcpy|strcat|sprintf|vsprintf) *\('
quiet "floating point is for a chart's pixels" calls '(float|double)([^A-Za-z0-9_]|$)' 'src/chart*.[ch]' 'src/svg*.[ch]'

quiet "the rules of the domain read nothing, write nothing and know no clock" \
    includes 'entry items apply match schedule annuity daycount holidays apr' \
    '<(stdio|unistd|fcntl|time|err|sys/[a-z]+)\.h>|"(input|lines|rows|emit|table|ledger|cli)\.h"'
quiet "money stands on the C library alone" includes money '"([^m]|m[^o])[^"]*"'
quiet "dates stand on the C library alone" includes date '"([^d]|d[^a])[^"]*"'
quiet "bytes know nothing of records" includes 'memory input lines text' '"(columns|rows|emit|table|entry|items|ledger|cli)\.h"'
quiet "records know nothing of entries" includes 'columns rows emit table' '"(entry|items|ledger|cli)\.h"'
quiet "the library does not know the command line" \
    sh -c 'grep -n "^#include \"\(cli\|cmd/\)" src/*.[ch] | grep -v "^src/cli"'
quiet "no program includes another" sh -c 'grep -n "^#include \"\(cmd/.*\|.*\.c\)\"" src/cmd/*.c'

# What fits a screen.

# lines MAX FILE...: the files that are longer.
lines() {
    max=$1
    shift
    wc -l "$@" | awk -v max="$max" '$2 != "total" && $1 > max { print $2 ": " $1 " lines" }'
}

# A function's body stands between braces in the first column, as clang-format sets it.
functions() {
    awk -v max="$1" '
    /^[a-z_].*\(/ { name = $0 }
    /^\{/ { first = FNR }
    /^\}/ && first {
        if (FNR - first + 1 > max)
            print FILENAME ":" first ": " name ": " FNR - first + 1 " lines"
        first = 0
    }' $sources
}

quiet "no source passes 400 lines" lines 400 $sources
quiet "no header passes 80 lines" lines 80 src/*.h
quiet "no function passes 70 lines" functions 70
quiet "the Makefile has 120 lines at most" lines 120 Makefile

# What belongs to each program: its source, its pages, its test, its word.

programs=$(sed -n 's/^PROGRAMS *= *//p' Makefile)

belongings() {
    for p in $programs eod; do
        for f in "man/till-$p.1" "tests/$p.t"; do
            [ -f "$f" ] || echo "$f: not there"
        done
    done
    for p in $programs; do
        [ -f "src/cmd/$p.c" ] || echo "src/cmd/$p.c: not there"
    done
    for f in bin/till bin/till-eod man/till.7; do
        [ -f "$f" ] || echo "$f: not there"
    done
    for f in src/cmd/*.c; do
        p=${f##*/}
        case " $programs " in
        *" ${p%.c} "*) ;;
        *) echo "$f: not a word of PROGRAMS in the Makefile" ;;
        esac
    done
}

headers_alone() {
    for f in src/*.h; do
        echo "#include \"${f#src/}\"" >"$t_tmp/alone.c"
        ${CC:-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -Isrc -fsyntax-only "$t_tmp/alone.c"
    done
}

# The package's version is the one; what else says another.
versions() {
    version=$(sed -n '1s/.*(\(.*\)).*/\1/p' debian/changelog)
    grep '^## ' NEWS.md | sed 1q | grep -qxF "## $version" || echo "NEWS.md: does not begin with $version"
    for p in $programs; do
        is=$("till-$p" --version 2>&1 | sed 1q)
        [ "${is##* }" = "$version" ] || echo "till-$p: $is, not $version"
    done
}

quiet "each program has its source, page, test and word" belongings
quiet "each header compiles alone" headers_alone
quiet "the package, the news and every program have one version" versions

# Shape.

quiet "no line ends in a blank" grep -nE '[[:blank:]]$' $sources $scripts Makefile *.md man/*.[157]
quiet "no tab where nothing asks for one" grep -n "$(printf '\t')" $sources bin/till bin/till-eod
quiet "shell scripts parse" sh -c 'for f; do sh -n "$f"; done' sh $scripts
quiet "scripts and tests can be run" sh -c 'for f; do [ -x "$f" ] || echo "$f"; done' sh $(echo "$scripts" | grep -v 'lib\.sh$')

# Another version of it lays out otherwise; 14 is Debian 12's.
if clang-format --version 2>/dev/null | grep -q 'version 14\.'; then
    quiet "sources are as clang-format sets them" \
        sh -c 'clang-format --dry-run "$@" 2>&1 | sed -n "s,:.*code should be.*,: make format,p" | uniq' sh $sources $(ls tests/unit/*.[ch] 2>/dev/null)
else
    skip "sources are as clang-format sets them" 'no clang-format 14'
fi

# Whether a page that is named exists is asked of the tree below, not of the system's manual. Findings and
# errors are two streams: put together, one would stand in the middle of a line of the other.
lint() {
    mandoc -Tlint man/*.[157] 2>/dev/null | grep -v 'referenced manual not found'
    mandoc -Tlint man/*.[157] 2>&1 >/dev/null | grep -v 'outdated mandoc.db'
}

references() {
    sed -n 's/^\.Xr \(till[a-z-]*\) \([157]\).*/\1.\2/p' man/*.[157] | sort -u | while read -r page; do
        [ -f "man/$page" ] || echo "$page: named in a page, not there"
    done
}

if command -v mandoc >/dev/null; then
    quiet "pages are clean" lint
else
    skip "pages are clean" 'no mandoc'
fi
quiet "the pages that pages name are there" references
