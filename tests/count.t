#!/bin/sh
# till-count: drawer counts by denomination to totals by tender.
. "${0%/*}/lib.sh"

# Register manual, Geller TL-550.
file drawer.csv <<END
date,till,clerk,tender,denomination,quantity,amount
2026-06-30,1,José,CASH,20.00,20,400.00
2026-06-30,1,José,CASH,10.00,92,920.00
2026-06-30,1,José,CASH,1.00,25,25.00
2026-06-30,1,José,CASH,0.25,5,1.25
2026-06-30,1,José,CASH,0.10,20,2.00
2026-06-30,1,José,CASH,0.05,12,0.60
2026-06-30,1,José,CASH,0.01,19,0.19
END
prints "a drawer's count is the sum of its denominations" till-count drawer.csv <<END
date,till,tender,amount
2026-06-30,1,CASH,1349.04
END
prints "the deposit is the count less the change fund" till-count -f 200.00 drawer.csv <<END
date,till,tender,amount
2026-06-30,1,CASH,1149.04
END
file tape.csv <<END
date,till,tender,amount
2026-06-30,1,CASH,1149.04
END
till-count -f 200.00 drawer.csv >total.csv
prints "over/short is 0.00 where the tape's cash is the deposit" till-recon tape=tape.csv count=total.csv <<END
date,till,tender,tape,count,count_diff,status
2026-06-30,1,CASH,1149.04,1149.04,0.00,balanced
END
variants drawer.csv till-count -f 200.00 -g clerk,tender drawer.csv

# A sale of 75.00, tendered 100.00, change 25.00: what the drawer keeps is 75.00.
file sale.csv <<END
date,time,till,clerk,ref,account,item,code,tender,amount,status
2026-06-30,09:12,1,MROSE,1041,10047,,,CASH,75.00,sale
END
file kept.csv <<END
date,till,clerk,tender,denomination,quantity,amount
2026-06-30,1,MROSE,CASH,100.00,1,
2026-06-30,1,MROSE,CASH,20.00,8,
2026-06-30,1,MROSE,CASH,5.00,3,
END
till-count -f 200.00 kept.csv >total.csv
prints "change given is no money taken" till-recon tape=sale.csv count=total.csv <<END
date,till,tender,tape,count,count_diff,status
2026-06-30,1,CASH,75.00,75.00,0.00,balanced
END

# Expected cash is float + sales - refunds - paid-outs - drops: 200 + 475 - 20 - 15 - 300 = 340
# in the drawer. With the slip and the bag beside it the count is 655, less the fund 455.
file sales.csv <<END
date,time,till,clerk,ref,account,item,code,tender,amount,status
2026-06-30,09:12,1,MROSE,1041,10047,,,CASH,475.00,sale
2026-06-30,09:20,1,MROSE,1042,10047,,,CASH,20.00,refund
END
file bags.csv <<END
date,till,clerk,tender,denomination,quantity,amount,note
2026-06-30,1,MROSE,CASH,20.00,17,,
2026-06-30,1,MROSE,CASH,,,300.00,drop bag 88
2026-06-30,1,MROSE,CASH,,,15.00,paid-out slip: postage
END
till-count -f 200.00 bags.csv >total.csv
prints "drop bags and paid-out slips are counted with the drawer" till-recon tape=sales.csv count=total.csv <<END
date,till,tender,tape,count,count_diff,status
2026-06-30,1,CASH,455.00,455.00,0.00,balanced
END

file counts.csv <<END
date,till,clerk,tender,denomination,quantity,amount
2026-06-30,2,DOKAFOR,CASH,20.00,15,
2026-06-30,2,DOKAFOR,CHECK,,4,312.55
2026-06-30,1,MROSE,CASH,20.00,30,600.00
2026-06-30,1,MROSE,CASH,,,12.40
2026-06-30,1,MROSE,CARD,,,96.00
2026-06-30,10,TLINH,CHECK,,,40.00
2026-06-29,1,MROSE,CASH,50.00,4,
2026-06-30,3,TLINH,CASH,20.00,0,
END
prints "the fund is taken off each drawer's cash, and off no drawer without cash" till-count -f 150 counts.csv <<END
date,till,tender,amount
2026-06-29,1,CASH,50.00
2026-06-30,1,CARD,96.00
2026-06-30,1,CASH,462.40
2026-06-30,10,CHECK,40.00
2026-06-30,2,CASH,150.00
2026-06-30,2,CHECK,312.55
2026-06-30,3,CASH,-150.00
END
file funds.csv <<END
till,amount
1,200.00
2,100.00
END
prints "a table has a fund for each till, and none for a till that it lacks" till-count -f funds.csv counts.csv <<END
date,till,tender,amount
2026-06-29,1,CASH,0.00
2026-06-30,1,CARD,96.00
2026-06-30,1,CASH,412.40
2026-06-30,10,CHECK,40.00
2026-06-30,2,CASH,200.00
2026-06-30,2,CHECK,312.55
2026-06-30,3,CASH,0.00
END
prints "totals by clerk" till-count -f funds.csv -g date,clerk,tender counts.csv <<END
date,clerk,tender,amount
2026-06-29,MROSE,CASH,0.00
2026-06-30,DOKAFOR,CASH,200.00
2026-06-30,DOKAFOR,CHECK,312.55
2026-06-30,MROSE,CARD,96.00
2026-06-30,MROSE,CASH,412.40
2026-06-30,TLINH,CASH,0.00
2026-06-30,TLINH,CHECK,40.00
END
prints "a coarser total has the funds of all its drawers taken off" till-count -f 100 --group=tender counts.csv <<END
tender,amount
CARD,96.00
CASH,712.40
CHECK,352.55
END
prints "as a table" till-count -O table -g tender counts.csv <<END
tender    amount
------  --------
CARD       96.00
CASH    1,112.40
CHECK     352.55
END
file none.csv <<END
date,till,clerk,tender,denomination,quantity,amount
END
prints "no counts are no totals" till-count -f 100 none.csv <<END
date,till,tender,amount
END

# Two clerks counted one drawer.
file shared.csv <<END
date,till,clerk,tender,denomination,quantity,amount
2026-06-30,1,MROSE,CASH,20.00,10,
2026-06-30,1,TLINH,CASH,20.00,5,
END
prints "the fund is taken off once, however many clerks counted" till-count -f 100 shared.csv <<END
date,till,tender,amount
2026-06-30,1,CASH,200.00
END
prints "without a fund a drawer can be told apart by clerk" till-count -g till,clerk shared.csv <<END
till,clerk,amount
1,MROSE,200.00
1,TLINH,100.00
END

# Order of records and of files, and how they are cut, change nothing.
till-count -f funds.csv counts.csv >whole.csv
{ sed 1q counts.csv; sed 1d counts.csv | sort -r; } >sorted.csv
till-count -f funds.csv sorted.csv >got.csv
same "records in another order give the same" got.csv whole.csv
sed 4q counts.csv >first.csv
awk -F, -v OFS=, 'NR == 1 || NR > 4 { print $7, $6, $5, $4, $3, $2, $1 }' counts.csv >second.csv
till-count -f funds.csv second.csv first.csv >got.csv
same "two files with their columns in another order give the same" got.csv whole.csv
input <counts.csv
prints "standard input is read where there is no file" till-count -f funds.csv <whole.csv
