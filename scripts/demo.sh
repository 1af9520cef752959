#!/usr/bin/env bash
# The main job: one purchase, and why points were or were not redeemed. `make demo` runs this.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

run() { printf '\n$ %s\n' "$*"; "$@"; }

run pointsman --version
