# The papers of the day to close, each in the form of its maker: register tapes, the lockbox file, Z totals,
# the count, the bank's deposits, and what earlier ends of day left of over and short.

function clock(at,    h)
{
    h = int(at / 60)
    return sprintf("%d:%02d %s", h > 12 ? h - 12 : h, at % 60, h < 12 ? "AM" : "PM")
}

function us_date(n)
{
    split_day(n)
    return Month "/" Mday "/" Year
}

function dept(item)
{
    return item ~ /^PB/ ? "PE" : item ~ /^BL/ ? "LI" : "UB"
}

function write_tape(till,    file, k, line, tender)
{
    file = Inbox "/tape-" till ".csv"
    print "Trans Date,Time,Register,Cashier,Receipt No,Customer,Bill No,Dept,Pay Type,Amount,Type,Name" > file
    for (k = 1; k <= Receipts[till]; k++) {
        tender = R_story[till, k] == "keyed as cash" ? "CASH" : R_tender[till, k]
        line = us_date(Last) "," clock(R_time[till, k]) ",R" till "," Cashier[clerk_of(till, Last)] "," \
            R_ref[till, k] "," R_account[till, k] "," R_item[till, k] "," dept(R_item[till, k]) "," \
            Pay_type[tender] "," quoted("$" grouped(R_cents[till, k])) "," Type[R_status[till, k]] "," \
            quoted(Name[R_account[till, k]])
        print line > file
        if (R_story[till, k] == "twice on the tape")
            print line > file
    }
    close(file)
}

function write_lockbox(    file, k, sum, date)
{
    file = Inbox "/lockbox.txt"
    split_day(Last)
    date = sprintf("%02d%02d%02d", Month, Mday, Year % 100)
    print "H" date "FIRST HARBOR BANK  LOCKBOX 04998-1200" > file
    for (k = 1; k <= Receipts["LB"]; k++) {
        printf "D%s%-12s%-8s%-14s%010d%06d\n", date, R_ref["LB", k], R_account["LB", k], R_item["LB", k], \
            R_cents["LB", k], 1000 + rnd(9000) > file
        sum += R_cents["LB", k]
    }
    printf "T%s%06d%012d\n", date, Receipts["LB"], sum > file
    close(file)
}

function write_ztape(    file, t, m, till, total, c)
{
    file = Inbox "/ztape.csv"
    print "Z No;Register;Closed;Media;Items;Net" > file
    for (t = 1; t <= 3; t++) {
        till = Till[t]
        total = 0
        for (m = 1; m <= Media; m++) {
            c = Keyed[till, Medium[m]] + 0
            total += c
            print z_line(till, Medium[m], Keyed_pieces[till, Medium[m]] + 0, c) > file
        }
        print z_line(till, "TOTAL", Receipts[till], total) > file
    }
    close(file)
}

function z_line(till, medium, items, c)
{
    split_day(Last)
    return sprintf("%04d;R%s;%02d-%s-%02d;%s;%d;%s", 2110 + till, till, Mday, \
        substr(Months, 3 * Month - 2, 3), \
        Year % 100, medium, items, c < 0 ? grouped(-c) "-" : grouped(c))
}

# Cash by denomination upon the change fund, other tenders as one line each.
function write_count(    file, t, m, till)
{
    file = Inbox "/count.csv"
    print "date,till,clerk,tender,denomination,quantity,amount,note" > file
    for (t = 1; t <= Tills; t++) {
        till = Till[t]
        if (till != "LB")
            count_cash(file, till)
        for (m = 2; m <= Media; m++)
            count_other(file, till, Medium[m])
    }
    close(file)
}

function count_line(file, till, tender, denomination, quantity, c, note)
{
    print iso(Last) "," till "," clerk_of(till, Last) "," tender "," denomination "," quantity "," \
        money(c) "," note > file
}

function count_cash(file, till,    c, i, n)
{
    c = Cash[till, "CASH"]
    for (i = 1; i <= Denominations; i++) {
        n = int(c / Worth[i])
        c -= n * Worth[i]
        n += In_fund[i]
        if (n > 0)
            count_line(file, till, "CASH", money(Worth[i]), n, n * Worth[i], "")
    }
}

function count_other(file, till, tender,    c, note)
{
    c = Cash[till, tender] + 0
    if (Pieces[till, tender] + 0 == 0)
        return
    if (till == 1 && tender == "CHECK")
        c = swapped(c)
    if (till == 3 && tender == "CHECK")
        note = "less a returned check of " money(sum_of(Settled[Bounced]))
    count_line(file, till, tender, "", Pieces[till, tender], c, note)
}

# The amount with two neighbouring digits swapped so that it is less: dollars first, from the right.
function swapped(c,    s, i)
{
    s = c ""
    for (i = length(s) - 3; i > 0; i--)
        if (substr(s, i, 1) > substr(s, i + 1, 1))
            return substr(s, 1, i - 1) substr(s, i + 1, 1) substr(s, i, 1) substr(s, i + 2) + 0
    print "samples: no two digits of " s " can be swapped for less" | "cat 1>&2"
    exit 2
}

# What the bank has credited: register 3's cash of this day is a day late, and that of the day before has
# come.
function write_bank(    file, t, m, till, c, before)
{
    file = Inbox "/bank.csv"
    before = business_on_or_before(Last - 1)
    print "First Harbor Bank,Account ending 4471" > file
    print "Deposit activity as of " us_date(Last) > file
    print "Posted,Business Date,Location,Deposit No,Type,Description,Amount" > file
    Deposit_total = 0
    deposit(file, before, 3, "CASH", "DEPOSIT", Counted[before, 3, "CASH"])
    for (t = 1; t <= Tills; t++)
        for (m = 1; m <= Media; m++) {
            till = Till[t]
            c = Cash[till, Medium[m]] + 0
            if (c == 0 || till == 3 && Medium[m] == "CASH")
                continue
            if (till == 3 && Medium[m] == "CHECK") {
                deposit(file, Last, till, "CHECK", "RETURNED ITEM", -sum_of(Settled[Bounced]))
                c += sum_of(Settled[Bounced])
            }
            deposit(file, Last, till, Medium[m], "DEPOSIT", c)
        }
    print ",,,,,Total," quoted("$" grouped(Deposit_total)) > file
    close(file)
}

function deposit(file, d, till, tender, what, c)
{
    Deposit_total += c
    print us_date(Last) "," us_date(d) "," (till == "LB" ? "LOCKBOX" : "PT AMITY REG " till) "," \
        40118 + ++Deposits "," Bank_type[tender] "," what "," \
        quoted(c < 0 ? "($" grouped(-c) ")" : "$" grouped(c)) > file
}

# What earlier ends of day of the month left: over and short by register, clerk and tender. Cash is seldom
# off, but one clerk's more often than the others'.
function write_overshort(    d, t, m, file, c, off, clerk)
{
    for (d = June; d < Last; d++) {
        if (!is_business(d))
            continue
        file = Out "/reports/" iso(d) "/overshort.csv"
        print "date,till,clerk,tender,tape,count,over_short" > file
        for (t = 1; t <= 3; t++)
            for (m = 1; m <= Media; m++) {
                if (!((d, Till[t], Medium[m]) in Tape))
                    continue
                c = Tape[d, Till[t], Medium[m]]
                clerk = clerk_of(Till[t], d)
                off = m == 1 ? cash_off(clerk) : 0
                Counted[d, Till[t], Medium[m]] = c + off
                print iso(d) "," Till[t] "," clerk "," Medium[m] "," money(c) "," \
                    money(c + off) "," money(off) > file
            }
        close(file)
    }
}

function cash_off(clerk)
{
    if (!chance(clerk == "JBECK" ? 750 : 200))
        return 0
    if (clerk == "JBECK")
        return pick("-2000 -500 -250 -100 -25 -10 5", " ") + 0
    return pick("-100 -25 -10 -5 -1 1 5 10 25 100", " ") + 0
}
