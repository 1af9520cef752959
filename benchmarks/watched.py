"""Run a module as a program and write down how long it took and how much memory it held.

python -m benchmarks.watched REPORT MODULE [ARGUMENT]...
"""

import json
import runpy
import sys
import time
from pathlib import Path

from benchmarks.machine import peak_memory


def main() -> None:
    """Run it; a status other than 0 is passed on, and nothing is written down."""
    report, module, *arguments = sys.argv[1:]
    sys.argv = [module, *arguments]
    started = time.perf_counter()
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if ended.code:
            raise
    seconds = time.perf_counter() - started
    Path(report).write_text(json.dumps({"seconds": seconds, "peak": peak_memory()}), "utf-8")


if __name__ == "__main__":
    main()
