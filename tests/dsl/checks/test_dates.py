import pytest

from tests.dsl.program_texts import only, program, told, whole


def test_a_program_ends_after_it_begins() -> None:
    assert whole(only(program("effective 2026-12-31 to 2026-01-01"))) == {
        "code": "falling-dates",
        "marked": "2026-01-01",
        "message": "the program ends on 2026-01-01, before it begins on 2026-12-31",
        "help": "write `effective 2026-01-01 to 2026-12-31`",
    }


@pytest.mark.parametrize("last", ["2026-01-01", "2026-01-02", "9999-12-31"])
def test_it_may_last_one_day_or_many(last: str) -> None:
    assert told(program(f"effective 2026-01-01 to {last}")) == []


def test_a_program_without_an_end_is_in_order() -> None:
    assert told(program("effective 2026-01-01")) == []


def test_a_date_that_does_not_exist_is_an_error_of_its_own() -> None:
    assert told(program("effective 2026-02-30 to 2026-06-31")) == [
        ("bad-date", "2026-02-30"),
        ("bad-date", "2026-06-31"),
    ]
