"""What a file is that somebody opens: rules, facts, cases or a log of many."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from pointsman.dsl.forms import form_of_name
from pointsman.tui.model.question import Question, read_question


class Contents(StrEnum):
    """What stands in a file."""

    RULES = "rules"
    FACTS = "facts"
    CASES = "cases"
    LOG = "log"


_LOGS: Final = frozenset({".ndjson", ".jsonl", ".csv", ".parquet", ".arrow", ".arrows", ".feather"})
_CASES: Final = (".cases.yaml", ".cases.yml")


def is_log(path: Path) -> bool:
    """Whether a file holds many rows, by its name."""
    return path.suffix.lower() in _LOGS


def contents_of(path: Path, text: str) -> Contents:
    """What a text file holds: by its name, and where that may be either, by what it begins with.

    A document that says neither is taken for rules, whose errors say what rules are made of.
    """
    if path.name.endswith(_CASES):
        return Contents.CASES
    if form_of_name(path.name) in {None, "points"}:
        return Contents.RULES
    data = read_question(Question(text, path.name)).data
    if isinstance(data, Mapping) and "program" not in data and "conversion" not in data:
        return Contents.FACTS
    return Contents.RULES


def program_beside(cases: Path) -> Path | None:
    """The program file that a case file stands beside."""
    stem = cases.name.partition(".cases.")[0]
    beside = (cases.with_name(f"{stem}{ending}") for ending in (".points", ".yaml", ".json"))
    return next((path for path in beside if path.is_file()), None)
