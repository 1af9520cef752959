"""Reads hostile inputs, each in a process of its own with few seconds of its processor.

Run as a script: for each input a line of JSON with its name, the status its process ended with,
and how far its memory grew (KiB) beyond a process that read a good program.
"""

import json
import os
import resource
import sys
from collections.abc import Callable

from tests.bad.built import BUILT_FACTS, BUILT_PROGRAMS
from tests.bad.program_files import said_about

SECONDS = 5
GOOD = (
    b'program "P" { version 1 currency USD points "p" whole '
    b"conversion { base at 0.01 } redemption { full } }"
)


def memory_of(work: Callable[[], object]) -> tuple[int, int]:
    """The status of a forked process that does the work, and the most memory it had (KiB)."""
    process = os.fork()
    if process == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status, usage = os.wait4(process, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss


def main() -> None:
    """Measure every built input."""
    # All that is imported or built when first needed is there before the first fork.
    for form in ("points", "yaml", "json"):
        said_about(GOOD, f"good.{form}")
    _, usual = memory_of(lambda: said_about(GOOD, "good.points"))
    for name, build in (*BUILT_PROGRAMS.items(), *BUILT_FACTS.items()):
        data = build()
        status, most = memory_of(lambda data=data, name=name: said_about(data, name))  # type: ignore[misc]
        line = {"name": name, "status": status, "grown": most - usual}
        sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
