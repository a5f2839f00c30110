# Standard output closed, full, or a pipe that nobody reads, for every program: the exit status is not 0. A
# batch whose totals could not be printed posts again as already posted.

. "$torture/tasks.sh"

title() {
    echo "standard output closed, full, a broken pipe"
}

# The ways in which CMD can't print. Status 141: ended by SIGPIPE, as a filter should.
closed() { "$@" >&-; }
full() { "$@" >/dev/full; }
broken() { "$made/broken" "$@"; }
ignored() { (trap '' PIPE && "$made/broken" "$@"); }

attack() {
    PATH=$bin:$PATH
    helper broken
    points=0
    samples
    [ $control = no ] || : >tasks
    printf '%s\n' "till-post -b two posted.csv two.csv" "till-post --close 2025-03.csv" "till -h" "till-post -h" >>tasks
    while read -r task; do
        for way in closed full broken ignored; do
            [ $way != full ] || [ -c /dev/full ] || continue
            task_again
            rm -f posted.csv 2025-03.csv
            till-post -b one 2025-03.csv two.csv >/dev/null
            points=$((points + 1)) status=0
            $way $task 2>saying || status=$?
            [ $status -ne 0 ] || wrong "ignored: $task, standard output $way: status 0"
            [ $status -eq 2 ] || [ $status -eq 141 ] || wrong "other: $task, standard output $way: status $status"
            [ $status -eq 141 ] || [ -s saying ] || [ "$task" = "till -h" ] || # a shell script
                wrong "other: $task, standard output $way: no message"
            case $task in
            *posted.csv* | *--close*) again ;;
            esac
        done
    done <tasks
    told="$points cases, $(count ignored) unnoticed, $(count other) other"
}

# The task once more: it says that this was done already, and prints the totals.
again() {
    [ $status -eq 2 ] || wrong "other: $task, standard output $way: status $status"
    grep -q 'the batch is posted, and posting it again is safe' saying ||
        wrong "other: $task, standard output $way: $(cat saying)"
    $task >out 2>saying || wrong "other: $task again: $(cat saying)"
    grep -q 'already posted' saying || wrong "other: $task again is not already posted"
    [ "$(wc -l <out)" -eq 2 ] || wrong "other: $task again prints no totals"
}

controls() {
    sabotage output-unminded 's/const char \*why = cli_close();/const char *why = (cli_close(), (const char *)NULL);/'
    caught output-unminded
}
