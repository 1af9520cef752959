"""After a mistake: what is read on, what is lost, and that one mistake is one error."""

from typing import Any

import pytest

from pointsman.dsl.parser import parse
from pointsman.dsl.places import Source
from tests.dsl.points_reading import WORLD_ELITE, document, mistakes, read, within, within_block

GOOD: dict[str, Any] = document(WORLD_ELITE)


def changed(**parts: Any) -> dict[str, Any]:
    """The document of the example with some parts replaced; None takes one away."""
    merged = {**GOOD, **parts}
    return {key: value for key, value in merged.items() if value is not None}


def without(listed: list[Any], *indices: int) -> list[Any]:
    return [item for index, item in enumerate(listed) if index not in indices]


FILTERS = GOOD["filters"]
SYNTAX = ["syntax-error"]
OVERRIDES = GOOD["conversion"]["overrides"]
BASE = GOOD["conversion"]["base"]

# What is written instead of what, the mistakes (code and marked text), the document, what is lost.
Case = tuple[str, str, list[tuple[str, str]], dict[str, Any], set[str]]
CASES: dict[str, Case] = {
    "a misspelt statement": (
        "currency   USD",
        "curency   USD",
        [("unknown-statement", "curency")],
        changed(currency=None),
        {""},
    ),
    "a misspelt block is passed over whole": (
        "preferences {",
        "prefernces {",
        [("unknown-statement", "prefernces")],
        changed(preferences=None),
        {""},
    ),
    "a statement without its value": (
        "version    3",
        "version",
        [("syntax-error", "effective")],
        changed(version=None),
        {""},
    ),
    "the first statement of a block": (
        "purchase  over 20.00",
        "purchase  ovr 20.00",
        [("syntax-error", "ovr")],
        changed(filters=without(FILTERS, 0)),
        {"/filters"},
    ),
    "the last statement of a block": (
        "in (chip, contactless, ecommerce)   else",
        "in (chip, contactless, ecommerce   else",
        [("syntax-error", "else")],
        changed(filters=without(FILTERS, 6)),
        {"/filters"},
    ),
    "the last statement of the program": (
        'statement  "MILES CREDIT"',
        "statement  MILES CREDIT",
        [("syntax-error", "MILES")],
        changed(
            communications={k: v for k, v in GOOD["communications"].items() if k != "statement"}
        ),
        {"/communications"},
    ),
    "a text without its end": (
        '"America/New_York"',
        '"America/New_York',
        [("unterminated-string", '"')],
        changed(timezone=None),
        {""},
    ),
    "something after a whole statement keeps the statement": (
        "purchase  at most 5000.00",
        "purchase  at most 5000.00 USD",
        [("syntax-error", "USD")],
        GOOD,
        {"/filters"},
    ),
    "a missing comma keeps what stands before it": (
        "USA, CAN, MEX",
        "USA, CAN MEX",
        [("syntax-error", "MEX")],
        changed(filters=[*FILTERS[:4], {"country": {"only": ["USA", "CAN"]}}, *FILTERS[5:]]),
        {"/filters"},
    ),
    "a comma too many, and the next statement begins with a keyword": (
        "6010..6012, 6051",
        "6010..6012, 6051,",
        [("syntax-error", "country")],
        changed(filters=without(FILTERS, 3)),
        {"/filters"},
    ),
    "a comma too many, and the next statement could be a word of the list": (
        "USA, CAN, MEX",
        "USA, CAN, MEX,",
        [("syntax-error", "merchant")],
        changed(filters=without(FILTERS, 4)),
        {"/filters"},
    ),
    "a block without its opening brace": (
        "filters {",
        "filters",
        [("syntax-error", "purchase")],
        changed(filters=None),
        {""},
    ),
    "a block with two opening braces": (
        "filters {",
        "filters {{",
        [("syntax-error", "{")],
        GOOD,
        {"/filters"},
    ),
    "a block without its closing brace": (
        "  }\n\n  preferences {",
        "\n\n  preferences {",
        [("missing-brace", "{")],
        GOOD,
        set(),
    ),
    "an inner block without its closing brace": (
        "above         at 0.012\n    }",
        "above         at 0.012\n",
        [("missing-brace", "{")],
        GOOD,
        set(),
    ),
    "the last block without its closing brace": (
        '"MILES CREDIT"\n  }\n}',
        '"MILES CREDIT"\n}',
        [("missing-brace", "{")],
        GOOD,
        set(),
    ),
    "a closing brace too many after a block": (
        "  preferences {",
        "  }\n  preferences {",
        [("outside-program", "preferences")],
        GOOD,
        set(),
    ),
    "the head of the program without its brace": (
        'program "World Elite" {',
        'program "World Elite"',
        [("syntax-error", "version")],
        changed(program=None),
        {""},
    ),
    "the head of the program with an open text": (
        'program "World Elite" {',
        'program "World Elite {',
        [("unterminated-string", '"')],
        changed(program=None),
        {""},
    ),
    "the head of the program misspelt": (
        'program "World Elite" {',
        'programme "World Elite" {',
        [("syntax-error", "programme")],
        changed(program=None),
        {""},
    ),
    "the head of a group": (
        "group coffee  {",
        'group "coffee"  {',
        [("syntax-error", '"coffee"')],
        changed(groups=GOOD["groups"][1:]),
        {""},
    ),
    "an entry of a group": (
        'name "BLUE BOTTLE*", "STARBUCKS*"   mcc 5814 }',
        'brand "BLUE BOTTLE*", "STARBUCKS*"\n mcc 5814 }',
        [("unknown-statement", "brand")],
        changed(groups=[{"name": "coffee", "entries": [{"mcc": "5814"}]}, GOOD["groups"][1]]),
        {"/groups/0/entries"},
    ),
    "a tier": (
        "up to 500.00  at 0.01",
        "up to 500.00  at 1e-2",
        [("bad-number", "1e-2")],
        changed(conversion={"base": {"tiers": BASE["tiers"][1:]}, "overrides": OVERRIDES}),
        {"/conversion/base/tiers"},
    ),
    "the last tier": (
        "above         at 0.012",
        "above         at",
        [("syntax-error", "}")],
        changed(conversion={"base": {"tiers": BASE["tiers"][:1]}, "overrides": OVERRIDES}),
        {"/conversion/base/tiers"},
    ),
    "the head of tiers": (
        "base {",
        "base [",
        [("bad-character", "[")],
        changed(conversion={"overrides": OVERRIDES}),
        {"/conversion"},
    ),
    "the head of an override with tiers": (
        'override "Airlines"     for mcc',
        'override "Airlines"     fr mcc',
        [("syntax-error", "fr")],
        changed(conversion={"base": BASE, "overrides": without(OVERRIDES, 1)}),
        {"/conversion"},
    ),
    "an override": (
        "for cross border",
        "for cros border",
        [("syntax-error", "cros")],
        changed(conversion={"base": BASE, "overrides": without(OVERRIDES, 3)}),
        {"/conversion"},
    ),
    "the last override": (
        "when segment = gold  at 0.007",
        "when segment = = gold  at 0.007",
        [("syntax-error", "=")],
        changed(conversion={"base": BASE, "overrides": OVERRIDES[:5]}),
        {"/conversion"},
    ),
    "an operator of another language": (
        "channel = ecommerce and",
        "channel == ecommerce and",
        [("bad-character", "==")],
        changed(conversion={"base": BASE, "overrides": without(OVERRIDES, 4)}),
        {"/conversion"},
    ),
    "parentheses that are too deep": (
        "channel = ecommerce and",
        "(" * 80 + "channel = ecommerce" + ")" * 80 + " and",
        [("too-deep", "(")],
        changed(conversion={"base": BASE, "overrides": without(OVERRIDES, 4)}),
        {"/conversion"},
    ),
    "a preference": (
        "offer      next, all",
        "offer      nxt, all",
        [("syntax-error", "nxt")],
        changed(preferences={"cardholder": ["minimum", "amount"]}),
        {"/preferences"},
    ),
    "a statement of another block": (
        "    redeem  at least 5.00",
        "    redeem  at least 5.00\n    purchase over 5.00",
        [("unknown-statement", "purchase")],
        GOOD,
        {"/redemption"},
    ),
    "post purchase": (
        "within  90 days",
        "within  90",
        [("syntax-error", "after")],
        changed(post_purchase={"after": GOOD["post_purchase"]["after"]}),
        {"/post_purchase"},
    ),
    "the head of a block of two words": (
        "post purchase {",
        "post-purchase {",
        [("bad-character", "-")],
        changed(post_purchase=None),
        {""},
    ),
    "the wrong comment": (
        "# an own fact, handed in with the account",
        "// an own fact, handed in with the account",
        [("bad-character", "//")],
        GOOD,
        {""},
    ),
    "an item that goes on below its mistake": (
        "  preferences {",
        """\
  digital {
    item "1" for travl at 1.00
      redeems "5"
      currency AUD
      named "A"
    item "2" for travel at 1,00
        currency AUD
    item "4" for travel at 1
        currency AUD
    itm "3" for travel at 1
        currency AUD
  }
  preferences {""",
        [("syntax-error", ","), ("syntax-error", "travl"), ("unknown-statement", "itm")],
        changed(
            digital={"items": [{"item": "4", "for": "travel", "rate": "1", "currency": "AUD"}]}
        ),
        {"/digital"},
    ),
    "a digital block without its end": (
        "  preferences {",
        "  digital {\n    source PP\n\n  preferences {",
        [("missing-brace", "{")],
        changed(digital={"source": ["PP"]}),
        set(),
    ),
    "an unknown block with a statement of the program inside": (
        "  preferences {",
        "  rewards {\n    currency AUD\n    item 5\n  }\n  preferences {",
        [
            ("duplicate-statement", "currency"),
            ("unknown-statement", "item"),
            ("unknown-statement", "rewards"),
        ],
        GOOD,
        {""},
    ),
    "an unknown escape loses nothing": (
        '"Coffee"',
        '"Cof\\fee"',
        [("unknown-escape", "\\f")],
        changed(
            conversion={
                "base": BASE,
                "overrides": [{**OVERRIDES[0], "name": "Cof\\fee"}, *OVERRIDES[1:]],
            }
        ),
        set(),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_mistake(name: str) -> None:
    good, bad, expected, read_on, lost = CASES[name]
    assert WORLD_ELITE.count(good) == 1
    located = read(WORLD_ELITE.replace(good, bad))
    assert sorted(mistakes(WORLD_ELITE.replace(good, bad))) == expected
    assert located.document == read_on
    assert located.incomplete == lost


def test_many_mistakes_in_one_run() -> None:
    text = WORLD_ELITE
    independent = [
        "a misspelt statement",
        "the first statement of a block",
        "a missing comma keeps what stands before it",
        "an entry of a group",
        "a tier",
        "an override",
        "a preference",
        "post purchase",
        "the last statement of the program",
    ]
    for name in independent:
        good, bad, *_ = CASES[name]
        text = text.replace(good, bad)
    expected = [mistake for name in independent for mistake in CASES[name][2]]
    assert sorted(mistakes(text)) == sorted(expected)


class TestWhereReadingResumes:
    def test_at_a_word_that_begins_a_line(self) -> None:
        text = within("version x bank external", "bank hosted")
        assert mistakes(text) == [("syntax-error", "x")]
        assert read(text).document == {"program": "X", "bank": "hosted"}

    def test_not_within_a_comment_or_after_a_brace(self) -> None:
        text = within("version x", "# bank external", "} bank external", "timezone 5")
        assert [code for code, _ in mistakes(text)] == ["syntax-error"] * 2

    def test_at_the_word_of_the_mistake_itself(self) -> None:
        text = within("version", "bank hosted")
        assert mistakes(text) == [("syntax-error", "bank")]
        assert read(text).document == {"program": "X", "bank": "hosted"}

    def test_at_a_statement_of_a_block_around(self) -> None:
        text = within("conversion {", "base {", "up to 5", "bank hosted")
        assert mistakes(text) == [("syntax-error", "bank")]
        document = read(text).document
        assert document == {"program": "X", "conversion": {"base": {"tiers": []}}, "bank": "hosted"}

    def test_a_word_of_an_inner_block_means_the_inner_block(self) -> None:
        text = within("group g {", "id 5", "mcc 5", "}", "filters {", "mcc x", "mcc only 6", "}")
        assert mistakes(text) == [("syntax-error", "5"), ("syntax-error", "x")]
        assert read(text).document == {
            "program": "X",
            "groups": [{"name": "g", "entries": [{"mcc": "5"}]}],
            "filters": [{"mcc": {"only": ["6"]}}],
        }

    def test_a_line_is_gone_back_on_once(self) -> None:
        text = within_block("filters", *["country only USA,", "merchant x"] * 3, "mcc only 5")
        assert [marked for _, marked in mistakes(text)] == ["merchant", "x"] * 3
        assert read(text).document == {"program": "X", "filters": [{"mcc": {"only": ["5"]}}]}

    def test_a_statement_may_go_on_on_a_line_that_begins_like_another(self) -> None:
        text = within_block(
            "filters", "balance at least 5", "points", "merchant only g,", "country"
        )
        assert mistakes(text) == []


class TestBraces:
    @pytest.mark.parametrize(
        "text",
        [
            within("filters { {", "mcc only 5", "}", "bank hosted"),
            within("filters { {", "mcc only 5", "} }", "bank hosted"),
            within("filters { mcc 5", "}", "bank hosted"),
            within("filters mcc only 5 }", "bank hosted"),
            within("x { y { z } }", "bank hosted"),
            within("x }", "bank hosted"),
            within("x { y {", "bank hosted", "} }"),
            within("filters {", "x { y", "mcc only 5", "}", "}", "bank hosted"),
            'program "X" {\nbank hosted\nfilters {\nmcc x\n',
        ],
    )
    def test_one_mistake_is_one_error_whatever_braces_it_took(self, text: str) -> None:
        located = read(text)
        assert len(located.diagnostics) == 1
        assert isinstance(located.document, dict)
        assert located.document["bank"] == "hosted"

    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            (
                'program "X" {\nfilters {\nmcc x\n}\nbank hosted\n',
                ["missing-brace", "syntax-error"],
            ),
            (within("x }", "bank hosted") + "}", ["unknown-statement", "unmatched-brace"]),
            (within("x { y", "bank 5", "}", "timezone 5"), ["unknown-statement", *SYNTAX * 2]),
        ],
    )
    def test_every_mistake_is_an_error_of_its_own(self, text: str, codes: list[str]) -> None:
        assert [code for code, _ in mistakes(text)] == codes

    def test_of_several_open_blocks_the_innermost_is_reported(self) -> None:
        text = 'program "X" {\nconversion {\nbase {\nup to 5 at 1\n'
        [found] = read(text).diagnostics
        assert (found.code, found.line) == ("missing-brace", 3)

    def test_where_a_brace_stands_tells_whose_it_is(self) -> None:
        text = 'program "X" {\n  conversion {\n    base {\n  }\n\n  redemption { full }\n}\n'
        [found] = read(text).diagnostics
        assert (found.code, found.line) == ("missing-brace", 3)
        assert found.message == "found `redemption`, expected `}` to close `base`"
        text = text.replace("    base {\n", "    base { }\n")
        assert mistakes(text) == []

    def test_several_missing_braces(self) -> None:
        text = within(
            "filters {", "mcc only 5", "conversion {", "base {", "redemption {", "full", "}"
        )
        assert [code for code, _ in mistakes(text)] == ["missing-brace"] * 2

    def test_blocks_that_lost_a_statement_are_told_by_their_brace(self) -> None:
        text = within_block("filters", "mcc x")
        assert parse(Source("a", text)).broken == {text.index("{", 14)}
        assert parse(Source("a", "version x")).broken == {-1}
