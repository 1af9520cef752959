"""How values, lists and whole explanations are shown."""

import pytest

from pointsman.engine.exact import Exact
from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep, Explanation
from pointsman.engine.explanation.values import (
    SHOWN,
    at_least_places,
    cut,
    listing,
    money_in,
    showing,
)
from pointsman.engine.fact_types import Kind
from pointsman.engine.rules import Rounding
from pointsman.engine.units import Units
from pointsman.engine.verdicts import Verdict

DOLLARS = Units("USD", 2, "Miles", 100, Rounding.NATURAL)
YEN = Units("JPY", 0, "Miles", 1, Rounding.NATURAL)


@pytest.mark.parametrize(
    ("units", "kind", "value", "shown"),
    [
        (DOLLARS, Kind.MONEY, 123_456, "1,234.56"),
        (YEN, Kind.MONEY, 123_456, "123,456"),
        (DOLLARS, Kind.POINTS, 700_000, "7,000"),
        (YEN, Kind.POINTS, 36_666, "366.66"),
        (DOLLARS, Kind.NUMBER, 2_500_000_000_000_000_000, "2.5"),
        (DOLLARS, Kind.WEEKDAY, 6, "sun"),
        (DOLLARS, Kind.HOUR, 0, "0"),
        (DOLLARS, Kind.DATE, 739_682, "2026-03-07"),
        (DOLLARS, Kind.YES_NO, True, "yes"),
        (DOLLARS, Kind.YES_NO, False, "no"),
        (DOLLARS, Kind.TEXT, "A 1", '"A 1"'),
        (DOLLARS, Kind.MCC, "0742", "0742"),
        (DOLLARS, Kind.CHOICE, "gold", "gold"),
    ],
)
def test_a_value_of_each_kind(units: Units, kind: Kind, value: object, shown: str) -> None:
    assert showing(units, kind)(value) == shown


def test_amounts_of_one_size_in_two_currencies_are_told_apart() -> None:
    assert (money_in(10_000, "USD"), money_in(10_000, "JPY")) == ("100.00 USD", "10,000 JPY")


def test_a_list_shows_its_ranges_and_is_cut() -> None:
    codes = [f"{number:04d}" for number in range(SHOWN)]
    show = showing(DOLLARS, Kind.MCC)
    assert listing(show, ["5942", ("3000", "3299")]) == "5942, 3000..3299"
    assert listing(show, codes) == ", ".join(codes)
    assert listing(show, [*codes, *codes]) == f"{', '.join(codes)}, … 16 in all"
    assert cut([]) == ""
    assert cut(["a"] * 5_000) == f"{', '.join(['a'] * SHOWN)}, … 5,000 in all"


def test_an_exact_value_has_the_currencys_decimals_or_more() -> None:
    shown = [at_least_places(amount, 2) for amount in (Exact(765, 1), Exact(2997, 3))]
    assert shown == ["76.50", "2.997"]


def explained(*steps: ExplainedStep, heading: str = "H") -> Explanation:
    stages = (ExplainedStage(1, "request", reached=True, steps=steps),)
    return Explanation(heading, "S", dict, stages)


def test_the_text_has_a_line_a_step_and_the_places_below_each_other() -> None:
    part = ExplainedStep("part", Verdict.UNKNOWN, "not known", place="p:2")
    steps = (
        ExplainedStep("one", Verdict.PASSED, "says", place="p:1", parts=(part,)),
        ExplainedStep("a title of thirty characters..", Verdict.FAILED, "no"),
    )
    assert str(explained(*steps)).split("\n") == [
        "H",
        "S",
        "",
        "1 Request",
        f"  ✓ {'one':30} says{' ' * 52}p:1",
        f"    ? {'part':28} not known{' ' * 47}p:2",
        "  ✗ a title of thirty characters.. no",
    ]


def test_nothing_in_the_text_steers_a_terminal() -> None:
    """Texts are made printable before they are put in columns."""
    part = ExplainedStep("x\u202ey", Verdict.PASSED, "s", place="p\n:1")
    step = ExplainedStep("t\x1b", Verdict.PASSED, "a\tb", parts=(part,))
    text = str(explained(step, heading="\x1b[31mred"))
    assert text.split("\n") == [
        "\\u{1b}[31mred",
        "S",
        "",
        "1 Request",
        "  ✓ " + "t\\u{1b}".ljust(20) + " a\\u{9}b",
        "    ✓ " + "x\\u{202e}y".ljust(18) + " s" + " " * 65 + "p\\u{a}:1",
    ]
    assert step.title == "t\x1b"


def test_the_decision_is_told_when_somebody_asks() -> None:
    asked: list[str] = []

    def tell() -> dict[str, object]:
        asked.append("once")
        return {"id": "A-1"}

    explanation = Explanation("H", "S", tell, ())
    assert str(explanation) == "H\nS\n"
    assert asked == []
    assert explanation.decision == {"id": "A-1"}
