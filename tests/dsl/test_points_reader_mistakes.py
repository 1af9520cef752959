"""What a text can say and a document cannot: doubled statements, escapes, texts out of place."""

from typing import Any

import pytest

from pointsman.dsl.places import Span
from pointsman.dsl.reading import read_document
from tests.dsl.points_reading import (
    document,
    marked,
    mistakes,
    only_mistake,
    read,
    within,
    within_block,
)


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
            ("digital", "source PP", "source"),
            ("digital", 'partner "A"', "partner"),
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
            ("digital", 'item "1" for travel at 1'),
        ],
    )
    def test_what_a_list_holds_is_left_to_the_checks(self, block: str, statement: str) -> None:
        assert mistakes(within_block(block, statement, statement)) == []

    @pytest.mark.parametrize(
        ("first", "second", "keyword", "kept"),
        [
            ('named "A"', 'redeems "5" named "B"', "named", {"named": "A", "redeems": "5"}),
            ('redeems "5"', 'redeems "6"', "redeems", {"redeems": "5"}),
            ("currency AUD", 'named "A" currency 840', "currency", {"currency": "AUD"}),
        ],
    )
    def test_in_items(self, first: str, second: str, keyword: str, kept: dict[str, str]) -> None:
        text = within_block("digital", f'item "1" for travel at 1 {first}', second)
        found = only_mistake(text)
        assert (found.code, found.line, marked(found)) == ("duplicate-statement", 4, keyword)
        [mark] = found.marks
        assert found.source.line_column(mark.span.start)[0] == 3
        [item] = read(text).document["digital"]["items"]
        assert {key: item[key] for key in kept} == kept

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
