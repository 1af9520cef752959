import pytest

from pointsman.tui.model.tidied import moved, tidied

UNTIDY = 'program   "X" { # why\nversion 3\n    currency USD }\n'


def test_a_text_is_laid_out_and_that_once() -> None:
    done = tidied(UNTIDY, "x.points").text
    assert done == 'program "X" {  # why\n  version   3\n  currency  USD\n}\n'
    assert tidied(done, "x.points").text == done


def test_the_line_breaks_of_a_text_are_kept() -> None:
    windows = UNTIDY.replace("\n", "\r\n")
    done = tidied(windows, "x.points").text
    assert done is not None
    assert done.count("\r\n") == done.count("\n") == 4


def test_a_text_that_cannot_be_read_is_left_with_the_reason() -> None:
    done = tidied("program {", "x.points")
    assert done.text is None
    assert done.problems[0].line == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("program", "program"),
        ("program ", "program"),
        ("program   ", "program "),
        ('program   "X" { # why\nvers', 'program "X" {  # why\n  vers'),
        ('program   "X" { # why\nversion 3\n    ', 'program "X" {  # why\n  version   3\n  '),
        ('program   "X" { # why\nversion 3\n  ', 'program "X" {  # why\n  version   3'),
        (UNTIDY, 'program "X" {  # why\n  version   3\n  currency  USD\n}'),
    ],
)
def test_a_cursor_moves_with_what_stands_before_it(before: str, after: str) -> None:
    new = tidied(UNTIDY, "x.points").text
    assert new is not None
    assert new[: moved(UNTIDY, len(before), new)] == after


def test_a_cursor_past_all_that_is_left_stands_at_the_end() -> None:
    assert moved("abc", 3, "ab") == 2
