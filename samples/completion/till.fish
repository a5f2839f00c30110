# fish completion for till and its programs. Each program is asked for its options (--help), so this
# names none and can't go stale. Lines there: "  -d, --date=DATE   text", "      --tie   text".

# The program that a command line is for: till age is till-age.
function __till_program
    set -l words (commandline -opc)
    if string match -qr '(^|/)till$' -- $words[1]
        set -q words[2]; and echo till-$words[2]
    else
        echo $words[1]
    end
end

# Its options as fish wants them: the word, a tab, what it does.
function __till_options
    set -l program (__till_program)
    test -n "$program"; or return
    for line in ($program --help 2>/dev/null)
        set -l m (string match -r '^ +(-[^- ]|),? *(--[^ =]+|)(=[^ ]+|)  +(.*)$' -- $line)
        or continue
        test -n "$m[2]"; and printf '%s\t%s\n' $m[2] $m[5]
        test -n "$m[3]"; or continue
        if string match -q '*|*' -- $m[4]
            for value in (string split '|' -- (string sub -s 2 -- $m[4]))
                printf '%s=%s\t%s\n' $m[3] $value $m[5]
            end
        else
            test -n "$m[4]"; and set m[3] $m[3]=
            printf '%s\t%s\n' $m[3] $m[5]
        end
    end
end

function __till_programs
    for program in (complete -C till- | string match -r '^till-[a-z-]+')
        string sub -s 6 -- $program
    end
end

complete -c till -n 'test (count (commandline -opc)) -eq 1' -f -a '(__till_programs)'
for program in till (complete -C till- | string match -r '^till-[a-z-]+')
    complete -c $program -n 'string match -q -- "-*" (commandline -ct)' -f -a '(__till_options)'
end
