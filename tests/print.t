#!/bin/sh
# till-print: records as text, Markdown, pages and charts.
. "${0%/*}/lib.sh"

# body CMD...: a page or a chart without its style sheet.
body() {
    "$@" >"$t_tmp/page" || return
    sed '/^<style>/,/^<\/style>/d' "$t_tmp/page"
}

file names.csv <<'END'
account,name,zip,amount,count
1001,José Ñandú,02134,1234.50,3
1002,山田 太郎,94110,-0.05,1200
1003,"Smith | ""Q"" <b> & Co",10001,,1
END

prints "text is aligned by columns of the terminal, numbers to the right, totals ruled" till-print -s -t 'Open items' names.csv <<'END'
Open items

account  name                  zip      amount  count
-------  --------------------  -----  --------  -----
1001     José Ñandú            02134  1,234.50      3
1002     山田 太郎             94110     -0.05  1,200
1003     Smith | "Q" <b> & Co  10001                1
                                      --------  -----
total                                 1,234.45  1,204
                                      ========  =====
END

prints "columns are chosen and ordered" till-print -c count,account names.csv <<'END'
count  account
-----  -------
    3  1001
1,200  1002
    1  1003
END

prints "marked records have a sign, and its meaning is said" till-print -c account,zip -f zip=94110 -f account=1003 names.csv <<'END'
  account  zip
  -------  -----
  1001     02134
! 1002     94110
! 1003     10001

! zip is 94110, or account is 1003
END

prints "text is cut only where a width is asked for, and by columns, not bytes" till-print -w 7 -c name,amount names.csv <<'END'
name       amount
-------  --------
José Ñ…  1,234.50
山田 …      -0.05
Smith …
END

prints "a field a line" till-print --fields -c account,name,amount -f amount=-0.05 names.csv <<'END'
  account:  1001
  name:     José Ñandú
  amount:   1,234.50

  account:  1002
  name:     山田 太郎
! amount:   -0.05

  account:  1003
  name:     Smith | "Q" <b> & Co
  amount:
END

file many.csv <<'END'
seq,amount
1,1.00
2,2.00
3,3.00
4,4.00
5,5.00
6,6.00
END
prints "pages repeat title, number and headings; totals that would be torn go over whole" till-print -l 8 -s -t Plan many.csv <<'END'
Plan, page 1 of 3

  seq  amount
-----  ------
    1    1.00
    2    2.00
    3    3.00
    4    4.00
Plan, page 2 of 3

  seq  amount
-----  ------
    5    5.00
    6    6.00


Plan, page 3 of 3

  seq  amount
-----  ------
       ------
total   21.00
       ======
END

printf 'account,amount\n' >none.csv
prints "what to say when there is nothing" till-print -t Exceptions -e 'none of 123 checked' none.csv <<'END'
Exceptions

none of 123 checked
END

file seal.csv <<'END'
City,Seal
Álamo,812
END
prints "signature lines" till-print --fields --sign=Cashier,Supervisor seal.csv <<'END'
City:  Álamo
Seal:  812


Cashier     ____________________________________  Date ________________


Supervisor  ____________________________________  Date ________________
END

file kinds.csv <<'END'
account,zip,blank,mixed,rate,entries
1001,02134,,1.00,1.000,12
1002,10001,,1,2.000,1000
END
prints "money has two decimals, a count has the name of one, all else is text" till-print -s kinds.csv <<'END'
account  zip    blank  mixed  rate   entries
-------  -----  -----  -----  -----  -------
1001     02134         1.00   1.000       12
1002     10001         1      2.000    1,000
                                     -------
total                                  1,012
                                     =======
END

# Markdown.

prints "Markdown escapes what could be taken for markup" till-print -T md -s -t 'A | B' names.csv <<'END'
# A \| B

| account | name | zip | amount | count |
|---|---|---|---:|---:|
| 1001 | José Ñandú | 02134 | 1,234.50 | 3 |
| 1002 | 山田 太郎 | 94110 | -0.05 | 1,200 |
| 1003 | Smith \| "Q" \<b\> \& Co | 10001 | | 1 |
| **total** | | | **1,234.45** | **1,204** |
END

# HTML.

prints "a page is whole, its table has caption, scopes and totals, and text stays text" body till-print -T html -s -t 'Q & A' -f account=1002 -c account,name,amount names.csv <<'END'
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Q &amp; A</title>
</head>
<body>
<main>
<h1>Q &amp; A</h1>
<div class="scroll" role="region" tabindex="0" aria-label="Q &amp; A">
<table class="records short signs">
<caption><span class="quiet">Q &amp; A: </span>3 records</caption>
<thead>
<tr><th scope="col">account</th><th scope="col">name</th><th scope="col" class="n">amount</th></tr>
</thead>
<tbody>
<tr><th scope="row">1001</th><td class="long">José Ñandú</td><td class="n">1,234.50</td></tr>
<tr class="flag"><th scope="row"><span class="sign">!</span> <strong>1002</strong></th><td class="long">山田 太郎</td><td class="n">-0.05</td></tr>
<tr><th scope="row">1003</th><td class="long">Smith | &quot;Q&quot; &lt;b&gt; &amp; Co</td><td class="n"></td></tr>
</tbody>
<tfoot>
<tr><th scope="row">total</th><td></td><td class="n">1,234.45</td></tr>
</tfoot>
</table>
</div>
<p class="note"><span class="sign">!</span> account is 1002</p>
</main>
</body>
</html>
END

till-print -T html --part -t One --fields --sign=Cashier seal.csv >one
till-print -T html --part -t Two -e 'none of 5' none.csv >two
prints "parts are bound into a page" body till-print -T html --wrap -t Sheet one two <<'END'
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Sheet</title>
</head>
<body>
<main>
<h1>Sheet</h1>

<section>
<h2>One</h2>
<dl>
<div><dt>City</dt><dd>Álamo</dd></div>
<div><dt>Seal</dt><dd>812</dd></div>
</dl>
<div class="signatures">
<p><span>Cashier</span><span>Date</span></p>
</div>
</section>

<section>
<h2>Two</h2>
<p class="none">none of 5</p>
</section>
</main>
</body>
</html>
END

till-print --part -t One seal.csv >one.txt
till-print --part -t Two -e 'none of 5' none.csv >two.txt
prints "and into a text" till-print --wrap -t Sheet one.txt two.txt <<'END'
Sheet
=====

One

City   Seal
-----  ----
Álamo  812

Two

none of 5
END

till-print -T html -t X --chart=bars -c name,amount names.csv >page.html
quiet "a page fetches nothing and runs nothing" grep -inE '<script|<link|<img|<iframe|url\(["'"'"']?[^#]|@import| on[a-z]+=|(src|href)=' page.html

# Charts.

file age.csv <<'END'
code,current,1-30,unapplied,total
WATER,60.00,30.00,0.00,90.00
,0.00,0.00,-10.00,-10.00
END
prints "stacked bars: a texture a segment, credit left of zero, sums beside" body till-print -T svg --part -t Ageing --chart=stacked age.csv <<'END'
<section>
<h2>Ageing</h2>
<figure>
<svg xmlns="http://www.w3.org/2000/svg" class="till" width="720" height="116" viewBox="0 0 720 116" role="img" aria-labelledby="t1993deb3 d1993deb3">
<title id="t1993deb3">Ageing</title>
<desc id="d1993deb3">2 bars of current, 1-30, unapplied. The highest is WATER with 90.00.</desc>
<defs>
<pattern id="p1993deb3-0" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="f0" width="8" height="8"/></pattern>
<pattern id="p1993deb3-1" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="f1" width="8" height="8"/><circle class="spot" cx="4" cy="4" r=".9"/></pattern>
<pattern id="p1993deb3-2" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="f2" width="8" height="8"/><path class="ink" stroke-width=".8" d="M-2 2L2 -2M0 8L8 0M6 10L10 6"/></pattern>
</defs>
<rect class="frame" fill="url(#p1993deb3-0)" x="12" y="9" width="16" height="12"/><text x="34" y="19">current</text>
<rect class="frame" fill="url(#p1993deb3-1)" x="97" y="9" width="16" height="12"/><text x="119" y="19">1-30</text>
<rect class="frame" fill="url(#p1993deb3-2)" x="161" y="9" width="16" height="12"/><text x="183" y="19">unapplied</text>
<path class="zero" d="M116.5 36V92"/><text class="soft" text-anchor="middle" x="116" y="108">0</text>
<path class="grid" d="M235.5 36V92"/><text class="soft" text-anchor="middle" x="235" y="108">20</text>
<path class="grid" d="M354.5 36V92"/><text class="soft" text-anchor="middle" x="354" y="108">40</text>
<path class="grid" d="M473.5 36V92"/><text class="soft" text-anchor="middle" x="473" y="108">60</text>
<path class="grid" d="M592.5 36V92"/><text class="soft" text-anchor="middle" x="592" y="108">80</text>
<text text-anchor="end" x="47" y="53">WATER</text>
<rect class="frame" fill="url(#p1993deb3-0)" x="116" y="41" width="357" height="16"><title>WATER, current: 60.00</title></rect>
<rect class="frame" fill="url(#p1993deb3-1)" x="473" y="41" width="179" height="16"><title>WATER, 1-30: 30.00</title></rect>
<text class="strong" text-anchor="end" x="708" y="53">90.00</text>
<text text-anchor="end" x="47" y="79">(none)</text>
<rect class="frame" fill="url(#p1993deb3-2)" x="57" y="67" width="59" height="16"><title>(none), unapplied: -10.00</title></rect>
<text class="strong" text-anchor="end" x="708" y="79">-10.00</text>
<path class="zero" d="M116.5 36V92"/>
</svg>
</figure>
</section>
END

prints "bars" body till-print -T svg -t Counts --chart=bars -c name,count names.csv <<'END'
<svg xmlns="http://www.w3.org/2000/svg" class="till" width="720" height="146" viewBox="0 0 720 146" role="img" aria-labelledby="t6a86940a d6a86940a">
<title id="t6a86940a">Counts</title>
<desc id="d6a86940a">3 bars of count. The highest is 山田 太郎 with 1,200.</desc>
<rect class="sheet" width="720" height="146"/>
<text class="head" x="12" y="26">Counts</text>
<path class="zero" d="M162.5 40V122"/><text class="soft" text-anchor="middle" x="162" y="138">0</text>
<path class="grid" d="M369.5 40V122"/><text class="soft" text-anchor="middle" x="369" y="138">500</text>
<path class="grid" d="M576.5 40V122"/><text class="soft" text-anchor="middle" x="576" y="138">1,000</text>
<text text-anchor="end" x="152" y="57">José Ñandú</text>
<rect class="bar" x="162" y="45" width="1" height="16"><title>José Ñandú, count: 3</title></rect>
<text class="strong" text-anchor="end" x="708" y="57">3</text>
<text text-anchor="end" x="152" y="83">山田 太郎</text>
<rect class="bar" x="162" y="71" width="497" height="16"><title>山田 太郎, count: 1,200</title></rect>
<text class="strong" text-anchor="end" x="708" y="83">1,200</text>
<text text-anchor="end" x="152" y="109">Smith | &quot;Q&quot; &lt;b&gt; &amp; Co</text>
<rect class="bar" x="162" y="97" width="1" height="16"><title>Smith | &quot;Q&quot; &lt;b&gt; &amp; Co, count: 1</title></rect>
<text class="strong" text-anchor="end" x="708" y="109">1</text>
<path class="zero" d="M162.5 40V122"/>
</svg>
END

file trend.csv <<'END'
date,over_short
2026-06-01,0.00
2026-06-02,-5.00
2026-06-03,9.00
END
prints "a trend: what is beyond the tolerance has another shape and a label" body till-print -T svg --part --chart=trend --tolerance=5 trend.csv <<'END'
<section>
<figure>
<svg xmlns="http://www.w3.org/2000/svg" class="till" width="720" height="272" viewBox="0 0 720 272" role="img" aria-labelledby="tc9fea8a6 dc9fea8a6">
<title id="tc9fea8a6">Chart</title>
<desc id="dc9fea8a6">over_short of 3 records from 2026-06-01 to 2026-06-03; 1 beyond the tolerance of 5.00: 2026-06-03 9.00.</desc>
<rect class="band" x="60" y="92" width="542" height="142"/>
<path class="edge" d="M60 92.5H602M60 234.5H602"/>
<text class="soft" x="606" y="96">+5.00</text><text class="soft" x="606" y="238">-5.00</text>
<path class="grid" d="M60 234.5H602"/><text class="soft" text-anchor="end" x="54" y="238">-5</text>
<path class="zero" d="M60 163.5H602"/><text class="soft" text-anchor="end" x="54" y="167">0</text>
<path class="grid" d="M60 92.5H602"/><text class="soft" text-anchor="end" x="54" y="96">5</text>
<text class="soft" text-anchor="middle" x="66" y="260">2026-06-01</text>
<text class="soft" text-anchor="middle" x="331" y="260">2026-06-02</text>
<text class="soft" text-anchor="middle" x="596" y="260">2026-06-03</text>
<path class="line" d="M66 163L331 234L596 34"/>
<circle class="dot" cx="66" cy="163" r="3"><title>2026-06-01: 0.00</title></circle>
<circle class="dot" cx="331" cy="234" r="3"><title>2026-06-02: -5.00</title></circle>
<path class="lead" d="M596.5 28V13"/>
<path class="out" d="M596 28l6 6l-6 6l-6 -6z"/>
<text class="beyond" x="600" y="22">2026-06-03 +9.00</text>
</svg>
</figure>
</section>
END

long=$(printf '%0110d' 0)
printf 'place,over_short\n%s,5.00\n%s,-999999999999.99\n' "$long" "$long" >long.csv
body till-print -T svg --chart=trend long.csv >long.svg
ok "a name longer than the chart is wide is cut" grep -q '>0\{29\}… +5.00<' long.svg
quiet "and leaves the plot its room" grep -E ' (x|width)="-' long.svg

prints "text, which can't draw, has the table alone" till-print --chart=trend --tolerance=5 trend.csv <<'END'
date        over_short
----------  ----------
2026-06-01        0.00
2026-06-02       -5.00
2026-06-03        9.00
END

file tender.csv <<'END'
tender,count,amount
CASH,41,1149.04
CHECK,12,985.50
END
sed -n '/^\$ till-print -s tender.csv/,/^\.Ed/p' "$top/man/till-print.1" | sed -e 1d -e '/^\.Ed/d' >page.txt
ok "the manual's table is what comes out" sh -c 'till-print -s tender.csv | cmp - page.txt'

# The same input in other ways.

file latin.csv <<'END'
account,name,amount
1001,José,1.00
1002,Zoë,2.50
END
variants latin.csv till-print -s latin.csv
variants latin.csv till-print -T html latin.csv

# What is wrong.

full_disk till-print names.csv
full_disk till-print -T html names.csv

file big.csv <<'END'
code,amount
A,999999999999.99
B,0.01
END
fails "a sum beyond the bound is an error" till-print -s big.csv <<'END'
till-print: amount: has a sum beyond 999,999,999,999.99
END
fails "a chart needs amounts" till-print -T svg --chart=stacked seal.csv <<'END'
till-print: --chart: the table has no column of amounts
END
fails "SVG needs a chart" till-print -T svg names.csv <<'END'
till-print: -T svg needs a --chart
END
fails "a mark's column is printed" till-print -c account -f zip=94110 names.csv <<'END'
till-print: --flag: no column "zip" is printed
END
fails "a mark has a value" till-print -f zip names.csv <<'END'
till-print: --flag: "zip" is not COLUMN=VALUE
END
if printf x | iconv -f CP1258 -t UTF-8 >/dev/null 2>&1; then
    printf 'name\nPho' >letters.csv
    prints "a last letter, for which an accent could follow" till-print --charset=CP1258 letters.csv <<'END'
name
----
Pho
END
else
    skip "a last letter, for which an accent could follow" 'no CP1258'
fi

fails "fields have no totals" till-print -s --fields names.csv <<'END'
till-print: --totals needs a table, not --fields
END
fails "only parts are bound" till-print -T html --wrap names.csv <<'END'
till-print: names.csv: is no part of a page (--part makes one)
END
printf 'ok\n\033[2J\n' >control.txt
fails "a text with control characters is no part" till-print --wrap control.txt <<'END'
till-print: control.txt: has a control character
END
fails "a missing part" till-print --wrap gone.txt <<'END'
till-print: gone.txt: No such file or directory
END
fails "a missing file" till-print gone.csv <<'END'
till-print: gone.csv: No such file or directory
END
fails "a missing column" till-print -c account,due names.csv <<'END'
till-print: names.csv:1: due: is missing from the header
END
printf 'account,amount\n1001\n' >short.csv
fails "a column asked for twice" till-print -c account,zip,account names.csv <<'END'
till-print: --columns: "account" stands twice
END
fails "a column asked for as one that may be missing" till-print -c '?due' names.csv <<'END'
till-print: --columns: "?due" begins with a question mark, as no column here does
END
fails "a record with too few fields" till-print short.csv <<'END'
till-print: short.csv:2: has 1 field where its header has 2
END
printf 'account,name\n1001,"Jos\n' >open.csv
fails "an open quote" till-print open.csv <<'END'
till-print: open.csv:2: name: has a quote that is never closed
END
printf 'account,name\n1001,a\000b\n' >nul.csv
fails "a NUL byte" till-print nul.csv <<'END'
till-print: nul.csv:2: name: has a NUL byte
END
printf 'account,name\n1001,\342\200\256evil\n' >bidi.csv
fails "an override of the writing direction" till-print bidi.csv <<'END'
till-print: bidi.csv:2: name: has a character that overrides the writing direction
END
: >empty.csv
fails "an input without a header" till-print empty.csv <<'END'
till-print: empty.csv: is empty: it has no header
END
fails "an unknown option" till-print --colour names.csv <<'END'
till-print: unknown option --colour
till-print: try 'till-print --help'
END
