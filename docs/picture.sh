#!/usr/bin/env bash
# The picture of the README: what the program prints for a statement, drawn by picture.py.
# Usage: docs/picture.sh > docs/check.svg
set -euo pipefail
cd "$(dirname "$0")/.."

cargo run --release --locked --quiet -- check examples/statement.txt --color always |
    docs/picture.py \
        --prompt "scrutineer check examples/statement.txt" \
        --keep "Switzerland voted in favour" \
        --keep "abstained a year later" \
        --keep "embargo against Cuba" \
        --keep "record: built-in" \
        --keep "United Nations Dag Hammarskjöld Library"
