"""YAML that no reader takes for anything else."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.formatter import document_to_yaml
from tests.strategies.documents import simple_document


def line_of(text: str) -> str:
    """How a text is written."""
    [line] = document_to_yaml({"program": text}).splitlines()
    return line.removeprefix("program: ")


@pytest.mark.parametrize(
    "text", ["World Elite", "A1", "BLUE BOTTLE*", "America/New_York", "merchant.name", "not in"]
)
def test_plain_words_stand_without_quotes(text: str) -> None:
    assert line_of(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "Yes", "ON", "off", "y", "N", "true", "False", "null", "NaN", "~", ""),
        *("012", "5411", "1e3", "1.5", "0x1F", "0o7", "1_000", "1:30", ".5", "-1", "+1", ".inf"),
        *("2026-01-01", "2026-01-01 10:00:00", "2AB", "2 decimals", "=", "<=", "!=", "<<"),
        *(" a", "a ", "a  b", "- a", "? a", "a: b", "a #b", "#a", "&a", "*a", "!a", "|", ">"),
        *("%a", "@a", "`a`", "{a}", "[a]", "a,b", "'a'", "https://a.example/b", "Ärger", "円"),
    ],
)
def test_all_else_is_quoted(text: str) -> None:
    assert line_of(text) == f'"{text}"'
    assert yaml.safe_load(document_to_yaml({"program": text})) == {"program": text}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('a "b"', r'"a \"b\""'),
        ("a\\b", r'"a\\b"'),
        ("a\nb\tc\rd", r'"a\nb\tc\rd"'),
        ("\x00\x1b\x7f\x85", r'"\u0000\u001b\u007f\u0085"'),
        ("a\u2028\u202e\ufeffb\u00adc", r'"a\u2028\u202e\ufeffb\u00adc"'),
        ("\U000e0001\ue000\uffff", r'"\U000e0001\ue000\uffff"'),
        ("🎁", '"🎁"'),
    ],
)
def test_what_cannot_be_seen_is_escaped(text: str, written: str) -> None:
    assert line_of(text) == written
    assert yaml.safe_load(document_to_yaml({"program": text})) == {"program": text}


KEYS = st.sampled_from(["name", "over", "all", "values", "from", "for"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(KEYS, inner | st.lists(inner, max_size=3), min_size=1, max_size=3)


@given(st.recursive(TEXTS, objects, max_leaves=20))
def test_any_text_anywhere_comes_back(value: Any) -> None:
    document = {"program": value, "filters": [value, {"over": value}], "values": [value]}
    read = yaml.load(document_to_yaml(document), Loader=yaml.BaseLoader)  # noqa: S506
    assert read == document


def test_numbers_stand_without_quotes_only_where_a_number_is_meant() -> None:
    filters = [{"purchase": {"over": "20.00"}}, {"mcc": {"only": ["5411", "0742"]}}]
    text = document_to_yaml(simple_document(filters=filters))
    assert "version: 1\n" in text
    assert "  - purchase: {over: 20.00}\n" in text
    assert '  - mcc:\n      only: ["5411", "0742"]\n' in text


@pytest.mark.parametrize("text", ["012", "1e3", "1_0", ".5", "5.", "-1", "0x1", "1:30"])
def test_what_is_no_plain_number_is_quoted_there_too(text: str) -> None:
    assert f'version: "{text}"\n' in document_to_yaml(simple_document(version=text))


def test_the_form_of_lists_and_objects() -> None:
    override = {
        "name": "Weekend web",
        "for": {"merchant": [{"group": "coffee"}, {"name": "A*"}]},
        "when": {"all": [{"fact": "a", "op": "=", "value": "b"}, {"not": {"fact": "c"}}]},
        "tiers": [{"up_to": "500.00", "rate": "0.01"}, {"rate": "0.012"}],
    }
    document = {"conversion": {"base": {"rate": "0.01"}, "overrides": [override]}}
    assert document_to_yaml(document) == (
        "conversion:\n"
        "  base: {rate: 0.01}\n"
        "  overrides:\n"
        "    - name: Weekend web\n"
        "      for:\n"
        "        merchant: [{group: coffee}, {name: A*}]\n"
        "      when:\n"
        "        all:\n"
        '          - {fact: a, op: "=", value: b}\n'
        "          - not: {fact: c}\n"
        "      tiers:\n"
        "        - {up_to: 500.00, rate: 0.01}\n"
        "        - rate: 0.012\n"
    )


def test_the_form_of_a_digital_block() -> None:
    item = {"item": "41275", "for": "travel", "rate": "1", "redeems": "0012", "currency": "AUD"}
    document = {"digital": {"items": [item], "source": ["T", "007"], "partner": ["A 1"]}}
    assert document_to_yaml(document) == (
        "digital:\n"
        "  items:\n"
        '    - {item: "41275", for: travel, rate: 1, redeems: "0012", currency: AUD}\n'
        '  source: [T, "007"]\n'
        "  partner: [A 1]\n"
    )


def test_what_does_not_fit_on_a_line_stands_on_several() -> None:
    codes = [f"{code:04}" for code in range(3000, 3012)]
    document = {"filters": [{"mcc": {"only": codes}}, {"name": "A", "values": codes}]}
    text = document_to_yaml(document)
    assert text.startswith('filters:\n  - mcc:\n      only:\n        - "3000"\n        - "3001"\n')
    assert '  - name: A\n    values:\n      - "3000"\n' in text
    assert yaml.safe_load(text) == document
    long = {"program": "a" * 10_000, "points": {"name": "b" * 10_000, "precision": "whole"}}
    assert yaml.safe_load(document_to_yaml(long)) == long


def test_empty_objects_and_lists() -> None:
    document = {"filters": [], "preferences": {}, "groups": [{"name": "A", "entries": []}]}
    assert yaml.safe_load(document_to_yaml(document)) == document
