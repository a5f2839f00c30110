# A ledger of about -v N= entries for the benchmark: accounts billed month by month under two codes,
# most bills paid, some in part, now and then a penalty, a payment on account, a quoted memo (2 %).
# Seeded: the same bytes each time. Integers stay below 2^53, where awk's numbers are exact.

function random(n) {
    Seed = (Seed * 1103515245 + 12345) % 2147483648
    return int(Seed / 65536) % n
}

function cents(c) {
    return sprintf("%d.%02d", int(c / 100), c % 100)
}

function put(day, account, kind, ref, item, code, amount, due, tender) {
    memo = random(50) ? "" : "\"meter read, twice\""
    print day "," account "," kind "," ref "," item "," code "," amount "," due "," tender ",,," memo
    lines++
}

BEGIN {
    Seed = 20260630
    if (!N)
        N = 1000000
    accounts = int(N / 100) + 1
    print "date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo"
    for (month = 0; lines < N; month++) {
        year = 2016 + int(month / 12)
        first = sprintf("%d-%02d", year, month % 12 + 1)
        for (a = 0; a < accounts && lines < N; a++) {
            account = 100000 + a
            bill = month "-" account
            water = 1500 + random(6000)
            sewer = 1000 + random(2000)
            put(first "-01", account, "charge", bill, bill, "WATER", cents(water), first "-21", "")
            put(first "-01", account, "charge", bill, bill, "SEWER", cents(sewer), first "-21", "")
            fate = random(20)
            if (fate < 16) {
                put(first "-18", account, "payment", "R" bill, bill, "WATER", "-" cents(water), "", "CHECK")
                put(first "-18", account, "payment", "R" bill, bill, "SEWER", "-" cents(sewer), "", "CHECK")
            } else if (fate == 16) {
                put(first "-25", account, "penalty", bill, bill, "PENALTY", "5.00", first "-25", "")
            } else if (fate == 17) {
                put(first "-28", account, "payment", "R" bill, "", "", "-" cents(water), "", "CASH")
            }
        }
    }
}
