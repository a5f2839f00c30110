# What the programs are asked to do while memory, system calls or their output fail, in a directory with the
# samples of the manual, and how what they do then is judged.

# Its own copy of the samples, and what else the tasks need.
samples() {
    mkdir -p "$work/programs" && cd "$work/programs" || exit 2
    cp "$top"/tests/examples/* .
    gzip -c ledger.csv >packed.csv.gz
    entries two 5
    printf '%s\n' user,kind,limit,approves "$(id -un),charge,1.00,1000.00" "$(id -un),payment,1.00,1000.00" >limits.csv
    sed s/,1.00,/,1000.00,/ limits.csv >wide.csv
    till-plan -p 1000 -n 12 -R 9 --fee=2 -s 2025-03-31 >schedule.csv
    awk 'NR == 1 { print; next } { line[NR] = $0 }
        END { while (i++ < 4000) for (n = 2; n <= NR; n++) print line[n] }' water.csv >big.csv
    tasks >tasks
}

# A line a task. Each leaves the files as they were, but for those that task_again takes away.
tasks() {
    cat <<'TASKS'
till-age ledger.csv
till-age -u separate -g code -O json --tie packed.csv.gz
till-apply -l ledger.csv receipts.csv
till-apply -l ledger.csv -k penalty,code,newest -c SEWER,WATER --accounts=accounts.csv --rejects=aside.csv receipts.csv
till-approve --limits=limits.csv approvals.csv two.csv
till-count counts.csv
till-count -f 150.00 -g till,tender -O table counts.csv drawer-1.csv
till-import -m export-map.csv export.csv
till-import -m lockbox-map.csv lockbox.txt
till-import -m deposits-map.csv --charset=CP1252 deposits.csv
till-merge -k date,account,kind,ref,item,code,due,memo --totals bills.csv
till-merge -c -k account --order=accounts.csv bills.csv
till-plan -p 1200.00 -n 12 -R 6
till-plan -p 300 -P 60 --fee=1 -s 2025-04-04 -y actual/365 --holidays=holidays.csv
till-plan --apr -p 1000 -s 2025-03-31 schedule.csv
till-plan agreements.csv
till-plan --check=agreements.csv -d 2025-03-10 ledger.csv
till-post -n -b x none.csv two.csv
till-post -n --limits=wide.csv --approvals=none.csv none.csv two.csv
till-print -T html bills.csv
till-print -T md -t Bills -s bills.csv
till-print -T svg --chart=bars -c tender,amount tender.csv
till-print -T text -l 10 -w 60 --sign=Cashier registers.csv
till-print --fields bills.csv
till-recon -x bills=bills.csv again=bills.csv -k account
till-recon -x -k tender tape=receipts.csv posted=postings.csv
till-report -g account bills.csv
till-report -g till --pivot=tender --totals registers.csv
till-report -p month --fiscal=7 -g kind -a min,max,mean -O tsv packed.csv.gz
till-report -g kind big.csv
till-report --rollforward -r 2025-02-01..2025-02-28 --totals water.csv
till-split -n 2 -o part- ledger.csv packed.csv.gz
till-verify ledger.csv
till-verify -O json -s 2 -p ledger.csv ledger.csv
TASKS
}

task_again() {
    rm -f approvals.csv aside.csv part-*
}

# spoilt WHAT: a program that met a fault: it did all the same what it does otherwise, or it says that it
# did not, and what it had printed by then is no other thing.
spoilt() {
    case $1,$on in
    till-split*,0)
        t_parts=$(ls part-??.csv 2>/dev/null | wc -l)
        [ "$t_parts" -eq 0 ] && [ $t_status -ne 0 ] || [ "$t_parts" -eq 2 ] || wrong "torn $1: $t_parts parts are there"
        ;;
    esac
    if [ $t_status -eq 0 ] || [ $t_status -eq "$usual" ]; then
        cmp -s said killed || wrong "other $1: status $t_status, and something else is printed"
        return
    fi
    [ $t_status -eq 2 ] || wrong "crashed $1: status $t_status: $(cat saying)"
    [ -s saying ] || wrong "other $1: no message"
    head -c "$(wc -c <killed)" said | cmp -s - killed || wrong "other $1: status 2, and something else is printed"
}

# programs STEP STRIKE HOW...: each task, each STEP-th of what "STRIKE HOW AT ON TASK..." lets fail in each
# way; that sets t_status, and calls to how many there were.
programs() {
    t_step=$1
    t_strike=$2
    shift 2
    samples
    while read -r task <&3; do
        usual=0
        task_again
        $task >said 2>saying || usual=$?
        [ $usual -le 1 ] || wrong "other $task: $(cat saying)"
        for how; do
            for on in 0 1; do
                [ $how$on != EINTR1 ] || continue
                at=$((points % t_step + 1))
                while ! enough; do
                    task_again
                    $t_strike "$how" $at $on $task
                    [ $at -le "$calls" ] || break # there is no such call
                    spoilt "$task, $how at $at$([ $on = 0 ] || echo ' and on') ($failed)"
                    at=$((at + t_step))
                done
            done
        done
    done 3<tasks
}
