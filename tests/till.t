#!/bin/sh
# till: the programs by one name.
. "${0%/*}/lib.sh"

# Two programs of an office, beside till itself.
mkdir bin
cp "$top/bin/till" bin
ln -s "$top/bin/till-age" bin
file bin/till-hello <<'END'
#!/bin/sh
case ${1-} in
--help) printf 'usage: till-hello [-x]\n                  [name]\nGreets.\n\n  -x   crosses\n' ;;
*) printf '<%s>\n' "$@"; exit 1 ;;
esac
END
chmod +x bin/till-hello

prints "alone it lists the programs and what they do" bin/till <<'END'
till-age      Open amounts by age, from the entries of ledgers.
till-hello    Greets.
END
ok "all of the suite are listed" sh -c 'till >list; for p in "$1"/bin/till-*; do
    grep -q "^${p##*/}  *[A-Z]" list || { echo "${p##*/}"; exit 1; }; done' sh "$top"
finds "a program gets its arguments and gives its answer" bin/till hello 'a b' '' -x <<'END'
<a b>
<>
<-x>
END
input <<'END'
date,account,kind,ref,item,code,amount,due,tender,till,clerk,memo
2025-01-06,1001,charge,B-101,B-101,WATER,30.00,2025-01-26,,,,
END
prints "and standard input" till age -d 2025-01-31 <<'END'
account,current,1-30,31-60,61-90,91-120,over-120,unapplied,total
1001,0.00,30.00,0.00,0.00,0.00,0.00,0.00,30.00
END
fails "a program that is not there" till nothing <<'END'
till: "nothing" is no program; till alone lists them
END
fails "a path is no program" till ../till-age <<'END'
till: "../till-age" is no program; till alone lists them
END
fails "an unknown option" till --list <<'END'
till: "--list" is no program; till alone lists them
END
prints "its own options" till --help <<'END'
usage: till [-h] [-V] [PROGRAM [argument...]]
Lists the programs of the suite, or runs one: till age is till-age.

  -h, --help                   show this help
  -V, --version                show the version
END
is "its version is that of the programs" "$(till -V)" "$(till-post -V | sed 's/-post//')"
full_disk till
