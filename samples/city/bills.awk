# What the city charges: service bills by the rate table, licenses, permits, penalties and interest, and
# what is taken back again by adjustment, write-off and transfer.

function rate_row(code, class, on,    i, best)
{
    for (i = 1; i <= Rates; i++)
        if (Rate_code[i] == code && Rate_class[i] == class && Rate_from[i] <= on)
            best = i
    return best
}

function rate_base(code, class)
{
    return Rate_base[rate_row(code, class, iso(Today))]
}

function charge(a, item, code, c, due, memo,    kind)
{
    kind = code == "PENALTY" ? "penalty" : code == "INTEREST" ? "interest" : "charge"
    emit(a, kind, item, item, code, c, due, "", "", memo)
}

function service(a, item, code, months, units, due,    row)
{
    row = rate_row(code, Class[a], Rate_day)
    charge(a, item, code, Rate_base[row] * months + Rate_unit[row] * units, due, "")
}

function bill(a, due, month,    item, months, use, summer)
{
    months = Cycle[a] == "monthly" ? 1 : 2
    item = substr(iso(Today), 3, 2) substr(iso(Today), 6, 2) "-" a
    summer = month >= 6 && month <= 9
    use = Use[a] + rnd(3)
    if (summer)
        use += rnd(3)
    Rate_day = iso(Today)
    Due[item] = due
    service(a, item, "WATER", months, use * months, iso(due))
    service(a, item, "SEWER", months, use * months, iso(due))
    service(a, item, "TRASH", months, Class[a] == "residential" ? 0 : Size[a], iso(due))
    if (Class[a] != "public" && Address[a] !~ / Apt /)
        service(a, item, "STORM", months, Class[a] == "residential" ? 0 : 3 * Size[a], iso(due))
    Bills[a] = Bills[a] " " item
    expect_payment(a, item, due)
    if (chance(6))
        wait_for(add_business(Today, 2 + rnd(4)), "adjust " a " " item)
}

function license(a, due,    item, row)
{
    item = "BL" substr(iso(Today), 3, 2) "-" a
    row = rate_row("LICENSE", "", iso(Today))
    Due[item] = due
    charge(a, item, "LICENSE", Rate_base[row] + Rate_unit[row] * Size[a] * 2, iso(due), "business license")
    Bills[a] = Bills[a] " " item
    expect_payment(a, item, due)
}

# When and how the payment of a bill is to come, and the penalty if it does not.
function expect_payment(a, item, due,    h, on, tender, till)
{
    h = Habit[a]
    wait_for(business_on_or_after(due + 10), "penalty " a " " item)
    wait_for(business_on_or_after(due + 330), "writeoff " a " " item)
    if (a in Stops && Today >= Stops[a] && (h == "never" || Today < Agreement))
        return
    if (h == "never" || h == "plan")
        h = "desk"
    if (h == "auto")
        tender = "ACH"
    else if (h == "mail")
        tender = "CHECK"
    else
        tender = chance(750) ? Tender[a] : pick("CASH|CHECK|CARD", "|")
    if (Class[a] != "residential" && tender != "ACH" && chance(700))
        tender = "CHECK"
    till = h == "auto" ? "ACH" : h == "mail" ? "LB" : 1 + rnd(3)
    if (till == 3 && !Latin[a])
        till = 1 + rnd(2)
    if (h == "auto")
        on = business_on_or_before(due - 5)
    else if (chance(h == "late" ? 500 : 25))
        on = due + 9 + rnd(32)
    else if (chance(8))
        return
    else
        on = chance(h == "mail" ? 120 : 330) ? due : due - rnd(14)
    wait_for(business_on_or_after(on), "pay " a " " item " " tender " " till)
}

function penalty(a, item,    c)
{
    c = owed(a, item)
    if (c > Credit[a] && !(Habit[a] == "plan" && Today >= Agreement) && Closed[a] > Today)
        charge(a, item, "PENALTY", percent_of(c, Rate_unit[rate_row("PENALTY", "", iso(Today))]), iso(Today), \
            "late payment")
}

function interest(a,    w, n, i, c, rate)
{
    rate = Rate_unit[rate_row("INTEREST", "", iso(Today))]
    n = split(Bills[a], w, " ")
    for (i = 1; i <= n; i++) {
        c = owed(a, w[i])
        if (c > 0 && Due[w[i]] < Today - 60)
            charge(a, w[i], "INTEREST", percent_of(c, rate), iso(Today), "1 % a month")
    }
}

# A leak or a meter read wrong: most adjustments are in the customer's favour, and none takes more than is
# open.
function adjust(a, item,    c, up, memo, ref)
{
    c = Open[a, item, "WATER"]
    if (c <= 0)
        return
    up = chance(150)
    c = percent_of(c, 100 * (up ? 5 + rnd(10) : 15 + rnd(40)))
    memo = up ? "meter misread" : pick("leak adjustment|meter misread", "|")
    ref = sprintf("ADJ%s-%04d", substr(iso(Today), 3, 2), ++Adjusted)
    emit(a, "adjustment", ref, item, "WATER", up ? c : -c, "", "", "", memo)
}

function write_off(a, item,    w, n, i, ref)
{
    if (Habit[a] != "never" || Closed[a] > Today || owed(a, item) == 0)
        return
    ref = sprintf("WO%s-%03d", substr(iso(Today), 3, 2), ++Writeoffs)
    n = split(Codes[a, item], w, " ")
    for (i = 1; i <= n; i++)
        if (Open[a, item, w[i]] > 0)
            emit(a, "writeoff", ref, item, w[i], -Open[a, item, w[i]], "", "", "", "uncollectible")
}

function refund(a, c)
{
    if (Credit[a] < c)
        return
    Credit[a] -= c
    emit(a, "refund", sprintf("RF%s-%03d", substr(iso(Today), 3, 2), ++Refunds), "", "", c, "", "CHECK", "", \
        "overpayment refunded by check")
}

# The last bill of one who moved within the city follows to the new account.
function move(a, to,    w, n, i, item, c, ref)
{
    item = Bills[a]
    sub(/.* /, "", item)
    if (item == "" || owed(a, item) <= 0)
        return
    ref = sprintf("TR%s-%03d", substr(iso(Today), 3, 2), ++Moves)
    n = split(Codes[a, item], w, " ")
    for (i = 1; i <= n; i++) {
        c = Open[a, item, w[i]]
        emit(a, "transfer", ref, item, w[i], -c, "", "", "", "moved to " to)
        emit(to, "transfer", ref, item, w[i], c, "", "", "", "moved from " a)
    }
    Bills[to] = Bills[to] " " item
    wait_for(business_on_or_after(Due[item]), "pay " to " " item " CHECK LB")
}

function permit(a,    what, item, on, tender)
{
    if (Opened[a] > Today || Closed[a] <= Last)
        return
    what = pick("fence|roof|roof|deck|deck|electrical|electrical|electrical|plumbing|plumbing|addition|" \
        "sign", "|")
    item = permit_number()
    Due[item] = Today
    charge(a, item, "PERMIT", rate_base("PERMIT", what), iso(Today), what)
    on = chance(650) ? Today : add_business(Today, 1 + rnd(12))
    tender = pick("CASH|CHECK|CARD|CARD", "|")
    wait_for(on, "pay " a " " item " " tender " 2")
}

function permit_number()
{
    return sprintf("PB%s-%04d", substr(iso(Today), 3, 2), ++Permits[substr(iso(Today), 3, 2)])
}

