"""Words put on lines, and the comments between them."""

from pointsman.dsl.formatter.lines import Lines, flat, interrupted
from pointsman.dsl.formatter.pieces import Role, Word

A, B, C = Word("a"), Word("b"), Word("c")
REMARKED = Word("b", before=("# above", "# below that"), after="# behind")
IN_PARENTHESES = [
    Word("in"),
    Word("(", Role.OPEN),
    Word("1"),
    Word("..", Role.RANGE),
    Word("2"),
    Word(",", Role.COMMA),
    Word("3"),
    Word(")", Role.CLOSE),
]


def test_signs_stand_close_to_what_they_belong_to() -> None:
    assert flat(IN_PARENTHESES) == "in (1..2, 3)"
    assert flat([]) == ""


def test_only_comments_between_words_interrupt_them() -> None:
    assert not interrupted([Word("a", before=("# above",)), B, Word("c", after="# behind")])
    assert interrupted([A, REMARKED, C])
    assert interrupted([Word("a", after="# behind"), B])
    assert not interrupted([])


def test_words_follow_each_other_on_a_line() -> None:
    lines = Lines(4, 100)
    lines.put([A, B], 8)
    lines.put(IN_PARENTHESES, 8)
    assert lines.column == 4 + len("a b in (1..2, 3)")
    assert lines.finish() == ["    a b in (1..2, 3)"]


def test_comments_break_lines() -> None:
    lines = Lines(0, 100)
    lines.put([A, REMARKED, C], 4)
    assert lines.finish() == ["a", "    # above", "    # below that", "    b  # behind", "    c"]


def test_comments_above_the_first_word_of_a_line_stand_under_it() -> None:
    lines = Lines(2, 100)
    lines.put([REMARKED], 8)
    assert lines.finish() == ["  # above", "  # below that", "  b  # behind"]


def test_a_line_is_broken_once_however_often_that_is_asked_for() -> None:
    lines = Lines(0, 100)
    lines.put([Word("a", after="# behind")], 0)
    lines.break_(2)
    lines.break_(6)
    lines.put([B], 4)
    assert lines.finish() == ["a  # behind", "      b"]


def test_going_on_in_a_column() -> None:
    lines = Lines(2, 100)
    lines.put([A], 2)
    lines.pad_to(10)
    lines.put([B], 10)
    assert lines.finish() == ["  a       b"]


def test_a_column_is_kept_below_a_comment() -> None:
    lines = Lines(2, 100)
    lines.put([Word("a", after="# behind")], 2)
    lines.pad_to(10)
    lines.put([B], 10)
    assert lines.finish() == ["  a  # behind", "          b"]


def test_words_fit_up_to_the_limit() -> None:
    lines = Lines(2, 7)
    assert lines.fits([A, B, C], 2)
    lines.put([A], 2)
    assert lines.fits([B, C], 2)
    assert not lines.fits([B, Word("cc")], 2)
    assert lines.next_column(2) == 4


def test_words_behind_a_comment_fit_on_the_next_line() -> None:
    lines = Lines(0, 12)
    lines.put([Word("a", after="# behind")], 0)
    assert lines.fits([Word("b" * 8)], 4)
    assert not lines.fits([Word("b" * 9)], 4)
    assert lines.next_column(4) == 4


def test_words_with_comments_between_them_never_fit() -> None:
    lines = Lines(0, 100)
    assert not lines.fits([A, REMARKED], 0)
    assert lines.fits([REMARKED], 0)
    assert lines.fits([], 0)
