from pointsman.tui.model.finding import (
    MAX_MATCHES,
    Match,
    Wanted,
    as_meant,
    match_after,
    match_before,
    match_from,
)

LINES = ["merchant coffee", "", "Coffee, coffee"]
MATCHES = Wanted("coffee").in_lines(LINES)


def test_small_letters_find_capitals_too() -> None:
    assert (Match(0, 9, 15), Match(2, 0, 6), Match(2, 8, 14)) == MATCHES


def test_capitals_find_capitals_alone() -> None:
    assert Wanted("Coffee").in_lines(LINES) == (Match(2, 0, 6),)


def test_signs_are_looked_for_as_they_are() -> None:
    assert Wanted("a.*(").in_line("xa.*( ab*(") == [(1, 5)]


def test_nothing_is_found_nowhere() -> None:
    assert Wanted("").in_lines(LINES) == ()
    assert Wanted("tea").in_lines(LINES) == ()


def test_characters_that_are_written_out_are_meant() -> None:
    assert as_meant(r"a\u{202e}b\u{10ffff}\u{110000}\u{x}") == "a\u202eb\U0010ffff\\u{110000}\\u{x}"


def test_there_is_an_end_to_counting() -> None:
    assert len(Wanted("a").in_lines(["a" * 30_000])) == MAX_MATCHES


def test_walking_goes_round() -> None:
    assert match_from(MATCHES, 0, 9) == 0
    assert match_from(MATCHES, 0, 10) == 1
    assert match_from(MATCHES, 3, 0) == 0
    assert match_after(MATCHES, 0, 9) == 1
    assert match_after(MATCHES, 2, 8) == 0
    assert match_before(MATCHES, 2, 8) == 1
    assert match_before(MATCHES, 0, 9) == 2
