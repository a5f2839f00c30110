# The ageing by the words of the design, one naive step a sentence, to be held against till-age:
#
#     awk -v day=2024-06-30 -v credits=oldest -f age.awk ledger.csv
#
# It reads tests/ledger.awk's ledgers (no commas before the memo) and knows no bucket days but the
# usual ones. Days are counted by walking the calendar.

function cents(s) {
    sign = s ~ /^-/ ? -1 : 1
    sub(/^-/, "", s)
    split(s, part, ".")
    return sign * (part[1] * 100 + part[2])
}

function money(n) {
    sign = n < 0 ? "-" : ""
    n = n < 0 ? -n : n
    return sprintf("%s%d.%02d", sign, int(n / 100), n % 100)
}

# The days of the calendar in their order, of the years that the ledgers know.
function calendar(  y, m, d, n, last) {
    for (y = 2023; y <= 2026; y++)
        for (m = 1; m <= 12; m++) {
            last = m == 2 ? (y % 4 ? 28 : 29) : m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31
            for (d = 1; d <= last; d++)
                number[sprintf("%d-%02d-%02d", y, m, d)] = ++n
        }
}

BEGIN {
    FS = ","
    calendar()
    today = number[day]
}

# As of DATE, entries dated later do not exist.
FNR == 1 || $1 > day { next }

{
    account = $2; kind = $3; item = $5; code = $6; amount = cents($7)
    date = number[$1]
    due = $8 == "" ? date : number[$8]
    charge = kind == "charge" || kind == "penalty" || kind == "interest"
    if (!(account in seen)) {
        seen[account] = 1
        names[++accounts] = account
    }

    # Entries with the same account, item and code are one open item.
    if (item != "")
        key = account SUBSEP item SUBSEP code
    # Credits without an item are loose; a refund or return without one takes loose credit back.
    else if (amount < 0) {
        loose[account] -= amount
        next
    } else if (kind == "refund" || kind == "return") {
        back[account] = back[account] " " sprintf("%05d:%d", date, amount)
        next
    # A charge or debit adjustment without an item is an item of its own.
    } else
        key = account SUBSEP "" SUBSEP NR

    if (!(key in open)) {
        keys[account] = keys[account] == "" ? key : keys[account] "\n" key
        first[key] = date
    }
    # Its open amount is their sum, its due date the earliest of its charges, an item without a
    # charge is due on its first date.
    open[key] += amount
    if (date < first[key])
        first[key] = date
    if (charge && (!(key in falls) || due < falls[key]))
        falls[key] = due
}

# The keys of an account in the order of their due dates.
function arrange(account,  i, k, t) {
    n = split(keys[account], owed, "\n")
    for (i = 1; i <= n; i++)
        when[i] = owed[i] in falls ? falls[owed[i]] : first[owed[i]]
    for (i = 2; i <= n; i++)
        for (k = i; k > 1 && when[k] < when[k - 1]; k--) {
            t = when[k]; when[k] = when[k - 1]; when[k - 1] = t
            t = owed[k]; owed[k] = owed[k - 1]; owed[k - 1] = t
        }
}

function item_of(i) {
    split(owed[i], part, SUBSEP)
    return part[2]
}

# What an item was over-credited settles the other codes of the same item, then is loose.
function settle_items(account,  i, k, take) {
    for (i = 1; i <= n; i++) {
        if (open[owed[i]] >= 0)
            continue
        for (k = 1; k <= n; k++)
            if (k != i && item_of(k) == item_of(i) && open[owed[k]] > 0 && open[owed[i]] < 0) {
                take = open[owed[k]] < -open[owed[i]] ? open[owed[k]] : -open[owed[i]]
                open[owed[k]] -= take
                open[owed[i]] += take
            }
        loose[account] -= open[owed[i]]
        open[owed[i]] = 0
    }
}

# A refund or return without an item first takes back loose credit, and the rest is due on its date.
function take_back(account,  i, k, t, count, want, take) {
    count = split(back[account], want, " ")
    for (i = 2; i <= count; i++)
        for (k = i; k > 1 && want[k] < want[k - 1]; k--) {
            t = want[k]; want[k] = want[k - 1]; want[k - 1] = t
        }
    for (i = 1; i <= count; i++) {
        split(want[i], part, ":")
        take = part[2] + 0 < loose[account] ? part[2] + 0 : loose[account] + 0
        loose[account] -= take
        n++
        owed[n] = account SUBSEP "back" i SUBSEP "back"
        when[n] = part[1] + 0
        open[owed[n]] = part[2] - take
    }
}

# Loose credit settles the oldest due first.
function settle_oldest(account,  i, oldest, take) {
    while (loose[account] > 0) {
        oldest = 0
        for (i = 1; i <= n; i++)
            if (open[owed[i]] > 0 && (!oldest || when[i] < when[oldest]))
                oldest = i
        if (!oldest)
            return
        take = open[owed[oldest]] < loose[account] ? open[owed[oldest]] : loose[account]
        open[owed[oldest]] -= take
        loose[account] -= take
    }
}

# An item is current through its due date.
function bucket(late) {
    return late <= 0 ? 1 : late <= 30 ? 2 : late <= 60 ? 3 : late <= 90 ? 4 : late <= 120 ? 5 : 6
}

END {
    print "account,current,1-30,31-60,61-90,91-120,over-120,unapplied,total"
    for (i = 2; i <= accounts; i++)
        for (k = i; k > 1 && names[k] "" < names[k - 1] ""; k--) {
            t = names[k]; names[k] = names[k - 1]; names[k - 1] = t
        }
    for (a = 1; a <= accounts; a++) {
        account = names[a]
        arrange(account)
        settle_items(account)
        take_back(account)
        if (credits == "oldest")
            settle_oldest(account)
        for (i = 1; i <= 7; i++)
            cell[i] = 0
        for (i = 1; i <= n; i++)
            cell[bucket(today - when[i])] += open[owed[i]]
        cell[7] = -loose[account]
        line = account
        total = any = 0
        for (i = 1; i <= 7; i++) {
            line = line "," money(cell[i])
            total += cell[i]
            any = any || cell[i] != 0
        }
        if (any)
            print line "," money(total)
    }
}
