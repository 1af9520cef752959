"""Outputs kept in files: compared whole, and written anew on request."""

from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path
from typing import Final

from attrs import define, field

GOLDEN: Final = ".expected.txt"


@define
class Goldens:
    """The outputs that one run compares; with `update` it writes those that differ."""

    update: bool
    changes: list[str] = field(factory=list)

    def check(self, path: Path, text: str) -> None:
        """The text is that of the file, or becomes it."""
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if self.update and text != before:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            self.changes.append(_difference(path, before, text))
            return
        assert path.exists(), f"{path} is missing: run with --update-goldens, and read what it says"
        assert text == before


def golden_of(path: Path) -> Path:
    """Where the output for an input is kept: beside it, under its whole name."""
    return path.with_name(path.name + GOLDEN)


def without_golden(inputs: Iterable[Path], folder: Path) -> tuple[list[str], list[str]]:
    """The inputs without an output, and the outputs below a folder without an input."""
    wanted = {golden_of(path) for path in inputs}
    kept = set(folder.rglob(f"*{GOLDEN}"))
    return sorted(map(str, wanted - kept)), sorted(map(str, kept - wanted))


def _difference(path: Path, before: str, after: str) -> str:
    lines = unified_diff(
        before.splitlines(), after.splitlines(), "before", "after", n=2, lineterm=""
    )
    return "\n".join([f"{path.parent.name}/{path.name}", *list(lines)[2:]])
