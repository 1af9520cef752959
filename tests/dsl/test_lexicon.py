"""The words about the language agree with its grammar."""

import pytest

from pointsman.dsl.grammar import grammar
from pointsman.dsl.lexicon import (
    BLOCK_NAMES,
    FORMS,
    either,
    form_of,
    homes_of,
    names_of,
    word_of,
)
from pointsman.dsl.recovery import FILE, open_blocks
from tests.dsl.points_reading import mistakes

OPENINGS = {
    "file": "",
    "program": 'program "X" {',
    "group": 'program "X" { group g {',
    "filters": 'program "X" { filters {',
    "preferences": 'program "X" { preferences {',
    "conversion": 'program "X" { conversion {',
    "base": 'program "X" { conversion { base {',
    "override": 'program "X" { conversion { override "O" for mcc 5 {',
    "redemption": 'program "X" { redemption {',
    "post purchase": 'program "X" { post purchase {',
    "communications": 'program "X" { communications {',
    "digital": 'program "X" { digital {',
}
"""A text that ends where each block begins. A new block needs one here, and forms."""

EVERY_FORM = [
    (block, statement, form)
    for block, forms in FORMS.items()
    for statement, written in forms.items()
    for form in written
]


def test_every_block_of_the_grammar_is_known() -> None:
    assert set(FORMS) == set(OPENINGS)
    headed = [rule for rule in grammar().rules if "LBRACE" in {s.name for s in rule.expansion}]
    openers = {rule.expansion[0].name.lower() for rule in headed}
    blocks = {BLOCK_NAMES.get(opener, opener) for opener in openers - {"lbrace"}}
    assert blocks | {"file", "base", "override"} == set(FORMS)


@pytest.mark.parametrize("block", OPENINGS)
def test_every_statement_of_a_block_has_a_form(block: str) -> None:
    cursor = grammar().parse_interactive(OPENINGS[block])
    cursor.exhaust_lexer()
    innermost, *_ = open_blocks(cursor)
    assert innermost.name == block
    words = {word_of(terminal) for terminal in innermost.statements}
    expected = set(FORMS[block])
    assert words == (expected | set(FORMS["program"]) if block == FILE else expected)


@pytest.mark.parametrize(("block", "statement", "form"), EVERY_FORM)
def test_every_form_is_right(block: str, statement: str, form: str) -> None:
    assert form.split(maxsplit=1)[0] == statement
    opening = OPENINGS[block]
    assert mistakes(f"{opening}\n{form.replace('…', '')}\n{'}' * opening.count('{')}") == []


def test_keywords_are_named_by_their_words() -> None:
    for terminal in grammar().terminals:
        word = word_of(terminal.name)
        if word is not None and terminal.name not in {"COMMENT", "SPACE"}:
            assert terminal.pattern.to_regexp() == f"{word}(?![A-Za-z0-9_])"


def test_forms() -> None:
    assert form_of("filters", "mcc") == "`mcc except 4829, 6010..6012`"
    assert form_of("group", "mcc") == "`mcc 5814, 6010..6012`"
    assert form_of("preferences", "cardholder") == "`cardholder minimum` or `cardholder amount`"
    assert form_of("file", "version") == "`version 3`"
    assert form_of("filters", "rewards") is None


def test_homes() -> None:
    assert homes_of("mcc") == ["group", "filters"]
    assert homes_of("partial") == ["redemption", "post purchase"]
    assert homes_of("item") == ["digital"]
    assert homes_of("rewards") == []


@pytest.mark.parametrize(
    ("terminals", "statement", "names"),
    [
        ({"DECIMAL"}, None, ["a number"]),
        ({"DECIMAL"}, "version", ["a whole number"]),
        ({"WORD", "STRING", "DECIMAL"}, "currency", ["a currency code"]),
        ({"WORD", "STRING", "DECIMAL", "DATE"}, None, ["a value"]),
        ({"TO", "DATE", "_COMMA"}, None, ["a date", "`to`", "`,`"]),
        ({"WORD", "DOTTED"}, None, ["a word"]),
        ({"WORTH", "AT"}, "balance", ["`worth at least` or `at least`"]),
        ({"_RPAR", "_COMMA", "_RANGE"}, None, ["`)`", "`,`", "`..`"]),
    ],
)
def test_names(terminals: set[str], statement: str | None, names: list[str]) -> None:
    assert names_of(terminals, statement) == names


def test_either() -> None:
    assert either(["`a`"]) == "`a`"
    assert either(["`a`", "`b`"]) == "`a` or `b`"
    assert either(["`a`", "`b`", "`c`"]) == "`a`, `b` or `c`"
