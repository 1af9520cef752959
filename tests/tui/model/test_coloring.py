import random
from pathlib import Path

import pytest

from pointsman.dsl.lexicon import FORMS
from pointsman.programs import shipped_names, shipped_path
from pointsman.tui.model.coloring import MAX_COLOURED, Part, coloured

BLOCK, STATEMENT, KEYWORD = Part.BLOCK, Part.STATEMENT, Part.KEYWORD
OPERATOR, NAME, FACT, VALUE = Part.OPERATOR, Part.NAME, Part.FACT, Part.VALUE
STRING, NUMBER, COMMENT, ERROR = Part.STRING, Part.NUMBER, Part.COMMENT, Part.ERROR


def parts(line: str) -> list[tuple[str, Part]]:
    return [(line[run.start : run.end], run.part) for run in coloured(line)]


def test_a_block_is_told_from_a_statement() -> None:
    assert parts('program "World Elite" {') == [("program", BLOCK), ('"World Elite"', STRING)]
    assert parts("  version    3") == [("version", STATEMENT), ("3", NUMBER)]


def test_a_line_of_its_own_parts() -> None:
    assert parts('  override "Coffee" for merchant coffee when segment = gold at 0.007 # new') == [
        ("override", BLOCK),
        ('"Coffee"', STRING),
        ("for", KEYWORD),
        ("merchant", KEYWORD),
        ("coffee", VALUE),
        ("when", KEYWORD),
        ("segment", FACT),
        ("=", OPERATOR),
        ("gold", VALUE),
        ("at", KEYWORD),
        ("0.007", NUMBER),
        ("# new", COMMENT),
    ]


def test_dates_are_numbers_and_words_of_statements_keywords() -> None:
    assert parts("effective 2026-01-01 to 2026-12-31") == [
        ("effective", STATEMENT),
        ("2026-01-01", NUMBER),
        ("to", KEYWORD),
        ("2026-12-31", NUMBER),
    ]


@pytest.mark.parametrize("statement", [w for forms in FORMS.values() for w in forms])
def test_every_statement_is_seen_at_the_beginning_of_a_line(statement: str) -> None:
    assert parts(f"   {statement} ")[0][1] in (BLOCK, STATEMENT)


def test_a_statement_may_begin_after_a_brace_on_the_same_line() -> None:
    assert parts('group coffee { name "X" }') == [
        ("group", BLOCK),
        ("coffee", NAME),
        ("name", STATEMENT),
        ('"X"', STRING),
    ]


def test_a_keyword_may_be_a_name_a_fact_and_a_value() -> None:
    assert parts("fact name in (name, all)") == [
        ("fact", STATEMENT),
        ("name", NAME),
        ("in", OPERATOR),
        ("name", VALUE),
        ("all", VALUE),
    ]
    assert parts("require mcc = partial")[1:] == [
        ("mcc", FACT),
        ("=", OPERATOR),
        ("partial", VALUE),
    ]


def test_facts_with_a_point_and_the_one_without_a_value() -> None:
    assert parts('require merchant.name like "A*" and not cross_border')[1:] == [
        ("merchant.name", FACT),
        ("like", OPERATOR),
        ('"A*"', STRING),
        ("and", OPERATOR),
        ("not", OPERATOR),
        ("cross_border", FACT),
    ]


def test_a_kind_of_merchant_keeps_its_word_in_a_list() -> None:
    assert parts('require merchant not in (id "2", coffee)')[1:] == [
        ("merchant", FACT),
        ("not", OPERATOR),
        ("in", OPERATOR),
        ("id", KEYWORD),
        ('"2"', STRING),
        ("coffee", VALUE),
    ]


def test_parentheses_around_a_condition_are_no_list() -> None:
    assert parts("require (full = 1 or id like x)")[1:] == [
        ("full", FACT),
        ("=", OPERATOR),
        ("1", NUMBER),
        ("or", OPERATOR),
        ("id", FACT),
        ("like", OPERATOR),
        ("x", VALUE),
    ]


def test_ranges_end_in_values() -> None:
    assert parts("require weekday in (mon..fri)")[-2:] == [("mon", VALUE), ("fri", VALUE)]


def test_what_cannot_be_read_is_an_error_and_the_line_goes_on() -> None:
    assert parts('1e5 foo ; "a" # c "d') == [
        ("1e5", ERROR),
        ("foo", VALUE),
        (";", ERROR),
        ('"a"', STRING),
        ('# c "d', COMMENT),
    ]


def test_a_text_that_is_still_being_typed_is_a_text() -> None:
    assert parts('statement "MILES # CRE') == [("statement", STATEMENT), ('"MILES # CRE', STRING)]


def test_blank_lines_and_signs_have_no_part() -> None:
    assert parts("") == parts("  \t ") == parts("  } ( ,") == []


def test_a_line_is_not_read_to_its_end_when_it_is_very_long() -> None:
    runs = coloured("name " + '"x", ' * 50_000)
    assert runs[-1].end <= MAX_COLOURED


@pytest.mark.parametrize("name", shipped_names())
def test_nothing_of_a_shipped_program_is_an_error(name: str) -> None:
    lines = Path(shipped_path(name)).read_text(encoding="utf-8").split("\n")
    assert lines
    assert not [line for line in lines if ERROR in dict.fromkeys(p for _, p in parts(line))]


@pytest.mark.parametrize("seed", range(20))
def test_runs_rise_and_lie_in_their_line_whatever_it_holds(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - lines to read, no secret
    signs = 'ab1.-"#\\{}()=!<> \t\r\x0b\x1b\x85\u2028\u202e,é東_'
    for _ in range(300):
        line = "".join(chance.choice(signs) for _ in range(chance.randrange(30)))
        edges = [edge for run in coloured(line) for edge in (run.start, run.end)]
        assert edges == sorted(edges)
        assert all(run.start < run.end <= len(line) for run in coloured(line))
