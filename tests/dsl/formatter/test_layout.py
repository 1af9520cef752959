"""The edges of the style: exactly as wide as a line, and one column more."""

import pytest

from pointsman.dsl.formatter import format_text
from pointsman.dsl.formatter.from_text import from_text
from pointsman.dsl.formatter.layout import lay_out
from pointsman.dsl.formatter.pieces import Block, Remark, Statement, Style, Word
from pointsman.dsl.parser import parse
from pointsman.dsl.places import Source


def formatted(text: str) -> str:
    result = format_text(Source("edge.points", text))
    assert result.text is not None
    return result.text


def lines_of(text: str) -> list[str]:
    return formatted(text).splitlines()


@pytest.mark.parametrize(("extra", "lines"), [(0, 1), (1, 4)])
def test_a_group_stands_on_a_line_of_a_hundred_columns(extra: int, lines: int) -> None:
    name = "A" * (100 - len('group g { name ""  mcc 5814 }') + extra)
    got = lines_of(f'group g {{ name "{name}" mcc 5814 }}')
    assert len(got) == lines
    assert max(map(len, got)) <= 100


@pytest.mark.parametrize(("extra", "lines"), [(0, 3), (1, 4)])
def test_a_statement_stands_on_a_line_of_a_hundred_columns(extra: int, lines: int) -> None:
    text = "A" * (100 - len('  require  cross_border else ""') + extra)
    got = lines_of(f'filters {{ require cross_border else "{text}" }}')
    assert len(got) == lines
    assert len(got[1]) == (100 if not extra else len("  require  cross_border"))


@pytest.mark.parametrize(("extra", "first"), [(0, 100), (1, len('  override "A"'))])
def test_a_brace_stands_within_the_hundred_columns(extra: int, first: int) -> None:
    product = "A" * (100 - len('  override "A" for product  {') + extra)
    text = f'conversion {{ override "A" for product {product} {{ above at 1 }} }}'
    _, *override, tier, _, _ = lines_of(text)
    assert len(override[0]) == first
    assert override[-1].endswith(f"for product {product} {{")
    assert tier == "    above  at 1"


def test_what_is_too_long_by_itself_is_left_so() -> None:
    name = "A" * 200
    assert lines_of(f'group g {{ name "{name}", "B", "{name}" }}') == [
        "group g {",
        f'  name  "{name}",',
        '        "B",',
        f'        "{name}"',
        "}",
    ]


@pytest.mark.parametrize(("extra", "gap"), [(0, 11), (1, 2)])
def test_comments_stand_in_one_column_while_they_fit(extra: int, gap: int) -> None:
    comment = "# " + "a" * (100 - len("effective  2026-01-01  # ") + extra)
    first, second = lines_of(f"version 1 {comment}\neffective 2026-01-01 # b")
    assert first == "version    1" + " " * gap + comment
    assert second == "effective  2026-01-01  # b"


def test_columns_are_those_on_a_screen() -> None:
    assert lines_of('points "ポイント" whole # a\nbank hosted # b') == [
        'points  "ポイント" whole  # a',
        "bank    hosted            # b",
    ]


def test_only_blocks_of_several_lines_are_set_off() -> None:
    text = 'program "A" { bank hosted filters {} version 1 redemption { full } version 2 }'
    assert formatted(text) == (
        'program "A" {\n  bank     hosted\n  filters {}\n  version  1\n\n'
        "  redemption {\n    full\n  }\n\n  version  2\n}\n"
    )


def test_a_blank_line_above_or_below_its_comment_sets_a_block_off() -> None:
    block = "redemption {\n  full\n}\n"
    assert formatted(f"bank hosted\n# a\n{block}") == f"bank  hosted\n\n# a\n{block}"
    assert formatted(f"bank hosted\n# a\n\n{block}") == f"bank  hosted\n# a\n\n{block}"


def test_pieces_of_a_text() -> None:
    source = Source("x.points", "# a\n\nbank hosted # b\n\n# c\nfilters { # d\n# e\n}\n# f\n")
    parsed = parse(source)
    assert parsed.tree is not None
    bank = Statement(
        (Word("bank"), Word("hosted")), leading=(Remark("# a"),), blank=True, comment="# b"
    )
    inner = Block((), "# d", (Remark("# e"),))
    filters = Statement((Word("filters"),), inner, (Remark("# c", blank=True),))
    assert from_text(parsed.tree, source.text) == Block((bank, filters), None, (Remark("# f"),))


def test_how_statements_line_up() -> None:
    def style(*words: str, block: Block | None = None) -> Style:
        return Statement(tuple(map(Word, words)), block).style

    assert style("version", "1") is Style.VALUE
    assert style("up", "to", "5") is Style.TIER
    assert style("above") is Style.TIER
    assert style("override", '"A"') is Style.FREE
    assert style("redemption", block=Block()) is Style.FREE


def test_nothing_is_laid_out_as_nothing() -> None:
    assert lay_out(Block()) == ""
