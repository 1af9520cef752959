"""One section, or the check that all agree, in a process of its own.

python -m benchmarks.sections KEY SETTINGS OUTPUT
"""

import sys
from functools import partial
from pathlib import Path

import msgspec

from benchmarks.processes import alone
from benchmarks.sections.registry import ALL_CORES, measure
from benchmarks.settings import Settings
from benchmarks.verify import verify

VERIFY = "verify"


def main() -> None:
    """Write the section as JSON; say on standard error how far it is."""
    key, handed, output = sys.argv[1:]
    settings = msgspec.json.decode(Path(handed).read_bytes(), type=Settings)
    say = partial(_say, key)
    if key not in ALL_CORES:
        alone()
    made = verify(settings, say) if key == VERIFY else measure(key, settings, say)
    Path(output).write_bytes(msgspec.json.encode(made))


def _say(key: str, text: str) -> None:
    print(f"{key}: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
