"""From text to document: every statement, every place, and what a document cannot hold."""

import json
from typing import Any

import pytest

from pointsman.dsl.places import Span
from pointsman.dsl.reading import read_document
from tests.dsl.points_reading import (
    GOLDEN,
    WORLD_ELITE,
    document,
    marked,
    mistakes,
    only_mistake,
    read,
    within,
    within_block,
)


def test_the_example_of_the_design() -> None:
    expected = json.loads((GOLDEN / "world_elite.json").read_text("utf-8"))
    assert document(WORLD_ELITE) == expected


HEAD: list[tuple[str, dict[str, Any]]] = [
    ("version 007", {"version": "007"}),
    ("effective 2026-01-01", {"effective": {"from": "2026-01-01"}}),
    (
        "effective 2026-01-01 to 2026-12-31",
        {"effective": {"from": "2026-01-01", "to": "2026-12-31"}},
    ),
    ('timezone "Asia/Tokyo"', {"timezone": "Asia/Tokyo"}),
    ("currency USD", {"currency": "USD"}),
    ("currency 840", {"currency": "840"}),
    ('currency "usd"', {"currency": "usd"}),
    ('points "Miles" whole', {"points": {"name": "Miles", "precision": "whole"}}),
    (
        'points "Miles" 2   decimals, rounded down',
        {"points": {"name": "Miles", "precision": "2 decimals", "rounding": "down"}},
    ),
    ('points "M" 3 decimals', {"points": {"name": "M", "precision": "3 decimals"}}),
    ("bank external", {"bank": "external"}),
    (
        'fact s in (gold, "2AB", 7, 2026-01-01)',
        {"facts": [{"name": "s", "type": "choice", "values": ["gold", "2AB", "7", "2026-01-01"]}]},
    ),
    (
        "fact a text fact b number",
        {"facts": [{"name": "a", "type": "text"}, {"name": "b", "type": "number"}]},
    ),
    ("group g { }", {"groups": [{"name": "g", "entries": []}]}),
    (
        'group g { mcc 5, "6".."7" id "1", "2" name "A*" acquirer "3" terminal "4" }',
        {
            "groups": [
                {
                    "name": "g",
                    "entries": [
                        {"mcc": "5"},
                        {"mcc": {"from": "6", "to": "7"}},
                        {"id": "1"},
                        {"id": "2"},
                        {"name": "A*"},
                        {"acquirer": "3"},
                        {"terminal": "4"},
                    ],
                }
            ]
        },
    ),
    ("filters { }", {"filters": []}),
    ("preferences { }", {"preferences": {}}),
    ("conversion { }", {"conversion": {}}),
    ("redemption { }", {"redemption": {}}),
    ("post purchase { }", {"post_purchase": {}}),
    ("communications { }", {"communications": {}}),
]


@pytest.mark.parametrize(("text", "expected"), HEAD)
def test_head_statements(text: str, expected: dict[str, Any]) -> None:
    assert document(within(text)) == {"program": "X", **expected}


FILTERS: list[tuple[str, dict[str, Any]]] = [
    ("purchase over 20.00", {"purchase": {"over": "20.00"}}),
    ("purchase at least 20", {"purchase": {"at_least": "20"}}),
    ("purchase under 020.0", {"purchase": {"under": "020.0"}}),
    ("purchase at most 5", {"purchase": {"at_most": "5"}}),
    ("balance worth at least 25.00", {"balance": {"worth_at_least": "25.00"}}),
    ("balance at least 2500 points", {"balance": {"at_least": "2500"}}),
    ("mcc only 0742", {"mcc": {"only": ["0742"]}}),
    (
        "mcc except 4829, 6010..6012",
        {"mcc": {"except": ["4829", {"from": "6010", "to": "6012"}]}},
    ),
    ('country only US, "USA", 840', {"country": {"only": ["US", "USA", "840"]}}),
    ("country except CA", {"country": {"except": ["CA"]}}),
    (
        'merchant only g, id "1", "2", terminal "3", h, acquirer "4", "5"',
        {
            "merchant": {
                "only": [
                    {"group": "g"},
                    {"id": "1"},
                    {"id": "2"},
                    {"terminal": "3"},
                    {"group": "h"},
                    {"acquirer": "4"},
                    {"acquirer": "5"},
                ]
            }
        },
    ),
    ('merchant except name "*ATM*"', {"merchant": {"except": [{"name": "*ATM*"}]}}),
    (
        'require product = WEB else "not this card"',
        {
            "require": {
                "condition": {"fact": "product", "op": "=", "value": "WEB"},
                "else": "not this card",
            }
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), FILTERS)
def test_filters(text: str, expected: dict[str, Any]) -> None:
    assert document(within_block("filters", text))["filters"] == [expected]


def test_filters_stay_in_order() -> None:
    lines = [text for text, _ in FILTERS]
    expected = [value for _, value in FILTERS]
    assert document(within_block("filters", *lines))["filters"] == expected
    assert document(within_block("filters", *lines[::-1]))["filters"] == expected[::-1]


def compared(fact: str, op: str, value: str) -> dict[str, Any]:
    return {"fact": fact, "op": op, "value": value}


A, B, C = (compared(name, "=", "1") for name in "abc")

CONDITIONS: list[tuple[str, dict[str, Any]]] = [
    *((f"amount {op} 5", compared("amount", op, "5")) for op in ("=", "!=", "<", "<=", ">", ">=")),
    ("a=1", A),
    ("channel = chip", compared("channel", "=", "chip")),
    ('merchant.name = "A B"', compared("merchant.name", "=", "A B")),
    ("date >= 2026-01-31", compared("date", ">=", "2026-01-31")),
    (
        'x in (a, "b", 3, 2026-01-31, 1.5..2, mon..fri)',
        {
            "fact": "x",
            "op": "in",
            "values": [
                *("a", "b", "3", "2026-01-31"),
                {"from": "1.5", "to": "2"},
                {"from": "mon", "to": "fri"},
            ],
        },
    ),
    ("x not  in (a)", {"fact": "x", "op": "not in", "values": ["a"]}),
    ('merchant.id like "A*"', compared("merchant.id", "like", "A*")),
    ('product not like "A?"', compared("product", "not like", "A?")),
    ("merchant in g", {"merchant": {"in": [{"group": "g"}]}}),
    ("merchant not in g", {"merchant": {"not_in": [{"group": "g"}]}}),
    ("merchant in (g)", {"merchant": {"in": [{"group": "g"}]}}),
    (
        'merchant not in (g, id "1", "2")',
        {"merchant": {"not_in": [{"group": "g"}, {"id": "1"}, {"id": "2"}]}},
    ),
    ("cross_border", compared("cross_border", "=", "yes")),
    ("cross_border = yes", compared("cross_border", "=", "yes")),
    ("cross_border != no", compared("cross_border", "!=", "no")),
    ("not cross_border", {"not": compared("cross_border", "=", "yes")}),
    ("not not a = 1", {"not": {"not": A}}),
    ("a = 1 and b = 1 and c = 1", {"all": [A, B, C]}),
    ("a = 1 or b = 1 or c = 1", {"any": [A, B, C]}),
    ("a = 1 or b = 1 and c = 1", {"any": [A, {"all": [B, C]}]}),
    ("a = 1 and b = 1 or c = 1", {"any": [{"all": [A, B]}, C]}),
    ("not a = 1 and b = 1", {"all": [{"not": A}, B]}),
    ("not (a = 1 and b = 1)", {"not": {"all": [A, B]}}),
    ("(a = 1 or b = 1) and c = 1", {"all": [{"any": [A, B]}, C]}),
    ("(a = 1 and b = 1) and c = 1", {"all": [{"all": [A, B]}, C]}),
    ("a = 1 and (b = 1 and c = 1)", {"all": [A, {"all": [B, C]}]}),
    ("((a = 1))", A),
]


@pytest.mark.parametrize(("text", "expected"), CONDITIONS)
def test_conditions(text: str, expected: dict[str, Any]) -> None:
    [required] = document(within_block("filters", f"require {text}"))["filters"]
    assert required == {"require": {"condition": expected}}
    [override] = document(within_block("conversion", f'override "O" when {text} at 1'))[
        "conversion"
    ]["overrides"]
    assert override == {"name": "O", "when": expected, "rate": "1"}


CONVERSION: list[tuple[str, dict[str, Any]]] = [
    ("base at 0.01", {"base": {"rate": "0.01"}}),
    ("base { }", {"base": {"tiers": []}}),
    (
        "base { up to 500.00 at 0.010 above at 0.012 }",
        {"base": {"tiers": [{"up_to": "500.00", "rate": "0.010"}, {"rate": "0.012"}]}},
    ),
    (
        "base { above at 1 up to 5 at 2 }",
        {"base": {"tiers": [{"rate": "1"}, {"up_to": "5", "rate": "2"}]}},
    ),
    ('override "O" at 1', {"overrides": [{"name": "O", "rate": "1"}]}),
    (
        'override "O" for merchant g, name "A" { above at 1 }',
        {
            "overrides": [
                {
                    "name": "O",
                    "for": {"merchant": [{"group": "g"}, {"name": "A"}]},
                    "tiers": [{"rate": "1"}],
                }
            ]
        },
    ),
    (
        'override "O" for mcc 5, 3000..3299 when a = 1 at 2',
        {
            "overrides": [
                {
                    "name": "O",
                    "for": {"mcc": ["5", {"from": "3000", "to": "3299"}]},
                    "when": A,
                    "rate": "2",
                }
            ]
        },
    ),
    (
        'override "O" for product WEB, "2AB" at 1 override "P" for country CA at 1',
        {
            "overrides": [
                {"name": "O", "for": {"product": ["WEB", "2AB"]}, "rate": "1"},
                {"name": "P", "for": {"country": ["CA"]}, "rate": "1"},
            ]
        },
    ),
    (
        'override "O" for cross border at 1',
        {"overrides": [{"name": "O", "for": {"cross_border": True}, "rate": "1"}]},
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONVERSION)
def test_conversion(text: str, expected: dict[str, Any]) -> None:
    assert document(within_block("conversion", text))["conversion"] == expected


BLOCKS: list[tuple[str, str, dict[str, Any]]] = [
    ("preferences", "offer next", {"offer": ["next"]}),
    ("preferences", "offer all, next", {"offer": ["all", "next"]}),
    (
        "preferences",
        "cardholder amount cardholder minimum",
        {"cardholder": ["amount", "minimum"]},
    ),
    ("redemption", "full", {"full": True}),
    ("redemption", "partial in steps of 10.00", {"partial": {"step": "10.00"}}),
    (
        "redemption",
        "fixed 200 redeem at least 5.0",
        {"fixed": "200", "redeem_at_least": "5.0"},
    ),
    ("post purchase", "within 90 days", {"within_days": "90"}),
    ("post purchase", "after A, B partial", {"after": ["A", "B"], "partial": True}),
    (
        "communications",
        "email redeemed, insufficient\n  balance, below minimum",
        {"email": ["redeemed", "insufficient balance", "below minimum"]},
    ),
    (
        "communications",
        'notify "https://x.example" statement "MILES"',
        {"notify": "https://x.example", "statement": "MILES"},
    ),
]


@pytest.mark.parametrize(("block", "text", "expected"), BLOCKS)
def test_other_blocks(block: str, text: str, expected: dict[str, Any]) -> None:
    assert document(within_block(block, text))[block.replace(" ", "_")] == expected


class TestStrings:
    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ('""', ""),
            ('"a # b { } é 点"', "a # b { } é 点"),
            (r'"\""', '"'),
            (r'"\\"', "\\"),
            (r'"a\*b\?"', r"a\*b\?"),
            (r'"\\*"', r"\*"),
            (r'"\\\\"', r"\\"),
            (r'"\\\""', '\\"'),
        ],
    )
    def test_escapes(self, written: str, value: str) -> None:
        assert document(f"program {written} {{ }}") == {"program": value}

    @pytest.mark.parametrize("escape", [r"\n", r"\d", r"\u", r"\ ", r"\'"])
    def test_an_unknown_escape(self, escape: str) -> None:
        found = only_mistake(f'program "a\\\\{escape}b" {{ }}')
        assert (found.code, marked(found)) == ("unknown-escape", escape)
        assert found.message == f'found `{escape}`, expected `\\"` or `\\\\` after a backslash'
        assert found.help == (
            r"a backslash is written `\\`; in a name pattern, `\*` and `\?` stand for themselves"
        )

    def test_every_unknown_escape_is_found(self) -> None:
        text = within_block("filters", r'merchant only name "\a \b", id "\c"')
        assert [escape for _, escape in mistakes(text)] == [r"\a", r"\b", r"\c"]


class TestStringWithoutKind:
    @pytest.mark.parametrize("listed", ['"A"', 'g, "A"', 'name "B", g, "A"'])
    def test_nothing_to_continue(self, listed: str) -> None:
        found = only_mistake(within_block("filters", f"merchant only {listed}"))
        assert (found.code, marked(found)) == ("string-without-kind", '"A"')
        assert found.message == (
            'found `"A"`, expected `id`, `name`, `acquirer` or `terminal` before it'
        )
        assert found.help == 'write its kind before it, as in `name "A"`'

    def test_the_others_of_the_list_are_read(self) -> None:
        located = read(within_block("filters", 'require merchant in ("A", g, "B", id "1", "2")'))
        assert [found.code for found in located.diagnostics] == ["string-without-kind"] * 2
        pointer = "/filters/0/require/condition/merchant/in"
        assert located.incomplete == {pointer}
        [filters] = located.document["filters"]  # type: ignore[index]
        entries = filters["require"]["condition"]["merchant"]["in"]
        assert entries == [{"group": "g"}, {"id": "1"}, {"id": "2"}]


DOUBLED = [
    ("version 3", "version 4", "version", {"version": "3"}),
    ("bank hosted", "bank external", "bank", {"bank": "hosted"}),
    ("currency USD", "currency EUR", "currency", {"currency": "USD"}),
    (
        "filters { mcc only 1 }",
        "filters { mcc only 2 }",
        "filters",
        {"filters": [{"mcc": {"only": ["1"]}}, {"mcc": {"only": ["2"]}}]},
    ),
    (
        "redemption { fixed 1 }",
        "redemption { fixed 2 redeem at least 5 }",
        "redemption",
        {"redemption": {"fixed": "1", "redeem_at_least": "5"}},
    ),
    (
        "post purchase { partial }",
        "post   purchase { within 9 days }",
        "post purchase",
        {"post_purchase": {"partial": True, "within_days": "9"}},
    ),
]


class TestDoubled:
    @pytest.mark.parametrize(("first", "second", "called", "expected"), DOUBLED)
    def test_statements(
        self, first: str, second: str, called: str, expected: dict[str, Any]
    ) -> None:
        found = only_mistake(within(first, second))
        assert (found.code, found.line) == ("duplicate-statement", 3)
        assert " ".join(marked(found).split()) == called
        assert found.message == f"found `{called}` a second time, expected it once"
        assert found.help == "keep one of them"
        [mark] = found.marks
        assert (marked(found, mark.span), mark.label) == (called, "first written here")
        assert found.source.line_column(mark.span.start) == (2, 1)
        assert read(within(first, second)).document == {"program": "X", **expected}

    @pytest.mark.parametrize(
        ("block", "statement", "keywords"),
        [
            ("preferences", "offer next", "offer"),
            ("conversion", "base at 1", "base"),
            ("redemption", "full", "full"),
            ("redemption", "partial in steps of 5", "partial"),
            ("redemption", "redeem at least 5", "redeem at least"),
            ("post purchase", "within 5 days", "within"),
            ("post purchase", "partial", "partial"),
            ("communications", "email redeemed", "email"),
            ("communications", 'statement "A"', "statement"),
        ],
    )
    def test_in_blocks(self, block: str, statement: str, keywords: str) -> None:
        text = within_block(block, statement, statement)
        assert mistakes(text) == [("duplicate-statement", keywords)]

    @pytest.mark.parametrize(
        ("block", "statement"),
        [
            ("filters", "mcc only 5"),
            ("preferences", "cardholder amount"),
            ("conversion", 'override "O" at 1'),
            ("group g", "mcc 5"),
        ],
    )
    def test_what_a_list_holds_is_left_to_the_checks(self, block: str, statement: str) -> None:
        assert mistakes(within_block(block, statement, statement)) == []

    def test_a_third_time_is_a_mistake_of_its_own(self) -> None:
        assert len(mistakes(within("version 1", "version 2", "version 3"))) == 2

    def test_what_is_wrong_in_the_second_block_is_found(self) -> None:
        text = within(r"filters { }", r'filters { merchant only name "\x" }')
        assert [code for code, _ in mistakes(text)] == ["duplicate-statement", "unknown-escape"]

    def test_two_programs(self) -> None:
        found = only_mistake('program "X" { version 3 }\nprogram "Y" { version 4 }\n')
        assert (found.code, found.line, marked(found)) == ("duplicate-statement", 2, "program")
        assert found.message == "found `program` a second time, expected it once"
        assert found.help == "write each program in a file of its own"
        assert found.source.line_column(found.marks[0].span.start) == (1, 1)


class TestOutside:
    def test_after_the_program(self) -> None:
        found = only_mistake('program "X" {\n}\npost  purchase { }\nbank hosted\n')
        assert (found.code, marked(found)) == ("outside-program", "post  purchase")
        assert found.message == (
            "found `post purchase` outside of the program, "
            "expected it between the braces of `program`"
        )
        assert found.help == 'write it within `program "…" { … }`'
        [mark] = found.marks
        assert (marked(found, mark.span), mark.label) == ("}", "the program ends here")

    def test_before_the_program(self) -> None:
        found = only_mistake('version 3\nprogram "X" { }\n')
        assert (found.code, marked(found), found.marks) == ("outside-program", "version", ())

    def test_what_is_doubled_outside_is_found_where_it_comes_second(self) -> None:
        located = read('version 3\nprogram "X" {\nversion 4\n}\n')
        assert [(found.code, found.line) for found in located.diagnostics] == [
            ("outside-program", 1),
            ("duplicate-statement", 3),
        ]
        assert located.places[""].value == Span(0, 35)

    def test_without_any(self) -> None:
        located = read("version 3\nbank hosted\n")
        assert [found.code for found in located.diagnostics] == ["outside-program"]
        assert located.document == {"version": "3", "bank": "hosted"}
        assert located.incomplete == {""}


def test_mistakes_in_values_are_not_without_end() -> None:
    entries = ", ".join(['"A"'] * 500)
    located = read(within_block("filters", f"merchant only {entries}"))
    assert len(located.diagnostics) == 101
    assert located.diagnostics[-1].code == "too-many-errors"


def test_a_document_is_no_deeper_than_its_yaml_and_json_may_be() -> None:
    def codes(count: int) -> list[str]:
        condition = "a = 1"
        for _ in range(count):
            condition = f"b = 2 and (c = 3 or ({condition}))"
        text = within_block("filters", f"require {condition}")
        return [found.code for found in read_document(text, "a.points").diagnostics]

    assert codes(14) == []
    assert codes(15) == ["too-deep"]


class TestPlaces:
    TEXT = within(
        "effective 2026-01-01 to 2026-12-31",
        'points "Miles" whole, rounded up',
        "fact segment in (gold)",
        'group g { name "A", "B" }',
        "filters {",
        "  purchase at least 20.00",
        "  balance at least 5 points",
        "  mcc except 4829, 6010..6012",
        '  merchant only g, name "A", "B"',
        "  require not a = 1 and merchant not in (g) and x not in (5)",
        "}",
        "conversion {",
        "  base { up to 5 at 1 }",
        '  override "O" for cross border when a = 1 at 2',
        "}",
        "redemption { partial in steps of 5 }",
        "communications { email redeemed, below minimum }",
    )

    @pytest.mark.parametrize(
        ("pointer", "value", "key"),
        [
            ("/program", '"X"', "program"),
            ("/effective", "2026-01-01 to 2026-12-31", "effective"),
            ("/effective/to", "2026-12-31", "to"),
            ("/points", '"Miles" whole, rounded up', "points"),
            ("/points/precision", "whole", None),
            ("/points/rounding", "up", "rounded"),
            ("/facts/0", "fact segment in (gold)", "fact"),
            ("/facts/0/name", "segment", "fact"),
            ("/facts/0/type", "in", None),
            ("/facts/0/values", "(gold)", "in"),
            ("/facts/0/values/0", "gold", None),
            ("/groups/0/entries", '{ name "A", "B" }', None),
            ("/groups/0/entries/1", '"B"', "name"),
            ("/groups/0/entries/1/name", '"B"', "name"),
            ("/filters/0", "purchase at least 20.00", "purchase"),
            ("/filters/0/purchase", "at least 20.00", "purchase"),
            ("/filters/0/purchase/at_least", "20.00", "at least"),
            ("/filters/1/balance/at_least", "5", "at least"),
            ("/filters/2/mcc/except", "4829, 6010..6012", "except"),
            ("/filters/2/mcc/except/1", "6010..6012", None),
            ("/filters/2/mcc/except/1/to", "6012", None),
            ("/filters/3/merchant/only/1", 'name "A"', "name"),
            ("/filters/3/merchant/only/2", '"B"', None),
            ("/filters/3/merchant/only/2/name", '"B"', None),
            ("/filters/4/require/condition/all", None, "and"),
            ("/filters/4/require/condition/all/0", "not a = 1", None),
            ("/filters/4/require/condition/all/0/not", "a = 1", "not"),
            ("/filters/4/require/condition/all/0/not/op", "=", None),
            ("/filters/4/require/condition/all/1", "merchant not in (g)", None),
            ("/filters/4/require/condition/all/1/merchant/not_in", "g", "not in"),
            ("/filters/4/require/condition/all/2/op", "not in", None),
            ("/filters/4/require/condition/all/2/values", "(5)", None),
            ("/conversion/base/tiers", "{ up to 5 at 1 }", None),
            ("/conversion/base/tiers/0", "up to 5 at 1", "up to"),
            ("/conversion/base/tiers/0/up_to", "5", "up to"),
            ("/conversion/base/tiers/0/rate", "1", "at"),
            ("/conversion/overrides/0/name", '"O"', "override"),
            ("/conversion/overrides/0/for", "cross border", "for"),
            ("/conversion/overrides/0/for/cross_border", "cross border", "cross border"),
            ("/conversion/overrides/0/when", "a = 1", "when"),
            ("/redemption", "redemption { partial in steps of 5 }", "redemption"),
            ("/redemption/partial/step", "5", "partial in steps of"),
            ("/communications/email/1", "below minimum", None),
        ],
    )
    def test_value_and_keyword(self, pointer: str, value: str | None, key: str | None) -> None:
        place = read(self.TEXT).places[pointer]

        def written(span: Span | None) -> str | None:
            return span and self.TEXT[span.start : span.end]

        assert written(place.key) == key
        assert value is None or written(place.value) == value

    def test_every_value_has_a_place_and_every_place_a_value(self) -> None:
        located = read(self.TEXT)

        def pointers(value: object, pointer: str) -> set[str]:
            items: list[tuple[object, object]] = []
            if isinstance(value, dict):
                items = list(value.items())
            elif isinstance(value, list):
                items = list(enumerate(value))
            return {pointer}.union(*(pointers(v, f"{pointer}/{k}") for k, v in items))

        assert set(located.places) == pointers(located.document, "")
