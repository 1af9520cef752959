"""Running what a page shows: commands in a folder of the files that the page has shown before."""

import os
import subprocess
import sys
from pathlib import Path

from scripts.documentation.pages import ROOT

_SHIM = '#!/bin/sh\nexec "{python}" {arguments} "$@"\n'
_LINKED = ("examples", "programs")


class Folder:
    """A folder that commands run in, with `pointsman` on the path and nothing of the reader's.

    `examples` and `programs` are those of the checkout, as for a reader who has it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path / "work"
        self._bin = path / "bin"
        self._home = path / "home"
        for folder in (self.path, self._bin, self._home):
            folder.mkdir()
        shim = self._bin / "pointsman"
        shim.write_text(_SHIM.format(python=sys.executable, arguments="-m pointsman.cli"))
        shim.chmod(0o755)
        for name in _LINKED:
            (self.path / name).symlink_to(ROOT / name)
        self._status = 0

    def write(self, name: str, text: str) -> None:
        """Put a file there."""
        (self.path / name).write_text(text, encoding="utf-8")

    def run(self, command: str) -> str:
        """What a command writes, to both streams; `$?` is the status of the one before."""
        done = subprocess.run(
            ["/bin/bash", "-c", f"(exit {self._status}); {command}"],
            cwd=self.path,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        self._status = done.returncode
        return done.stdout.decode("utf-8")

    def _environment(self) -> dict[str, str]:
        kept = {key: os.environ[key] for key in ("PYTHONPATH",) if key in os.environ}
        path = os.pathsep.join((str(self._bin), os.environ.get("PATH", os.defpath)))
        return {
            **kept,
            "PATH": path,
            "HOME": str(self._home),
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }


def session(folder: Folder, shown: str) -> str:
    """A console block as it really is: each `$ ` line again, with what its command writes.

    A command may go on over several lines, each but the last ending in a backslash.
    """
    lines: list[str] = []
    for command in _commands(shown):
        output = folder.run(command)
        lines.append(f"$ {command}\n{output}")
        if output and not output.endswith("\n"):
            lines.append("\n")
    return "".join(lines)


def _commands(shown: str) -> list[str]:
    commands: list[str] = []
    goes_on = False
    for line in shown.splitlines():
        if goes_on:
            commands[-1] += f"\n{line}"
        elif line.startswith("$ "):
            commands.append(line.removeprefix("$ "))
        goes_on = (goes_on or line.startswith("$ ")) and line.endswith("\\")
    return commands
