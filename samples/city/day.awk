# The day to close: what customers truly brought, and the papers that tell of it - three register tapes, the
# count of the drawers, the registers' Z totals, the bank's deposits and the lockbox file - each with its
# own troubles and each in the form of its maker. samples/book/README tells the troubles one by one.
#
# A receipt is a line of the arrays R_*[till, k], k = 1 .. Receipts[till], in the order of the tape.

function day_receipt(till, a, items, tender, c, status, story,    w)
{
    split(items, w, " ")
    put(till, ++Receipts[till], a, w[1], tender, c, status, story)
}

function put(till, k, a, item, tender, c, status, story)
{
    R_account[till, k] = a
    R_item[till, k] = item
    R_tender[till, k] = tender
    R_cents[till, k] = c
    R_status[till, k] = status
    R_story[till, k] = story
    R_ref[till, k] = ""
}

# Makes room at place K of a tape, and puts a receipt there.
function insert(till, k, a, item, tender, c, status, story,    i)
{
    for (i = Receipts[till]++; i >= k; i--)
        put(till, i + 1, R_account[till, i], R_item[till, i], R_tender[till, i], R_cents[till, i], \
            R_status[till, i], R_story[till, i])
    put(till, k, a, item, tender, c, status, story)
}

# Customers come in no order (Fisher and Yates' shuffle, from the end).
function shuffle(till,    k, j)
{
    for (k = Receipts[till]; k > 1; k--) {
        j = 1 + rnd(k)
        swap_field(R_account, till, k, j)
        swap_field(R_item, till, k, j)
        swap_field(R_tender, till, k, j)
        swap_field(R_cents, till, k, j)
        swap_field(R_status, till, k, j)
    }
}

function swap_field(of, till, k, j,    kept)
{
    kept = of[till, k]
    of[till, k] = of[till, j]
    of[till, j] = kept
}

# The first plain receipt of a tender on a tape becomes the hero of STORY.
function cast(till, tender, story,    k)
{
    for (k = 1; k <= Receipts[till]; k++)
        if (R_tender[till, k] == tender && R_story[till, k] == "" && R_item[till, k] ~ /^[0-9]/ && \
            Class[R_account[till, k]] == "residential" && !Credit[R_account[till, k]]) {
            R_story[till, k] = story
            return k
        }
    print "samples: register " till " took no " tender " for: " story | "cat 1>&2"
    exit 2
}

function make_troubles(    t, k, a, item)
{
    for (t = 1; t <= Tills; t++)
        shuffle(Till[t])
    k = cast(1, "CARD", "overpaid")
    R_cents[1, k] += Overpaid
    cast(2, "CHECK", "keyed as cash")
    cast(3, "CARD", "twice on the tape")
    a = Account[77]
    item = permit_number()
    insert(2, 6, a, item, "CARD", rate_base("PERMIT", "deck"), "void", "posted at noon")
    insert(3, 3, Bounced_by, first_item(Settled[Bounced]), "CHECK", sum_of(Settled[Bounced]), "return", \
        "bounced")
    R_ref[3, 3] = Bounced
    insert(3, 8, Refund_to, "", "CASH", Refund, "refund", "")
    item = Bills[Gone]
    sub(/.* /, "", item)
    insert(1, 9, Gone, item, "CASH", To_closed, "sale", "closed account")
}

function first_item(settled,    w)
{
    split(settled, w, " ")
    return w[1]
}

function sum_of(settled,    w, part, n, i, sum)
{
    n = split(settled, w, ";")
    for (i = 1; i < n; i++) {
        split(w[i], part, " ")
        sum += part[3]
    }
    return sum
}

# Receipt numbers and times of day, by place on the tape; and the noon batch, which is already in the
# ledger.
function number_receipts(    t, till, k, at)
{
    for (t = 1; t <= Tills; t++) {
        till = Till[t]
        for (k = 1; k <= Receipts[till]; k++) {
            if (R_ref[till, k] == "")
                R_ref[till, k] = next_ref(till)
            at = 488 + int(500 * k / (Receipts[till] + 1)) + rnd(7)
            R_time[till, k] = at
            if (R_story[till, k] == "posted at noon")
                post_at_noon(R_account[till, k], R_item[till, k], R_cents[till, k], R_ref[till, k])
        }
    }
}

function post_at_noon(a, item, c, ref)
{
    charge(a, item, "PERMIT", c, iso(Last), "deck")
    emit(a, "payment", ref, item, "PERMIT", -c, "", "CARD", 2, "posted at noon")
}

# Cash[till, tender] is the truth; Keyed[till, tender] what the registers believe, a line printed twice
# counted once.
function add_up(    t, till, k, c, keyed)
{
    for (t = 1; t <= Tills; t++) {
        till = Till[t]
        for (k = 1; k <= Receipts[till]; k++) {
            if (R_status[till, k] == "void")
                continue
            c = R_status[till, k] == "sale" ? R_cents[till, k] : -R_cents[till, k]
            keyed = R_story[till, k] == "keyed as cash" ? "CASH" : R_tender[till, k]
            Cash[till, R_tender[till, k]] += c
            Pieces[till, R_tender[till, k]] += R_status[till, k] == "sale"
            Keyed[till, keyed] += c
            Keyed_pieces[till, keyed]++
        }
    }
}

function write_day()
{
    make_troubles()
    number_receipts()
    add_up()
    write_tape(1)
    write_tape(2)
    write_tape(3)
    write_lockbox()
    write_ztape()
    write_count()
    write_overshort()
    write_bank()
}
