import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.exact import Exact, Written
from pointsman.engine.lots import Allocation, Lot
from pointsman.engine.problems import BadFactsError, Problem
from pointsman.engine.reversal import Redemption, RedemptionType, ReversalRequest
from pointsman.engine.reversal_reading import read_reversal, reverse_json

LINE = """
{"id": "C-1", "at": "2026-04-01T00:00:00Z",
 "redemption": {"type": "MERCHANDISE",
                "allocations": [{"lot": "L1", "points": "3"}], "credited": "0"},
 "lots": [{"id": "L1", "earned": "2025-01-01T00:00:00Z",
           "expires": "2027-01-01T00:00:00Z", "remaining": "97"}], "points": "3"}
"""
ANSWER = {
    "id": "C-1",
    "accepted": True,
    "errors": [],
    "credited": "3",
    "expired": "0",
    "remaining": "0",
    "lots": [
        {
            "id": "L1",
            "earned": "2025-01-01T00:00:00Z",
            "expires": "2027-01-01T00:00:00Z",
            "remaining": "100",
        }
    ],
}
ABSENT = object()


def line(path: str = "", value: object = ABSENT) -> dict[str, Any]:
    """The sample of the design with one value changed, or taken out."""
    data: dict[str, Any] = json.loads(LINE)
    if not path:
        return data
    *around, last = (int(key) if key.isdigit() else key for key in path.split("."))
    place: Any = data
    for key in around:
        place = place[key]
    if value is ABSENT:
        del place[last]
    else:
        place[last] = value
    return data


def problems(data: object) -> list[Problem]:
    with pytest.raises(BadFactsError) as caught:
        read_reversal(data)
    return list(caught.value.problems)


@pytest.mark.parametrize("whole", [True, False])
def test_the_sample_of_the_design_is_answered_as_there(whole: bool) -> None:
    answer = reverse_json(line(), whole)
    assert answer == ANSWER
    assert list(answer) == list(ANSWER)


def test_a_reversal_is_read_into_hundredths_and_instants() -> None:
    assert read_reversal(line("lots.0.remaining", "97.5")) == ReversalRequest(
        Redemption(RedemptionType.MERCHANDISE, (Allocation("L1", 300),), 0),
        (Lot("L1", 1_735_689_600_000_000, 1_798_761_600_000_000, 9750),),
        1_775_001_600_000_000,
        Exact(3),
        "C-1",
    )


@pytest.mark.parametrize("path", ["id", "redemption.credited", "lots.0.expires", "points"])
def test_what_may_be_left_out(path: str) -> None:
    assert read_reversal(line(path)) == read_reversal(line(path, None))
    assert reverse_json(line(path), whole=True)["accepted"] is True


@pytest.mark.parametrize(
    "path",
    [
        "at",
        "redemption",
        "redemption.type",
        "redemption.allocations",
        "redemption.allocations.0.lot",
        "redemption.allocations.0.points",
        "lots",
        "lots.0.id",
        "lots.0.earned",
        "lots.0.remaining",
    ],
)
def test_what_must_be_there(path: str) -> None:
    (problem,) = problems(line(path))
    assert (problem.code, problem.pointer) == ("missing-fact", "/" + path.replace(".", "/"))
    assert problem.message == f"`{path.rpartition('.')[2]}` is missing"


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("3", Exact(3)),
        ("3.0", Exact(3)),
        ("-3", Exact(-3)),
        ("-0", Exact(0)),
        (3, Exact(3)),
        (-3, Exact(-3)),
        (Written("-3.50"), Exact(-35, 1)),
        (Decimal("-3.001"), Exact(-3001, 3)),
        (Decimal("1.25"), Exact(125, 2)),
    ],
)
def test_points_are_read_as_they_were_asked_for(points: object, expected: Exact) -> None:
    assert read_reversal(line("points", points)).points == expected


@pytest.mark.parametrize(
    ("path", "value", "code", "message"),
    [
        ("points", 3.0, "binary-float", "`points` is `3.0`, but a binary float is not exact"),
        ("points", True, "wrong-type", "`points` is `true`, but it must be a number"),
        ("points", "1e2", "bad-number", "a number is written out, without an exponent"),
        ("points", "--3", "bad-number", "a number is never negative"),
        ("points", Decimal("NaN"), "bad-number", "NaN and infinity are not numbers here"),
        ("points", Decimal("-sNaN"), "bad-number", "NaN and infinity are not numbers here"),
        ("points", Decimal("-1e999999"), "bad-number", "at most 18 digits"),
        ("points", "", "bad-number", "an empty text"),
        ("at", "2026-04-01", "bad-time", "a time is written like"),
        ("redemption", [], "wrong-type", "it must be an object"),
        ("redemption.type", "merchandise", "not-a-choice", "CASHBACK, MERCHANDISE or TRAVEL"),
        ("redemption.allocations", {}, "wrong-type", "it must be a list"),
        ("redemption.allocations.0", "L1", "wrong-type", "an entry of `allocations` is `L1`"),
        ("redemption.allocations.0.points", "0", "out-of-range", "must be above 0"),
        ("redemption.allocations.0.points", "-1", "bad-number", "never negative"),
        ("redemption.allocations.0.points", "1.001", "too-fine", "at most 2 decimals"),
        ("redemption.allocations.0.lot", "L2", "unknown-lot", "is not among `lots`"),
        ("redemption.credited", "3.01", "bad-number", "`credited` is `3.01`, but only 3 points"),
        ("redemption.credited", "-1", "bad-number", "never negative"),
        ("redemption.partner", "X", "unknown-key", "not a key of `redemption`"),
        ("lots", "L1", "wrong-type", "it must be a list"),
        ("lots.0.remaining", 0.5, "binary-float", "a binary float is not exact"),
        ("lots.0.remaining", "-1", "bad-number", "never negative"),
        ("lots.0.expires", "never", "bad-time", "a time is written like"),
        ("lots.0.original", "100", "unknown-key", "`original` is not a key of `lots.0`"),
        ("point", "3", "unknown-key", "`point` is not a key of a reversal"),
    ],
)
def test_what_cannot_be_read(path: str, value: object, code: str, message: str) -> None:
    (problem,) = problems(line(path, value))
    assert (problem.code, problem.pointer) == (code, "/" + path.replace(".", "/"))
    assert message in problem.message


def test_a_number_too_long_to_write_is_told_without_writing_it() -> None:
    (problem,) = problems(line("points", -(10**5000)))
    assert problem.message == "`points` is a very long number, but a number has at most 18 digits"


@pytest.mark.parametrize("data", [None, [], "line", 3])
def test_a_reversal_is_an_object(data: object) -> None:
    assert [problem.code for problem in problems(data)] == ["wrong-type"]


def test_a_lot_stands_there_once() -> None:
    data = line()
    data["lots"].append(data["lots"][0])
    (problem,) = problems(data)
    assert (problem.code, problem.pointer) == ("named-twice", "/lots/1/id")
    assert problem.message == "`id` is `L1`, but another lot has that id"


def test_all_that_is_wrong_is_told_at_once() -> None:
    data = line("at", "now")
    data["redemption"] |= {"credited": "4", "type": "GIFT"}
    data["redemption"]["allocations"] += [{"lot": "L9", "points": "0.5"}, 7]
    data["lots"][0]["remaining"] = 1.5
    data["points"] = "many"
    assert [(each.code, each.pointer) for each in problems(data)] == [
        ("bad-time", "/at"),
        ("not-a-choice", "/redemption/type"),
        ("bad-number", "/points"),
        ("binary-float", "/lots/0/remaining"),
        ("wrong-type", "/redemption/allocations/2"),
        ("unknown-lot", "/redemption/allocations/1/lot"),
    ]


def test_what_could_not_be_read_is_not_complained_of_twice() -> None:
    assert len(problems(line("lots.0", "L1"))) == 1
    data = line("redemption.credited", "5")
    data["redemption"]["allocations"] = "L1"
    assert [each.pointer for each in problems(data)] == ["/redemption/allocations"]


JSON = st.recursive(
    st.none() | st.booleans() | st.text() | st.integers() | st.floats() | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
PLACES = [
    "id", "at", "points", "redemption", "redemption.type", "redemption.credited",
    "redemption.allocations", "redemption.allocations.0", "redemption.allocations.0.lot",
    "redemption.allocations.0.points", "lots", "lots.0", "lots.0.id", "lots.0.earned",
    "lots.0.expires", "lots.0.remaining",
]  # fmt: skip


@given(st.sampled_from(PLACES), JSON, st.booleans())
def test_nothing_but_bad_facts_comes_of_bad_facts(place: str, value: object, whole: bool) -> None:
    answer = problems_of(line(place, value), whole)
    assert answer == [] or all(problem.message and problem.pointer for problem in answer)


def problems_of(data: object, whole: bool) -> list[Problem]:
    """What is wrong with a line, or nothing where it is answered."""
    try:
        answer = reverse_json(data, whole)
    except BadFactsError as error:
        return list(error.problems)
    assert answer["accepted"] is (answer["errors"] == [])
    return []
