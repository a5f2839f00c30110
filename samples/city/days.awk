# The days, one after another: what falls on each, and the tables that say which days the office is open.

# An instalment agreement over all that is open on its day: so many monthly payments, oldest items first.
function agree(a,    w, n, i, c, first)
{
    n = split(Bills[a], w, " ")
    for (i = 1; i <= n; i++)
        c += owed(a, w[i])
    Plan_total[a] = c
    Plan_part[a] = int((c + 6) / 12)
    Plans[++Plan_count] = a
    for (i = 0; i < 6; i++) {
        first = day_of(2026, 1 + i, 15)
        if (!(Plan_count == 4 && i >= 4))
            wait_for(business_on_or_after(first), "instalment " a)
    }
}

function write_plans(    file, i, a)
{
    file = Out "/plans.csv"
    print "plan,account,principal,payments,rate,method,frequency,start,first" > file
    for (i = 1; i <= Plan_count; i++) {
        a = Plans[i]
        print "PL26-00" i "," a "," money(Plan_total[a]) ",12,0,level,monthly," iso(Agreement) "," \
            iso(day_of(2026, 1, 15)) > file
    }
    close(file)
}

function instalment(a)
{
    take(a, Bills[a], Plan_part[a], Tender[a], 1 + rnd(3), "instalment")
}

function run_event(what,    w)
{
    split(what, w, " ")
    if (w[1] == "pay")
        pay(w[2], w[3], w[4], w[5])
    else if (Today == Last)
        return
    else if (w[1] == "penalty")
        penalty(w[2], w[3])
    else if (w[1] == "adjust")
        adjust(w[2], w[3])
    else if (w[1] == "bounce")
        bounce(w[2], w[3], w[4], w[5])
    else if (w[1] == "refund")
        refund(w[2], w[3] + 0)
    else if (w[1] == "writeoff")
        write_off(w[2], w[3])
    else if (w[1] == "move")
        move(w[2], w[3])
    else if (w[1] == "agree")
        agree(w[2])
    else if (w[1] == "instalment")
        instalment(w[2])
}

function bill_all(residential, due,    i, a, year, month)
{
    split_day(Today)
    year = Year
    month = Month
    for (i = 1; i <= Accounts; i++) {
        a = Account[i]
        if (Opened[a] > Today || Closed[a] <= Today || (Class[a] == "residential") != residential)
            continue
        if (!residential || (month % 2 == 0) == (Cycle[a] == "even"))
            bill(a, due, month)
        if (Class[a] == "commercial" && month == 1)
            license(a, day_of(year, 1, 31))
    }
}

function one_day(    i, n)
{
    split_day(Today)
    if (Today == business_on_or_after(day_of(Year, Month, 1)))
        bill_all(0, Today + 24)
    split_day(Today)
    if (Today == business_on_or_after(day_of(Year, Month, 10)))
        bill_all(1, Today + 20)
    if (Today < Last) {
        n = 1 + rnd(3)
        for (i = 1; i <= n; i++)
            permit(Account[1 + rnd(Accounts)])
    }
    for (i = 1; i <= Queued[Today]; i++)
        run_event(Queue[Today, i])
    split_day(Today)
    if (Today == business_on_or_before(day_of(Year, Month, 28)))
        interest(Account[470])
}

function begin_entries(name)
{
    if (Entries != "")
        close(Entries)
    Entries = Out "/entries/" name ".csv"
    print "date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo" > Entries
}

function read_tables(    F, file)
{
    file = Source "/book/holidays.csv"
    while (next_row(file, F))
        Holiday[parse_day(F[1])] = F[2]
    file = Source "/book/rates.csv"
    while (next_row(file, F)) {
        Rate_code[++Rates] = F[1]
        Rate_class[Rates] = F[2]
        Rate_from[Rates] = F[3]
        Rate_base[Rates] = cents(F[4])
        Rate_unit[Rates] = cents(F[5])
    }
}

function schedule_fates(    i, a)
{
    for (i = 1; i <= Accounts; i++) {
        a = Account[i]
        Latin[a] = Name[a] ~ /^([ -~]|\303[\200-\277]|\342\200\231)*$/
        if (Habit[a] == "plan")
            wait_for(Agreement, "agree " a)
        if (a in Moves_to) {
            Opened[Moves_to[a]] = Closed[a]
            wait_for(business_on_or_after(Closed[a]), "move " a " " Moves_to[a])
        }
    }
}

function make_ledger(    month)
{
    Serial[1] = 104211; Serial[2] = 88340; Serial[3] = 61795; Serial["LB"] = 20117; Serial["ACH"] = 7702
    schedule_fates()
    for (Today = First; Today <= Last; Today++) {
        if (substr(iso(Today), 1, 7) != month) {
            month = substr(iso(Today), 1, 7)
            begin_entries(month)
        }
        if (Today == Last)
            begin_entries(iso(Today) "-2-noon")
        if (is_business(Today))
            one_day()
    }
    Today = Last
}
