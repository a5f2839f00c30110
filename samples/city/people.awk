# Who lives in Port Amity: accounts, what each uses, and how each pays. Names come from named.csv as they
# stand, the rest are made of given and family names of one language, in the order of that language.

function read_names(    F, file)
{
    file = Source "/city/named.csv"
    while (next_row(file, F))
        Named[F[1], ++Named_n[F[1]]] = F[2]
    file = Source "/city/names.csv"
    while (next_row(file, F)) {
        Tongues++
        Share[Tongues] = F[1]
        Shares += F[1]
        Order[Tongues] = F[2]
        Given[Tongues] = F[3]
        Family[Tongues] = F[4]
    }
}

function made_name(    at, t, name)
{
    do {
        at = rnd(Shares)
        for (t = 1; at >= Share[t]; t++)
            at -= Share[t]
        if (Order[t] == "fg") {
            name = pick(Family[t], ";")
            name = name " " pick(Given[t], ";")
        } else {
            name = pick(Given[t], ";")
            name = name " " pick(Family[t], ";")
        }
    } while (name in Taken)
    Taken[name] = 1
    return name
}

function made_address(    s)
{
    s = 2 + rnd(998)
    s = s " " pick("Harbor St|Beacon Ave|Cannery Row|Mill Ln|Chapel Hill Rd|Quarry Rd|Wharf St|" \
        "Old Post Rd|Schooner Way|Orchard St|Lincoln Ave|Tidewater Dr|Gull Ct|Foundry St|Maple St|" \
        "Ferry Rd", "|")
    return chance(120) ? s " Apt " (1 + rnd(24)) : s
}

# How an account pays decides most of its history:
#   auto   drafted by ACH before the due date      mail   check to the bank's lockbox
#   desk   at a register, mostly near the due date late   at a register, every second bill late
#   never  stops paying one day                    plan   fell behind in 2025, pays it off under an agreement
function made_habit(    at)
{
    at = rnd(1000)
    return at < 160 ? "auto" : at < 400 ? "mail" : at < 920 ? "desk" : "late"
}

function add_account(kind, who,    a)
{
    a = 10000 + 13 * ++Accounts + rnd(9)
    Account[Accounts] = a
    Class[a] = kind
    Name[a] = who
    Taken[who] = 1
    Address[a] = made_address()
    Zip[a] = pick("04998|04998|04998|04999", "|")
    Status[a] = "open"
    Cycle[a] = kind == "residential" ? pick("even|odd", "|") : "monthly"
    Use[a] = kind == "residential" ? 2 + rnd(7) : kind == "commercial" ? 8 + rnd(60) : 15 + rnd(90)
    Size[a] = 1 + rnd(kind == "residential" ? 1 : 8)
    Habit[a] = made_habit()
    Tender[a] = pick("CASH CASH CHECK CHECK CHECK CARD CARD CARD CARD MO", " ")
    Opened[a] = First
    Closed[a] = Last + 1
    return a
}

# Those named by hand pay at a register, and their bills are due on the day to close.
function add_named(who,    a)
{
    a = add_account("residential", who)
    Cycle[a] = "even"
    Habit[a] = "desk"
}

# Four that stopped paying and are still open, three that were closed and written off; four with an
# agreement; nine that moved away, three of them to another address in the city, where the last bill
# followed them.
function set_fates(    i, a, k, month)
{
    for (i = 40; k < 20; i += 17) {
        a = Account[i]
        if (Class[a] != "residential")
            continue
        k++
        if (k <= 7) {
            Habit[a] = "never"
            Stops[a] = k <= 3 ? First + 40 + 25 * k : Last - 330 + 45 * (k - 4)
            Closed[a] = k <= 3 ? Stops[a] + 150 : Last + 1
        } else if (k <= 11) {
            Habit[a] = "plan"
            Stops[a] = day_of(2025, 4, 1) + 10 * k
        } else {
            Habit[a] = "desk"
            month = 2 * (k - 11) - (Cycle[a] == "odd")
            Closed[a] = day_of(2025 + (month > 12), month > 12 ? month - 12 : month, 15)
            if (k >= 18) {
                Moves_to[a] = Account[i + 1]
                Name[Account[i + 1]] = Name[a]
            }
        }
    }
    Gone = Account[40 + 17 * 16]
    a = Account[470]
    Habit[a] = "never"
    Stops[a] = Last - 130
}

function make_people(    i, n)
{
    read_names()
    for (i = 1; i <= 424; i++) {
        if (i % 17 == 3 && ++n <= Named_n["residential"])
            add_named(Named["residential", n])
        else
            add_account("residential", made_name())
    }
    for (i = 1; i <= Named_n["commercial"]; i++)
        add_account("commercial", Named["commercial", i])
    for (i = 1; i <= Named_n["public"]; i++)
        add_account("public", Named["public", i])
    set_fates()
}

function write_people(    file, i, a)
{
    file = Out "/accounts.csv"
    print "account,name,address,city,state,zip,class,status,cycle" > file
    for (i = 1; i <= Accounts; i++) {
        a = Account[i]
        print a "," quoted(Name[a]) "," quoted(Address[a]) ",Port Amity,ME," Zip[a] "," Class[a] "," \
            (Closed[a] <= Last ? "closed" : "open") "," Cycle[a] > file
    }
    close(file)
}
