# The sample city, Port Amity: two years of a cash office and the inbox of the day to close, always the
# same.
#
#   awk -v Source=samples -v Out=DIR -f city/lib.awk -f city/people.awk -f city/ledger.awk -f city/bills.awk \
#       -f city/days.awk -f city/day.awk -f city/papers.awk -f city.awk
#
# DIR must have the directories entries, inbox/2026-06-30 and reports/DATE for every earlier day of the
# month; with -v Days=1 those dates are printed and nothing is written. make-book runs it so.

function constants()
{
    Seed = 20260665
    First = day_of(2024, 7, 1)
    June = day_of(2026, 6, 1)
    Last = day_of(2026, 6, 30)
    Agreement = day_of(2026, 1, 5)
    Inbox = Out "/inbox/" iso(Last)
    Months = "JanFebMarAprMayJunJulAugSepOctNovDec"
    Tills = split("1 2 3 LB", Till, " ")
    Media = split("CASH CHECK CARD MO", Medium, " ")
    split("MROSE DOKAFOR TLINH JBECK SPATEL", Clerk, " ")
    Denominations = split("10000 5000 2000 1000 500 100 25 10 5 1", Worth, " ")
    split("0 0 4 4 8 30 20 30 30 50", In_fund, " ")
    Overpaid = 2500
    Refund = 735
    To_closed = 9620
}

# The codes of the foreign files; the maps turn them back.
function foreign_codes(    i)
{
    for (i = 1; i <= 5; i++)
        Cashier[Clerk[i]] = 100 + 7 * i
    Pay_type["CASH"] = "CA"; Pay_type["CHECK"] = "CK"; Pay_type["CARD"] = "CC"; Pay_type["MO"] = "MO"
    Bank_type["CASH"] = "CSH"; Bank_type["CHECK"] = "CHK"; Bank_type["CARD"] = "MCV"; Bank_type["MO"] = "MNO"
    Type["sale"] = "S"; Type["void"] = "V"; Type["refund"] = "R"; Type["return"] = "N"
}

BEGIN {
    constants()
    foreign_codes()
    read_tables()
    if (Days) {
        for (Today = June; Today < Last; Today++)
            if (is_business(Today))
                print iso(Today)
        exit 0
    }
    make_people()
    make_ledger()
    write_people()
    write_plans()
    write_day()
}
