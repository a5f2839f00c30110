#!/bin/sh
# till-merge: results of parts merged to the bytes that the whole gives.
. "${0%/*}/lib.sh"

# Sums by a key.

file one.csv <<'END'
period,kind,count,sum
2025-01,charge,3,30.00
2025-02,charge,1,5.00
END
file two.csv <<'END'
period,kind,count,sum
2025-01,charge,2,12.50
2025-01,payment,1,-7.25
END
prints "counts and amounts are added, keys stand in byte order" till-merge -k period,kind one.csv two.csv <<'END'
period,kind,count,sum
2025-01,charge,5,42.50
2025-01,payment,1,-7.25
2025-02,charge,1,5.00
END
till-merge -k period,kind one.csv two.csv >want
till-merge -k kind,period two.csv one.csv >got
same "neither the order of inputs nor that of -k matters" got want
prints "with totals" till-merge -k period,kind --totals two.csv one.csv <<'END'
period,kind,count,sum
2025-01,charge,5,42.50
2025-01,payment,1,-7.25
2025-02,charge,1,5.00
total,,7,40.25
END
prints "in another form" till-merge -k period,kind -O json two.csv <<'END'
[
{"period":"2025-01","kind":"charge","count":2,"sum":12.50},
{"period":"2025-01","kind":"payment","count":1,"sum":-7.25}
]
END
input <two.csv
prints "standard input is one of the inputs" till-merge -k period,kind - one.csv <want
sed 1q one.csv >none.csv
till-merge -k period,kind one.csv none.csv two.csv >got
same "a part without records adds nothing" got want
prints "nothing at all is a header" till-merge -k period,kind none.csv <none.csv
file one.csv <<'END'
account,current,total
2,1.00,1.00
10,3.00,3.00
END
file two.csv <<'END'
account,current,total
1,-2.00,-2.00
Zoë,4.00,4.00
END
variants two.csv till-merge one.csv two.csv
prints "by account unless told otherwise" till-merge one.csv two.csv <<'END'
account,current,total
1,-2.00,-2.00
10,3.00,3.00
2,1.00,1.00
Zoë,4.00,4.00
END

# Columns that are no sums.

file one.csv <<'END'
count,sum,min,max,mean
3,10.00,-1.00,9.00,3.33
END
file two.csv <<'END'
count,sum,min,max,mean
1,0.01,0.01,0.01,0.01
END
file none.csv <<'END'
count,sum,min,max,mean
0,0.00,,,
END
prints "the least, the greatest and the mean, without a key" till-merge -k '' none.csv one.csv two.csv <<'END'
count,sum,min,max,mean
4,10.01,-1.00,9.00,2.50
END
prints "... of nothing" till-merge -k '' none.csv <none.csv
file one.csv <<'END'
code,opening,charges,payments,adjustments,closing
STORM,0.00,0.00,0.00,5.00,5.00
WATER,1.00,0.00,0.00,0.00,1.00
END
file two.csv <<'END'
code,opening,charges,payments,adjustments,closing
STORM,0.00,0.00,0.00,-5.00,-5.00
END
prints "a roll-forward has no groups of zeros" till-merge -k code --totals one.csv two.csv <<'END'
code,opening,charges,payments,adjustments,closing
WATER,1.00,0.00,0.00,0.00,1.00
total,1.00,0.00,0.00,0.00,1.00
END
file one.csv <<'END'
till,CARD,mean,total
1,1.00,2.00,3.00
END
file two.csv <<'END'
till,(none),CASH,count,total
1,1.00,1.00,1.00,3.00
2,0.00,0.00,5.00,5.00
END
prints "a pivot has the values of all inputs" till-merge --pivot -k till one.csv two.csv <<'END'
till,(none),CARD,CASH,count,mean,total
1,1.00,1.00,1.00,1.00,2.00,6.00
2,0.00,0.00,0.00,5.00,0.00,5.00
END

# Records as they are.

file one.csv <<'END'
plan,seq,note
B,1,"late, again"
B,2,
B,10,12
END
file two.csv <<'END'
plan,seq,note
C,1,x
A,1,y
END
prints "records of a key stay together, keys in byte order" till-merge -c -k plan one.csv two.csv <<'END'
plan,seq,note
A,1,y
B,1,"late, again"
B,2,
B,10,12
C,1,x
END
printf '%s\n' name,plan x,C x,B x,D x,C x,A >order.csv
prints "or as another file has them" till-merge -c -k plan --order=order.csv one.csv two.csv <<'END'
plan,seq,note
C,1,x
B,1,"late, again"
B,2,
B,10,12
A,1,y
END
full_disk till-merge -c -k plan one.csv two.csv

# The whole and its parts.

# cut_up FILE...: the records of FILEs as N/pI.csv for each N of 1 to 7, the plans as N/qI.csv.
parts='1 2 3 4 5 6 7'
cut_up() {
    for n in $parts; do
        mkdir $n
        till-split -n $n -o $n/p "$@" >/dev/null
        till-split -n $n -o $n/q plans.csv >/dev/null
    done
}

# differ OPTIONS CMD...: where parts, each through CMD, merged, are not what whole says of CMD. A
# word of CMD that is PLANS stands for the plans of the part.
differ() {
    merge=$1 status=0
    shift
    whole "$@" >want 2>said || status=$?
    [ -s want ] || cat said
    for n in $parts; do
        worst=0
        for p in $n/p*.csv; do
            is=0
            part "$n/q${p#$n/p}" "$p" "$@" >"$n/r${p#$n/p}" || is=$?
            [ $is -le $worst ] || worst=$is
        done
        till-merge $merge $n/r*.csv >got
        cmp got want || diff want got | head -n 5
        [ $worst -eq $status ] || echo "$n parts: exit status $worst, not $status"
        rm $n/r*.csv
    done
}
whole() {
    program=$1
    shift
    case $1 in
    --check) shift; set -- --check=plans.csv "$@" ;;
    --plans) shift; $program "$@" plans.csv; return ;;
    esac
    $program "$@" $files
}
part() {
    plans=$1 entries=$2 program=$3
    shift 3
    case $1 in
    --check) shift; set -- --check="$plans" "$@" ;;
    --plans) shift; entries=$plans ;;
    --totals) shift ;; # the merge makes them
    esac
    $program "$@" "$entries"
}

fresh
for seed in 1 2; do
    fresh
    awk -v seed=$seed -v entries=$((seed * 700)) -f "$top/tests/ledger.awk" >ledger.csv
    awk -F, 'BEGIN { print "plan,account,principal,payments,start" }
        NR > 1 && NR % 9 == 0 && !seen[$2]++ { printf "P%d,%s,%d.00,%d,%s\n", (NR * 7919) % 1000, $2, NR, NR % 5 + 2, $1 }' \
        ledger.csv >plans.csv
    cut_up ledger.csv
    files=ledger.csv
    quiet "age by account, seed $seed" differ '' till-age -d 2024-09-30
    quiet "... credit apart, other days" differ '' till-age -u separate -b 7,365 -d 2024-09-30
    quiet "... by code" differ '-k code' till-age -d 2024-09-30 -g code
    quiet "... by clerk, credit apart" differ '-k clerk' till-age -d 2024-09-30 -g clerk -u separate
    quiet "report by month, kind and code" differ '-k period,kind,code' till-report -p month -g kind,code
    quiet "... by account, all words" differ '-k account' till-report -g account -a min,max,mean
    quiet "... all words and totals" differ '-k kind,clerk --totals' till-report --totals -g clerk,kind -a mean,max,min
    quiet "... without a key" differ "--key=" till-report -a mean
    quiet "... of a range without records" differ '--key=' till-report -a mean,min -r 1999-01-01
    quiet "... a pivot" differ '--pivot -k code' till-report --pivot=tender -g code
    quiet "... with totals, by what few have" differ '--pivot --totals -k till' till-report --totals --pivot=account -g till
    quiet "... without groups" differ '--pivot --key=' till-report --pivot=kind
    quiet "roll-forward by account" differ '--totals' till-report --totals --rollforward -r 2024-03-01..2024-05-31
    quiet "... by code and clerk, of a day" differ '-k code,clerk' till-report --rollforward -g code,clerk -r 2024-03-05
    quiet "plans kept" differ '-c -k plan --order=plans.csv' till-plan --check -d 2024-09-30
    quiet "schedules of plans" differ '-c -k plan --order=plans.csv' till-plan --plans
done

fresh
ok "the sample book" "$top/samples/make-book" book
cp book/plans.csv .
files=$(echo book/ledger/*.csv)
cut_up $files
quiet "its ageing" differ '' till-age -d 2026-06-30
quiet "... by code" differ '-k code' till-age -d 2026-06-30 -g code
quiet "its activity" differ '-k period,kind,code' till-report -p month -g kind,code
quiet "its roll-forward" differ '-k code --totals' till-report --totals --rollforward -g code -r 2026-06-01..2026-06-30
quiet "its receipts by register and tender" differ '-k period,till --pivot' till-report -p quarter -g till --pivot=tender
quiet "its plans" differ '-c -k plan --order=plans.csv' till-plan --check -d 2026-06-30
