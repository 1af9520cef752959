#!/usr/bin/env bash
# A Chromium for the tests of `pointsman tui --web`, from the system's packages, where there is none.
set -euo pipefail
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" > /dev/null; then exit 0; fi
done
if ! command -v apt-get > /dev/null; then
  echo "install chromium: the tests of the web form need it" >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" != 0 ]; then as_root=(sudo); fi
echo "installing chromium, which the tests of the web form need"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends chromium > /dev/null
command -v chromium > /dev/null
