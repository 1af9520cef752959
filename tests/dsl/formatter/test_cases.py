"""Texts as someone might write them, each beside the text that the formatter makes of it.

`cases/NAME.before.points` is formatted, and must come out as `cases/NAME.after.points`. They are
parts of programs mostly: the formatter does not ask for a whole one.
"""

from pathlib import Path

import pytest

from pointsman.dsl.formatter import format_text
from pointsman.dsl.places import Source

CASES = Path(__file__).with_name("cases")
NAMES = sorted(path.name.partition(".")[0] for path in CASES.glob("*.before.points"))


def formatted(text: str) -> str | None:
    return format_text(Source("case.points", text)).text


def read(name: str, which: str) -> str:
    return (CASES / f"{name}.{which}.points").read_text(encoding="utf-8")


def test_every_case_has_both_texts() -> None:
    assert len(NAMES) >= 25
    assert {path.name for path in CASES.iterdir()} == {
        f"{name}.{which}.points" for name in NAMES for which in ("before", "after")
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_text_comes_out_in_the_one_style(name: str) -> None:
    assert formatted(read(name, "before")) == read(name, "after")


@pytest.mark.parametrize("name", NAMES)
def test_a_text_in_the_one_style_stays_as_it_is(name: str) -> None:
    assert formatted(read(name, "after")) == read(name, "after")


@pytest.mark.parametrize("name", NAMES)
def test_line_breaks_of_other_systems_make_no_difference(name: str) -> None:
    text = read(name, "before").replace("\n", "\r\n")
    assert formatted(text) == read(name, "after")


@pytest.mark.parametrize("name", NAMES)
def test_lines_keep_to_their_width(name: str) -> None:
    long = [line for line in read(name, "after").splitlines() if len(line) > 100]
    assert name == "long-comments" or long == []
