# The jobs of the benchmark: each says what is run, and what was to be reached.

plain() {
    with 'wc -l' other 'wc -l ledger.csv'
    with cat other 'cat ledger.csv'
}

# ours NAME COMMAND: with as many threads as the machine has processors, and with one.
ours() {
    with "$1" ours "$2"
    with "$1, one thread" ours "env TILL_THREADS=1 $2"
}

all_peers() {
    for peer in $peers; do
        peer_$peer "$1"
    done
}

# beside NAME: our time and memory against DuckDB's, from the same file.
beside_duckdb() {
    goal "$job: DuckDB on all processors / ours" "$(ratio "$(ms DuckDB)" "$(ms "$1")")" x least "$2"
    goal "$job: memory of ours / DuckDB's" "$(ratio "$(kib "$1")" "$(kib DuckDB)")" x most 0.33
}

job_balance() {
    begin balance 'balance by account'
    plain
    ours till-report 'till-report -g account ledger.csv'
    all_peers balance
    measured
    goal 'balance: ours / wc -l' "$(ratio "$(ms till-report)" "$(ms 'wc -l')")" x most 6
    beside_duckdb till-report 6
    goal 'balance: mawk / ours' "$(ratio "$(ms mawk)" "$(ms till-report)")" x least 25
}

job_activity() {
    begin activity 'activity by month, kind and code'
    plain
    ours till-report 'till-report -p month -g kind,code ledger.csv'
    all_peers activity
    measured
    goal 'activity: ours / wc -l' "$(ratio "$(ms till-report)" "$(ms 'wc -l')")" x most 4
    beside_duckdb till-report 8
    goal 'activity: memory' "$(ratio "$(kib till-report)" 1024)" " MB" most 16
}

job_age() {
    begin age 'ages of open items, credits oldest first'
    plain
    ours till-age "till-age -d $day ledger.csv"
    all_peers age
    measured
    goal 'age: ours / wc -l' "$(ratio "$(ms till-age)" "$(ms 'wc -l')")" x most 14
    beside_duckdb till-age 6
    goal 'age: mawk / ours' "$(ratio "$(ms mawk)" "$(ms till-age)")" x least 20
    goal 'age: SQLite from the CSV file / ours' "$(ratio "$(ms SQLite)" "$(ms till-age)")" x least 25
    goal 'age: one thread / all processors' "$(ratio "$(ms 'till-age, one thread')" "$(ms till-age)")" x most 1.7
}

# TILL_LANE=csv sends every record to libcsv, in a library that has another way; libcsv alone has no checks.
job_rows() {
    begin rows 'all columns of all records read'
    plain
    with rows peer '../rows ledger.csv'
    with 'rows, one thread' peer 'env TILL_THREADS=1 ../rows ledger.csv'
    with 'rows, all by libcsv' peer 'env TILL_THREADS=1 TILL_LANE=csv ../rows ledger.csv'
    with 'libcsv alone' peer '../rows -c ledger.csv'
    measured
    goal 'rows: all by libcsv / fast lane, one thread each' \
        "$(ratio "$(ms 'rows, all by libcsv')" "$(ms 'rows, one thread')")" x least 4
    goal 'rows: libcsv alone / fast lane' "$(ratio "$(ms 'libcsv alone')" "$(ms rows)")" x least 4
}

job_gzip() {
    made ledger.csv.gz 'gzip -c ledger.csv'
    begin gzip 'a compressed ledger, activity by month'
    with 'gzip -dc' other 'gzip -dc ledger.csv.gz'
    with till-report ours 'till-report -p month -g kind,code ledger.csv.gz'
    with 'till-age' other "till-age -d $day ledger.csv.gz"
    with 'not compressed' ours 'till-report -p month -g kind,code ledger.csv'
    measured
    goal 'gzip: till-report / gzip -dc' "$(ratio "$(ms till-report)" "$(ms 'gzip -dc')")" x most 1
}

job_charset() {
    made cp1252.csv 'iconv -f UTF-8 -t CP1252 ledger.csv'
    begin charset 'a ledger in CP1252, activity by month'
    with iconv other 'iconv -f CP1252 -t UTF-8 cp1252.csv'
    with till-report ours 'till-report --charset=CP1252 -p month -g kind,code cp1252.csv'
    with 'till-age' other "till-age --charset=CP1252 -d $day cp1252.csv"
    with 'UTF-8' ours 'till-report -p month -g kind,code ledger.csv'
    measured
    goal 'charset: till-report / iconv' "$(ratio "$(ms till-report)" "$(ms iconv)")" x most 1
}

# A ledger of as many entries, posted in ten batches, and where it ends before a run.
sealed_ledger() {
    made sealed.csv "rm -f sealed.csv.new; i=0; while [ \$i -lt 10 ]; do
        ../make entries \$((i * $tenth)) \$((i * $tenth + $tenth)) >part.csv
        till-post -b part-\$i sealed.csv.new part.csv >/dev/null; i=\$((i + 1)); done
        rm part.csv; wc -c <sealed.csv.new >sealed.size"
}

# SQLite has one index, of what till-post looks up as well, the receipts' numbers; memory for its pages; and
# need not move what it committed from its log into the table.
post_by_sqlite() {
    installed sqlite3 SQLite 'apt-get install sqlite3' || return 0
    made post.sqlite "rm -f post.sqlite.new*
        sqlite3 -bail post.sqlite.new '$table_of_sqlite' 'PRAGMA synchronous = OFF' \
            '.import --csv --skip 1 ledger.csv entry' 'CREATE INDEX by_ref ON entry (ref, till)' \
            'PRAGMA journal_mode = WAL'"
    with SQLite other "sqlite3 -bail post.sqlite '.dbconfig no_ckpt_on_close on' 'PRAGMA synchronous = FULL' \
        'PRAGMA wal_autocheckpoint = 0' 'PRAGMA cache_size = -262144' BEGIN \
        '.import --csv --skip 1 batch.csv entry' COMMIT" 'rm -f post.sqlite-wal post.sqlite-shm'
}

job_post() {
    made batch.csv "../make entries $entries $((entries + tenth))"
    sealed_ledger
    begin post "$tenth more posted in one batch"
    with 'wc -l' other 'wc -l sealed.csv'
    with 'cp, sync' other 'cp batch.csv copied.csv && sync copied.csv' 'rm -f copied.csv'
    with till-post ours 'till-post -b more sealed.csv batch.csv' "truncate -s $(cat sealed.size) sealed.csv"
    ! asked sqlite || post_by_sqlite
    measured
    same_books
    goal 'post: SQLite / ours' "$(ratio "$(ms SQLite)" "$(ms till-post)")" x least 1.5
}

# What stands in both books after the last run. Looking must not move it from SQLite's log into the table.
same_books() {
    [ -n "$(ms SQLite)" ] || return 0
    till-report sealed.csv | sed 1d >out.ours
    sqlite3 post.sqlite '.dbconfig no_ckpt_on_close on' .mode\ csv \
        "SELECT count(*), printf('%.2f', sum(amount)) FROM entry" | sed -n 's/\r//; s/"//g; /,/p' >out.peer
    said=equal
    cmp -s out.ours out.peer || { said=DIFFERS status=1; }
    printf '  both books after that: %s (%s)\n' $said "$(cat out.ours)"
    rm -f out.ours out.peer copied.csv post.sqlite-wal post.sqlite-shm
    truncate -s "$(cat sealed.size)" sealed.csv
}

# All that was received must be in the entries.
job_apply() {
    made receipts.csv "../make receipts $tenth $day"
    begin apply "$tenth receipts applied"
    with 'wc -l' other 'wc -l ledger.csv receipts.csv'
    with till-age other "till-age -d $day ledger.csv"
    with 'till-apply' other 'till-apply -l ledger.csv receipts.csv'
    measured
    received=$(till-report -g status receipts.csv | sed -n 's/^sale,.*,//p')
    entered=$(till-apply -l ledger.csv receipts.csv | till-report | sed -n 's/^[0-9]*,-//p')
    said=equal
    [ "$received" = "$entered" ] || { said=DIFFERS status=1; }
    printf '  received %s, entered %s: %s\n' "$received" "$entered" $said
    goal 'apply: till-apply / till-age' "$(ratio "$(ms till-apply)" "$(ms till-age)")" x most 2
}

job_recon() {
    made tape.csv "../make source 1 $tenth"
    made posted.csv "../make source 2 $tenth"
    made bank.csv "../make source 3 $tenth"
    begin recon "three sources of $tenth receipts"
    normal='cut -d , -f 1-9'
    sources='tape=tape.csv posted=posted.csv bank=bank.csv'
    with 'wc -l' other 'wc -l tape.csv posted.csv bank.csv'
    with 'till-recon' ours "till-recon $sources"
    with 'till-recon, one thread' ours "env TILL_THREADS=1 till-recon $sources"
    with 'till-recon -x' ours "till-recon -x $sources"
    ! asked mawk || with mawk peer "mawk -F, 'FNR == 1 { f++; next }
        f == 1 { k = \$1 FS \$3 FS \$9; a[k] += \$10 } f == 2 { k = \$1 FS \$10 FS \$9; b[k] -= \$7 }
        f == 3 { k = \$1 FS \$2 FS \$4; c[k] += \$5 } { all[k] = 1 }
        END { for (k in all) { x = sprintf(\"%.2f\", b[k] - a[k]); y = sprintf(\"%.2f\", c[k] - a[k]);
            printf \"%s,%.2f,%.2f,%.2f,%s,%s,%s\\n\", k, a[k], b[k], c[k], x, y,
                x + 0 || y + 0 ? \"out\" : \"balanced\" } }' \
        tape.csv posted.csv bank.csv"
    measured
    goal 'recon: ours / wc -l' "$(ratio "$(ms till-recon)" "$(ms 'wc -l')")" x most 6
    goal 'recon: with -x / wc -l' "$(ratio "$(ms 'till-recon -x')" "$(ms 'wc -l')")" x most 12
}

# Every plan's principal must come back, in twelve payments, to a balance of 0.00.
job_plan() {
    made plans.csv "../make plans $tenth"
    begin plan "$tenth plans of 12 payments"
    with 'wc -l' other 'wc -l plans.csv'
    with 'till-plan, one thread' other 'env TILL_THREADS=1 till-plan plans.csv'
    with till-plan other 'till-plan plans.csv'
    measured
    said=equal
    till-plan plans.csv | awk -F, 'NR == FNR { if (FNR > 1) owed[$1] = $3; next }
        FNR > 1 { n[$1]++; owed[$1] -= $7; if ($4 == 12 && $10 == "0.00") ended[$1] }
        END { for (p in owed) if (n[p] != 12 || !(p in ended) || owed[p] > 0.001 || owed[p] < -0.001) exit 1 }' \
        plans.csv - || { said=DIFFERS status=1; }
    printf '  principals and what is paid of them: %s\n' $said
    goal 'plan: lines of output a second on one core, in millions' \
        "$(ratio $((tenth * 12)) "$(ratio "$(ms 'till-plan, one thread')" 0.001)")" " M" least 6
}

# What a program costs that has nothing to do, and a day of a small office.
job_small() {
    head -n 1 ledger.csv >empty.csv
    rm -rf book
    "$top/samples/make-book" book
    begin small 'a ledger without entries, the sample book'
    with true other /bin/true
    with till-age other 'till-age empty.csv'
    with till-report other 'till-report -g account empty.csv'
    with till-recon other 'till-recon a=empty.csv b=empty.csv'
    with till-plan other 'till-plan -p 100 -n 1 -s 2025-01-01'
    measured 101
    for program in age report recon plan; do
        goal "small: till-$program / true" "$(ratio "$(ms till-$program)" "$(ms true)")" x most 2
    done
    begin eod 'the end of day of the sample book'
    with till-eod other 'till-eod -d 2026-06-30 run' 'rm -rf run && cp -Rp book run'
    measured
    goal 'eod: the sample book' "$(ratio "$(ms till-eod)" 1000)" " s" most 1
    rm -rf run
}

# growth SMALLER: how time and memory go with the number of entries, as a factor for ten times as many.
growth() {
    printf '\ngrowth from %s to %s entries, as for ten times as many\n' "$1" "$entries"
    for pair in balance:till-report activity:till-report age:till-age; do
        job=${pair%:*} name=${pair#*:}
        for field in 2 5; do
            a=$(cd "../$1" && of "$job" "$name" $field) b=$(of "$job" "$name" $field)
            by=$(ratio "$(ratio "$b" "$a")" "$(ratio "$entries" "$(($1 * 10))")")
            case $field$job in
            2*) goal "growth of $job: time" "$by" x most 11 ;;
            5age) ;;
            5*) goal "growth of $job: memory" "$(ratio "$b" "$a")" x most 1.1 ;;
            esac
        done
    done
}
