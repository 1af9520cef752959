from pointsman.dsl.places import Source, Span
from pointsman.tui.model.marks import MAX_LINES, Mark, marks_of, rows_of

SOURCE = Source("x.points", "program {\r\n  version 3\r\n  full\r\n\r\n}\r\n")


def test_a_span_in_one_line() -> None:
    assert rows_of(SOURCE, Span(13, 20)) == [(1, 2, 9)]


def test_a_span_of_lines_leaves_out_what_indents_them_and_the_empty_ones() -> None:
    assert rows_of(SOURCE, Span(0, len(SOURCE.text) - 2)) == [
        (0, 0, 9),
        (1, 2, 11),
        (2, 2, 6),
        (4, 0, 1),
    ]


def test_an_empty_span_marks_one_character() -> None:
    assert rows_of(SOURCE, Span(13, 13)) == [(1, 2, 3)]


def test_a_span_at_the_end_of_a_line_marks_its_last_character() -> None:
    assert rows_of(SOURCE, Span(9, 9)) == [(0, 8, 9)]


def test_a_span_past_the_end_marks_what_there_is() -> None:
    assert rows_of(Source("x", "ab"), Span(7, 9)) == [(0, 1, 2)]
    assert rows_of(Source("x", ""), Span(0, 0)) == [(0, 0, 1)]


def test_a_very_long_span_is_marked_in_part() -> None:
    source = Source("x", "a\n" * 2_000)
    assert len(rows_of(source, Span(0, len(source.text)))) == MAX_LINES


def test_marks_are_found_on_their_lines() -> None:
    marks = marks_of(SOURCE, [(Span(13, 20), "b"), (Span(13, 14), "c")])
    assert marks.of_line(1, "  version 3", 6) == (Mark(2, 9, "b"), Mark(2, 3, "c"))
    assert marks.of_line(2, "  full", 6) == ()


def test_marks_stay_with_their_line_when_others_come_before_it() -> None:
    marks = marks_of(SOURCE, [(Span(13, 20), "b")])
    assert marks.of_line(3, "  version 3", 8) == (Mark(2, 9, "b"),)
    assert marks.of_line(0, "  version 3", 5) == (Mark(2, 9, "b"),)


def test_marks_go_from_a_line_that_is_no_longer_the_same() -> None:
    marks = marks_of(SOURCE, [(Span(13, 20), "b")])
    assert marks.of_line(1, "  version 34", 6) == ()
