#!/bin/sh
# The manual and the programs name the same options: those of --help, those that a page explains
# (.It Fl), and those of its SYNOPSIS.
. "${0%/*}/lib.sh"

# The options of a program as lines "b batch =": letter or -, long name, = where it takes an argument.
of_program() {
    "$1" --help | awk '
    /^  *-/ {
        letter = $1 ~ /^-[A-Za-z0-9],$/ ? substr($1, 2, 1) : "-"
        name = letter == "-" ? $1 : $2
        takes = index(name, "=") ? " =" : ""
        sub(/^--/, "", name)
        sub(/=.*/, "", name)
        print letter " " name takes
    }' | sort
}

# Those that page $1 explains.
of_page() {
    awk '
    /^\.It Fl/ {
        letter = "-"; name = ""; takes = ""
        for (i = 2; i <= NF; i++)
            if ($i == "Ar" || $i == "Cm")
                takes = " ="
            else if ($i ~ /^-[a-z0-9]/)
                name = substr($i, 2)
            else if ($(i - 1) == "Fl")
                letter = $i
        print letter " " name takes
    }' "$1" | sort
}

# The words behind Fl in the SYNOPSIS of page $1: letters, or long names with their dash.
of_synopsis() {
    awk '
    /^\.Sh/ { here = $2 == "SYNOPSIS" }
    here {
        for (i = 2; i <= NF; i++)
            if ($(i - 1) ~ /^\.?Fl$/)
                print $i
    }' "$1" | sort -u
}

# Those that stand there without brackets, in the first form; and those of --help.
needed_of_page() {
    awk '
    /^\.Sh/ { here = $2 == "SYNOPSIS"; forms = 0 }
    here && /^\.Nm/ { forms++ }
    here && forms == 1 && /^\.Fl/ { print $2 }' "$1" | sort
}
needed_of_program() {
    "$1" --help | awk '
    /^$/ { exit }
    /^usage:/ || /^  / {
        for (i = 1; i <= NF; i++)
            if ($i ~ /^-/ && $i !~ /\]/) {
                sub(/^-/, "", $i)
                sub(/=.*/, "", $i)
                print $i
            }
    }' | sort
}

# What a synopsis needs: an option by its letter where it has one; -h and -V go without saying.
wanted() {
    awk '$1 == "-" { print "-" $2; next } $1 != "h" && $1 != "V" { print $1 }' "$1" | sort -u
}

for program in "$top"/bin/till "$top"/bin/till-*; do
    name=${program##*/}
    page=$top/man/$name.1
    [ -x "$program" ] || continue
    if [ ! -f "$page" ]; then
        ok "$name has a page" false
        continue
    fi
    of_program "$program" >help
    of_page "$page" >explained
    wanted help >want
    of_synopsis "$page" | grep -vx '[hV]' >synopsis
    ok "$name says its options" test -s help
    same "$name(1) explains the options that there are" explained help
    same "$name(1) names them in its synopsis" synopsis want
    is "... and --help has those in brackets that it has" "$(needed_of_program "$program")" "$(needed_of_page "$page")"
done

# Each page is built alike.
for page in "$top"/man/*.[157]; do
    sections='NAME SYNOPSIS DESCRIPTION EXIT_STATUS EXAMPLES DIAGNOSTICS SEE_ALSO'
    case $page in
    *.5) sections='NAME DESCRIPTION EXAMPLES SEE_ALSO' ;;
    *.7) sections='NAME DESCRIPTION EXAMPLES SEE_ALSO' ;;
    esac
    sed -n 's/^\.Sh //p' "$page" | sed 's/ /_/g' >has
    missing=
    for section in $sections; do
        grep -qx "$section" has || missing="$missing $section"
    done
    is "${page##*/} has its sections" "$missing" ''
done

# Nobody finds a program that the overviews do not name.
for program in $(sed -n -e 's/^PROGRAMS *= *//p' -e 's/^SCRIPTS *= *//p' "$top/Makefile"); do
    name=till-${program#till-}
    [ "$program" != till ] || name=till
    for overview in man/till.7 README.md; do
        ok "$overview names $name" grep -qE "(^\.It Xr $name 1|^\| .$name.) *" "$top/$overview"
    done
done
