# A random ledger of -v entries=N -v seed=S, in date order over the year 2024, the same for the same
# seed wherever it runs: numbers come from a generator of its own (Park and Miller's), not from awk's.
# Every kind, with and without items, with and without due dates, over- and underpaid.

function random(n) {
    state = state * 16807 % 2147483647
    return state % n
}

function cents(n) {
    return sprintf("%d.%02d", n / 100, n % 100)
}

# The date of a day of 2024, and a little beyond it.
function day(n) {
    y = 2024
    if (n > 366) {
        y = 2025
        n -= 366
    }
    for (m = 1; n > days[m] - (m == 2 && y == 2025); m++)
        n -= days[m] - (m == 2 && y == 2025)
    return sprintf("%d-%02d-%02d", y, m, n)
}

function put(date, account, kind, ref, item, code, amount, due) {
    printf "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s\n", date, account, kind, ref, item, code, amount, due,
        kind == "payment" ? tender[random(3)] : "", kind == "payment" ? random(4) + 1 : "",
        clerk[random(3)], memo[random(4)]
}

BEGIN {
    state = seed * 7919 + 17
    for (i = 0; i < 8; i++)
        random(2)
    split("31 29 31 30 31 30 31 31 30 31 30 31", days, " ")
    split("WATER SEWER TRASH STORM PENALTY", code, " ")
    tender[0] = "CASH"; tender[1] = "CHECK"; tender[2] = "CARD"
    clerk[0] = "ann"; clerk[1] = "ben"; clerk[2] = "zoë"
    memo[0] = memo[1] = ""; memo[2] = "\"late, again\""; memo[3] = "\"said \"\"no\"\"\""
    accounts = int(entries / 25) + 2
    print "date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo"
    for (i = 0; i < entries; i++) {
        at = int(i * 366 / entries) + 1
        date = day(at)
        account = 1000 + random(accounts)
        what = random(100)
        item = random(10) ? "B" random(6) : ""
        service = code[random(4) + 1]
        due = random(5) ? day(at + random(60)) : ""
        ref = "R" i
        amount = cents(random(9) ? random(9000) + 1 : (random(9) + 1) * 1000)
        if (what < 45)
            put(date, account, "charge", ref, item, service, amount, due)
        else if (what < 50)
            put(date, account, random(2) ? "penalty" : "interest", ref, item, "PENALTY", amount, due)
        else if (what < 80)
            put(date, account, "payment", ref, random(3) ? item : "", random(4) ? service : "", "-" amount, "")
        else if (what < 84)
            put(date, account, "return", ref, random(2) ? item : "", service, amount, "")
        else if (what < 88)
            put(date, account, "refund", ref, random(2) ? item : "", "", amount, "")
        else if (what < 94)
            put(date, account, "adjustment", ref, item, service, (random(2) ? "-" : "") amount, "")
        else if (what < 97)
            put(date, account, "transfer", ref, item, service, (random(2) ? "-" : "") amount, "")
        else
            put(date, account, "writeoff", ref, item, service, "-" amount, "")
    }
}
