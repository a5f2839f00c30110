# One change of a C source: awk -v pick=N -f mutate.awk FILE prints it with its N-th possible change;
# pick=-1 prints what they are, a line a change. A change turns an operator, a constant or a condition
# round, or leaves a statement out, but for those that only free memory.

# Tries all places of what in the line, outside of strings.
function turn(what, into,   at, from, rest) {
    from = 1
    while ((at = index(substr(line, from), what)) > 0) {
        at += from - 1
        from = at + length(what)
        rest = substr(line, 1, at - 1)
        if (gsub(/"/, "\"", rest) % 2 == 0)
            change(substr(line, 1, at - 1) into substr(line, from), what " -> " into)
    }
}

function change(text, how) {
    said = FILENAME ": " within ": " whole ": " how
    gsub(/ +/, " ", said)
    sub(/ $/, "", said)
    if (seen[said]++)
        said = said " (" seen[said] ")"
    if (pick < 0)
        print said
    if (++count == pick)
        out = text
}

FNR == 1 { comment = 0 }
/^[a-z_]+\(/ { within = substr($0, 1, index($0, "(") - 1) }
{
    line = out = whole = $0
    if (line ~ /^ *\/\*/ || comment) {
        comment = line !~ /\*\//
    } else if (line !~ /^#/ && line !~ /^(static|struct|noreturn|const|    \{ )/) {
        turn(" == ", " != "); turn(" != ", " == ")
        turn(" < ", " <= "); turn(" <= ", " < "); turn(" > ", " >= "); turn(" >= ", " > ")
        turn(" && ", " || "); turn(" || ", " && ")
        turn(" + ", " - "); turn(" - ", " + "); turn(" += ", " = ")
        turn("true", "false"); turn("false", "true")
        turn("(!", "("); turn(" !", " "); turn(" = 0;", " = 1;")
        if (line ~ /^ +(if|while) \(.*\)( \{)?$/) {
            sub(/\(.*$/, line ~ /\{$/ ? "(0) {" : "(0)", line)
            change(line, "never")
            line = $0
        }
        if (line ~ /^ +([a-z_]+\(.*\)|[a-z_>.*-]+ [-+|]?= [^;{]*|[a-z_>.-]+(\+\+|--));$/ && line !~ /^ +[a-z_]*free\(/)
            change("", "left out")
    }
    if (pick > 0)
        print out
}
