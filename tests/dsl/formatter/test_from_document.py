"""Documents as text: what the style leaves open, and every statement of the language."""

import json
import re
from pathlib import Path
from typing import Any

from pointsman.dsl.formatter import document_to_points
from pointsman.dsl.places import Source
from pointsman.dsl.points_reader import read_points
from tests.strategies.documents import simple_document

DOCUMENTED = Path(__file__).parents[3] / "docs" / "document.md"


def everything() -> dict[str, Any]:
    """The documented document of a program that uses everything."""
    [block] = re.findall(r"```json\n(.*?)```", DOCUMENTED.read_text("utf-8"), re.DOTALL)
    document = json.loads(block)
    assert isinstance(document, dict)
    return document


def read(text: str) -> object:
    located = read_points(Source("printed.points", text))
    assert located.diagnostics == []
    return located.document


def block(text: str, name: str) -> str:
    """One block of a printed program, without its braces and indentation."""
    [inner] = re.findall(rf"^  {name} {{\n(.*?)^  }}", text, re.DOTALL | re.MULTILINE)
    return "".join(line[4:] + "\n" for line in inner.splitlines())


def test_the_documented_document_is_printed_and_read_back() -> None:
    assert read(document_to_points(everything())) == everything()


def test_the_smallest_program() -> None:
    assert document_to_points(simple_document()) == (
        'program "Test" {\n'
        "  version   1\n"
        "  currency  USD\n"
        '  points    "Points" whole\n'
        "\n"
        "  conversion {\n"
        "    base at 0.01\n"
        "  }\n"
        "\n"
        "  redemption {\n"
        "    full\n"
        "  }\n"
        "}\n"
    )


def test_facts_and_groups_stand_together_after_the_head() -> None:
    text = document_to_points(everything())
    assert (
        "  bank       hosted\n"
        "\n"
        "  fact segment in (gold, silver, basic)\n"
        "  fact nickname text\n"
        "  fact visits number\n"
        '  group coffee { name "BLUE BOTTLE*", "STARBUCKS*"  mcc 5814 }\n'
        '  group casinos { id "445566778899001"  mcc 7994..7995 }\n'
        "\n"
        "  filters {\n"
    ) in text
    groups = [{"name": "a", "entries": [{"id": "1"}]}]
    assert 'whole\n\n  group a { id "1" }\n\n' in document_to_points(simple_document(groups=groups))


def test_entries_of_one_kind_are_one_statement_only_where_they_follow_each_other() -> None:
    entries = [{"name": "A"}, {"name": "B"}, {"mcc": "5814"}, {"name": "C"}]
    document = simple_document(groups=[{"name": "g", "entries": entries}])
    text = document_to_points(document)
    assert '{\n    name  "A", "B"\n    mcc   5814\n    name  "C"\n  }\n' in text
    assert read(text) == document


def test_filters() -> None:
    assert block(document_to_points(everything()), "filters") == (
        "purchase  over 20.00\n"
        "purchase  at most 5000.00\n"
        "balance   worth at least 25.00\n"
        "balance   at least 2500 points\n"
        "mcc       except 4829, 6010..6012, 6051\n"
        "country   only USA, CAN, MEX\n"
        'merchant  except casinos, name "*ATM*"\n'
        "require   channel in (chip, contactless, ecommerce)"
        ' else "card must be present or online"\n'
    )


def test_overrides_say_what_they_are_for_and_when() -> None:
    text = block(document_to_points(everything()), "conversion")
    assert 'override "Abroad" for cross border at 0.0095\n' in text
    assert 'override "Black card" for product WEB at 0.0125\n' in text
    assert 'override "Gold coffee" for merchant coffee when segment = gold at 0.007\n' in text
    assert 'override "Airlines" for mcc 3000..3299 {\n  up to 100.00  at 0.009\n' in text


def test_a_product_that_is_no_word_is_a_string() -> None:
    override = {"name": "A", "for": {"product": ["WEB", "2AB", "42"]}, "rate": "0.01"}
    document = simple_document(conversion={"base": {"rate": "0.01"}, "overrides": [override]})
    text = document_to_points(document)
    assert 'for product WEB, "2AB", "42" at 0.01\n' in text
    assert read(text) == document


def test_digital_items_stand_in_columns() -> None:
    text = document_to_points(everything())
    assert block(text, "digital") == (
        'item "41275"  for cashback     at 0.03  named "Cash back"\n'
        'item "41275"  for external     at 1\n'
        'item "59897"  for merchandise  at 1     named "Gift card"  redeems "65973"\n'
        'item "50243"  for travel       at 1     redeems "50243"  currency AUD\n'
        "source   PP, T\n"
        "partner  MRSWSRED, E078562\n"
    )


def test_the_codes_of_a_digital_block_are_words_where_they_can_be() -> None:
    item = {"item": "a", "for": "travel", "rate": "1", "redeems": "b"}
    block_ = {"items": [item], "source": ["007", "T", "for"], "partner": ["A 1", "item"]}
    text = document_to_points(simple_document(digital=block_))
    assert block(text, "digital") == (
        'item "a"  for travel  at 1  redeems "b"\nsource   "007", T, for\npartner  "A 1", item\n'
    )
    assert read(text) == simple_document(digital=block_)


def test_what_was_not_written_is_not_printed() -> None:
    document = simple_document(
        effective={"from": "2026-01-01"},
        redemption={"fixed": "200.00"},
        post_purchase={"partial": True},
        preferences={"cardholder": ["amount"]},
        communications={"statement": 'A "B"'},
    )
    text = document_to_points(document)
    assert "  effective  2026-01-01\n" in text
    assert block(text, "redemption") == "fixed  200.00\n"
    assert block(text, "post purchase") == "partial\n"
    assert block(text, "preferences") == "cardholder  amount\n"
    assert block(text, "communications") == 'statement  "A \\"B\\""\n'
    assert read(text) == document


def test_empty_blocks_are_printed() -> None:
    document = simple_document(filters=[], preferences={}, post_purchase={})
    text = document_to_points(document)
    assert "  filters {}\n  preferences {}\n\n  conversion {\n" in text
    assert read(text) == document
