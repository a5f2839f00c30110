#!/bin/sh
# till-split: what it says when something is wrong, a case a message.
. "${0%/*}/../lib.sh"

file good.csv <<'END'
date,account,kind,code,amount
2025-01-01,1001,charge,WATER,10.00
END

fails "an unknown option" till-split -Z good.csv <<'END'
till-split: unknown option -Z
till-split: try 'till-split --help'
END
fails "no number of parts" till-split -o p good.csv <<'END'
till-split: option -n is missing: into how many parts?
END
fails "a number that is none" till-split -n few -o p good.csv <<'END'
till-split: --parts: "few" is not a whole number
END
fails "no parts" till-split -n 0 -o p good.csv <<'END'
till-split: --parts: "0" is not between 1 and 1000000
END
fails "more parts than a directory should see" till-split -n 1000 -o p good.csv <<'END'
till-split: --parts: "1000" is more than 999
END
fails "no prefix" till-split -n 2 good.csv <<'END'
till-split: option -o is missing: what do the parts' names begin with?
END
fails "a column that is nowhere" till-split -n 2 -o p -k konto good.csv <<'END'
till-split: --key: no input has a column "konto"
END
printf 'date,code,amount\n2025-01-02,SEWER,1.00\n' >other.csv
fails "a column that one file lacks" till-split -n 2 -o p good.csv other.csv <<'END'
till-split: other.csv: has no column "account"
END
fails "a file that is not there" till-split -n 2 -o p good.csv nothing.csv <<'END'
till-split: nothing.csv: No such file or directory
END
: >empty.csv
fails "a file without a header" till-split -n 2 -o p empty.csv <<'END'
till-split: empty.csv: is empty: it has no header
END
fails "a file twice" till-split -n 2 -o p good.csv ./good.csv <<'END'
till-split: ./good.csv: is the same file as good.csv, and would count twice
END
fails "a folder that is not there" till-split -n 2 -o no/p good.csv <<'END'
till-split: no/p01.csv.new: No such file or directory
END
: >p02.csv
fails "a part that is there" till-split -n 2 -o p good.csv <<'END'
till-split: p02.csv: is there already, and no file is overwritten
END
rm p02.csv
: >p02.csv.new
fails "a part that another makes" till-split -n 2 -o p good.csv <<'END'
till-split: p02.csv.new: is there already, and no file is overwritten
END
printf 'account,memo\n1,"open\n2,\002\n' >bad.csv
fails "records that are none" till-split -n 2 -o q bad.csv <<'END'
till-split: bad.csv:2: memo: has a quote that is never closed
till-split: bad.csv:3: memo: has a control character
END
fails "a character set that nobody knows" till-split -n 2 -o q --charset=X-Y good.csv <<'END'
till-split: --charset: "X-Y" is not known here
END
is "none of this makes a part" "$(echo [pq]*)" 'p02.csv.new'
