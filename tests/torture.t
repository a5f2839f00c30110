#!/bin/sh
# Attacks on till-post and till-verify: a fixed sample of every row of "make torture".
. "${0%/*}/lib.sh"

for row in kills recovery faults memory states crowd bytes output power blocks; do
    status=0
    "$top/tests/torture/run" -s $row >told 2>&1 || status=$?
    case $(cat told) in
    *': skipped: '*) skip "$row" "$(sed 's/.*: skipped: //' told)" ;;
    *) ok "$(sed 1q told)" sh -c "[ $status -eq 0 ] || { cat told; exit 1; }" ;;
    esac
done
