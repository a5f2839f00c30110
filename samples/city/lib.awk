# Numbers, days, money and CSV for the sample city. Everything is a whole number below 2^53, so every awk
# computes the same: money is cents, a day is its number since 1970-01-01, chance is a generator of our own.

# The "minimal standard" generator of Park and Miller (Comm. ACM 31:10, 1988): 16807 x mod 2^31-1 stays
# below 2^46.
function rnd(n)
{
    Seed = (Seed * 16807) % 2147483647
    return Seed % n
}

function chance(per_thousand)
{
    return rnd(1000) < per_thousand
}

# One of the words of LIST, which are parted by SEP.
function pick(list, sep,    w, n)
{
    n = split(list, w, sep)
    return w[1 + rnd(n)]
}

# Day number of a civil date, and back (Howard Hinnant's algorithms; years count from March).
function day_of(y, m, d,    era_year, doy)
{
    if (m <= 2)
        y--
    era_year = y % 400
    doy = int((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1
    return int(y / 400) * 146097 + era_year * 365 + int(era_year / 4) - int(era_year / 100) + doy - 719468
}

# Sets Year, Month, Mday.
function split_day(n,    doe, doy, mp)
{
    n += 719468
    doe = n % 146097
    Year = int((doe - int(doe / 1460) + int(doe / 36524) - int(doe / 146096)) / 365)
    doy = doe - (365 * Year + int(Year / 4) - int(Year / 100))
    mp = int((5 * doy + 2) / 153)
    Mday = doy - int((153 * mp + 2) / 5) + 1
    Month = mp + (mp < 10 ? 3 : -9)
    Year += int(n / 146097) * 400 + (Month <= 2)
}

function iso(n)
{
    split_day(n)
    return sprintf("%04d-%02d-%02d", Year, Month, Mday)
}

function parse_day(s)
{
    return day_of(substr(s, 1, 4) + 0, substr(s, 6, 2) + 0, substr(s, 9, 2) + 0)
}

# The office is closed on Saturdays, Sundays and holidays; 1970-01-01 was a Thursday.
function is_business(n)
{
    return (n + 3) % 7 < 5 && !(n in Holiday)
}

function business_on_or_after(n)
{
    while (!is_business(n))
        n++
    return n
}

function business_on_or_before(n)
{
    while (!is_business(n))
        n--
    return n
}

function add_business(n, count)
{
    while (count-- > 0)
        n = business_on_or_after(n + 1)
    return n
}

function money(c)
{
    return c < 0 ? "-" money(-c) : sprintf("%d.%02d", int(c / 100), c % 100)
}

# 1234567 -> 12,345.67
function grouped(c,    s, out)
{
    s = int(c / 100) ""
    for (out = ""; length(s) > 3; s = substr(s, 1, length(s) - 3))
        out = "," substr(s, length(s) - 2) out
    return s out sprintf(".%02d", c % 100)
}

# Cents of an amount with two decimals.
function cents(s)
{
    gsub(/\./, "", s)
    return s + 0
}

function percent_of(c, hundredths)
{
    return int((c * hundredths + 5000) / 10000)
}

function quoted(s)
{
    if (s !~ /[",]/)
        return s
    gsub(/"/, "\"\"", s)
    return "\"" s "\""
}

# Splits a line of CSV into F[1..]; returns their number.
function split_csv(line, F,    n, c, i, open)
{
    split("", F)
    n = 1
    F[1] = ""
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (c == "\"" && open && substr(line, i + 1, 1) == "\"") {
            F[n] = F[n] c
            i++
        } else if (c == "\"")
            open = !open
        else if (c == "," && !open)
            F[++n] = ""
        else
            F[n] = F[n] c
    }
    return n
}

# The next record of a table, its header left out, in F; 0 at the end. A missing table ends the run.
function next_row(file, F,    line, got)
{
    if (!(file in Header_read)) {
        Header_read[file] = 1
        if ((getline line < file) <= 0) {
            print "samples: cannot read " file | "cat 1>&2"
            exit 2
        }
    }
    got = (getline line < file) > 0
    if (got)
        split_csv(line, F)
    else
        close(file)
    return got
}
