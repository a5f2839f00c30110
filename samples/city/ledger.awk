# Two years of the city's ledger, day by day: what falls on a business day waits in a queue for that day. A
# payment takes what is open, item by item and code by code, as the real programs would; the books of the
# last day are left to day.awk, but for one receipt that is posted at noon.
#
# Open[account, item, code] is what is open, Bills[account] the items it may pay, in order of their due
# dates.

function wait_for(d, what)
{
    if (d <= Last)
        Queue[d, ++Queued[d]] = what
}

function emit(a, kind, ref, item, code, c, due, tender, till, memo,    clerk)
{
    clerk = till == "" ? "" : clerk_of(till, Today)
    print iso(Today) "," a "," kind "," ref "," item "," code "," money(c) "," due "," tender "," \
        till "," clerk "," quoted(memo) > Entries
    if (item != "") {
        if (!((a, item, code) in Listed))
            Codes[a, item] = Codes[a, item] " " code
        Listed[a, item, code] = 1
        Open[a, item, code] += c
    }
    if (till ~ /^[1-3]$/ && Today >= June && Today < Last)
        Tape[Today, till, tender] -= c
}

function clerk_of(till, d)
{
    return till ~ /^[1-3]$/ ? Clerk[(d + till) % 5 + 1] : till
}

function next_ref(till)
{
    return sprintf("%s-%06d", till, ++Serial[till])
}

function owed(a, item,    w, n, i, sum)
{
    n = split(Codes[a, item], w, " ")
    for (i = 1; i <= n; i++)
        sum += Open[a, item, w[i]]
    return sum
}

# The items of an account that are open and due on or before the due date of ITEM.
function owing_through(a, item,    w, n, i, out)
{
    n = split(Bills[a], w, " ")
    Bills[a] = ""
    for (i = 1; i <= n; i++) {
        if (owed(a, w[i]) == 0)
            continue
        Bills[a] = Bills[a] " " w[i]
        if (Due[w[i]] <= Due[item])
            out = out " " w[i]
    }
    return out
}

# Spreads C over ITEMS in their order, penalties first; what is left is unapplied. Returns the receipt's
# number.
function take(a, items, c, tender, till, memo,    ref, w, n, i)
{
    if (Today == Last && !Noon) {
        day_receipt(till, a, items, tender, c, "sale", "")
        return ""
    }
    ref = next_ref(till)
    Settled[ref] = ""
    n = split(items, w, " ")
    for (i = 1; i <= n && c > 0; i++) {
        c = settle(a, w[i], "PENALTY", c, ref, tender, till, memo)
        c = settle_rest(a, w[i], c, ref, tender, till, memo)
    }
    if (c > 0) {
        emit(a, "payment", ref, "", "", -c, "", tender, till, memo == "" ? "overpaid" : memo)
        Credit[a] += c
    }
    return ref
}

function settle(a, item, code, c, ref, tender, till, memo,    part)
{
    part = Open[a, item, code] + 0
    if (part <= 0)
        return c
    if (part > c)
        part = c
    emit(a, "payment", ref, item, code, -part, "", tender, till, memo)
    Settled[ref] = Settled[ref] item " " code " " part ";"
    return c - part
}

function settle_rest(a, item, c, ref, tender, till, memo,    w, n, i)
{
    n = split(Codes[a, item], w, " ")
    for (i = 1; i <= n && c > 0; i++)
        c = settle(a, item, w[i], c, ref, tender, till, memo)
    return c
}

# A customer comes to pay ITEM and what is older, less any credit printed on the bill.
function pay(a, item, tender, till,    items, w, n, i, c, ref)
{
    if (owed(a, item) <= 0)
        return
    items = Habit[a] == "plan" || item ~ /^PB/ ? item : owing_through(a, item)
    n = split(items, w, " ")
    for (i = 1; i <= n; i++)
        c += owed(a, w[i])
    if (item !~ /^PB/)
        c -= Credit[a]
    if (c <= 0)
        return
    if (Today < Last)
        c += surplus(a, c, tender, till)
    ref = take(a, items, c, tender, till, "")
    if (tender == "CHECK" && Today < Last)
        may_bounce(a, ref, item, till)
}

# One in two hundred pays the bill rounded up to the next ten dollars; half of those get it back by check.
function surplus(a, c, tender, till,    extra)
{
    if (Refund_to == "" && !Credit[a] && Today >= June + 15 && till == 3 && tender == "CASH" && Latin[a] && \
        Class[a] == "residential" && Habit[a] != "plan") {
        Refund_to = a
        return Refund
    }
    if (tender == "ACH" || a == Refund_to || !chance(5))
        return 0
    extra = (1000 - c % 1000) % 1000
    if (extra > 0 && chance(500))
        wait_for(add_business(Today, 15), "refund " a " " extra)
    return extra
}

function may_bounce(a, ref, item, till)
{
    if (Bounced == "" && Today >= June + 16 && till == 3 && Latin[a] && Class[a] == "residential") {
        Bounced = ref
        Bounced_by = a
    } else if (chance(5) && add_business(Today, 6) < Last)
        wait_for(add_business(Today, 6), "bounce " a " " ref " " till " " item)
    else
        delete Settled[ref]
}

function bounce(a, ref, till, item,    w, part, n, i, fee, tender)
{
    n = split(Settled[ref], w, ";")
    for (i = 1; i < n; i++) {
        split(w[i], part, " ")
        emit(a, "return", ref, part[1], part[2], part[3] + 0, "", "CHECK", till, "insufficient funds")
        if (part[1] !~ /^PB/ && index(Bills[a] " ", " " part[1] " ") == 0)
            Bills[a] = Bills[a] " " part[1]
    }
    fee = sprintf("NSF%s-%03d", substr(iso(Today), 3, 2), ++Fees)
    Due[fee] = Due[item]
    charge(a, fee, "NSF", rate_base("NSF", ""), iso(Today), "returned check " ref)
    Bills[a] = Bills[a] " " fee
    tender = pick("CASH|MO", "|")
    till = 1 + rnd(2)
    wait_for(business_on_or_after(Today + 6 + rnd(15)), "pay " a " " fee " " tender " " till)
    if (item ~ /^PB/)
        wait_for(add_business(Today, 5), "pay " a " " item " " tender " " till)
}

