"""The bad programs: files, and those that are built; and what is said about one."""

from pathlib import Path
from typing import Final

from pointsman.dsl.forms import ENDINGS
from pointsman.dsl.reading import read_program
from pointsman.dsl.rendering import render_terminal, summary

PROGRAMS: Final = Path(__file__).parent / "programs"
BUILT: Final = PROGRAMS / "built"


def program_files() -> list[Path]:
    """Every program that is kept as a file."""
    return sorted(path for path in PROGRAMS.rglob("*") if path.suffix in ENDINGS)


def said_about(data: bytes, name: str) -> str:
    """What `pointsman check` says about a program, without colours."""
    found = read_program(data, name).diagnostics
    return "\n".join(filter(None, [render_terminal(found), f"{summary(found)}\n"]))
