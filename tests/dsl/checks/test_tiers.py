import pytest

from tests.dsl.program_texts import conversion, only, program, read, told, whole


def tiers(*statements: str, currency: str = "USD") -> str:
    return program(conversion="{ base { " + " ".join(statements) + " } }", currency=currency)


def test_bounds_rise() -> None:
    text = tiers("up to 500.00 at 0.03", "up to 400 at 0.02", "up to 600 at 0.01", "above at 0.01")
    assert whole(only(text)) == {
        "code": "falling-tiers",
        "marked": "400",
        "message": "`up to 400` is not above `up to 500.00`",
        "help": "write tiers from the lowest bound to the highest, each once",
        "marks": [("500.00", "first written here")],
    }


@pytest.mark.parametrize(("first", "second"), [("500", "500"), ("500", "500.00"), ("100", "99.99")])
def test_a_bound_that_is_not_higher_falls(first: str, second: str) -> None:
    text = tiers(f"up to {first} at 0.01", f"up to {second} at 0.01", "above at 0.01")
    assert told(text) == [("falling-tiers", second)]


@pytest.mark.parametrize(("first", "second"), [("9", "10"), ("99.99", "100"), ("0.01", "0.02")])
def test_a_bound_that_is_higher_as_a_number_rises(first: str, second: str) -> None:
    text = tiers(f"up to {first} at 0.01", f"up to {second} at 0.01", "above at 0.01")
    assert read(text).errors == ()


def test_tiers_end_in_above() -> None:
    assert whole(only(tiers("up to 500.00 at 0.01"))) == {
        "code": "no-above",
        "marked": "up to",
        "message": "no tier takes amounts over 500.00",
        "help": "end the tiers with `above at …`",
    }


def test_nothing_follows_above() -> None:
    text = tiers("above at 0.01", "up to 500.00 at 0.01", "above at 0.02")
    assert whole(only(text)) == {
        "code": "tier-after-above",
        "marked": "above",
        "message": "nothing can follow `above`, which takes every larger amount",
        "help": "write `above` last",
    }


def test_the_tiers_of_an_override_are_tiers_too() -> None:
    text = conversion('override "A" for cross border { up to 5 at 1 up to 4 at 1 }')
    assert told(text) == [("falling-tiers", "4"), ("no-above", "up to")] or told(text) == [
        ("no-above", "up to"),
        ("falling-tiers", "4"),
    ]


def test_above_alone_is_a_list_of_tiers() -> None:
    assert told(tiers("above at 0.01")) == []


def test_a_tier_that_was_lost_may_have_been_the_last() -> None:
    assert told(tiers("up to 500.00 at 0.01", "abvoe at 0.01")) == [("syntax-error", "abvoe")]


def test_a_bound_that_is_no_number_is_reported_for_that_alone() -> None:
    assert told(tiers("up to 500 at 0.01", "up to 600.001 at 0.01", "above at 1")) == [
        ("too-fine", "600.001")
    ]
