"""Every bad program, and everything that is said about it."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.bad.built import BUILT_PROGRAMS
from tests.bad.codes import program_codes
from tests.bad.goldens import GOLDEN, Goldens, golden_of, without_golden
from tests.bad.program_files import BUILT, PROGRAMS, program_files, said_about

_HEAD = re.compile(r"^(?:error|warning)\[([a-z0-9-]+)\]: ", re.MULTILINE)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", program_files(), ids=_name)
def test_a_file(path: Path, goldens: Goldens) -> None:
    goldens.check(golden_of(path), said_about(path.read_bytes(), path.name))


@pytest.mark.parametrize("name", BUILT_PROGRAMS)
def test_a_built_one(name: str, goldens: Goldens) -> None:
    goldens.check(golden_of(BUILT / name), said_about(BUILT_PROGRAMS[name](), name))


def test_there_are_enough() -> None:
    with_problems = [
        path for path in PROGRAMS.rglob(f"*{GOLDEN}") if path.read_text() != "no problems\n"
    ]
    assert len(with_problems) >= 200


def test_every_output_has_an_input() -> None:
    inputs = [*program_files(), *(BUILT / name for name in BUILT_PROGRAMS)]
    twice = [path for path, count in Counter(map(golden_of, inputs)).items() if count > 1]
    assert (without_golden(inputs, PROGRAMS), twice) == (([], []), [])


def test_every_code_is_shown() -> None:
    """Whatever can be said about a program is said in one of the outputs."""
    texts = [path.read_text(encoding="utf-8") for path in PROGRAMS.rglob(f"*{GOLDEN}")]
    shown = {code for text in texts for code in _HEAD.findall(text)}
    assert shown == program_codes()


def test_what_is_at_a_limit_is_accepted() -> None:
    goldens = [*(PROGRAMS / "accepted").glob(f"*{GOLDEN}"), *BUILT.glob(f"at-*{GOLDEN}")]
    assert len(goldens) >= 20
    assert {path.read_text(encoding="utf-8") for path in goldens} == {"no problems\n"}
