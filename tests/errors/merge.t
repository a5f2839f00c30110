#!/bin/sh
# till-merge: what it says when something is wrong, a case a message.
. "${0%/*}/../lib.sh"

file one.csv <<'END'
kind,till,count,sum
charge,1,2,10.00
END
# other HEADER RECORD: other.csv.
other() {
    printf '%s\n' "$@" >other.csv
}
heads=kind,till,count,sum

# The command line.

fails "an unknown option" till-merge -Z one.csv <<'END'
till-merge: unknown option -Z
till-merge: try 'till-merge --help'
END
fails "a key that is nowhere" till-merge one.csv <<'END'
till-merge: --key: no input has a column "account"
END
fails "an empty word" till-merge -k kind,,till one.csv <<'END'
till-merge: --key: "kind,,till" has a word that is no column's name
END
fails "records as they are, and sums" till-merge -c -k kind --totals one.csv <<'END'
till-merge: --concat can't be had with --pivot or --totals, which are sums
END
fails "records as they are, by nothing" till-merge -c -k '' one.csv <<'END'
till-merge: --concat needs a key
END
fails "an order for sums" till-merge -k kind --order=one.csv one.csv <<'END'
till-merge: --order goes with --concat
END

# What can't be added.

fails "a key that is not all of it" till-merge -k kind one.csv <<'END'
till-merge: one.csv:2: till: "1" is no amount with two decimals, which could be added (-k names the columns of the key)
END
other $heads charge,1,2,10.00 charge,1,1,5.00
fails "a key twice in one input" till-merge -k kind,till other.csv <<'END'
till-merge: other.csv:3: kind: "charge" stands twice in one input with the same key (-k names all columns of the key)
END
other $heads total,,2,10.00
fails "a line of totals" till-merge -k kind,till one.csv other.csv <<'END'
till-merge: other.csv:2: kind: "total" is a line of totals: make the parts without, and give --totals here
END
other $heads charge,1,2.5,10.00
fails "a count that is none" till-merge -k kind,till one.csv other.csv <<'END'
till-merge: other.csv:2: count: "2.5" is no count
END
other $heads charge,1,2,10
fails "an amount that no program printed" till-merge -k kind,till one.csv other.csv <<'END'
till-merge: other.csv:2: sum: "10" is no amount with two decimals, which could be added (-k names the columns of the key)
END
other $heads charge,1,2,
fails "an empty one" till-merge -k kind,till one.csv other.csv <<'END'
till-merge: other.csv:2: sum: is no amount with two decimals, which could be added (-k names the columns of the key)
END
other account,share 1001,12.50%
fails "a percentage" till-merge other.csv <<'END'
till-merge: other.csv:2: share: "12.50%" is no amount with two decimals, which could be added (-k names the columns of the key)
END
other kind,mean charge,5.00
fails "a mean without what it is the mean of" till-merge -k kind other.csv <<'END'
till-merge: other.csv:2: mean: "5.00" can't be merged without the columns count and sum
END
other $heads charge,1,1,999999999999.99
fails "a sum that is too large" till-merge -k kind,till one.csv other.csv <<'END'
till-merge: standard output: a sum is beyond 999,999,999,999.99
END
fails "other columns" till-merge -k kind,till one.csv "$(other kind,till,count,sum,min charge,1,1,1.00,1.00; echo other.csv)" <<'END'
till-merge: one.csv: has no column "min", as another input has
END
fails "a pivot without a total" till-merge --pivot -k kind,till one.csv <<'END'
till-merge: --pivot: no input has a column "total"
END
other till,CASH,total 1,5.00,5.00
printf 'till,CARD\n1,5.00\n' >no-total.csv
fails "... in one input" till-merge --pivot -k till other.csv no-total.csv <<'END'
till-merge: no-total.csv: has no column "total", as another input has
END

# Records as they are.

other plan,status A,kept
printf 'plan,status\nA,kept\n' >again.csv
fails "a key in two inputs" till-merge -c -k plan other.csv again.csv <<'END'
till-merge: again.csv:2: plan: "A" stands in two inputs with the same key, which --concat can't add
END
printf 'plan,account\nB,1\n' >plans.csv
fails "a key that the order does not know" till-merge -c -k plan --order=plans.csv other.csv <<'END'
till-merge: other.csv:2: plan: "A" does not stand in the file of --order
END
printf 'name\nB\n' >plans.csv
fails "an order without the key" till-merge -c -k plan --order=plans.csv other.csv <<'END'
till-merge: plans.csv:1: plan: is missing from the header
END

# Inputs.

: >empty.csv
fails "a part that failed" till-merge -k kind,till one.csv empty.csv <<'END'
till-merge: empty.csv: is empty: it has no header
END
fails "a part that is not there" till-merge -k kind,till one.csv nothing.csv <<'END'
till-merge: nothing.csv: No such file or directory
END
fails "a part twice" till-merge -k kind,till one.csv ./one.csv <<'END'
till-merge: ./one.csv: is the same file as one.csv, and would count twice
END
