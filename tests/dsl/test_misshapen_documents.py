"""Documents broken at any place are refused in words: whatever is put where, nothing is raised."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.json_reader import read_json
from pointsman.dsl.places import Source
from pointsman.dsl.reading import read_program
from pointsman.dsl.schema import program_validator

DOCUMENT_PAGE = Path(__file__).parents[2] / "docs" / "document.md"
JUNK = (
    None, True, False, "", "x", 0, -1, [], {}, [[]], {"x": 1}, ["only"], {"from": "1"},
    {"rate": "1"}, {"all": []}, {"fact": "mcc"},
)  # fmt: skip


def full_example() -> dict[str, Any]:
    """The document that uses everything."""
    block = re.search(r"```json\n(.*?)```", DOCUMENT_PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    document: dict[str, Any] = json.loads(block[1])
    return document


EXAMPLE = full_example()


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything that a value holds."""
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    return [inner for key in keys for inner in [(*path, key), *paths(value[key], (*path, key))]]


def replaced(path: tuple[Any, ...], value: object) -> dict[str, Any]:
    """The example with one value replaced."""
    document = deepcopy(EXAMPLE)
    holder: Any = document
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return document


def test_the_example_of_the_documentation_is_a_program() -> None:
    assert read_program(json.dumps(EXAMPLE), "x.json").errors == ()


@pytest.mark.parametrize("name", [{}, [], None, True], ids=["block", "list", "nothing", "true"])
@pytest.mark.parametrize(
    "path", [("facts", 0, "name"), ("groups", 0, "name")], ids=["fact", "group"]
)
def test_a_name_that_is_no_text_is_refused(path: tuple[Any, ...], name: object) -> None:
    errors = read_program(json.dumps(replaced(path, name)), "x.json").errors
    assert "wrong-type" in {error.code for error in errors}


@given(st.sampled_from(paths(EXAMPLE)), st.sampled_from(JUNK))
def test_a_document_broken_anywhere_is_refused_in_words(
    path: tuple[Any, ...], junk: object
) -> None:
    text = json.dumps(replaced(path, junk), indent=1)
    reading = read_program(text, "x.json")
    for found in reading.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(text)
        assert "\n" not in found.message
    if not program_validator().is_valid(read_json(Source("x.json", text)).document):
        assert reading.errors
