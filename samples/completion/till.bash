# bash completion for till and its programs. Each program is asked for its options (--help), so this
# names none and can't go stale. Lines there: "  -d, --date=DATE   text", "      --tie   text".

# _till_options PROGRAM: its options, one a line, --name=ARGUMENT where it takes one.
_till_options() {
    "$1" --help 2>/dev/null | sed -n '
        s/^ *\(-[^- ]\), *\(--[^ ]*\).*/\1\n\2/p
        s/^ *\(--[^ ]*\).*/\1/p
        s/^ *\(-[^- ]\)\( .*\)*$/\1/p'
}

# _till_values PROGRAM OPTION: the words that its argument may be, where they are a list (csv|tsv).
_till_values() {
    "$1" --help 2>/dev/null | sed -n "s/^ *\(-[^- ], *\)\{0,1\}\(--[^ =]*\)=\([^ ]*|[^ ]*\).*/\1\2 \3/p" |
        while read -r line; do
            case " ${line//,/ } " in
            *" $2 "*) printf '%s\n' "${line##* }" | tr '|' '\n' ;;
            esac
        done
}

_till() {
    local program=${COMP_WORDS[0]} first=1 word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local IFS=$' \t\n' option

    if [[ ${program##*/} == till ]]; then
        if ((COMP_CWORD == 1)); then
            [[ $word == -* ]] || COMPREPLY=($(compgen -W "$(compgen -c till- | sed 's/^till-//')" -- "$word"))
            return
        fi
        program=$program-${COMP_WORDS[1]}
    fi

    # --option=word arrives as three words, for bash breaks at the sign.
    if [[ $word == = ]]; then
        word= option=$before
    elif [[ $before == = ]]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    elif [[ $before == -* ]]; then
        option=$before
    fi
    if [[ -n $option ]]; then
        COMPREPLY=($(compgen -W "$(_till_values "$program" "$option")" -- "$word"))
        ((${#COMPREPLY[@]})) && return
    fi
    if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$(_till_options "$program" | sed 's/=.*/=/')" -- "$word"))
        [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace
    fi
}

complete -o default -F _till till $(compgen -c till-)
