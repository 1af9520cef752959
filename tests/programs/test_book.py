from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.instants import DAY, parse_instant
from pointsman.engine.problems import BadFactsError
from pointsman.engine.reasons import Reason
from pointsman.programs import Book, BookError, ProgramError
from tests.programs.small_programs import program_text, purchase, small_program

SPRING = small_program(1, "2026-01-01 to 2026-03-31")
SUMMER = small_program(2, "2026-04-01 to 2026-08-31")
LATER = small_program(3, "2026-10-01")
BOOK = Book([SPRING, SUMMER, LATER])


def version_at(book: Book, instant: int | str) -> int | None:
    """The number of the version in effect, None where there is none."""
    found = book.in_effect(instant)
    return None if found is None else found.version


@pytest.mark.parametrize(
    ("instant", "version"),
    [
        ("2025-12-31T23:59:59.999999Z", None),
        ("2026-01-01T00:00:00Z", 1),
        ("2026-03-31T23:59:59.999999Z", 1),
        ("2026-04-01T00:00:00Z", 2),
        ("2026-04-01T01:00:00+02:00", 1),
        ("2026-08-31T23:59:59.999999Z", 2),
        ("2026-09-01T00:00:00Z", None),
        ("2026-09-30T23:59:59.999999Z", None),
        ("2026-10-01T00:00:00Z", 3),
        ("9999-12-30T23:59:59Z", 3),
        ("0001-01-02T00:00:00Z", None),
    ],
)
def test_both_days_of_a_range_belong_to_it(instant: str, version: int | None) -> None:
    assert version_at(BOOK, instant) == version
    assert version_at(BOOK, parse_instant(instant)) == version


@pytest.mark.parametrize(
    ("instant", "version"),
    [
        ("2026-04-01T03:59:59.999999Z", 1),  # 23:59:59 in New York, in summer time
        ("2026-04-01T04:00:00Z", 2),
        ("2026-01-01T04:59:59Z", None),  # and 23:59:59 in winter time
        ("2026-01-01T05:00:00Z", 1),
    ],
)
def test_days_are_those_of_the_zone(instant: str, version: int | None) -> None:
    zone = "America/New_York"
    book = Book(
        [
            small_program(1, "2026-01-01 to 2026-03-31", timezone=zone),
            small_program(2, "2026-04-01", timezone=zone),
        ]
    )
    assert version_at(book, instant) == version


@pytest.mark.parametrize(
    ("instant", "version"),
    [
        # The clocks of Santiago went from 23:59:59 on April 4 back to 23:00:00, and from
        # 23:59:59 on September 5 to 01:00:00: that day had no midnight.
        ("2026-04-05T02:59:59Z", 1),
        ("2026-04-05T03:59:59Z", 1),
        ("2026-04-05T04:00:00Z", 2),
        ("2026-09-06T03:59:59Z", 2),
        ("2026-09-06T04:00:00Z", 3),
    ],
)
def test_days_that_are_longer_or_have_no_midnight(instant: str, version: int | None) -> None:
    zone = "America/Santiago"
    book = Book(
        [
            small_program(1, "2026-04-01 to 2026-04-04", timezone=zone),
            small_program(2, "2026-04-05 to 2026-09-05", timezone=zone),
            small_program(3, "2026-09-06", timezone=zone),
        ]
    )
    assert version_at(book, instant) == version


@given(st.integers(-3 * DAY, 400 * DAY))
def test_the_version_in_effect_is_the_one_that_decides(offset: int) -> None:
    """`in_effect` and the stage that refuses NOT_IN_EFFECT agree on every instant."""
    instant = parse_instant("2026-01-01T00:00:00Z") + offset
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=instant)
    facts = purchase(time=moment.isoformat())
    deciding = [
        program.version
        for program in BOOK.versions
        if program.decide(facts).reason is not Reason.NOT_IN_EFFECT
    ]
    found = version_at(BOOK, instant)
    assert deciding == ([] if found is None else [found])


def test_one_version_without_dates_is_always_in_effect() -> None:
    book = Book([small_program(7)])
    assert version_at(book, "0001-01-02T00:00:00Z") == 7
    assert version_at(book, "9999-12-30T23:59:59Z") == 7


def test_a_version_from_the_first_day_to_the_last() -> None:
    book = Book([small_program(1, "0001-01-01 to 9999-12-31")])
    assert version_at(book, "0001-01-02T00:00:00Z") == 1
    assert version_at(book, "9999-12-30T23:59:59Z") == 1


def test_versions_stand_in_the_order_in_which_they_take_effect() -> None:
    for versions in permutations([SPRING, SUMMER, LATER]):
        assert Book(versions) == BOOK
    assert [program.version for program in BOOK.versions] == [1, 2, 3]


class TestDeciding:
    @pytest.mark.parametrize(
        ("time", "version", "reason"),
        [
            ("2026-02-01T12:00:00Z", 1, Reason.REDEEMED_FULL),
            ("2026-05-01T12:00:00Z", 2, Reason.REDEEMED_FULL),
            ("2026-09-15T12:00:00Z", 3, Reason.NOT_IN_EFFECT),
            ("2025-05-01T12:00:00Z", 3, Reason.NOT_IN_EFFECT),
            (None, 3, Reason.NOT_IN_EFFECT),
        ],
    )
    def test_by_the_version_in_effect(self, time: str | None, version: int, reason: Reason) -> None:
        decision = BOOK.decide(purchase(time=time))
        assert (decision.program.version, decision.reason) == (version, reason)

    def test_a_past_purchase_by_the_version_in_effect_at_the_purchase(self) -> None:
        request = {"requested_at": "2026-05-01T00:00:00Z", "after": "PREFERENCE_OFF"}
        facts = {**purchase(time="2026-02-01T12:00:00Z"), "post_purchase": request}
        decision = BOOK.decide(facts)
        assert (decision.program.version, decision.reason) == (1, Reason.NOT_REPROCESSABLE)

    @pytest.mark.parametrize("time", ["yesterday", 12, ["2026-05-01T12:00:00Z"]])
    def test_a_time_that_cannot_be_read_is_reported_with_its_place(self, time: object) -> None:
        with pytest.raises(BadFactsError) as refused:
            BOOK.decide(purchase(time=time))
        assert [each.pointer for each in refused.value.problems] == ["/authorization/time"]

    @pytest.mark.parametrize("facts", [{}, {"authorization": None}, {"authorization": "A-1"}])
    def test_facts_without_an_authorization_are_reported(self, facts: dict[str, object]) -> None:
        with pytest.raises(BadFactsError, match="authorization"):
            BOOK.decide(facts)


class TestWrongBooks:
    def test_an_empty_one(self) -> None:
        with pytest.raises(BookError, match=r"^a book needs at least one version$"):
            Book([])

    def test_two_names(self) -> None:
        other = small_program(2, "2027-01-01", name="Other")
        with pytest.raises(BookError, match=r"^one book, two programs: `Small` and `Other`$"):
            Book([SPRING, other])

    def test_a_version_twice(self) -> None:
        again = small_program(1, "2027-01-01")
        with pytest.raises(BookError, match=r"^`Small` has version 1 twice$"):
            Book([SPRING, again])

    @pytest.mark.parametrize(
        ("first", "second", "day"),
        [
            ("2026-01-01 to 2026-03-31", "2026-03-31", "2026-03-31"),
            ("2026-01-01", "2026-06-01 to 2026-06-30", "2026-06-01"),
            ("2026-01-01 to 2026-12-31", "2026-01-01 to 2026-12-31", "2026-01-01"),
            ("2026-01-01 to 2026-12-31", "2026-06-01 to 2026-06-01", "2026-06-01"),
            ("", "2026-06-01", "2026-06-01"),
        ],
    )
    def test_an_overlap(self, first: str, second: str, day: str) -> None:
        versions = [small_program(1, first), small_program(2, second)]
        for order in permutations(versions):
            with pytest.raises(BookError) as refused:
                Book(order)
            assert str(refused.value) == (
                f"versions 1 and 2 of `Small` are both in effect at {day}; "
                "end one the day before the other begins"
            )

    def test_two_versions_without_dates(self) -> None:
        with pytest.raises(BookError, match="are both in effect at all times; end one"):
            Book([small_program(1), small_program(2)])

    def test_days_of_two_zones_overlap(self) -> None:
        """April 1 begins in Tokyo while it is still March 31 in New York."""
        first = small_program(1, "2026-01-01 to 2026-03-31", timezone="America/New_York")
        second = small_program(2, "2026-04-01", timezone="Asia/Tokyo")
        with pytest.raises(BookError, match="both in effect at 2026-04-01"):
            Book([first, second])
        # The other way round there is a gap, which is no mistake.
        first = small_program(1, "2026-01-01 to 2026-03-31", timezone="Asia/Tokyo")
        second = small_program(2, "2026-04-01", timezone="America/New_York")
        assert version_at(Book([first, second]), "2026-03-31T20:00:00Z") is None


class TestFiles:
    def test_of_files_in_any_form(self, tmp_path: Path) -> None:
        paths = [tmp_path / "v2.points", tmp_path / "v1.points"]
        paths[0].write_text(program_text(2, "2026-04-01"), encoding="utf-8")
        paths[1].write_text(program_text(1, "2026-01-01 to 2026-03-31"), encoding="utf-8")
        book = Book.load(paths)
        assert [program.version for program in book.versions] == [1, 2]

    def test_a_file_that_does_not_load(self, tmp_path: Path) -> None:
        path = tmp_path / "v1.points"
        path.write_text(program_text(0), encoding="utf-8")
        with pytest.raises(ProgramError, match="version"):
            Book.load([path])
        with pytest.raises(FileNotFoundError):
            Book.load([tmp_path / "v2.points"])
