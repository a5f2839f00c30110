#!/bin/sh
# The inputs kept by the fuzzer, each given to its target again: what a target says must hold, holds.
. "${0%/*}/lib.sh"

for corpus in "$top"/tests/fuzz/corpus/*; do
    name=${corpus##*/}
    ok "the kept inputs of $name" "$top/build/replay/$name" "$corpus"/*
done

# Without inputs a target could not fail.
targets() {
    for f in "$top"/tests/fuzz/*.c; do
        name=${f##*/} name=${name%.c}
        [ "$name" = driver ] || [ -d "$top/tests/fuzz/corpus/$name" ] || echo "$name: no input is kept"
    done
}
quiet "every target has inputs" targets
