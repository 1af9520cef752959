"""The tree's shape, words where only words can stand, comments, limits and speed."""

from typing import Any

import pytest
from lark import Token, Tree

from pointsman.dsl.grammar import grammar
from pointsman.dsl.parser import comments, parse
from pointsman.dsl.places import Source
from pointsman.dsl.source_limits import MAX_DEPTH, MAX_REPORTED
from tests.dsl.points_reading import WORLD_ELITE, mistakes, within, within_block


def tree_of(text: str) -> Tree[Token]:
    parsed = parse(Source("a.points", text))
    assert parsed.diagnostics == ()
    assert parsed.broken == frozenset()
    assert parsed.tree is not None
    return parsed.tree


def outline(item: Tree[Token] | Token) -> object:
    """A tree as nested lists: the name, then the children."""
    if isinstance(item, Token):
        return str(item)
    return [str(item.data), *map(outline, item.children)]


def statement(text: str) -> Any:
    """The outline of the one statement in a program."""
    [program] = tree_of(within(text)).children
    assert isinstance(program, Tree)
    [only] = [child for child in program.children if isinstance(child, Tree)]
    return outline(only)


class TestTree:
    def test_a_program(self) -> None:
        [program] = tree_of('program "X" { version 3 bank hosted }').children
        assert outline(program) == [
            *("program", "program", '"X"', "{"),
            ["version", "version", "3"],
            ["bank", "bank", "hosted"],
            "}",
        ]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("version 3", ["version", "version", "3"]),
            ("effective 2026-01-01", ["effective", "effective", "2026-01-01"]),
            (
                'points "Miles" 2 decimals, rounded up',
                [
                    *("points", "points", '"Miles"'),
                    ["precision", "2", "decimals"],
                    ["rounding", "rounded", "up"],
                ],
            ),
            (
                "fact s in (gold, 1)",
                ["fact_choice", "fact", "s", "in", ["choices", "gold", "1"]],
            ),
            (
                'group g { id "1", "2" mcc 5, 6..7 }',
                [
                    *("group", "group", "g", "{"),
                    ["group_id", "id", '"1"', '"2"'],
                    ["group_mcc", "mcc", ["mccs", "5", ["range", "6", "7"]]],
                    "}",
                ],
            ),
            (
                'filters { merchant only g, name "A", "B" }',
                [
                    *("filters", "filters", "{"),
                    [
                        *("merchant", "merchant", "only"),
                        [
                            "merchants",
                            ["in_group", "g"],
                            ["entry", "name", '"A"'],
                            ["continued", '"B"'],
                        ],
                    ],
                    "}",
                ],
            ),
            (
                'conversion { override "O" for country CA at 1 }',
                [
                    *("conversion", "conversion", "{"),
                    [
                        *("override", "override", '"O"'),
                        ["for_country", "for", "country", ["codes", "CA"]],
                        ["rate", "at", "1"],
                    ],
                    "}",
                ],
            ),
            (
                "communications { email insufficient   balance, redeemed }",
                [
                    *("communications", "communications", "{"),
                    [
                        *("email", "email"),
                        ["message", "insufficient", "balance"],
                        ["message", "redeemed"],
                    ],
                    "}",
                ],
            ),
        ],
    )
    def test_statements(self, text: str, expected: list[object]) -> None:
        assert statement(text) == expected

    def test_a_chain_of_conditions_is_one_node(self) -> None:
        text = "filters { require a = 1 or b = 2 and not c = 3 and (d = 4) or cross_border }"
        condition = statement(text)[3][2]

        def test(name: str, value: str) -> list[object]:
            return ["comparison", ["fact_name", name], ["operator", "="], value]

        assert condition == [
            "any_of",
            test("a", "1"),
            "or",
            [
                "all_of",
                test("b", "2"),
                "and",
                ["negation", "not", test("c", "3")],
                "and",
                ["parentheses", test("d", "4")],
            ],
            "or",
            ["cross_border", "cross_border"],
        ]

    def test_positions_are_offsets(self) -> None:
        text = within_block("filters", "  require x in (1, 2)  # why", "mcc only 5")
        for node in tree_of(text).iter_subtrees():
            written = text[node.meta.start_pos : node.meta.end_pos]
            tokens = [child for child in node.children if isinstance(child, Token)]
            assert all(text[t.start_pos : t.end_pos] == t for t in tokens)
            if node.data == "values":
                assert written == "(1, 2)"
            if node.data == "mcc":
                assert written == "mcc only 5"


class TestWords:
    """Keywords are plain words where only a word can stand."""

    @pytest.mark.parametrize("word", ["group", "in", "mcc", "program", "to", "cross_border"])
    def test_names_and_values(self, word: str) -> None:
        text = f"fact {word} in ({word}, other)"
        assert statement(text) == ["fact_choice", "fact", word, "in", ["choices", word, "other"]]

    def test_a_group_named_like_a_statement(self) -> None:
        assert statement("group filters { }") == ["group", "group", "filters", "{", "}"]
        text = "filters { merchant only filters mcc only 5 }"
        assert statement(text)[3] == [
            "merchant",
            "merchant",
            "only",
            ["merchants", ["in_group", "filters"]],
        ]

    def test_words_end_at_the_first_character_that_is_none(self) -> None:
        assert statement('group g{name"A"mcc 5..6}') == [
            *("group", "group", "g", "{"),
            ["group_name", "name", '"A"'],
            ["group_mcc", "mcc", ["mccs", ["range", "5", "6"]]],
            "}",
        ]

    @pytest.mark.parametrize("text", ["version3", "versions 3", "version_ 3"])
    def test_a_longer_word_is_no_keyword(self, text: str) -> None:
        [(code, marked)] = mistakes(within(text))
        assert (code, marked) == ("unknown-statement", text.split(maxsplit=1)[0])


class TestComments:
    def test_comments_and_layout_mean_nothing(self) -> None:
        spread = within('version # one\n\t# two " {\r\n 3 # three')
        assert outline(tree_of(spread)) == outline(tree_of('program "X" { version 3 }'))

    def test_where_comments_stand(self) -> None:
        text = '# a\nprogram "x # y" { # b "\n version 3#c\n}#'
        assert [text[span.start : span.end] for span in comments(text)] == [
            *("# a", '# b "', "#c", "#")
        ]

    def test_an_escaped_quote_does_not_end_a_string(self) -> None:
        text = 'program "a \\" # b" {} # c'
        assert [text[span.start : span.end] for span in comments(text)] == ["# c"]


class TestLimits:
    """A program and its filters are two levels; each text goes to the edge and over it."""

    @pytest.mark.parametrize(
        ("opening", "closing"), [("(", ")"), ("not ", ""), ("not (", ")"), ("(not ", ")")]
    )
    def test_nesting(self, opening: str, closing: str) -> None:
        per_level = opening.count("(") + opening.count("not")
        levels = (MAX_DEPTH - 2) // per_level

        def nested(count: int) -> str:
            return within_block("filters", f"require {opening * count}x = 1{closing * count}")

        assert parse(Source("a", nested(levels))).diagnostics == ()
        assert [code for code, _ in mistakes(nested(levels + 1))] == ["too-deep"]

    @pytest.mark.parametrize("list_of", ["x in (1)", "x not in (1)", "merchant not in (g)"])
    def test_a_list_is_a_level_and_the_not_of_an_operator_is_none(self, list_of: str) -> None:
        def nested(count: int) -> str:
            return within_block("filters", f"require {'(' * count}{list_of}{')' * count}")

        assert parse(Source("a", nested(MAX_DEPTH - 3))).diagnostics == ()
        assert [code for code, _ in mistakes(nested(MAX_DEPTH - 2))] == ["too-deep"]

    def test_levels_that_are_closed_do_not_count(self) -> None:
        conditions = " and ".join(["(x = 1)"] * 200)
        assert parse(Source("a", within_block("filters", f"require {conditions}"))).tree
        many = ["conversion {", *['override "O" when (x = 1) { }'] * 100, "}"]
        assert parse(Source("a", within(*many))).diagnostics == ()

    def test_mistakes(self) -> None:
        at_most = within(*["version x"] * MAX_REPORTED)
        over = within(*["version x"] * (MAX_REPORTED + 1))
        assert [code for code, _ in mistakes(at_most)] == ["syntax-error"] * MAX_REPORTED
        parsed = parse(Source("a", over))
        assert parsed.tree is None
        assert [found.code for found in parsed.diagnostics[-2:]] == [
            *("syntax-error", "too-many-errors")
        ]
        assert parsed.diagnostics[-1].message == (
            "found more than 100 mistakes in the writing, and the rest was not read"
        )

    @pytest.mark.parametrize(
        "text",
        [
            "(" * 100_000,
            "{" * 100_000,
            "{\n" * 100_000,
            'program "X" { filters { require ' + "(" * 100_000,
            'program "X" { filters { require ' + "not " * 100_000,
            'program "X" {' + "filters {\n" * 100_000,
            'program "X" {\n' + "version x\n" * 10_000,
            'program "X" {\n' + "foo version x\n" * 50_000,
            'program "X" {\nfilters {\n' + "country only USA,\nmerchant x\n" * 5_000,
            'program "X" { timezone "' + "\\" * 200_000,
            'program "X" { version ' + "9" * 200_000 + "x",
            "# " * 200_000,
            '"' * 200_001,
            "}\n" * 100_000,
            "\n" * 300_000 + "}",
        ],
        ids=lambda text: text[:40],
    )
    @pytest.mark.timeout(20)  # a hang fails; how long it takes is for benchmarks
    def test_nothing_hangs(self, text: str) -> None:
        parsed = parse(Source("a", text))
        assert len(parsed.diagnostics) <= MAX_REPORTED + 1


def test_a_text_is_read_again_with_the_same_result() -> None:
    assert outline(tree_of(WORLD_ELITE)) == outline(tree_of(WORLD_ELITE))
    assert grammar() is grammar()
