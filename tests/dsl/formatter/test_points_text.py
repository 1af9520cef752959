"""What formatting gives for texts with mistakes, and parts of documents on one line."""

import pytest

from pointsman.dsl.formatter import (
    Formatted,
    condition_text,
    format_text,
    selector_text,
)
from pointsman.dsl.parser import parse
from pointsman.dsl.places import Source
from tests.dsl.formatter.scattered import scatter
from tests.strategies.choices import seeded


def test_a_text_with_syntax_errors_is_not_formatted() -> None:
    source = Source("broken.points", 'program "A" {\n  version three\n  bank hosted extern\n}\n')
    result = format_text(source)
    assert result.text is None
    assert [diagnostic.line for diagnostic in result.diagnostics] == [2, 3]
    assert result.diagnostics == list(parse(source).diagnostics)


def test_a_text_that_only_fails_load_checks_is_formatted() -> None:
    text = 'program "A" { version 0 currency NOWHERE bank hosted bank external }'
    result = format_text(Source("wrong.points", text))
    assert result == Formatted(
        'program "A" {\n  version   0\n  currency  NOWHERE\n  bank      hosted\n'
        "  bank      external\n}\n"
    )


@pytest.mark.parametrize("text", ["", "\n", " \r\n\t\n"])
def test_nothing_stays_nothing(text: str) -> None:
    assert format_text(Source("empty.points", text)) == Formatted("")


def test_a_last_line_without_a_line_break_gets_one() -> None:
    assert format_text(Source("x.points", "bank hosted # ours")).text == "bank  hosted  # ours\n"


@pytest.mark.parametrize("char", ["\x0b", "\x85", "\u2028", "\x00", "\u202e", "\r"])
def test_a_text_with_characters_that_no_program_may_have_is_not_formatted(char: str) -> None:
    result = format_text(Source("x.points", f"bank hosted # a{char}b\n"))
    assert result.text is None
    assert [diagnostic.column for diagnostic in result.diagnostics] == [16]


@pytest.mark.timeout(60)  # a hang fails; how long it takes is for benchmarks
def test_a_long_text_is_formatted() -> None:
    blocks = [scatter(seeded(seed % 20)).text for seed in range(200)]
    text = format_text(Source("long.points", "\n".join(blocks))).text
    assert text is not None
    assert len(text) > sum(map(len, blocks)) / 2


# ── Parts of documents ───────────────────────────────────────────────────────────────────────


CONDITIONS = [
    ({"fact": "channel", "op": "=", "value": "chip"}, "channel = chip"),
    ({"fact": "amount", "op": ">=", "value": "100.00"}, "amount >= 100.00"),
    ({"fact": "date", "op": "<", "value": "2026-07-01"}, "date < 2026-07-01"),
    ({"fact": "product", "op": "!=", "value": "WEB"}, 'product != "WEB"'),
    ({"fact": "merchant.name", "op": "not like", "value": "B*"}, 'merchant.name not like "B*"'),
    ({"fact": "cross_border", "op": "=", "value": "yes"}, "cross_border"),
    ({"fact": "cross_border", "op": "=", "value": "no"}, "cross_border = no"),
    ({"fact": "cross_border", "op": "!=", "value": "yes"}, "cross_border != yes"),
    (
        {"fact": "mcc", "op": "not in", "values": ["5411", {"from": "3000", "to": "3299"}]},
        "mcc not in (5411, 3000..3299)",
    ),
    ({"merchant": {"in": [{"group": "coffee"}]}}, "merchant in coffee"),
    ({"merchant": {"not_in": [{"id": "1"}]}}, 'merchant not in (id "1")'),
    (
        {"merchant": {"in": [{"group": "coffee"}, {"group": "tea"}]}},
        "merchant in (coffee, tea)",
    ),
]


@pytest.mark.parametrize(("condition", "text"), CONDITIONS, ids=[text for _, text in CONDITIONS])
def test_a_condition_on_one_line(condition: dict[str, object], text: str) -> None:
    assert condition_text(condition) == text
    assert condition_text({"not": condition}) == f"not {text}"


def fact(name: str) -> dict[str, object]:
    return {"fact": name, "op": "=", "value": "x"}


def test_parentheses_stand_only_where_they_are_needed() -> None:
    a, b, c = map(fact, "abc")
    assert condition_text({"any": [{"all": [a, b]}, c]}) == "a = x and b = x or c = x"
    assert condition_text({"all": [{"any": [a, b]}, c]}) == "(a = x or b = x) and c = x"
    assert condition_text({"all": [a, {"all": [b, c]}]}) == "a = x and (b = x and c = x)"
    assert condition_text({"any": [a, {"any": [b, c]}]}) == "a = x or (b = x or c = x)"
    assert condition_text({"not": {"all": [a, b]}}) == "not (a = x and b = x)"
    assert condition_text({"not": {"not": a}}) == "not not a = x"
    assert condition_text({"all": [{"not": a}, b]}) == "not a = x and b = x"


def test_values_of_own_facts_are_written_as_their_facts_ask() -> None:
    facts = [
        {"name": "tier", "type": "choice", "values": ["gold", "7"]},
        {"name": "nickname", "type": "text"},
        {"name": "visits", "type": "number"},
    ]

    def written(name: str, value: str) -> str:
        return condition_text({"fact": name, "op": "=", "value": value}, facts)

    assert written("tier", "gold") == "tier = gold"
    assert written("tier", "7") == 'tier = "7"'
    assert written("nickname", "ann") == 'nickname = "ann"'
    assert written("visits", "2.5") == "visits = 2.5"
    assert written("other", "7") == "other = 7"
    assert written("other", "7 up") == 'other = "7 up"'


def test_merchants_on_one_line() -> None:
    entries = [{"group": "coffee"}, {"name": "A*"}, {"name": "B*"}, {"id": "1"}, {"group": "tea"}]
    assert selector_text(entries) == 'coffee, name "A*", "B*", id "1", tea'
    assert selector_text([{"name": "A"}, {"group": "tea"}, {"name": "B"}]) == (
        'name "A", tea, name "B"'
    )


def test_strings_are_escaped() -> None:
    assert selector_text([{"name": '\\*"\\\\'}]) == r'name "\\*\"\\\\"'
