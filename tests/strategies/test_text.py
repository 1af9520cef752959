"""Texts printed for documents: the words are the document's, whatever the layout."""

import json
import re
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies.choices import Choices, any_choices, seeded
from tests.strategies.documents import build_document, documents, simple_document
from tests.strategies.expression_text import quoted
from tests.strategies.text import laid_out, points_text, points_texts

Document = dict[str, Any]

DOCUMENTED = Path(__file__).parents[2] / "docs" / "document.md"
TOKEN = re.compile(
    r'(?P<comment>#[^\n]*)|(?P<string>"(?:[^"\\\n]|\\["\\])*")|(?P<date>\d{4}-\d\d-\d\d)'
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<word>[A-Za-z_]\w*(?:\.[a-z]+)?)|\.\.|[<>!]=|[{}(),=<>]",
    re.ASCII,
)


def tokens(text: str) -> list[str]:
    """The words of a text without its comments; every character belongs to one or is a space."""
    assert re.fullmatch(r"\s*", TOKEN.sub("", text))
    return [match[0] for match in TOKEN.finditer(text) if match["comment"] is None]


PLAIN = """\
program "World Elite" {
  version 3
  currency USD
  points "Miles" whole, rounded natural
  effective 2026-01-01 to 2026-12-31
  timezone "America/New_York"
  bank hosted
  fact segment in ( gold, silver, basic )
  fact nickname text
  fact visits number
  group coffee {
    name "BLUE BOTTLE*", "STARBUCKS*"
    mcc 5814
  }
  group casinos {
    id "445566778899001"
    mcc 7994 .. 7995
  }
  conversion {
    base {
      up to 500.00 at 0.01
      above at 0.012
    }
    override "Coffee" for merchant coffee at 0.008
"""


def test_the_documented_document_is_printed_one_statement_a_line() -> None:
    [block] = re.findall(r"```json\n(.*?)```", DOCUMENTED.read_text("utf-8"), re.DOTALL)
    text = points_text(json.loads(block))
    assert text.startswith(PLAIN)
    assert '  merchant except casinos, name "*ATM*"\n' in text
    assert "    cardholder minimum\n    cardholder amount\n" in text
    assert "  post purchase {\n    within 90 days\n" in text
    assert '  override "Abroad" for cross border at 0.0095\n' in text


def printed(condition: Document) -> str:
    requirement = {"require": {"condition": condition}}
    [line] = [
        line
        for line in points_text(simple_document(filters=[requirement])).splitlines()
        if "require" in line
    ]
    return line.strip().removeprefix("require ")


def leaf(value: str) -> Document:
    return {"fact": "channel", "op": "=", "value": value}


def test_parentheses_stand_where_what_is_inside_binds_less() -> None:
    a, b, c = map(leaf, ("chip", "manual", "ecommerce"))
    assert printed({"any": [{"all": [a, b]}, c]}) == (
        "channel = chip and channel = manual or channel = ecommerce"
    )
    assert printed({"all": [{"any": [a, b]}, {"not": c}]}) == (
        "( channel = chip or channel = manual ) and not channel = ecommerce"
    )
    assert printed({"not": {"all": [a, {"not": b}]}}) == (
        "not ( channel = chip and not channel = manual )"
    )


def test_strings_are_escaped() -> None:
    text = points_text(simple_document(program='a "b" \\ c'))
    assert text.startswith('program "a \\"b\\" \\\\ c" {\n')


@settings(deadline=None)
@given(documents(), any_choices(800))
def test_a_layout_changes_no_word(document: Document, choices: Choices) -> None:
    words = tokens(points_text(document))
    assert tokens(laid_out(choices, words)) == words


@settings(deadline=None)
@given(st.data())
def test_any_text_has_the_strings_of_the_document(data: st.DataObject) -> None:
    document = data.draw(documents())
    text = data.draw(points_texts(document))
    strings = {token for token in tokens(text) if token.startswith('"')}
    names = [document["program"], *(o["name"] for o in document["conversion"].get("overrides", ()))]
    assert {quoted(name) for name in names} <= strings


def test_layouts_differ_and_a_seed_gives_the_same_again() -> None:
    document = build_document(seeded(1))
    texts = {points_text(document, seeded(seed)) for seed in range(20)}
    assert len(texts) == 20
    assert points_text(document, seeded(3)) in texts
    assert any("#" in text for text in texts)
