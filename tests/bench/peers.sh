# What else can do the jobs: for each a command that prints the same figures, without a header, in any order.
# They are told what helps them: the columns' types, and that order doesn't matter. SQL is one text for both
# databases, but for a few words.

# asked TOOL: whether it is to run.
asked() {
    case " $peers " in
    *" $1 "*) ;;
    *) return 1 ;;
    esac
}

# installed PROGRAM NAME HINT: whether it is there; else says so, once a job.
installed() {
    command -v "$1" >/dev/null && return
    printf '  %-26s skipped: not installed (%s)\n' "$2" "$3"
    return 1
}

duckdb=
find_duckdb() {
    for duckdb in "${DUCKDB_LIBRARY-}" "$work"/node_modules/@duckdb/node-bindings-*/libduckdb.so; do
        [ -s "$duckdb" ] && "$work/duck" "$duckdb" >/dev/null 2>&1 && return
    done
    duckdb=
}

# word WORD: how the dialect says it.
words_of_duckdb() {
    month="strftime(date, '%Y-%m')" due=due greatest=greatest cents='CAST(sum(amount) * 100 AS BIGINT)'
}

words_of_sqlite() {
    month='substr(date, 1, 7)' due="nullif(due, '')" greatest=max cents='CAST(round(sum(amount) * 100) AS INTEGER)'
}

sql_balance() {
    echo "SELECT account, count(*), printf('%.2f', sum(amount)) FROM entry GROUP BY account"
}

sql_activity() {
    echo "SELECT $month, kind, code, count(*), printf('%.2f', sum(amount)) FROM entry GROUP BY 1, 2, 3"
}

# Credits settle the oldest first. Buckets are as old as what is in them, so they are settled instead of
# items: a window over the items gives the same and is slower in both databases.
sql_age() {
    cat <<END
WITH item AS (
    SELECT account, item, code, $cents AS open,
        coalesce(min(coalesce($due, date)) FILTER (WHERE kind IN ('charge', 'penalty', 'interest')), min(date)) AS due
    FROM entry WHERE date <= '$day' GROUP BY account, item, code),
owed AS (
    SELECT account,
        coalesce(sum(open) FILTER (WHERE open > 0 AND due >= '$day'), 0) AS b0,
        coalesce(sum(open) FILTER (WHERE open > 0 AND due < '$day' AND due >= '$day30'), 0) AS b1,
        coalesce(sum(open) FILTER (WHERE open > 0 AND due < '$day30' AND due >= '$day60'), 0) AS b2,
        coalesce(sum(open) FILTER (WHERE open > 0 AND due < '$day60' AND due >= '$day90'), 0) AS b3,
        coalesce(sum(open) FILTER (WHERE open > 0 AND due < '$day90' AND due >= '$day120'), 0) AS b4,
        coalesce(sum(open) FILTER (WHERE open > 0 AND due < '$day120'), 0) AS b5,
        coalesce(-sum(open) FILTER (WHERE open < 0), 0) AS credit
    FROM item GROUP BY account),
left_over AS (
    SELECT account,
        $greatest(0, b0 - $greatest(0, credit - b5 - b4 - b3 - b2 - b1)) AS b0,
        $greatest(0, b1 - $greatest(0, credit - b5 - b4 - b3 - b2)) AS b1,
        $greatest(0, b2 - $greatest(0, credit - b5 - b4 - b3)) AS b2,
        $greatest(0, b3 - $greatest(0, credit - b5 - b4)) AS b3,
        $greatest(0, b4 - $greatest(0, credit - b5)) AS b4,
        $greatest(0, b5 - credit) AS b5,
        $greatest(0, credit - b5 - b4 - b3 - b2 - b1 - b0) AS unapplied
    FROM owed)
SELECT account, printf('%.2f', b0 / 100.0), printf('%.2f', b1 / 100.0), printf('%.2f', b2 / 100.0),
    printf('%.2f', b3 / 100.0), printf('%.2f', b4 / 100.0), printf('%.2f', b5 / 100.0),
    printf('%.2f', -unapplied / 100.0), printf('%.2f', (b0 + b1 + b2 + b3 + b4 + b5 - unapplied) / 100.0)
FROM left_over WHERE b0 + b1 + b2 + b3 + b4 + b5 + unapplied > 0
END
}

columns_of_duckdb="{'date': 'DATE', 'account': 'VARCHAR', 'kind': 'VARCHAR', 'ref': 'VARCHAR',
    'item': 'VARCHAR', 'code': 'VARCHAR', 'amount': 'DECIMAL(14,2)', 'due': 'DATE', 'tender': 'VARCHAR',
    'till': 'VARCHAR', 'clerk': 'VARCHAR', 'memo': 'VARCHAR'}"
csv_of_duckdb="read_csv('ledger.csv', auto_detect = false, header = true, delim = ',', quote = '\"',
    escape = '\"', columns = $columns_of_duckdb)"
table_of_sqlite='CREATE TABLE entry (date TEXT, account TEXT, kind TEXT, ref TEXT, item TEXT, code TEXT,
    amount REAL, due TEXT, tender TEXT, till TEXT, clerk TEXT, memo TEXT);'

# DuckDB: from the CSV file, and the query alone, of a table.
peer_duckdb() {
    if [ -z "$duckdb" ]; then
        printf '  %-26s skipped: not installed (npm install --prefix build/bench @duckdb/node-api)\n' DuckDB
        return
    fi
    words_of_duckdb
    echo "CREATE TABLE entry AS FROM $csv_of_duckdb;" >load.sql
    made entry.duckdb "rm -f entry.duckdb.new*; ../duck '$duckdb' entry.duckdb.new load.sql"
    echo "COPY ($(sql_"$1")) TO '/dev/stdout' (HEADER false);" >$1.duckdb.sql
    echo "SET preserve_insertion_order = false; CREATE VIEW entry AS FROM $csv_of_duckdb;" |
        cat - "$1.duckdb.sql" >"$1-csv.duckdb.sql"
    with 'DuckDB' peer "../duck $duckdb - $1-csv.duckdb.sql"
    with 'DuckDB, query alone' peer "../duck $duckdb entry.duckdb $1.duckdb.sql"
}

# SQLite: from the CSV file, into a table in memory without an index, which is its fastest; and the query
# alone, of a table on the disk with an index that has all it needs for balances and ages.
peer_sqlite() {
    installed sqlite3 SQLite 'apt-get install sqlite3' || return 0
    words_of_sqlite
    made entry.sqlite "rm -f entry.sqlite.new
        sqlite3 -bail entry.sqlite.new 'PRAGMA journal_mode = OFF' 'PRAGMA synchronous = OFF' '$table_of_sqlite' \
            '.import --csv --skip 1 ledger.csv entry' \
            'CREATE INDEX by_item ON entry (account, item, code, kind, date, due, amount)' ANALYZE"
    printf '.mode list\n.separator ,\n%s;\n' "$(sql_"$1")" >"$1.sqlite.sql"
    printf '%s\n.import --csv --skip 1 ledger.csv entry\n' "$table_of_sqlite" |
        cat - "$1.sqlite.sql" >"$1-csv.sqlite.sql"
    with 'SQLite' peer "sqlite3 -bail :memory: <$1-csv.sqlite.sql"
    with 'SQLite, query alone' peer "sqlite3 -bail entry.sqlite <$1.sqlite.sql"
}

peer_mawk() {
    installed mawk mawk 'apt-get install mawk' || return 0
    case $1 in
    balance) with mawk peer "mawk -F, 'NR > 1 { n[\$2]++; s[\$2] += \$7 }
        END { for (a in n) printf \"%s,%d,%.2f\\n\", a, n[a], s[a] }' ledger.csv" ;;
    activity) with mawk peer "mawk -F, 'NR > 1 { k = substr(\$1, 1, 7) FS \$3 FS \$6; n[k]++; s[k] += \$7 }
        END { for (k in n) printf \"%s,%d,%.2f\\n\", k, n[k], s[k] }' ledger.csv" ;;
    age) with mawk peer "mawk -v d0=$day -v d30=$day30 -v d60=$day60 -v d90=$day90 -v d120=$day120 \
        -f ../../../tests/bench/age.awk ledger.csv" ;;
    esac
}

peer_miller() {
    [ "$1" = age ] && return
    installed mlr Miller 'apt-get install miller' || return 0
    case $1 in
    balance) with Miller peer "mlr --icsv --ocsv --headerless-csv-output --records-per-batch 5000 --ofmt %.2f \
        stats1 -a count,sum -f amount -g account ledger.csv" ;;
    activity) with Miller peer "mlr --icsv --ocsv --headerless-csv-output --records-per-batch 5000 --ofmt %.2f \
        cut -f date,kind,code,amount then put '\$date = substr(\$date, 0, 6)' then \
        stats1 -a count,sum -f amount -g date,kind,code ledger.csv" ;;
    esac
}

# datamash knows no quotes and needs its groups sorted; the columns are cut out first, which is faster.
peer_datamash() {
    [ "$1" = age ] && return
    installed datamash datamash 'apt-get install datamash' || return 0
    case $1 in
    balance) with datamash peer "tail -n +2 ledger.csv | cut -d , -f 2,7 | sort -t , -k 1,1 |
        datamash -t , --format %.2f -g 1 count 2 sum 2 | sed 's/\\.00,/,/'" ;;
    activity) with datamash peer "tail -n +2 ledger.csv | cut -d , -f 1,3,6,7 | sed 's/^\\(.......\\).../\\1/' |
        sort -t , -k 1,3 | datamash -t , --format %.2f -g 1,2,3 count 4 sum 4 | sed 's/\\.00,/,/'" ;;
    esac
}
