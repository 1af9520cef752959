"""The renderers: the picture, widths in cells, and that no text reaches a terminal raw."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from wcwidth import wcswidth

from pointsman.dsl.diagnostics import Diagnostic, Mark, Severity
from pointsman.dsl.places import Source, Span
from pointsman.dsl.rendering import (
    diagnostic_json,
    render_concise,
    render_json,
    render_terminal,
    summary,
    visible,
    visible_lines,
)
from pointsman.dsl.rendering.cells import SHORT, cells
from pointsman.dsl.rendering.excerpt import WIDTH, cut

PROGRAM = """\
program "World Elite" {
  version 3
  currency USX

  filters {
    purchase over 20.00
    purchase over 30.00
  }
}
"""


def span(text: str, first: str, last: str | None = None) -> Span:
    """From where `first` stands up to the end of `last`."""
    start = text.index(first)
    return Span(start, start + len(first) if last is None else text.index(last, start) + len(last))


def diagnostic(text: str = PROGRAM, at: Span | None = None, **others: object) -> Diagnostic:
    given = {"code": "unknown-currency", "message": "`USX` is not a currency", **others}
    return Diagnostic(source=Source("a.points", text), span=at or span(text, "USX"), **given)  # type: ignore[arg-type]


def picture(text: str, at: Span, **others: object) -> list[str]:
    return render_terminal([diagnostic(text, at, **others)]).splitlines()


class TestPicture:
    def test_an_error_with_everything(self, snapshot: SnapshotAssertion) -> None:
        first = PROGRAM.index("over")
        found = diagnostic(
            at=span(PROGRAM, "purchase over 30.00"),
            code="doubled-statement",
            message="there is a second `purchase over`",
            label="once is enough",
            help="leave one of the two out\nor write `at least`",
            marks=(Mark(Span(first - 9, first + 10), "the first stands here"),),
            notes=("a purchase may have one lower bound", "and one upper bound"),
        )
        assert render_terminal([found]) == snapshot

    def test_the_simplest(self) -> None:
        assert render_terminal(
            [diagnostic(label="not in ISO 4217", help="did you mean `USD`?")]
        ) == (
            "error[unknown-currency]: `USX` is not a currency\n"
            "  --> a.points:3:12\n"
            "   |\n"
            " 2 |   version 3\n"
            " 3 |   currency USX\n"
            "   |            ^^^ not in ISO 4217\n"
            "   |\n"
            "help: did you mean `USD`?\n"
        )

    def test_a_block_shows_its_first_and_last_line(self) -> None:
        lines = picture(PROGRAM, span(PROGRAM, "filters {", "  }"), label="nothing passes")
        assert lines[2:] == [
            "   |",
            " 5 |   filters {",
            "   |   ^^^^^^^^^",
            "...",
            " 8 |   }",
            "   |   ^ nothing passes",
            "   |",
        ]

    def test_one_line_between_two_marked_lines_is_shown(self) -> None:
        lines = picture("a\nb\nc\n", Span(0, 5))
        assert lines[3:-1] == [" 1 | a", "   | ^", " 2 | b", " 3 | c", "   | ^"]

    def test_two_marks_on_one_line_have_a_row_each(self) -> None:
        text = "mcc 1..2, 2"
        lines = picture(text, Span(10, 11), marks=(Mark(Span(4, 8), "in here"),), label="again")
        assert lines[3:-1] == [
            " 1 | mcc 1..2, 2",
            "   |     ---- in here",
            "   |           ^ again",
        ]

    def test_a_span_that_takes_its_line_break_stays_on_its_line(self) -> None:
        assert picture("ab\ncd\n", Span(0, 3))[3:-1] == [" 1 | ab", "   | ^^"]

    @pytest.mark.parametrize("text", ["ab", "ab\n"])
    def test_the_end_of_the_text(self, text: str) -> None:
        *_, above, carets, _ = picture(text, Span(len(text), len(text)), label="ends here")
        assert carets.lstrip(" |") == "^ ends here"
        assert above.startswith(f" {text.count(chr(10)) + 1} |")

    def test_a_span_beyond_the_text_is_shown_at_its_end(self) -> None:
        assert picture("ab", Span(1, 9))[3:-1] == [" 1 | ab", "   |  ^"]

    def test_the_gutter_is_as_wide_as_its_numbers(self) -> None:
        text = "a\n" * 120
        lines = picture(text, Span(2 * 99, 2 * 99 + 1))
        assert lines[1:5] == ["    --> a.points:100:1", "     |", "  99 | a", " 100 | a"]

    def test_a_file_that_is_no_text_has_no_lines(self) -> None:
        lines = picture("", Span(0, 0), code="not-utf-8", message="this is not UTF-8 text")
        assert lines == ["error[not-utf-8]: this is not UTF-8 text", "  --> a.points"]

    def test_diagnostics_are_a_blank_line_apart(self) -> None:
        one = render_terminal([diagnostic()])
        assert render_terminal([diagnostic(), diagnostic()]) == f"{one}\n{one}"
        assert render_terminal([]) == ""

    def test_colour_changes_nothing_but_colour(self) -> None:
        found = [
            diagnostic(label="x", help="y", notes=("z",)),
            diagnostic(severity=Severity.WARNING),
        ]
        plain, coloured = render_terminal(found), render_terminal(found, color=True)
        assert "\x1b" not in plain
        assert "\x1b[1;31merror[unknown-currency]\x1b[0m" in coloured
        assert "\x1b[1;33mwarning[unknown-currency]\x1b[0m" in coloured
        assert _without_colour(coloured) == plain


def _without_colour(text: str) -> str:
    first, *rest = text.split("\x1b[")
    return first + "".join(part.partition("m")[2] for part in rest)


class TestCells:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("plain", "plain"),
            ("größer 漢字", "größer 漢字"),
            ("e\u0301", "e\u0301"),
            ("\x1b[2J", "<U+001B>[2J"),
            ("\x9b2J", "<U+009B>2J"),
            ("a\u202eb", "a<U+202E>b"),
            ("a\u200db", "a<U+200D>b"),
            ("a\u00a0b", "a<U+00A0>b"),
            ("\ufeffa", "<U+FEFF>a"),
            ("a\nb\r", "a<U+000A>b<U+000D>"),
            ("\u0301a", "<U+0301>a"),
            ("a\ufe0f", "a<U+FE0F>"),
            ("\u3164", "<U+3164>"),
            ("\udc80", "<U+DC80>"),
            ("e" + "\u0301" * 5, "e" + "\u0301" * 4 + "<U+0301>"),
            ("a\tb", "a   b"),
            ("abcd\tb", "abcd    b"),
            ("漢\tb", "漢  b"),
        ],
    )
    def test_what_is_shown(self, text: str, shown: str) -> None:
        assert visible(text) == shown

    def test_lines_stay_lines(self) -> None:
        assert visible_lines("a\n\x07b\n") == "a\n<U+0007>b\n"

    @given(st.text(st.characters(codec=None), max_size=30))
    def test_nothing_that_steers_a_terminal_is_left(self, text: str) -> None:
        shown = visible(text)
        assert all(unicodedata.category(char) not in ("Cc", "Cf", "Cs") for char in shown)
        assert wcswidth(shown) >= 0
        assert visible(shown) == shown

    # A spacing mark after a digit or a letter widens it by a rule that holds for pairs, not cells.
    @given(st.text(st.characters(codec="utf-8", exclude_categories=("Mc",)), max_size=30))
    def test_widths_are_those_of_the_terminal(self, text: str) -> None:
        assert len(cells(text)) == len(text)
        assert sum(width for _, width in cells(text)) >= wcswidth(visible(text)) >= 0

    def test_carets_stand_under_wide_and_escaped_text(self) -> None:
        line, carets = picture("\t漢字\x1bx y", Span(3, 5))[3:5]
        assert line == " 1 |     漢字<U+001B>x y"
        assert carets == "   |         ^^^^^^^^^"


class TestLongLines:
    def test_a_long_line_is_cut_around_the_mark(self) -> None:
        text = "x" * 500 + "MARK" + "y" * 500
        line, carets = picture(text, Span(500, 504), label="here")[3:5]
        shown = line.removeprefix(" 1 | ")
        assert shown.startswith("…x")
        assert shown.endswith("y…")
        assert len(shown) == WIDTH + 2
        at = carets.removeprefix("   | ").index("^")
        assert shown[at : at + 4] == "MARK"
        assert carets.endswith("^^^^ here")

    def test_each_mark_of_a_long_line_has_its_own_part(self) -> None:
        text = "ONE" + "x" * 500 + "TWO"
        lines = picture(text, Span(503, 506), marks=(Mark(Span(0, 3), "first"),))
        assert [line[5:8] for line in lines if "| ONE" in line] == ["ONE"]
        assert sum(line.endswith("TWO") for line in lines) == 1

    def test_a_line_that_just_fits_is_whole(self) -> None:
        assert cut("x" * WIDTH, 0, 1).text == "x" * WIDTH
        assert cut("x" * (WIDTH + 1), 0, 1).text == "x" * WIDTH + "…"
        assert cut("漢" * (WIDTH // 2 + 1), 0, 1).text == "漢" * (WIDTH // 2) + "…"

    @given(st.text(max_size=400), st.integers(0, 400), st.integers(0, 400))
    def test_no_line_is_wider_than_the_room(self, text: str, one: int, other: int) -> None:
        line = text.replace("\n", " ")
        start, end = sorted((min(one, len(line)), min(other, len(line))))
        part = cut(line, start, end)
        assert wcswidth(part.text) <= WIDTH + 2
        assert part.mark_width >= 1
        assert part.mark_at <= WIDTH

    def test_a_file_of_one_line_is_shown_at_once(self) -> None:
        text = "(" * 1_000_000
        found = [diagnostic(text, Span(at, at + 1)) for at in range(0, 1_000_000, 10_000)]
        assert len(render_terminal(found)) < 100 * 500

    def test_a_message_that_quotes_a_whole_file_is_shortened(self) -> None:
        found = diagnostic(message=f"`{'a' * 5000}z` is too long")
        for rendered in (render_terminal([found]), render_concise([found])):
            assert "…" in rendered
            assert "az` is too long" in rendered
            assert len(rendered.splitlines()[0]) < SHORT + 60


class TestConcise:
    def test_one_line_that_editors_can_jump_to(self) -> None:
        found = [diagnostic(), diagnostic(severity=Severity.WARNING, message="a\nb\x1b")]
        assert render_concise(found) == (
            "a.points:3:12: error[unknown-currency]: `USX` is not a currency\n"
            "a.points:3:12: warning[unknown-currency]: a<U+000A>b<U+001B>\n"
        )
        assert render_concise([]) == ""


class TestJson:
    def test_every_part_is_there(self) -> None:
        first = span(PROGRAM, "version 3")
        found = diagnostic(label="l", help="h", marks=(Mark(first, "m"),), notes=("n",))
        assert diagnostic_json(found) == {
            "code": "unknown-currency",
            "severity": "error",
            "message": "`USX` is not a currency",
            "label": "l",
            "help": "h",
            "file": "a.points",
            "line": 3,
            "column": 12,
            "end_line": 3,
            "end_column": 15,
            "marks": [{"label": "m", "line": 2, "column": 3, "end_line": 2, "end_column": 12}],
            "notes": ["n"],
        }

    def test_a_list_in_ascii(self) -> None:
        rendered = render_json([diagnostic(message="\x1b\x9b\u202e ü")])
        assert rendered.isascii()
        assert "\x1b" not in rendered
        assert json.loads(rendered)[0]["message"] == "\x1b\x9b\u202e ü"
        assert json.loads(render_json([])) == []


class TestSummary:
    def test_counts(self) -> None:
        error, warning = diagnostic(), diagnostic(severity=Severity.WARNING)
        assert summary([error, warning, error]) == "2 errors, 1 warning"
        assert summary([warning, warning]) == "2 warnings"
        assert summary([error]) == "1 error"
        assert summary([]) == "no problems"


@given(
    text=st.text(st.characters(codec="utf-8"), max_size=200),
    numbers=st.lists(st.integers(0, 210), min_size=4, max_size=4),
    words=st.text(max_size=30),
)
def test_no_place_and_no_text_is_too_odd(text: str, numbers: list[int], words: str) -> None:
    """Whatever the source, the place and the words, a picture comes out and holds no control."""
    (start, end), (mark_start, mark_end) = sorted(numbers[:2]), sorted(numbers[2:])
    found = diagnostic(
        text,
        Span(start, end),
        message=words,
        label=words,
        help=words,
        notes=(words,),
        marks=(Mark(Span(mark_start, mark_end), words),),
    )
    rendered = render_terminal([found])
    assert rendered.startswith("error[unknown-currency]: ")
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in rendered if c != "\n")
    assert json.loads(render_json([found]))[0]["message"] == words
