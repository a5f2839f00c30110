# till-age for the benchmark, as an awk would do it: entries up to the day d0, by account, item and code, with
# credits that settle the oldest first; d30 ... d120 are the days before that at which buckets end. A bucket
# is as old as what is in it, so buckets are settled instead of items.
BEGIN {
    FS = ","
}

NR > 1 && $1 <= d0 {
    key = $2 "," $5 "," $6
    cents = $7 * 100
    open[key] += int(cents + (cents < 0 ? -0.5 : 0.5))
    if ($3 == "charge" || $3 == "penalty" || $3 == "interest") {
        day = $8 == "" ? $1 : $8
        least = due[key]
        if (least == "" || day < least)
            due[key] = day
    } else {
        least = first[key]
        if (least == "" || $1 < least)
            first[key] = $1
    }
}

function settled(owed) {
    if (owed <= credit) {
        credit -= owed
        return 0
    }
    owed -= credit
    credit = 0
    return owed
}

END {
    for (key in open) {
        if (!open[key])
            continue
        account = substr(key, 1, index(key, ",") - 1)
        accounts[account] = 1
        if (open[key] < 0) {
            credits[account] -= open[key]
            continue
        }
        day = key in due ? due[key] : first[key]
        late = (day < d0) + (day < d30) + (day < d60) + (day < d90) + (day < d120)
        owes[account, late] += open[key]
    }
    for (account in accounts) {
        credit = credits[account]
        line = ""
        total = 0
        for (late = 5; late >= 0; late--) {
            owed = settled(owes[account, late])
            total += owed
            line = sprintf(",%.2f", owed / 100) line
        }
        if (total || credit)
            printf "%s%s,%.2f,%.2f\n", account, line, -credit / 100, (total - credit) / 100
    }
}
