#!/bin/sh
# A ledger in parts, by what starts jobs: the shell, xargs, GNU parallel, and parallel over ssh to two
# hosts of the test's own. Those of parallel are the commands of till-scale(7), taken from the page.
. "${0%/*}/lib.sh"

awk -v seed=5 -v entries=3000 -f "$top/tests/ledger.awk" >ledger.csv
till-age -d 2025-03-10 ledger.csv >want
till-split -n 8 -o part ledger.csv >/dev/null

# merged NAME CMD...: what CMD prints is what the whole prints; the results it left are removed.
merged() {
    t_name=$1
    shift
    run 0 "$t_name" "$@" <want
    rm -f part*.age
}

jobs_of_the_shell() {
    for part in part*.csv; do
        till-age -d 2025-03-10 $part >${part%.csv}.age &
    done
    wait
    till-merge part*.age
}
jobs_of_xargs() {
    printf '%s\n' part*.csv |
        xargs -P 3 -I {} sh -c 'till-age -d 2025-03-10 "$1" >"${1%.csv}.age"' sh {} && till-merge part*.age
}
merged "by jobs of the shell" jobs_of_the_shell
merged "by xargs -P" jobs_of_xargs
jobs_of_pipes() {
    for part in part*.csv; do
        till-age -d 2025-03-10 <$part | gzip -c >${part%.csv}.age
    done
    till-merge - part0[2-8].age <part01.age
}
merged "by pipes, the results compressed" jobs_of_pipes
cp part03.csv part03.kept
echo bad >>part03.csv
run 2 "a part that fails is noticed in the end" sh -c "$(cat <<'END'
printf '%s\n' part*.csv | xargs -P 3 -I {} sh -c 'till-age "$1" >"${1%.csv}.age" 2>/dev/null' sh {}
till-merge part*.age 2>/dev/null
END
)" </dev/null
rm part*.age
mv part03.kept part03.csv

# The Streaming task of the page, its file system a folder and its lines as NLineInputFormat has them.
block() {
    awk -v wanted="$1" '
    /^\.Bd/ { inside = 1; text = ""; next }
    /^\.Ed/ { if (inside && index(text, wanted)) { printf "%s", text; exit } inside = 0; next }
    inside { gsub(/\\\(aq/, "\047"); gsub(/\\e/, "\\"); text = text $0 "\n" }' "$top/man/till-scale.7"
}
mkdir hdfs hdfs/ages
file bin/hadoop <<'END'
#!/bin/sh
case $2 in
-cat) cat "$STORE$3" ;;
-put) cp "$4" "$STORE/ages/${5##*/}" ;;
esac
END
chmod +x bin/hadoop
block 'hadoop jar' | sed -n '/^#!/,/^END/ { /^END/!p; }' >age-part
streaming() {
    STORE=$PWD/hdfs PATH=$PWD/bin:$PATH
    export STORE PATH
    mkdir hdfs/till task && cp part*.csv hdfs/till
    place=0
    for part in part*.csv; do
        printf '%d\t/till/%s\n' $place $part | (cd task && sh ../age-part) || return
        place=$((place + 17))
    done
    till-merge hdfs/ages/part*.csv
}
(streaming) >got
same "by a task of Hadoop Streaming" got want
is "the Spark command is there" "$(block checkCode | grep -c 'xargs till-age')" 1

# GNU parallel.

block '-S one,two' >over-ssh
block "{} '>' {.}.age" >local
ok "the page has both commands" sh -c 'grep -q "^parallel" local && ! grep -q "one,two" local && grep -q "one,two" over-ssh'

parallel_is_there() {
    parallel --version 2>/dev/null | grep -q '^GNU parallel'
}
mkdir -p "$HOME/.parallel"
: >"$HOME/.parallel/will-cite"
if parallel_is_there; then
    merged "by GNU parallel on this machine" sh local
else
    skip "by GNU parallel on this machine" 'no GNU parallel'
fi

# Two hosts: servers of ssh on two addresses of this machine, with keys and folders of their own.

port=$((20000 + $$ % 20000))
sshd=$(PATH=$PATH:/usr/sbin:/usr/local/sbin command -v sshd)

# what_lacks: what is not there that hosts need.
what_lacks() {
    parallel_is_there || { echo 'no GNU parallel'; return; }
    for needed in ssh ssh-keygen rsync; do
        command -v $needed >/dev/null || { echo "no $needed"; return; }
    done
    [ -n "$sshd" ] || echo 'no sshd'
}

stop_hosts() {
    for pid in ${hosts_pids-}; do
        kill $pid 2>/dev/null && wait $pid 2>/dev/null
    done
    hosts_pids=
}

# A server of root needs /run/sshd, which only the system's own start makes: it gets a /run of its own.
serve() {
    if [ "$(id -u)" -ne 0 ] || [ -d /run/sshd ]; then
        exec "$sshd" "$@"
    fi
    exec unshare -m sh -c 'mount -t tmpfs none /run && mkdir -m 755 /run/sshd && exec "$@"' sh "$sshd" "$@"
}

# host NAME ADDRESS
host() {
    mkdir -p "$1/home/bin"
    ssh-keygen -q -t ed25519 -N '' -f "$1/key"
    file "$1/home/bin/till-age" <<END
#!/bin/sh
echo "\$*" >>"$PWD/$1/ran"
exec "$top/bin/till-age" "\$@"
END
    file "$1/login" <<END
#!/bin/sh
HOME=$PWD/$1/home PATH=$PWD/$1/home/bin:$PATH
export HOME PATH
cd "\$HOME" && exec sh -c "\$SSH_ORIGINAL_COMMAND"
END
    chmod +x "$1/home/bin/till-age" "$1/login"
    file "$1/config" <<END
ListenAddress $2:$port
HostKey $PWD/$1/key
AuthorizedKeysFile $PWD/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
ForceCommand $PWD/$1/login
END
    cat >>known <<END
Host $1
HostName $2
Port $port
END
    (serve -D -e -f "$PWD/$1/config") >"$1/log" 2>&1 &
    hosts_pids="${hosts_pids-} $!"
}

reached() {
    tries=0
    until ssh -n "$1" true 2>said; do
        tries=$((tries + 1))
        [ $tries -lt 50 ] || return
        sleep 0.1
    done
}

lacks=$(what_lacks)
if [ -z "$lacks" ]; then
    # Whatever ends the test ends the hosts.
    trap 't_kept=$?; stop_hosts; (exit $t_kept); t_end' EXIT
    ssh=$(command -v ssh)
    ssh-keygen -q -t ed25519 -N '' -f user
    host one 127.0.0.1
    host two 127.0.0.2
    cat >>known <<END
Host *
IdentityFile $PWD/user
IdentitiesOnly yes
IdentityAgent none
UserKnownHostsFile $PWD/hosts
StrictHostKeyChecking no
BatchMode yes
LogLevel ERROR
END
    printf '#!/bin/sh\nexec %s -F %s "$@"\n' "$ssh" "$PWD/known" >bin/ssh
    chmod +x bin/ssh
    PATH=$PWD/bin:$PATH
    for name in one two; do
        [ -n "$lacks" ] || reached $name || lacks="no login to a host of its own: $(tail -n 1 said)"
    done
fi
if [ -z "$lacks" ]; then
    PARALLEL=-j2
    export PARALLEL
    sh over-ssh >got 2>said # where the user's own shell may have its say
    same "by GNU parallel over ssh to two hosts" got want
    rm -f part*.age
    is "... eight parts" "$(cat one/ran two/ran | sort)" "$(printf -- '-d 2025-03-10 %s\n' part*.csv)"
    ok "... some at each of them" test -s one/ran -a -s two/ran
    is "... and nothing is left there" "$(ls one/home two/home | grep part)" ''
    sed 's/2025-03-10/2025-99-99/' over-ssh >wrong
    ok "a job that fails there fails here" sh -c '! sh wrong >got 2>said && [ ! -s got ]'
    stop_hosts
else
    skip "by GNU parallel over ssh to two hosts" "$lacks"
fi
