#!/usr/bin/env bash
# The main job: one purchase, and why points were or were not redeemed. `make demo` runs this.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
run() { printf '\n$ %s\n\n' "$*"; "$@"; }
[ -t 1 ] || say() { printf '\n%s\n' "$*"; }

program=programs/shipped/world-elite.points

say "A program is a short text. This one redeems in steps of 10.00:"
run cat "$program"

say "It is checked as a whole; a warning shows where a larger purchase costs fewer points."
run pointsman check "$program"

say "A purchase of 100.00 needs 10,000 points, and the account has 7,650:"
run pointsman explain "$program" examples/purchase.yaml

say "The same decision for a program to read, from a real ISO 8583 message (0110, as on the wire):"
run cat examples/iso8583.json
run pointsman explain "$program" examples/iso8583.json
printf '\n$ %s\n\n' "python -c 'one line of JSON' examples/iso8583.json | pointsman decide $program"
python -c "import json, sys; print(json.dumps(json.load(open(sys.argv[1]))))" examples/iso8583.json |
  pointsman decide "$program"

say "Every program that ships has cases; these are all of World Elite's:"
run pointsman test "$program" | tail -n 1
