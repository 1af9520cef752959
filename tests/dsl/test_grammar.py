"""The tables that the parser is loaded from are those of the grammar as it stands."""

import json
from importlib.resources import files

import lark
from hypothesis import given

from pointsman.dsl.grammar import TABLES, build, grammar, made_from
from tests.properties.drawn import Drawn, drawn

FOLDER = files("pointsman.dsl")
TEXT = (FOLDER / "points.lark").read_text(encoding="utf-8")
BUILT = build(TEXT)


def test_the_tables_are_up_to_date() -> None:
    """`make tables` makes them again."""
    kept = json.loads((FOLDER / TABLES).read_text(encoding="utf-8"))["made_from"]
    assert kept["grammar"] == made_from(TEXT)["grammar"]


def test_another_grammar_or_another_library_is_another_make() -> None:
    assert made_from(TEXT) == {**made_from(TEXT), "lark": lark.__version__}
    assert made_from(TEXT + "\n") != made_from(TEXT)


@given(drawn(purchases=0))
def test_tables_and_grammar_read_the_same_tree(case: Drawn) -> None:
    assert grammar().parse(case.text) == BUILT.parse(case.text)
