# annotate.awk NAME.inside NAME.c: the source with what holds at its lines written before them; all else is as
# it was. Exit status 1: a line is not there, or not in that order.
function text_of(line) { sub(/^[ \t]+/, "", line); return line }
FNR == NR {
    if (/^[^ #]/)
        at[++all] = $0
    else if (/^ /)
        said[all] = said[all] (said[all] == "" ? "/*@ " : /^ +assert/ ? "\n  @*/\n/*@ " : "\n  @ ") text_of($0)
    next
}
found < all && text_of($0) == at[found + 1] { print said[++found] "\n  @*/" }
{ print }
END {
    if (found < all) {
        print FILENAME ": has no line (more) \"" at[found + 1] "\"" >"/dev/stderr"
        exit 1
    }
}
