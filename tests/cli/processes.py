"""The command as a process of its own, as a shell starts it."""

import os
import subprocess
import sys

COMMAND = (sys.executable, "-m", "pointsman.cli")


def run_process(
    *arguments: object, stdin: str = "", **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end; its output as bytes."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin.encode(),
        capture_output=True,
        env={**os.environ, **env},
        check=False,
    )


def start_process(*arguments: object) -> subprocess.Popen[bytes]:
    """Start the command, to be talked to through pipes."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
