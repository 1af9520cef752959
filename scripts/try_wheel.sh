#!/usr/bin/env bash
# Install the wheel in dist/ as others would, outside the checkout, and see that it works:
# the engine with attrs alone, then the command and the terminal program with their extras.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${1:-python3}
wheel=$(ls -t "$PWD"/dist/pointsman-*.whl | head -n 1)
example="$PWD/programs/shipped/world-elite.points"
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

"$python" -m venv "$room/env"
bin="$room/env/bin"
cp "$example" "$room/"
cd "$room"

"$bin/pip" install --quiet "$wheel"
"$bin/python" -c "import pointsman.engine"
[ "$("$bin/pip" list --format=freeze | grep -c -v -E '^(pip|setuptools|wheel)==')" -eq 2 ] || {
  echo "the engine brought in more than attrs:" >&2
  "$bin/pip" list >&2
  exit 1
}
for name in engine dsl programs feeds batch tui cli; do
  if "$bin/python" -c "import $name" 2>/dev/null; then
    echo "the wheel installs a top-level \`$name\`" >&2
    exit 1
  fi
done

"$bin/pip" install --quiet "$wheel[cli]"
"$bin/pointsman" --version
"$bin/pointsman" check world-elite.points
"$bin/pointsman" convert --to yaml world-elite.points > world-elite.yaml
"$bin/pointsman" check world-elite.yaml
"$bin/pointsman" schema > program.schema.json

"$bin/pip" install --quiet "$wheel[tui]"
XDG_STATE_HOME="$room/state" XDG_CONFIG_HOME="$room/config" "$bin/python" - <<'END'
"""The terminal program decides, with nothing installed but what its extra names."""
import asyncio
from pathlib import Path

from pointsman.tui.app import PointsmanApp
from pointsman.tui.model.start import Start


async def main() -> None:
    app = PointsmanApp(Start(Path("world-elite.points")))
    async with app.run_test(size=(140, 40)) as pilot:
        while app.desk.good is None:
            await pilot.pause(0.05)
        print("in the terminal program:", app.desk.good.explanation.summary)
        for place in ("alt+2", "alt+3", "escape", "alt+4", "alt+5", "escape", "alt+1"):
            await pilot.press(place)
            await pilot.pause(0.2)
        app.exit()


asyncio.run(asyncio.wait_for(main(), 60))
END
echo "the wheel works"
